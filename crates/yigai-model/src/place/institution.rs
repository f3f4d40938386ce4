use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::data::Source;
use crate::settle::Level;
use crate::{DataError, Problem};

/// A kind of health institution (机构类型).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    id: Arc<str>,
    name: Arc<str>,
    english: Arc<str>,
    level: Level,
    class: InstitutionClass,
    aliases: Vec<Arc<str>>,
}

/// What a kind of institution is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionClass {
    /// 医院.
    Hospital,
    /// 基层医疗卫生机构.
    Primary,
    /// 专业公共卫生机构.
    PublicHealth,
    /// 经办机构.
    Agency,
}

impl Institution {
    /// The stable id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The Chinese name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The English name.
    pub fn english(&self) -> &str {
        &self.english
    }

    /// The level of care that it usually gives.
    pub fn level(&self) -> Level {
        self.level
    }

    /// What it is for.
    pub fn class(&self) -> InstitutionClass {
        self.class
    }

    /// Other names of the kind.
    pub fn aliases(&self) -> &[Arc<str>] {
        &self.aliases
    }
}

/// The kinds of institution.
///
/// ```
/// use yigai_model::place::{InstitutionClass, Institutions};
///
/// let kinds = Institutions::builtin();
/// assert_eq!(kinds.named("中心卫生院").unwrap().id(), "thc");
/// assert_eq!(kinds.get("cdc").unwrap().class(), InstitutionClass::PublicHealth);
/// assert!(kinds.named("文化站").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Institutions(Vec<Institution>);

impl Institutions {
    /// The kinds that are compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Institutions> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let text = include_str!("../../data/institutions.toml");
            // A test reads the same file and fails with its error.
            Self::from_text("institutions.toml", text).unwrap_or(Self(Vec::new()))
        })
    }

    /// Kinds from the text of a file.
    ///
    /// # Errors
    /// The first mistake with its line: an id or a name that stands twice, an unknown level or class.
    pub fn from_text(name: &str, text: &str) -> Result<Self, DataError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            institution: Vec<Spanned<Institution>>,
        }
        let source = Source { name, text };
        let mut kinds = Self(Vec::new());
        for entry in source.parse::<File>()?.institution {
            let offset = entry.span().start;
            let institution = entry.into_inner();
            let twice = core::iter::once(&institution.name)
                .chain(&institution.aliases)
                .chain([&institution.id])
                .find(|word| kinds.named(word).or_else(|| kinds.get(word)).is_some())
                .cloned();
            if let Some(twice) = twice {
                return Err(source.error(offset, Problem::Duplicate(twice.to_string())));
            }
            kinds.0.push(institution);
        }
        Ok(kinds)
    }

    /// All kinds.
    pub fn iter(&self) -> core::slice::Iter<'_, Institution> {
        self.0.iter()
    }

    /// A kind by its id.
    pub fn get(&self, id: &str) -> Option<&Institution> {
        self.0.iter().find(|kind| kind.id() == id)
    }

    /// A kind by its name or another name for it.
    pub fn named(&self, name: &str) -> Option<&Institution> {
        self.0.iter().find(|kind| kind.name() == name || kind.aliases.iter().any(|alias| &**alias == name))
    }
}
