use rust_decimal::Decimal;

use super::summary::{percent, summary, value};
use crate::compute::FundYear;

summary! {
    /// Urban employee and resident insurance, and the merged resident scheme (城镇职工、居民和城乡居民医保).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::{MedicalInsurance, Summary};
    ///
    /// let insurance = MedicalInsurance {
    ///     resident_renewed: Some(Figure::exact(41_200)),
    ///     resident_new: Some(Figure::exact(3_150)),
    ///     resident_enrollees: Some(Figure::exact(44_350)),
    ///     ..MedicalInsurance::default()
    /// };
    /// assert_eq!(insurance.resident_total().unwrap().to_string(), "44350");
    /// assert!(insurance.violations(None).is_empty());
    /// ```
    pub struct MedicalInsurance for "medical_insurance" {
        /// 城镇职工医保参保人数.
        employee_enrollees: "uebmi_enrollees",
        /// 城镇居民医保参保人数.
        resident_enrollees: "urbmi_enrollees",
        /// 续保人数.
        resident_renewed: "urbmi_renewed",
        /// 新增参保人数.
        resident_new: "urbmi_new",
        /// 城镇医保参保率, %.
        urban_rate: "urban_bmi_rate",
        /// 城乡居民医保参保人数.
        merged_enrollees: "urrbmi_enrollees",
        /// 基本医保参保率, %.
        rate: "urrbmi_rate",
        /// 居民医保财政补助标准, 元.
        subsidy_standard: "urrbmi_subsidy_std",
        /// 居民医保个人缴费标准, 元.
        individual_standard: "urrbmi_individual_std",
        /// 医保基金收入, 元.
        fund_income: "bmi_fund_income",
        /// 医保基金支出, 元.
        fund_expense: "bmi_fund_expense",
        /// 政策范围内住院支付比例, %.
        policy_ratio: "bmi_ratio_policy_ip",
        /// 最高支付限额, 元.
        cap: "bmi_cap",
    }
}

impl MedicalInsurance {
    /// Renewed and new enrollees together.
    pub fn resident_total(&self) -> Option<Decimal> {
        value(self.resident_renewed)?.checked_add(value(self.resident_new)?)
    }

    /// Subsidy and contribution per head, in 元.
    pub fn financing_percap(&self) -> Option<Decimal> {
        value(self.subsidy_standard)?.checked_add(value(self.individual_standard)?)
    }

    /// The year of the fund without its opening balance.
    pub fn fund_year(&self) -> Option<FundYear> {
        FundYear::new(Decimal::ZERO, value(self.fund_income)?, value(self.fund_expense)?).ok()
    }

    /// New enrollees in percent of all urban residents enrolled.
    pub fn new_share(&self) -> Option<Decimal> {
        percent(self.resident_new, self.resident_enrollees)
    }
}
