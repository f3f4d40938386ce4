//! A clean draft: sections of facts and prose, with the author's habits chosen by the seed.

use crate::draft::{Claim, Draft, Fact, Piece};
use crate::formula::{Formula, Term};
use crate::library::{Family, Library, Topic};
use crate::number::{Stated, chinese};
use crate::random::Random;
use crate::template::{Slot, Token};

const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
/// About what one family adds with the prose round it, in bytes.
const FAMILY_BYTES: usize = 330;

pub(crate) struct Composer<'a> {
    library: &'static Library,
    random: &'a mut Random,
    draft: Draft,
    year: u16,
    place: String,
    /// The figures of the place.
    county: Vec<Stated>,
    /// The body so far, in bytes.
    written: usize,
    /// Whether the author types commas and brackets in half width.
    half_width: bool,
    /// Whether paragraphs stand on lines of their own.
    lines: bool,
}

impl<'a> Composer<'a> {
    pub(crate) fn new(library: &'static Library, random: &'a mut Random, year: Option<u16>) -> Self {
        let year = year.unwrap_or_else(|| random.between(2009, 2019) as u16);
        let (half_width, lines) = (random.once_in(2), !random.once_in(4));
        let draft = Draft {
            title: String::new(),
            place: String::new(),
            pieces: Vec::new(),
            facts: Vec::new(),
            claims: Vec::new(),
        };
        let (place, county) = (String::new(), Vec::new());
        let mut composer =
            Self { library, random, draft, year, place, county, written: 0, half_width, lines };
        composer.go_to_a_place();
        composer.draft.place = composer.place.clone();
        composer
    }

    /// Chooses a place and draws its figures.
    fn go_to_a_place(&mut self) {
        self.place = self.random.pick(&self.library.frame.places).cloned().unwrap_or_default();
        self.county = self.values(&self.library.county, &[]);
    }

    fn values(&mut self, formulas: &[Formula], county: &[Stated]) -> Vec<Stated> {
        let mut values = Vec::with_capacity(formulas.len());
        for formula in formulas {
            let policy = |key: &str, back: u16| self.library.policy(key, self.year.saturating_sub(back));
            let value = formula.value(&values, county, self.random, policy);
            values.push(value);
        }
        values
    }

    /// A draft whose body has about `size` bytes, about the place that was chosen or else the `named` one.
    pub(crate) fn compose(mut self, size: usize, named: Option<&str>) -> Draft {
        let frame = &self.library.frame;
        if let Some(title) = self.random.pick(&frame.titles) {
            self.sentence(title, &[], &mut []);
        }
        self.draft.title = self.draft.pieces.iter().fold(String::new(), |title, piece| match piece {
            Piece::Text(text) | Piece::Chrome(text) => title + text,
            Piece::Fact(index) => title + self.draft.facts.get(*index).map_or("", |fact| &fact.written),
        });
        self.paragraph();
        if let Some(opening) = self.random.pick(&frame.openings) {
            self.sentence(opening, &[], &mut []);
        }
        self.sections(size);
        while self.written < size {
            // One county has only so many facts; a long report goes on with others.
            self.go_to_a_place();
            self.paragraph();
            self.text(&format!("附：{}有关情况", self.place.clone()));
            self.sections(size);
        }
        self.paragraph();
        if let Some(closing) = self.random.pick(&frame.closings) {
            self.sentence(closing, &[], &mut []);
        }
        if self.lines {
            self.text("\n");
        }
        if let Some(named) = named {
            self.draft.rename(named);
        }
        self.draft
    }

    fn sections(&mut self, size: usize) {
        let library = self.library;
        let mut chosen: Vec<(usize, &Family)> = Vec::new();
        for (topic, Topic { families, .. }) in library.topics.iter().enumerate() {
            let fits = |family: &&Family| (family.years[0]..=family.years[1]).contains(&self.year);
            chosen.extend(families.iter().filter(fits).map(|family| (topic, family)));
        }
        self.random.shuffle(&mut chosen);
        chosen.truncate(1.max(size.saturating_sub(self.written) / FAMILY_BYTES));
        let mut numerals = NUMERALS.iter();
        for (index, topic) in library.topics.iter().enumerate() {
            let families: Vec<&Family> =
                chosen.iter().filter(|(topic, _)| *topic == index).map(|(_, family)| *family).collect();
            if !families.is_empty() {
                self.section(numerals.next().copied().unwrap_or_default(), topic, &families);
            }
        }
    }

