use std::sync::Arc;

use rust_decimal::Decimal;
use yigai_quantity::{Dimension, Mention, PartialDate, Period, Scanner, Unit, resolve_relative};

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
}

/// A unit that stands in a head: 万元 is 元 with the scale 10000.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) unit: Unit,
    pub(crate) scale: Decimal,
    pub(crate) per: Vec<Arc<str>>,
}

/// Heads that name nothing.
const EMPTY: [&str; 36] = [
    "机构数",
    "机构个数",
    "个数",
    "所数",
    "家数",
    "数",
    "项目",
    "指标",
    "名称",
    "指标名称",
    "项目名称",
    "单位",
    "单位名称",
    "机构名称",
    "乡镇",
    "地区",
    "内容",
    "数量",
    "数值",
    "数据",
    "实际",
    "合计",
    "小计",
    "总计",
    "共计",
    "本年",
    "本期",
    "今年",
    "当年",
    "完成数",
    "完成情况",
    "实际完成",
    "实际数",
    "实绩",
    "类别",
    "完成值",
];
const TOTALS: [&str; 5] = ["合计", "小计", "总计", "共计", "总数"];
const EARLIER: [&str; 6] = ["上年同期", "去年同期", "上年度", "上年", "去年", "同期"];
const PLANNED: [&str; 8] = ["目标值", "任务数", "计划数", "目标任务", "年度目标", "目标", "任务", "计划"];
const NOT_PLANNED: [&str; 5] = ["完成", "占", "率", "计划生育", "免疫规划"];
/// Heads of comparison, longest first, and what a sentence says of a percentage and of an amount.
const COMPARES: [(&str, &str, &str); 18] = [
    ("比上年增减", "比上年增长", "比上年增加"),
    ("同比增减", "同比增长", "同比增加"),
    ("增长幅度", "比上年增长", "比上年增加"),
    ("同比增长", "同比增长", "同比增加"),
    ("增减幅度", "比上年增长", "比上年增加"),
    ("增减数", "比上年增长", "比上年增加"),
    ("增加数", "比上年增长", "比上年增加"),
    ("增长率", "比上年增长", "比上年增加"),
    ("增幅", "比上年增长", "比上年增加"),
    ("增减", "比上年增长", "比上年增加"),
    ("增速", "比上年增长", "比上年增加"),
    ("增长", "比上年增长", "比上年增加"),
    ("增加", "比上年增长", "比上年增加"),
    ("同比", "同比增长", "同比增加"),
    ("环比", "环比增长", "环比增加"),
    ("降幅", "比上年下降", "比上年减少"),
    ("下降", "比上年下降", "比上年减少"),
    ("减少", "比上年下降", "比上年减少"),
];

impl Head {
    /// Reads the cells of a head, outer before inner; 今年 is `year`.
    pub(crate) fn read<'t>(
        parts: impl IntoIterator<Item = &'t str>,
        scanner: &Scanner,
        year: Option<i32>,
    ) -> Self {
        let mut head = Self::default();
        let mut last = "";
        for part in parts {
            if part != last {
                head.add(part, scanner, year);
            }
            last = part;
        }
        head
    }

    fn add(&mut self, part: &str, scanner: &Scanner, year: Option<i32>) {
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
        if let Some(word) = EARLIER.iter().find(|word| rest.starts_with(**word)) {
            self.earlier = true;
            let relative = year.and_then(|year| resolve_relative(word, year));
            self.period = relative.map(|found| found.period).or(self.period);
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        self.total |= TOTALS.contains(&rest);
        self.planned |= PLANNED.iter().any(|word| rest.contains(word))
            && !NOT_PLANNED.iter().any(|word| rest.contains(word));
        self.compares |= COMPARES.iter().any(|(word, ..)| rest.ends_with(word));
        if !EMPTY.contains(&rest) && !PLANNED.contains(&rest) {
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

    /// The unit that the words end in: 参合率 is in %, 补偿人次 in 人次, 床位数 in 张.
    pub(crate) fn implied(&self, scanner: &Scanner) -> Option<Measure> {
        const OTHER_RATES: [&str; 6] = ["死亡", "发病", "出生", "患病", "发生", "自然"];
        let words = self.words.trim_end_matches(')').trim_end_matches('）');
        let unit = if words.ends_with("人次") || words.ends_with("人次数") {
            "人次"
        } else if words.ends_with("人数") || words.ends_with("人口") || words.ends_with("人口数") {
            "人"
        } else if words.ends_with("户数") {
            "户"
        } else if words.ends_with("床位数") || words.ends_with("床位") {
            "张"
        } else if (self.is_rate() || words.ends_with("增幅") || words.ends_with("降幅"))
            && !OTHER_RATES.iter().any(|rate| words.contains(rate))
        {
            "%"
        } else {
            return None;
        };
        Measure::read(unit, scanner)
    }

    /// Whether the words name a rate or a share.
    pub(crate) fn is_rate(&self) -> bool {
        ["率", "比", "比例", "比重"].iter().any(|end| self.words.ends_with(end))
    }

    /// The words as a sentence would say them before a percentage or another figure: 增减 as 比上年增长.
    pub(crate) fn said(&self, percent: bool) -> String {
        for (word, rate, amount) in COMPARES {
            if let Some(base) = self.words.strip_suffix(word) {
                return format!("{base}{}", if percent { rate } else { amount });
            }
        }
        self.words.clone()
    }

    /// Whether the words name a kind of institution: what a count without further words is of.
    pub(crate) fn is_office(&self) -> bool {
        ["院", "所", "站", "室", "中心"].iter().any(|end| self.words.ends_with(end)) && self.is_place()
    }

    /// Whether the words name a place or an institution rather than something that is measured.
    pub(crate) fn is_place(&self) -> bool {
        const ENDS: [&str; 20] = [
            "县",
            "市",
            "区",
            "镇",
            "乡",
            "州",
            "旗",
            "盟",
            "村",
            "院",
            "所",
            "站",
            "室",
            "中心",
            "街道",
            "办事处",
            "局",
            "农场",
            "林场",
            "居委会",
        ];
        const NOT: [&str; 4] = ["住院", "出院", "入院", "转院"];
        const LEVELS: [&str; 11] =
            ["级", "级及以上", "级以上", "县内", "县外", "市内", "市外", "省内", "省外", "域内", "域外"];
        ENDS.iter().chain(&LEVELS).any(|end| self.words.ends_with(end))
            && !NOT.iter().any(|end| self.words.ends_with(end))
    }

    /// Whether the words name what falls on one person or one visit.
    pub(crate) fn is_average(&self) -> bool {
        ["均", "每", "标准", "起付", "封顶", "限额", "单价"].iter().any(|word| self.words.contains(word))
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
            return Vec::new();
        };
        said.split(['、', ',', '，', '/', ';', '；', ' '])
            .filter_map(|unit| Self::read(unit, scanner))
            .collect()
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
