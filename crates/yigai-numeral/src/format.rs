//! Numbers written out in Chinese.

use alloc::string::String;

use crate::{Error, Figure};

/// The characters of one way of writing.
struct Script {
    digits: [char; 10],
    /// 十百千.
    small: [char; 3],
    ten_thousand: char,
    hundred_million: char,
    point: char,
    minus: char,
    /// Whether ten is 壹拾 (on cheques) or 十.
    one_before_ten: bool,
}

const LOWER: Script = Script {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    small: ['十', '百', '千'],
    ten_thousand: '万',
    hundred_million: '亿',
    point: '点',
    minus: '负',
    one_before_ten: false,
};

const TRADITIONAL: Script =
    Script { ten_thousand: '萬', hundred_million: '億', point: '點', minus: '負', ..LOWER };

const FINANCIAL: Script = Script {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    small: ['拾', '佰', '仟'],
    one_before_ten: true,
    ..LOWER
};

/// 10^16 and 10^20: above them 亿亿 would be ambiguous.
const JING: u128 = 10_u128.pow(16);
const GAI: u128 = 10_u128.pow(20);

impl Figure {
    /// 三万五千零六, 负十二点三零.
    ///
    /// | figure | lower |
    /// | --- | --- |
    /// | 10 | 十 |
    /// | 110 | 一百一十 |
    /// | 35006 | 三万五千零六 |
    /// | -0.5 | 负零点五 |
    ///
    /// ```
    /// use yigai_numeral::Figure;
    ///
    /// let table = [("10", "十"), ("110", "一百一十"), ("35006", "三万五千零六"), ("-0.5", "负零点五")];
    /// for (figure, lower) in table {
    ///     assert_eq!(figure.parse::<Figure>().unwrap().lower().unwrap(), lower);
    /// }
    /// assert!(Figure::from(i128::MAX).lower().unwrap_err().is_overflow());
    /// ```
    ///
    /// # Errors
    /// From 10^24 on, where no scale word is in use.
    pub fn lower(&self) -> Result<String, Error> {
        self.write(&LOWER)
    }

    /// 三萬五千零六.
    ///
    /// ```
    /// use yigai_numeral::Figure;
    ///
    /// assert_eq!(Figure::from(35006).traditional().unwrap(), "三萬五千零六");
    /// ```
    ///
    /// # Errors
    /// As [`lower`](Self::lower).
    pub fn traditional(&self) -> Result<String, Error> {
        self.write(&TRADITIONAL)
    }

    /// 叁万伍仟零陆, as on cheques.
    ///
    /// ```
    /// use yigai_numeral::Figure;
    ///
    /// assert_eq!(Figure::from(10011).financial().unwrap(), "壹万零壹拾壹");
    /// ```
    ///
    /// # Errors
    /// As [`lower`](Self::lower).
    pub fn financial(&self) -> Result<String, Error> {
        self.write(&FINANCIAL)
    }

    /// 二零一零, digit by digit.
    ///
    /// ```
    /// use yigai_numeral::Figure;
    ///
    /// assert_eq!("012".parse::<Figure>().unwrap().digits(), "零一二");
    /// assert_eq!("-12.30".parse::<Figure>().unwrap().digits(), "负一二点三零");
    /// ```
    pub fn digits(&self) -> String {
        let mut out = String::new();
        if self.negative {
            out.push(LOWER.minus);
        }
        push_digits(&mut out, &self.digits, &LOWER);
        if !self.decimals.is_empty() {
            out.push(LOWER.point);
            push_digits(&mut out, &self.decimals, &LOWER);
        }
        out
    }

    /// 百分之三十五点五: the number is the percentage.
    ///
    /// ```
    /// use yigai_numeral::Figure;
    ///
    /// assert_eq!("35.5".parse::<Figure>().unwrap().percent().unwrap(), "百分之三十五点五");
    /// assert_eq!("-3".parse::<Figure>().unwrap().percent().unwrap(), "负百分之三");
    /// ```
    ///
    /// # Errors
    /// As [`lower`](Self::lower).
    pub fn percent(&self) -> Result<String, Error> {
        let mut out = String::new();
        if self.negative {
            out.push(LOWER.minus);
        }
        out.push_str("百分之");
        out.push_str(&Self { negative: false, ..self.clone() }.write(&LOWER)?);
        Ok(out)
    }

