/// A line pattern: literal text with `*` for anything and `#` for one or more digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// What stands between the stars.
    chunks: Vec<Vec<Part>>,
    /// The longest literal, by which an index finds the pattern.
    pub(crate) anchor: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Digits,
}

impl Pattern {
    /// Reads a pattern; `None` where it has no literal to find it by.
    pub(crate) fn new(source: &str) -> Option<Self> {
        let mut chunks = Vec::new();
        let mut anchor = String::new();
        for chunk in source.split('*') {
            let mut parts = Vec::new();
            for (index, literal) in chunk.split('#').enumerate() {
                if index > 0 {
                    parts.push(Part::Digits);
                }
                if !literal.is_empty() {
                    parts.push(Part::Literal(literal.to_owned()));
                    if literal.len() > anchor.len() {
                        anchor.clear();
                        anchor.push_str(literal);
                    }
                }
            }
            chunks.push(parts);
        }
        (!anchor.is_empty()).then_some(Self { chunks, anchor })
    }

    /// The literal that a line which fits begins with; none where it may begin with anything.
    pub(crate) fn start(&self) -> Option<&str> {
        match self.chunks.first()?.first()? {
            Part::Literal(literal) => Some(literal),
            Part::Digits => None,
        }
    }

    /// Whether the whole of `text` fits.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let Some((first, others)) = self.chunks.split_first() else { return text.is_empty() };
        let Some(mut at) = fit(first, text, 0) else { return false };
        let Some((last, middle)) = others.split_last() else { return at == text.len() };
        for chunk in middle {
            // The earliest place is enough: a star takes whatever lies between.
            let Some(end) = places(text, at).find_map(|start| fit(chunk, text, start)) else { return false };
            at = end;
        }
        last.is_empty() || places(text, at).any(|start| fit(last, text, start) == Some(text.len()))
    }
}

fn places(text: &str, from: usize) -> impl Iterator<Item = usize> + '_ {
    (from..=text.len()).filter(|&at| text.is_char_boundary(at))
}

/// Where the chunk ends if it stands at `start`.
fn fit(chunk: &[Part], text: &str, start: usize) -> Option<usize> {
    let mut rest = text.get(start..)?;
    for part in chunk {
        rest = match part {
            Part::Literal(literal) => rest.strip_prefix(literal.as_str())?,
            Part::Digits => {
                let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                if after.len() == rest.len() {
                    return None;
                }
                after
            }
        };
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_fit_whole_lines() {
        let cases = [
            ("第#页", "第12页", true),
            ("第#页", "第页", false),
            ("第#页", "第12页。", false),
            ("*页数:#*大小:#*", "格式:DOC页数:5大小:14KB", true),
            ("*页数:#*大小:#*", "大小:14KB页数:5", false),
            ("首页>*", "首页>医改", true),
            ("《*》由会员*分享*", "《总结》由会员分享,可在线阅读", true),
            ("-#-", "-3-", true),
            ("a*b", "ab", true),
            ("a*b", "a", false),
            ("#-#-#:#*", "2011-02-0108:30:00来源", true),
        ];
        for (pattern, text, fits) in cases {
            let pattern = Pattern::new(pattern).unwrap();
            assert_eq!(pattern.matches(text), fits, "{pattern:?} on {text}");
        }
        assert_eq!(Pattern::new("*#*"), None);
    }
}
