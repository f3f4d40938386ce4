use std::sync::{Arc, LazyLock};

use crate::anchors::Anchors;
use crate::chrome::Chrome;
use crate::cues::Cues;
use crate::data::LexiconError;
use crate::inline::Inline;
use crate::marks::Marks;
use crate::terms::Terms;
use crate::washing::Washing;

/// The word lists of the cleaner: what pages put round a report, and which words they swap.
///
/// The files under `data/` of this crate are compiled in; [`Lexicon::from_toml`] reads others of the same form.
///
/// ```
/// use yigai_text::Lexicon;
///
/// let chrome = "[[line]]\npattern = \"本报讯*\"\nrule = \"meta\"\nwhere = \"top\"\nsource = \"newspapers\"";
/// assert!(Lexicon::from_toml(chrome, "").is_ok());
///
/// let error = Lexicon::from_toml("[[line]]\npattern = \"*\"\n", "").unwrap_err();
/// assert!(error.to_string().contains("chrome.toml"));
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(crate) chrome: Chrome,
    pub(crate) washing: Washing,
    pub(crate) terms: Terms,
    pub(crate) cues: Cues,
    pub(crate) anchors: Anchors,
    pub(crate) inline: Inline,
    pub(crate) marks: Marks,
}

impl Lexicon {
    /// The text of the built-in `chrome.toml`: a start for lists of one's own.
    pub const CHROME: &str = include_str!("../data/chrome.toml");

    /// The text of the built-in `washing.toml`.
    pub const WASHING: &str = include_str!("../data/washing.toml");

    /// Reads the two files `chrome.toml` and `washing.toml`; an empty text is an empty list.
    ///
    /// # Errors
    ///
    /// Where a file is not TOML of the documented form, an entry is doubled, or a pattern says nothing.
    pub fn from_toml(chrome: &str, washing: &str) -> Result<Self, LexiconError> {
        let (chrome, washing) = (Chrome::from_toml(chrome)?, Washing::from_toml(washing)?);
        Ok(Self::new(chrome, washing, Terms::new(Self::TERMS), Cues::from_toml(Self::CUES)?))
    }

    /// Joins the lists, and what finds their words.
    fn new(mut chrome: Chrome, washing: Washing, terms: Terms, cues: Cues) -> Self {
        let anchors = Anchors::new(Inline::words(&chrome.inline, &cues), washing.present());
        let inline = Inline::new(&chrome.inline, &cues, &anchors);
        let mut marks = Marks::new();
        chrome.mark(&mut marks);
        anchors.words().iter().for_each(|word| marks.add_anchor(word));
        Self { terms, cues, anchors, inline, marks, chrome, washing }
    }

    /// The same lists with other cues, in the form of `cues.toml`.
    ///
    /// # Errors
    ///
    /// Where the text is not TOML of the documented form, or a word is doubled or too short.
    pub fn with_cues(self, cues: &str) -> Result<Self, LexiconError> {
        Ok(Self::new(self.chrome, self.washing, self.terms, Cues::from_toml(cues)?))
    }

    /// The text of the built-in `cues.toml`: how titles end, headings of glossaries, counters.
    pub const CUES: &str = include_str!("../data/cues.toml");

    /// The same lists with other terms: a word a line, `#` before remarks.
    #[must_use]
    pub fn with_terms(self, terms: &str) -> Self {
        Self { terms: Terms::new(terms), ..self }
    }

    /// The text of the built-in `terms.txt`: words that are joined where a space stands inside them.
    pub const TERMS: &str = include_str!("../data/terms.txt");

    /// The lists that are compiled in.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            let read = Lexicon::from_toml(Lexicon::CHROME, Lexicon::WASHING);
            // A test reads the same files, so the empty lexicon is never what a program sees.
            Arc::new(read.unwrap_or_else(|_| {
                Lexicon::new(Chrome::default(), Washing::default(), Terms::default(), Cues::default())
            }))
        });
        Arc::clone(&BUILTIN)
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn the_compiled_in_files_are_right() {
        assert_eq!(Lexicon::from_toml(Lexicon::CHROME, Lexicon::WASHING).err(), None);
    }

    /// A page's word that reports use as well would send most paragraphs through the slow search.
    #[test]
    fn hardly_any_line_of_a_report_is_marked() {
        let lexicon = Lexicon::builtin();
        let (mut all, mut marked) = (0, 0);
        for seed in 0..40 {
            let report = yigai_samples::generate(seed, &yigai_samples::Recipe::clean()).text;
            all += report.lines().count();
            marked += report.lines().filter(|line| lexicon.marks.signs(line) != 0).count();
        }
        assert!(all > 1000 && marked * 50 < all, "{marked} of {all} lines");
    }
}
