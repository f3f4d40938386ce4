use yigai_span::Span;
use yigai_text::{MarkerStyle, Structure};

use crate::cues::ModalityCues;

/// A heading without a number: a line that opens with a mark (■ 下一步打算, 【存在问题】), a short line of its own, or words
/// of a plan before a colon that opens a line (明年安排:…).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) start: usize,
    pub(crate) title: Span,
    /// The mark that it opens with.
    mark: Option<char>,
    /// The nearest one before it with another mark, as an index: ■ 下步计划 above its ● items.
    pub(crate) outer: Option<usize>,
}

impl Head {
    fn plain(title: Span) -> Self {
        Self { start: title.start(), title, mark: None, outer: None }
    }
}

const MARKS: [char; 16] = ['■', '▲', '◆', '●', '★', '□', '◇', '▶', '※', '◎', '【', '△', '○', '☆', '►', '◼'];
/// A line that is no longer and holds no punctuation is a heading.
const LONGEST_LINE: usize = 75;
const LONGEST_TITLE: usize = 90;
/// How many items back the heading over them may stand.
const MOST_ITEMS: usize = 40;

/// The headings without numbers, in order.
pub(crate) fn find(text: &str, structure: &Structure, cues: &ModalityCues) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut planned = false;
    for (index, paragraph) in structure.paragraphs.iter().enumerate() {
        let line = paragraph.span.slice(text).unwrap_or_default();
        let start = paragraph.span.start();
        let opened = line.trim_start();
        if let Some(rest) = opened.strip_prefix(MARKS) {
            let offset = start + line.len() - rest.len();
            let end = rest.find(['。', '：', ':', '】', '；', ',', '，']).unwrap_or(rest.len());
            if end <= LONGEST_TITLE {
                let title = Span::new(offset, offset + end);
                heads.push(Head { start, title, mark: opened.chars().next(), outer: None });
            }
        } else if index > 0 && line.len() <= LONGEST_LINE && is_plain(line) {
            heads.push(Head::plain(paragraph.span));
        } else if let Some(words) = run_in(line).filter(|words| planned || cues.plans(words)) {
            // Words before a colon lead their own line; a plan goes on until the next words do.
            planned = cues.plans(words);
            heads.push(Head::plain(Span::new(start, start + words.len())));
        }
    }
    for at in 0..heads.len() {
        let outer = outer(&heads, at);
        if let Some(head) = heads.get_mut(at) {
            head.outer = outer;
        }
    }
    heads
}

fn outer(heads: &[Head], at: usize) -> Option<usize> {
    let own = heads.get(at)?.mark?;
    let mut before = (0..at).rev().take(MOST_ITEMS - 1);
    before.find(|&i| heads.get(i).and_then(|head| head.mark).is_some_and(|mark| mark != own))
}

/// The few words before a colon that opens a line.
fn run_in(line: &str) -> Option<&str> {
    let (words, behind) = line.split_once(['：', ':'])?;
    let short = (3..=15).contains(&words.chars().count());
    (short && !behind.is_empty() && !words.contains(['，', ',', '、', '。', '(', '（', '；']))
        .then_some(words)
}

/// Whether a line is only words, but for a year that opens it: 2015年工作思路.
fn is_plain(line: &str) -> bool {
    let year = line.split_once('年').filter(|(year, _)| {
        year.len() == 4 && year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit())
    });
    let (line, long) = year.map_or((line, 9), |(_, rest)| (rest, 6));
    line.len() >= long
        && !line.contains(['。', '，', ',', '；', ';', '：', ':', '、', '\t', '|', '(', '（', '%', '％'])
        && !line.contains(|c: char| c.is_ascii_digit())
}

/// For each list item the words that lead to its list: 下半年要抓好三件事:一是…;二是….
pub(crate) fn leads(text: &str, structure: &Structure) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(structure.sections.len());
    for (index, section) in structure.sections.iter().enumerate() {
        let listed = matches!(section.style, MarkerStyle::YiShi | MarkerStyle::ShouXian | MarkerStyle::DiYi);
        let chaptered = matches!(section.style, MarkerStyle::Chapter | MarkerStyle::Chinese);
        let lead = if chaptered {
            Span::default()
        } else if section.number <= 1 {
            before(text, section.marker.start(), listed)
        } else {
            let sibling = |&at: &usize| {
                structure
                    .sections
                    .get(at)
                    .is_some_and(|other| other.style == section.style && other.parent == section.parent)
            };
            let last = (0..index).rev().take(40).find(sibling);
            let follows =
                |at: &usize| structure.sections.get(*at).is_some_and(|other| other.number < section.number);
            last.filter(follows).and_then(|at| out.get(at)).copied().unwrap_or_default()
        };
        out.push(lead);
    }
    out
}

/// The sentence that ends right before a place, where it ends in a colon or an open end; numbered items (1.) need the colon.
fn before(text: &str, at: usize, listed: bool) -> Span {
    const LONGEST_LEAD: usize = 240;
    let words = text.get(..at).unwrap_or_default();
    let line = words.trim_end_matches([' ', '\u{3000}']);
    // A colon leads to the items on the lines below, too.
    let above = line.trim_end();
    let line = if above.ends_with([':', '：']) { above } else { line };
    let tail_start = line.len().saturating_sub(LONGEST_LEAD);
    let tail_start = (tail_start..=line.len()).find(|&i| line.is_char_boundary(i)).unwrap_or(line.len());
    let tail = line.get(tail_start..).unwrap_or_default();
    // A list that follows a full stop has no lead; one that follows a colon or nothing has.
    let body = tail.trim_end_matches([':', '：', ',', '，']);
    if tail.ends_with(['\n', '。', '；', ';']) || !listed && !tail.ends_with([':', '：']) {
        return Span::default();
    }
    let start = body
        .rfind(['。', '；', ';', '\n', '！'])
        .map_or(0, |i| i + body.get(i..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    Span::new(tail_start + start, tail_start + body.len())
}
