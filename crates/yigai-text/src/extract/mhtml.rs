use mailparse::ParsedMail;

use super::guard;
use crate::{Limits, ReadError};

const NAME: &str = "MHTML";

/// More parts than a saved page has: pictures and styles are parts too.
const PARTS: usize = 4096;

/// The page itself: the first part that is HTML, with its transfer encoding undone.
pub(super) fn page(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let bytes = bytes.to_vec();
    guard::run(NAME, limits, move || {
        let damaged = |reason: &str| ReadError::Damaged { name: NAME, reason: reason.to_owned() };
        let mail = mailparse::parse_mail(&bytes).map_err(|error| damaged(&error.to_string()))?;
        let mut parts: Vec<&ParsedMail<'_>> = vec![&mail];
        for _ in 0..PARTS {
            let Some(part) = parts.pop() else { break };
            if part.ctype.mimetype.eq_ignore_ascii_case("text/html") {
                let page = part.get_body_raw().map_err(|error| damaged(&error.to_string()))?;
                return if page.trim_ascii().is_empty() { Err(ReadError::Empty) } else { Ok(page) };
            }
            parts.extend(part.subparts.iter().rev());
        }
        Err(damaged("it holds no web page"))
    })
}
