//! 七、八天, 十五、六岁, 三、四百元: two neighbouring digits with a mark between them are the ends of a range.

use yigai_numeral::lookup::CharSet;
use yigai_numeral::{Kind, Numeral, cardinal_at};
use yigai_span::Span;

use crate::Dimension;
use crate::amount::Amount;
use crate::lexicons::Lexicons;
use crate::look::{after, char_at, char_before, is_han};
use crate::words::List;

/// The characters of a Chinese numeral.
static NUMERALS: CharSet = CharSet::of("一二两三四五六七八九十百千万");

/// As many characters as either part has.
const LONGEST: usize = 8;

impl Lexicons {
    /// The range at `pos` whose ends are two digits with 、 between them. 一、二级医院 and 三、四楼 are two places, and 三、
    /// at the beginning of its words numbers a list.
    pub(crate) fn either(&self, text: &str, pos: usize) -> Option<Amount> {
        let first = numerals_end(text, pos)?;
        let second = after(text, first).strip_prefix('、').map(|rest| text.len() - rest.len())?;
        let end = numerals_end(text, second)?;
        let placed = |c: char| matches!(c, '第' | '前' | '后' | '高' | '初' | '列' | '周' | '大');
        let within = match char_before(text, pos) {
            Some(c) => is_han(c) && !placed(c),
            // Nothing but the range.
            None => after(text, end).chars().count() <= 2,
        };
        if !within {
            return None;
        }
        let joined = format!("{}{}", text.get(pos..first)?, text.get(second..end)?);
        let (cardinal, read, bare) = cardinal_at(&joined, 0);
        let cardinal = cardinal.ok().filter(|c| c.upper.is_some() && read == joined.len() && bare == read)?;
        let found = self.units.longest_after(after(text, end), true)?;
        let past = end + found.len;
        let placed = after(text, past).starts_with('级')
            || after(text, end).starts_with(['季', '月', '日', '号'])
            || found.weak
            || !counts(&found.unit, &self.words);
        let mut numeral = Numeral::from(&cardinal);
        numeral.kind = Kind::Range;
        let mut amount = Amount::new(&numeral, pos, end).filter(|_| !placed)?;
        amount.number = Span::new(pos, end);
        amount.has(found.unit, past);
        Some(amount)
    }
}

fn numerals_end(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..LONGEST {
        match char_at(text, end).filter(|c| NUMERALS.has(*c)) {
            Some(c) => end += c.len_utf8(),
            None => break,
        }
    }
    (end > at).then_some(end)
}

/// Whether the unit counts or measures, and never says which of an order it is.
fn counts(unit: &crate::Unit, words: &crate::Words) -> bool {
    use Dimension::{
        Age, Area, Bed, Count, Duration, File, Household, Length, Money, Person, PersonTime, Weight,
    };
    matches!(
        unit.dimension(),
        Person
            | PersonTime
            | Household
            | Count
            | Bed
            | File
            | Money
            | Duration
            | Age
            | Length
            | Area
            | Weight
    ) || words.list(List::Things).has(unit.name())
}
