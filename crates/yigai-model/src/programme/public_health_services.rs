use rust_decimal::Decimal;

use super::summary::{percent, summary, value};
use crate::compute::{FundingStandard, LevelAmount, raised};

summary! {
    /// Basic public health services (基本公共卫生服务).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::{PublicHealthServices, Summary};
    ///
    /// let services = PublicHealthServices {
    ///     residents: Some(Figure::exact(214_000)),
    ///     funding_percap: Some(Figure::exact(25)),
    ///     records: Some(Figure::exact(171_200)),
    ///     electronic_records: Some(Figure::exact(180_000)),
    ///     ..PublicHealthServices::default()
    /// };
    /// assert_eq!(services.funding_due().unwrap().to_string(), "5350000");
    /// assert_eq!(services.record_rate().unwrap().to_string(), "80.00");
    /// assert_eq!(services.violations(Some(2012))[0].constraint, "records-electronic");
    /// ```
    pub struct PublicHealthServices for "public_health_services" {
        /// 常住人口, where the report states it.
        residents: "pop_resident",
        /// 65岁及以上人数, where the report states it.
        elderly: "pop_65plus",
        /// 0~6岁儿童数, where the report states it.
        children: "pop_0_6",
        /// 人均基本公共卫生服务经费标准, 元.
        funding_percap: "bphs_funding_percap",
        /// 居民健康档案建档人数.
        records: "hr_files",
        /// 健康档案建档率, %.
        stated_record_rate: "hr_rate",
        /// 电子健康档案数.
        electronic_records: "hr_e_files",
        /// 电子健康档案建档率, %.
        stated_electronic_rate: "hr_e_rate",
        /// 疫苗接种率, %.
        vaccine_rate: "epi_vaccine_rate",
        /// 0~6岁儿童健康管理人数.
        children_managed: "ch_managed",
        /// 0~6岁儿童健康管理率, %.
        child_manage_rate: "ch_manage_rate",
        /// 儿童系统管理率, %.
        child_system_rate: "ch_system_rate",
        /// 孕产妇管理人数.
        mothers_managed: "mat_managed",
        /// 孕产妇系统管理率, %.
        mother_system_rate: "mat_system_rate",
        /// 65岁以上老年人健康管理人数.
        elderly_managed: "eld_managed",
        /// 老年人健康管理率, %.
        elderly_rate: "eld_rate",
        /// 高血压患者管理人数.
        hypertension: "htn_managed",
        /// 高血压患者规范管理率, %.
        hypertension_standard_rate: "htn_std_rate",
        /// 2型糖尿病患者管理人数.
        diabetes: "dm_managed",
        /// 糖尿病患者规范管理率, %.
        diabetes_standard_rate: "dm_std_rate",
        /// 严重精神障碍患者在册人数.
        mental_disorder: "smi_registered",
        /// 严重精神障碍患者管理率, %.
        mental_manage_rate: "smi_manage_rate",
        /// 严重精神障碍患者规范管理率, %.
        mental_standard_rate: "smi_std_rate",
        /// 肺结核患者管理人数.
        tuberculosis: "tb_managed",
    }
}

impl PublicHealthServices {
    /// The money due for the residents at the standard per head, in 元.
    pub fn funding_due(&self) -> Option<Decimal> {
        raised(value(self.funding_percap)?, value(self.residents)?).ok()
    }

    /// What each level of government pays for a mixed population: persons of each kind at their own standard.
    pub fn funding_by_level(parts: &[(FundingStandard, Decimal)]) -> Option<LevelAmount> {
        parts.iter().try_fold(LevelAmount::default(), |sum, (standard, persons)| {
            sum.plus(&standard.amounts(*persons).ok()?).ok()
        })
    }

    /// Records in percent of residents.
    pub fn record_rate(&self) -> Option<Decimal> {
        percent(self.records, self.residents)
    }

    /// Electronic records in percent of residents.
    pub fn electronic_rate(&self) -> Option<Decimal> {
        percent(self.electronic_records, self.residents)
    }

    /// Managed elderly in percent of all.
    pub fn elderly_managed_rate(&self) -> Option<Decimal> {
        percent(self.elderly_managed, self.elderly)
    }

    /// Managed children in percent of all.
    pub fn children_managed_rate(&self) -> Option<Decimal> {
        percent(self.children_managed, self.children)
    }
}
