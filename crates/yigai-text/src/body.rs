use std::collections::HashSet;

use yigai_span::Rule;

use crate::chrome::{Chrome, Hit, Look, Place};
use crate::cues::Cues;
use crate::lines::{Line, is_spaced, is_title};
use crate::marks::{Marks, PAGE, Signs};
use crate::rules;

/// Which lines are the report's own, and the title that the page gave it.
pub(crate) struct Body {
    /// For each line the rule by which it is cut; `None` where it is kept.
    pub(crate) fates: Vec<Option<&'static Rule>>,
    /// The title as the page has it.
    pub(crate) page_title: Option<String>,
}

#[derive(Clone, Copy)]
struct Shape {
    hit: Option<Hit>,
    prose: bool,
}

/// Lines with a hit on a menu or a foot reach no further than this, in bytes: longer ones cut only themselves.
const SHORT: usize = 180;

/// Lines that a pattern of a single character may fit.
const BRIEF: usize = 60;

/// A longer line is prose whatever it holds.
const LONG: usize = 900;

/// Finds the body among the page's own lines.
///
/// The body begins with the first line of prose and ends with the last. Above it, everything over the page's last line
/// goes; below it, everything under the page's first. Inside it a line goes only where it is the page's by itself.
///
/// `signs` say of each line whether it may hold a page's words.
pub(crate) fn find(
    text: &str,
    lines: &[Line],
    signs: &[Signs],
    chrome: &Chrome,
    marks: &Marks,
    cues: &Cues,
    main: Option<&HashSet<String>>,
) -> Body {
    let mut buffer = String::new();
    let look = |(line, signs): (&Line, &Signs)| {
        let line = line.of(text);
        // Most paragraphs hold none of its words; in a short line with spaces they need not stand whole.
        let own = line.len() <= BRIEF || *signs & PAGE != 0 || (line.len() <= SHORT && is_spaced(line));
        shape(line, cues, if own { chrome.look(line, *signs, marks, &mut buffer) } else { Look::default() })
    };
    let mut shapes: Vec<Shape> = lines.iter().zip(signs).map(look).collect();
    menus(text, lines, cues, &mut shapes);
    if let Some(main) = main {
        outside(text, lines, &mut shapes, main);
    }
    let is_prose = |shape: &Shape| shape.prose && shape.hit.is_none();
    let mut fates: Vec<Option<&'static Rule>> = vec![None; lines.len()];
    let first = shapes.iter().position(is_prose).unwrap_or(lines.len());
    let last = shapes.iter().rposition(is_prose).unwrap_or(0);

    let top = shapes
        .iter()
        .take(first)
        .rposition(|shape| shape.hit.is_some_and(|hit| hit.place == Place::Top))
        .map_or(0, |index| index + 1);
    let bottom = foot(lines, &shapes, first, last);

    for (index, shape) in shapes.iter().enumerate() {
        let inside = index >= top && index < bottom;
        let cut = match shape.hit {
            Some(hit) if !inside => Some(hit.rule),
            Some(hit) => {
                let near_top = hit.place == Place::Top && index < first + 3 && top > 0;
                (hit.place == Place::Any || near_top || (index >= last && hit.place != Place::Top))
                    .then_some(hit.rule)
            }
            None if index < top && is_statement(line_at(text, lines, index), cues) => None,
            None if index < top => Some(if is_title(line_at(text, lines, index)) {
                &rules::PAGE_TITLE
            } else {
                &rules::SURROUND
            }),
            None if index >= bottom => Some(&rules::SURROUND),
            None => None,
        };
        if let Some(fate) = fates.get_mut(index) {
            *fate = cut;
        }
    }
    let mut page_title = page_title(text, lines, &shapes, top);
    if top > 0 {
        let own = repeated_titles(text, lines, &mut fates, top, first);
        // Sites put a year of their own before the title; the line over the report's text is its author's.
        if let (Some(own), Some(title)) = (own, &page_title)
            && alike(own, title)
        {
            page_title = Some(own.to_owned());
        }
    }
    Body { fates, page_title }
}

fn line_at<'t>(text: &'t str, lines: &[Line], index: usize) -> &'t str {
    lines.get(index).map(|line| line.of(text)).unwrap_or_default()
}

