//! The text of containers: each reader gives lines, and the rows of tables as lines with tabs.

#[cfg(feature = "docx")]
mod claims;
mod extracted;
#[cfg(any(feature = "docx", feature = "pdf", feature = "html"))]
mod guard;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "mhtml")]
mod mhtml;
#[cfg(feature = "docx")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(feature = "html", feature = "docx"))]
mod rows;

pub(crate) use extracted::Extracted;

use crate::{Container, Limits, ReadError};

/// The text of a file of a known kind.
#[cfg_attr(not(any(feature = "docx", feature = "pdf")), expect(unused_variables))]
pub(crate) fn binary(bytes: &[u8], container: Container, limits: &Limits) -> Result<Extracted, ReadError> {
    match container {
        #[cfg(feature = "docx")]
        Container::Docx | Container::Doc => office::extract(bytes, container, limits),
        #[cfg(feature = "pdf")]
        Container::Pdf => pdf::extract(bytes, limits),
        #[cfg(not(feature = "docx"))]
        Container::Docx | Container::Doc => Err(ReadError::NotBuilt { name: "a Word file", feature: "docx" }),
        #[cfg(not(feature = "pdf"))]
        Container::Pdf => Err(ReadError::NotBuilt { name: "a PDF file", feature: "pdf" }),
        Container::Text | Container::Html => Ok(Extracted::default()),
    }
}

/// The text of an HTML page.
#[cfg(feature = "html")]
pub(crate) fn html(text: &str, limits: &Limits) -> Result<Extracted, ReadError> {
    html::extract(text, limits)
}

/// The bytes of the page inside a web page that was saved as one file.
#[cfg(feature = "mhtml")]
pub(crate) fn mhtml(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, ReadError> {
    mhtml::page(bytes, limits)
}

/// This build does not read MHTML.
#[cfg(not(feature = "mhtml"))]
pub(crate) fn mhtml(_: &[u8], _: &Limits) -> Result<Vec<u8>, ReadError> {
    Err(ReadError::NotBuilt { name: "MHTML (a web page saved as one file)", feature: "mhtml" })
}

/// This build does not read HTML.
#[cfg(not(feature = "html"))]
pub(crate) fn html(_: &str, _: &Limits) -> Result<Extracted, ReadError> {
    Err(ReadError::NotBuilt { name: "an HTML page", feature: "html" })
}
