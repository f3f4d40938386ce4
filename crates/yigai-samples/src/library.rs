//! The data files, compiled in and checked.

use crate::DataError;
use crate::file::{self, Source};
use crate::formula::{Formula, Term};
use crate::number::Stated;
use crate::template::{self, Token};
use std::sync::LazyLock;
use toml::Spanned;

const FAMILIES: Source = Source { name: "families.toml", text: include_str!("../data/families.toml") };
const COUNTY: Source = Source { name: "county.toml", text: include_str!("../data/county.toml") };
const TOPICS: Source = Source { name: "topics.toml", text: include_str!("../data/topics.toml") };
const FRAME: Source = Source { name: "frame.toml", text: include_str!("../data/frame.toml") };
const POLICY: Source = Source { name: "policy.toml", text: include_str!("../data/policy.toml") };
const DAMAGE: Source = Source { name: "damage.toml", text: include_str!("../data/damage.toml") };

/// Everything that reports are made of.
pub(crate) struct Library {
    pub(crate) topics: Vec<Topic>,
    /// The figures of a place.
    pub(crate) county: Vec<Formula>,
    pub(crate) frame: Frame,
    policies: Vec<(u16, toml::Table)>,
    pub(crate) programs: Vec<file::Pairs>,
    pub(crate) washings: Vec<file::Pairs>,
    pub(crate) wrappers: Vec<file::Wrapper>,
}

pub(crate) struct Topic {
    pub(crate) headings: Vec<String>,
    pub(crate) prose: Vec<Vec<Token>>,
    pub(crate) families: Vec<Family>,
}

pub(crate) struct Family {
    pub(crate) years: [u16; 2],
    pub(crate) vars: Vec<Formula>,
    pub(crate) texts: Vec<Vec<Token>>,
    pub(crate) checks: Vec<Check>,
}

/// A recomputation over variables of a family.
pub(crate) struct Check {
    pub(crate) rule: String,
    pub(crate) target: usize,
    pub(crate) operands: Vec<usize>,
}

pub(crate) struct Frame {
    pub(crate) places: Vec<String>,
    pub(crate) titles: Vec<Vec<Token>>,
    pub(crate) openings: Vec<Vec<Token>>,
    pub(crate) closings: Vec<Vec<Token>>,
}

/// The built-in library.
#[expect(clippy::expect_used, reason = "the files are compiled in, and a test loads them")]
pub(crate) fn builtin() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::load().expect("built-in data files"));
    &LIBRARY
}

/// Reads the data files again and says where one of them is wrong.
///
/// ```
/// assert_eq!(yigai_samples::check_data(), Ok(()));
/// ```
///
/// # Errors
///
/// [`DataError`] names the file and the line.
pub fn check_data() -> Result<(), DataError> {
    Library::load().map(|_| ())
}

/// The names that reports are posted under; none of the places exists.
pub fn places() -> &'static [String] {
    &builtin().frame.places
}

impl Library {
    pub(crate) fn load() -> Result<Self, DataError> {
        let topics: file::Topics = TOPICS.read()?;
        let families: file::Families = FAMILIES.read()?;
        let county: file::County = COUNTY.read()?;
        let (known, county) = formulas(COUNTY, &county.vars, &[])?;
        let frame: file::Frame = FRAME.read()?;
        let policies: file::Policies = POLICY.read()?;
        let damages: file::Damages = DAMAGE.read()?;

        let mut by_topic: Vec<Vec<Family>> = topics.topic.iter().map(|_| Vec::new()).collect();
        for family in families.family {
            let id = family.topic.get_ref();
            let index = topics.topic.iter().position(|topic| &topic.id == id);
            let unknown =
                || FAMILIES.error(family.topic.span().start, format!("no topic {id:?} in topics.toml"));
            let place = index.and_then(|index| by_topic.get_mut(index)).ok_or_else(unknown)?;
            place.push(Family::read(family, &known)?);
        }
        let topics = topics
            .topic
            .into_iter()
            .zip(by_topic)
            .map(|(topic, families)| {
                Ok(Topic { headings: topic.headings, prose: sentences(TOPICS, &topic.prose)?, families })
            })
            .collect::<Result<_, DataError>>()?;
        Ok(Self {
            topics,
            county,
            frame: Frame {
                titles: sentences(FRAME, &frame.titles)?,
                openings: sentences(FRAME, &frame.openings)?,
                closings: sentences(FRAME, &frame.closings)?,
                places: frame.places,
            },
            policies: policies
                .year
                .into_iter()
                .map(|table| {
                    let year = table.get("year").and_then(toml::Value::as_integer).unwrap_or(0);
                    (u16::try_from(year).unwrap_or(0), table)
                })
                .collect(),
            programs: damages.program,
            washings: damages.washing,
            wrappers: damages.wrapper,
        })
    }

