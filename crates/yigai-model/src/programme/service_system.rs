use rust_decimal::Decimal;

use super::summary::{per, summary, value};

summary! {
    /// The service system (医疗卫生服务体系).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::{ServiceSystem, Summary};
    ///
    /// let system = ServiceSystem {
    ///     beds: Some(Figure::exact(1_540)),
    ///     residents: Some(Figure::exact(310_000)),
    ///     investment: Some(Figure::exact(48_000_000)),
    ///     floor_area: Some(Figure::exact(24_000)),
    ///     ..ServiceSystem::default()
    /// };
    /// assert_eq!(system.beds_per_1000().unwrap().to_string(), "4.97");
    /// assert_eq!(system.cost_per_square_metre().unwrap().to_string(), "2000.00");
    /// assert!(system.violations(None).iter().all(|found| found.constraint != "investment-per-area"));
    /// ```
    pub struct ServiceSystem for "service_system" {
        /// 常住人口, where the report states it.
        residents: "pop_resident",
        /// 医疗卫生机构数.
        institutions: "fac_total",
        /// 乡镇卫生院数.
        township_centres: "fac_thc",
        /// 社区卫生服务中心数.
        community_centres: "fac_chc",
        /// 村卫生室数.
        village_clinics: "fac_vc",
        /// 已建机构(项目)数.
        built: "fac_built",
        /// 在建机构(项目)数.
        building: "fac_building",
        /// 拟建机构(项目)数.
        planned: "fac_planned",
        /// 建设项目数.
        projects: "fac_projects",
        /// 业务用房面积, 平方米.
        floor_area: "fac_floor_area",
        /// 总投资, 元.
        investment: "fac_investment",
        /// 床位数.
        beds: "fac_beds",
        /// 每千人口床位数.
        stated_beds_per_1000: "fac_beds_per_1000",
        /// 总诊疗人次.
        visits: "fac_visits",
        /// 门急诊人次.
        outpatient_visits: "fac_op_visits",
        /// 出院(住院)人数.
        discharges: "fac_ip_discharges",
        /// 门诊均次费用, 元.
        outpatient_cost: "fac_avg_op_cost",
        /// 住院均次费用, 元.
        inpatient_cost: "fac_avg_ip_cost",
    }
}

impl ServiceSystem {
    /// Beds per 1,000 residents.
    pub fn beds_per_1000(&self) -> Option<Decimal> {
        per(self.beds, self.residents, 1000)
    }

    /// Investment per square metre, in 元.
    pub fn cost_per_square_metre(&self) -> Option<Decimal> {
        per(self.investment, self.floor_area, 1)
    }

    /// Floor area per bed, in square metres.
    pub fn area_per_bed(&self) -> Option<Decimal> {
        per(self.floor_area, self.beds, 1)
    }

    /// What is built, being built and to begin.
    pub fn progress_total(&self) -> Option<Decimal> {
        value(self.built)?.checked_add(value(self.building)?)?.checked_add(value(self.planned)?)
    }

    /// Township and community centres: the government-run primary institutions where clinics are left out.
    pub fn primary_centres(&self) -> Option<Decimal> {
        value(self.township_centres)?.checked_add(value(self.community_centres)?)
    }
}
