use yigai::contract::{Finding, Report, names as ids};

use super::sheet::{Head, Sheet};
use crate::line::one_line;
use crate::messages;
use crate::names;
use crate::style::Style;
use crate::tidy::Cell;

/// A row for each finding, those that hold, too.
pub(super) fn sheet<'a>(reports: &'a [Report], style: &'a Style<'a>) -> Sheet<'a> {
    let heads = [
        (words::FILE, 24),
        (words::VERDICT, 14),
        (words::VERDICT_ID, 14),
        (words::RULE, 12),
        (words::TEXT, 18),
        (words::PARAGRAPH, 6),
        (words::START, 8),
        (words::END, 8),
        (words::FORMULA, 40),
        (words::STATED, 14),
        (words::STATED_TEXT, 14),
        (words::COMPUTED, 14),
        (words::COMPUTED_TEXT, 14),
        (words::MESSAGE, 60),
        (words::SUGGESTIONS, 50),
    ];
    let rows =
        reports.iter().flat_map(|report| report.findings.iter().map(|finding| row(report, finding, style)));
    Sheet {
        name: "findings",
        heads: heads.map(|(text, width)| Head::new(text, style.lang, width)).into(),
        rows: rows.collect(),
    }
}

fn row<'a>(report: &'a Report, finding: &'a Finding, style: &Style<'_>) -> Vec<Cell<'a>> {
    let lang = style.lang;
    let text = |text: &str| Cell::Text(one_line(text).into());
    let number = |number: usize| Cell::Number(number.to_string().into());
    let blank = || Cell::Text("".into());
    let (_, verdict, _) = names::verdict(finding.verdict);
    let rule = messages::rule(&finding.rule).map_or(finding.rule.as_str(), |rule| rule.to(lang));
    let mut row = vec![
        Cell::Text(report.document.path.as_str().into()),
        Cell::Text(verdict.to(lang).into()),
        Cell::Text(ids::verdict(finding.verdict).into()),
        text(rule),
    ];
    match finding.target.and_then(|target| report.mentions.get(target)) {
        Some(mention) => {
            let source = &mention.source;
            row.extend([
                text(&source.text),
                number(mention.paragraph),
                number(source.start),
                number(source.end),
            ]);
        }
        None => row.extend([text(messages::WHOLE_DOCUMENT.to(lang)), blank(), blank(), blank()]),
    }
    row.push(text(&finding.formula));
    for value in [&finding.stated, &finding.computed] {
        let value = value.as_deref().unwrap_or_default();
        let number = if crate::guard::is_number(value) { Cell::Number(value.into()) } else { blank() };
        row.extend([number, Cell::Text(value.into())]);
    }
    row.push(text(lang.pick(&finding.message.zh, &finding.message.en)));
    let suggestions: Vec<_> = finding
        .suggestions
        .iter()
        .map(|repair| {
            let unit = repair.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
            let value = format!("{}{unit}", repair.value);
            messages::SUGGESTION.fill(lang, [&value, &repair.odds, lang.pick(&repair.why_zh, &repair.why)])
        })
        .collect();
    row.push(text(&suggestions.join(lang.pick("；", "; "))));
    row
}

mod words {
    messages! {
        FILE: "文件", "File";
        VERDICT: "结论", "Verdict";
        VERDICT_ID: "结论代码", "Verdict id";
        RULE: "规则", "Rule";
        TEXT: "原文", "As written";
        PARAGRAPH: "段", "Paragraph";
        START: "起始字节", "First byte";
        END: "结束字节", "End byte";
        FORMULA: "算式", "Formula";
        STATED: "写明值", "Stated";
        STATED_TEXT: "写明值（精确文本）", "Stated (exact text)";
        COMPUTED: "核算值", "Computed";
        COMPUTED_TEXT: "核算值（精确文本）", "Computed (exact text)";
        MESSAGE: "说明", "Message";
        SUGGESTIONS: "建议", "Suggestions";
    }

    #[test]
    fn both_languages_say_the_same() {
        crate::messages::agree(ALL);
    }
}
