/// Where a piece of clean text stands in the file.
///
/// ```
/// let source = yigai_span::Source { start: 9, end: 17, text: "12.\n4、5".into(), parts: vec![(9, 12), (16, 17)] };
/// assert_eq!(source.parts.len(), 2); // something foreign stands between
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The first byte in the file as given.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Those bytes, decoded as they stand.
    pub text: String,
    /// The piece's own parts, as byte ranges of the file, where something foreign stands inside; else empty.
    pub parts: Vec<(usize, usize)>,
}
