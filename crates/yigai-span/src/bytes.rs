use crate::Span;

/// The map between a decoded text and the bytes of its file.
///
/// It is a list of runs in which every character takes the same number of bytes on either side, so that a lookup is a
/// binary search, and a file that is already UTF-8 costs one run.
///
/// ```
/// use yigai_span::{ByteMap, Span};
///
/// // GB18030: two bytes a Chinese character in the file, three in the text; digits are one byte on both sides.
/// let mut map = ByteMap::new(0);
/// map.push(2, 2, 3); // 参合
/// map.push(4, 1, 1); // 9146
/// assert_eq!(map.file(Span::new(3, 8)), Span::new(2, 6));
/// assert_eq!(map.text(Span::new(2, 6)), Span::new(3, 8));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByteMap {
    runs: Vec<Run>,
    text: u32,
    file: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: u32,
    file: u32,
    text_step: u8,
    file_step: u8,
}

impl ByteMap {
    /// The empty map; the text starts `skip` bytes into the file (after a byte order mark).
    ///
    /// Offsets are kept in 32 bits: a reader refuses files of 4 GiB and more.
    pub fn new(skip: usize) -> Self {
        Self { runs: Vec::new(), text: 0, file: narrow(skip) }
    }

    /// A text that stands in its file byte for byte.
    pub fn identity(len: usize) -> Self {
        let mut map = Self::new(0);
        map.push(len, 1, 1);
        map
    }

    /// Adds `count` characters of `file_step` bytes in the file and `text_step` bytes in the text.
    pub fn push(&mut self, count: usize, file_step: u8, text_step: u8) {
        if count == 0 {
            return;
        }
        if !self.runs.last().is_some_and(|run| run.text_step == text_step && run.file_step == file_step) {
            self.runs.push(Run { text: self.text, file: self.file, text_step, file_step });
        }
        let count = narrow(count);
        self.text = self.text.saturating_add(count.saturating_mul(u32::from(text_step)));
        self.file = self.file.saturating_add(count.saturating_mul(u32::from(file_step)));
    }

    /// The bytes of the file that a span of the text comes from; widened to whole characters.
    pub fn file(&self, span: Span) -> Span {
        let side = |run: &Run| (run.text, run.text_step, run.file, run.file_step);
        self.look(span, self.text, side)
    }

    /// The part of the text that bytes of the file became; widened to whole characters.
    pub fn text(&self, span: Span) -> Span {
        let side = |run: &Run| (run.file, run.file_step, run.text, run.text_step);
        self.look(span, self.file, side)
    }

    /// The number of runs, a measure of what the map costs.
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    fn look(&self, span: Span, limit: u32, side: impl Fn(&Run) -> (u32, u8, u32, u8)) -> Span {
        let find = |offset: usize, up: bool| {
            let offset = narrow(offset).min(limit);
            let index = self.runs.partition_point(|run| side(run).0 <= offset);
            let Some(run) = index.checked_sub(1).and_then(|i| self.runs.get(i)) else { return 0 };
            let (from, from_step, to, to_step) = side(run);
            let steps = if from_step == 0 {
                0
            } else if up {
                (offset - from).div_ceil(u32::from(from_step))
            } else {
                (offset - from) / u32::from(from_step)
            };
            (to + steps * u32::from(to_step)) as usize
        };
        let start = find(span.start(), false);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, find(span.end(), true))
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
