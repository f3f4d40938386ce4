use core::fmt;
use core::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{Category, Level, Place};

/// A ratio written in percent (`70%`), between 0 and 100.
///
/// ```
/// use yigai_model::settle::Percent;
///
/// let ratio: Percent = "70%".parse().unwrap();
/// assert_eq!(ratio.of("10600".parse().unwrap()).to_string(), "7420.0");
/// assert!("101%".parse::<Percent>().is_err());
/// assert!("0.7".parse::<Percent>().is_err()); // is it 0.7 % or 70 %?
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(Decimal);

impl Percent {
    /// The share of an amount.
    pub fn of(self, amount: Decimal) -> Decimal {
        amount * self.0
    }

    /// The number before the % sign.
    pub fn points(self) -> Decimal {
        (self.0 * Decimal::ONE_HUNDRED).normalize()
    }

    pub(crate) fn fraction(self) -> Decimal {
        self.0
    }
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim().strip_suffix(['%', '％']).ok_or("write it with its %, as in 70%")?;
        let points =
            Decimal::from_str_exact(number.trim()).map_err(|_| format!("`{number}` is no number"))?;
        if points.is_sign_negative() && !points.is_zero() {
            return Err(format!("{points}% is negative"));
        }
        if points > Decimal::ONE_HUNDRED {
            return Err(format!("{points}% is over 100%"));
        }
        if points.scale() > 4 {
            return Err(format!("{points}% has more than four decimals"));
        }
        Ok(Self((points * Decimal::new(1, 2)).normalize()))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.points())
    }
}

/// A part of a cost with its own ratio, from one amount up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Where it starts, in 元.
    pub from: Decimal,
    /// Where it ends; `None` for the last one.
    pub to: Option<Decimal>,
    /// What is paid of the part inside.
    pub ratio: Percent,
}

/// The rules of one scheme for one period, checked.
///
/// ```
/// use yigai_model::settle::{Scheme, SchemeError};
///
/// let text = "name = \"甲县\"\nstart = \"2011-01-01\"\nend = \"2011-12-31\"\n\n\
///     [[inpatient]]\nlevel = \"county\"\ndeductible = \"400\"\nratio = \"70%\"\n";
/// assert_eq!(Scheme::from_toml(text).unwrap().name(), "甲县");
///
/// let error = Scheme::from_toml(&text.replace("70%", "170%")).unwrap_err();
/// assert_eq!(error.to_string(), "line 8: `ratio`: 170% is over 100%");
/// let error = Scheme::from_toml(&text.replace("[[inpatient]]", "annual_cap = \"300\"\n\n[[inpatient]]")).unwrap_err();
/// assert_eq!(error.field(), Some("annual_cap"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub(crate) name: String,
    pub(crate) start: NaiveDate,
    pub(crate) end: NaiveDate,
    pub(crate) annual_cap: Option<Decimal>,
    /// By [`tier_index`].
    pub(crate) inpatient: [Option<Tier>; 10],
    pub(crate) outpatient: [Option<Tier>; 10],
    pub(crate) outpatient_visit_cap: Option<Decimal>,
    pub(crate) outpatient_annual_cap: Option<Decimal>,
    pub(crate) chronic: Option<Chronic>,
    pub(crate) delivery: Option<Decimal>,
    pub(crate) critical: Option<Critical>,
    pub(crate) supplement: Option<Share>,
    pub(crate) assistance: Vec<Share>,
    pub(crate) top_up: Option<TopUp>,
}

/// The rule for one level of institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tier {
    pub(crate) deductible: Decimal,
    pub(crate) repeat_deductible: Decimal,
    pub(crate) waived_for: Vec<Category>,
    pub(crate) ratio: Percent,
    pub(crate) essential_ratio: Percent,
    pub(crate) unreferred_ratio: Percent,
    pub(crate) unreferred_essential_ratio: Percent,
    pub(crate) floor: Option<Percent>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chronic {
    pub(crate) deductible: Decimal,
    pub(crate) ratio: Percent,
    pub(crate) annual_cap: Decimal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Critical {
    pub(crate) threshold: Decimal,
    pub(crate) favoured_threshold: Decimal,
    pub(crate) favoured: Vec<Category>,
    pub(crate) bands: Vec<Band>,
    pub(crate) favoured_bands: Vec<Band>,
    pub(crate) annual_cap: Option<Decimal>,
    pub(crate) favoured_cap: Option<Decimal>,
}

/// A layer that pays a ratio of what the layers before leave: commercial supplement, medical assistance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) categories: Vec<Category>,
    pub(crate) deductible: Decimal,
    pub(crate) ratio: Percent,
    pub(crate) annual_cap: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopUp {
    pub(crate) categories: Vec<Category>,
    pub(crate) target: Percent,
    pub(crate) out_of_list: bool,
    pub(crate) annual_cap: Option<Decimal>,
}

/// Why a scheme is refused: the line, or the field, and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SchemeError {
    /// The text is no TOML, or a single value makes no sense.
    #[error("line {line}: {message}")]
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// Values that do not go together.
    #[error("`{field}`: {reason}")]
    Conflict {
        /// The field, with its table: `inpatient[2].ratio`.
        field: String,
        /// Why, with the values.
        reason: String,
    },
}