    /// 壹拾贰元叁角整 in the manner of cheques: 元整 without 角 and 分, 零 before 分 without 角.
    ///
    /// | amount | words |
    /// | --- | --- |
    /// | 0 | 零元整 |
    /// | 12 | 壹拾贰元整 |
    /// | 1.2 | 壹元贰角 |
    /// | 1.01 | 壹元零壹分 |
    /// | 0.01 | 壹分 |
    ///
    /// ```
    /// use yigai_numeral::Figure;
    ///
    /// let table = [("0", "零元整"), ("12", "壹拾贰元整"), ("1.2", "壹元贰角"), ("1.01", "壹元零壹分"), ("0.01", "壹分")];
    /// for (amount, words) in table {
    ///     assert_eq!(amount.parse::<Figure>().unwrap().rmb().unwrap(), words);
    /// }
    /// // A part of a 分 cannot be written, and is not rounded away.
    /// assert!("0.005".parse::<Figure>().unwrap().rmb().is_err());
    /// ```
    ///
    /// # Errors
    /// Where the amount has a part of a 分, or is too large.
    pub fn rmb(&self) -> Result<String, Error> {
        let mut places = self.decimals.bytes().map(|digit| usize::from(digit.saturating_sub(b'0')));
        let (jiao, fen) = (places.next().unwrap_or(0), places.next().unwrap_or(0));
        if places.any(|digit| digit != 0) {
            return Err(Error::malformed(self.digits.len() + 3, "at most two decimals, as money has"));
        }
        let digit = |value: usize| FINANCIAL.digits.get(value).copied().unwrap_or('零');
        let mut out = String::new();
        if self.negative {
            out.push(FINANCIAL.minus);
        }
        if self.whole > 0 || jiao + fen == 0 {
            out.push_str(
                &Self { negative: false, decimals: String::new(), ..self.clone() }.write(&FINANCIAL)?,
            );
            out.push('元');
        }
        match (jiao, fen) {
            (0, 0) => out.push('整'),
            (0, fen) => {
                if self.whole > 0 {
                    out.push('零');
                }
                out.extend([digit(fen), '分']);
            }
            (jiao, 0) => out.extend([digit(jiao), '角']),
            (jiao, fen) => out.extend([digit(jiao), '角', digit(fen), '分']),
        }
        Ok(out)
    }

    fn write(&self, script: &Script) -> Result<String, Error> {
        if self.whole >= GAI * 10_000 {
            return Err(Error::overflow(0));
        }
        let mut out = String::new();
        if self.negative {
            out.push(script.minus);
        }
        let from = out.len();
        whole(&mut out, self.whole, script);
        if !script.one_before_ten && out.get(from..).is_some_and(|text| text.starts_with("一十")) {
            out.drain(from..from + '一'.len_utf8());
        }
        if !self.decimals.is_empty() {
            out.push(script.point);
            push_digits(&mut out, &self.decimals, script);
        }
        Ok(out)
    }
}

fn push_digits(out: &mut String, digits: &str, script: &Script) {
    out.extend(digits.bytes().filter_map(|digit| script.digits.get(usize::from(digit.saturating_sub(b'0')))));
}

/// The whole part: what stands above a scale word, the word, and what is left, with 零 where a place is missing.
fn whole(out: &mut String, value: u128, script: &Script) {
    let scales =
        [(GAI, '垓'), (JING, '京'), (100_000_000, script.hundred_million), (10_000, script.ten_thousand)];
    for (worth, word) in scales {
        if value >= worth {
            whole(out, value / worth, script);
            out.push(word);
            let rest = value % worth;
            if rest > 0 {
                if rest < worth / 10 {
                    out.push('零');
                }
                whole(out, rest, script);
            }
            return;
        }
    }
    section(out, value, script);
}

/// A number below ten thousand.
fn section(out: &mut String, value: u128, script: &Script) {
    let digit = |value: u128| usize::try_from(value).ok().and_then(|value| script.digits.get(value)).copied();
    if value == 0 {
        out.push('零');
        return;
    }
    let (mut rest, mut missing, mut begun) = (value, false, false);
    for (worth, unit) in [(1000, Some(2)), (100, Some(1)), (10, Some(0)), (1, None)] {
        let count = rest / worth;
        rest %= worth;
        if count == 0 {
            missing = begun;
            continue;
        }
        if missing {
            out.push('零');
        }
        (missing, begun) = (false, true);
        out.extend(digit(count));
        out.extend(unit.and_then(|unit: usize| script.small.get(unit)));
    }
}
