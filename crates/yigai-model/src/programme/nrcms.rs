use rust_decimal::Decimal;

use super::summary::{per, percent, summary, value};
use crate::compute::{ComputeError, FundYear, Interval, implied_denominator, raised};

summary! {
    /// The new rural cooperative medical scheme (新农合): enrolment, financing, benefit and fund of one year.
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::{Nrcms, Summary};
    ///
    /// let scheme = Nrcms {
    ///     enrollees: Some(Figure::exact(52_340)),
    ///     fund_percap: Some(Figure::exact(150)),
    ///     fund_raised: Some(Figure { value: 7_851_000.into(), last_place: 1000.into() }),
    ///     fund_spent: Some(Figure::exact(7_300_000)),
    ///     benefit_visits: Some(Figure::exact(31_000)),
    ///     outpatient_visits: Some(Figure::exact(27_500)),
    ///     inpatient_visits: Some(Figure::exact(3_500)),
    ///     ..Nrcms::default()
    /// };
    /// assert_eq!(scheme.fund_due().unwrap().to_string(), "7851000");
    /// assert_eq!(scheme.fund_year().unwrap().use_rate(2).unwrap().to_string(), "92.98");
    /// assert_eq!(scheme.inpatient_rate().unwrap().to_string(), "6.69");
    /// assert!(scheme.violations(Some(2010)).is_empty());
    ///
    /// let wrong = Nrcms { inpatient_visits: Some(Figure::exact(350_000)), ..scheme };
    /// let broken: Vec<_> = wrong.violations(Some(2010)).into_iter().map(|found| found.constraint).collect();
    /// assert_eq!(broken, ["nrcms-benefit-parts", "nrcms-inpatient-rate", "nrcms-inpatient-enrollees"]);
    /// ```
    pub struct Nrcms for "nrcms" {
        /// 应参合农业人口.
        eligible: "nrcms_eligible",
        /// 参合人数.
        enrollees: "nrcms_enrollees",
        /// 参合农户数.
        households: "nrcms_households",
        /// 参合率, %.
        enrollment_rate: "nrcms_enrollment_rate",
        /// 人均筹资标准, 元.
        fund_percap: "nrcms_fund_percap",
        /// 个人缴费标准, 元.
        individual_standard: "nrcms_individual_std",
        /// 政府补助标准, 元.
        subsidy_standard: "nrcms_subsidy_std",
        /// 筹资总额, 元.
        fund_raised: "nrcms_fund_raised",
        /// 农民缴费总额, 元.
        individual_paid: "nrcms_individual_paid",
        /// 民政资助参合金额, 元.
        assisted_paid: "nrcms_assisted_paid",
        /// 基金支出, 元.
        fund_spent: "nrcms_fund_spent",
        /// 基金使用率, %.
        fund_use_rate: "nrcms_fund_use_rate",
        /// 当年结余率, %.
        balance_rate: "nrcms_balance_rate",
        /// 受益人次.
        benefit_visits: "nrcms_benefit_visits",
        /// 门诊补偿人次.
        outpatient_visits: "nrcms_op_visits",
        /// 住院补偿人次.
        inpatient_visits: "nrcms_ip_visits",
        /// 政策范围内住院费用报销比例, %.
        policy_ratio: "nrcms_ratio_policy_ip",
        /// 住院实际补偿比, %.
        actual_ratio: "nrcms_ratio_actual_ip",
        /// 起付线, 元.
        deductible: "nrcms_deductible",
        /// 封顶线, 元.
        cap: "nrcms_cap",
        /// 次均住院补偿, 元.
        average_payment: "nrcms_avg_ip_payment",
        /// 次均住院费用, 元.
        average_cost: "nrcms_avg_ip_cost",
    }
}

impl Nrcms {
    /// What should have been raised: the standard per head times the enrollees, in 元.
    pub fn fund_due(&self) -> Option<Decimal> {
        raised(value(self.fund_percap)?, value(self.enrollees)?).ok()
    }

    /// What individuals should have paid, in 元.
    pub fn individual_due(&self) -> Option<Decimal> {
        raised(value(self.individual_standard)?, value(self.enrollees)?).ok()
    }

    /// How many persons were paid for by civil affairs, at the individual standard; not a whole number where the amount
    /// belongs to another standard.
    pub fn assisted_persons(&self) -> Option<Decimal> {
        value(self.assisted_paid)?.checked_div(value(self.individual_standard)?)
    }

    /// The eligible population that the stated enrolment rate implies.
    ///
    /// # Errors
    /// [`ComputeError`] where the rate reaches down to zero. `None` where a figure is missing.
    pub fn implied_eligible(&self) -> Option<Result<Interval, ComputeError>> {
        Some(implied_denominator(value(self.enrollees)?, value(self.enrollment_rate)?))
    }

    /// The year of the fund without its opening balance.
    pub fn fund_year(&self) -> Option<FundYear> {
        FundYear::new(Decimal::ZERO, value(self.fund_raised)?, value(self.fund_spent)?).ok()
    }

    /// Inpatient benefits in percent of enrollees.
    pub fn inpatient_rate(&self) -> Option<Decimal> {
        percent(self.inpatient_visits, self.enrollees)
    }

    /// Benefits in percent of enrollees; it may pass 100.
    pub fn benefit_rate(&self) -> Option<Decimal> {
        percent(self.benefit_visits, self.enrollees)
    }

    /// Fund spent for each enrollee, in 元.
    pub fn spent_per_enrollee(&self) -> Option<Decimal> {
        per(self.fund_spent, self.enrollees, 1)
    }
}
