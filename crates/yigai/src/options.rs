/// What each step of [`crate::Report::read`] allows and knows.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Reading and cleaning: limits and word lists.
    pub text: yigai_text::Options,
    /// Recomputing.
    pub audit: yigai_audit::Options,
}
