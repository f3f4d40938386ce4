use std::path::Path;
use std::sync::OnceLock;

use yigai_model::Catalogue;
use yigai_quantity::{Mention, Reading, Scanner};
use yigai_text::Document;

use crate::cells;
use crate::change::Changes;
use crate::context::ReportContext;
use crate::cues::Cues;
use crate::grid::Tables;
use crate::head::Reader;
use crate::layout::Layout;
use crate::lexicon::{Lexicon, LexiconError};
use crate::named::name_rates;
use crate::observation::Observation;
use crate::observe::Observer;
use crate::quoted::shares_of_rows;
use crate::relate::{hand_on, parts_of_rules, relate};
use crate::relation::Relation;
use crate::scene::Scene;
use crate::successor::succeed;
use crate::tally::tallies;
use crate::vocabulary::Vocabulary;
use crate::zip::Zips;

/// What a report states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// Every number of the body, in text order; spans lie in the clean text.
    pub mentions: Vec<Mention>,
    /// One observation for each quantity, in text order.
    pub observations: Vec<Observation>,
    /// What belongs together, as the wording licenses it.
    pub relations: Vec<Relation>,
    /// What the report says of itself.
    pub context: ReportContext,
}

/// What the caller knows better than the text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Settings {
    /// The place the report is about.
    pub region: Option<String>,
    /// The period the report is of.
    pub period: Option<yigai_quantity::Period>,
}

/// The lexicon, cue words, units and catalogue, loaded once and used for any number of reports.
pub struct Extractor {
    pub(crate) lexicon: Lexicon,
    pub(crate) cues: Cues,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) scanner: Scanner,
    catalogue: Catalogue,
}

const LINKS: (&str, &str) = ("links.toml", include_str!("../data/links.toml"));
const CUES: (&str, &str) = ("cues.toml", include_str!("../data/cues.toml"));

impl Extractor {
    /// The extractor over the data that is compiled in.
    ///
    /// # Errors
    ///
    /// When the data that is compiled in is broken, which a test of this crate rules out.
    pub fn builtin() -> Result<&'static Self, LexiconError> {
        static BUILTIN: OnceLock<Result<Extractor, LexiconError>> = OnceLock::new();
        BUILTIN
            .get_or_init(|| Self::new(Catalogue::builtin().clone(), Scanner::default()))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// An extractor over a catalogue and units of the caller's own, with the wordings that are compiled in.
    ///
    /// # Errors
    ///
    /// When the wordings name an indicator that the catalogue does not have.
    pub fn new(catalogue: Catalogue, scanner: Scanner) -> Result<Self, LexiconError> {
        let lexicon = Lexicon::build(&[LINKS], &catalogue)?;
        let cues = Cues::parse(CUES.0, CUES.1)?;
        Ok(Self { vocabulary: Vocabulary::new(&lexicon, &cues)?, lexicon, cues, scanner, catalogue })
    }

    /// The built-in extractor with the words and indicators of a folder added.
    ///
    /// The folder may hold `links.toml` (wordings, added to the built-in ones), `cues.toml` (cue words, instead of the
    /// built-in ones) and the files of a catalogue as [`Catalogue::extend_from_dir`] reads them.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or is not of the expected shape; the error tells file and line.
    ///
    /// ```
    /// use yigai_extract::Extractor;
    ///
    /// assert!(Extractor::from_dir("no/such/folder").is_err());
    /// ```
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Self, LexiconError> {
        let folder = folder.as_ref();
        if !folder.is_dir() {
            return Err(LexiconError {
                file: folder.display().to_string(),
                line: 0,
                reason: "is not a folder; name the folder that holds your word files".to_owned(),
            });
        }
        let mut catalogue = Catalogue::builtin().clone();
        catalogue.extend_from_dir(folder).map_err(|error| LexiconError {
            file: error.file().to_owned(),
            line: error.line(),
            reason: error.problem().to_string(),
        })?;
        let own = read(&folder.join(LINKS.0))?;
        let mut files = vec![LINKS];
        files.extend(own.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let lexicon = Lexicon::build(&files, &catalogue)?;
        let cues = match read(&folder.join(CUES.0))? {
            Some((name, text)) => Cues::parse(&name, &text)?,
            None => Cues::parse(CUES.0, CUES.1)?,
        };
        let vocabulary = Vocabulary::new(&lexicon, &cues)?;
        Ok(Self { vocabulary, lexicon, cues, scanner: Scanner::default(), catalogue })
    }

    /// The catalogue that figures are linked to.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Reads all figures of a document, and what the wording says of how they belong together.
    pub fn extract(&self, document: &Document, settings: &Settings) -> Extraction {
        let text = document.clean();
        let structure = document.structure();
        let mut mentions = self.scanner.find(text);
        number_headings(&mut mentions, structure);
        let mut context = ReportContext::read(document, &mentions, &self.cues.record);
        if let Some(region) = &settings.region {
            context.region = Some(region.clone());
            context.region_given = true;
        }
        if let Some(period) = settings.period {
            context.period = Some(period);
            context.inferred = false;
            context.period_evidence = None;
            context.period_given = true;
        }

        let reader = Reader { scanner: &self.scanner, cues: &self.cues.tables, year: context.year() };
        let tables = Tables { text, structure, reader };
        let grids = tables.read(&mut mentions);
        let layout = Layout::new(text, &mentions, structure);
        let scene = Scene::new(text, &mentions, structure, &layout, &grids, &self.cues, &self.vocabulary);
        let zips = Zips::find(&scene);
        let mut changes = Changes::find(&scene, &self.cues.compare);
        changes.deal(&scene, &zips);
        let mut observations = Observer {
            lexicon: &self.lexicon,
            scene: &scene,
            changes: &changes,
            zips: &zips,
            tabular: false,
        }
        .observe(&context);
        succeed(&self.lexicon.successors, &scene, context.year(), &mut observations);
        let mut relations = relate(&self.catalogue, &scene, &changes, &zips, &observations);
        parts_of_rules(&scene, &relations, &mut observations);
        hand_on(&scene, &relations, &mut observations);
        if !grids.is_empty() {
            let mut cells = cells::observe(self, &scene, &context, &grids);
            succeed(&self.lexicon.successors, &scene, context.year(), &mut cells);
            observations.extend(cells);
            observations.sort_by_key(|observation| observation.mention);
            relations.extend(tallies(&scene, &grids));
            relations.extend(shares_of_rows(&scene, &changes, &grids));
        }
        name_rates(&self.catalogue, &scene, &relations, &mut observations);
        Extraction { observations, relations, context, mentions }
    }
}

/// Name and text of a file; none where there is no such file.
fn read(path: &Path) -> Result<Option<(String, String)>, LexiconError> {
    if !path.exists() {
        return Ok(None);
    }
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((name, text))),
        Err(error) => Err(LexiconError { file: name, line: 0, reason: format!("cannot be read: {error}") }),
    }
}

/// The numbers of headings and list items are ordinals, whatever they look like.
fn number_headings(mentions: &mut [Mention], structure: &yigai_text::Structure) {
    for section in &structure.sections {
        let from = mentions.partition_point(|m| m.span.end() <= section.marker.start());
        for mention in mentions.iter_mut().skip(from).take_while(|m| m.span.start() < section.marker.end()) {
            if section.marker.covers(mention.number) {
                mention.reading = Reading::Ordinal(section.number.into());
                mention.span = mention.number;
            }
        }
    }
}
