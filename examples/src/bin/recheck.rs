//! Redoes the arithmetic of findings from the JSON of `report` alone: `report --format json FILE | recheck`.
//!
//! It shares no code with the audit. A finding's formula is parsed, each number of it is looked up among the mentions, and
//! the formula is computed again at all ends of their readings.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use serde_json::Value;

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) => {
            let _ = writeln!(io::stderr(), "recheck: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut text = String::new();
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    if paths.is_empty() {
        io::stdin().read_to_string(&mut text).map_err(|error| error.to_string())?;
    }
    for path in paths {
        let read = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        text.push_str(&read);
        text.push('\n');
    }
    let mut out = io::stdout().lock();
    let (mut confirmed, mut skipped, mut failed) = (0, 0, 0);
    for (line, json) in text.lines().enumerate().filter(|(_, json)| !json.trim().is_empty()) {
        let report: Value =
            serde_json::from_str(json).map_err(|error| format!("line {}: {error}", line + 1))?;
        for finding in report["findings"].as_array().into_iter().flatten() {
            match recheck(&report, finding) {
                Outcome::Confirmed => confirmed += 1,
                Outcome::Skipped => skipped += 1,
                Outcome::Failed(why) => {
                    failed += 1;
                    let path = report["document"]["path"].as_str().unwrap_or_default();
                    let _ = writeln!(
                        out,
                        "{path}: {} {} {}: {why}",
                        finding["rule"], finding["verdict"], finding["formula"]
                    );
                }
            }
        }
    }
    let _ = writeln!(out, "{confirmed} verdicts confirmed, {skipped} without arithmetic, {failed} wrong");
    Ok(ExitCode::from(u8::from(failed > 0)))
}

enum Outcome {
    Confirmed,
    /// Dates, broken tokens and what the audit itself leaves open.
    Skipped,
    Failed(String),
}

fn recheck(report: &Value, finding: &Value) -> Outcome {
    let text = |key: &str| finding[key].as_str().unwrap_or_default();
    let verdict = text("verdict");
    let Some(formula) = Formula::parse(text("formula")) else { return Outcome::Skipped };
    if verdict == "undecidable" {
        return Outcome::Skipped;
    }
    let Some(sheet) = Sheet::new(report, finding) else { return Outcome::Skipped };
    let joint = matches!(text("rule"), "sum" | "split" | "remainder" | "difference" | "points");
    let modes: &[Mode] = if joint { &[Mode::Nearest, Mode::Cut] } else { &[Mode::All] };
    let gaps: Option<Vec<Fraction>> = modes.iter().map(|mode| formula.gap(&sheet, *mode, None)).collect();
    let Some(gap) = gaps.and_then(|gaps| gaps.into_iter().min()) else { return Outcome::Skipped };
    let holds = gap == Fraction::ZERO;
    let unit = sheet.unit();
    let right = match (verdict, text("grade")) {
        ("consistent", "balanced") => {
            formula.gap(&sheet, Mode::Stated, None).is_some_and(|gap| gap <= unit.times(2))
        }
        ("consistent", _) => holds,
        ("near_miss", _) => gap < unit || gap == Fraction::ZERO,
        ("inconsistent" | "corrupt", _) => {
            let repaired = finding["computed"].as_str().and_then(Fraction::parse);
            let fits = repaired.is_none_or(|value| {
                formula.gap(&sheet, Mode::All, Some(value)).is_none_or(|gap| gap <= sheet.room())
            });
            !holds && fits
        }
        _ => return Outcome::Skipped,
    };
    if right { Outcome::Confirmed } else { Outcome::Failed(format!("the sides are {gap:?} apart")) }
}

/// How stated numbers are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    All,
    Nearest,
    Cut,
    Stated,
}

/// The mentions of one finding: what they state and their readings.
struct Sheet {
    rows: Vec<Row>,
}

struct Row {
    value: Fraction,
    low: Fraction,
    high: Fraction,
}

impl Sheet {
    fn new(report: &Value, finding: &Value) -> Option<Self> {
        let mentions = finding["mentions"].as_array()?;
        let intervals = finding["intervals"].as_array()?;
        let row = |(mention, interval): (&Value, &Value)| {
            let mention = &report["mentions"][usize::try_from(mention.as_u64()?).ok()?];
            let value = Fraction::parse(mention["value"].as_str()?)?;
            let end = |at: usize| interval[at].as_str().filter(|text| !text.is_empty()).map(Fraction::parse);
            // An open end is far away.
            let low = end(0).unwrap_or(Some(Fraction::ZERO))?;
            let high = end(1).unwrap_or_else(|| Some(value.times(1000).plus(Fraction::whole(1000))))?;
            Some(Row { value, low, high })
        };
        let rows: Option<Vec<Row>> = mentions.iter().zip(intervals).map(row).collect();
        rows.filter(|rows| rows.len() == mentions.len() && !rows.is_empty()).map(|rows| Self { rows })
    }

