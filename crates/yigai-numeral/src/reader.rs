use alloc::string::String;
use alloc::vec::Vec;

use nom::Err;

use crate::class::{Class, class};
use crate::grammar::{Grammar, Stop};
use crate::{
    Bound, Error, ErrorKind, Find, Guards, Hedges, Kind, LexiconError, Numeral, Options, Plain, Shape, table,
};

/// A reader with its word lists and options.
///
/// Building one sorts the lists; keep it and use it for many texts. The free functions [`parse`](crate::parse) and
/// [`find`](crate::find) use a shared one with the lists of the crate.
#[derive(Clone, Debug)]
pub struct Reader {
    pub(crate) guards: Guards,
    pub(crate) hedges: Hedges,
    pub(crate) counters: Counters,
    pub(crate) options: Options,
}

/// What may follow a single Chinese digit so that it counts something.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counters {
    words: Vec<Counter>,
}

#[derive(Clone, Debug)]
struct Counter {
    word: String,
    /// The characters behind it that make it a part of another word.
    unless: String,
    /// Whether a sum may be paid for one of it.
    each: bool,
}

impl Counters {
    fn from_csv(text: &str) -> Result<Self, LexiconError> {
        let mut words = Vec::new();
        for (line, [word, unless, each]) in table::rows::<3>(text)? {
            if word.is_empty() || !matches!(each, "" | "each") {
                let problem = "the counter is missing, or the last column is neither empty nor each";
                return Err(LexiconError { line, problem });
            }
            words.push(Counter { word: word.into(), unless: unless.into(), each: !each.is_empty() });
        }
        words.sort_by(|a, b| a.word.cmp(&b.word));
        Ok(Self { words })
    }

    /// Whether a counter stands at the start of `tail`.
    pub(crate) fn starts(&self, tail: &str) -> bool {
        self.beginning(tail).next().is_some()
    }

    /// Whether a counter stands there for one of which a sum may be paid.
    fn starts_each(&self, tail: &str) -> bool {
        self.beginning(tail).any(|counter| counter.each)
    }

    fn beginning(&self, tail: &str) -> impl Iterator<Item = &Counter> {
        let first = tail.chars().next();
        let from = self.words.partition_point(|counter| counter.word.chars().next() < first);
        let words = self.words.get(from..).unwrap_or_default().iter();
        words.take_while(move |counter| counter.word.chars().next() == first).filter(move |counter| {
            tail.strip_prefix(counter.word.as_str())
                .is_some_and(|rest| !rest.chars().next().is_some_and(|c| counter.unless.contains(c)))
        })
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::standard()
    }
}

impl Reader {
    /// A reader with the lists of the crate.
    pub fn standard() -> Self {
        Self::new(Guards::standard(), Hedges::standard())
    }

    /// A reader with lists of one's own.
    pub fn new(guards: Guards, hedges: Hedges) -> Self {
        let counters = Counters::from_csv(include_str!("../data/counters.csv")).unwrap_or_default();
        Self { guards, hedges, counters, options: Options::default() }
    }

    /// The same reader with other options.
    #[must_use]
    pub fn with_options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// The guarded words.
    pub fn guards(&self) -> &Guards {
        &self.guards
    }

    /// The hedges.
    pub fn hedges(&self) -> &Hedges {
        &self.hedges
    }

    /// Reads a text that is one numeral, with the hedges before and after it.
    ///
    /// # Errors
    /// Where the text is no numeral, or no numeral as a whole; the error says at which byte and what was expected.
    pub fn parse(&self, text: &str) -> Result<Numeral, Error> {
        if let Some(numeral) = crate::plain::whole(text) {
            return Ok(numeral);
        }
        let trimmed = text.trim();
        let lead = text.len() - text.trim_start().len();
        if trimmed.is_empty() {
            return Err(Error { kind: ErrorKind::Empty, at: 0, expected: "a numeral" });
        }
        self.parse_trimmed(trimmed).map_err(|error| error.shifted(lead))
    }

