use rust_decimal::Decimal;

use super::summary::{percent, summary, value};

summary! {
    /// Government finance (财政投入): what each level pays.
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::Finance;
    ///
    /// let money = Finance {
    ///     central: Some(Figure::exact(12)),
    ///     province: Some(Figure::written("1.5".parse().unwrap())),
    ///     city: Some(Figure::written("0.75".parse().unwrap())),
    ///     county: Some(Figure::written("0.75".parse().unwrap())),
    ///     ..Finance::default()
    /// };
    /// assert_eq!(money.levels_total().unwrap().to_string(), "15.00");
    /// ```
    pub struct Finance for "finance" {
        /// 财政卫生支出, 元.
        health_expenditure: "fin_health_exp",
        /// 中央补助, 元.
        central: "fin_level_central",
        /// 省补助, 元.
        province: "fin_level_prov",
        /// 市补助, 元.
        city: "fin_level_city",
        /// 县(区)补助, 元.
        county: "fin_level_county",
        /// 资金缺口, 元.
        gap: "fin_gap",
        /// 卫生支出占财政支出比重, %.
        share_of_budget: "fin_share_of_budget",
    }
}

impl Finance {
    /// All levels together, in 元 or 元 per head as they were stated.
    pub fn levels_total(&self) -> Option<Decimal> {
        value(self.central)?
            .checked_add(value(self.province)?)?
            .checked_add(value(self.city)?)?
            .checked_add(value(self.county)?)
    }

    /// The county's part of health expenditure in percent.
    pub fn county_share(&self) -> Option<Decimal> {
        percent(self.county, self.health_expenditure)
    }
}
