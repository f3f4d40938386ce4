use rust_decimal::Decimal;

use super::summary::{per, percent, summary};

summary! {
    /// Tiered care and medical alliances (分级诊疗, 医联体, 医共体).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::{Summary, TieredCare};
    ///
    /// let care = TieredCare {
    ///     referred_up: Some(Figure::exact(1_600)),
    ///     referred_down: Some(Figure::exact(400)),
    ///     ..TieredCare::default()
    /// };
    /// assert_eq!(care.down_ratio().unwrap().to_string(), "25.00");
    /// assert!(care.violations(None).is_empty());
    /// ```
    pub struct TieredCare for "tiered_care" {
        /// 县域内就诊率, %.
        county_rate: "ref_county_rate",
        /// 基层诊疗人次占比, %.
        primary_share: "ref_primary_share",
        /// 上转人次.
        referred_up: "ref_up",
        /// 下转人次.
        referred_down: "ref_down",
        /// 下转比, %.
        stated_down_ratio: "ref_down_ratio",
        /// 医联体/医共体数.
        alliances: "mc_alliances",
        /// 成员单位数.
        members: "mc_members",
    }
}

impl TieredCare {
    /// Referrals down in percent of those up.
    pub fn down_ratio(&self) -> Option<Decimal> {
        percent(self.referred_down, self.referred_up)
    }

    /// Members per alliance.
    pub fn members_per_alliance(&self) -> Option<Decimal> {
        per(self.members, self.alliances, 1)
    }
}
