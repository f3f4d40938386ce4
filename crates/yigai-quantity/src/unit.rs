use std::sync::Arc;

/// A unit as written, without scale, hedge or denominators: 人, 人次, 元, %, 百分点.
///
/// Spelling variants are one unit where they are one word (％ is %, 个百分点 is 百分点, m² is 平方米); 名 and 位 stay as
/// written and share the dimension of 人.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit(Arc<Named>);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Named {
    name: Arc<str>,
    dimension: Dimension,
}

impl Unit {
    /// A unit by its name and what it measures.
    pub fn new(name: impl Into<Arc<str>>, dimension: Dimension) -> Self {
        Self(Arc::new(Named { name: name.into(), dimension }))
    }

    /// The name as it is printed.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What it measures.
    pub fn dimension(&self) -> Dimension {
        self.0.dimension
    }
}

/// What a unit measures. Units of different dimensions are never added, compared or converted into each other:
/// persons (人) are not person-times (人次) and not households (户).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Dimension {
    /// 人, 名, 位.
    Person,
    /// 人次, 例次.
    PersonTime,
    /// 户.
    Household,
    /// 所, 家, and 个 or 处 as the general counter of institutions and things.
    Count,
    /// 张.
    Bed,
    /// 份, 人份.
    File,
    /// 种, 品种, 项, 类.
    Kind,
    /// 次, 场, 期, 批.
    Event,
    /// 平方米, 亩.
    Area,
    /// 米, 公里.
    Length,
    /// 克, 公斤, 吨.
    Weight,
    /// 元.
    Money,
    /// 年, 个月, 天, 小时 as durations.
    Duration,
    /// 岁.
    Age,
    /// %.
    Percent,
    /// 百分点.
    Points,
    /// ‰, 万分之, /10万.
    Rate,
    /// 倍.
    Multiple,
    /// 例, 座, 台, 辆, 对 and other counters of things.
    Thing,
    /// 级, 层, 维, 排 and others that grade or describe.
    Grade,
    /// Whatever the unit file lists without one of the above.
    Other,
}
