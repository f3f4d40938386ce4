//! A file to findings and their JSON.

use yigai::{Options, Report, contract};

/// The same bytes give the same JSON twice, and the JSON is read back as what was written.
pub(super) fn whole(data: &[u8]) {
    let read = || Report::read(data, &Options::default()).map(|report| report.to_json("input"));
    let (first, second) = (read(), read());
    match (first, second) {
        (Ok(first), Ok(second)) => {
            assert_eq!(first, second);
            let back: contract::Report = match serde_json::from_str(&first) {
                Ok(back) => back,
                Err(error) => panic!("{error}: {first}"),
            };
            assert_eq!(back.to_json(), first);
            let utf8 =
                back.document.encoding.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("utf-8"));
            for mention in &back.mentions {
                let source = &mention.source;
                assert!(source.start < source.end);
                if utf8
                    && back.document.container == Some(contract::Container::Text)
                    && std::str::from_utf8(data).is_ok()
                {
                    assert_eq!(data.get(source.start..source.end), Some(source.text.as_bytes()));
                }
            }
        }
        (Err(first), Err(second)) => assert_eq!(first.to_string(), second.to_string()),
        _ => panic!("read once and refused once"),
    }
}
