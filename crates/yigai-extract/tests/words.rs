//! Word files of the caller's own: what they add, and how mistakes in them are told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // the helpers of tests fail loudly, as the tests do

use std::fs;
use std::path::PathBuf;

use yigai_extract::{Cues, Extractor, Settings};
use yigai_text::{Document, Options};

/// A folder of its own under the build folder, so that tests do not meet.
fn folder(name: &str, links: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("links.toml"), links).unwrap();
    folder
}

fn refusal(name: &str, links: &str) -> String {
    let Err(error) = Extractor::from_dir(folder(name, links)) else { panic!("the file should be refused") };
    assert!(error.file.ends_with("links.toml"), "{}", error.file);
    format!("line {}: {}", error.line, error.reason)
}

#[test]
fn a_wording_of_a_folder_is_read() {
    let text = "全年为1250人办理慢特病证。";
    let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
    let indicator = |extractor: &Extractor| {
        extractor.extract(&document, &Settings::default()).observations.first().unwrap().indicator.clone()
    };
    assert_eq!(indicator(Extractor::builtin().unwrap()), None);
    let own = Extractor::from_dir(folder("own", "[say]\nhtn_managed = [\"办理慢特病证\"]\n")).unwrap();
    assert_eq!(indicator(&own).as_deref(), Some("htn_managed"));
}

#[test]
fn own_words_count_where_nothing_else_speaks_of_their_programme() {
    let indicators = |text: &str, extractor: &Extractor| -> Vec<Option<String>> {
        let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
        let found = extractor.extract(&document, &Settings::default()).observations;
        found.iter().map(|o| o.indicator.as_deref().map(str::to_owned)).collect()
    };
    let own = folder("alone", "[say]\nnrcms_enrollees = [\"交合作医疗的农户人口\"]\n");
    fs::create_dir_all(own.join("indicators")).unwrap();
    let alias = "programme = \"nrcms\"\nsource = \"test\"\n\n[[extend]]\nid = \"nrcms_enrollees\"\naliases = [\"入合居民\"]\n";
    fs::write(own.join("indicators").join("own.toml"), alias).unwrap();
    let own = Extractor::from_dir(own).unwrap();
    let alias = "全镇入合居民36210人。";
    assert_eq!(indicators(alias, Extractor::builtin().unwrap()), [None]);
    assert_eq!(indicators(alias, &own), [Some("nrcms_enrollees".to_owned())]);
    // Words that are no one's stay what they are.
    assert_eq!(indicators("全镇入住居民36210人。", &own), [None]);
}

#[test]
fn mistakes_are_told_with_their_line() {
    assert_eq!(
        refusal("unknown", "[say]\nhr_files = [\"建档\"]\nhr_filez = [\"建档\"]\n"),
        "line 3: hr_filez is not an indicator of the catalogue; check the spelling"
    );
    assert_eq!(
        refusal("list", "[say]\nhr_files = [\"{nolist} 建档\"]\n"),
        "line 2: {nolist} is not a list of [words]; define it there or write the words out"
    );
    assert_eq!(
        refusal("programme", "[needs]\nnothing = \"参合\"\n"),
        "line 2: nothing is not a programme of the catalogue; check the spelling"
    );
    assert_eq!(
        refusal("kind", "[kind]\nlack = [\n    \"fin_gap\",\n    \"wf_gapp\",\n]\n"),
        "line 4: wf_gapp is not an indicator of the catalogue; check the spelling"
    );
    assert_eq!(
        refusal("no-kind", "[kind]\nlacks = [\"fin_gap\"]\n").split_once(", expected").unwrap().0,
        "line 2: unknown field `lacks`"
    );
    assert!(refusal("syntax", "[say]\n\nhr_files = 3\n").starts_with("line 3: "));
}

#[test]
fn what_is_wanting_is_meant_only_by_indicators_of_a_lack() {
    let indicator = |name: &str, links: &str| {
        let document = Document::read("全镇全科医生缺口64人。".as_bytes(), &Options::default()).unwrap();
        let own = Extractor::from_dir(folder(name, links)).unwrap();
        let found = own.extract(&document, &Settings::default()).observations;
        found.first().unwrap().indicator.as_deref().map(str::to_owned)
    };
    assert_eq!(indicator("stock", ""), None);
    assert_eq!(indicator("lack", "[kind]\nlack = [\"wf_gp\"]\n").as_deref(), Some("wf_gp"));
}

/// The built-in cue words with one list put in the place of another.
fn with_cues(list: &str, other: &str) -> Result<Cues, String> {
    let text = include_str!("../data/cues.toml");
    assert!(text.contains(list), "{list}");
    Cues::parse("cues.toml", &text.replacen(list, other, 1)).map_err(|error| error.to_string())
}

#[test]
fn mistakes_in_cue_words_are_told_with_their_line() {
    let line = |words: &str| {
        let text = include_str!("../data/cues.toml");
        1 + text.find(words).map(|at| text.get(..at).unwrap().matches('\n').count()).unwrap()
    };
    let part = "[\"甲\"], ";
    let many = format!("divisions = [\n    [{}],\n", part.repeat(65));
    let refused = with_cues("divisions = [\n", &many).unwrap_err();
    let place = format!("cues.toml, line {}: ", line("divisions = [\n"));
    assert_eq!(refused, format!("{place}divisions have more than 64 parts together; leave out some of them"));
    let refused = with_cues("    [\"户\", \"户数\"],\n", "    [\"户\"],\n").unwrap_err();
    assert!(refused.ends_with("a name and at least one word that tells it are expected"), "{refused}");
    let refused = with_cues("of_which = [\"其中\"]\n", "").unwrap_err();
    assert!(refused.ends_with("missing field `of_which`"), "{refused}");
}

#[test]
fn a_level_is_no_place() {
    let region = |text: &str| {
        let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
        Extractor::builtin().unwrap().extract(&document, &Settings::default()).context.region
    };
    assert_eq!(region("定点机构26家,其中县级医院2家,县域内就诊率90%。"), None);
    assert_eq!(region("柳河县卫生局关于2012年工作情况的报告\n全县建档率82%。").as_deref(), Some("柳河县"));
    assert_eq!(region("XX县2012年医改工作汇报\n全县建档率82%。").as_deref(), Some("XX县"));
}
