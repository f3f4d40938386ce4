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
            region: title.as_deref().and_then(region).or_else(|| {
                region(text.get(..floor(text, 600)).unwrap_or(text)).filter(|name| is_place(text, name))
            }),
            title,
            ..Self::default()
        };
        context.find_period(text, head, mentions);
        context
    }

    /// The first of: a year in the title, one that the opening says the report is of (现将2011年…情况汇报), one in the lines
    /// below the head of a newsletter, and one that opens the first sentence.
    fn find_period(&mut self, text: &str, head: Span, mentions: &[Mention]) {
        let opening = floor(text, 900.max(head.end()));
        let dates = || {
            let opened = mentions.iter().take_while(|m| m.span.start() < opening);
            opened.filter_map(|m| Some((m, m.date()?.start.year?)))
        };
        let behind = |mention: &Mention| {
            text.get(mention.span.end()..floor(text, mention.span.end() + 120)).unwrap_or_default()
        };
        let own = |mention: &Mention| {
            const OWN: [&str; 7] = ["汇报", "总结", "报告", "进展情况", "工作情况", "开展情况", "小结"];
            let clause = behind(mention).split(['。', ',', '，', '\n']).next().unwrap_or_default();
            mention.span.start() < floor(text, 450.max(head.end()))
                && OWN.iter().any(|word| clause.contains(word))
        };
        let titled = text.get(head.end()..).is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
        let stated = |mention: &Mention| {
            let rest = behind(mention);
            !rest.starts_with(['版', '号', '〕', ']'])
                && !["以来", "起", "初以来", "底以来", "至今"].iter().any(|word| rest.starts_with(word))
                && mention.date().is_none_or(|date| date.start.day.is_none())
        };
        // A line of its own between the head and the body: the title of a newsletter.
        let in_line = |mention: &Mention| {
            let before = text.get(..mention.span.start()).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
            before.matches('\n').count() <= 5
                && line.chars().count() <= 45
                && !line.contains(['。', '〔', '；', '，', '：'])
                && start + line.len() < text.len()
        };
        let opens = |mention: &Mention| {
            let before = text.get(..mention.span.start()).unwrap_or_default();
            let begun = before.trim_end().is_empty() || before.trim_end_matches(' ').ends_with('\n');
            let rest = behind(mention);
            begun && (rest.starts_with([',', '，']) || half(rest, 2000).is_some())
        };
        // A month alone is when something was written or happened.
        let whole =
            |m: &Mention| m.date().is_some_and(|date| date.start.month.is_none() || date.end.is_some());
        let kept = |mention: &Mention| !behind(mention).starts_with(['版', '号']);
        let found = dates()
            .find(|(m, _)| kept(m) && titled && head.covers(m.span) && stated(m))
            .or_else(|| {
                dates().find(|(m, _)| kept(m) && (own(m) || head.covers(m.span) && of_title(behind(m))))
            })
            .or_else(|| dates().find(|(m, _)| whole(m) && stated(m) && in_line(m)))
            .or_else(|| dates().find(|(m, _)| whole(m) && stated(m) && opens(m)));
        let Some((mention, year)) = found else { return };
        let part = half(behind(mention), year)
            .filter(|_| mention.date().is_some_and(|date| date.start.month.is_none() && date.end.is_none()));
        self.period = part
            .or_else(|| mention.date().and_then(|date| date.resolve(&PartialDate::year(year))))
            .or_else(|| Period::year(year));
        self.period_evidence = mention.span.slice(text).map(str::to_owned);
    }
}

fn of_title(behind: &str) -> bool {
    const OF_TITLES: [&str; 12] =
        ["情况", "年报", "报表", "统计", "一览", "要点", "公报", "通报", "综述", "讲话", "材料", "计划"];
    let clause = behind.split(['。', ',', '，', '\n']).next().unwrap_or_default();
    OF_TITLES.iter().any(|word| clause.contains(word))
}

/// 2020年上半年, 2013年一季度: a part of the year right behind it.
fn half(behind: &str, year: i32) -> Option<Period> {
    let part = ["上半年", "下半年", "一季度", "第一季度", "前三季度", "二季度", "三季度", "四季度"];
    let said = part.iter().any(|word| behind.starts_with(word));
    yigai_quantity::resolve_relative(behind, year).filter(|_| said).map(|found| found.period)
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
    // 永宁县卫生局2012年工作总结: who wrote it opens the title.
    let opens = || {
        let title = title?.trim_start();
        let title =
            title.strip_prefix(['(', '（']).and_then(|t| t.split_once([')', '）'])).map_or(title, |(_, t)| t);
        const HOUSES: [&str; 4] = ["人民医院", "中医院", "妇幼保健院", "疾控中心"];
        let end = OFFICES
            .iter()
            .chain(&HOUSES)
            .filter_map(|office| Some(title.find(office)? + office.len()))
            .min()?;
        let name = title.get(..end)?;
        let plain = name.chars().all(is_name_char) && name.chars().count() <= 20;
        plain.then_some(name)
    };
    signed.or(named).or_else(opens).map(str::to_owned)
}

/// A name that the body gives only once may be part of other words; a placeholder is one, and so is what signs.
fn is_place(text: &str, name: &str) -> bool {
    name.starts_with(['X', 'x', 'Ｘ', '×', '某', '*']) || text.matches(name).take(2).count() > 1
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
        let goes_on = chars.get(i + 1).is_some_and(|&(_, next)| "级域直属内外场办长委".contains(next));
        let placeholder = name.chars().next().is_some_and(|c| "XxＸ×某*".contains(c));
        if length >= 2
            && !goes_on
            && !name.starts_with("其中")
            && !name.contains([
                '副', '商', '由', '请', '至', '全', '我', '本', '各', '组', '织', '该', '使', '让', '报',
                '经',
            ])
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
