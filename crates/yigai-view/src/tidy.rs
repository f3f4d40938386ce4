//! One row for each observation: the columns that CSV and workbook share.

use std::borrow::Cow;

use yigai::contract::{Report, Verdict, names};

use crate::line::one_line;
use crate::messages::Text;
use crate::style::Style;

/// One cell: text, or a number as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Text(Cow<'a, str>),
    Number(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
        }
    }

    fn maybe(text: Option<&'a str>) -> Self {
        Self::Text(text.unwrap_or_default().into())
    }

    fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string().into())
    }

    fn maybe_number(number: Option<&'a str>) -> Self {
        match number {
            Some(number) if crate::guard::is_number(number) => Self::Number(number.into()),
            other => Self::maybe(other),
        }
    }
}

/// A column: its name for programs and for people, and about how wide its texts are, in half-width characters.
pub(crate) struct Column {
    pub(crate) id: &'static str,
    pub(crate) name: Text,
    pub(crate) width: u16,
}

macro_rules! columns {
    ($($id:literal $width:literal $zh:literal $en:literal;)*) => {
        &[$(Column { id: $id, name: Text { zh: $zh, en: $en }, width: $width }),*]
    };
}

/// In the order of [`row`].
pub(crate) const COLUMNS: &[Column] = columns! {
    "file" 24 "文件" "File";
    "place" 14 "地区" "Place";
    "paragraph" 6 "段" "Paragraph";
    "start" 8 "起始字节" "First byte";
    "end" 8 "结束字节" "End byte";
    "text" 18 "原文" "As written";
    "programme" 22 "领域" "Programme";
    "indicator" 22 "指标代码" "Indicator id";
    "name" 28 "指标" "Indicator";
    "label" 24 "原文名称" "Label";
    "role" 12 "口径" "Role";
    "modality" 10 "性质" "Modality";
    "bound" 10 "界限" "Bound";
    "value" 16 "数值" "Value";
    "upper" 12 "上限" "Upper end";
    "unit" 8 "单位" "Unit";
    "per" 10 "分母" "Per";
    "inferred" 10 "推定" "Implied";
    "period_start" 12 "起始日" "First day";
    "period_end" 12 "截止日" "Last day";
    "subject" 16 "对象" "Subject";
    "confidence" 8 "把握" "Confidence";
    "check" 14 "核对" "Check";
    "message" 60 "核对说明" "What the check says";
};

/// The verdict of the audit on each mention, the gravest first, with its message.
pub(crate) struct Verdicts<'a>(Vec<Option<(Verdict, &'a str)>>);

impl<'a> Verdicts<'a> {
    pub(crate) fn of(report: &'a Report, style: &Style<'_>) -> Self {
        let mut verdicts = vec![None; report.mentions.len()];
        for finding in &report.findings {
            let message = style.lang.pick(finding.message.zh.as_str(), finding.message.en.as_str());
            // Taking part in a recomputation that holds says something of each of its numbers; failing says it of one.
            let holds = finding.verdict == Verdict::Consistent;
            let judged = if holds { finding.mentions.as_slice() } else { finding.target.as_slice() };
            for index in judged {
                let Some(slot) = verdicts.get_mut(*index) else { continue };
                if slot.is_none_or(|(known, _)| gravity(known) < gravity(finding.verdict)) {
                    *slot = Some((finding.verdict, message));
                }
            }
        }
        Self(verdicts)
    }
}

fn gravity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Consistent => 0,
        Verdict::Undecidable => 1,
        Verdict::NearMiss => 2,
        Verdict::Inconsistent => 3,
        Verdict::Corrupt => 4,
    }
}

/// The rows of a report.
pub(crate) fn rows<'a>(report: &'a Report, style: &'a Style<'a>) -> impl Iterator<Item = Vec<Cell<'a>>> {
    let verdicts = Verdicts::of(report, style);
    report.observations.iter().filter_map(move |observation| {
        let mention = report.mentions.get(observation.mention)?;
        let indicator = observation.indicator.as_deref().and_then(|id| style.catalogue.get(id));
        let (check, message) = match verdicts.0.get(observation.mention).copied().flatten() {
            Some((Verdict::Consistent, _)) => (names::verdict(Verdict::Consistent), ""),
            Some((verdict, message)) => (names::verdict(verdict), message),
            None => ("", ""),
        };
        let day = |day: Option<yigai::chrono::NaiveDate>| {
            Cell::text(day.map_or_else(String::new, |d| d.to_string()))
        };
        let source = &mention.source;
        Some(vec![
            Cell::text(&*report.document.path),
            Cell::maybe(report.document.region.as_deref()),
            Cell::number(mention.paragraph),
            Cell::number(source.start),
            Cell::number(source.end),
            Cell::text(one_line(&source.text)),
            Cell::maybe(observation.programme.as_deref()),
            Cell::maybe(observation.indicator.as_deref()),
            Cell::maybe(indicator.map(|indicator| style.lang.pick(indicator.name(), indicator.english()))),
            Cell::text(one_line(&observation.label)),
            Cell::text(names::role(observation.role)),
            Cell::text(names::modality(observation.modality)),
            Cell::text(mention.bound.name()),
            Cell::maybe_number(mention.value.as_deref()),
            Cell::maybe_number(mention.upper.as_deref()),
            Cell::maybe(mention.unit.as_deref()),
            Cell::text(mention.per.as_deref().unwrap_or_default().join("/")),
            Cell::text(mention.inferred.as_deref().unwrap_or_default().join(" ")),
            day(observation.period.map(|period| period.start)),
            day(observation.period.map(|period| period.end)),
            Cell::maybe(observation.subject.as_deref()),
            Cell::number(observation.confidence),
            Cell::text(check),
            Cell::text(one_line(message)),
        ])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_every_column() {
        let texts: Vec<_> = COLUMNS.iter().map(|column| (column.id, column.name)).collect();
        crate::messages::agree(&texts);
    }
}
