use super::{Extracted, guard};
use crate::{Limits, ReadError};

const NAME: &str = "PDF";

/// The text layer of a PDF file, page by page.
pub(crate) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, ReadError> {
    if memchr::memmem::find(bytes, b"%%EOF").is_none() {
        return Err(ReadError::Damaged { name: NAME, reason: "its end is missing".to_owned() });
    }
    let bytes = bytes.to_vec();
    let limit = limits.unpacked_bytes;
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
