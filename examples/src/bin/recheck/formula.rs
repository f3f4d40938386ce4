//! Formulas as they are written: `84.5% = 5868.4万 / 6942.2万`.

use std::collections::BTreeMap;

use crate::check::{Mode, Sheet};
use crate::fraction::Fraction;

enum Tree {
    /// A number, and whether it stands left of the sign, where the target does.
    Number(Fraction, Sign, bool),
    Unknown(Sign),
    Join(char, Box<Tree>, Box<Tree>),
}

/// What a number's sign divides it by.
#[derive(Clone, Copy)]
struct Sign(i128);

pub(crate) struct Formula {
    left: Tree,
    relation: char,
    right: Tree,
}

impl Formula {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (at, relation) = text.char_indices().find(|(_, c)| matches!(c, '=' | '≤' | '≥'))?;
        let side = |text: &str, left: bool| {
            let mut parser = Parser { rest: text.trim(), left };
            let tree = parser.sum()?;
            parser.rest.trim().is_empty().then_some(tree)
        };
        Some(Self {
            left: side(text.get(..at)?, true)?,
            relation,
            right: side(text.get(at + relation.len_utf8()..)?, false)?,
        })
    }

    /// How far apart the two sides stay whatever the readings; zero where they meet. With `unknown` the target has that
    /// value, else its stated readings.
    pub(crate) fn gap(&self, sheet: &Sheet, mode: Mode, unknown: Option<Fraction>) -> Option<Fraction> {
        let (left, right) = (self.left.range(sheet, mode, unknown)?, self.right.range(sheet, mode, unknown)?);
        let above = left.0.minus(right.1).max(Fraction::ZERO);
        let below = right.0.minus(left.1).max(Fraction::ZERO);
        let scale = self.left.sign();
        let gap = match self.relation {
            '≤' => above,
            '≥' => below,
            _ => above.max(below),
        };
        gap.times(scale).known()
    }
}

impl Tree {
    fn sign(&self) -> i128 {
        match self {
            Self::Number(_, sign, _) | Self::Unknown(sign) => sign.0,
            Self::Join(_, left, _) => left.sign(),
        }
    }

    /// The least and the greatest value: a formula is monotonic in each of its numbers, so its ends lie at theirs.
    fn range(&self, sheet: &Sheet, mode: Mode, unknown: Option<Fraction>) -> Option<(Fraction, Fraction)> {
        let mut rows = Vec::new();
        self.rows(sheet, unknown, &mut rows);
        rows.sort_unstable();
        rows.dedup();
        let wide: Vec<usize> = rows
            .into_iter()
            .filter(|row| sheet.reading(*row, mode).is_some_and(|(low, high)| low != high))
            .collect();
        let corners = 1_u32.checked_shl(u32::try_from(wide.len()).ok()?).filter(|_| wide.len() <= 14)?;
        let mut range: Option<(Fraction, Fraction)> = None;
        for corner in 0..corners {
            let chosen: BTreeMap<usize, bool> =
                wide.iter().enumerate().map(|(bit, row)| (*row, corner >> bit & 1 == 1)).collect();
            let value = self.value(sheet, mode, unknown, &chosen)?;
            range = Some(range.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
        range
    }

    fn rows(&self, sheet: &Sheet, unknown: Option<Fraction>, rows: &mut Vec<usize>) {
        match self {
            Self::Number(value, _, left) => {
                let row = sheet.row(*value, *left);
                rows.extend(row.filter(|row| *row > 0 || unknown.is_none()));
            }
            Self::Unknown(_) => rows.extend(unknown.is_none().then_some(0)),
            Self::Join(_, left, right) => {
                left.rows(sheet, unknown, rows);
                right.rows(sheet, unknown, rows);
            }
        }
    }

    fn value(
        &self,
        sheet: &Sheet,
        mode: Mode,
        unknown: Option<Fraction>,
        high: &BTreeMap<usize, bool>,
    ) -> Option<Fraction> {
        let end = |row: usize| {
            let (low, top) = sheet.reading(row, mode)?;
            Some(if high.get(&row).copied().unwrap_or_default() { top } else { low })
        };
        match self {
            Self::Number(value, sign, left) => {
                let row = sheet.row(*value, *left);
                let value = match (row, unknown) {
                    (Some(0), Some(unknown)) => unknown,
                    (Some(row), _) => end(row)?,
                    (None, _) => *value,
                };
                value.over(Fraction::whole(sign.0)).known()
            }
            Self::Unknown(sign) => unknown.or_else(|| end(0))?.over(Fraction::whole(sign.0)).known(),
            Self::Join(operator, left, right) => {
                let (left, right) =
                    (left.value(sheet, mode, unknown, high)?, right.value(sheet, mode, unknown, high)?);
                match operator {
                    '+' => left.plus(right),
                    '-' => left.minus(right),
                    '×' => left.by(right),
                    _ => left.over(right),
                }
                .known()
            }
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    left: bool,
}

impl Parser<'_> {
    fn take(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        let found = self.rest.strip_prefix(token);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn sum(&mut self) -> Option<Tree> {
        self.chain(&["+", "-"], Self::product)
    }

    fn product(&mut self) -> Option<Tree> {
        self.chain(&["×", "/"], Self::atom)
    }

    fn chain(&mut self, operators: &[&str], next: fn(&mut Self) -> Option<Tree>) -> Option<Tree> {
        let mut tree = next(self)?;
        while let Some(operator) = operators.iter().find(|operator| self.take(operator)) {
            tree = Tree::Join(operator.chars().next()?, Box::new(tree), Box::new(next(self)?));
        }
        Some(tree)
    }

    fn atom(&mut self) -> Option<Tree> {
        if self.take("(") {
            let tree = self.sum()?;
            return self.take(")").then_some(tree);
        }
        if self.take("x") {
            return Some(Tree::Unknown(self.sign()));
        }
        self.rest = self.rest.trim_start();
        let length = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(length);
        let mut value = Fraction::parse(digits)?;
        self.rest = rest;
        for (word, factor) in [("百", 100), ("千", 1000), ("万", 10_000), ("亿", 100_000_000)] {
            while self.take(word) {
                value = value.times(factor);
            }
        }
        Some(Tree::Number(value, self.sign(), self.left))
    }

    fn sign(&mut self) -> Sign {
        match () {
            () if self.take("%") || self.take("个百分点") => Sign(100),
            () if self.take("‰") => Sign(1000),
            () => Sign(1),
        }
    }
}
