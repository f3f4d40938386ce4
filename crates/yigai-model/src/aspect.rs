use serde::{Deserialize, Serialize};

/// Which side of its indicator a figure states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The value itself.
    Level,
    /// The earlier value of a comparison: A in 由A降为B.
    Previous,
    /// An absolute change: 比上年增加N人, 提高N个百分点.
    Change,
    /// A relative change: 下降25.46%, 增长1.5倍.
    ChangeRate,
    /// A part of a whole: 占86.2%.
    Share,
}

/// Whether a figure is what is, what shall be, or what a policy sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// What is or was.
    Actual,
    /// What is to be reached or is planned.
    Target,
    /// A policy parameter: 筹资标准, 报销比例, 封顶线; also where it is planned.
    Standard,
}
