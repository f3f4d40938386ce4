use crate::{Container, Limits, ReadError};

/// The kind of a file by its content; `None` for text of some encoding, which may still turn out to be HTML.
pub(crate) fn container(bytes: &[u8], limits: &Limits) -> Result<Option<Container>, ReadError> {
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    let start = head.trim_ascii_start();
    if holds(head, b"%PDF-") {
        return Ok(Some(Container::Pdf));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes, limits).map(Some);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole(bytes).map(Some);
    }
    // RTF: no crate reads what Chinese editors write into it. `rtf-parser` takes each byte of \'b2\'ce for a character
    // of its own and panics on half a surrogate pair; `rtf-grimoire` gives tokens only. A text with wrong characters in
    // it would be worse than none.
    let refused = if start.starts_with(b"{\\rtf") {
        "RTF"
    } else if holds(head, b"<?mso-application") || holds(head, b"<w:wordDocument") {
        "Word 2003 XML"
    } else if start.starts_with(b"%!PS") {
        "PostScript"
    } else if start.starts_with(b"AT&TFORM") {
        "DjVu"
    } else {
        return Ok(None);
    };
    Err(ReadError::Container { name: refused })
}

/// Whether a file is MHTML: a web page saved as one file, in the form of a letter with parts.
pub(crate) fn is_mhtml(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096.min(bytes.len())).unwrap_or_default();
    let start = head.trim_ascii_start();
    let header = start.iter().take_while(|&&b| b.is_ascii_alphanumeric() || b == b'-').count();
    // A letter begins with a header; a report may quote one further on.
    start.get(header) == Some(&b':')
        && holds_ignoring_case(head, b"mime-version:")
        && (holds_ignoring_case(head, b"content-type: multipart/")
            || holds_ignoring_case(head, b"content-type: text/html"))
}

/// Whether decoded text is an HTML page: it says so at its start, or has the tags of one.
pub(crate) fn is_html(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(4096)).unwrap_or_default();
    if memchr::memchr(b'<', head.as_bytes()).is_none() {
        return false;
    }
    let head = head.to_ascii_lowercase();
    let start = head.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
    if start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || head.contains("<html")
        || head.contains("<body")
    {
        return true;
    }
    let tags = [
        "<p>", "<p ", "</p>", "<div", "</div>", "<table", "<tr", "<td", "<br", "<span", "<h1", "<h2", "<ul",
        "<li",
    ];
    start.starts_with('<') && tags.iter().map(|tag| head.matches(tag).count()).sum::<usize>() >= 3
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

fn holds_ignoring_case(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle))
}

/// A ZIP archive: its directory at the end names what is inside and how large it is.
fn zip(bytes: &[u8], limits: &Limits) -> Result<Container, ReadError> {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or_default();
    if memchr::memmem::rfind(tail, b"PK\x05\x06").is_none() {
        return Err(ReadError::Damaged { name: "ZIP", reason: "its end is missing".to_owned() });
    }
    let mut unpacked: u64 = 0;
    for at in memchr::memmem::find_iter(bytes, b"PK\x01\x02") {
        let size = bytes.get(at + 24..at + 28).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
        unpacked = unpacked.saturating_add(u64::from(size));
    }
    if unpacked > limits.unpacked_bytes {
        return Err(ReadError::TooLarge { what: "unpacked", bytes: unpacked, limit: limits.unpacked_bytes });
    }
    let names: [(&[u8], &'static str); 6] = [
        (b"xl/workbook", "an Excel workbook"),
        (b"ppt/presentation", "a PowerPoint presentation"),
        (b"application/vnd.oasis.opendocument.text", "an OpenDocument text"),
        (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
        (b"application/epub+zip", "an EPUB book"),
        (b"OFD.xml", "an OFD document"),
    ];
    if holds(bytes, b"word/document") {
        return Ok(Container::Docx);
    }
    let name = names.iter().find(|(mark, _)| holds(bytes, mark)).map_or("a ZIP archive", |(_, name)| *name);
    Err(ReadError::Container { name })
}

/// An OLE file: stream names are UTF-16.
fn ole(bytes: &[u8]) -> Result<Container, ReadError> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(bytes, &wide)
    };
    if has("EncryptedPackage") {
        return Err(ReadError::Encrypted { name: "Word" });
    }
    if has("WordDocument") {
        return Ok(Container::Doc);
    }
    let name = if has("Workbook") || has("Book") {
        "an Excel workbook"
    } else if has("PowerPoint Document") {
        "a PowerPoint presentation"
    } else if holds(bytes, b"CHNKWKS") || holds(bytes, b"CHNKINK") {
        "a Works document (.wps)"
    } else if has("WPS") || has("Wps") {
        "an old WPS document (.wps)"
    } else {
        "an OLE file without a Word document"
    };
    Err(ReadError::Container { name })
}
