use rust_decimal::Decimal;

use super::summary::{per, summary};

summary! {
    /// Medical assistance (医疗救助).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::MedicalAssistance;
    ///
    /// let assistance = MedicalAssistance {
    ///     direct_visits: Some(Figure::exact(1_250)),
    ///     expenditure: Some(Figure::exact(1_500_000)),
    ///     ..MedicalAssistance::default()
    /// };
    /// assert_eq!(assistance.average_payment().unwrap().to_string(), "1200.00");
    /// ```
    pub struct MedicalAssistance for "medical_assistance" {
        /// 资助参保(参合)人数.
        subsidised_enrolment: "ma_subsidised_enrolment",
        /// 直接救助人次.
        direct_visits: "ma_direct_visits",
        /// 医疗救助支出, 元.
        expenditure: "ma_expenditure",
        /// 住院救助比例, %.
        ratio: "ma_ratio",
        /// 年度救助封顶线, 元.
        cap: "ma_cap",
    }
}

impl MedicalAssistance {
    /// Spent per person helped directly, in 元; too high where the spending includes contributions paid for others.
    pub fn average_payment(&self) -> Option<Decimal> {
        per(self.expenditure, self.direct_visits, 1)
    }
}
