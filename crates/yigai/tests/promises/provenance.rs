//! Every value points at bytes of the original file, carried from the first byte on and never searched for again.

use encoding_rs::Encoding;
use proptest::prelude::*;
use yigai::text::Container;

use crate::reports::{cases, read, sample, soup};

/// The bytes of a file from `start` to `end`, decoded.
fn decoded(bytes: &[u8], encoding: &str, start: usize, end: usize) -> Option<String> {
    let encoding = Encoding::for_label(encoding.as_bytes())?;
    let (text, malformed) = encoding.decode_without_bom_handling(bytes.get(start..end)?);
    (!malformed).then(|| text.into_owned())
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_bytes_of_a_mention_are_its_text(sample in sample()) {
        let Some(report) = read(&sample.bytes) else { return Ok(()) };
        let told = report.to_contract("a");
        let encoding = told.document.encoding.clone().unwrap_or_default();
        for mention in &told.mentions {
            let source = &mention.source;
            let text = decoded(&sample.bytes, &encoding, source.start, source.end);
            prop_assert_eq!(text.as_ref(), Some(&source.text));
        }
    }

    #[test]
    fn a_mention_neither_begins_nor_ends_inside_a_number(sample in sample()) {
        let Some(report) = read(&sample.bytes) else { return Ok(()) };
        let Ok(file) = std::str::from_utf8(&sample.bytes) else { return Ok(()) };
        if report.document().container() != Container::Text { return Ok(()) }
        for mention in &report.to_contract("a").mentions {
            let (start, end) = (mention.source.start, mention.source.end);
            let digit = |c: char| c.is_ascii_digit();
            let text = &mention.source.text;
            let (before, behind) = (file.get(..start).unwrap(), file.get(end..).unwrap());
            prop_assert!(!(text.starts_with(digit) && before.ends_with(digit)), "{text} at {start}");
            prop_assert!(!(text.ends_with(digit) && behind.starts_with(digit)), "{text} at {start}");
            // Words before a number (约) and counters behind it aside, the digits that were read stand there.
            let Some(stated) = &mention.stated else { continue };
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let (read, there) = (digits(&stated.digits), digits(text));
            prop_assert!(there.is_empty() || there.contains(&read), "{read} of {text} at {start}");
        }
    }

    #[test]
    fn the_pieces_of_a_split_number_lie_in_order_inside_it(text in soup()) {
        let Some(report) = read(text.as_bytes()) else { return Ok(()) };
        let text = match report.document().container() {
            Container::Text => text,
            _ => report.document().decoded().to_owned(),
        };
        for mention in &report.to_contract("a").mentions {
            let source = &mention.source;
            prop_assert_eq!(text.get(source.start..source.end), Some(source.text.as_str()));
            let Some(parts) = &source.parts else { continue };
            prop_assert!(parts.len() > 1);
            prop_assert_eq!(parts.first().map(|part| part.0), Some(source.start));
            prop_assert_eq!(parts.last().map(|part| part.1), Some(source.end));
            prop_assert!(parts.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        }
    }
}
