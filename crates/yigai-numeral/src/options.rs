/// What 兆 is worth: the texts of a century disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Zhao {
    /// 10^12, as after 万亿 in today's finance and in Taiwan.
    #[default]
    Trillion,
    /// 10^6, as in 兆赫 and 兆字节.
    Million,
    /// 10^16, the classical count by ten thousands of 亿.
    TenQuadrillion,
}

/// How a numeral is read where usage differs.
///
/// ```
/// use yigai_numeral::{Options, Reader, Zhao};
///
/// let mut options = Options::default();
/// assert_eq!(Reader::standard().with_options(options).parse("三兆").unwrap().value.to_string(), "3000000000000");
/// options.zhao = Zhao::Million;
/// assert_eq!(Reader::standard().with_options(options).parse("三兆").unwrap().value.to_string(), "3000000");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Options {
    /// The worth of 兆.
    pub zhao: Zhao,
}

impl Options {
    pub(crate) const fn power(self, big: u8) -> u8 {
        match (big, self.zhao) {
            (12, Zhao::Million) => 6,
            (12, Zhao::TenQuadrillion) => 16,
            (big, _) => big,
        }
    }
}
