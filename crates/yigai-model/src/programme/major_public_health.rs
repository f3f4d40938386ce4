use rust_decimal::Decimal;

use super::summary::{percent, summary, value};
use crate::compute::{Interval, implied_denominator};

summary! {
    /// Major public health projects (重大公共卫生服务项目).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::MajorPublicHealth;
    ///
    /// let projects = MajorPublicHealth {
    ///     sanitary_toilets: Some(Figure::exact(1_800)),
    ///     toilet_completion: Some(Figure::written("90.0".parse().unwrap())),
    ///     ..MajorPublicHealth::default()
    /// };
    /// let planned = projects.toilets_planned().unwrap();
    /// assert_eq!((planned.low.to_string(), planned.high.to_string()), ("1999".to_owned(), "2001".to_owned()));
    /// ```
    pub struct MajorPublicHealth for "major_public_health" {
        /// 增补叶酸人数.
        folic_users: "folic_users",
        /// 叶酸服用率, %.
        folic_rate: "folic_rate",
        /// 叶酸服用依从率, %.
        folic_adherence: "folic_adherence",
        /// 农村妇女两癌检查人数.
        cancer_screened: "cancer2_screened",
        /// 农村孕产妇住院分娩人数.
        hospital_deliveries: "hosp_delivery",
        /// 住院分娩率, %.
        hospital_delivery_rate: "hosp_delivery_rate",
        /// 住院分娩补助标准, 元.
        delivery_subsidy: "hosp_delivery_subsidy",
        /// 活产数, where the report states it.
        live_births: "live_births",
        /// 无害化卫生厕所座数.
        sanitary_toilets: "sanitary_toilets",
        /// 改厕完成率, %.
        toilet_completion: "toilet_completion",
        /// 贫困白内障复明手术例数.
        cataract_surgeries: "cataract_surgeries",
        /// 免费孕前优生健康检查对数.
        prepregnancy_checks: "prepreg_check",
        /// 产前筛查人数.
        prenatal_screened: "prenatal_screen",
    }
}

impl MajorPublicHealth {
    /// The numbers of toilets planned that the built ones and the completion rate allow.
    pub fn toilets_planned(&self) -> Option<Interval> {
        implied_denominator(value(self.sanitary_toilets)?, value(self.toilet_completion)?).ok()
    }

    /// Hospital deliveries in percent of live births.
    pub fn delivery_rate(&self) -> Option<Decimal> {
        percent(self.hospital_deliveries, self.live_births)
    }

    /// The subsidies due for the deliveries, in 元.
    pub fn delivery_subsidies_due(&self) -> Option<Decimal> {
        value(self.hospital_deliveries)?.checked_mul(value(self.delivery_subsidy)?)
    }
}
