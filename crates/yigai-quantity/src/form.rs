/// The form in which a quantity is written.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Form {
    /// A number with or without a unit.
    #[default]
    Number,
    /// %, 百分之, 成, 折.
    Percent,
    /// ‰, 千分之.
    Permille,
    /// ‱, 万分之.
    Permyriad,
    /// 个百分点, 个基点, 个千分点.
    Points,
    /// 三分之二, 一半: numerator and denominator.
    Fraction(i64, i64),
    /// 3:1.
    Ratio(i64, i64),
    /// 翻两番, 是…的3倍: the value is the multiple of the base.
    Multiple,
    /// 增长1.5倍: the value is what is added, in multiples of the base; the new value is 2.5 times the old one.
    Increase,
}