    fn parse_trimmed(&self, text: &str) -> Result<Numeral, Error> {
        if let Some(word) = self.guards.whole(text) {
            return Err(Error { kind: ErrorKind::Name, at: word, expected: "a number" });
        }
        self.strict(text).or_else(|error| crate::spoken::read(self, text).ok_or(error))
    }

    /// One numeral with its hedges, without the liberties of [`spoken`](crate::spoken).
    pub(crate) fn strict(&self, text: &str) -> Result<Numeral, Error> {
        let (before, body) = self.leading_hedge(text);
        let from = text.len() - body.len();
        let grammar = Grammar { options: self.options, whole: true, ranges: true };
        let (rest, mut numeral) = match grammar.numeral(body) {
            Ok(found) => found,
            Err(Err::Error(stop) | Err::Failure(stop)) => return Err(self.explain(text, stop)),
            Err(Err::Incomplete(_)) => return Err(Error::malformed(from, "a numeral")),
        };
        let after = match rest.trim_start() {
            "" => None,
            tail => match self.hedges.after(tail) {
                Some((bound, len)) if len == tail.len() => Some(bound),
                _ => {
                    let at = text.len() - rest.len();
                    return Err(Error { kind: ErrorKind::Trailing, at, expected: "the end" });
                }
            },
        };
        if numeral.bound == Bound::Exact {
            numeral.bound = before.or(after).unwrap_or(Bound::Exact);
        }
        Ok(numeral)
    }

