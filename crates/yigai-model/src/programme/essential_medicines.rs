use rust_decimal::Decimal;

use super::summary::{percent, summary, value};
use crate::compute::{Markup, margin_in_revenue, subsidy_coverage, to_fen};

summary! {
    /// The essential-medicines system (基本药物制度).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::compute::Markup;
    /// use yigai_model::programme::EssentialMedicines;
    ///
    /// let system = EssentialMedicines {
    ///     drug_revenue: Some(Figure::exact(2_300_000)),
    ///     zero_markup_subsidy: Some(Figure::exact(240_000)),
    ///     ..EssentialMedicines::default()
    /// };
    /// let markup = Markup::new(15.into()).unwrap();
    /// assert_eq!(system.lost_margin(markup).unwrap().to_string(), "300000.00");
    /// assert_eq!(system.subsidy_coverage(markup).unwrap().to_string(), "80.00");
    /// ```
    pub struct EssentialMedicines for "essential_medicines" {
        /// 实施基本药物制度机构数.
        institutions: "edl_institutions",
        /// 基本药物制度覆盖率, %.
        coverage_rate: "edl_coverage_rate",
        /// 省增补/本地配备品种数.
        local_items: "edl_local_items",
        /// 基本药物采购金额, 元.
        purchase_amount: "edl_purchase_amount",
        /// 网上采购率, %.
        online_rate: "edl_online_rate",
        /// 配送到位率, %.
        delivery_rate: "edl_delivery_rate",
        /// 配送企业数.
        delivery_firms: "edl_delivery_firms",
        /// 基本药物使用比例, %.
        use_share: "edl_use_share",
        /// 清理目录外药品品种.
        cleared_items: "edl_cleared_items",
        /// 清理目录外药品金额, 元.
        cleared_value: "edl_cleared_value",
        /// 药品价格降幅, %.
        price_drop: "edl_price_drop",
        /// 药品收入, 元.
        drug_revenue: "edl_drug_revenue",
        /// 零差率补助, 元.
        zero_markup_subsidy: "edl_zero_markup_subsidy",
        /// All institutions, where the report states them.
        all_institutions: "fac_total",
    }
}

impl EssentialMedicines {
    /// Institutions under the system in percent of all.
    pub fn coverage(&self) -> Option<Decimal> {
        percent(self.institutions, self.all_institutions)
    }

    /// The margin that zero markup takes away from the revenue, to 0.01 元.
    pub fn lost_margin(&self, markup: Markup) -> Option<Decimal> {
        margin_in_revenue(value(self.drug_revenue)?, markup).ok().map(to_fen)
    }

    /// What the subsidy covers of the lost margin, in percent, two decimals half up.
    pub fn subsidy_coverage(&self, markup: Markup) -> Option<Decimal> {
        let covered =
            subsidy_coverage(value(self.zero_markup_subsidy)?, value(self.drug_revenue)?, markup).ok()?;
        Some(crate::compute::round_half_up(covered, 2))
    }

    /// Whether the stated price drop needs more causes than the removal of the markup.
    pub fn drop_beyond_markup(&self, markup: Markup) -> Option<bool> {
        let drop = crate::compute::price_drop(markup).ok()?;
        Some(value(self.price_drop)? > drop)
    }
}
