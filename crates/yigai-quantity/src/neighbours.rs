//! The characters beside a number that ask for a closer look; most have none.

use yigai_numeral::Reader;
use yigai_numeral::lookup::CharSet;

use crate::Words;
use crate::start::STARTS;
use crate::words::List;

/// By far the most numbers of a report stand between characters that make nothing else of them. These are the others.
#[derive(Clone, Debug)]
pub(crate) struct Neighbours {
    /// Before the digits: letters, signs, currencies, spaces, what announces a telephone number or opens a title.
    pub(crate) before: CharSet,
    /// Right behind the digits: what makes them a date, a list number, a name.
    pub(crate) behind: CharSet,
    /// Behind the unit: what goes on with the number, bounds it, or says what it is counted for.
    pub(crate) beyond: CharSet,
}

impl Neighbours {
    pub(crate) fn new(reader: &Reader, words: &Words) -> Self {
        let mut before = CharSet::of(BEFORE);
        for c in words.currency_ends() {
            before = before.with(c);
        }
        let mut behind = CharSet::of(BEHIND);
        for word in words.list(List::Service).all().chain(words.list(List::Observed).all()) {
            behind = word.chars().next().map_or(behind.clone(), |c| behind.with(c));
        }
        let mut beyond = STARTS;
        for c in BEYOND.chars().chain(reader.hedges().first_characters()) {
            beyond = beyond.with(c);
        }
        Self { before, behind, beyond }
    }
}

const BEFORE: &str = concat!(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-+负−－. \u{3000}\u{a0}\n《“",
    "话线真机编码号Q信备打N为是道转:：",
);

const BEHIND: &str = "年月日号季时世、和与及或.．)）]］】〉》〕﹞/，。是要则为大 \u{3000}\u{a0}";

const BEYOND: &str = concat!(
    "多余来半点每整正强弱内至到-~－−─～〜∼/／ \u{3000}\u{a0}",
    "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}",
);
