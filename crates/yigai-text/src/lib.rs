//! Any report file to clean text, where every change is a recorded edit that can be undone.
//!
//! ```
//! use yigai_text::{Document, Options};
//!
//! // A page number fell into a figure, and 服务 was swapped for 效劳 throughout.
//! let page = "全镇卫生效劳站开诊以来运行平稳,群众就近看病更加方便,医务人员上门随访,家庭医生签约工作有序推进,老年人体检按期完成,\
//!     预防接种规范开展,妇幼保健工作不断加强,健康讲座深入村组。次均费用由218.\n\n2、4元降为185元,效劳满意度到达92%。";
//! let text = format!("1、关于社区工作的汇报 一、{page}");
//! let document = Document::read(text.as_bytes(), &Options::default())?;
//! assert!(document.clean().ends_with("次均费用由218.4元降为185元,服务满意度达到92%。"));
//!
//! // The figure knows where it stands in the file: two pieces, with the page number between.
//! let at = document.clean().find("218.4元").unwrap();
//! let source = document.source(yigai_span::Span::new(at, at + "218.4元".len()));
//! assert_eq!(source.text, "218.\n\n2、4元");
//! assert_eq!(source.parts.len(), 2);
//!
//! // Everything can be undone, from the clean text and the edits alone.
//! assert_eq!(document.undo().as_deref(), Some(document.decoded()));
//! # Ok::<(), yigai_text::ReadError>(())
//! ```
//!
//! # What the clean text looks like
//!
//! - It is the body alone: no page's head or foot, menus, page numbers or repeats. A line is a paragraph; there are no
//!   blank lines, indents or spaces at line ends. Bodies without line breaks stay one line: use [`Structure::sections`]
//!   and [`Structure::sentences`].
//! - Digits, Latin letters and `%` are ASCII; so is what stands between two digits (`.`, `-`, `/`, `~`). Inside a number
//!   there are no spaces, line ends or page numbers, and letters that look like digits are repaired and marked
//!   ([`RULES`]: `look-alike`). The value as written is not changed: a year 202223 stays.
//! - Punctuation of sentences stays as written: `,` and `，`, `:` and `：`, `;` and `；`, `(` and `（` all occur. So does a
//!   single space between words, or between a number and its unit (`28 个`).
//! - Spaces are U+0020, cells of a table are divided by tabs, and there are no control or zero-width characters.
//! - Swapped words are put back only where the document shows the signature of a swapping site.
//! - Text in traditional script is written in simplified where the feature `script` is built in; [`Options`] can keep it,
//!   and can bring the punctuation to full width.
//!
//! # What it does not do
//!
//! No word is corrected by guess, no number is filled in, no text is translated. Pictures of text are not read. What is no
//! text is refused, with a [`kind`](ReadError::kind) for programs and a sentence that says what to do:
//!
//! ```
//! use yigai_text::{Document, Options};
//!
//! let error = Document::read(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", &Options::default()).unwrap_err();
//! assert_eq!(error.kind(), "binary");
//! assert!(Document::read(b" \n", &Options::default()).is_err_and(|error| error.kind() == "empty"));
//! ```
//!
//! # Features
//!
//! None by default; then text files are read, in UTF-8, GB18030, UTF-16 and Big5. `html` reads pages, `docx` Word files
//! (`.doc` too), `pdf` those with a text layer; `containers` is all of them. A file whose feature is missing is refused with
//! the name of the feature.

mod anchors;
mod body;
mod chars;
mod chrome;
mod clean;
mod container;
mod context;
mod cues;
mod data;
mod decode;
mod detect;
mod document;
mod error;
mod extract;
mod foreign;
mod inline;
mod layout;
mod lexicon;
mod lines;
mod marker;
mod marks;
mod mojibake;
mod options;
mod paging;
mod pattern;
mod places;
mod punctuation;
mod rules;
mod scan;
#[cfg(feature = "script")]
mod script;
mod sections;
mod sentences;
mod sniff;
mod structure;
mod tables;
mod terms;
mod verify;
mod washing;

pub use container::Container;
pub use data::LexiconError;
pub use document::Document;
pub use error::ReadError;
pub use lexicon::Lexicon;
pub use options::{Limits, Options, Punctuation};
pub use rules::RULES;
pub use sentences::Sentence;
pub use structure::{MarkerStyle, Paragraph, Row, Section, Structure, Table};
pub use verify::VerifyError;

/// The code of the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