impl SchemeError {
    /// The field at fault, where values do not go together.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Conflict { field, .. } => Some(field),
            Self::Syntax { .. } => None,
        }
    }

    fn conflict(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Conflict { field: field.into(), reason: reason.into() }
    }
}

pub(crate) fn tier_index(level: Level, place: Place) -> usize {
    let level = match level {
        Level::Village => 0,
        Level::Township => 1,
        Level::County => 2,
        Level::City => 3,
        Level::Province => 4,
    };
    level + if place == Place::Outside { 5 } else { 0 }
}

impl Scheme {
    /// A scheme from its file, checked as a whole.
    ///
    /// # Errors
    /// A ratio over 100 %, two rules for one level, bands that overlap or leave a gap, a cap below the deductible, a
    /// negative amount, an unknown field: with the line or the field and the reason.
    pub fn from_toml(text: &str) -> Result<Self, SchemeError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let before = text.as_bytes().get(..start).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            SchemeError::Syntax { line, message: named(text, line, error.message()) }
        })?;
        file.check()
    }

    /// The name of the scheme.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first and the last day in force.
    pub fn period(&self) -> (NaiveDate, NaiveDate) {
        (self.start, self.end)
    }
}

/// The message with the field that stands on the line, which the reader of single values does not know.
fn named(text: &str, line: usize, message: &str) -> String {
    let field =
        text.lines().nth(line - 1).and_then(|line| line.split_once('=')).map(|(field, _)| field.trim());
    match field {
        Some(field) if !message.contains('`') && !field.is_empty() => format!("`{field}`: {message}"),
        _ => message.to_owned(),
    }
}

/// An amount of money in a file: text or a whole number, never a binary fraction.
#[derive(Clone, Copy)]
struct Yuan(Decimal);

