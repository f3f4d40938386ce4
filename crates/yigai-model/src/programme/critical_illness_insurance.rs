use rust_decimal::Decimal;

use super::summary::{per, summary, value};
use crate::{Policies, UnknownPolicy};

summary! {
    /// Critical-illness insurance (大病保险).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::CriticalIllnessInsurance;
    ///
    /// let insurance =
    ///     CriticalIllnessInsurance { ratio: Some(Figure::exact(55)), ..CriticalIllnessInsurance::default() };
    /// assert_eq!(insurance.meets_minimum_ratio(2016), Some(Ok(true)));
    /// assert_eq!(insurance.meets_minimum_ratio(2020), Some(Ok(false)));
    /// assert!(insurance.meets_minimum_ratio(2009).unwrap().is_err()); // there was none
    /// ```
    pub struct CriticalIllnessInsurance for "critical_illness_insurance" {
        /// 大病保险起付线, 元.
        threshold: "cii_threshold",
        /// 大病保险支付比例, %.
        ratio: "cii_ratio",
        /// 大病保险受益人次.
        beneficiaries: "cii_beneficiaries",
        /// 大病保险赔付金额, 元.
        paid: "cii_paid",
    }
}

impl CriticalIllnessInsurance {
    /// Paid per beneficiary, in 元.
    pub fn average_payment(&self) -> Option<Decimal> {
        per(self.paid, self.beneficiaries, 1)
    }

    /// Whether the ratio reaches the national minimum of a year.
    ///
    /// # Errors
    /// [`UnknownPolicy`] for a year outside the tables. `None` where the ratio is missing.
    pub fn meets_minimum_ratio(&self, year: i32) -> Option<Result<bool, UnknownPolicy>> {
        let ratio = value(self.ratio)?;
        let minimum = Policies::builtin().in_year("critical_illness_insurance.ratio", year);
        Some(minimum.map(|minimum| minimum.limits().low().is_some_and(|minimum| ratio >= minimum)))
    }
}
