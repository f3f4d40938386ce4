use crate::{Edit, Edits, Span};
use std::borrow::Cow;

impl Edits {
    /// One list for two steps: these edits, then `second` on the text they made.
    ///
    /// Where an edit of the second step stands across something that the first took out, it is cut into pieces around
    /// it, so that each change keeps its own reason; where it changes what the first put in, it takes its place.
    ///
    /// ```
    /// use yigai_span::{Certainty, Edit, Edits, Rule, Span};
    ///
    /// static MARK: Rule = Rule { id: "mark", kind: "layout", foreign: true, zh: "页码", en: "page marker" };
    /// static WORD: Rule = Rule { id: "word", kind: "washing", foreign: false, zh: "换词", en: "swapped word" };
    /// let text = "大\n2、伙";
    /// let (middle, first) = Edits::apply(text, vec![Edit::new(Span::new(3, 8), "", &MARK, Certainty::Sure)])?;
    /// assert_eq!(middle, "大伙");
    /// let both = first.then(vec![Edit::new(Span::new(0, 6), "群众", &WORD, Certainty::Sure)]);
    /// let (after, edits) = Edits::apply(text, both)?;
    /// assert_eq!(after, "群众");
    /// assert_eq!(edits.list().len(), 3); // 大→群, the marker, 伙→众
    /// # Ok::<(), yigai_span::EditError>(())
    /// ```
    pub fn then(&self, second: Vec<Edit>) -> Vec<Edit> {
        if self.list().is_empty() {
            return second;
        }
        let mut out: Vec<Edit> = Vec::with_capacity(self.list().len() + second.len());
        let mut next = 0;
        for edit in second {
            let touched = self.touched(edit.span);
            while next < touched.0 {
                out.extend(self.list().get(next).cloned());
                next += 1;
            }
            self.place(edit, touched, &mut out);
            next = next.max(touched.1);
        }
        out.extend(self.list().get(next..).unwrap_or_default().iter().cloned());
        out
    }

    /// The edits, first and after the last, that lie inside a span of the text after or share bytes with it.
    fn touched(&self, span: Span) -> (usize, usize) {
        let (start, end) = (span.start(), span.end());
        let mut first = self.starting_before(start);
        // A replacement that reaches into the span is touched; one that ends at its start is not.
        while first > 0 && self.placed(first - 1).is_some_and(|p| p.end() > start) {
            first -= 1;
        }
        // What was taken out just before the span stays outside.
        while self.placed(first).is_some_and(|p| p.start() == start && p.is_empty()) {
            first += 1;
        }
        let mut last = first;
        while self.placed(last).is_some_and(|p| p.start() < end) {
            last += 1;
        }
        (first, last)
    }

    fn starting_before(&self, offset: usize) -> usize {
        let (mut low, mut high) = (0, self.list().len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.placed(middle).is_some_and(|p| p.start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn place(&self, edit: Edit, (first, last): (usize, usize), out: &mut Vec<Edit>) {
        if first == last {
            let span = if edit.span.is_empty() {
                let at = self.before(edit.span).start();
                Span::new(at, at)
            } else {
                self.before(edit.span)
            };
            out.push(Edit { span, ..edit });
            return;
        }
        let inside = self.list().get(first..last).unwrap_or_default();
        if inside.iter().all(|e| e.replacement.is_empty()) {
            self.cut(&edit, inside, out);
            return;
        }
        // Something put in is changed again: one edit over all of it, with what remains of the first replacements.
        let left = self.placed(first).map_or(edit.span.start(), |p| p.start().min(edit.span.start()));
        let right = self.placed(last - 1).map_or(edit.span.end(), |p| p.end().max(edit.span.end()));
        let mut text = String::new();
        if let (Some(e), Some(p)) = (inside.first(), self.placed(first)) {
            let keep = edit.span.start().saturating_sub(p.start());
            text.push_str(e.replacement.get(..keep.min(e.replacement.len())).unwrap_or_default());
        }
        text.push_str(&edit.replacement);
        if let (Some(e), Some(p)) = (inside.last(), self.placed(last - 1)) {
            let skip = edit.span.end().saturating_sub(p.start());
            text.push_str(e.replacement.get(skip.min(e.replacement.len())..).unwrap_or_default());
        }
        let span = self.before(Span::new(left, right));
        out.push(Edit { span, replacement: Cow::Owned(text), ..edit });
    }

    /// Cuts an edit around the deletions inside it; the replacement's characters go to the pieces in order.
    fn cut(&self, edit: &Edit, inside: &[Edit], out: &mut Vec<Edit>) {
        let whole = self.before(edit.span);
        let mut pieces: Vec<Span> = Vec::with_capacity(inside.len() + 1);
        let mut start = whole.start();
        for deletion in inside {
            pieces.push(Span::new(start, deletion.span.start()));
            start = deletion.span.end();
        }
        pieces.push(Span::new(start, whole.end()));
        let mut rest: &str = &edit.replacement;
        let last = pieces.len() - 1;
        // Pieces of one length as the replacement are matched byte for byte; otherwise the last takes what remains.
        for (index, piece) in pieces.into_iter().enumerate() {
            let mut take = if index == last { rest.len() } else { piece.len().min(rest.len()) };
            while !rest.is_char_boundary(take) {
                take += 1;
            }
            let (mine, remaining) = rest.split_at(take);
            rest = remaining;
            out.push(Edit { span: piece, replacement: Cow::Owned(mine.to_owned()), ..edit.clone() });
            out.extend(inside.get(index).cloned());
        }
    }
}
