//! What says of when a figure is.

/// What a mention is of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Governed {
    pub(crate) by: Governor,
    /// What the sentence is of, where a date belongs to this number alone.
    pub(crate) around: Governor,
    /// The date that the sentence compares with, as an index into the anchors.
    pub(crate) reference: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Governor {
    /// No date was given: the report's own period holds.
    Report,
    /// A date that has no reading stands in its place, or several do.
    Unknown,
    Date(usize),
    /// The date of a comparison (比2010年的A): it holds for the next number alone.
    Compared(usize),
    /// Dates that follow each other (2010年、2011年), from the first to the last.
    Several(usize, usize),
    /// One of the years of a date that spans several, counted from its first.
    Year(usize, i32),
}
