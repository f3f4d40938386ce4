use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use toml::Spanned;
use yigai_quantity::Dimension;

use crate::data::{self, Source};
use crate::{DataError, Indicator, IndicatorKind, Limits, Preference, Problem};

/// One programme of the reform (工作领域).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    id: Arc<str>,
    name: Arc<str>,
    english: Arc<str>,
    context: Vec<Arc<str>>,
}

impl Programme {
    /// The stable id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id as a shared string, for records that keep it.
    pub fn shared_id(&self) -> Arc<str> {
        Arc::clone(&self.id)
    }

    /// The Chinese name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The English name.
    pub fn english(&self) -> &str {
        &self.english
    }

    /// Words that show that a sentence is about it.
    pub fn context(&self) -> &[Arc<str>] {
        &self.context
    }
}

/// How far a wording by itself means an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AliasStrength {
    /// The standard name.
    Name,
    /// Another wording for it.
    Strong,
    /// Only where the sentence is about its programme.
    Weak,
}

/// All indicators and programmes, with lookup by id and by wording.
///
/// ```
/// use yigai_model::Catalogue;
/// use yigai_quantity::Dimension;
///
/// let catalogue = Catalogue::builtin();
/// let found: Vec<_> = catalogue.by_alias_in("参合农民", Dimension::Person).map(|found| found.0.id()).collect();
/// assert_eq!(found, ["nrcms_enrollees"]);
/// assert_eq!(catalogue.by_alias_in("义诊", Dimension::Event).next().unwrap().0.id(), "pov_clinics_events");
/// assert_eq!(catalogue.by_alias_in("义诊", Dimension::PersonTime).next().unwrap().0.id(), "pov_clinics_visits");
/// assert!(catalogue.get("no_such_indicator").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Catalogue {
    programmes: Vec<Programme>,
    indicators: Vec<Indicator>,
    ids: HashMap<Arc<str>, usize>,
    aliases: HashMap<String, Vec<(usize, AliasStrength)>>,
    shared: HashMap<String, Vec<Arc<str>>>,
}

macro_rules! indicator_files {
    ($($name:literal),* $(,)?) => {
        &[$((concat!("indicators/", $name, ".toml"), include_str!(concat!("../data/indicators/", $name, ".toml")))),*]
    };
}

const PROGRAMMES: (&str, &str) = ("programmes.toml", include_str!("../data/programmes.toml"));
const SHARED: (&str, &str) = ("shared_aliases.toml", include_str!("../data/shared_aliases.toml"));
const INDICATORS: &[(&str, &str)] = indicator_files![
    "population",
    "nrcms",
    "medical_insurance",
    "critical_illness_insurance",
    "medical_assistance",
    "essential_medicines",
    "public_health_services",
    "major_public_health",
    "service_system",
    "workforce",
    "family_doctor",
    "tiered_care",
    "poverty_alleviation",
    "public_hospital",
    "outcomes",
    "finance",
];

