use super::summary::{summary, value};
use crate::compute::{Attainment, Goal, attainment};
use crate::{Policies, UnknownPolicy};

summary! {
    /// Public hospital reform (公立医院改革).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::PublicHospital;
    ///
    /// let hospital = PublicHospital { drug_share: Some(Figure::exact(33)), ..PublicHospital::default() };
    /// let share = hospital.drug_share_attainment(2017).unwrap().unwrap();
    /// assert!(!share.met);
    /// assert_eq!(share.gap.to_string(), "-3");
    /// assert!(hospital.drug_share_attainment(2010).unwrap().is_err());
    /// ```
    pub struct PublicHospital for "public_hospital" {
        /// 药占比, %.
        drug_share: "hosp_drug_share",
        /// 百元医疗收入消耗卫生材料, 元.
        consumables: "hosp_consumable_100",
        /// 医疗服务收入占比, %.
        service_share: "hosp_service_share",
        /// 门诊次均费用, 元.
        outpatient_cost: "hosp_avg_op_cost",
        /// 住院次均费用, 元.
        inpatient_cost: "hosp_avg_ip_cost",
        /// 医疗费用增长幅度, %.
        cost_growth: "hosp_cost_growth",
        /// 平均住院日.
        length_of_stay: "hosp_alos",
        /// 病床使用率, %.
        bed_use: "hosp_bed_use",
        /// 临床路径病种数.
        pathways: "hosp_pathways",
        /// 患者/职工满意度, %.
        satisfaction: "hosp_satisfaction",
    }
}

impl PublicHospital {
    /// How the drug share stands to the national ceiling of a year.
    ///
    /// # Errors
    /// [`UnknownPolicy`] for a year without a target. `None` where the share is missing.
    pub fn drug_share_attainment(&self, year: i32) -> Option<Result<Attainment, UnknownPolicy>> {
        below(value(self.drug_share)?, "hospital_targets.drug_share", year)
    }

    /// How consumables per 100 元 of revenue stand to the national ceiling of a year.
    ///
    /// # Errors
    /// [`UnknownPolicy`] for a year without a target. `None` where the figure is missing.
    pub fn consumables_attainment(&self, year: i32) -> Option<Result<Attainment, UnknownPolicy>> {
        below(value(self.consumables)?, "hospital_targets.consumable_100", year)
    }

    /// How the growth of costs stands to the national ceiling of a year.
    ///
    /// # Errors
    /// [`UnknownPolicy`] for a year without a target. `None` where the growth is missing.
    pub fn cost_growth_attainment(&self, year: i32) -> Option<Result<Attainment, UnknownPolicy>> {
        below(value(self.cost_growth)?, "hospital_targets.cost_growth", year)
    }
}

fn below(
    value: rust_decimal::Decimal,
    parameter: &str,
    year: i32,
) -> Option<Result<Attainment, UnknownPolicy>> {
    match Policies::builtin().in_year(parameter, year) {
        Ok(target) => attainment(value, target.limits().high()?, Goal::AtMost).ok().map(Ok),
        Err(unknown) => Some(Err(unknown)),
    }
}
