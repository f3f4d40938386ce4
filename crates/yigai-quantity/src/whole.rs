//! A text that is one mention.

use crate::{Mention, scanner};

/// Reads a text that is one quantity, date, ordinal or reference, with the hedges around it: `约三元五角`, `2011年2月`.
///
/// ```
/// use yigai_quantity::{Kind, parse};
///
/// let money = parse("三元五角二分").unwrap();
/// assert_eq!(money.quantity().unwrap().value.to_string(), "3.52");
/// assert_eq!(parse("2011年2月").unwrap().kind(), Kind::Date);
/// assert_eq!(parse("两所医院和三所学校"), None);
/// ```
pub fn parse(text: &str) -> Option<Mention> {
    let scanner = scanner::standard();
    let mut mentions = scanner.find(text);
    let mention = mentions.pop().filter(|_| mentions.is_empty())?;
    let head = text.get(..mention.span.start())?.trim();
    let tail = text.get(mention.span.end()..)?.trim();
    let hedges = scanner.lexicons.reader.hedges();
    let before = head.is_empty()
        || hedges.before(head).is_some_and(|(_, len)| len == head.len())
        || leads(head, &mention);
    let after = tail.is_empty() || hedges.after(tail).is_some_and(|(_, len)| len == tail.len());
    (before && after).then_some(mention)
}

/// Words before a multiple or a sum of money that belong to the expression: 增长1.5倍, 是去年的3倍, 人民币3元.
fn leads(head: &str, mention: &Mention) -> bool {
    if mention.date().is_some() {
        return matches!(head, "公元" | "截至" | "截止" | "到" | "于");
    }
    let Some(quantity) = mention.quantity() else { return false };
    match quantity.form {
        crate::Form::Increase => !head.contains(['，', '。', ',']),
        crate::Form::Multiple => {
            head.starts_with(['是', '为', '达', '相']) || head.ends_with(['的', '到', '为'])
        }
        _ => matches!(head, "人民币" | "RMB" | "￥" | "¥" | "每年" | "每月" | "每天"),
    }
}