    /// 约三百, 不低于90%, 上千: the hedge before the number, and the number.
    fn leading_hedge<'a>(&self, text: &'a str) -> (Option<Bound>, &'a str) {
        if let Some(rest) = text.strip_prefix('上')
            && rest.starts_with(['百', '千', '万', '亿', '萬', '億'])
        {
            return (Some(Bound::AtLeast), rest);
        }
        // 过百, 过半数: elsewhere 过 ends a verb.
        if let Some(rest) = text.strip_prefix('过')
            && rest.starts_with(['百', '千', '万', '亿', '萬', '億', '半'])
        {
            return (Some(Bound::MoreThan), rest);
        }
        if let Some(rest) = text.strip_prefix('好').filter(|rest| rest.starts_with('几')) {
            return (None, rest);
        }
        let mut at = 0;
        for c in text.chars().take(6) {
            at += c.len_utf8();
            let head = text.get(..at).unwrap_or_default();
            if let Some((bound, len)) = self.hedges.before(head)
                && len == head.len()
                && let rest = text.get(at..).unwrap_or_default().trim_start()
                && rest.chars().next().is_some_and(starts_number)
            {
                return (Some(bound), rest);
            }
        }
        (None, text)
    }

    fn explain(&self, text: &str, stop: Stop) -> Error {
        let at = text.len().saturating_sub(stop.left);
        match stop.error {
            Some(error) => Error { at, ..error },
            None => Error::malformed(at, "a numeral"),
        }
    }

    /// The numeral whose first character is at `at`, whatever stands around it: the numeral or why it is none, and
    /// where it ends. `None` where no numeral character stands there.
    ///
    /// It is the low-level step of [`find`](Self::find), for scanners that know more about the text.
    pub fn at(&self, text: &str, at: usize) -> Option<(Result<Numeral, Error>, usize)> {
        self.read_at(text, at, true)
    }

    /// As [`at`](Self::at), but a second number after a dash or 到 is left alone.
    pub fn single_at(&self, text: &str, at: usize) -> Option<(Result<Numeral, Error>, usize)> {
        self.read_at(text, at, false)
    }

    fn read_at(&self, text: &str, at: usize, ranges: bool) -> Option<(Result<Numeral, Error>, usize)> {
        let input = text.get(at..)?;
        if let Some(plain) = Plain::at(text, at) {
            return Some((Ok(plain.into()), plain.end));
        }
        if ends_noun(text, at, input) {
            return None;
        }
        let grammar = Grammar { options: self.options, whole: false, ranges };
        match grammar.numeral(input) {
            Ok((rest, numeral)) => {
                let end = text.len() - rest.len();
                match self.next_word(text, at, end) {
                    Some(word) => self.read_at(text.get(..word)?, at, ranges),
                    None => (end > at).then_some((Ok(numeral), end)),
                }
            }
            Err(Err::Failure(stop)) => {
                let error = self.explain(text, stop);
                let run = crate::lex::run(text, at, false);
                // 几百一线职工
                if let Some(word) = self.next_word(text, at, run.end) {
                    return self.read_at(text.get(..word)?, at, ranges);
                }
                Some((Err(error), run.end.max(at + input.chars().next()?.len_utf8())))
            }
            Err(_) => None,
        }
    }

    /// 五百一次性, 三百五保户, 五百一年: where the word begins whose digit only seems to shorten the number before it.
    fn next_word(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let written = text.get(at..end)?;
        let mut chars = written.chars().rev();
        let digit = chars.next().filter(|c| matches!(class(*c), Some(Class::Digit(_))))?;
        if !chars.next().is_some_and(|c| matches!(class(c), Some(Class::Small(2..) | Class::Big(_)))) {
            return None;
        }
        let word = end - digit.len_utf8();
        let guarded =
            || self.guards.at(text, word).is_some_and(|found| found.start == word && found.end > end);
        // 五百一年: nobody shortens a number before what it counts, but by 一 he says for what one is paid.
        let each = || digit == '一' && self.counters.starts_each(text.get(end..).unwrap_or_default());
        (guarded() || each()).then_some(word)
    }

    /// All numerals of a text, in its order.
    pub fn find<'a>(&'a self, text: &'a str) -> Find<'a> {
        Find::new(self, text)
    }

    /// Whether a single Chinese digit, or a unit without a digit, is a number here and not part of a word.
    pub(crate) fn counts(&self, text: &str, start: usize, end: usize, numeral: &Numeral) -> bool {
        let tail = text.get(end..).unwrap_or_default();
        match numeral.kind {
            Kind::Integer | Kind::Range => {}
            _ => return true,
        }
        if numeral.bound != Bound::Exact && numeral.bound != Bound::Range {
            return true;
        }
        let head = text.get(..start).unwrap_or_default();
        let hedged = || self.hedges.before(head).is_some() || self.hedges.after(tail).is_some();
        match numeral.shape {
            Shape::Arabic | Shape::Units => true,
            Shape::Digits => {
                end - start > 6 || self.counters.starts(tail) || tail.is_empty() && head.is_empty()
            }
            Shape::Lone | Shape::Bare => {
                self.counters.starts(tail)
                    || hedged()
                    || head.ends_with('前') && tail.chars().next().is_none_or(|c| !c.is_alphabetic())
                    || head.is_empty() && tail.is_empty() && numeral.shape == Shape::Lone
            }
        }
    }
}

/// 人数, 总数 and the like end in 数, which is then no hedge (总人数百余).
fn ends_noun(text: &str, at: usize, input: &str) -> bool {
    const NOUNS: &str = "人次总例户件指系参基份天岁个位床分倍函整常变复小单双奇偶少多无岗员院机点";
    let Some(rest) = input.strip_prefix(['数', '數']) else { return false };
    let noun = text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(|c| NOUNS.contains(c));
    noun || ["百分", "千分", "万分"].iter().any(|share| rest.starts_with(share))
}

pub(crate) fn starts_number(c: char) -> bool {
    crate::class::is_numeral(c)
        || matches!(c, '几' | '幾' | '数' | '數' | '半' | '对' | '-' | '−' | '负' | '第' | '点' | '.')
}
