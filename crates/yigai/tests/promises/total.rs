//! No input panics, loops, or passes the limits: what cannot be read is refused with a name and a sentence.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use yigai::{Lang, Options, Report};

use crate::reports::cases;

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused_in_words(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(error) = Report::read(&bytes, &Options::default()) {
            prop_assert!(!error.kind().is_empty() && !error.message(Lang::Zh).is_empty());
        }
    }

    #[test]
    fn so_is_any_text(text in "[\\PC\n\t]{0,300}") {
        let _ = Report::read(text.as_bytes(), &Options::default());
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused() {
    let mut options = Options::default();
    options.text.limits.file_bytes = 20;
    let error = Report::read("全县参合农民31206人。".as_bytes(), &options).unwrap_err();
    assert!(error.to_string().contains("20"), "{error}");
}

/// Runs of whatever a layer looks for before or behind a number: each report is one of them over and over.
#[test]
fn time_grows_as_the_text_does() {
    let runs = [
        "参合31206人，",
        "参合率96.5%，",
        "其中男性1206人、女性1094人，",
        "分别为35人、12人和8人，",
        "35、",
        "35人、12人、",
        "共计4700人，其中",
        "占31.2%，",
        "比上年增长8.3%，",
        "由150元提高到290元，",
        "人均筹资290元，参合31206人，",
        "2012年3月至5月，",
        "今年1至6月，去年同期，",
        "202223年",
        "（其中",
        "（3人）",
        "1.",
        "一、参合31206人。\n",
        "（一）参合31206人。\n",
        "项目\t2011年\t2012年\n参合人数\t31206\t31754\n",
        "第3批",
        "约",
        "三四",
        "确保达到95%以上，",
    ];
    for run in runs {
        let time = |bytes: usize| {
            let text = format!("2012年全县医改工作总结\n全县{}。", run.repeat(bytes / run.len()));
            let start = Instant::now();
            let _ = Report::read(text.as_bytes(), &Options::default());
            start.elapsed()
        };
        // Eight times the text takes eight times as long, and more on a busy machine; the square would be sixty-four.
        let small = time(2_000).min(time(2_000)).max(Duration::from_millis(4));
        let most = small * 36;
        let large = (0..3).map(|_| time(16_000)).find(|large| *large < most);
        assert!(large.is_some(), "{run:?}: {small:?} for 2 KB, and more than {most:?} for 16 KB");
    }
}