fn shape(line: &str, cues: &Cues, look: Look) -> Shape {
    if line.len() > LONG {
        return Shape { hit: None, prose: true };
    }
    let characters = line.chars().count();
    let row = || line.contains('\t') && line.bytes().any(|b| b.is_ascii_digit());
    let commas = || line.chars().filter(|c| matches!(c, ',' | '，' | '、' | ';' | '；')).count();
    let prose = characters >= 60 || line.contains('。') || row() || (characters >= 25 && commas() >= 2);
    let mut hit = look.hit;
    // Words of the trade, packed: one for each thirty characters. Sentences need more of them, and no figures.
    let enough = if prose { 4 } else { 2 };
    if hit.is_none() && look.words >= enough && look.words * 30 >= characters && !has_quantity(line, cues) {
        let place = if look.words >= 4 { Place::Any } else { Place::Top };
        hit = Some(Hit { rule: &rules::PROMOTION, place });
    }
    Shape { hit, prose }
}

/// A digit with a unit or a scale behind it: a page's own line has none.
fn has_quantity(line: &str, cues: &Cues) -> bool {
    let mut pairs = line.chars().zip(line.chars().skip(1));
    pairs.any(|(digit, unit)| digit.is_ascii_digit() && cues.is_unit(unit))
}

/// A figure with what it is of before a colon: 总人口：45.6万人. Whatever stands round it, it may be the report's.
fn is_statement(line: &str, cues: &Cues) -> bool {
    line.split_once([':', '：']).is_some_and(|(_, figure)| has_quantity(figure, cues))
}

/// Where the page's foot begins: at its first line below the body, or at a line that says so and has little below it.
fn foot(lines: &[Line], shapes: &[Shape], first: usize, last: usize) -> usize {
    let size = |from: usize, to: usize| -> usize {
        (from..to)
            .filter(|&i| shapes.get(i).is_some_and(|s| s.prose && s.hit.is_none()))
            .filter_map(|i| lines.get(i))
            .map(|line| line.end() - line.start())
            .sum()
    };
    let total = size(first, lines.len());
    let mut seen = 0;
    for (index, shape) in shapes.iter().enumerate().skip(first) {
        let Some(line) = lines.get(index) else { break };
        if let Some(hit) = shape.hit {
            let ends = hit.place == Place::End && line.end() - line.start() <= SHORT;
            if index > last && hit.place != Place::Any {
                return index;
            }
            if index > first && ends && (total - seen) * 4 <= total {
                return index;
            }
        } else if shape.prose {
            seen += line.end() - line.start();
        }
    }
    lines.len()
}

/// Lines above or below the prose that are not in the article; those with figures are left alone.
fn outside(text: &str, lines: &[Line], shapes: &mut [Shape], main: &HashSet<String>) {
    let first = shapes.iter().position(|s| s.prose && s.hit.is_none()).unwrap_or(0);
    let last = shapes.iter().rposition(|s| s.prose && s.hit.is_none()).unwrap_or(lines.len());
    for (index, shape) in shapes.iter_mut().enumerate() {
        let line = line_at(text, lines, index);
        let edge = index < first || index > last;
        if edge && !main.contains(line) && !line.contains(|c: char| c.is_ascii_digit()) {
            let place = if index < first { Place::Top } else { Place::End };
            shape.hit.get_or_insert(Hit { rule: &rules::SURROUND, place });
        }
    }
}

/// Runs of menu entries: three or more with bullets, or five or more short words, outside of any prose.
fn menus(text: &str, lines: &[Line], cues: &Cues, shapes: &mut [Shape]) {
    let first = shapes.iter().position(|s| s.prose && s.hit.is_none()).unwrap_or(0);
    let last = shapes.iter().rposition(|s| s.prose && s.hit.is_none()).unwrap_or(lines.len());
    let mut index = 0;
    while index < lines.len() {
        if index == first {
            index = last + 1;
            continue;
        }
        let bullets = run(text, lines, index, is_bullet);
        let words = run(text, lines, index, |line| is_menu_word(line, cues));
        let length = if bullets >= 3 {
            bullets
        } else if words >= 5 && !number_follows(text, lines, index + words) {
            words
        } else {
            0
        };
        for shape in shapes.iter_mut().skip(index).take(length) {
            let place = if index < first { Place::Top } else { Place::End };
            shape.hit.get_or_insert(Hit { rule: &rules::NAVIGATION, place });
        }
        index += length.max(1);
    }
}