    /// The figure in force in `year`: the latest row that has it, else the first.
    pub(crate) fn policy(&self, key: &str, year: u16) -> Stated {
        let mut rows =
            self.policies.iter().filter_map(|(from, table)| Some((*from, table.get(key)?.as_integer()?)));
        let first = rows.next().unwrap_or((0, 0));
        let (_, value) = rows.take_while(|(from, _)| *from <= year).last().unwrap_or(first);
        Stated::integer(value)
    }
}

fn sentences(source: Source, texts: &[Spanned<String>]) -> Result<Vec<Vec<Token>>, DataError> {
    texts
        .iter()
        .map(|text| template::parse(text.get_ref(), &[]).map_err(|why| source.error(text.span().start, why)))
        .collect()
}

/// The names and formulas of a list of `vars`; each may use those before it.
fn formulas(
    source: Source,
    lines: &[Spanned<String>],
    county: &[String],
) -> Result<(Vec<String>, Vec<Formula>), DataError> {
    let (mut names, mut formulas) = (Vec::new(), Vec::new());
    for line in lines {
        let wrong = |why: String| source.error(line.span().start, why);
        let (name, formula) =
            line.get_ref().split_once('=').ok_or_else(|| wrong("NAME = … is missing".to_owned()))?;
        formulas.push(Formula::parse(formula, &names, county).map_err(wrong)?);
        names.push(name.trim().to_owned());
    }
    Ok((names, formulas))
}

impl Family {
    fn read(family: file::Family, county: &[String]) -> Result<Self, DataError> {
        let (names, vars) = formulas(FAMILIES, &family.vars, county)?;
        let texts = family
            .texts
            .iter()
            .map(|text| {
                template::parse(text.get_ref(), &names).map_err(|why| FAMILIES.error(text.span().start, why))
            })
            .collect::<Result<_, _>>()?;
        let checks = family
            .checks
            .iter()
            .map(|line| {
                Check::parse(line.get_ref(), &names).map_err(|why| FAMILIES.error(line.span().start, why))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { years: family.years, vars, texts, checks })
    }
}

impl Check {
    fn parse(text: &str, names: &[String]) -> Result<Self, String> {
        const RULES: [&str; 9] =
            ["sum", "share", "ratio", "growth", "points", "difference", "product", "remainder", "split"];
        let mut words = text.split_whitespace();
        let rule = words.next().unwrap_or_default();
        if !RULES.contains(&rule) && rule != "order" {
            return Err(format!("unknown rule {rule:?}"));
        }
        let members = words
            .map(|word| match Term::parse(word, names)? {
                Term::Variable(index) => Ok(index),
                Term::Fixed(_) => Err(format!("{word:?} is no variable of the family")),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let (&target, operands) = members.split_first().ok_or("a check needs a target")?;
        Ok(Self { rule: rule.to_owned(), target, operands: operands.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_load() {
        let library = Library::load().unwrap();
        assert!(library.topics.iter().all(|topic| !topic.families.is_empty()));
        assert_eq!(library.policy("nrcms_fund", 2009).to_string(), "100");
        assert_eq!(library.policy("bphs", 2005).to_string(), "15");
    }

    #[test]
    fn mistakes_name_their_line() {
        let source = Source { name: "x.toml", text: "\n\nfamily = 3\n" };
        let error = source.read::<file::Families>().map(|_| ()).unwrap_err();
        assert_eq!((error.file, error.line), ("x.toml", 3));
        assert!(template::parse("共有三所", &[]).unwrap_err().contains("三 stands outside a slot"));
        assert!(Formula::parse("percent a b 2", &[], &[]).is_err());
        assert!(Formula::parse("county moon", &[], &[]).is_err());
        assert!(Check::parse("guess a b", &[]).is_err());
    }
}
