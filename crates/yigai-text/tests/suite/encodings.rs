//! Every encoding of the Chinese web, with offsets into the bytes as given.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};
use yigai_span::Span;
use yigai_text::{Document, Options};

const TEXT: &str =
    "全县新型农村合作医疗参合率为98.2%,补偿资金1206.5万元,住院2105人次。\n二是建立居民健康档案18653份。";

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let order = if encoding == UTF_16LE { u16::to_le_bytes } else { u16::to_be_bytes };
        return text.encode_utf16().flat_map(order).collect();
    }
    encoding.encode(text).0.into_owned()
}

fn check(bytes: &[u8], label: &str, encoding: &'static Encoding, text: &str) {
    let document = Document::read(bytes, &Options::default()).unwrap();
    assert_eq!(document.encoding(), label);
    assert_eq!(document.decoded(), text);
    assert_eq!(document.verify(bytes), Ok(()));
    let number = "1206.5万元";
    if let Some(at) = document.clean().find(number) {
        let source = document.source(Span::new(at, at + number.len()));
        assert_eq!(encoding.decode_without_bom_handling(&bytes[source.start..source.end]).0, number);
        assert_eq!(source.text, number);
    }
}

#[test]
fn encodings_are_told_apart_without_a_mark() {
    check(TEXT.as_bytes(), "utf-8", encoding_rs::UTF_8, TEXT);
    check(&encoded(GB18030, TEXT), "gb18030", GB18030, TEXT);
    check(&encoded(UTF_16LE, TEXT), "utf-16le", UTF_16LE, TEXT);
    check(&encoded(UTF_16BE, TEXT), "utf-16be", UTF_16BE, TEXT);
    let traditional = "全縣新型農村合作醫療參合率為98.2%,補償資金1206.5萬元,住院2105人次。";
    let big5 = encoded(BIG5, traditional);
    let document = Document::read(&big5, &Options::default()).unwrap();
    assert_eq!((document.encoding(), document.decoded()), ("big5", traditional));
    assert_eq!(document.verify(&big5), Ok(()));
}

#[test]
fn short_texts_are_told_too() {
    for text in ["参合率95%。", "全县卫生院12所", "住院1.2万人次"] {
        check(&encoded(GB18030, text), "gb18030", GB18030, text);
    }
}

#[test]
fn marks_are_skipped_and_counted() {
    for (mark, label, encoding) in [
        (&b"\xEF\xBB\xBF"[..], "utf-8", encoding_rs::UTF_8),
        (b"\xFF\xFE", "utf-16le", UTF_16LE),
        (b"\xFE\xFF", "utf-16be", UTF_16BE),
    ] {
        let bytes = [mark, &encoded(encoding, TEXT)].concat();
        check(&bytes, label, encoding, TEXT);
    }
}

#[test]
fn rare_characters_take_four_bytes() {
    let text = "㐂县参合12万人,䶮镇1206.5万元,𠮷村98.6%。";
    check(&encoded(GB18030, text), "gb18030", GB18030, text);
}

#[test]
fn malformed_bytes_are_located() {
    let mut bytes = encoded(GB18030, &TEXT.repeat(4));
    bytes.truncate(bytes.len() - 1);
    bytes[40] = 0xFF;
    let document = Document::read(&bytes, &Options::default()).unwrap();
    assert_eq!(document.encoding(), "gb18030");
    assert!(document.malformed()[0].contains(40), "{:?}", document.malformed());
    assert_eq!(document.malformed().last().unwrap().end(), bytes.len());
    assert_eq!(document.verify(&bytes), Ok(()));

    let mut utf8 = TEXT.repeat(4).into_bytes();
    utf8.truncate(utf8.len() - 2);
    let document = Document::read(&utf8, &Options::default()).unwrap();
    assert_eq!((document.encoding(), document.malformed().len()), ("utf-8", 1));
    assert_eq!(document.verify(&utf8), Ok(()));
}

#[test]
fn text_that_was_decoded_wrongly_once_is_restored() {
    let text = "　　全县新型农村合作医疗参合率为９８.２%,住院2105人次。\n　　二是建立居民健康档案18653份,工作有序推进,群众满意。\n";
    let wanted = Document::read(text.as_bytes(), &Options::default()).unwrap();
    for wrong in [encoding_rs::WINDOWS_1252, GB18030] {
        let (garbled, _, lost) = wrong.decode(text.as_bytes());
        if lost {
            continue;
        }
        let document = Document::read(garbled.as_bytes(), &Options::default()).unwrap();
        assert_eq!(document.clean(), wanted.clean(), "{}", wrong.name());
        assert_eq!(document.decoded(), garbled);
        assert_eq!(document.verify(garbled.as_bytes()), Ok(()));
        assert!(document.edits().iter().any(|edit| edit.rule.id == "mojibake"));
    }
}
