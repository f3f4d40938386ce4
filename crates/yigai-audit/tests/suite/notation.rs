//! Reports written with marks: `其中医师{a:486人}` is a mention named `a`.
//!
//! Inside a mark: `~` before the number is 约, `>` 超过, `>=` 不低于, `<=` 不超过, `%?` after it a percent sign that is
//! implied; `1-2家` is a range, `202119年` a year that cannot be read, `2021-05-12` a date, `#` before it a document number, `@` a standard,
//! `^` a rate of change, `_` a figure of the time before, `|` a share, `!` a target.
//! `{a=dm_managed:486人}` is of an indicator, `{a[参合率]:98%}` has a label, `{a(东县):486人}` is of a place and
//! `{a'2011:486人}` of a year. A full stop ends a group of sentences.

use std::collections::BTreeMap;
use std::str::FromStr;

use rust_decimal::Decimal;
use yigai_audit::{Finding, Input, Options, Source, audit};
use yigai_extract::{Change, Direction, Link, Observation, Relation};
use yigai_model::{Modality, Role};
use yigai_quantity::{
    Bound, DateExpr, Dimension, Form, Mention, PartialDate, Period, Quantity, Reading, Stated, Unit,
};
use yigai_span::Span;

pub(crate) struct Report {
    pub(crate) text: String,
    pub(crate) names: BTreeMap<String, usize>,
    mentions: Vec<Mention>,
    observations: Vec<Observation>,
    relations: Vec<Relation>,
}

impl Report {
    pub(crate) fn new(marked: &str, relations: &[String]) -> Self {
        let mut report = Self {
            text: String::new(),
            names: BTreeMap::new(),
            mentions: Vec::new(),
            observations: Vec::new(),
            relations: Vec::new(),
        };
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('{') {
            report.text.push_str(before);
            let (mark, tail) = after.split_once('}').expect("a mark ends with }");
            let (name, token) = mark.split_once(':').expect("a mark is name:number");
            report.named(name, token);
            rest = tail;
        }
        report.text.push_str(rest);
        for relation in relations {
            let link = report.link(relation.trim_end_matches(" loose"));
            let firm = !relation.ends_with(" loose");
            report.relations.push(Relation { link, evidence: Span::default(), firm });
        }
        report
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.findings_of(None)
    }

    /// The findings of a report about a year.
    pub(crate) fn findings_of(&self, year: Option<i32>) -> Vec<Finding> {
        audit(&self.input(year), &Options::default())
    }

