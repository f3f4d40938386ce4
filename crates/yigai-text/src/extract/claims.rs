//! What a Word file from before 2007 says to hold. Its reader makes room for that many characters before it looks for
//! them, and a number of four bytes asks for more memory than there is, which ends the whole program.

use std::io::{Cursor, Read};

/// Whether the texts of a file are said to be longer together than the stream that they stand in: each character takes
/// a byte of it. `false` where the head of the file cannot be read, of which its reader tells more.
pub(super) fn exceed(bytes: &[u8]) -> bool {
    let claimed = || {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
        let main = stream(&mut file, "/WordDocument")?;
        let held = main.len() as u64;
        let (old, flags) = (two(&main, 0)? == OLD || two(&main, 2)? < WORD_97, two(&main, 0x0A)?);
        if old {
            return Some(four(&main, 0x34)? > held);
        }
        let table = if flags & SECOND_TABLE == 0 { "/0Table" } else { "/1Table" };
        let table = stream(&mut file, table)?;
        Some(four(&main, counts(&main)? + 4 * CHARACTERS)? + beside(&main, &table)? > held)
    };
    claimed().unwrap_or(false)
}

/// The mark of Word 6 and 95, and the version that files of Word 97 and later begin with.
const OLD: u16 = 0xA5DC;
const WORD_97: u16 = 0xC0;
/// The flag of files whose tables about the text stand in the second of two streams.
const SECOND_TABLE: u16 = 0x0200;
/// Which of the counts is that of the main text.
const CHARACTERS: usize = 3;

/// Where the counts begin.
fn counts(main: &[u8]) -> Option<usize> {
    Some(34 + 2 * usize::from(two(main, 32)?) + 2)
}

/// How long the notes at the foot and at the end, the head and the foot of a page say to be.
fn beside(main: &[u8], table: &[u8]) -> Option<u64> {
    let counts = counts(main)?;
    let places = counts + 4 * usize::from(two(main, counts - 2)?) + 2;
    // The positions of a table that it has after a number of entries.
    let positions = |nth: usize, entry: usize| -> Option<Vec<u64>> {
        let place = |at: usize| usize::try_from(four(main, places + 8 * nth + at)?).ok();
        let (from, length) = (place(0)?, place(4)?);
        let table = table.get(from..from.checked_add(length)?).unwrap_or_default();
        let number = table.len().checked_sub(4).map_or(0, |rest| rest / (4 + entry) + 1);
        Some((0..number).filter_map(|at| four(table, 4 * at)).collect())
    };
    let length = |positions: &[u64], nth: usize| match positions.get(nth..nth + 2) {
        Some(&[from, to]) => to.saturating_sub(from),
        _ => 0,
    };
    let notes = |marks: usize, texts: usize| {
        let (marks, texts) = (positions(marks, 2)?, positions(texts, 0)?);
        Some((0..marks.len()).map(|nth| length(&texts, nth)).sum::<u64>())
    };
    let pages = positions(11, 0)?;
    Some(notes(2, 3)? + notes(46, 47)? + length(&pages, 7) + length(&pages, 9))
}

fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn four(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|four| u64::from(u32::from_le_bytes(*four)))
}
