use rust_decimal::Decimal;

use super::summary::{per, summary, value};

summary! {
    /// Health poverty alleviation (健康扶贫, 2016 to 2020).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::PovertyAlleviation;
    ///
    /// let work = PovertyAlleviation {
    ///     clinic_events: Some(Figure::exact(120)),
    ///     clinic_visits: Some(Figure::exact(3_000)),
    ///     inpatient_ratio: Some(Figure::written("88.5".parse().unwrap())),
    ///     ..PovertyAlleviation::default()
    /// };
    /// assert_eq!(work.visits_per_event().unwrap().to_string(), "25.00");
    /// assert_eq!(work.own_share().unwrap().to_string(), "11.5");
    /// ```
    pub struct PovertyAlleviation for "poverty_alleviation" {
        /// 贫困人口参保率, %.
        insured_rate: "pov_insured_rate",
        /// 贫困人口住院实际报销比例, %.
        inpatient_ratio: "pov_ip_ratio",
        /// 兜底保障资金, 元.
        top_up_amount: "pov_topup_amount",
        /// “一站式”结算人次.
        one_stop_visits: "pov_onestop_visits",
        /// 大病集中救治人数.
        major_treated: "pov_major_treated",
        /// 大病集中救治率, %.
        major_rate: "pov_major_rate",
        /// 慢病签约服务管理率, %.
        chronic_rate: "pov_chronic_signed_rate",
        /// 因病致贫返贫户数.
        illness_households: "pov_illness_households",
        /// 义诊场次.
        clinic_events: "pov_clinics_events",
        /// 义诊人次.
        clinic_visits: "pov_clinics_visits",
        /// 免费体检人次.
        free_checkups: "pov_free_checkups",
    }
}

impl PovertyAlleviation {
    /// Visits per free clinic event.
    pub fn visits_per_event(&self) -> Option<Decimal> {
        per(self.clinic_visits, self.clinic_events, 1)
    }

    /// What the poor pay themselves of inpatient costs, in percent.
    pub fn own_share(&self) -> Option<Decimal> {
        Decimal::ONE_HUNDRED.checked_sub(value(self.inpatient_ratio)?)
    }

    /// Top-up money per settlement, in 元.
    pub fn top_up_per_settlement(&self) -> Option<Decimal> {
        per(self.top_up_amount, self.one_stop_visits, 1)
    }
}
