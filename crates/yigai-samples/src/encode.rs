//! The text as bytes: encodings and the one container that needs no library.

use crate::damage::Damage;

/// The bytes and the name of their encoding.
pub(crate) fn encode(text: &str, damages: &[Damage]) -> (Vec<u8>, &'static str) {
    if damages.contains(&Damage::Gb18030) {
        return (encoding_rs::GB18030.encode(text).0.into_owned(), "gb18030");
    }
    if damages.contains(&Damage::Utf16) {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        return (units.flat_map(u16::to_le_bytes).collect(), "utf-16le");
    }
    let mark: &[u8] = if damages.contains(&Damage::Bom) { b"\xEF\xBB\xBF" } else { b"" };
    ([mark, text.as_bytes()].concat(), "utf-8")
}

/// A page as content systems write it: the lines of the text are paragraphs, what is no text stands round them.
pub(crate) fn html(title: &str, text: &str) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html><head><title>{title}</title>\n<script>var visits = 20231;</script></head><body>\n\
         <div class=\"nav\"><a href=\"/\">首页</a> &gt; <a href=\"/work\">工作动态</a></div>\n<div class=\"article\">\n"
    );
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let line = line.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        page.push_str(&format!("<p>&emsp;&emsp;{line}</p>\n"));
    }
    page.push_str(
        "</div>\n<div class=\"footer\"><a href=\"#\">打印</a> <a href=\"#\">关闭</a></div>\n</body></html>\n",
    );
    page
}
