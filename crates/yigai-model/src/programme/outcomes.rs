use rust_decimal::Decimal;

use super::summary::{summary, value};
use crate::{Policies, UnknownPolicy};

summary! {
    /// Population outcomes (居民健康结果).
    ///
    /// ```
    /// use yigai_model::Figure;
    /// use yigai_model::programme::{Outcomes, Summary};
    ///
    /// let outcomes = Outcomes {
    ///     life_expectancy: Some(Figure::written("77.1".parse().unwrap())),
    ///     infant: Some(Figure::written("4.2".parse().unwrap())),
    ///     neonatal: Some(Figure::written("4.6".parse().unwrap())),
    ///     ..Outcomes::default()
    /// };
    /// assert_eq!(outcomes.years_above_nation(2017).unwrap().unwrap().to_string(), "0.4");
    /// assert_eq!(outcomes.violations(None)[0].constraint, "neonatal-infant");
    /// ```
    pub struct Outcomes for "outcomes" {
        /// 人均期望寿命, 岁.
        life_expectancy: "out_life_expectancy",
        /// 孕产妇死亡率, /10万.
        maternal: "out_mmr",
        /// 婴儿死亡率, ‰.
        infant: "out_imr",
        /// 5岁以下儿童死亡率, ‰.
        under_five: "out_u5mr",
        /// 新生儿死亡率, ‰.
        neonatal: "out_nmr",
    }
}

impl Outcomes {
    /// Life expectancy less the national one of the year.
    ///
    /// # Errors
    /// [`UnknownPolicy`] for a year without a national figure. `None` where the figure is missing.
    pub fn years_above_nation(&self, year: i32) -> Option<Result<Decimal, UnknownPolicy>> {
        let own = value(self.life_expectancy)?;
        match Policies::builtin().in_year("population_outcomes.life_expectancy", year) {
            Ok(nation) => own.checked_sub(nation.exactly()?).map(Ok),
            Err(unknown) => Some(Err(unknown)),
        }
    }
}
