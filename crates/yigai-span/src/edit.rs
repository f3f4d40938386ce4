use std::borrow::Cow;
use std::sync::Arc;

use crate::Span;

/// How far a change may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It looks right, and nothing proves it: a person should look.
    Likely,
    /// The evidence of the document decides it.
    Sure,
    /// The form alone decides it: nothing that a reader would see is changed.
    Exact,
}

impl Certainty {
    /// `likely`, `sure` or `exact`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Sure => "sure",
            Self::Exact => "exact",
        }
    }
}

/// Why something was changed: one entry of the cleaner's rule table.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// A short name that stays the same between versions.
    pub id: &'static str,
    /// The family it belongs to, such as `body`, `layout`, `characters`, `washing`.
    pub kind: &'static str,
    /// Whether what it takes out is foreign to the text (a page marker, an advertisement), so that words before and
    /// after it are two separate pieces. Spaces and line breaks are not foreign.
    pub foreign: bool,
    /// The reason in one Chinese sentence.
    pub zh: &'static str,
    /// The reason in one English sentence.
    pub en: &'static str,
}

/// One change: the bytes at `span` of the text before were replaced.
///
/// ```
/// use yigai_span::{Certainty, Edit, Rule, Span};
///
/// static SPACE: Rule =
///     Rule { id: "space", kind: "layout", foreign: false, zh: "数字中的空格", en: "space inside a number" };
/// let edit = Edit::new(Span::new(2, 3), "", &SPACE, Certainty::Exact);
/// assert_eq!(edit.replacement, "");
/// assert_eq!(edit.rule.id, "space");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that were replaced, in the text before; empty for an insertion.
    pub span: Span,
    /// What stands there now; empty for a deletion.
    pub replacement: Cow<'static, str>,
    /// Why.
    pub rule: &'static Rule,
    /// How sure.
    pub certainty: Certainty,
    /// The evidence, where the rule alone does not say it.
    pub note: Option<Arc<str>>,
}

impl Edit {
    /// An edit without a note.
    pub fn new(
        span: Span,
        replacement: impl Into<Cow<'static, str>>,
        rule: &'static Rule,
        certainty: Certainty,
    ) -> Self {
        Self { span, replacement: replacement.into(), rule, certainty, note: None }
    }

    /// The same edit with its evidence.
    #[must_use]
    pub fn with_note(mut self, note: Arc<str>) -> Self {
        self.note = Some(note);
        self
    }
}
