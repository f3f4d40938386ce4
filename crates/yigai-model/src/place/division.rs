use core::fmt;
use core::str::FromStr;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::data::Source;
use crate::{DataError, Problem};

/// A level of the administrative divisions that GB/T 2260 codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DivisionLevel {
    /// 省, 自治区, 直辖市.
    Province,
    /// 地级市, 地区, 自治州, 盟.
    Prefecture,
    /// 县, 县级市, 市辖区, 自治县, 旗.
    County,
}

/// A GB/T 2260 code of six digits: two for the province, two for the prefecture, two for the county.
///
/// ```
/// use yigai_model::place::{DivisionCode, DivisionLevel};
///
/// let code: DivisionCode = "431281".parse().unwrap();
/// assert_eq!(code.level(), DivisionLevel::County);
/// assert_eq!(code.parent().unwrap().to_string(), "431200");
/// assert_eq!(code.province().to_string(), "430000");
/// assert!("4312".parse::<DivisionCode>().is_err());
/// assert!("430081".parse::<DivisionCode>().is_err()); // a county without a prefecture part
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DivisionCode(u32);

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no GB/T 2260 code: write six digits, the first two not 00, and no county below a prefecture of 00"
)]
pub struct CodeError(String);

impl DivisionCode {
    /// Its level.
    pub fn level(self) -> DivisionLevel {
        if self.0.is_multiple_of(10_000) {
            DivisionLevel::Province
        } else if self.0.is_multiple_of(100) {
            DivisionLevel::Prefecture
        } else {
            DivisionLevel::County
        }
    }

    /// The code of the level above; `None` for a province. A county run by its province has a prefecture code that
    /// names no place.
    pub fn parent(self) -> Option<Self> {
        match self.level() {
            DivisionLevel::Province => None,
            DivisionLevel::Prefecture => Some(self.province()),
            DivisionLevel::County => Some(Self(self.0 / 100 * 100)),
        }
    }

    /// The code of its province.
    pub fn province(self) -> Self {
        Self(self.0 / 10_000 * 10_000)
    }

    /// Whether the division of `other` lies within this one.
    pub fn contains(self, other: Self) -> bool {
        match self.level() {
            DivisionLevel::Province => self == other.province(),
            DivisionLevel::Prefecture => self.0 / 100 == other.0 / 100,
            DivisionLevel::County => self == other,
        }
    }
}

impl FromStr for DivisionCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let wrong = || CodeError(text.to_owned());
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let code: u32 = text.parse().map_err(|_| wrong())?;
        let orphan = (code / 100).is_multiple_of(100) && !code.is_multiple_of(100);
        if code < 100_000 || orphan { Err(wrong()) } else { Ok(Self(code)) }
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl Serialize for DivisionCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DivisionCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// One division under one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Division {
    code: DivisionCode,
    name: Arc<str>,
    first_seen: i32,
    last_seen: i32,
}

impl Division {
    /// Its code.
    pub fn code(&self) -> DivisionCode {
        self.code
    }

    /// Its name with the word for its kind.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first and the last year whose table has it under this name and code.
    pub fn seen(&self) -> (i32, i32) {
        (self.first_seen, self.last_seen)
    }
}

/// Provinces, prefectures and counties by code, name and year.
///
/// ```
/// use yigai_model::place::Gazetteer;
///
/// let gazetteer = Gazetteer::builtin();
/// let code = "431281".parse().unwrap();
/// assert_eq!(gazetteer.in_year(code, 2018).unwrap().name(), "洪江市");
/// assert_eq!(gazetteer.path(code, 2018), ["湖南省", "怀化市", "洪江市"]);
/// assert!(gazetteer.in_year(code, 1995).is_none()); // no table of that year
///
/// // A name alone is often not enough: there are four districts called 鼓楼区.
/// let found: Vec<_> = gazetteer.by_name("鼓楼区").map(|division| division.code().to_string()).collect();
/// assert_eq!(found, ["320106", "320302", "350102", "410204"]);
/// let within = gazetteer.by_name_within("鼓楼区", "350100".parse().unwrap()).next().unwrap();
/// assert_eq!(within.code().to_string(), "350102");
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer {
    divisions: Vec<Division>,
    names: HashMap<Arc<str>, Vec<usize>>,
}

