//! A run of Arabic digits, eight at once.

/// The digits at the start of the bytes: their value, and how many there are, at most `most`.
#[inline]
pub(crate) fn run(bytes: &[u8], most: usize) -> (u64, usize) {
    // Hardly a number of a report has eight digits in a row, so that eight bytes at once tell where it ends.
    if let Some(chunk) = bytes.first_chunk()
        && let (value, count @ ..8) = eight(*chunk)
        && count <= most
    {
        return (value, count);
    }
    let digits = bytes.iter().take(most).map(|byte| byte.wrapping_sub(b'0')).take_while(|digit| *digit <= 9);
    digits.fold((0, 0), |(value, count), digit| (value * 10 + u64::from(digit), count + 1))
}

/// The digits at the start of eight bytes: their value, and how many there are.
#[inline]
const fn eight(bytes: [u8; 8]) -> (u64, usize) {
    let digits = u64::from_le_bytes(bytes) ^ 0x3030_3030_3030_3030;
    // The upper bit of each byte from the first on that is no digit; what is carried goes to bytes behind it.
    let others = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;
    let count = others.trailing_zeros() as usize / 8;
    if count == 0 {
        return (0, 0);
    }
    // Zeros before the digits, and then neighbours together: tens and ones, hundreds, ten thousands.
    let ones = digits << (64 - 8 * count as u32);
    let pairs = (ones.wrapping_mul(10) + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    ((fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xffff_ffff, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_bytes_at_once_are_the_digits_one_by_one(bytes in proptest::array::uniform8(
            prop_oneof![4 => b'0'..=b'9', 1 => proptest::num::u8::ANY]
        )) {
            let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let value = bytes[..count].iter().fold(0, |value, byte| value * 10 + u64::from(byte - b'0'));
            prop_assert_eq!(super::eight(bytes), (value, count));
        }
    }
}
