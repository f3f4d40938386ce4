/// What each step of [`crate::Report::read`] allows and knows.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Reading and cleaning: limits and word lists.
    pub text: yigai_text::Options,
    /// What the caller knows better than the text.
    pub extract: yigai_extract::Settings,
    /// Recomputing.
    pub audit: yigai_audit::Options,
}
