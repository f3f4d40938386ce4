use crate::cues::TableCues;
use rust_decimal::Decimal;
use yigai_quantity::{
    Denominators, Dimension, Mention, PartialDate, Period, Scanner, Unit, resolve_relative,
};

/// What the heads of a row or of a column of a table say of the figures in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// The words, outer before inner, without the units and the dates among them.
    pub(crate) words: String,
    pub(crate) measure: Option<Measure>,
    pub(crate) period: Option<Period>,
    /// 上年同期, 去年: the figures are what the others are compared with.
    pub(crate) earlier: bool,
    /// 计划, 任务, 目标值: the figures are aims.
    pub(crate) planned: bool,
    /// 合计, 小计.
    pub(crate) total: bool,
    /// 其中:门诊: the figures are parts of those of the row above.
    pub(crate) part: bool,
    /// 增长率, 增减: the figures compare others.
    pub(crate) compares: bool,
    /// Whether the words name a rate or a share.
    pub(crate) rate: bool,
    /// Whether they name what falls on one person or one visit.
    pub(crate) average: bool,
    /// Whether they name a place or an institution rather than something that is measured.
    pub(crate) place: bool,
    /// Whether they name a kind of institution: what a count without further words is of.
    pub(crate) office: bool,
    /// The unit that they tell.
    pub(crate) implied: Option<Measure>,
    /// What a sentence would say of a percentage and of another figure.
    growth: Option<[String; 2]>,
}

/// What reading heads needs.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) scanner: &'a Scanner,
    pub(crate) cues: &'a TableCues,
    /// What 今年 means.
    pub(crate) year: Option<i32>,
}

/// A unit that stands in a head: 万元 is 元 with the scale 10000.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) unit: Unit,
    pub(crate) scale: Decimal,
    pub(crate) per: Denominators,
}

impl Head {
    /// Reads the cells of a head, outer before inner.
    pub(crate) fn read<'t>(parts: impl IntoIterator<Item = &'t str>, reader: &Reader<'_>) -> Self {
        let mut head = Self::default();
        let mut last = "";
        for part in parts {
            if part != last {
                head.add(part, reader);
            }
            last = part;
        }
        head.say(reader);
        head
    }

    fn add(&mut self, part: &str, reader: &Reader<'_>) {
        let &Reader { scanner, cues, year } = reader;
        let mut part = part.trim();
        while let Some((words, inside)) = bracket_at_end(part) {
            let Some(measure) =
                Measure::read(inside.trim_start_matches("单位").trim_start_matches([':', '：']), scanner)
            else {
                break;
            };
            self.measure = Some(measure);
            part = words;
        }
        if let Some((words, unit)) = part.rsplit_once(['/', ',', '，'])
            && let Some(measure) = Measure::read(unit, scanner)
        {
            self.measure = Some(measure);
            part = words.trim_end();
        }
        if let Some(words) = part.strip_suffix(['%', '％', '‰'])
            && let Some(measure) = part.get(words.len()..).and_then(|sign| Measure::read(sign, scanner))
        {
            self.measure = Some(measure);
            part = words.trim_end_matches(['±', '+', '-', '/', '(', '（']);
        } else if let Some(measure) = Measure::read(part, scanner) {
            let tells =
                !matches!(measure.unit.dimension(), Dimension::Money | Dimension::Percent | Dimension::Rate);
            self.measure = Some(measure);
            if !tells {
                return;
            }
        }
        let rest = self.dated(part, scanner, year);
        let rest: String =
            rest.chars().filter(|c| !c.is_whitespace() && !",，;；:：。".contains(*c)).collect();
        let mut rest = rest.as_str();
        for mark in ["其中", "#", "—", "-", "＃"] {
            rest = rest.trim_start_matches(mark);
        }
        if let Some(word) = cues.earlier.at_start(rest) {
            self.earlier = true;
            let relative = year.and_then(|year| resolve_relative(word, year));
            self.period = relative.map(|found| found.period).or(self.period);
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        self.total |= cues.totals.is(rest);
        self.planned |= cues.planned.within(rest) && !cues.not_planned.within(rest);
        self.compares |= cues.growths.iter().any(|growth| rest.ends_with(growth.head.as_str()));
        if !cues.empty.is(rest) && !cues.planned.is(rest) {
            self.words.push_str(rest);
        }
    }

    /// Takes the dates out of a head and keeps the last of them.
    fn dated(&mut self, part: &str, scanner: &Scanner, year: Option<i32>) -> String {
        if let Some(period) = bare_year(part).and_then(Period::year) {
            self.period = Some(period);
            return String::new();
        }
        let context = PartialDate { year, ..PartialDate::default() };
        let mut rest = String::new();
        let mut at = 0;
        for mention in scanner.find(part) {
            let Some(date) = mention.date() else { continue };
            self.period = date.resolve(&context).or(self.period);
            rest.push_str(part.get(at..mention.span.start()).unwrap_or_default());
            at = mention.span.end();
            let behind = part.get(at..).unwrap_or_default();
            at += behind.len() - behind.trim_start_matches(['底', '末', '度']).len();
        }
        rest.push_str(part.get(at..).unwrap_or_default());
        rest
    }

    /// What the words say, once all of them are known.
    fn say(&mut self, reader: &Reader<'_>) {
        let cues = reader.cues;
        let words = self.words.as_str();
        self.rate = cues.rates.ends(words, 1);
        self.average = cues.averages.within(words);
        self.place = cues.places.ends(words, 1) && !cues.not_places.ends(words, 1);
        self.office = self.place && cues.houses.ends(words, 1);
        let growth =
            cues.growths.iter().find_map(|growth| Some((words.strip_suffix(growth.head.as_str())?, growth)));
        self.growth = growth.map(|(base, growth)| growth.said.clone().map(|said| format!("{base}{said}")));
        self.implied = self.unit(reader);
    }

    /// The unit that the words end in: 参合率 is in %, 补偿人次 in 人次, 床位数 in 张.
    fn unit(&self, reader: &Reader<'_>) -> Option<Measure> {
        let cues = reader.cues;
        let words = self.words.trim_end_matches(')').trim_end_matches('）');
        let counted = cues.units.iter().find(|unit| unit.words.ends(words, 1)).map(|unit| unit.name.as_str());
        let percent = || (self.rate || cues.spans.ends(words, 1)) && !cues.other_rates.within(words);
        Measure::read(counted.or_else(|| percent().then_some("%"))?, reader.scanner)
    }

    /// The words as a sentence would say them before a percentage or another figure: 增减 as 比上年增长.
    pub(crate) fn said(&self, percent: bool) -> &str {
        let [rate, amount] = match &self.growth {
            Some(said) => said,
            None => return &self.words,
        };
        if percent { rate } else { amount }
    }
}

