use super::summary::{summary, value};
use crate::compute::{Attainment, Goal, Interval, attainment, implied_denominator};
use crate::{Policies, UnknownPolicy};

summary! {
    /// Family-doctor contracts (家庭医生签约服务).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::FamilyDoctor;
    ///
    /// let contracts = FamilyDoctor {
    ///     signed: Some(Figure::exact(96_000)),
    ///     rate: Some(Figure::written("40.0".parse().unwrap())),
    ///     key_rate: Some(Figure::exact(58)),
    ///     ..FamilyDoctor::default()
    /// };
    /// assert!(contracts.attainment(2017).unwrap().unwrap().met);
    /// assert!(!contracts.key_attainment(2017).unwrap().unwrap().met);
    /// assert!(contracts.attainment(2018).unwrap().is_err()); // no target of that year
    /// assert_eq!(contracts.implied_population().unwrap().low.to_string(), "239701");
    /// ```
    pub struct FamilyDoctor for "family_doctor" {
        /// 家庭医生签约人数.
        signed: "fd_signed",
        /// 家庭医生签约率, %.
        rate: "fd_rate",
        /// 重点人群签约人数.
        key_signed: "fd_key_signed",
        /// 重点人群签约率, %.
        key_rate: "fd_key_rate",
        /// 贫困人口签约人数.
        poor_signed: "fd_poor_signed",
        /// 贫困人口签约率, %.
        poor_rate: "fd_poor_rate",
        /// 家庭医生团队数.
        teams: "fd_teams",
        /// 签约服务费标准, 元.
        fee: "fd_fee",
        /// 常住人口, where the report states it.
        residents: "pop_resident",
    }
}

impl FamilyDoctor {
    /// The populations that the signed and their rate allow.
    pub fn implied_population(&self) -> Option<Interval> {
        implied_denominator(value(self.signed)?, value(self.rate)?).ok()
    }

    /// The populations of key groups that the signed and their rate allow.
    pub fn implied_key_population(&self) -> Option<Interval> {
        implied_denominator(value(self.key_signed)?, value(self.key_rate)?).ok()
    }

    /// How the rate stands to the national target of a year.
    ///
    /// # Errors
    /// [`UnknownPolicy`] for a year without a target. `None` where the rate is missing.
    pub fn attainment(&self, year: i32) -> Option<Result<Attainment, UnknownPolicy>> {
        against(value(self.rate)?, "family_doctor_targets.general", year)
    }

    /// How the rate of key groups stands to the national target of a year.
    ///
    /// # Errors
    /// [`UnknownPolicy`] for a year without a target. `None` where the rate is missing.
    pub fn key_attainment(&self, year: i32) -> Option<Result<Attainment, UnknownPolicy>> {
        against(value(self.key_rate)?, "family_doctor_targets.key_groups", year)
    }
}

fn against(
    rate: rust_decimal::Decimal,
    parameter: &str,
    year: i32,
) -> Option<Result<Attainment, UnknownPolicy>> {
    match Policies::builtin().in_year(parameter, year) {
        Ok(target) => attainment(rate, target.limits().low()?, Goal::AtLeast).ok().map(Ok),
        Err(unknown) => Some(Err(unknown)),
    }
}
