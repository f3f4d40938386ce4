use chrono::NaiveDate;

/// A date as far as it is written: any of year, month and day may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PartialDate {
    /// The year.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

/// One date expression: a day, month or year, or a period from one to another (1-6月份).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateExpr {
    /// The date, or where the period starts.
    pub start: PartialDate,
    /// Where a period ends, as far as written.
    pub end: Option<PartialDate>,
}

/// A period of whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Period {
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
}
