//! Runs of ASCII letters, counted eight bytes at a time: they are nearly all of a text.

/// The lowest bit of each byte, and the highest.
pub(super) const EACH: u64 = u64::from_le_bytes([1; 8]);
pub(super) const HIGH: u64 = 0x80 * EACH;

/// The next eight bytes, the first lowest; zeros after the end.
#[inline]
pub(super) fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => {
            let rest = bytes.get(at..).unwrap_or_default();
            rest.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte))
        }
    }
}

/// The high bit of each byte that is one of these characters, given bytes without their own high bit. All eight are
/// compared at once: no sum of two numbers below 0x80 carries into the next byte.
#[inline]
fn within(low: u64, from: u8, to: u8) -> u64 {
    let least = |c: u8| low + (0x80 - u64::from(c)) * EACH;
    least(from) & !least(to + 1)
}

/// How many of eight bytes are ASCII letters and digits before the first that is not.
#[inline]
pub(super) fn letters_first(eight: u64) -> u32 {
    let low = eight & !HIGH;
    let either = within(low | (0x20 * EACH), b'a', b'z') | within(low, b'0', b'9');
    ((either & !eight & HIGH) ^ HIGH).trailing_zeros() / 8
}

/// How many of eight bytes are lower-case ASCII letters before the first that is not.
#[inline]
fn small_first(eight: u64) -> u32 {
    let small = within(eight & !HIGH, b'a', b'z');
    ((small & !eight & HIGH) ^ HIGH).trailing_zeros() / 8
}

#[inline]
fn run(bytes: &[u8], from: usize, first: fn(u64) -> u32) -> usize {
    let mut at = from;
    loop {
        let count = first(eight(bytes, at));
        at += count as usize;
        if count < 8 {
            return at - from;
        }
    }
}

/// The number of adjacent ASCII letters and digits from byte `from` on.
#[inline]
pub fn letters(bytes: &[u8], from: usize) -> usize {
    run(bytes, from, letters_first)
}

/// The number of adjacent lower-case ASCII letters from byte `from` on.
#[inline]
pub fn small_letters(bytes: &[u8], from: usize) -> usize {
    run(bytes, from, small_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_at_the_first_other_byte() {
        for other in 0..=u8::MAX {
            for at in 0..20 {
                let mut bytes = *b"aZ09mXz5qwertzAAAA00";
                bytes[at] = other;
                let plain = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                assert_eq!(letters(&bytes, 0), plain, "{bytes:?}");
                let mut bytes = *b"abmyzqwertzuiopasdfg";
                bytes[at] = other;
                let small = bytes.iter().take_while(|b| b.is_ascii_lowercase()).count();
                assert_eq!(small_letters(&bytes, 0), small, "{bytes:?}");
            }
        }
        assert_eq!((letters(b"abc", 3), letters(b"abc", 9)), (0, 0));
    }
}
