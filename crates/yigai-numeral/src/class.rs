//! What each character of a numeral is.

/// The class of a character inside numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// 零〇.
    Zero,
    /// A circle that stands for zero between digits only: ○ Ｏ O.
    Circle,
    /// 一 to 九 in any script, 两 俩 仨 幺.
    Digit(u8),
    /// 十百千 as powers of ten.
    Small(u8),
    /// 廿卅卌 as a number of tens.
    Tens(u8),
    /// 万亿兆京垓 as powers of ten.
    Big(u8),
    /// 0 to 9, half or full width.
    Arabic(u8),
}

pub(crate) const fn class(c: char) -> Option<Class> {
    Some(match c {
        '0'..='9' => Class::Arabic(c as u8 - b'0'),
        '０'..='９' => Class::Arabic((c as u32 - '０' as u32) as u8),
        '零' | '〇' => Class::Zero,
        '○' | 'Ｏ' | 'O' | '◯' => Class::Circle,
        '一' | '壹' | '壱' | '弌' | '幺' => Class::Digit(1),
        '二' | '贰' | '貳' | '弍' | '两' | '兩' | '俩' | '倆' => Class::Digit(2),
        '三' | '叁' | '參' | '叄' | '弎' | '仨' => Class::Digit(3),
        '四' | '肆' => Class::Digit(4),
        '五' | '伍' => Class::Digit(5),
        '六' | '陆' | '陸' => Class::Digit(6),
        '七' | '柒' => Class::Digit(7),
        '八' | '捌' => Class::Digit(8),
        '九' | '玖' => Class::Digit(9),
        '十' | '拾' => Class::Small(1),
        '百' | '佰' => Class::Small(2),
        '千' | '仟' => Class::Small(3),
        '廿' | '卄' => Class::Tens(2),
        '卅' => Class::Tens(3),
        '卌' => Class::Tens(4),
        '万' | '萬' => Class::Big(4),
        '亿' | '億' => Class::Big(8),
        '兆' => Class::Big(12),
        '京' => Class::Big(16),
        '垓' => Class::Big(20),
        _ => return None,
    })
}

/// Whether the character begins or belongs to a numeral by itself.
pub(crate) const fn is_numeral(c: char) -> bool {
    matches!(class(c), Some(class) if !matches!(class, Class::Circle))
}

pub(crate) const fn power(exponent: u8) -> i128 {
    10_i128.pow(exponent as u32)
}

pub(crate) fn first(text: &str) -> Option<char> {
    text.chars().next()
}