    /// One unit of the target's last place; its readings run from half of it below to one of it above.
    fn unit(&self) -> Fraction {
        self.rows.first().map_or(Fraction::ZERO, |row| row.high.minus(row.value))
    }

    /// The row that states a value; the target is the first and stands on the left.
    fn row(&self, value: Fraction, left: bool) -> Option<usize> {
        let first = usize::from(!left);
        self.rows.iter().skip(first).position(|row| row.value == value).map(|row| row + first)
    }

    /// What the six decimals of a computed value may be off in the end.
    fn room(&self) -> Fraction {
        let largest = self.rows.iter().map(|row| row.value).max().unwrap_or(Fraction::ZERO);
        largest.plus(Fraction::whole(1)).over(Fraction::whole(1000))
    }

    fn reading(&self, row: usize, mode: Mode) -> Option<(Fraction, Fraction)> {
        let row = self.rows.get(row)?;
        let (below, above) = (row.value.minus(row.low), row.high.minus(row.value));
        let rounded = below > Fraction::ZERO && above == below.times(2);
        Some(match mode {
            Mode::Stated => (row.value, row.value),
            Mode::Nearest if rounded => (row.low, row.value.plus(below)),
            Mode::Cut if rounded => (row.value, row.high),
            _ => (row.low, row.high),
        })
    }
}

enum Tree {
    /// A number, and whether it stands left of the sign, where the target does.
    Number(Fraction, Sign, bool),
    Unknown(Sign),
    Join(char, Box<Tree>, Box<Tree>),
}

/// What a number's sign divides it by.
#[derive(Clone, Copy)]
struct Sign(i128);

struct Formula {
    left: Tree,
    relation: char,
    right: Tree,
}

impl Formula {
    fn parse(text: &str) -> Option<Self> {
        let at = text.find(['=', '≤', '≥'])?;
        let relation = text[at..].chars().next()?;
        let side = |text: &str, left: bool| {
            let mut parser = Parser { rest: text.trim(), left };
            let tree = parser.sum()?;
            parser.rest.trim().is_empty().then_some(tree)
        };
        Some(Self {
            left: side(&text[..at], true)?,
            relation,
            right: side(&text[at + relation.len_utf8()..], false)?,
        })
    }

    /// How far apart the two sides stay whatever the readings; zero where they meet. With `unknown` the target has that
    /// value, else its stated readings.
    fn gap(&self, sheet: &Sheet, mode: Mode, unknown: Option<Fraction>) -> Option<Fraction> {
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

/// An exact fraction; `LOST` is what is too large to be one, and whatever is computed from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    const ZERO: Self = Self::whole(0);
    const LOST: Self = Self { over: 0, under: 0 };

    const fn whole(value: i128) -> Self {
        Self { over: value, under: 1 }
    }

    fn new(over: i128, under: i128) -> Self {
        let (mut a, mut b) = (over.unsigned_abs(), under.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        match i128::try_from(a) {
            Ok(divisor) if under != 0 && under != i128::MIN => {
                let divisor = divisor * under.signum();
                Self { over: over / divisor, under: under / divisor }
            }
            _ => Self::LOST,
        }
    }

    /// From the two halves, each of which may have been too large.
    fn of(over: Option<i128>, under: Option<i128>) -> Self {
        over.zip(under).map_or(Self::LOST, |(over, under)| Self::new(over, under))
    }

    fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let over: i128 = format!("{whole}{decimals}").parse().ok()?;
        Some(Self::new(over, 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?))
    }

    fn plus(self, other: Self) -> Self {
        let crossed = self.over.checked_mul(other.under).zip(other.over.checked_mul(self.under));
        Self::of(crossed.and_then(|(a, b)| a.checked_add(b)), self.under.checked_mul(other.under))
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Self { over: -other.over, ..other })
    }

    fn times(self, factor: i128) -> Self {
        Self::of(self.over.checked_mul(factor), Some(self.under))
    }

    fn by(self, other: Self) -> Self {
        Self::of(self.over.checked_mul(other.over), self.under.checked_mul(other.under))
    }

    fn over(self, other: Self) -> Self {
        Self::of(self.over.checked_mul(other.under), self.under.checked_mul(other.over))
    }

    /// `None` where it was lost on the way.
    fn known(self) -> Option<Self> {
        (self.under != 0).then_some(self)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        self.minus(*other).over.cmp(&0)
    }
}
