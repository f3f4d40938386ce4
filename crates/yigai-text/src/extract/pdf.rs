use std::io::Read;

use super::extracted::Extracted;
use super::guard;
use crate::{Limits, ReadError};

const NAME: &str = "PDF";

/// To what the packed streams of a file unpack together, counted no further than just over the limit.
///
/// The reader unpacks them whatever their size, so they are counted before.
fn unpacked(bytes: &[u8], limit: u64) -> u64 {
    let mut total = 0u64;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let data = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        // What is packed begins with the mark of zlib.
        if data.first() != Some(&0x78) {
            continue;
        }
        let mut reader = flate2::read::ZlibDecoder::new(data).take(limit - total + 1);
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            total = total.saturating_add(count as u64);
        }
        if total > limit {
            break;
        }
    }
    total
}

/// The text layer of a PDF file, page by page.
pub(crate) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, ReadError> {
    if memchr::memmem::find(bytes, b"%%EOF").is_none() {
        return Err(ReadError::Damaged { name: NAME, reason: "its end is missing".to_owned() });
    }
    let limit = limits.unpacked_bytes;
    let unpacked = unpacked(bytes, limit);
    if unpacked > limit {
        return Err(ReadError::TooLarge { what: "unpacked", bytes: unpacked, limit });
    }
    let bytes = bytes.to_vec();
    guard::run(NAME, limits, move || {
        let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes).map_err(|error| {
            let reason = error.to_string();
            let lower = reason.to_lowercase();
            if lower.contains("crypt") || lower.contains("password") {
                ReadError::Encrypted { name: NAME }
            } else {
                ReadError::Damaged { name: NAME, reason }
            }
        })?;
        let text = pages.join("\u{C}");
        if text.len() as u64 > limit {
            return Err(ReadError::TooLarge { what: "its text", bytes: text.len() as u64, limit });
        }
        if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
            return Err(ReadError::NeedsOcr { name: NAME });
        }
        Ok(Extracted { text, ..Extracted::default() })
    })
}
