use std::io::{self, Write};

use maud::{DOCTYPE, html};

use super::summary::Summary;
use super::{head, name, policy};
use crate::line::one_line;
use crate::messages;
use crate::names;
use crate::style::Style;

/// Writes the page that leads to several reports, with their counts. Each entry has the name of its page beside this one;
/// a report that could not be read has none, and its row says why.
///
/// # Errors
///
/// What `out` returns.
pub fn index(
    entries: &[(Option<String>, Summary)],
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = style.lang;
    let total = |count: fn(&Summary) -> usize| {
        names::grouped(&entries.iter().map(|(_, summary)| count(summary)).sum::<usize>().to_string())
    };
    let counts: [fn(&Summary) -> usize; 5] =
        [Summary::figures, Summary::alarms, Summary::notes, Summary::holds, Summary::unchecked];
    let heads = [messages::NUMBERS, messages::ALARMS, messages::NOTES, messages::HOLDS, messages::UNCHECKED];
    let page = html! {
        (DOCTYPE)
        html lang=(lang.pick("zh-Hans", "en")) {
            (head(messages::INDEX_TITLE.to(lang), &policy::index()))
            body.index {
                header {
                    p.brand { (messages::BRAND.to(lang)) }
                    h1 { (messages::INDEX_TITLE.to(lang)) }
                }
                main {
                    table {
                        thead {
                            tr {
                                th { (messages::REPORT.to(lang)) }
                                @for word in heads { th.number { (word.to(lang)) } }
                            }
                        }
                        tbody {
                            @for (page, summary) in entries {
                                tr {
                                    th scope="row" {
                                        @match page {
                                            Some(page) => { a href=(href(page)) lang="zh-Hans" { (name(summary, lang)) } }
                                            None => { (one_line(summary.path())) }
                                        }
                                        p.facts {
                                            span { (one_line(summary.path())) } " "
                                            @if let Some(region) = summary.region() { span { (one_line(region)) } " " }
                                            @if let Some(period) = summary.period() { span { (names::period(period)) } }
                                        }
                                    }
                                    @match summary.error(lang) {
                                        Some(error) => { td.failed colspan="5" { (messages::UNREADABLE_FILE.to(lang)) (lang.pick("：", ": ")) (one_line(error)) } }
                                        None => {
                                            @for (place, count) in counts.iter().enumerate() {
                                                td.number.some[place == 1 && count(summary) > 0] {
                                                    (names::grouped(&count(summary).to_string()))
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                        tfoot {
                            tr {
                                th scope="row" { (messages::TOTAL.to(lang)) }
                                @for count in counts { td.number { (total(count)) } }
                            }
                        }
                    }
                }
                footer { (messages::MADE_BY.to(lang)) }
            }
        }
    };
    out.write_all(page.into_string().as_bytes())
}

/// A file name as a relative address: what is not a plain letter or digit is written by its bytes.
pub(super) fn href(name: &str) -> String {
    let mut out = String::from("./");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_an_address() {
        assert_eq!(href("a b#1.html"), "./a%20b%231.html");
        assert_eq!(href("javascript:x"), "./javascript%3Ax");
        assert_eq!(href("县.html"), "./%E5%8E%BF.html");
    }
}
