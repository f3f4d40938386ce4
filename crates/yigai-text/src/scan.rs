//! Stepping from one byte of interest to the next, many bytes at a time.

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// The places of the bytes of some class in a text.
///
/// Whole blocks are compared at once, without a branch, so that what lies between costs next to nothing.
pub(crate) struct Scan<'t, C> {
    bytes: &'t [u8],
    class: C,
    /// Where the block stands whose places are in `found`.
    block: usize,
    found: u64,
}

impl<'t, C: Fn(u8) -> bool> Scan<'t, C> {
    pub(crate) fn new(bytes: &'t [u8], class: C) -> Self {
        let mut scan = Self { bytes, class, block: 0, found: 0 };
        scan.load();
        scan
    }

    /// The first place at `from` or behind it; to be asked from left to right.
    #[inline]
    pub(crate) fn next(&mut self, from: usize) -> Option<usize> {
        if from >= self.block + BLOCK {
            self.block = from;
            self.load();
        }
        // What lies before `from` is passed over for good.
        self.found &= u64::MAX << from.saturating_sub(self.block).min(63);
        while self.found == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                return None;
            }
            self.load();
        }
        Some(self.block + self.found.trailing_zeros() as usize)
    }

    fn load(&mut self) {
        let rest = self.bytes.get(self.block..).unwrap_or_default();
        self.found = if let Some(whole) = rest.first_chunk() {
            mask(whole, &self.class)
        } else {
            // What is filled up may be of the class; it is no place of the text.
            let mut last = [0; BLOCK];
            last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            mask(&last, &self.class) & !(u64::MAX << rest.len())
        };
    }
}

/// Whether any three bytes that stand together fit; the last ones of the text stand before zeros.
///
/// Without a branch inside a piece, so that many places are looked at together.
pub(crate) fn any(bytes: &[u8], fits: impl Fn(u8, u8, u8) -> bool) -> bool {
    const PIECE: usize = 1024;
    let at = |start: usize| bytes.get(start..).unwrap_or_default();
    let pieces = bytes.chunks(PIECE).zip(at(1).chunks(PIECE)).zip(at(2).chunks(PIECE));
    let whole = pieces.map(|((a, b), c)| a.iter().zip(b).zip(c));
    let mut inside = whole.map(|piece| piece.fold(false, |any, ((&a, &b), &c)| any | fits(a, b, c)));
    let end = match *bytes {
        [.., a, b] => fits(a, b, 0) || fits(b, 0, 0),
        [a] => fits(a, 0, 0),
        [] => false,
    };
    end || inside.any(|found| found)
}

/// A bit for each byte of the class.
#[inline]
fn mask(block: &[u8; BLOCK], class: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    flags.iter_mut().zip(block).for_each(|(flag, byte)| *flag = u8::from(class(*byte)));
    let mut mask = 0;
    for (index, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // Eight bytes that are 0 or 1 become eight bits.
        let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        mask |= bits << (8 * index);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::{Scan, any};

    #[test]
    fn three_bytes_are_seen_wherever_they_stand() {
        for length in [0, 1, 2, 3, 17, 1023, 1024, 1025, 1026, 2050] {
            for at in 0..length {
                let mut bytes = vec![b'x'; length];
                bytes[at] = b'a';
                assert!(any(&bytes, |a, _, _| a == b'a'), "{at} of {length}");
                let pair = any(&bytes, |a, b, _| (a, b) == (b'a', b'x'));
                assert_eq!(pair, at + 1 < length, "{at} of {length}");
                let three = any(&bytes, |a, b, c| (a, b, c) == (b'a', b'x', b'x'));
                assert_eq!(three, at + 2 < length, "{at} of {length}");
            }
            assert!(!any(&vec![b'x'; length], |a, b, _| a == b'a' || (a, b) == (b'x', b'y')));
        }
    }

    #[test]
    fn every_place_is_found_and_no_other() {
        for length in 0..300 {
            let bytes: Vec<u8> = (0..length).map(|i| (i * i * 7 + i / 3) as u8).collect();
            for class in [|b: u8| b < 9, |b: u8| b == 0, |b: u8| b >= 0xE0, |_| false, |_| true] {
                let mut scan = Scan::new(&bytes, class);
                let mut found = Vec::new();
                let mut at = 0;
                while let Some(place) = scan.next(at) {
                    found.push(place);
                    at = place + 1;
                }
                let wanted: Vec<usize> = (0..length).filter(|&i| class(bytes[i])).collect();
                assert_eq!(found, wanted, "{length}");
            }
        }
    }

    #[test]
    fn places_may_be_passed_over() {
        let bytes = b"a".repeat(500);
        let mut scan = Scan::new(&bytes, |b| b == b'a');
        for from in [0, 5, 63, 64, 130, 400, 499] {
            assert_eq!(scan.next(from), Some(from));
        }
        assert_eq!(scan.next(500), None);
    }
}