    fn section(&mut self, numeral: &str, topic: &'static Topic, families: &[&'static Family]) {
        self.paragraph();
        let heading = self.random.pick(&topic.headings).map_or("", String::as_str);
        self.text(&format!("{numeral}、{heading}"));
        if self.lines {
            self.paragraph();
        } else {
            self.text("。");
        }
        let mut prose: Vec<&Vec<Token>> = topic.prose.iter().collect();
        self.random.shuffle(&mut prose);
        for (position, family) in families.iter().enumerate() {
            if position > 0 && self.lines && self.random.once_in(2) {
                self.paragraph();
            }
            if !self.random.once_in(3)
                && let Some(prose) = prose.pop()
            {
                self.sentence(prose, &[], &mut []);
            }
            self.family(family);
        }
    }

    fn family(&mut self, family: &'static Family) {
        let county = std::mem::take(&mut self.county);
        let values = self.values(&family.vars, &county);
        self.county = county;
        let Some(text) = self.random.pick(&family.texts) else { return };
        let mut places = vec![None; values.len()];
        self.sentence(text, &values, &mut places);
        for check in &family.checks {
            let fact = |index: &usize| places.get(*index).copied().flatten();
            let operands: Option<Vec<usize>> = check.operands.iter().map(fact).collect();
            if let (Some(target), Some(operands)) = (fact(&check.target), operands) {
                let value = self.draft.facts.get(target).and_then(|fact| fact.value.clone());
                self.draft.claims.push(Claim {
                    rule: &check.rule,
                    verdict: "consistent",
                    basis: "arithmetic",
                    target,
                    operands,
                    computed: value.filter(|_| check.rule != "order"),
                    suggest: Vec::new(),
                });
            }
        }
    }

    /// Writes a sentence and notes in `places` which fact each variable became.
    fn sentence(&mut self, tokens: &'static [Token], values: &[Stated], places: &mut [Option<usize>]) {
        let mut period = None;
        for token in tokens {
            match token {
                Token::Text(text) => self.text(text),
                Token::Place => self.text(&self.place.clone()),
                Token::Name(name) => self.fact(Fact::plain("name", name.clone(), None)),
                Token::Date(pattern) => {
                    let written = pattern
                        .replace('Y', &self.year.to_string())
                        .replace('P', &(self.year - 1).to_string())
                        .replace('N', &(self.year + 1).to_string());
                    let value = iso(&written, self.year);
                    // A month alone says its year only where the title does.
                    let dated = written.contains('年') || self.draft.title.contains('年');
                    period = value.clone().filter(|_| dated);
                    self.fact(Fact::plain("date", written, value));
                }
                Token::Number(slot) => {
                    let (value, variable) = match slot.term {
                        Term::Fixed(value) => (value, None),
                        Term::Variable(index) => {
                            (values.get(index).copied().unwrap_or(Stated::integer(0)), Some(index))
                        }
                    };
                    let undated = slot.role == "previous" || slot.optional;
                    let mut fact = quantity(slot, value);
                    fact.period = period.clone().filter(|_| !undated);
                    if let Some(place) = variable.and_then(|index| places.get_mut(index)) {
                        place.get_or_insert(self.draft.facts.len());
                    }
                    self.fact(fact);
                }
            }
        }
    }

    fn fact(&mut self, fact: Fact) {
        self.written += fact.written.len();
        self.draft.pieces.push(Piece::Fact(self.draft.facts.len()));
        self.draft.facts.push(fact);
    }

    /// Adds words, joined to the words before them.
    fn text(&mut self, text: &str) {
        if !matches!(self.draft.pieces.last(), Some(Piece::Text(_))) {
            self.draft.pieces.push(Piece::Text(String::with_capacity(text.len())));
        }
        let Some(Piece::Text(words)) = self.draft.pieces.last_mut() else { return };
        let before = words.len();
        if self.half_width {
            words.extend(text.chars().map(|c| match c {
                '，' => ',',
                '：' => ':',
                '；' => ';',
                '（' => '(',
                '）' => ')',
                other => other,
            }));
        } else {
            words.push_str(text);
        }
        self.written += words.len() - before;
    }

    fn paragraph(&mut self) {
        self.text(if self.lines { "\n　　" } else { " " });
    }
}

fn quantity(slot: &'static Slot, value: Stated) -> Fact {
    let in_chinese = slot.chinese && value.decimals() == 0 && value.mantissa() < 10_000;
    let digits = (!in_chinese).then_some(value);
    let number = if in_chinese { chinese(value.mantissa()) } else { value.to_string() };
    Fact {
        digits,
        tail: &slot.tail,
        scale: slot.scale,
        bound: slot.bound,
        unit: Some(slot.unit.as_str()).filter(|unit| !unit.is_empty()),
        indicator: slot.indicator.as_deref(),
        alternatives: &slot.alternatives,
        role: slot.role,
        modality: slot.modality,
        other_role: slot.other_role,
        other_modality: slot.other_modality,
        optional: slot.optional,
        ..Fact::plain(
            "quantity",
            format!("{number}{}", slot.tail),
            Some(value.scaled(slot.scale).to_string()),
        )
    }
}

/// The ISO form of a date as far as it is written; months without a year belong to `year`.
fn iso(written: &str, year: u16) -> Option<String> {
    let (year, rest) = match written.split_once('年') {
        Some((digits, rest)) => (digits.parse().ok()?, rest),
        None => (year, written),
    };
    let Some((months, rest)) = rest.split_once('月') else { return Some(year.to_string()) };
    if let Some((first, last)) = months.split_once('—') {
        let (first, last): (u8, u8) = (first.parse().ok()?, last.parse().ok()?);
        return Some(format!("{year}-{first:02}..{year}-{last:02}"));
    }
    let month: u8 = months.parse().ok()?;
    match rest.strip_suffix('日').and_then(|day| day.parse::<u8>().ok()) {
        Some(day) => Some(format!("{year}-{month:02}-{day:02}")),
        None => Some(format!("{year}-{month:02}")),
    }
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_as_far_as_written() {
        for (written, value) in [
            ("2013年", "2013"),
            ("2013年度", "2013"),
            ("2013年6月底", "2013-06"),
            ("2013年3月1日", "2013-03-01"),
            ("1—6月", "2012-01..2012-06"),
            ("2014年底", "2014"),
        ] {
            assert_eq!(iso(written, 2012).as_deref(), Some(value), "{written}");
        }
    }
}
