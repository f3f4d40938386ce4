use chrono::Datelike;
use yigai_quantity::{Mention, PartialDate, Period};
use yigai_span::Span;
use yigai_text::Document;

/// What a report says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportContext {
    /// The title, placeholders (XX县) kept.
    pub title: Option<String>,
    /// The body that wrote it, as signed or as named in the title.
    pub issuer: Option<String>,
    /// The place it is about, as named; placeholders are kept and never filled.
    pub region: Option<String>,
    /// Its own period: from the title or the opening of the body, never from an upload date.
    pub period: Option<Period>,
    /// The words that gave the period.
    pub period_evidence: Option<String>,
    /// Whether the caller gave the place.
    pub region_given: bool,
    /// Whether the caller gave the period.
    pub period_given: bool,
}

impl ReportContext {
    /// The year that 今年 means.
    pub fn year(&self) -> Option<i32> {
        self.period.map(|period| period.end.year())
    }

    /// Reads title, issuer, region and period from a document.
    pub(crate) fn read(document: &Document, mentions: &[Mention]) -> Self {
        let text = document.clean();
        let head = head(text);
        let title = document.title().map(str::to_owned).or_else(|| head.slice(text).map(str::to_owned));
        let mut context = Self {
            issuer: issuer(text, title.as_deref()),
            region: title
                .as_deref()
                .and_then(region)
                .or_else(|| region(text.get(..floor(text, 600)).unwrap_or(text))),
            title,
            ..Self::default()
        };
        context.find_period(text, head, mentions);
        context
    }

    /// A year in the head of the body, or one that the opening says the report is of (现将2011年…情况汇报).
    fn find_period(&mut self, text: &str, head: Span, mentions: &[Mention]) {
        let opening = floor(text, 450.max(head.end()));
        for mention in mentions.iter().take_while(|m| m.span.start() < opening) {
            let Some(year) = mention.date().and_then(|date| date.start.year) else { continue };
            let in_head = head.covers(mention.span);
            let behind =
                text.get(mention.span.end()..floor(text, mention.span.end() + 120)).unwrap_or_default();
            let clause = behind.split(['。', ',', '，', '\n']).next().unwrap_or_default();
            const OWN: [&str; 7] = ["汇报", "总结", "报告", "进展情况", "工作情况", "开展情况", "小结"];
            const OF_TITLES: [&str; 12] = [
                "情况", "年报", "报表", "统计", "一览", "要点", "公报", "通报", "综述", "讲话", "材料",
                "计划",
            ];
            let own = OWN.iter().any(|word| clause.contains(word))
                || in_head && OF_TITLES.iter().any(|word| clause.contains(word));
            if clause.starts_with(['版', '号']) || !own {
                continue;
            }
            self.period = mention
                .date()
                .and_then(|date| date.resolve(&PartialDate::year(year)))
                .or_else(|| Period::year(year));
            self.period_evidence = mention.span.slice(text).map(str::to_owned);
            return;
        }
    }
}

/// The first line, or as much of it as can be a title.
fn head(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    let stop = rest.find(['。', '：', ':', ',', '，']).unwrap_or(rest.len());
    Span::new(start, start + line.min(stop).min(floor(rest, 240)))
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

const OFFICES: [&str; 16] = [
    "卫生和计划生育局",
    "卫生健康委员会",
    "卫生健康局",
    "卫生计生局",
    "卫生局",
    "卫计局",
    "卫健局",
    "卫健委",
    "人民政府",
    "合作医疗管理办公室",
    "医改办公室",
    "医改办",
    "合管办",
    "医疗保障局",
    "扶贫办公室",
    "卫生院",
];

/// The office that signed at the end, or that the title names before 关于.
fn issuer(text: &str, title: Option<&str>) -> Option<String> {
    let signed = text
        .trim_end()
        .lines()
        .rev()
        .take(3)
        .map(str::trim)
        .find(|line| line.chars().count() <= 30 && OFFICES.iter().any(|office| line.ends_with(office)));
    let named = title.and_then(|title| {
        let (before, _) = title.split_once("关于")?;
        OFFICES.iter().any(|office| before.ends_with(office)).then_some(before)
    });
    signed.or(named).map(str::to_owned)
}

/// The first county, city, district or township that is named, placeholders included.
fn region(text: &str) -> Option<String> {
    const ENDS: [char; 9] = ['省', '县', '市', '区', '州', '旗', '盟', '镇', '乡'];
    const NOT_NAMES: [&str; 27] = [
        "全县",
        "我县",
        "全市",
        "我市",
        "全区",
        "我区",
        "该县",
        "本县",
        "各县",
        "辖区",
        "社区",
        "地区",
        "城市",
        "城镇",
        "乡镇",
        "省市",
        "县市",
        "市县",
        "县区",
        "市区",
        "全省",
        "我省",
        "各省",
        "农村地区",
        "山区",
        "郊区",
        "上市",
    ];
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (i, &(at, c)) in chars.iter().enumerate() {
        if !ENDS.contains(&c) {
            continue;
        }
        let from = chars.get(..i)?.iter().rposition(|&(_, c)| !is_name_char(c)).map_or(0, |p| p + 1);
        let name_start = from.max(i.saturating_sub(6));
        let start = chars.get(name_start).map_or(at, |&(s, _)| s);
        let name = text.get(start..at + c.len_utf8())?;
        let length = name.chars().count();
        // 县级医院, 市域内: the word goes on and names no place.
        let goes_on = chars.get(i + 1).is_some_and(|&(_, next)| "级域直属内外场办".contains(next));
        let placeholder = name.chars().next().is_some_and(|c| "XxＸ×某*".contains(c));
        if length >= 2
            && !goes_on
            && !name.starts_with("其中")
            && !NOT_NAMES.iter().any(|word| name.ends_with(word))
            && (placeholder || length >= 3)
        {
            return Some(name.to_owned());
        }
    }
    None
}

fn is_name_char(c: char) -> bool {
    (('\u{4e00}'..='\u{9fff}').contains(&c) || "XxＸ×*".contains(c))
        && !"的在于对按和与及关为是由将据以年月日".contains(c)
}
