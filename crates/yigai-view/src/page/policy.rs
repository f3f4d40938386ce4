//! The style sheet and the script of a page, and the policy that lets a browser run nothing else.

/// The style sheet.
pub(super) const STYLE: &str = include_str!("../../assets/page.css");

/// The script: nothing is read from elsewhere, and nothing is stored.
pub(super) const SCRIPT: &str = include_str!("../../assets/page.js");

/// SHA-256 of [`STYLE`] and of [`SCRIPT`]; a test compares them.
const STYLE_HASH: &str = "3CWruAwjD1ktNTbD1Yo2GCDORDpFoRcBcOnGpwptlEo=";
const SCRIPT_HASH: &str = "nWbSqEeFGd0zDEWbAT+jORUC0/4M4sm6XyRD8CYjcs8=";

/// The policy of an annotated page: its own style and its own script, byte for byte, and no request at all.
pub(super) fn page() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; \
         img-src data:; base-uri 'none'; form-action 'none'"
    )
}

/// The policy of a page without a script.
pub(super) fn index() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for group in bytes.chunks(3) {
            let bits =
                group.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
            for digit in 0..4 {
                let index = (bits >> (18 - 6 * digit)) & 63;
                out.push(if digit <= group.len() { DIGITS[index as usize] as char } else { '=' });
            }
        }
        out
    }

    #[test]
    fn the_policy_names_the_very_style_and_script() {
        let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
        assert_eq!(hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!((hash(STYLE).as_str(), hash(SCRIPT).as_str()), (STYLE_HASH, SCRIPT_HASH));
    }

    #[test]
    fn neither_ends_its_own_tag() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