impl Catalogue {
    /// The catalogue that is compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Catalogue> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            // A test loads the same files and fails with their error; an empty catalogue is what is left to return.
            let mut files = vec![SHARED];
            files.extend_from_slice(INDICATORS);
            Self::from_files(&files).unwrap_or_else(|_| Self::empty())
        })
    }

    /// A catalogue from the text of data files, each with the name to report mistakes under.
    ///
    /// `programmes.toml` defines programmes (without it the built-in ones hold), `shared_aliases.toml` explains wordings
    /// that two indicators share, and every other file defines indicators.
    ///
    /// # Errors
    /// The first mistake, with its file and line.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, DataError> {
        let mut catalogue = Self::empty();
        if !files.iter().any(|(name, _)| is_named(name, "programmes.toml")) {
            catalogue.read_programmes(&source(PROGRAMMES))?;
        }
        catalogue.read(files)?;
        Ok(catalogue)
    }

    /// A catalogue from a data folder: `indicators/*.toml` and, where they are, `programmes.toml` and
    /// `shared_aliases.toml`. Nothing of the built-in indicators remains.
    ///
    /// # Errors
    /// The first mistake, with its file and line.
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Self, DataError> {
        let files = folder_files(folder.as_ref())?;
        Self::from_files(&borrowed(&files))
    }

    /// This catalogue with the entries of a data folder added. An entry with a known id takes the place of the old one;
    /// `[[extend]]` adds wordings to an indicator and leaves the rest of it.
    ///
    /// # Errors
    /// The first mistake, with its file and line; the catalogue is then as it was.
    pub fn extend_from_dir(&mut self, folder: impl AsRef<Path>) -> Result<(), DataError> {
        let files = folder_files(folder.as_ref())?;
        self.extend_from_files(&borrowed(&files))
    }

    /// As [`extend_from_dir`](Self::extend_from_dir), from the text of files.
    ///
    /// # Errors
    /// The first mistake, with its file and line; the catalogue is then as it was.
    ///
    /// ```
    /// use yigai_model::Catalogue;
    ///
    /// let mut catalogue = Catalogue::builtin().clone();
    /// let own = "programme = \"nrcms\"\nsource = \"县合管办\"\n\n[[extend]]\nid = \"nrcms_enrollees\"\naliases = [\"入合人数\"]\n";
    /// catalogue.extend_from_files(&[("own.toml", own)]).unwrap();
    /// assert_eq!(catalogue.by_alias("入合人数").next().unwrap().0.id(), "nrcms_enrollees");
    ///
    /// let wrong = own.replace("nrcms_enrollees", "nrcms_enrolees");
    /// let error = catalogue.extend_from_files(&[("own.toml", &wrong)]).unwrap_err();
    /// assert_eq!(error.to_string(), "own.toml:5: `nrcms_enrolees` in `extend.id` is not defined; check the spelling or define it first");
    /// ```
    pub fn extend_from_files(&mut self, files: &[(&str, &str)]) -> Result<(), DataError> {
        let mut extended = self.clone();
        extended.read(files)?;
        *self = extended;
        Ok(())
    }

    /// All indicators, in the order of the reference page.
    pub fn iter(&self) -> core::slice::Iter<'_, Indicator> {
        self.indicators.iter()
    }

    /// All programmes.
    pub fn programmes(&self) -> &[Programme] {
        &self.programmes
    }

    /// A programme by its id.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.id() == id)
    }

    /// An indicator by its id, or by one that it had in an earlier release.
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.ids.get(id).and_then(|index| self.indicators.get(*index))
    }

    /// The indicators that a wording means, with how far it does, names first and weak aliases last.
    /// Quotes and blanks do not count, and full-width brackets and dashes are as half-width ones.
    pub fn by_alias<'a>(&'a self, wording: &str) -> impl Iterator<Item = (&'a Indicator, AliasStrength)> {
        let found = self.aliases.get(&alias_key(wording)).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|(index, strength)| Some((self.indicators.get(*index)?, *strength)))
    }

    /// As [`by_alias`](Self::by_alias), only those whose values may have a unit of that dimension.
    pub fn by_alias_in<'a>(
        &'a self,
        wording: &str,
        dimension: Dimension,
    ) -> impl Iterator<Item = (&'a Indicator, AliasStrength)> {
        self.by_alias(wording).filter(move |(indicator, _)| indicator.dimensions.contains(&dimension))
    }

    /// Every wording as [`alias_key`] spells it, with what it means, in the order of the spelling.
    pub fn wordings(&self) -> impl Iterator<Item = (&str, &Indicator, AliasStrength)> {
        let mut keys: Vec<_> = self.aliases.iter().collect();
        keys.sort_by(|a, b| a.0.cmp(b.0));
        keys.into_iter().flat_map(|(key, found)| {
            found
                .iter()
                .filter_map(|(index, strength)| Some((key.as_str(), self.indicators.get(*index)?, *strength)))
        })
    }

    fn empty() -> Self {
        Self {
            programmes: Vec::new(),
            indicators: Vec::new(),
            ids: HashMap::new(),
            aliases: HashMap::new(),
            shared: HashMap::new(),
        }
    }

    fn read(&mut self, files: &[(&str, &str)]) -> Result<(), DataError> {
        let mut shared = Vec::new();
        let mut extensions = Vec::new();
        for file in files {
            let source = source(*file);
            if is_named(source.name, "programmes.toml") {
                self.read_programmes(&source)?;
            } else if is_named(source.name, "shared_aliases.toml") {
                shared.push(source);
            } else {
                self.read_indicators(&source, &mut extensions)?;
            }
        }
        for (source, extension) in extensions {
            self.apply(&source, extension)?;
        }
        for source in shared {
            self.read_shared(&source)?;
        }
        self.check_links()?;
        self.index_aliases()
    }

    fn read_programmes(&mut self, source: &Source<'_>) -> Result<(), DataError> {
        let file: ProgrammeFile = source.parse()?;
        for entry in file.programme {
            let offset = entry.span().start;
            let programme = entry.into_inner();
            if self.programme(programme.id()).is_some() {
                return Err(source.error(offset, Problem::Duplicate(programme.id.to_string())));
            }
            self.programmes.push(programme);
        }
        Ok(())
    }

    fn read_indicators<'a>(
        &mut self,
        source: &Source<'a>,
        extensions: &mut Vec<(Source<'a>, Extension)>,
    ) -> Result<(), DataError> {
        let file: IndicatorFile = source.parse()?;
        let programme = file.programme.get_ref();
        if self.programme(programme).is_none() {
            let problem = Problem::Undefined { field: "programme", name: programme.to_string() };
            return Err(source.error(file.programme.span().start, problem));
        }
        let mut here = BTreeSet::new();
        for entry in file.indicator {
            let offset = entry.id.span().start;
            if !here.insert(Arc::clone(entry.id.get_ref())) {
                return Err(source.error(offset, Problem::Duplicate(entry.id.get_ref().to_string())));
            }
            let indicator = entry.check(source, programme, &file.source)?;
            self.place(indicator);
        }
        extensions.extend(
            file.extend
                .into_iter()
                .map(|extension| (Source { name: source.name, text: source.text }, extension)),
        );
        Ok(())
    }

    fn place(&mut self, indicator: Indicator) {
        match self.ids.get(&indicator.id).and_then(|index| self.indicators.get_mut(*index)) {
            Some(known) => *known = indicator,
            None => {
                let index = self.indicators.len();
                self.ids.insert(Arc::clone(&indicator.id), index);
                for id in &indicator.former_ids {
                    self.ids.entry(Arc::clone(id)).or_insert(index);
                }
                self.indicators.push(indicator);
            }
        }
    }

    fn apply(&mut self, source: &Source<'_>, extension: Extension) -> Result<(), DataError> {
        let id = extension.id.get_ref();
        let known = self.ids.get(id).and_then(|index| self.indicators.get_mut(*index));
        let Some(indicator) = known else {
            let problem = Problem::Undefined { field: "extend.id", name: id.to_string() };
            return Err(source.error(extension.id.span().start, problem));
        };
        indicator.aliases.extend(extension.aliases);
        indicator.weak_aliases.extend(extension.weak_aliases);
        Ok(())
    }

    fn read_shared(&mut self, source: &Source<'_>) -> Result<(), DataError> {
        let file: SharedFile = source.parse()?;
        for entry in file.shared {
            let offset = entry.span().start;
            let Shared { alias, indicators, reason } = entry.into_inner();
            if reason.trim().is_empty() {
                let reason = "say why both indicators keep the wording".to_owned();
                return Err(source.error(offset, Problem::Invalid { field: "reason", reason }));
            }
            if let Some(id) = indicators.iter().find(|id| self.get(id).is_none()) {
                let problem = Problem::Undefined { field: "indicators", name: id.to_string() };
                return Err(source.error(offset, problem));
            }
            self.shared.insert(alias_key(&alias), indicators);
        }
        Ok(())
    }

    fn check_links(&self) -> Result<(), DataError> {
        for indicator in &self.indicators {
            let ratio = [("numerator", &indicator.numerator), ("denominator", &indicator.denominator)];
            let ratio = ratio.into_iter().flat_map(|(field, id)| id.iter().map(move |id| (field, id)));
            let parts = indicator.parts.iter().map(|id| ("parts", id));
            let factors = indicator.factors.iter().map(|id| ("factors", id));
            for (field, id) in ratio.chain(parts).chain(factors) {
                if self.get(id).is_none() {
                    let problem = Problem::Undefined { field, name: id.to_string() };
                    return Err(DataError::new(&indicator.file, indicator.line, problem));
                }
            }
        }
        Ok(())
    }

    fn index_aliases(&mut self) -> Result<(), DataError> {
        let mut aliases: HashMap<String, Vec<(usize, AliasStrength)>> = HashMap::new();
        for (index, indicator) in self.indicators.iter().enumerate() {
            let name = core::iter::once((&indicator.name, AliasStrength::Name));
            let strong = indicator.aliases.iter().map(|alias| (alias, AliasStrength::Strong));
            let weak = indicator.weak_aliases.iter().map(|alias| (alias, AliasStrength::Weak));
            for (wording, strength) in name.chain(strong).chain(weak) {
                let key = alias_key(wording);
                if key.is_empty() {
                    let problem =
                        Problem::Invalid { field: "aliases", reason: "an alias is empty".to_owned() };
                    return Err(DataError::new(&indicator.file, indicator.line, problem));
                }
                let known = aliases.entry(key).or_default();
                if known.iter().any(|(other, _)| *other == index) {
                    let problem = Problem::Duplicate(wording.to_string());
                    return Err(DataError::new(&indicator.file, indicator.line, problem));
                }
                if let Some(other) = self.rival(known, indicator, strength, wording) {
                    let problem = Problem::AmbiguousAlias {
                        alias: wording.to_string(),
                        first: other.id.to_string(),
                        second: indicator.id.to_string(),
                    };
                    return Err(DataError::new(&indicator.file, indicator.line, problem));
                }
                known.push((index, strength));
            }
        }
        for found in aliases.values_mut() {
            found.sort_by_key(|(_, strength)| *strength);
        }
        for (key, ids) in &self.shared {
            if let Some(found) = aliases.get_mut(key) {
                let rank = |index: usize| {
                    let id = self.indicators.get(index).map(Indicator::id);
                    ids.iter().position(|shared| Some(&**shared) == id).unwrap_or(usize::MAX)
                };
                found.sort_by_key(|(index, strength)| (rank(*index), *strength));
            }
        }
        self.aliases = aliases;
        Ok(())
    }

    /// The indicator that already has the wording to itself and takes the same units.
    fn rival(
        &self,
        known: &[(usize, AliasStrength)],
        indicator: &Indicator,
        strength: AliasStrength,
        wording: &str,
    ) -> Option<&Indicator> {
        if strength == AliasStrength::Weak {
            return None;
        }
        let is_shared = |other: &Indicator| {
            self.shared
                .get(&alias_key(wording))
                .is_some_and(|ids| ids.contains(&other.id) && ids.contains(&indicator.id))
        };
        known
            .iter()
            .filter(|(_, strength)| *strength != AliasStrength::Weak)
            .filter_map(|(other, _)| self.indicators.get(*other))
            .find(|other| {
                other.dimensions.iter().any(|dimension| indicator.dimensions.contains(dimension))
                    && !is_shared(other)
            })
    }
}

