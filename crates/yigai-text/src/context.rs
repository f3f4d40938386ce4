/// How far a gap may reach, in characters.
const GAP: usize = 12;

/// The neighbourhood of a word: `~` is the word, `#` a number, `…` a gap inside the sentence, `|` the edge of a clause.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    source: String,
    /// What stands before the word, nearest first.
    left: Vec<Part>,
    /// What stands behind it, nearest first.
    right: Vec<Part>,
    weight: usize,
}

#[derive(Clone, Debug)]
enum Part {
    Literal(String),
    Number,
    Gap,
    Edge,
}

impl Context {
    /// Reads a context; `None` where `~` is missing or alone.
    pub(crate) fn new(source: &str) -> Option<Self> {
        let (left, right) = source.split_once('~')?;
        if right.contains('~') || (left.is_empty() && right.is_empty()) {
            return None;
        }
        let mut before = parts(left);
        before.reverse();
        let weight = 2 * source.chars().filter(|c| !matches!(c, '~' | '…')).count();
        Some(Self { source: source.to_owned(), left: before, right: parts(right), weight })
    }

    /// How much it says: longer contexts decide first.
    pub(crate) fn weight(&self) -> usize {
        self.weight
    }

    /// A character that must stand right behind the word (`true`) or right before it (`false`).
    pub(crate) fn key(&self) -> Option<(bool, char)> {
        let first = |parts: &[Part], behind: bool| match parts.first() {
            Some(Part::Literal(literal)) if behind => literal.chars().next(),
            Some(Part::Literal(literal)) => literal.chars().next_back(),
            _ => None,
        };
        let behind = first(&self.right, true).map(|c| (true, c));
        behind.or_else(|| first(&self.left, false).map(|c| (false, c)))
    }

    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// Whether the word stands between such texts.
    pub(crate) fn fits(&self, left: &str, right: &str) -> bool {
        forward(&self.right, right) && backward(&self.left, left)
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for character in text.chars() {
        match character {
            '#' => parts.push(Part::Number),
            '…' => parts.push(Part::Gap),
            '|' => parts.push(Part::Edge),
            c => {
                if let Some(Part::Literal(literal)) = parts.last_mut() {
                    literal.push(c);
                } else {
                    parts.push(Part::Literal(c.to_string()));
                }
            }
        }
    }
    parts
}

fn forward(parts: &[Part], mut text: &str) -> bool {
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(literal) => match text.strip_prefix(literal.as_str()) {
                Some(rest) => text = rest,
                None => return false,
            },
            Part::Number => {
                if !text.trim_start_matches(' ').starts_with(is_numeral) {
                    return false;
                }
                text = text.trim_start_matches(' ').trim_start_matches(is_numeral);
            }
            Part::Edge => return text.chars().next().is_none_or(is_edge),
            Part::Gap => {
                let mut rest = text;
                for _ in 0..=GAP {
                    if forward(parts.get(index + 1..).unwrap_or_default(), rest) {
                        return true;
                    }
                    match rest.chars().next() {
                        Some(c) if !is_sentence_end(c) => rest = rest.get(c.len_utf8()..).unwrap_or_default(),
                        _ => return false,
                    }
                }
                return false;
            }
        }
    }
    true
}

fn backward(parts: &[Part], mut text: &str) -> bool {
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(literal) => match text.strip_suffix(literal.as_str()) {
                Some(rest) => text = rest,
                None => return false,
            },
            Part::Number => {
                if !text.trim_end_matches(' ').ends_with(is_numeral) {
                    return false;
                }
                text = text.trim_end_matches(' ').trim_end_matches(is_numeral);
            }
            Part::Edge => return text.chars().next_back().is_none_or(is_edge),
            Part::Gap => {
                let mut rest = text;
                for _ in 0..=GAP {
                    if backward(parts.get(index + 1..).unwrap_or_default(), rest) {
                        return true;
                    }
                    match rest.chars().next_back() {
                        Some(c) if !is_sentence_end(c) => {
                            rest = rest.get(..rest.len() - c.len_utf8()).unwrap_or_default();
                        }
                        _ => return false,
                    }
                }
                return false;
            }
        }
    }
    true
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千万亿两零〇".contains(c)
}

fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '!' | '！' | '?' | '？' | '\n')
}

/// Everything but Chinese characters, letters and digits ends a clause.
fn is_edge(c: char) -> bool {
    !c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::Context;

    #[test]
    fn contexts_fit() {
        let cases = [
            ("以…为~", "坚持以群众满意为", "。", true),
            ("以…为~", "以此。成为", "。", false),
            ("~#", "参合率", " 95%", true),
            ("~#", "率", "百分之八十", true),
            ("|~…管理", "。", "药品采购管理", true),
            ("|~…管理", "补助", "资金管理", false),
            ("~|", "的", ",", true),
            ("~|", "的", "性", false),
        ];
        for (source, left, right, fits) in cases {
            assert_eq!(Context::new(source).unwrap().fits(left, right), fits, "{source}: {left}~{right}");
        }
        assert!(Context::new("~").is_none());
        assert!(Context::new("无").is_none());
    }
}
