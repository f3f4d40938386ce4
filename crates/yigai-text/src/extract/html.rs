use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::extracted::Extracted;
use super::guard;
use super::rows::Rows;
use crate::{Limits, ReadError};

const NAME: &str = "HTML";

/// Pages larger than this are not searched for their article; the shape of their lines has to do.
const LARGE: usize = 4 << 20;

/// Pages nested deeper than this are not searched either.
const DEEP: usize = 256;

/// All the visible text of a page, and which lines of it a reader of articles would keep.
///
/// Nothing is left out here: what is cut later stays in the list of edits.
pub(crate) fn extract(page: &str, limits: &Limits) -> Result<Extracted, ReadError> {
    let depth = nesting(page);
    if depth > limits.nesting {
        let reason = format!("its elements are nested {depth} deep, and the limit is {}", limits.nesting);
        return Err(ReadError::Damaged { name: NAME, reason });
    }
    let page = page.to_owned();
    guard::run(NAME, limits, move || {
        let document = Document::from(page.as_str());
        let mut writer = Writer::default();
        let depth = write(document.root(), &mut writer);
        let title =
            writer.title.take().map(|title| bare(&title).to_owned()).filter(|title| !title.is_empty());
        let main = (page.len() <= LARGE && depth <= DEEP).then(|| article(&page)).flatten();
        Ok(Extracted { text: writer.text, title, main })
    })
}

/// How deep the tags of a page are nested, before it is read: building a tree of them costs the square of its depth.
///
/// Elements whose end is often left out are not counted.
fn nesting(page: &str) -> usize {
    const LOOSE: [&str; 22] = [
        "p", "br", "hr", "img", "input", "meta", "link", "li", "dt", "dd", "option", "tr", "td", "th", "col",
        "area", "base", "wbr", "source", "param", "embed", "tbody",
    ];
    let bytes = page.as_bytes();
    let (mut depth, mut deepest) = (0usize, 0usize);
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let (closes, name) = match rest.strip_prefix(b"/") {
            Some(name) => (true, name),
            None => (false, rest),
        };
        let length = name.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = name.get(..length).unwrap_or_default();
        let loose = || LOOSE.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
        if !name.first().is_some_and(u8::is_ascii_alphabetic) || loose() {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// The lines of the article, as `dom_smoothie` finds it.
fn article(page: &str) -> Option<HashSet<String>> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    let content: &str = &article.content;
    let mut writer = Writer::default();
    write(Document::from(content).root(), &mut writer);
    Some(writer.text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
}

/// A page's title without the name of the site behind it.
fn bare(title: &str) -> &str {
    let title = title.trim();
    [" - ", "_", "|", "-", "——"]
        .iter()
        .find_map(|mark| title.split_once(mark))
        .map_or(title, |(head, _)| head.trim())
}

/// Lines of text, with white space as a browser shows it.
#[derive(Default)]
struct Writer {
    text: String,
    title: Option<String>,
    /// White space was seen, with a line end in it or without.
    space: Option<bool>,
}

impl Writer {
    fn words(&mut self, text: &str) {
        for character in text.chars() {
            if matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{C}') {
                self.space = Some(self.space.unwrap_or(false) || character == '\n');
                continue;
            }
            if let Some(broken) = self.space.take() {
                let before = self.text.chars().next_back();
                // A line end in the source between two Chinese characters is not a space.
                let glued = broken && before.is_some_and(is_wide) && is_wide(character);
                if before.is_some_and(|c| c != '\n') && !glued {
                    self.text.push(' ');
                }
            }
            self.text.push(character);
        }
    }

    fn line_end(&mut self) {
        self.space = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

fn is_wide(character: char) -> bool {
    ('\u{2E80}'..='\u{FFEF}').contains(&character)
}

enum Step<'d> {
    Enter(NodeRef<'d>, usize),
    LineEnd,
}

/// Writes a node and all below it, without recursion; the result is the depth of the tree.
fn write(root: NodeRef<'_>, writer: &mut Writer) -> usize {
    let mut deepest = 0;
    let mut steps = vec![Step::Enter(root, 0)];
    while let Some(step) = steps.pop() {
        let Step::Enter(node, depth) = step else {
            writer.line_end();
            continue;
        };
        deepest = deepest.max(depth);
        if node.is_text() {
            writer.words(&node.text());
            continue;
        }
        let name = node.node_name();
        let name: &str = name.as_deref().unwrap_or_default();
        match name {
            "title" => {
                writer.title.get_or_insert_with(|| node.text().trim().to_owned());
                continue;
            }
            "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "object" | "textarea"
            | "select" => continue,
            "br" => {
                writer.line_end();
                continue;
            }
            "table" => {
                if let Some(lines) = table(node) {
                    writer.line_end();
                    for line in lines {
                        writer.text.push_str(&line);
                        writer.text.push('\n');
                    }
                    continue;
                }
            }
            _ => {}
        }
        if is_hidden(node) {
            continue;
        }
        if is_block(name) {
            writer.line_end();
            steps.push(Step::LineEnd);
        }
        steps.extend(node.children_it(true).map(|child| Step::Enter(child, depth + 1)));
    }
    deepest
}

fn is_hidden(node: NodeRef<'_>) -> bool {
    let style = node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', ""));
    node.has_attr("hidden") || style.is_some_and(|style| style.contains("display:none"))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "head"
            | "div"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "main"
            | "form"
            | "fieldset"
            | "blockquote"
            | "pre"
            | "center"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "hr"
            | "address"
            | "figure"
            | "figcaption"
            | "button"
            | "option"
    )
}

/// The rows of a table of data; `None` where the table only lays the page out.
fn table(node: NodeRef<'_>) -> Option<Vec<String>> {
    let mut rows: Vec<Vec<(String, usize, usize)>> = Vec::new();
    let mut caption = None;
    let mut steps: Vec<NodeRef<'_>> = node.children_it(true).collect();
    while let Some(inner) = steps.pop() {
        let name = inner.node_name();
        match name.as_deref().unwrap_or_default() {
            "table" => return None,
            "tr" => rows.push(Vec::new()),
            "td" | "th" => {
                if inner.descendants_it().any(|n| n.node_name().as_deref() == Some("table")) {
                    return None;
                }
                let mut cell = Writer::default();
                write_cell(inner, &mut cell);
                if cell.text.chars().count() > 240 {
                    return None;
                }
                let span = |name| inner.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                rows.last_mut()?.push((cell.text, span("colspan"), span("rowspan")));
                continue;
            }
            "caption" => {
                caption = Some(inner.text().trim().to_owned());
                continue;
            }
            _ => {}
        }
        steps.extend(inner.children_it(true));
    }
    let wide = rows.iter().filter(|row| row.len() >= 2).count();
    if rows.len() < 2 || wide * 2 < rows.len() {
        return None;
    }
    let mut layout = Rows::default();
    let mut lines: Vec<String> = caption.into_iter().collect();
    for row in rows {
        for (text, columns, rows) in row {
            layout.cell(&text, columns, rows);
        }
        lines.push(layout.end());
    }
    Some(lines)
}

/// The text of a cell on one line: blocks inside it are divided by spaces.
fn write_cell(node: NodeRef<'_>, writer: &mut Writer) {
    for inner in node.descendants_it() {
        if inner.is_text() {
            writer.words(&inner.text());
        } else if inner.node_name().as_deref().is_some_and(|name| is_block(name) || name == "br") {
            writer.space = Some(false);
        }
    }
}