impl<'a> IntoIterator for &'a Catalogue {
    type Item = &'a Indicator;
    type IntoIter = core::slice::Iter<'a, Indicator>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The spelling under which wordings are compared: no quotes or blanks, half-width brackets, one kind of dash.
///
/// ```
/// assert_eq!(yigai_model::alias_key("“两癌” 检查"), "两癌检查");
/// assert_eq!(yigai_model::alias_key("0～6岁儿童（常住）"), "0-6岁儿童(常住)");
/// ```
pub fn alias_key(wording: &str) -> String {
    let mut key = String::with_capacity(wording.len());
    for character in wording.chars() {
        match character {
            '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '《' | '》' => {}
            blank if blank.is_whitespace() => {}
            '（' => key.push('('),
            '）' => key.push(')'),
            '~' | '～' | '—' | '–' | '－' | '-' => {
                if !key.ends_with('-') {
                    key.push('-');
                }
            }
            other => key.push(other),
        }
    }
    key
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeFile {
    programme: Vec<Spanned<Programme>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedFile {
    shared: Vec<Spanned<Shared>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    alias: String,
    indicators: Vec<Arc<str>>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    programme: Spanned<Arc<str>>,
    #[serde(default)]
    source: Arc<str>,
    #[serde(default)]
    indicator: Vec<Entry>,
    #[serde(default)]
    extend: Vec<Extension>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extension {
    id: Spanned<Arc<str>>,
    #[serde(default)]
    aliases: Vec<Arc<str>>,
    #[serde(default)]
    weak_aliases: Vec<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<Arc<str>>,
    #[serde(default)]
    former_ids: Vec<Arc<str>>,
    name: Arc<str>,
    english: Arc<str>,
    unit: Arc<str>,
    #[serde(default)]
    per: Vec<Arc<str>>,
    dimensions: Vec<Dimension>,
    kind: IndicatorKind,
    direction: Preference,
    #[serde(default)]
    aliases: Vec<Arc<str>>,
    #[serde(default)]
    weak_aliases: Vec<Arc<str>>,
    definition: Arc<str>,
    numerator: Option<Arc<str>>,
    denominator: Option<Arc<str>>,
    #[serde(default)]
    parts: Vec<Arc<str>>,
    #[serde(default)]
    factors: Vec<Arc<str>>,
    #[serde(default)]
    hard: Limits,
    #[serde(default)]
    soft: Limits,
    source: Option<Arc<str>>,
    #[serde(default)]
    unconfirmed: bool,
}

impl Entry {
    fn check(
        self,
        file: &Source<'_>,
        programme: &Arc<str>,
        default: &Arc<str>,
    ) -> Result<Indicator, DataError> {
        let offset = self.id.span().start;
        let invalid = |field, reason: &str| {
            file.error(
                offset,
                Problem::Invalid { field, reason: format!("of `{}`: {reason}", self.id.get_ref()) },
            )
        };
        if self.dimensions.is_empty() {
            return Err(invalid("dimensions", "name at least one, the usual one first"));
        }
        let soft_inside = [(self.soft.low(), self.hard), (self.soft.high(), self.hard)]
            .into_iter()
            .all(|(end, hard)| end.is_none_or(|end| hard.contains(end)));
        if !soft_inside {
            return Err(invalid("soft", "an end lies outside of the hard range"));
        }
        let proportion = self.kind == IndicatorKind::Rate;
        if proportion && !self.dimensions.contains(&Dimension::Percent) {
            return Err(invalid("dimensions", "a rate needs `percent`"));
        }
        Ok(Indicator {
            line: file.error(offset, Problem::Duplicate(String::new())).line(),
            id: self.id.into_inner(),
            former_ids: self.former_ids,
            name: self.name,
            english: self.english,
            programme: Arc::clone(programme),
            unit: self.unit,
            per: self.per,
            dimensions: self.dimensions,
            kind: self.kind,
            direction: self.direction,
            aliases: self.aliases,
            weak_aliases: self.weak_aliases,
            definition: self.definition,
            numerator: self.numerator,
            denominator: self.denominator,
            parts: self.parts,
            factors: self.factors,
            hard: self.hard,
            soft: self.soft,
            source: self.source.unwrap_or_else(|| Arc::clone(default)),
            unconfirmed: self.unconfirmed,
            file: Arc::from(file.name),
        })
    }
}

fn source<'a>((name, text): (&'a str, &'a str)) -> Source<'a> {
    Source { name, text }
}

fn is_named(path: &str, name: &str) -> bool {
    Path::new(path).file_name().is_some_and(|found| found == name)
}

fn folder_files(folder: &Path) -> Result<Vec<(String, String)>, DataError> {
    if !folder.is_dir() {
        let problem = Problem::Unreadable("there is no such folder".to_owned());
        return Err(DataError::new(&folder.display().to_string(), 0, problem));
    }
    let mut files = Vec::new();
    for name in ["programmes.toml", "shared_aliases.toml"] {
        let path = folder.join(name);
        if path.is_file() {
            files.push((path.display().to_string(), data::read(&path)?));
        }
    }
    files.extend(data::read_folder(&folder.join("indicators"), "toml")?);
    Ok(files)
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}
