use super::summary::{percent, summary};

summary! {
    /// Population bases (人口基数): the denominators of the other programmes.
    pub struct Population for "population" {
        /// 常住人口.
        resident: "pop_resident",
        /// 户籍人口.
        registered: "pop_registered",
        /// 农业人口.
        agricultural: "pop_agri",
        /// 活产数.
        live_births: "live_births",
        /// 0~6岁儿童数.
        children_0_6: "pop_0_6",
        /// 0~36个月儿童数.
        children_0_36_months: "pop_0_36m",
        /// 65岁及以上人数.
        elderly: "pop_65plus",
        /// 15岁及以上人口.
        adults_15: "pop_15plus",
        /// 35岁及以上人口.
        adults_35: "pop_35plus",
        /// 建档立卡贫困人口.
        registered_poor: "pop_poor_registered",
    }
}

impl Population {
    /// The elderly in percent of residents.
    pub fn elderly_share(&self) -> Option<rust_decimal::Decimal> {
        percent(self.elderly, self.resident)
    }

    /// The agricultural population in percent of the registered.
    pub fn agricultural_share(&self) -> Option<rust_decimal::Decimal> {
        percent(self.agricultural, self.registered)
    }
}
