use std::fmt;

use chrono::{Datelike, NaiveDate};

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

/// One date expression: a day, month or year, or a period from one to another (1-6月份). A time of the day (8:30) has
/// no part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
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

impl PartialDate {
    /// A whole year.
    pub const fn year(year: i32) -> Self {
        Self { year: Some(year), month: None, day: None }
    }

    /// ISO as far as written: `2011`, `2011-02`, `2011-02-01`; `None` where the year is missing.
    pub fn iso(&self) -> Option<String> {
        let year = self.year?;
        Some(match (self.month, self.day) {
            (None, _) => format!("{year:04}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        })
    }

    /// The same date with the missing parts before the written ones taken from `context`: a month without a year gets
    /// its year, a day without a month gets both.
    pub fn in_context(&self, context: &Self) -> Self {
        let mut out = *self;
        if out.year.is_none() {
            out.year = context.year;
            if out.month.is_none() && out.day.is_some() {
                out.month = context.month;
            }
        }
        out
    }

    fn period(&self) -> Option<Period> {
        let year = self.year?;
        match (self.month, self.day) {
            (None, _) => Period::year(year),
            (Some(month), None) => Period::month(year, month),
            (Some(month), Some(day)) => {
                let date = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
                Some(Period { start: date, end: date })
            }
        }
    }
}

impl DateExpr {
    /// A single date.
    pub const fn on(start: PartialDate) -> Self {
        Self { start, end: None }
    }

    /// A period.
    pub const fn between(start: PartialDate, end: PartialDate) -> Self {
        Self { start, end: Some(end) }
    }

    /// ISO as far as written: `2011`, `2011-02-01`, `2011-01..2011-06`; `None` where the year is missing.
    ///
    /// ```
    /// use yigai_quantity::find;
    ///
    /// let mentions = find("截至2011年2月底,1-6月份");
    /// assert_eq!(mentions[0].date().unwrap().iso().as_deref(), Some("2011-02"));
    /// assert_eq!(mentions[1].date().unwrap().iso(), None); // the year is not written
    /// ```
    pub fn iso(&self) -> Option<String> {
        let start = self.start.iso()?;
        match &self.end {
            None => Some(start),
            Some(end) => Some(format!("{start}..{}", end.in_context(&self.start).iso()?)),
        }
    }

    /// The expression with its missing year (and, for a bare day, month) taken from `context`: the report's year, or
    /// the date before it in the text.
    pub fn in_context(&self, context: &PartialDate) -> Self {
        let start = self.start.in_context(context);
        Self { start, end: self.end.map(|end| end.in_context(&start)) }
    }

    /// The whole days that are meant; missing parts come from `context`. `None` where the year stays unknown or the
    /// day does not exist.
    ///
    /// ```
    /// use yigai_quantity::{PartialDate, find};
    ///
    /// let mentions = find("1-6月份");
    /// let period = mentions[0].date().unwrap().resolve(&PartialDate::year(2011)).unwrap();
    /// assert_eq!(period.to_string(), "2011-01-01..2011-06-30");
    /// assert_eq!(mentions[0].date().unwrap().resolve(&PartialDate::default()), None);
    /// ```
    pub fn resolve(&self, context: &PartialDate) -> Option<Period> {
        let whole = self.in_context(context);
        let start = whole.start.period()?;
        match whole.end {
            None => Some(start),
            Some(end) => Period::new(start.start, end.period()?.end),
        }
    }
}

impl Period {
    /// From one day to another; `None` where the end lies before the start.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Self::new(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)
    }

    /// A calendar month.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        Self::months(year, month, month)
    }

    /// From the first day of one month to the last of another, in one year.
    pub fn months(year: i32, first: u8, last: u8) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, first.into(), 1)?;
        let (next_year, next) = if last == 12 { (year + 1, 1) } else { (year, u32::from(last) + 1) };
        Self::new(start, NaiveDate::from_ymd_opt(next_year, next, 1)?.pred_opt()?)
    }

    /// The years from one to another, both included.
    pub fn years(first: i32, last: i32) -> Option<Self> {
        Self::new(Self::year(first)?.start, Self::year(last)?.end)
    }

    /// Whether `day` lies inside.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.start <= day && day <= self.end
    }

    /// The calendar year, where the period is exactly one.
    pub fn whole_year(&self) -> Option<i32> {
        (Self::year(self.start.year()) == Some(*self)).then(|| self.start.year())
    }

    /// The same period a number of years later (or, negative, earlier).
    pub fn shifted_years(&self, by: i32) -> Option<Self> {
        let shift = |day: NaiveDate| {
            let year = day.year().checked_add(by)?;
            day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, day.month(), 28))
        };
        Self::new(shift(self.start)?, shift(self.end)?)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
