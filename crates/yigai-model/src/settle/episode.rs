use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One visit or stay whose cost is to be settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Episode {
    /// The number of the bill.
    pub id: String,
    /// The insured person.
    pub person: String,
    /// The day of the visit, or of the discharge.
    pub date: NaiveDate,
    /// The day from which the person is covered; `None` where that is the whole year.
    #[serde(default)]
    pub enrolled: Option<NaiveDate>,
    /// The group the person belongs to.
    #[serde(default)]
    pub category: Category,
    /// What kind of care it was.
    pub care: Care,
    /// The level of the institution.
    pub level: Level,
    /// Inside or outside the county.
    #[serde(default)]
    pub place: Place,
    /// Whether the person came with a referral, where the scheme asks for one.
    #[serde(default)]
    pub referred: bool,
    /// The whole cost in 元.
    pub cost: Decimal,
    /// What of the cost is outside the lists (目录外), in 元.
    #[serde(default)]
    pub out_of_list: Decimal,
    /// What of the cost is for essential medicines (基本药物), in 元.
    #[serde(default)]
    pub essential: Decimal,
}

/// The kind of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    /// 普通门诊, paid from the outpatient pool.
    Outpatient,
    /// 慢性病门诊.
    Chronic,
    /// 住院.
    Inpatient,
    /// 住院分娩, a fixed amount.
    Delivery,
}

/// The level of an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 村卫生室, 社区卫生服务站.
    Village,
    /// 乡镇卫生院, 社区卫生服务中心.
    Township,
    /// 县级医院.
    County,
    /// 市级医院.
    City,
    /// 省级医院.
    Province,
}

/// Where an institution lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// 县域内.
    #[default]
    Inside,
    /// 县域外.
    Outside,
}

/// The group of an insured person that layers ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Everybody else.
    #[default]
    General,
    /// 低保对象.
    Dibao,
    /// 五保, 特困供养对象.
    Wubao,
    /// 建档立卡贫困人口.
    Poor,
}

/// Why an episode is not settled: the field at fault and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// An amount is below zero.
    #[error("`{field}`: {amount} is negative")]
    Negative {
        /// The field.
        field: &'static str,
        /// What it holds.
        amount: Decimal,
    },
    /// An amount has parts of a 分.
    #[error("`{field}`: {amount} is finer than 0.01 元")]
    BelowFen {
        /// The field.
        field: &'static str,
        /// What it holds.
        amount: Decimal,
    },
    /// An amount is larger than the arithmetic here carries exactly.
    #[error("`{field}`: {amount} is more than a thousand million 元")]
    TooLarge {
        /// The field.
        field: &'static str,
        /// What it holds.
        amount: Decimal,
    },
    /// A part is larger than its whole.
    #[error("`{field}`: {part} is more than the {whole} of `{within}`")]
    PartAboveWhole {
        /// The field of the part.
        field: &'static str,
        /// The part.
        part: Decimal,
        /// The field of the whole.
        within: &'static str,
        /// The whole.
        whole: Decimal,
    },
    /// The care was before the person was covered.
    #[error("`date`: {date} is before the enrolment on {enrolled}")]
    BeforeEnrolment {
        /// The day of the visit.
        date: NaiveDate,
        /// The first day of cover.
        enrolled: NaiveDate,
    },
    /// The scheme was not in force.
    #[error("`date`: {date} is outside the scheme's period {start} to {end}")]
    OutsidePeriod {
        /// The day of the visit.
        date: NaiveDate,
        /// The first day of the scheme.
        start: NaiveDate,
        /// Its last day.
        end: NaiveDate,
    },
    /// A later episode of the person is settled already, so that the year to date is not that of this one.
    #[error(
        "`date`: {date} is before {last}, the last one settled for the person; settle in the order of dates"
    )]
    OutOfOrder {
        /// The day of the visit.
        date: NaiveDate,
        /// The day of the last one settled.
        last: NaiveDate,
    },
    /// The scheme says nothing about such care.
    #[error("`{field}`: the scheme has no rule for {value}")]
    NoRule {
        /// The field.
        field: &'static str,
        /// What it holds.
        value: String,
    },
}

impl Refusal {
    /// The field of the episode that is at fault.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Negative { field, .. }
            | Self::BelowFen { field, .. }
            | Self::TooLarge { field, .. }
            | Self::PartAboveWhole { field, .. }
            | Self::NoRule { field, .. } => field,
            Self::BeforeEnrolment { .. } | Self::OutsidePeriod { .. } | Self::OutOfOrder { .. } => "date",
        }
    }
}

/// A thousand million 元.
const LARGEST_FEN: i128 = 100_000_000_000;

impl Episode {
    /// The cost inside the lists.
    pub fn in_list(&self) -> Decimal {
        self.cost - self.out_of_list
    }

    /// Refuses amounts that cannot be and care before the enrolment.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        for (field, amount) in
            [("cost", self.cost), ("out_of_list", self.out_of_list), ("essential", self.essential)]
        {
            // Whole 分 within the limit, by far the most of all, are told by their digits alone.
            if amount.scale() == 2 && (0..=LARGEST_FEN).contains(&amount.mantissa()) {
                continue;
            }
            if amount.is_sign_negative() && !amount.is_zero() {
                return Err(Refusal::Negative { field, amount });
            }
            if amount.normalize().scale() > 2 {
                return Err(Refusal::BelowFen { field, amount });
            }
            if amount > Decimal::from_i128_with_scale(LARGEST_FEN, 2) {
                return Err(Refusal::TooLarge { field, amount });
            }
        }
        if self.out_of_list > self.cost {
            return Err(Refusal::PartAboveWhole {
                field: "out_of_list",
                part: self.out_of_list,
                within: "cost",
                whole: self.cost,
            });
        }
        let in_list = self.in_list();
        if self.essential > in_list {
            return Err(Refusal::PartAboveWhole {
                field: "essential",
                part: self.essential,
                within: "cost less out_of_list",
                whole: in_list,
            });
        }
        match self.enrolled {
            Some(enrolled) if self.date < enrolled => {
                Err(Refusal::BeforeEnrolment { date: self.date, enrolled })
            }
            _ => Ok(()),
        }
    }
}