    /// What the audit is given.
    pub(crate) fn input(&self, year: Option<i32>) -> Input<'_> {
        Input::new(&self.text, &self.mentions, &self.observations, &self.relations).report_year(year)
    }

    /// Gives all observations one indicator.
    pub(crate) fn indicate(&mut self, indicator: &str) {
        self.observations.iter_mut().for_each(|observation| observation.indicator = Some(indicator.into()));
    }

    /// The report as one of several.
    pub(crate) fn source<'a>(&'a self, region: &'a str, period: Option<Period>) -> Source<'a> {
        let (mentions, observations) = (self.mentions.as_slice(), self.observations.as_slice());
        Source { region: Some(region), period, text: &self.text, mentions, observations }
    }

    pub(crate) fn name(&self, mention: usize) -> &str {
        self.names.iter().find(|(_, index)| **index == mention).map_or("?", |(name, _)| name)
    }

    /// A mark with what is known of its figure: `name=indicator[label](place)'year`.
    fn named(&mut self, named: &str, token: &str) {
        let ends = |c: char| "=[('".contains(c);
        let name = named.split(ends).next().unwrap_or_default();
        let known = |open: char| {
            let (_, tail) = named.split_once(open)?;
            tail.split(|c: char| ends(c) || ")]".contains(c)).next()
        };
        let before = self.observations.len();
        self.mark(name, token);
        let Some(observation) = self.observations.get_mut(before) else { return };
        observation.indicator = known('=').map(Into::into);
        observation.label = known('[').unwrap_or_default().to_owned();
        observation.subject = known('(').map(str::to_owned);
        observation.period = known('\'').map(|year| {
            let day =
                |month, day| chrono::NaiveDate::from_ymd_opt(year.parse().unwrap(), month, day).unwrap();
            Period { start: day(1, 1), end: day(12, 31) }
        });
    }

    fn mark(&mut self, name: &str, token: &str) {
        let mut token = token.to_owned();
        let modality = match token.chars().next() {
            Some('@') => Modality::Standard,
            Some('!') => Modality::Target,
            _ => Modality::Actual,
        };
        let reference = token.starts_with('#');
        let role = match token.chars().next() {
            Some('^') => Role::ChangeRate,
            Some('_') => Role::Previous,
            Some('|') => Role::Share,
            _ => Role::Level,
        };
        token = token.trim_start_matches(['@', '!', '#', '^', '_', '|']).to_owned();
        let mut bound = Bound::Exact;
        for (sign, named) in [
            ("~", Bound::About),
            (">=", Bound::AtLeast),
            ("<=", Bound::AtMost),
            (">", Bound::MoreThan),
            ("<", Bound::LessThan),
        ] {
            if let Some(tail) = token.strip_prefix(sign) {
                (token, bound) = (tail.to_owned(), named);
                break;
            }
        }
        let unit_inferred = token.ends_with("%?");
        let token = token.replace("%?", "");
        let wide = |c: char| ('０'..='９').contains(&c);
        let written: String =
            token.chars().take_while(|&c| c.is_ascii_digit() || wide(c) || ".,．，".contains(c)).collect();
        let narrow = |c: char| match c {
            '．' => Some('.'),
            ',' | '，' => None,
            c if wide(c) => char::from_digit(u32::from(c) - u32::from('０'), 10),
            c => Some(c),
        };
        let digits: String = written.chars().filter_map(narrow).collect();
        let (start, tail) = (self.text.len(), &token[written.len()..]);
        let group = self.text.matches('。').count() as u32;
        self.text.push_str(&token);
        let (span, number) = (Span::new(start, self.text.len()), Span::new(start, start + written.len()));
        let index = self.mentions.len();
        assert!(self.names.insert(name.to_owned(), index).is_none(), "{name} is marked twice");
        if reference {
            self.mentions.push(Mention { span, number, reading: Reading::Reference });
            return;
        }
        let iso = digits.len() == 4 && tail.matches('-').count() == 2;
        if tail.starts_with('年') && !tail.starts_with("年限") || tail.starts_with("统筹") || iso {
            self.mentions.push(Mention { span, number, reading: date(&digits, tail) });
            return;
        }
        let mut tail = tail;
        if let Some(cut) = tail.strip_prefix('余').or_else(|| tail.strip_prefix('多')) {
            (tail, bound) = (cut, Bound::MoreThan);
        }
        let stated = Decimal::from_str(&digits).unwrap_or_else(|_| panic!("{token} is no number"));
        let mut upper = None;
        if let Some(range) = tail.strip_prefix('-') {
            let end: String = range.chars().take_while(char::is_ascii_digit).collect();
            tail = &range[end.len()..];
            (upper, bound) = (Decimal::from_str(&end).ok(), Bound::Range);
        }
        let mut scale = Decimal::ONE;
        for (word, factor) in [("亿", 100_000_000_i64), ("万", 10_000)] {
            if let Some(cut) = tail.strip_prefix(word) {
                (tail, scale) = (cut, Decimal::from(factor));
                break;
            }
        }
        if let Some(cut) = tail.strip_prefix('余') {
            (tail, bound) = (cut, Bound::MoreThan);
        }
        let mut parts = tail.split('/');
        let name = parts.next().unwrap_or_default();
        let per = parts.map(Into::into).collect();
        let unit = if unit_inferred {
            Some(Unit::new("%", Dimension::Percent))
        } else {
            (!name.is_empty()).then(|| Unit::new(name, dimension(name)))
        };
        let quantity = Quantity {
            value: stated * scale,
            upper: upper.map(|upper| upper * scale),
            bound,
            unit,
            per,
            unit_inferred,
            stated: Stated { number: stated, scale },
            form: Form::default(),
        };
        self.mentions.push(Mention { span, number, reading: Reading::Quantity(quantity) });
        self.observations.push(Observation {
            mention: index,
            indicator: None,
            programme: None,
            label: String::new(),
            role,
            modality,
            period: None,
            subject: None,
            confidence: 90,
            why: Vec::new(),
            group,
        });
    }

    fn at(&self, name: &str) -> usize {
        *self.names.get(name).unwrap_or_else(|| panic!("no mark is named {name}"))
    }

    fn all(&self, names: &str) -> Vec<usize> {
        names.split(['+', ' ', '*']).filter(|name| !name.is_empty()).map(|name| self.at(name)).collect()
    }

    /// `sum w = a + b`, `part w = a + b`, `share s = a / w`, `shares a b c`, `parted p q r = a b c`, `change from=a to=b by=c rate=d down`,
    /// `rate r = a / b`, `product m = a * b + c * d x12`, `split w = a + b`, `progress w = a + b`, `repeat a b`,
    /// `subset a w`, `allocation t = k * e`, `dates a b`, `listed n 7 open`, `within w = a + b`, `portion p = w 3/4`,
    /// `left r = a + b - c / n`;
    /// `loose` at the end where the wording is not firm.
    fn link(&self, line: &str) -> Link {
        let (kind, rest) = line.split_once(' ').expect("a relation is a word and its names");
        let sides = || {
            rest.split_once('=')
                .map(|(left, right)| (left.trim(), right.trim()))
                .expect("an = between the sides")
        };
        let words: Vec<&str> = rest.split_whitespace().collect();
        match kind {
            "sum" | "part" => {
                let (whole, parts) = sides();
                let implied_units = u32::from(parts.ends_with("+ 1"));
                let parts = self.all(parts.trim_end_matches("+ 1"));
                Link::Sum { whole: self.at(whole), parts, complete: kind == "sum", implied_units }
            }
            "share" | "rate" => {
                let (rate, ratio) = sides();
                let (over, under) = ratio.split_once('/').expect("a / between the sides");
                let (rate, over, under) = (self.at(rate), self.all(over), self.all(under));
                match kind {
                    "share" => Link::Share { share: rate, part: over[0], whole: under[0] },
                    _ => Link::Rate { rate, numerator: over, denominator: under },
                }
            }
            "shares" => Link::Shares { shares: self.all(rest) },
            "parted" => {
                let (shares, parts) = sides();
                Link::Parted { shares: self.all(shares), parts: self.all(parts) }
            }
            "change" => {
                let side = |key: &str| {
                    words.iter().find_map(|word| word.strip_prefix(key)).map(|name| self.at(name))
                };
                Link::Change(Change {
                    from: side("from="),
                    to: side("to="),
                    by: side("by="),
                    rate: side("rate="),
                    multiple_of_base: words.contains(&"times"),
                    direction: match () {
                        () if words.contains(&"up") => Direction::Up,
                        () if words.contains(&"down") => Direction::Down,
                        () => Direction::Unsaid,
                    },
                })
            }
            "product" => {
                let (amount, formula) = sides();
                let (formula, times) = formula.split_once(" x").unwrap_or((formula, "1"));
                let terms = formula.split('+').map(|term| self.all(term)).collect();
                Link::Product {
                    amount: self.at(amount),
                    terms,
                    times: times.parse().expect("x and a number"),
                }
            }
            "split" | "progress" => {
                let (whole, parts) = sides();
                match kind {
                    "split" => Link::Split { whole: self.at(whole), parts: self.all(parts) },
                    _ => Link::Progress { planned: self.at(whole), parts: self.all(parts) },
                }
            }
            "within" => {
                let (whole, parts) = sides();
                Link::Within { whole: self.at(whole), parts: self.all(parts) }
            }
            "left" => {
                let (left, right) = sides();
                let (right, among) =
                    right.split_once('/').map_or((right, None), |(sides, n)| (sides, Some(n.trim())));
                let (of, less) = right.split_once('-').expect("a - between the sides");
                let among = among.map(|name| self.at(name));
                Link::Left { left: self.at(left), of: self.all(of), less: self.all(less), among }
            }
            "portion" => {
                let (portion, right) = sides();
                let (whole, parts) = right.split_once(' ').expect("a whole and its parts");
                let (some, all) = parts.split_once('/').expect("parts of parts");
                let parts = (some.parse().expect("a number"), all.parse().expect("a number"));
                Link::Portion { portion: self.at(portion), whole: self.at(whole), parts }
            }
            "repeat" => Link::Repeat { first: self.at(words[0]), again: self.at(words[1]) },
            "subset" => Link::Subset { part: self.at(words[0]), whole: self.at(words[1]) },
            "dates" => Link::Dates { earlier: self.at(words[0]), later: self.at(words[1]) },
            "allocation" => {
                let (total, right) = sides();
                let names = self.all(right);
                Link::Allocation { total: self.at(total), holders: names[0], each: names[1] }
            }
            "listed" => Link::Listed {
                stated: self.at(words[0]),
                listed: words[1].parse().expect("a number of things"),
                open: words.contains(&"open"),
            },
            other => panic!("no relation is called {other}"),
        }
    }
}

fn date(digits: &str, tail: &str) -> Reading {
    let part = |unit: char| {
        let (before, _) = tail.split_once(unit)?;
        let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
        digits.chars().rev().collect::<String>().parse().ok().filter(|value| *value <= 31)
    };
    match (digits.len(), digits.parse()) {
        (4, Ok(year)) => {
            let start = PartialDate { year: Some(year), month: part('月'), day: part('日') };
            Reading::Date(DateExpr { start, end: None })
        }
        _ => Reading::Unreadable,
    }
}

fn dimension(unit: &str) -> Dimension {
    match unit {
        "人" | "名" => Dimension::Person,
        "人次" => Dimension::PersonTime,
        "%" => Dimension::Percent,
        "个百分点" | "百分点" => Dimension::Points,
        "元" => Dimension::Money,
        "平方米" => Dimension::Area,
        "倍" => Dimension::Multiple,
        "‰" => Dimension::Rate,
        "份" => Dimension::File,
        "户" => Dimension::Household,
        "座" => Dimension::Thing,
        "项" | "类" => Dimension::Kind,
        "月" | "年" => Dimension::Duration,
        _ => Dimension::Count,
    }
}
