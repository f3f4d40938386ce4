use rust_decimal::Decimal;

use super::summary::{per, percent, summary, value};
use crate::compute::{ComputeError, largest_remainder, posts_needed};

summary! {
    /// Workforce and staffing reform (人事制度改革和队伍建设).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::{Summary, Workforce};
    ///
    /// let staff = Workforce {
    ///     establishment: Some(Figure::exact(640)),
    ///     posts: Some(Figure::exact(600)),
    ///     posts_technical: Some(Figure::exact(520)),
    ///     posts_management: Some(Figure::exact(35)),
    ///     posts_support: Some(Figure::exact(45)),
    ///     contracts: Some(Figure::exact(450)),
    ///     ..Workforce::default()
    /// };
    /// assert_eq!(staff.filled().unwrap().to_string(), "75.00");
    /// let shares = staff.post_shares(2).unwrap().unwrap();
    /// assert_eq!(shares.map(|share| share.to_string()), ["86.67", "5.83", "7.50"]);
    /// assert!(staff.violations(None).is_empty());
    ///
    /// let wrong = Workforce { posts_support: Some(Figure::exact(54)), ..staff };
    /// assert_eq!(wrong.violations(None)[0].formula, "600 = 520 + 35 + 54");
    /// ```
    pub struct Workforce for "workforce" {
        /// 核定编制数.
        establishment: "st_establishment",
        /// 原有编制.
        establishment_before: "st_establishment_before",
        /// 编制增减.
        establishment_change: "st_establishment_change",
        /// 设置岗位数.
        posts: "st_posts",
        /// 卫技岗位数.
        posts_technical: "st_posts_tech",
        /// 管理岗位数.
        posts_management: "st_posts_mgmt",
        /// 工勤岗位数.
        posts_support: "st_posts_support",
        /// 高级岗位数.
        posts_senior: "st_posts_senior",
        /// 中级岗位数.
        posts_intermediate: "st_posts_mid",
        /// 初级及以下岗位数.
        posts_junior: "st_posts_junior",
        /// 签订聘用合同人数.
        contracts: "st_contracts",
        /// 聘用卫技人员数.
        contracts_technical: "st_contracts_tech",
        /// 聘用管理人员数.
        contracts_management: "st_contracts_mgmt",
        /// 聘用工勤人员数.
        contracts_support: "st_contracts_support",
        /// 聘用高级职称人员数.
        contracts_senior: "st_contracts_senior",
        /// 聘用中级职称人员数.
        contracts_intermediate: "st_contracts_mid",
        /// 聘用初级及以下职称人员数.
        contracts_junior: "st_contracts_junior",
        /// 卫生技术人员数.
        technical_staff: "wf_tech",
        /// 执业(助理)医师数.
        doctors: "wf_doctors",
        /// 注册护士数.
        nurses: "wf_nurses",
        /// 全科医生数.
        general_practitioners: "wf_gp",
        /// 乡村医生数.
        village_doctors: "wf_village_doctors",
        /// 常住人口, where the report states it.
        residents: "pop_resident",
    }
}

impl Workforce {
    /// Contracts in percent of posts.
    pub fn filled(&self) -> Option<Decimal> {
        percent(self.contracts, self.posts)
    }

    /// Posts in percent of the establishment.
    pub fn posts_of_establishment(&self) -> Option<Decimal> {
        percent(self.posts, self.establishment)
    }

    /// The shares of technical, management and support posts in percent, which total 100.
    ///
    /// # Errors
    /// [`ComputeError`] where there are no posts. `None` where a figure is missing.
    pub fn post_shares(&self, decimals: u32) -> Option<Result<[Decimal; 3], ComputeError>> {
        let weights =
            [value(self.posts_technical)?, value(self.posts_management)?, value(self.posts_support)?];
        let shares = largest_remainder(Decimal::ONE_HUNDRED, &weights, decimals);
        Some(shares.map(|shares| [0, 1, 2].map(|index| shares.get(index).copied().unwrap_or_default())))
    }

    /// How many establishment posts a standard per 10,000 residents gives beyond the approved ones.
    pub fn establishment_gap(&self, per_ten_thousand: Decimal) -> Option<Decimal> {
        let need = posts_needed(per_ten_thousand, value(self.residents)?).ok()?;
        need.checked_sub(value(self.establishment)?)
    }

    /// Doctors per 1,000 residents.
    pub fn doctors_per_1000(&self) -> Option<Decimal> {
        per(self.doctors, self.residents, 1000)
    }

    /// General practitioners per 10,000 residents.
    pub fn general_practitioners_per_10000(&self) -> Option<Decimal> {
        per(self.general_practitioners, self.residents, 10_000)
    }
}
