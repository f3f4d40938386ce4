//! Money in its coins: 三元五角二分, 12块5毛, 十二块五, 5角, 两毛五.

use rust_decimal::Decimal;
use yigai_numeral::cardinal_at;

use crate::Dimension;
use crate::amount::Amount;
use crate::lexicons::Lexicons;
use crate::look::{char_at, char_before, is_han};
use crate::start::starts;

/// What a 角 and a 分 are worth in 元.
const JIAO: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
const FEN: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

impl Lexicons {
    /// 5角, 两毛五, 一分钱 in 元, the base unit. Whether it was such a coin.
    pub(crate) fn coins(&self, text: &str, amount: &mut Amount) -> bool {
        let money = amount.quantity.unit.as_ref().filter(|unit| unit.dimension() == Dimension::Money);
        let worth = match money.map(|unit| unit.name()) {
            Some("角") => JIAO,
            Some("分钱") => FEN,
            _ => return false,
        };
        let Some(mut value) = amount.quantity.value.checked_mul(worth) else { return false };
        let upper = amount.quantity.upper.map(|upper| upper.checked_mul(worth));
        if worth == JIAO
            && upper.is_none()
            && let Some((fen, end)) = coin(text, amount.end, &['分'], true)
            && let Some(sum) = fen.checked_mul(FEN).and_then(|fen| value.checked_add(fen))
        {
            (value, amount.end) = (sum, end);
        }
        amount.restate(value);
        amount.quantity.upper = upper.flatten();
        amount.quantity.unit = self.units.get("元");
        true
    }

    /// 三元五角二分, 12块5毛, 十二块五: whether there was such a part.
    pub(crate) fn smaller_coins(&self, text: &str, amount: &mut Amount) -> bool {
        if !char_at(text, amount.end).is_some_and(starts) {
            return false;
        }
        let (mut value, mut end) = (amount.quantity.value, amount.end);
        let spoken = amount.quantity.unit.as_ref().is_some_and(|unit| unit.name() == "块");
        let steps: [(&[char], Decimal, bool); 2] = [(&['角', '毛'], JIAO, spoken), (&['分'], FEN, false)];
        for (marks, worth, bare) in steps {
            let place = if char_at(text, end) == Some('零') { end + '零'.len_utf8() } else { end };
            // 两块三毛五: the digit behind a 毛 is 分.
            let bare = bare || char_before(text, end) == Some('毛');
            let Some((digit, coin_end)) = coin(text, place, marks, bare) else { continue };
            let sum = digit.checked_mul(worth).and_then(|part| value.checked_add(part));
            let Some(sum) = sum else { return false };
            (value, end) = (sum, coin_end);
        }
        if end == amount.end {
            return false;
        }
        amount.restate(value);
        amount.end = end;
        amount.quantity.unit = self.units.get("元");
        true
    }
}

/// 五角, 二分: the digit, and where its coin ends. Where it may be `bare`, no coin is named and no word follows (十二块五).
fn coin(text: &str, at: usize, marks: &[char], bare: bool) -> Option<(Decimal, usize)> {
    let (cardinal, end, _) = cardinal_at(text, at);
    let cardinal = cardinal.ok().filter(|cardinal| end > at && cardinal.upper.is_none())?;
    let digit = cardinal.value.to_decimal()?;
    if digit >= Decimal::TEN || !digit.fract().is_zero() {
        return None;
    }
    match char_at(text, end) {
        Some(mark) if marks.contains(&mark) => Some((digit, end + mark.len_utf8())),
        next => (bare && !next.is_some_and(is_han)).then_some((digit, end)),
    }
}
