use std::fmt;

use yigai::Lang;

use crate::messages::Text;

/// A quantity that does not go into an exchange file, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The path of its report.
    pub path: String,
    /// Its index among the mentions of that report.
    pub mention: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a quantity stays out of an exchange file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// It is outside of the catalogue.
    NoIndicator,
    /// It is a change, a share, an earlier value or a target.
    NotALevel,
    /// Its unit is not that of the indicator.
    OtherUnit,
    /// The report names no place, or masks it.
    NoPlace,
    /// Neither the sentence nor the report tells its period.
    NoPeriod,
    /// The format has no name for its period.
    OddPeriod,
    /// It is about a kind of institution or a part of the place.
    PartOfPlace,
    /// The report sums it, with others, to a figure of the same indicator.
    Part,
    /// It is a range or stands with a hedge (约, 以上).
    NotExact,
    /// An alarm of the audit calls it inconsistent or corrupt.
    Alarm,
    /// The same cell is stated with another value.
    Conflict,
}

impl Reason {
    /// The reason in a language.
    pub fn to(self, lang: Lang) -> &'static str {
        self.text().to(lang)
    }

    fn text(self) -> Text {
        match self {
            Self::NoIndicator => words::NO_INDICATOR,
            Self::NotALevel => words::NOT_A_LEVEL,
            Self::OtherUnit => words::OTHER_UNIT,
            Self::NoPlace => words::NO_PLACE,
            Self::NoPeriod => words::NO_PERIOD,
            Self::OddPeriod => words::ODD_PERIOD,
            Self::PartOfPlace => words::PART_OF_PLACE,
            Self::Part => words::PART,
            Self::NotExact => words::NOT_EXACT,
            Self::Alarm => words::ALARM,
            Self::Conflict => words::CONFLICT,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to(Lang::En))
    }
}

mod words {
    messages! {
        NO_INDICATOR: "不在指标目录中", "outside of the catalogue";
        NOT_A_LEVEL: "是增减、占比、上期值或目标", "a change, share, earlier value or target";
        OTHER_UNIT: "单位与指标不符", "another unit than the indicator's";
        NO_PLACE: "报告没有写明地区", "the report names no place";
        NO_PERIOD: "时期不明", "no period is stated";
        ODD_PERIOD: "该格式没有这样的时期", "the format has no such period";
        PART_OF_PLACE: "只涉及一类机构", "about a kind of institution only";
        PART: "是另一数字的分项", "a part of another figure";
        NOT_EXACT: "是约数、界限或范围", "hedged, a bound or a range";
        ALARM: "核对有警示", "an alarm of the audit judges it";
        CONFLICT: "同一单元有不同数值", "the same cell has another value, too";
    }

    #[test]
    fn both_languages_say_the_same() {
        crate::messages::agree(ALL);
    }
}
