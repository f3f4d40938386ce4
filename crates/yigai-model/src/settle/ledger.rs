use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{Episode, Refusal, Scheme, Settlement};

/// What a person has had from the scheme in the year so far. Caps and thresholds are annual and start anew with the
/// calendar year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearToDate {
    pub(crate) last: Option<NaiveDate>,
    pub(crate) stays: u32,
    pub(crate) basic: Decimal,
    pub(crate) outpatient: Decimal,
    pub(crate) chronic: Decimal,
    pub(crate) chronic_deductible: Decimal,
    pub(crate) critical_base: Decimal,
    pub(crate) critical: Decimal,
    pub(crate) supplement: Decimal,
    pub(crate) assistance: Decimal,
    pub(crate) top_up: Decimal,
}

impl YearToDate {
    /// The number of stays so far.
    pub fn stays(&self) -> u32 {
        self.stays
    }

    /// What counts toward the annual cap of the basic scheme so far, in 元.
    pub fn basic(&self) -> Decimal {
        self.basic
    }

    /// The year as it stands before an episode of that day.
    pub(crate) fn before(&self, date: NaiveDate) -> Result<Self, Refusal> {
        match self.last {
            Some(last) if date < last => Err(Refusal::OutOfOrder { date, last }),
            Some(last) if date.year() == last.year() => Ok(Self { last: Some(date), ..*self }),
            _ => Ok(Self { last: Some(date), ..Self::default() }),
        }
    }
}

/// The years to date of all persons under one scheme.
///
/// Episodes of a person are settled in the order of their dates. Episodes of the same day are settled in the order in
/// which they are given, and the result says so by being in that order: the first takes the deductible and the caps
/// first. [`Ledger::settle_all`] sorts by date and keeps the given order within a day.
///
/// ```
/// use yigai_model::settle::{Episode, Ledger, Scheme};
///
/// let scheme = Scheme::from_toml(
///     "name = \"甲县\"\nstart = \"2011-01-01\"\nend = \"2011-12-31\"\nannual_cap = 5000\n\
///      [[inpatient]]\nlevel = \"township\"\ndeductible = 100\nrepeat_deductible = 50\nratio = \"80%\"\n",
/// )
/// .unwrap();
/// let stay = |id: &str, date: &str, cost: &str| Episode {
///     id: id.to_owned(),
///     person: "甲".to_owned(),
///     date: date.parse().unwrap(),
///     enrolled: None,
///     category: Default::default(),
///     care: yigai_model::settle::Care::Inpatient,
///     level: yigai_model::settle::Level::Township,
///     place: Default::default(),
///     referred: true,
///     cost: cost.parse().unwrap(),
///     out_of_list: Default::default(),
///     essential: Default::default(),
/// };
/// let bills = [stay("2", "2011-09-01", "6000"), stay("1", "2011-03-01", "1100")];
/// let settled = Ledger::new(&scheme).settle_all(&bills);
/// let paid: Vec<_> = settled.iter().map(|(bill, done)| (bill.id.as_str(), done.as_ref().unwrap().basic)).collect();
/// assert_eq!(paid[0], ("1", "800.00".parse().unwrap())); // (1100 - 100) x 80%
/// assert_eq!(paid[1], ("2", "4200".parse().unwrap())); // 80% of 5950 is 4760, the cap leaves 4200
/// ```
#[derive(Clone, Debug)]
pub struct Ledger<'a> {
    scheme: &'a Scheme,
    /// Where each person's year stands in `years`: small entries make a map of a county quick to grow.
    persons: HashMap<String, usize>,
    years: Vec<YearToDate>,
}

impl<'a> Ledger<'a> {
    /// An empty ledger.
    pub fn new(scheme: &'a Scheme) -> Self {
        Self { scheme, persons: HashMap::new(), years: Vec::new() }
    }

    /// An empty ledger with room for so many persons, so that it need not grow under a county's bills.
    pub fn with_capacity(scheme: &'a Scheme, persons: usize) -> Self {
        Self { scheme, persons: HashMap::with_capacity(persons), years: Vec::with_capacity(persons) }
    }

    /// Settles one episode after those settled before.
    ///
    /// # Errors
    /// A [`Refusal`] with the field at fault; the ledger is then as it was.
    pub fn settle(&mut self, episode: &Episode) -> Result<Settlement, Refusal> {
        let known = self.persons.get(&episode.person).and_then(|index| self.years.get_mut(*index));
        if let Some(year) = known {
            return self.scheme.settle(episode, year);
        }
        let mut year = YearToDate::default();
        let settled = self.scheme.settle(episode, &mut year)?;
        self.persons.insert(episode.person.clone(), self.years.len());
        self.years.push(year);
        Ok(settled)
    }

    /// Settles many episodes by date, those of one day in the order given. A refused one leaves no trace in the ledger.
    pub fn settle_all<'e>(
        &mut self,
        episodes: &'e [Episode],
    ) -> Vec<(&'e Episode, Result<Settlement, Refusal>)> {
        let mut ordered: Vec<&Episode> = episodes.iter().collect();
        ordered.sort_by_key(|episode| episode.date);
        ordered.into_iter().map(|episode| (episode, self.settle(episode))).collect()
    }

    /// The year to date of a person, where anything was settled.
    pub fn year(&self, person: &str) -> Option<&YearToDate> {
        self.persons.get(person).and_then(|index| self.years.get(*index))
    }
}
