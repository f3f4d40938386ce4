//! One report in four containers, made by LibreOffice from `tests/data/report.html`, gives the same figures.

#![cfg(feature = "containers")]

use yigai_text::{Container, Document, Options, ReadError};

const HTML: &[u8] = include_bytes!("../data/report.html");
const DOCX: &[u8] = include_bytes!("../data/report.docx");
const DOC: &[u8] = include_bytes!("../data/report.doc");
const PDF: &[u8] = include_bytes!("../data/report.pdf");

fn read(bytes: &[u8]) -> Document {
    let document = Document::read(bytes, &Options::default()).unwrap();
    assert_eq!(document.verify(bytes), Ok(()));
    document
}

/// The numbers of a text, in order.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter(|n| n.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

#[test]
fn every_container_gives_the_same_figures() {
    let html = read(HTML);
    assert_eq!(html.container(), Container::Html);
    let wanted = numbers(html.clean());
    assert_eq!(wanted.first(), Some(&"2012"));
    assert!(wanted.contains(&"213860") && wanted.contains(&"31205"));
    for (bytes, container) in [(DOCX, Container::Docx), (DOC, Container::Doc), (PDF, Container::Pdf)] {
        let document = read(bytes);
        assert_eq!(document.container(), container);
        // The page's own title is not part of the body there.
        let mut found = numbers(document.clean());
        found.remove(0);
        assert_eq!(found, wanted, "{}", container.name());
    }
}

#[test]
fn tables_keep_rows_and_columns() {
    for bytes in [HTML, DOCX, DOC] {
        let document = read(bytes);
        let [table] = document.structure().tables.as_slice() else { panic!("one table") };
        let cell = |row: usize, column: usize| table.rows[row].cells[column].slice(document.clean()).unwrap();
        assert_eq!((table.head_rows, table.head_columns), (2, 1));
        assert_eq!((cell(2, 0), cell(2, 1), cell(2, 2)), ("城关镇", "31205", "81.2%"));
        // Heads: 健康档案 spans two columns.
        assert_eq!((cell(0, 2), cell(1, 2)), ("健康档案", "建档率"));
        assert_eq!(cell(4, 0), "合计");
    }
}

#[test]
fn a_page_gives_its_title_and_keeps_what_it_cut() {
    let document = read(HTML);
    assert_eq!(document.title(), Some("青禾县2012年医改工作总结"));
    assert!(document.decoded().contains("政务公开") && !document.clean().contains("政务公开"));
    assert!(!document.decoded().contains("8812"), "scripts are no text");
}

#[test]
fn the_end_of_a_container_must_be_there() {
    for bytes in [DOCX, PDF, DOC] {
        for cut in [bytes.len() / 4, bytes.len() / 2, bytes.len() - 100] {
            // A cut .doc may still hold its text; nothing panics or is made up.
            let read = Document::read(&bytes[..cut], &Options::default());
            if let Ok(document) = read {
                assert!(document.clean().contains("参合农民"));
            }
        }
    }
}

#[test]
fn damaged_containers_are_errors() {
    for bytes in [DOCX, PDF, DOC] {
        for at in (40..bytes.len()).step_by(bytes.len() / 24) {
            let mut bytes = bytes.to_vec();
            let end = (at + 16).min(bytes.len());
            bytes[at..end].fill(0xA5);
            let _ = Document::read(&bytes, &Options::default());
        }
    }
}

/// A web page saved as one file, as browsers and Word write it.
fn saved_page(encoding: &str, charset: &str, page: &str) -> Vec<u8> {
    format!(
        "From: <Saved by Browser>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Part\"\r\n\r\n------=_Part\r\nContent-Type: text/css\r\n\r\np {{ margin: 20px }}\r\n------=_Part\r\nContent-Type: text/html; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{page}\r\n------=_Part--\r\n"
    )
    .into_bytes()
}

#[test]
fn a_web_page_saved_as_one_file_is_read() {
    let page = "<html><head><title>青禾县总结</title></head><body><p>全县参合农民213860人，参合率98.2%。</p><table><tr><td>乡镇</td><td>人次</td></tr><tr><td>甲</td><td>1206</td></tr><tr><td>乙</td><td>35</td></tr></table></body></html>";
    let quoted = |bytes: &[u8]| -> String {
        let mut out = String::new();
        for (index, byte) in bytes.iter().enumerate() {
            match byte {
                b'=' => out.push_str("=3D"),
                0x20..=0x7E => out.push(char::from(*byte)),
                other => out.push_str(&format!("={other:02X}")),
            }
            if index % 20 == 19 {
                out.push_str("=\r\n");
            }
        }
        out
    };
    let gb = encoding_rs::GB18030.encode(page).0;
    for (file, encoding) in [
        (saved_page("8bit", "utf-8", page), "utf-8"),
        (saved_page("quoted-printable", "utf-8", &quoted(page.as_bytes())), "utf-8"),
        (saved_page("quoted-printable", "gb2312", &quoted(&gb)), "gb18030"),
    ] {
        let document = read(&file);
        assert_eq!((document.container(), document.encoding()), (Container::Html, encoding));
        assert_eq!(document.clean(), "全县参合农民213860人，参合率98.2%。\n乡镇\t人次\n甲\t1206\n乙\t35");
        assert_eq!(document.structure().tables.len(), 1);
    }
}

#[test]
fn a_report_about_letters_is_no_saved_page() {
    let text =
        "一、概况：系统支持 MIME-Version: 1.0 与 Content-Type: multipart/mixed 的邮件，累计发送1206封。";
    assert_eq!(read(text.as_bytes()).container(), Container::Text);
}

#[test]
fn what_is_inside_decides_and_not_the_name() {
    let workbook = [b"PK\x03\x04 xl/workbook.xml PK\x05\x06".as_slice(), &[0; 18]].concat();
    let error = Document::read(&workbook, &Options::default()).unwrap_err();
    assert_eq!(error, ReadError::Container { name: "an Excel workbook" });
    let scan = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n0000000106 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n176\n%%EOF";
    let error = Document::read(scan, &Options::default()).unwrap_err();
    assert!(matches!(error, ReadError::NeedsOcr { .. } | ReadError::Damaged { .. }), "{error}");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut options = Options::default();
    options.limits.unpacked_bytes = 1000;
    let error = Document::read(DOCX, &options).unwrap_err();
    assert_eq!(error.kind(), "too_large");
}
