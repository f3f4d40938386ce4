use std::collections::HashMap;

/// Words that are never two words: a space inside one is a slip of the layout.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// By the characters on both sides of a place inside a word: how the word goes on to the left and to the right.
    places: HashMap<(char, char), Vec<(String, String)>>,
}

impl Terms {
    /// Reads a word a line; lines that begin with `#` are remarks.
    pub(crate) fn new(text: &str) -> Self {
        let mut terms = Self::default();
        for word in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            for (at, character) in word.char_indices().skip(1) {
                let (left, right) = word.split_at(at);
                if let Some(before) = left.chars().next_back() {
                    let place = terms.places.entry((before, character)).or_default();
                    place.push((left.to_owned(), right.to_owned()));
                }
            }
        }
        terms
    }

    /// Whether a word goes on from the end of one text into the start of the other.
    pub(crate) fn join(&self, left: &str, right: &str) -> bool {
        let (Some(before), Some(behind)) = (left.chars().next_back(), right.chars().next()) else {
            return false;
        };
        self.places.get(&(before, behind)).is_some_and(|places| {
            places
                .iter()
                .any(|(start, end)| left.ends_with(start.as_str()) && right.starts_with(end.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Terms;

    #[test]
    fn words_are_joined_and_phrases_are_not() {
        let terms = Terms::new("# remark\n叶酸\n公共卫生");
        assert!(terms.join("补服叶", "酸发放"));
        assert!(terms.join("基本公共", "卫生服务"));
        assert!(!terms.join("工作汇报", "政府"));
        assert!(!terms.join("叶", ""));
    }
}
