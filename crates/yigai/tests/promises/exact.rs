//! What is written is what is read, digit for digit, and the written precision is kept beside it.

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::reports::{cases, read};

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_written_amount_is_read_to_the_last_digit(mantissa in 1_i64..99_999_999, decimals in 0_u32..5) {
        let written = Decimal::new(mantissa, decimals);
        let text = format!("全县共筹集资金{written}万元。");
        let report = read(text.as_bytes()).unwrap();
        let mention = &report.to_contract("a").mentions[0];
        let value: Decimal = mention.value.as_deref().unwrap().parse().unwrap();
        prop_assert_eq!(value, written * Decimal::from(10_000));
        let stated = mention.stated.as_ref().unwrap();
        prop_assert_eq!(stated.digits.parse::<Decimal>().unwrap(), written);
        prop_assert_eq!((stated.decimals, stated.scale.as_str()), (decimals, "10000"));
    }

    #[test]
    fn a_percentage_stays_one(hundredths in 0_i64..10_000) {
        let written = Decimal::new(hundredths, 2);
        let report = read(format!("参合率为{written}%。").as_bytes()).unwrap();
        let mention = &report.to_contract("a").mentions[0];
        prop_assert_eq!(mention.unit.as_deref(), Some("%"));
        prop_assert_eq!(mention.value.as_deref().unwrap().parse::<Decimal>().unwrap(), written);
    }
}
