//! Files that somebody made to break a reader: each is refused with a reason, or read for what it is.

use std::time::{Duration, Instant};

use yigai_text::{Document, Options, ReadError};

fn refused(bytes: &[u8]) -> ReadError {
    match Document::read(bytes, &Options::default()) {
        Ok(document) => panic!("read as {:?}", document.clean().chars().take(80).collect::<String>()),
        Err(error) => error,
    }
}

/// A stored ZIP archive of these parts, with the size that its directory claims for each.
fn zip(parts: &[(&str, &[u8], Option<u32>)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content, claimed) in parts {
        let at = file.len() as u32;
        let size = content.len() as u32;
        let claimed = claimed.unwrap_or(size);
        let mut common: Vec<u8> = [20u16, 0, 0, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect();
        for number in [crc32(content), size, claimed] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend(0u16.to_le_bytes());
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(*content);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length, count) = (file.len() as u32, directory.len() as u32, parts.len() as u16);
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(length.to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend(0u16.to_le_bytes());
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(feature = "docx")]
const TYPES: &[u8] = br#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
#[cfg(feature = "docx")]
const RELATIONS: &[u8] = br#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

#[cfg(feature = "docx")]
fn docx(document: &str, others: &[(&str, &[u8], Option<u32>)]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8], Option<u32>)> = vec![
        ("[Content_Types].xml", TYPES, None),
        ("_rels/.rels", RELATIONS, None),
        ("word/document.xml", document.as_bytes(), None),
    ];
    parts.extend(others);
    zip(&parts)
}

#[cfg(feature = "docx")]
fn body(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{inside}</w:body></w:document>"#
    )
}

#[cfg(feature = "docx")]
fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[cfg(feature = "docx")]
#[test]
fn a_small_word_file_is_read() {
    let file = docx(&body(&paragraph("全县参合率98.2%。")), &[]);
    assert_eq!(Document::read(&file, &Options::default()).unwrap().clean(), "全县参合率98.2%。");
}

#[cfg(feature = "docx")]
#[test]
fn a_part_that_claims_a_gigabyte_is_refused_before_it_is_unpacked() {
    let file = docx(&body(&paragraph("参合率98.2%。")), &[("word/media/image1.png", b"x", Some(1 << 30))]);
    insta::assert_snapshot!(refused(&file), @"the file is too large (unpacked): 1073742659 bytes, and the limit is 268435456; split it or raise the limit");
}

#[cfg(feature = "docx")]
#[test]
fn entities_of_xml_do_not_expand() {
    let laughs: String =
        (1..12).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let document = body(&paragraph("参合率98.2%&l11;。")).replacen(
        "?>",
        &format!("?><!DOCTYPE d [<!ENTITY l0 \"哈\">{laughs}]>"),
        1,
    );
    let start = Instant::now();
    match Document::read(&docx(&document, &[]), &Options::default()) {
        Ok(document) => assert!(document.decoded().len() < 1000),
        Err(error) => assert_eq!(error.kind(), "damaged"),
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[cfg(feature = "docx")]
#[test]
fn tables_in_tables_in_tables() {
    let depth = 300;
    let open = "<w:tbl><w:tr><w:tc>".repeat(depth);
    let close = "</w:tc></w:tr></w:tbl>".repeat(depth);
    let file = docx(&body(&format!("{}{open}{}{close}", paragraph("参合率98.2%。"), paragraph("深"))), &[]);
    match Document::read(&file, &Options::default()) {
        Ok(document) => assert!(document.clean().contains("98.2%")),
        Err(error) => assert_eq!(error.kind(), "damaged"),
    }
}

#[cfg(feature = "docx")]
#[test]
fn numbered_paragraphs_of_word_keep_their_numbers() {
    let numbering: &[u8] = br#"<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let item = |text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let document = body(&format!("{}{}", item("抓筹资，参合率98.2%。"), item("5万元用于培训。")));
    let file = docx(&document, &[("word/numbering.xml", numbering, None)]);
    let document = Document::read(&file, &Options::default()).unwrap();
    assert_eq!(document.clean(), "1. 抓筹资，参合率98.2%。\n2. 5万元用于培训。");
    assert_eq!(document.structure().sections.len(), 2);
}

#[test]
fn an_encrypted_word_file_says_so() {
    let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 504], &wide, &[0; 512]].concat();
    insta::assert_snapshot!(refused(&file), @"the Word file is encrypted: remove the password and save it again");
}

