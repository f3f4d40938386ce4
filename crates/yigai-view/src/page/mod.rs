//! Annotated pages: the text of a report as found, in a browser.
//!
//! Every value is underlined by what the checks say, in shape and in colour; pointing at it shows what it means and where it
//! stands, and choosing a finding lights the numbers of its calculation. A page is one file that asks for nothing from
//! anywhere; without its script it still reads. What a report holds is text on it and nothing else.

mod body;
mod cards;
mod details;
mod index;
mod policy;
mod segments;
mod side;
mod state;
mod summary;
mod words;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use yigai::Report;
use yigai::contract::Container;

use crate::line::one_line;
use crate::messages;
use crate::names;
use crate::style::Style;

pub use index::index;
pub use summary::Summary;

/// Writes the page of a report under the path of its file, and returns the counts for [`index()`].
///
/// The text goes out block by block, so that a long report needs no second copy in memory. Very many findings stand in
/// parts that are closed at first, so that the page opens.
///
/// # Errors
///
/// What `out` returns, such as a full disk.
///
/// ```
/// use yigai::{Options, Report};
/// use yigai_view::{Style, page};
///
/// let text = "全县甲级村卫生室31所、乙级66所，共计98所<script>";
/// let report = Report::read(text.as_bytes(), &Options::default())?;
/// let mut out = Vec::new();
/// let summary = page::write(&report, "a.txt", &Style::default(), &mut out).unwrap();
/// assert_eq!(summary.alarms(), 1);
/// assert!(String::from_utf8(out).unwrap().contains("&lt;script&gt;"));
/// # Ok::<(), yigai::Error>(())
/// ```
pub fn write(report: &Report, path: &str, style: &Style<'_>, out: &mut dyn Write) -> io::Result<Summary> {
    write_page(report, path, None, style, out)
}

/// As [`write()`], with a link back to the index over several reports: a file of the name `index` beside the page.
///
/// # Errors
///
/// What `out` returns.
///
/// ```
/// use yigai::{Options, Report};
/// use yigai_view::{Style, page};
///
/// let report = Report::read("共有村卫生室86个。".as_bytes(), &Options::default())?;
/// let mut out = Vec::new();
/// page::write_with_index(&report, "a.txt", "index.html", &Style::default(), &mut out).unwrap();
/// assert!(String::from_utf8(out).unwrap().contains("href=\"./index.html\""));
/// # Ok::<(), yigai::Error>(())
/// ```
pub fn write_with_index(
    report: &Report,
    path: &str,
    index: &str,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<Summary> {
    write_page(report, path, Some(index), style, out)
}

fn write_page(
    report: &Report,
    path: &str,
    index: Option<&str>,
    style: &Style<'_>,
    out: &mut dyn Write,
) -> io::Result<Summary> {
    let contract = report.to_contract(path);
    let facts = words::Facts::new(&contract, style);
    let summary = Summary::new(&contract);
    let states = state::states(&contract);
    let order = cards::Order::new(&contract.findings);
    let lang = style.lang;
    let title = format!("{} · {}", name(&summary, lang), messages::BRAND.to(lang));
    let top = html! {
        (DOCTYPE)
        (PreEscaped(lang.pick("<html lang=\"zh-Hans\">", "<html lang=\"en\">")))
        (head(&title, &policy::page()))
        (PreEscaped("<body>"))
        (header(&facts, &summary, index))
        (PreEscaped("<div class=\"columns\"><main id=\"text\" lang=\"zh-Hans\" aria-label=\""))
        (messages::TEXT.to(lang))
        (PreEscaped("\">"))
    };
    out.write_all(top.into_string().as_bytes())?;
    body::write(report, &facts, &states, &order, out)?;
    let bottom = html! {
        (PreEscaped("</main>"))
        (side::aside(report, &facts, &states, &order, &summary))
        (PreEscaped("</div>"))
        footer { (messages::MADE_BY.to(lang)) }
        div #tip role="tooltip" hidden {}
        script #data type="application/json" { (PreEscaped(details::json(&facts))) }
        script { (PreEscaped(policy::SCRIPT)) }
        (PreEscaped("</body></html>\n"))
    };
    out.write_all(bottom.into_string().as_bytes())?;
    Ok(summary)
}

/// The head of a page: a policy that allows nothing but its own style and script.
fn head(title: &str, policy: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="generator" content=(concat!("yigai-view ", env!("CARGO_PKG_VERSION")));
            link rel="icon" href="data:,";
            title { (one_line(title)) }
            style { (PreEscaped(policy::STYLE)) }
        }
    }
}

/// The title of a report, or the name of its file.
fn name(summary: &Summary, lang: yigai::Lang) -> String {
    let title = summary.title().map(one_line).filter(|title| !title.is_empty());
    title.unwrap_or_else(|| {
        if summary.path() == "-" { messages::UNTITLED.to(lang).to_owned() } else { one_line(summary.path()) }
    })
}

fn header(facts: &words::Facts<'_>, summary: &Summary, index: Option<&str>) -> Markup {
    let (document, lang) = (&facts.report.document, facts.style.lang);
    let mut parts = vec![one_line(&document.path)];
    parts.extend(document.region.as_deref().map(|region| messages::REGION.fill(lang, [&one_line(region)])));
    parts.extend(document.issuer.as_deref().map(|issuer| messages::ISSUER.fill(lang, [&one_line(issuer)])));
    parts.push(match &document.period {
        Some(period) => messages::PERIOD.fill(lang, [&names::period(period)]),
        None => messages::NO_PERIOD.to(lang).to_owned(),
    });
    parts.extend(document.encoding.clone());
    parts.push(messages::BYTES.fill(lang, [&names::grouped(&document.bytes.to_string())]));
    if document.container.is_some_and(|container| container != Container::Text) {
        parts.push(messages::EXTRACTED.to(lang).to_owned());
    }
    html! {
        header {
            p.brand {
                @if let Some(index) = index {
                    a href=(index::href(index)) { "← " (messages::INDEX_TITLE.to(lang)) }
                    " · "
                }
                (messages::BRAND.to(lang))
            }
            h1 lang="zh-Hans" { (name(summary, lang)) }
            p.facts { @for part in &parts { span { (part) } " " } }
            ul.tally {
                @for (class, count, word) in [
                    ("x", summary.alarms(), messages::ALARMS),
                    ("u", summary.notes(), messages::NOTES),
                    ("o", summary.holds(), messages::HOLDS),
                    ("z", summary.unchecked(), messages::UNCHECKED),
                ] {
                    li.(class) { b { (names::grouped(&count.to_string())) } " " (word.to(lang)) }
                }
            }
        }
    }
}
