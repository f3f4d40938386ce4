use std::collections::HashSet;

/// The text of a container, and what its markup tells about it.
#[derive(Debug, Default)]
pub(crate) struct Extracted {
    pub(crate) text: String,
    /// The title that the file itself states.
    pub(crate) title: Option<String>,
    /// The lines that a reader of web pages takes for the article; `None` where there was nothing to tell apart.
    pub(crate) main: Option<HashSet<String>>,
}
