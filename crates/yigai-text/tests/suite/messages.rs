//! The exact text of every refusal.

use yigai_text::{Document, Lexicon, Options};

fn refusal(bytes: &[u8]) -> String {
    Document::read(bytes, &Options::default()).unwrap_err().to_string()
}

#[test]
fn refusals_say_what_to_do() {
    insta::assert_snapshot!(refusal(b""), @"the file is empty: check that it was copied completely");
    insta::assert_snapshot!(refusal("\u{FEFF} \n　\n".as_bytes()), @"the file is empty: check that it was copied completely");
    insta::assert_snapshot!(refusal(b"\x89PNG\r\n\x1A\n\0\0"), @"the file is binary (a PNG picture), not a report: give a text, HTML, Word or PDF file");
    insta::assert_snapshot!(refusal(b"a\0b\0\x01\x02\x03 text"), @"the file is binary (zero bytes among the text), not a report: give a text, HTML, Word or PDF file");
    insta::assert_snapshot!(refusal(br"{\rtf1\ansi report}"), @"the file is RTF, which is not read: open it and save it as .docx, .html or text");
    #[cfg(feature = "mhtml")]
    insta::assert_snapshot!(
        refusal(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"),
        @"the MHTML file is damaged (it holds no web page): fetch it again"
    );
    insta::assert_snapshot!(refusal(b"PK\x03\x04 cut off"), @"the ZIP file is damaged (its end is missing): fetch it again");
}

#[test]
fn too_many_malformed_bytes_are_refused() {
    let bytes: Vec<u8> = "参合率达到".bytes().flat_map(|b| [b, 0xFF]).collect::<Vec<_>>().repeat(20);
    let error = Document::read(&bytes, &Options::default()).unwrap_err();
    assert!(matches!(error.kind(), "undecodable" | "garbled"), "{error}");
}

#[test]
fn garbled_text_is_refused() {
    let rare: String = ('\u{8C00}'..'\u{8D40}').collect();
    let error = Document::read(rare.as_bytes(), &Options::default()).unwrap_err();
    insta::assert_snapshot!(error, @"the text is garbled (rare characters where Chinese should be): it was decoded wrongly before it was saved; find the original file");
}

#[test]
fn sizes_are_limited() {
    let mut options = Options::default();
    options.limits.file_bytes = 8;
    let error = Document::read("参合率95%。".as_bytes(), &options).unwrap_err();
    insta::assert_snapshot!(error, @"the file is too large (as given): 15 bytes, and the limit is 8; split it or raise the limit");
}

#[test]
fn mistakes_in_the_lists_have_a_line() {
    let error = |chrome: &str, washing: &str| Lexicon::from_toml(chrome, washing).unwrap_err().to_string();
    let line = "[[line]]\npattern = \"首页\"\nrule = \"navigation\"\nwhere = \"top\"\nsource = \"menu\"\n";
    insta::assert_snapshot!(error(&line.repeat(2), ""), @"chrome.toml, line 7: the pattern stands twice: 首页");
    insta::assert_snapshot!(error(&line.replace("navigation", "menu"), ""), @"chrome.toml, line 3: no such rule: menu");
    insta::assert_snapshot!(error(&line.replace("首页", "*#"), ""), @"chrome.toml, line 2: a pattern needs some text besides * and #: *#");
    insta::assert_snapshot!(error(&line.replace("\"menu\"", "\"\""), ""), @"chrome.toml, line 5: the row needs a source: ");
    let pair = "[[dictionary]]\nname = \"a\"\npresent = [\"b\"]\nabsent = []\nleast = 1\nsource = \"s\"\n[[dictionary.pair]]\nobserved = \"x\"\nintended = \"y\"\notherwise = \"keep\"\nkeep = [\"x\"]\nsource = \"s\"\n";
    insta::assert_snapshot!(error("", pair), @"washing.toml, line 11: a context holds `~` once, and something beside it: x");
    insta::assert_snapshot!(error("", &pair.replace("\"y\"", "\"x\"")), @"washing.toml, line 8: the pair changes nothing: x");
}