impl<'de> Deserialize<'de> for Yuan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Yuan;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount in 元 as text (\"1200.50\") or a whole number")
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Yuan, E> {
                yuan(Decimal::from(value)).map_err(E::custom)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Yuan, E> {
                let amount = Decimal::from_str_exact(text.trim());
                yuan(amount.map_err(|_| E::custom(format!("{text} is no amount")))?).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

fn yuan(amount: Decimal) -> Result<Yuan, String> {
    if amount.is_sign_negative() && !amount.is_zero() {
        return Err(format!("{amount} is negative"));
    }
    if amount.normalize().scale() > 2 {
        return Err(format!("{amount} is finer than 0.01 元"));
    }
    if amount > Decimal::from(1_000_000_000_u64) {
        return Err(format!("{amount} is more than a thousand million 元"));
    }
    // Every amount of a bill has two decimals, and amounts of one scale compare and subtract at once.
    let mut amount = amount;
    amount.rescale(2);
    Ok(Yuan(amount))
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
    start: NaiveDate,
    end: NaiveDate,
    annual_cap: Option<Yuan>,
    #[serde(default)]
    inpatient: Vec<FileTier>,
    #[serde(default)]
    outpatient: Vec<FileTier>,
    outpatient_visit_cap: Option<Yuan>,
    outpatient_annual_cap: Option<Yuan>,
    chronic: Option<FileChronic>,
    delivery: Option<FileDelivery>,
    critical_illness: Option<FileCritical>,
    supplement: Option<FileShare>,
    #[serde(default)]
    assistance: Vec<FileShare>,
    top_up: Option<FileTopUp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTier {
    level: Level,
    #[serde(default)]
    place: Place,
    deductible: Option<Yuan>,
    repeat_deductible: Option<Yuan>,
    #[serde(default)]
    deductible_waived_for: Vec<Category>,
    ratio: Percent,
    essential_uplift: Option<Percent>,
    unreferred_cut: Option<Percent>,
    floor: Option<Percent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileChronic {
    deductible: Option<Yuan>,
    ratio: Percent,
    annual_cap: Yuan,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileDelivery {
    fixed: Yuan,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCritical {
    threshold: Yuan,
    annual_cap: Option<Yuan>,
    bands: Vec<FileBand>,
    favoured: Option<FileFavoured>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBand {
    from: Yuan,
    to: Option<Yuan>,
    ratio: Percent,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileFavoured {
    categories: Vec<Category>,
    threshold: Yuan,
    uplift: Percent,
    #[serde(default)]
    no_cap: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileShare {
    categories: Vec<Category>,
    deductible: Option<Yuan>,
    ratio: Percent,
    annual_cap: Option<Yuan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTopUp {
    categories: Vec<Category>,
    target: Percent,
    #[serde(default)]
    out_of_list: bool,
    annual_cap: Option<Yuan>,
}

impl File {
    fn check(self) -> Result<Scheme, SchemeError> {
        if self.end < self.start {
            return Err(SchemeError::conflict(
                "end",
                format!("{} is before the start {}", self.end, self.start),
            ));
        }
        let annual_cap = amount(self.annual_cap);
        let inpatient = tiers("inpatient", &self.inpatient)?;
        let outpatient = tiers("outpatient", &self.outpatient)?;
        for (cap, field, tiers) in [
            (annual_cap, "annual_cap", &self.inpatient),
            (amount(self.outpatient_annual_cap), "outpatient_annual_cap", &self.outpatient),
        ] {
            for tier in tiers {
                cap_covers(field, cap, tier.deductible.map_or(Decimal::ZERO, |deductible| deductible.0))?;
            }
        }
        let chronic = self.chronic.map(|chronic| Chronic {
            deductible: zero(chronic.deductible),
            ratio: chronic.ratio,
            annual_cap: chronic.annual_cap.0,
        });
        if let Some(chronic) = &chronic {
            cap_covers("chronic.annual_cap", Some(chronic.annual_cap), chronic.deductible)?;
        }
        let shares = self.assistance.iter().enumerate();
        let assistance = shares
            .map(|(index, share)| share.check(&format!("assistance[{}]", index + 1)))
            .collect::<Result<Vec<_>, _>>()?;
        for (index, share) in assistance.iter().enumerate() {
            let earlier = assistance.iter().take(index).flat_map(|earlier| &earlier.categories);
            if let Some(category) = earlier.into_iter().find(|found| share.categories.contains(found)) {
                return Err(SchemeError::conflict(
                    format!("assistance[{}].categories", index + 1),
                    format!("{category:?} has a rule already"),
                ));
            }
        }
        Ok(Scheme {
            name: self.name,
            start: self.start,
            end: self.end,
            annual_cap,
            inpatient,
            outpatient,
            outpatient_visit_cap: amount(self.outpatient_visit_cap),
            outpatient_annual_cap: amount(self.outpatient_annual_cap),
            chronic,
            delivery: self.delivery.map(|delivery| delivery.fixed.0),
            critical: self.critical_illness.map(FileCritical::check).transpose()?,
            supplement: self.supplement.map(|share| share.check("supplement")).transpose()?,
            assistance,
            top_up: self.top_up.map(|top_up| TopUp {
                categories: top_up.categories,
                target: top_up.target,
                out_of_list: top_up.out_of_list,
                annual_cap: amount(top_up.annual_cap),
            }),
        })
    }
}

fn amount(yuan: Option<Yuan>) -> Option<Decimal> {
    yuan.map(|yuan| yuan.0)
}

fn zero(yuan: Option<Yuan>) -> Decimal {
    yuan.map_or(Decimal::ZERO, |yuan| yuan.0)
}

fn cap_covers(field: &str, cap: Option<Decimal>, deductible: Decimal) -> Result<(), SchemeError> {
    match cap {
        Some(cap) if cap < deductible => {
            Err(SchemeError::conflict(field, format!("the cap {cap} is below the deductible {deductible}")))
        }
        _ => Ok(()),
    }
}

fn tiers(table: &str, rows: &[FileTier]) -> Result<[Option<Tier>; 10], SchemeError> {
    let mut tiers: [Option<Tier>; 10] = Default::default();
    for (index, row) in rows.iter().enumerate() {
        let field = |name: &str| format!("{table}[{}].{name}", index + 1);
        let Some(place) = tiers.get_mut(tier_index(row.level, row.place)) else { continue };
        if place.is_some() {
            let reason =
                format!("{:?}, {:?} has a rule already; tiers must not overlap", row.level, row.place);
            return Err(SchemeError::conflict(field("level"), reason));
        }
        let deductible = zero(row.deductible);
        let repeat_deductible = row.repeat_deductible.map_or(deductible, |yuan| yuan.0);
        if repeat_deductible > deductible {
            let reason = format!("{repeat_deductible} is above the {deductible} of the first stay");
            return Err(SchemeError::conflict(field("repeat_deductible"), reason));
        }
        let raise = |ratio: Percent| plus(ratio, row.essential_uplift.unwrap_or_default());
        let essential_ratio =
            raise(row.ratio).map_err(|reason| SchemeError::conflict(field("essential_uplift"), reason))?;
        let cut = row.unreferred_cut.unwrap_or_default();
        if cut.fraction() > row.ratio.fraction() {
            let reason = format!("{cut} is more than the ratio {}", row.ratio);
            return Err(SchemeError::conflict(field("unreferred_cut"), reason));
        }
        let unreferred_ratio = Percent(row.ratio.fraction() - cut.fraction());
        *place = Some(Tier {
            deductible,
            repeat_deductible,
            waived_for: row.deductible_waived_for.clone(),
            ratio: row.ratio,
            essential_ratio,
            unreferred_ratio,
            unreferred_essential_ratio: Percent(essential_ratio.fraction() - cut.fraction()),
            floor: row.floor,
        });
    }
    Ok(tiers)
}

fn plus(ratio: Percent, uplift: Percent) -> Result<Percent, String> {
    let sum = ratio.fraction() + uplift.fraction();
    if sum > Decimal::ONE {
        return Err(format!("{ratio} and {uplift} make more than 100%"));
    }
    Ok(Percent(sum))
}

impl FileShare {
    fn check(&self, table: &str) -> Result<Share, SchemeError> {
        let deductible = zero(self.deductible);
        let annual_cap = amount(self.annual_cap);
        cap_covers(&format!("{table}.annual_cap"), annual_cap, deductible)?;
        if self.categories.is_empty() {
            return Err(SchemeError::conflict(format!("{table}.categories"), "name at least one group"));
        }
        Ok(Share { categories: self.categories.clone(), deductible, ratio: self.ratio, annual_cap })
    }
}

impl FileCritical {
    fn check(self) -> Result<Critical, SchemeError> {
        let threshold = self.threshold.0;
        let mut end = Some(Decimal::ZERO);
        let mut bands = Vec::with_capacity(self.bands.len());
        for (index, band) in self.bands.iter().enumerate() {
            let field = |name: &str| format!("critical_illness.bands[{}].{name}", index + 1);
            match end {
                None => return Err(SchemeError::conflict(field("from"), "the band before has no end")),
                Some(end) if band.from.0 < end => {
                    let reason = format!("{} overlaps the band before, which ends at {end}", band.from.0);
                    return Err(SchemeError::conflict(field("from"), reason));
                }
                Some(end) if band.from.0 > end => {
                    let reason = format!("nothing covers {end} to {}", band.from.0);
                    return Err(SchemeError::conflict(field("from"), reason));
                }
                Some(_) => {}
            }
            end = amount(band.to);
            if end.is_some_and(|end| end <= band.from.0) {
                let reason = format!("it is not above the start {}", band.from.0);
                return Err(SchemeError::conflict(field("to"), reason));
            }
            bands.push(Band { from: band.from.0, to: end, ratio: band.ratio });
        }
        if bands.is_empty() {
            return Err(SchemeError::conflict("critical_illness.bands", "there must be at least one"));
        }
        let annual_cap = amount(self.annual_cap);
        let Some(favoured) = self.favoured else {
            return Ok(Critical {
                threshold,
                favoured_threshold: threshold,
                favoured: Vec::new(),
                favoured_bands: bands.clone(),
                bands,
                annual_cap,
                favoured_cap: annual_cap,
            });
        };
        if favoured.threshold.0 > threshold {
            let reason = format!("{} is above the general threshold {threshold}", favoured.threshold.0);
            return Err(SchemeError::conflict("critical_illness.favoured.threshold", reason));
        }
        let mut favoured_bands = bands.clone();
        for band in &mut favoured_bands {
            band.ratio = plus(band.ratio, favoured.uplift)
                .map_err(|reason| SchemeError::conflict("critical_illness.favoured.uplift", reason))?;
        }
        Ok(Critical {
            threshold,
            favoured_threshold: favoured.threshold.0,
            favoured: favoured.categories,
            bands,
            favoured_bands,
            annual_cap,
            favoured_cap: if favoured.no_cap { None } else { annual_cap },
        })
    }
}