#[test]
fn works_documents_are_refused_by_name() {
    let file = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 504], b"CHNKWKS", &[0; 512]].concat();
    insta::assert_snapshot!(refused(&file), @"the file is a Works document (.wps), which is not read: open it and save it as .docx, .html or text");
}

#[test]
fn an_archive_that_is_cut_off_is_damaged() {
    let file = zip(&[("word/document.xml", b"<w:document/>", None)]);
    let error = refused(&file[..file.len() - 30]);
    insta::assert_snapshot!(error, @"the ZIP file is damaged (its end is missing): fetch it again");
}

#[cfg(feature = "html")]
#[test]
fn a_page_nested_without_end_is_refused_at_once() {
    let page = format!("<html><body>{}参合率98.2%{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let start = Instant::now();
    insta::assert_snapshot!(refused(page.as_bytes()), @"the HTML file is damaged (its elements are nested 100002 deep, and the limit is 4096): fetch it again");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[cfg(feature = "html")]
#[test]
fn a_page_with_loose_tags_is_no_deep_page() {
    let lines: String = (0..6000).map(|n| format!("<p>第{n}户<br><li>已签约<td>3人")).collect();
    let page = format!("<html><body>{lines}</body></html>");
    assert!(Document::read(page.as_bytes(), &Options::default()).unwrap().clean().contains("第5999户"));
}

#[cfg(feature = "html")]
#[test]
fn cells_that_span_millions_of_columns() {
    let page = "<html><body><p>各镇情况如下。</p><table><tr><td colspan=99999999 rowspan=99999999>镇</td><td>1206人</td></tr><tr><td>甲</td><td>35人</td></tr></table></body></html>";
    let document = Document::read(page.as_bytes(), &Options::default()).unwrap();
    assert!(document.clean().len() < 4000 && document.clean().contains("1206人"));
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_whose_streams_unpack_to_gigabytes_is_refused() {
    // Deflate of zeros: one block of fixed codes, a literal 0 and then copies of 258 bytes, 13 bits each.
    let packed = {
        use std::io::Write;
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        let zeros = vec![0u8; 1 << 20];
        for _ in 0..40 {
            encoder.write_all(&zeros).unwrap();
        }
        encoder.finish().unwrap()
    };
    let stream =
        [b"1 0 obj<</Length 9/Filter/FlateDecode>>stream\n".as_slice(), &packed, b"\nendstream endobj\n"]
            .concat();
    let file = [b"%PDF-1.4\n".as_slice(), &stream.repeat(8), b"trailer<<>>\n%%EOF"].concat();
    assert!(file.len() < 8 << 20);
    let error = refused(&file);
    assert_eq!(error.kind(), "too_large", "{error}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_that_claims_a_gigabyte_is_damaged() {
    for lie in [
        "1 0 obj<</Length 1000000000>>stream\nx\nendstream endobj\nxref\n0 1000000000\n0000000000 65535 f \ntrailer<</Size 1000000000/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        "1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1000000000>>endobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer<</Size 2/Root 1 0 R>>\nstartxref\n80\n%%EOF",
    ] {
        let error = refused(format!("%PDF-1.4\n{lie}").as_bytes());
        assert!(matches!(error.kind(), "damaged" | "needs_ocr"), "{error}");
    }
}

#[test]
fn bytes_of_zero_are_no_text() {
    let text = "参合率98.2%\0,补偿1206人次。\0";
    insta::assert_snapshot!(refused(text.as_bytes()), @"the file is binary (zero bytes among the text), not a report: give a text, HTML, Word or PDF file");
}

#[test]
fn halves_of_surrogate_pairs_are_located() {
    let mut units: Vec<u16> =
        "全县参合农民21万人，参合率为98.2%，住院补偿2105人次。".encode_utf16().collect();
    units[4] = 0xD83D;
    let bytes: Vec<u8> = [0xFEFF].into_iter().chain(units).flat_map(u16::to_le_bytes).collect();
    let document = Document::read(&bytes, &Options::default()).unwrap();
    assert_eq!(document.encoding(), "utf-16le");
    assert_eq!(document.malformed(), [yigai_span::Span::new(10, 12)]);
    assert!(document.clean().contains("98.2%"));
    assert_eq!(document.verify(&bytes), Ok(()));
}

/// Long runs of whatever rule looks ahead or back for something.
#[test]
fn long_runs_take_linear_time() {
    const ATTEMPTS: usize = 20;
    let runs = [
        "(",
        "&",
        "l1",
        "1 ",
        "O0",
        "(1)",
        "1、",
        "一、",
        "第1页",
        "页共",
        "内容总结(1)",
        "分页阅读第1页",
        "\n1、",
        "\n9\n",
        "。\u{E40C}",
        "\t",
        "|",
        "二、三",
        "效劳",
        "\u{200B}",
        "http://",
        "首页\n",
        "• 甲\n",
        "农(nóng)",
        "第",
        "1.",
        "１",
        "\u{A0}",
        "&nbsp;",
        "，",
        "名词解释\n1.指",
    ];
    for run in runs {
        let time = |bytes: usize| {
            let text = format!("全县参合率98.2%。{}", run.repeat(bytes / run.len()));
            let start = Instant::now();
            let _ = Document::read(text.as_bytes(), &Options::default());
            start.elapsed()
        };
        // Eight times the text takes eight times as long; the square would be sixty-four. What else the machine does makes single
        // measurements longer and none shorter, so that the shortest of some decide.
        let (mut small, mut large) = (Duration::MAX, Duration::MAX);
        let linear = (0..ATTEMPTS).any(|_| {
            small = small.min(time(10_000)).max(Duration::from_millis(2));
            large = large.min(time(80_000));
            large < small * 48
        });
        assert!(linear, "{run:?}: {small:?} and {large:?}");
    }
}

/// A count of four bytes in the head of an old Word file: its reader makes room for so many characters.
#[cfg(feature = "docx")]
#[test]
fn a_word_file_that_says_to_hold_four_billion_characters() {
    let file = include_bytes!("../data/report.doc");
    let head = file.windows(2).position(|two| two == b"\xEC\xA5").unwrap();
    let counts = head + 34 + 2 * usize::from(file[head + 32]) + 2;
    let with = |at: usize, claim: u32| {
        let mut file = file.to_vec();
        file[at..at + 4].copy_from_slice(&claim.to_le_bytes());
        file
    };
    insta::assert_snapshot!(refused(&with(counts + 12, u32::MAX)), @"the Word (.doc) file is damaged (it says to hold more text than it does): fetch it again");
    assert_eq!(refused(&with(counts + 12, 1 << 20)), refused(&with(counts + 12, u32::MAX)));
    // As many as there are, and fewer, are no damage.
    assert!(Document::read(&with(counts + 12, 3), &Options::default()).unwrap().clean().chars().count() <= 3);
    assert!(Document::read(file, &Options::default()).unwrap().clean().chars().count() > 100);
    // Two notes at the foot, whose positions are read where other numbers stand: some make a note of millions.
    let places = counts + 4 * usize::from(file[counts - 2]) + 2;
    let notes = |text: u32| {
        let mut file = file.to_vec();
        for (at, number) in [(16, 0), (20, 10), (24, text), (28, 8)] {
            file[places + at..places + at + 4].copy_from_slice(&u32::to_le_bytes(number));
        }
        Document::read(&file, &Options::default()).map_err(|error| error.to_string())
    };
    let refused = |text| notes(text).is_err_and(|told: String| told.contains("says to hold more text"));
    assert!((0..40).filter(|&text| refused(text)).count() > 3);
}
