//! A report cut into pages anywhere is put together again, and its own lists stay.

use proptest::prelude::*;
use yigai_text::{Document, Options};

const REPORT: &str = include_str!("../data/long.txt");

fn clean(text: &str) -> String {
    Document::read(text.as_bytes(), &Options::default()).unwrap().clean().to_owned()
}

/// The report with a page's number before each piece.
fn paged(text: &str, cuts: &[usize], gap: &str) -> String {
    let characters: Vec<char> = text.trim_end().chars().collect();
    let mut out = String::from("1、");
    let mut page = 1;
    for (index, character) in characters.iter().enumerate() {
        if cuts.contains(&index) {
            page += 1;
            out.push_str(&format!("{gap}{page}、"));
        }
        out.push(*character);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_are_joined_wherever_they_were_cut(
        start in 150usize..320, sizes in prop::collection::vec(150usize..320, 2..4), blank in any::<bool>()
    ) {
        let mut cuts = vec![start];
        for size in sizes {
            cuts.push(cuts.last().unwrap() + size);
        }
        let length = REPORT.trim_end().chars().count();
        cuts.retain(|&cut| cut + 20 < length);
        let text = paged(REPORT, &cuts, if blank { "\n\n" } else { "\n" });
        // Where the cut fell on a space between two sentences, the space goes with it.
        prop_assert_eq!(clean(&text).replace(' ', ""), clean(REPORT).replace(' ', ""));
    }

    #[test]
    fn lines_of_a_list_are_never_pages(
        items in prop::collection::vec(0usize..8, 2..9), gap in prop::sample::select(vec!["\n", "\n\n", "\r\n"])
    ) {
        const ITEMS: [&str; 8] = [
            "加强组织领导", "落实专项资金120万元,由镇财政统一拨付。", "建立健全考核机制,每季度考核一次,结果与绩效工资挂钩;",
            "完成改厕任务260户", "开展业务培训。全年举办培训班6期,培训村医180人次,考核合格率为96.7%。",
            "推进信息化建设,年底前实现14个村卫生室全部联网", "做好宣传发动:发放宣传单3000份", "其他工作",
        ];
        let lines: Vec<String> =
            items.iter().zip(1..).map(|(&item, number)| format!("{number}、{}", ITEMS[item])).collect();
        let text = format!("下一步重点抓好以下工作。{gap}{}", lines.join(gap));
        let wanted = format!("下一步重点抓好以下工作。\n{}", lines.join("\n"));
        prop_assert_eq!(clean(&text), wanted);
    }
}

#[test]
fn a_page_number_before_the_title_goes_even_alone() {
    let text = format!("1、{REPORT}");
    assert_eq!(clean(&text), clean(REPORT));
}

#[test]
fn pieces_of_a_cut_figure_are_told() {
    let text = "住院次均费用由2214.\n\n7、35元降为1980元。";
    let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
    let at = document.clean().find("2214.35元").unwrap();
    let source = document.source(yigai_span::Span::new(at, at + "2214.35元".len()));
    assert_eq!(source.text, "2214.\n\n7、35元");
    let parts: Vec<&str> = source.parts.iter().map(|&(start, end)| &text[start..end]).collect();
    assert_eq!(parts, ["2214.", "35元"]);
    assert_eq!((source.start, source.end), (source.parts[0].0, source.parts[1].1));
}
