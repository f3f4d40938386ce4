//! Memorial days and events that are named by their month and day: 5.12护士节, “3·15”活动.

use crate::look::{after, char_at, char_before, digits, is_han};
use crate::words::{List, Words};

/// Where the month and day of such a name end.
pub(crate) fn observed_at(text: &str, pos: usize, words: &Words) -> Option<usize> {
    let (month, 1..=2, month_end) = digits(text, pos) else { return None };
    let mark = char_at(text, month_end).filter(|c| matches!(c, '.' | '．' | '·' | '•'))?;
    let (day, 1..=2, end) = digits(text, month_end + mark.len_utf8()) else { return None };
    if !(1..=12).contains(&month?) || !(1..=31).contains(&day?) {
        return None;
    }
    let quoted = matches!(char_before(text, pos), Some('“' | '"' | '‘' | '「' | '\''))
        && matches!(char_at(text, end), Some('”' | '"' | '’' | '」' | '\''));
    let mut rest = after(text, end);
    if quoted {
        let mut chars = rest.chars();
        chars.next();
        rest = chars.as_str();
    }
    // Such a point is a decimal one only before a unit: 2·6万元.
    let measured = words.list(List::Measured).beginning(rest).is_some();
    let dotted = matches!(mark, '·' | '•') && (quoted || rest.starts_with(is_han) && !measured);
    (dotted || follows(rest, words)).then_some(end)
}

/// Whether the words are those of a memorial day: 世界 and its like only where a day, a feast or a week comes of them.
pub(crate) fn follows(rest: &str, words: &Words) -> bool {
    let Some(word) = words.list(List::Observed).beginning(rest) else { return false };
    let adjective = words.list(List::Worldwide).has(word);
    !adjective || rest.chars().take_while(|c| is_han(*c)).take(16).any(|c| matches!(c, '日' | '节' | '周'))
}
