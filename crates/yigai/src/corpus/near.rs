/// How many numbers a signature has.
const BINS: usize = 128;
/// How many characters one shingle has.
const SHINGLE: usize = 6;
/// Places rotate by an odd constant when an empty bin borrows, so that borrowed numbers do not look like own ones.
const BORROW: u32 = 0x9E37_79B1;

/// What is left of a text when only its likeness to other texts matters: 128 numbers (one-permutation MinHash).
///
/// The share of places in which two signatures agree estimates the share of six-character pieces that the texts have
/// in common. Punctuation, spaces, years and the name of the place do not count, so that a report is like its repost
/// under another county's name; figures do, so that the reports of two counties that used one template are not.
///
/// ```
/// use yigai::corpus::Signature;
///
/// let of = |place: &str, year: &str| {
///     let text = format!("{year}年{place}参合农民203412人，参合率98.7%，住院补偿5320.8万元，门诊补偿2805.73万元。");
///     Signature::of(&text, Some(place)).unwrap()
/// };
/// assert_eq!(of("甲乙县", "2011").similarity(&of("丙丁戊县", "2012")), 100);
/// assert!(Signature::of("，。！", None).is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature([u32; BINS]);

impl Signature {
    /// How many bytes it takes.
    pub const BYTES: usize = BINS * 4;

    /// The signature of a text about a place; `None` where there are no letters or digits.
    pub fn of(text: &str, place: Option<&str>) -> Option<Self> {
        let mut bins = [None::<u32>; BINS];
        for hash in Shingles::new(&significant(text, place)) {
            // The upper bits choose the bin, the lower ones are the number in it.
            let (bin, number) = ((hash >> 57) as usize, hash as u32);
            if let Some(bin) = bins.get_mut(bin) {
                *bin = Some(bin.map_or(number, |least| least.min(number)));
            }
        }
        let mut borrowed = [0; BINS];
        for (at, number) in borrowed.iter_mut().enumerate() {
            // The next bin to the right that has a number, and how far away it is.
            let found = (0..BINS).find_map(|step| Some((step, (*bins.get((at + step) % BINS)?)?)));
            let (step, value) = found?;
            *number = value.wrapping_add((step as u32).wrapping_mul(BORROW));
        }
        Some(Self(borrowed))
    }

    /// How alike two texts are, in percent.
    pub fn similarity(&self, other: &Self) -> u8 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        u8::try_from(same * 100 / BINS).unwrap_or(100)
    }

    /// The numbers as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// The signature of [`Self::to_bytes`]; `None` where the length is another.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut numbers = [0; BINS];
        if bytes.len() != Self::BYTES {
            return None;
        }
        for (number, four) in numbers.iter_mut().zip(bytes.chunks_exact(4)) {
            *number = u32::from_le_bytes(four.try_into().ok()?);
        }
        Some(Self(numbers))
    }

    /// A number for each band of places: texts that are alike agree in one of them almost surely.
    pub(super) fn bands(&self) -> impl Iterator<Item = u64> {
        const ROWS: usize = 6;
        self.0
            .chunks_exact(ROWS)
            .enumerate()
            .map(|(band, rows)| rows.iter().fold(mix(band as u64), |hash, row| mix(hash ^ u64::from(*row))))
    }
}

/// The characters that count.
fn significant(text: &str, place: Option<&str>) -> Vec<char> {
    let bare = place.map(|place| place.trim_end_matches(['县', '市', '区', '旗']));
    let bare = bare.filter(|bare| bare.chars().count() >= 2);
    let mut text = std::borrow::Cow::Borrowed(text);
    for name in place.into_iter().chain(bare) {
        text = text.replace(name, "").into();
    }
    let mut kept: Vec<char> = Vec::with_capacity(text.len() / 3);
    // Nearly all are of one block, which is known without a look into tables.
    let counts = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric();
    for c in text.chars().filter(counts) {
        if c == '年' && ends_with_year(&kept) {
            kept.truncate(kept.len() - 4);
        } else {
            kept.push(c);
        }
    }
    kept
}

fn ends_with_year(text: &[char]) -> bool {
    let digits = text.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    digits == 4 && matches!(text.get(text.len() - 4..), Some(['1', '9', ..] | ['2', '0', ..]))
}

/// Hashes of all runs of characters; of the whole text where it is shorter than one run.
struct Shingles<'a> {
    text: &'a [char],
    /// The polynomial of the last run.
    sum: u64,
    next: usize,
}

const BASE: u64 = 0x0100_0000_01B3;

impl<'a> Shingles<'a> {
    fn new(text: &'a [char]) -> Self {
        let next = SHINGLE.min(text.len()).saturating_sub(1);
        let sum = text.iter().take(next).fold(0, |sum, &c| step(sum, c));
        Self { text, sum, next }
    }
}

fn step(sum: u64, c: char) -> u64 {
    sum.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)))
}

impl Iterator for Shingles<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let c = *self.text.get(self.next)?;
        self.sum = step(self.sum, c);
        if let Some(gone) = self.next.checked_sub(SHINGLE).and_then(|at| self.text.get(at)) {
            let weight = BASE.wrapping_pow(SHINGLE as u32);
            self.sum = self.sum.wrapping_sub(u64::from(u32::from(*gone)).wrapping_mul(weight));
        }
        self.next += 1;
        Some(mix(self.sum))
    }
}

/// The finalizer of SplitMix64.
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_hashes_of_runs() {
        let text: Vec<char> = "一二三四五六七八九一二三四五六".chars().collect();
        let hashes: Vec<u64> = Shingles::new(&text).collect();
        assert_eq!(hashes.len(), text.len() - SHINGLE + 1);
        assert_eq!(hashes.first(), hashes.last());
        assert_eq!(hashes.iter().collect::<std::collections::BTreeSet<_>>().len(), hashes.len() - 1);
        assert_eq!(Shingles::new(&text[..3]).count(), 1);
        assert_eq!(Shingles::new(&[]).count(), 0);
    }

    #[test]
    fn similarity_is_about_the_share_of_common_pieces() {
        let words =
            |from: u32, to: u32| -> String { (from..to).map(|n| format!("第{n}项{}", n * 7919)).collect() };
        let whole = Signature::of(&words(0, 400), None).unwrap();
        assert_eq!(whole.similarity(&whole), 100);
        // Half of the pieces in common are a third of all pieces.
        let half = whole.similarity(&Signature::of(&words(200, 600), None).unwrap());
        assert!((20..48).contains(&half), "{half}");
        assert!(whole.similarity(&Signature::of(&words(1000, 1400), None).unwrap()) < 10);
        assert_eq!(Signature::from_bytes(&whole.to_bytes()), Some(whole));
        assert_eq!(Signature::from_bytes(&[0; 3]), None);
    }

    #[test]
    fn only_years_are_left_out() {
        let kept = |text| significant(text, Some("甲乙县")).into_iter().collect::<String>();
        assert_eq!(kept("2011年，甲乙县（甲乙）有12011年、2800年 3人"), "有12011年2800年3人");
    }
}