fn run(text: &str, lines: &[Line], from: usize, fits: impl Fn(&str) -> bool) -> usize {
    lines.iter().skip(from).take_while(|line| fits(line.of(text))).count()
}

fn is_bullet(line: &str) -> bool {
    let Some(entry) = line.strip_prefix(['•', '·', '●', '■', '◆', '►', '▪', '○', '★', '◇'])
    else {
        return false;
    };
    let entry = entry.trim();
    let figures = entry.chars().any(|c| c.is_ascii_digit()) && !entry.is_ascii();
    entry.chars().count() <= 20 && !figures && !entry.ends_with(['。', '；', ';'])
}

/// A word or two, and nothing that is counted: 四所医院 is the report's.
fn is_menu_word(line: &str, cues: &Cues) -> bool {
    let numeral = |c: char| "四五六七八九十百千万两半".contains(c);
    let mut pairs = line.chars().zip(line.chars().skip(1));
    line.chars().count() <= 6
        && !pairs.any(|(number, unit)| numeral(number) && cues.is_unit(unit))
        && !line.chars().any(|c| c.is_ascii_digit())
        && !line.contains(['、', ':', '：', '。', '(', '（', '一', '二', '三', '计'])
}

/// A column of numbers below makes it a table, not a menu.
fn number_follows(text: &str, lines: &[Line], from: usize) -> bool {
    lines.iter().skip(from).take(3).any(|line| line.of(text).starts_with(|c: char| c.is_ascii_digit()))
}

/// The title in the page's head: a file name, else the line nearest above the facts about the document.
fn page_title(text: &str, lines: &[Line], shapes: &[Shape], top: usize) -> Option<String> {
    let head = || lines.iter().zip(shapes).take(top);
    let named = head().map(|(line, _)| line.of(text)).find_map(without_extension);
    if let Some(title) = named {
        return Some(title.to_owned());
    }
    let meta = head().position(|(_, shape)| shape.hit.is_some_and(|hit| hit.rule == &rules::META))?;
    let last = |from: usize, to: usize| {
        let mut titles = head().take(to).skip(from).filter_map(|(line, shape)| {
            let line = line.of(text).trim_start_matches(['•', '·', '●', ' ']);
            let free = shape.hit.is_none_or(|hit| hit.rule == &rules::NAVIGATION);
            (free && is_title(line)).then(|| line.to_owned())
        });
        titles.next_back()
    };
    // A government page has a table of facts before its title.
    last(0, meta).or_else(|| last(meta, top))
}

/// A file name's title: without `.docx`, and without a counter of copies like `(5)` before it.
fn without_extension(line: &str) -> Option<&str> {
    let stem = ["docx", "doc", "pdf", "wps", "txt", "rtf", "html", "htm"]
        .iter()
        .find_map(|extension| line.strip_suffix(extension)?.strip_suffix('.'))?
        .trim();
    let copy = stem.rsplit_once(['(', '（']).filter(|(_, n)| {
        n.strip_suffix([')', '）'])
            .is_some_and(|n| !n.is_empty() && n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()))
    });
    Some(copy.map_or(stem, |(title, _)| title.trim()))
}

/// Between the page's head and the prose only the last of several forms of the title is the report's own.
fn repeated_titles<'t>(
    text: &'t str,
    lines: &[Line],
    fates: &mut [Option<&'static Rule>],
    top: usize,
    first: usize,
) -> Option<&'t str> {
    let mut later: Option<&str> = None;
    for index in (top..first.min(lines.len())).rev() {
        let line = line_at(text, lines, index);
        let Some(fate) = fates.get_mut(index).filter(|fate| fate.is_none()) else { continue };
        if !is_title(line) {
            continue;
        }
        match later {
            Some(title) if alike(line, title) => *fate = Some(&rules::TITLE_REPEAT),
            _ => later = Some(line),
        }
    }
    later
}

/// Whether two titles end alike over most of their length: sites change the year and the name in front.
fn alike(one: &str, other: &str) -> bool {
    let common = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    common * 10 >= one.chars().count().max(other.chars().count()) * 5 && common >= 5
}
