/// What kind of file the text came from, known by its content and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Container {
    /// Plain text.
    Text,
    /// An HTML page.
    Html,
    /// Word, XML format.
    Docx,
    /// Word, the format before 2007.
    Doc,
    /// PDF with a text layer.
    Pdf,
}

impl Container {
    /// `text`, `html`, `docx`, `doc` or `pdf`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Pdf => "pdf",
        }
    }
}
