use crate::{Edit, Span};

/// A sorted list of edits that do not overlap, with what they took out, and the map it makes between the two texts.
///
/// Looking up a place costs a binary search over the edits.
///
/// ```
/// use yigai_span::{Certainty, Edit, Edits, Rule, Span};
///
/// static MARK: Rule =
///     Rule { id: "page-marker", kind: "layout", foreign: true, zh: "页码", en: "page marker" };
/// let before = "降为12.\n4、5元";
/// let (after, edits) = Edits::apply(before, vec![Edit::new(Span::new(9, 14), "", &MARK, Certainty::Sure)])?;
/// assert_eq!(after, "降为12.5元");
/// assert_eq!(edits.undo(&after).as_deref(), Some(before));
///
/// // 12.5 stands in two pieces of the text before.
/// let number = Span::new(6, 10);
/// assert_eq!(number.slice(&after), Some("12.5"));
/// assert_eq!(edits.pieces(number), [Span::new(6, 9), Span::new(14, 15)]);
///
/// // Overlapping edits are refused.
/// let twice = vec![Edit::new(Span::new(0, 3), "", &MARK, Certainty::Sure); 2];
/// assert!(Edits::apply(before, twice).is_err());
/// # Ok::<(), yigai_span::EditError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    list: Vec<Edit>,
    /// Where each edit's replacement starts in the text after.
    after: Vec<usize>,
    /// What the edits took out, one after the other.
    removed: String,
    /// Where each edit's part of `removed` starts.
    taken: Vec<usize>,
}

/// Why a list of edits cannot be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditError {
    /// Two edits overlap, or stand in the wrong order; the span is the later one's.
    Overlap(Span),
    /// An edit lies outside the text or cuts a character.
    Outside(Span),
}

impl core::fmt::Display for EditError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Overlap(span) => {
                write!(f, "the edit at bytes {span:?} overlaps the one before it: sort and merge them")
            }
            Self::Outside(span) => {
                write!(f, "the edit at bytes {span:?} lies outside the text or inside a character")
            }
        }
    }
}

impl std::error::Error for EditError {}

impl Edits {
    /// The text after all edits, and the edits as a map.
    ///
    /// # Errors
    ///
    /// When edits overlap, are not sorted, or do not lie on character boundaries of `text`.
    pub fn apply(text: &str, list: Vec<Edit>) -> Result<(String, Self), EditError> {
        let mut out = String::with_capacity(text.len());
        let mut edits = Self {
            after: Vec::with_capacity(list.len()),
            taken: Vec::with_capacity(list.len()),
            ..Self::default()
        };
        let mut at = 0;
        for edit in &list {
            if edit.span.start() < at {
                return Err(EditError::Overlap(edit.span));
            }
            let outside = EditError::Outside(edit.span);
            out.push_str(text.get(at..edit.span.start()).ok_or(outside)?);
            edits.after.push(out.len());
            edits.taken.push(edits.removed.len());
            edits.removed.push_str(edit.span.slice(text).ok_or(outside)?);
            out.push_str(&edit.replacement);
            at = edit.span.end();
        }
        out.push_str(text.get(at..).ok_or(EditError::Outside(Span::new(at, at)))?);
        edits.list = list;
        Ok((out, edits))
    }

    /// The edits, in the order of the text.
    pub fn list(&self) -> &[Edit] {
        &self.list
    }

    /// What edit number `index` took out.
    pub fn removed(&self, index: usize) -> &str {
        let start = self.taken.get(index).copied().unwrap_or(self.removed.len());
        let end = self.taken.get(index + 1).copied().unwrap_or(self.removed.len());
        self.removed.get(start..end).unwrap_or_default()
    }

    /// Where edit number `index` stands in the text after: the span of its replacement.
    pub fn placed(&self, index: usize) -> Option<Span> {
        let start = *self.after.get(index)?;
        Some(Span::new(start, start + self.list.get(index)?.replacement.len()))
    }

    /// The text before, from the text after; `None` where `after` is not the text these edits made.
    pub fn undo(&self, after: &str) -> Option<String> {
        let mut out = String::with_capacity(after.len() + self.removed.len());
        let mut at = 0;
        for (index, edit) in self.list.iter().enumerate() {
            let placed = self.placed(index)?;
            out.push_str(after.get(at..placed.start())?);
            if placed.slice(after)? != edit.replacement {
                return None;
            }
            out.push_str(self.removed(index));
            at = placed.end();
        }
        out.push_str(after.get(at..)?);
        Some(out)
    }

    /// The span of the text before that a span of the text after comes from, first byte to last.
    ///
    /// A place inside a replacement stands for the whole of what was replaced. What was taken out just before or just
    /// after the span is left outside.
    pub fn before(&self, span: Span) -> Span {
        let start = self.start_before(span.start());
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.end_before(span.end()))
    }

    /// The same as [`Edits::before`] in pieces: what a foreign edit took out from between is left out.
    pub fn pieces(&self, span: Span) -> Vec<Span> {
        let whole = self.before(span);
        let first = self.list.partition_point(|edit| edit.span.end() <= whole.start());
        let mut pieces = Vec::new();
        let mut start = whole.start();
        for edit in self.list.get(first..).unwrap_or_default() {
            if edit.span.end() >= whole.end() {
                break;
            }
            if edit.rule.foreign && edit.replacement.is_empty() && edit.span.start() > whole.start() {
                if start < edit.span.start() {
                    pieces.push(Span::new(start, edit.span.start()));
                }
                start = edit.span.end();
            }
        }
        pieces.push(Span::new(start, whole.end()));
        pieces
    }

    /// Where an offset of the text before stands in the text after; what was replaced stands at the replacement's start.
    pub fn after(&self, offset: usize) -> usize {
        let index = self.list.partition_point(|edit| edit.span.start() <= offset);
        let Some((edit, after)) =
            index.checked_sub(1).and_then(|i| Some((self.list.get(i)?, *self.after.get(i)?)))
        else {
            return offset;
        };
        if offset < edit.span.end() {
            after
        } else {
            after + edit.replacement.len() + offset - edit.span.end()
        }
    }

    /// How many edits start before `offset` of the text after, or with a replacement at it.
    fn until(&self, offset: usize, inclusive: bool) -> usize {
        self.after.partition_point(|&at| if inclusive { at <= offset } else { at < offset })
    }

    fn start_before(&self, offset: usize) -> usize {
        // Deletions at the offset lie before it, so the last edit that starts at or before it decides.
        let Some(index) = self.until(offset, true).checked_sub(1) else { return offset };
        let (Some(edit), Some(placed)) = (self.list.get(index), self.placed(index)) else { return offset };
        if offset < placed.end() { edit.span.start() } else { edit.span.end() + offset - placed.end() }
    }

    fn end_before(&self, offset: usize) -> usize {
        let Some(index) = self.until(offset, false).checked_sub(1) else { return offset };
        let (Some(edit), Some(placed)) = (self.list.get(index), self.placed(index)) else { return offset };
        edit.span.end() + offset.saturating_sub(placed.end())
    }
}
