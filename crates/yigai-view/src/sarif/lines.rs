//! Lines and columns of byte offsets, in one pass over the file.

/// The line and, where characters can be told apart, the column of a byte; both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: Option<usize>,
}

/// The positions of `offsets`, which ascend. In every encoding that is read here but UTF-16 the byte 0x0A is a line feed
/// and nothing else; columns are counted in UTF-8 only, in code points.
pub(super) fn positions(bytes: &[u8], encoding: Option<&str>, offsets: &[usize]) -> Vec<Option<Position>> {
    let name = encoding.unwrap_or_default().to_ascii_lowercase();
    if name.starts_with("utf-16") {
        return vec![None; offsets.len()];
    }
    let utf8 = name == "utf-8";
    // A byte-order mark is no character of the first line.
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (mut line, mut column, mut at) = (1, 1, mark);
    offsets
        .iter()
        .map(|&offset| {
            for byte in bytes.get(at..offset)? {
                match byte {
                    b'\n' => (line, column) = (line + 1, 1),
                    // Continuation bytes belong to the character before.
                    0x80..=0xbf => {}
                    _ => column += 1,
                }
            }
            at = offset;
            Some(Position { line, column: utf8.then_some(column) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let text = "参合率\n共86个\n\n96%".as_bytes();
        let offsets = [0, 3, 10, 13, 19, 20, text.len()];
        let found = positions(text, Some("UTF-8"), &offsets);
        let expected = [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (4, 1), (4, 4)];
        for ((offset, found), (line, column)) in offsets.into_iter().zip(found).zip(expected) {
            assert_eq!(found, Some(Position { line, column: Some(column) }), "byte {offset}");
        }
        assert_eq!(positions(text, Some("GB18030"), &[10]), [Some(Position { line: 2, column: None })]);
        assert_eq!(positions(text, Some("UTF-16LE"), &[10]), [None]);
        assert_eq!(positions(text, Some("UTF-8"), &[900]), [None]);
    }
}
