//! Bytes to clean text.

use yigai::text::{Document, Options};

/// What every document keeps: its edits undone give the decoded input, and its map leads back to the bytes.
fn check(data: &[u8]) {
    if let Ok(document) = Document::read(data, &Options::default()) {
        if let Err(error) = document.verify(data) {
            panic!("{error}");
        }
        let clean = document.clean();
        assert!(
            document.structure().paragraphs.iter().all(|p| clean.get(p.span.start()..p.span.end()).is_some())
        );
    }
}

/// Whatever file it is.
pub(super) fn decode(data: &[u8]) {
    check(data);
}

/// A page: the head makes it one whatever follows.
pub(super) fn html(data: &[u8]) {
    check(&[b"<!DOCTYPE html><html><body>".as_slice(), data].concat());
}

/// A Word file: a zip archive with the member that every such file has.
pub(super) fn docx(data: &[u8]) {
    check(&zip(data));
    check(&[b"PK\x03\x04".as_slice(), data].concat());
}

/// A compound file.
pub(super) fn doc(data: &[u8]) {
    check(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), data].concat());
}

/// A PDF.
pub(super) fn pdf(data: &[u8]) {
    check(&[b"%PDF-1.4\n".as_slice(), data].concat());
}

/// Text that is UTF-8.
pub(super) fn clean(data: &[u8]) {
    check(super::text(data).as_bytes());
}

/// An archive of stored members, `data` being `word/document.xml`.
fn zip(data: &[u8]) -> Vec<u8> {
    let types = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let rels = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let members: [(&str, &[u8]); 3] =
        [("[Content_Types].xml", types), ("_rels/.rels", rels), ("word/document.xml", data)];
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, body) in members {
        let at = archive.len() as u32;
        let common = [
            [20u16, 0, 0, 0, 0x21].map(u16::to_le_bytes).concat(),
            crc32(body).to_le_bytes().to_vec(),
            [body.len() as u32; 2].map(u32::to_le_bytes).concat(),
            [name.len() as u16, 0].map(u16::to_le_bytes).concat(),
        ]
        .concat();
        archive.extend([b"PK\x03\x04".as_slice(), &common, name.as_bytes(), body].concat());
        let rest = [[0u8; 10].as_slice(), &at.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0".as_slice(), &common, &rest, name.as_bytes()].concat());
    }
    let (at, size, count) = (archive.len() as u32, directory.len() as u32, members.len() as u16);
    archive.append(&mut directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count, count].map(u16::to_le_bytes).concat());
    archive.extend([size, at].map(u32::to_le_bytes).concat());
    archive.extend([0, 0]);
    archive
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    })
}
