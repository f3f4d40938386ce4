/// How a stated value bounds what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Bound {
    /// Stated without a hedge.
    #[default]
    Exact,
    /// 约, 左右, 近, 几十.
    About,
    /// 余, 多, 超过.
    MoreThan,
    /// 不足, 低于, 以下.
    LessThan,
    /// 以上, 不低于, 至少.
    AtLeast,
    /// 以内, 不超过, 至多.
    AtMost,
    /// 3—5, 两三百.
    Range,
}

impl Bound {
    /// The name as it is printed: `more_than`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Range => "range",
        }
    }
}