impl Measure {
    /// Reads a text that is nothing but a unit.
    pub(crate) fn read(text: &str, scanner: &Scanner) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > 24 || text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return None;
        }
        let one = format!("1{text}");
        let mentions = scanner.find(&one);
        let [mention] = mentions.as_slice() else { return None };
        let quantity = mention.quantity()?;
        let whole = mention.span.start() == 0 && mention.span.end() == one.len();
        (whole && quantity.upper.is_none()).then_some(())?;
        Some(Self { unit: quantity.unit.clone()?, scale: quantity.value, per: quantity.per.clone() })
    }

    /// The units that a caption gives: 单位:人次、万元.
    pub(crate) fn of_caption(caption: &str, scanner: &Scanner) -> Vec<Self> {
        let Some(said) = unit_words(caption).and_then(|(from, to)| caption.get(from..to)) else {
            return Self::in_bracket(caption, scanner).into_iter().collect();
        };
        said.split(['、', ',', '，', '/', ';', '；', ' '])
            .filter_map(|unit| Self::read(unit, scanner))
            .collect()
    }

    /// 各县住院率(%)如下: a unit in brackets at the end of what the caption names.
    fn in_bracket(caption: &str, scanner: &Scanner) -> Option<Self> {
        let name = caption.trim_end_matches([':', '：', ' ', '如', '下', '情', '况', '表']);
        let (_, unit) = bracket_at_end(name)?;
        let plain = !unit.starts_with(['万', '亿', '千', '百']);
        plain.then(|| Self::read(unit, scanner)).flatten()
    }
}

/// Where the units of a line stand that says 单位:.
pub(crate) fn unit_words(line: &str) -> Option<(usize, usize)> {
    let at = line.find("单位")? + "单位".len();
    let rest = line.get(at..)?;
    let units = rest.trim_start().strip_prefix([':', '：'])?;
    let from = line.len() - units.len();
    let end = units.find([')', '）', '\t', '|', '。']).unwrap_or(units.len());
    Some((from, from + end))
}

/// 2011 alone in a head is a year.
pub(crate) fn bare_year(text: &str) -> Option<i32> {
    let text = text.trim();
    let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    text.parse().ok().filter(|_| year)
}

/// 参合人数(万人) is 参合人数 and 万人.
fn bracket_at_end(part: &str) -> Option<(&str, &str)> {
    let open = part.strip_suffix([')', '）'])?;
    let at = open.rfind(['(', '（'])?;
    let words = open.get(..at)?;
    let inside = open.get(at..)?.trim_start_matches(['(', '（']);
    Some((words.trim_end(), inside))
}

/// Whether a mention is a scale word that belongs to a unit in a head: the 万元 of 金额(万元).
pub(crate) fn is_bare_scale(text: &str, mention: &Mention) -> bool {
    mention
        .number
        .slice(text)
        .is_some_and(|number| matches!(number, "万" | "亿" | "千" | "百" | "十万" | "百万" | "千万"))
}