impl Gazetteer {
    /// The gazetteer that is compiled in; its data folder names its sources.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Gazetteer> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let text = include_str!("../../data/divisions/divisions.csv");
            // A test reads the same file and fails with its error.
            Self::from_csv("divisions.csv", text)
                .unwrap_or(Self { divisions: Vec::new(), names: HashMap::new() })
        })
    }

    /// A gazetteer from a table `code,name,first_seen,last_seen`, without quotes.
    ///
    /// # Errors
    /// The first mistake with its line: another number of columns, a code or year that is none.
    ///
    /// ```
    /// use yigai_model::place::Gazetteer;
    ///
    /// let error = Gazetteer::from_csv("own.csv", "code,name,first_seen,last_seen\n43128,甲县,2002,2010\n").unwrap_err();
    /// assert_eq!(error.line(), 2);
    /// ```
    pub fn from_csv(name: &str, text: &str) -> Result<Self, DataError> {
        let source = Source { name, text };
        let mut gazetteer = Self { divisions: Vec::new(), names: HashMap::new() };
        let mut offset = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let start = offset;
            offset += line.len();
            let line = line.trim_end();
            if index == 0 || line.is_empty() {
                continue;
            }
            let division = row(line)
                .map_err(|(field, reason)| source.error(start, Problem::Invalid { field, reason }))?;
            gazetteer.divisions.push(division);
        }
        gazetteer.divisions.sort_by_key(|division| (division.code, division.first_seen));
        for (index, division) in gazetteer.divisions.iter().enumerate() {
            gazetteer.names.entry(Arc::clone(&division.name)).or_default().push(index);
        }
        Ok(gazetteer)
    }

    /// All divisions under all names, by code.
    pub fn iter(&self) -> core::slice::Iter<'_, Division> {
        self.divisions.iter()
    }

    /// Every name that a code has had, the earliest first.
    pub fn by_code(&self, code: DivisionCode) -> &[Division] {
        let start = self.divisions.partition_point(|division| division.code < code);
        let end = self.divisions.partition_point(|division| division.code <= code);
        self.divisions.get(start..end).unwrap_or_default()
    }

    /// The division of a code in a year; `None` where no table says so.
    pub fn in_year(&self, code: DivisionCode, year: i32) -> Option<&Division> {
        self.by_code(code).iter().find(|division| division.first_seen <= year && year <= division.last_seen)
    }

    /// Every division of that full name, by code.
    pub fn by_name<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Division> {
        let found = self.names.get(name).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|index| self.divisions.get(*index))
    }

    /// As [`by_name`](Self::by_name), only those within a division.
    pub fn by_name_within<'a>(
        &'a self,
        name: &str,
        within: DivisionCode,
    ) -> impl Iterator<Item = &'a Division> {
        self.by_name(name).filter(move |division| within.contains(division.code))
    }

    /// The names from the province down to the division in a year; empty where the division is not known then.
    pub fn path(&self, code: DivisionCode, year: i32) -> Vec<&str> {
        let Some(own) = self.in_year(code, year) else { return Vec::new() };
        let mut path = vec![own.name()];
        let mut above = code.parent();
        while let Some(code) = above {
            path.extend(self.in_year(code, year).map(Division::name));
            above = code.parent();
        }
        path.reverse();
        path
    }
}

impl<'a> IntoIterator for &'a Gazetteer {
    type Item = &'a Division;
    type IntoIter = core::slice::Iter<'a, Division>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn row(line: &str) -> Result<Division, (&'static str, String)> {
    let mut fields = line.split(',');
    let (Some(code), Some(name), Some(first), Some(last), None) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(("row", "write code,name,first_seen,last_seen".to_owned()));
    };
    let code = code.parse().map_err(|error: CodeError| ("code", error.to_string()))?;
    let year = |text: &str, field| text.parse::<i32>().map_err(|_| (field, format!("`{text}` is no year")));
    let (first_seen, last_seen) = (year(first, "first_seen")?, year(last, "last_seen")?);
    if last_seen < first_seen {
        return Err(("last_seen", "it is before `first_seen`".to_owned()));
    }
    if name.is_empty() {
        return Err(("name", "it is empty".to_owned()));
    }
    Ok(Division { code, name: Arc::from(name), first_seen, last_seen })
}
