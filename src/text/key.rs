//! Words as numbers, for looking them up regardless of case, and tables of listed words.

use super::run::{EACH, HIGH};

/// A number for a word, the same for words that differ only in case or in the form of an apostrophe. Two words of a
/// language colliding in 64 bits is rarer than a misprint.
pub fn key(word: &str) -> u64 {
    ascii_key(word).unwrap_or_else(|| {
        let plain = |c: char| if c == '’' { '\'' } else { c };
        let lower: String = word.chars().flat_map(char::to_lowercase).map(plain).collect();
        hash(lower.as_bytes()).0
    })
}

/// The [`key`] of a word of ASCII letters and punctuation; `None` for any other.
#[inline]
pub fn ascii_key(word: &str) -> Option<u64> {
    let (hash, all) = hash(word.as_bytes());
    (all & HIGH == 0).then_some(hash)
}

/// A hash of some bytes, and the union of their bits.
///
/// Every word of every text comes through here: pieces of sixteen bytes are read as two numbers, multiplied, and the
/// halves of the product combined, as in wyhash and its relatives. Most words are one number.
#[inline]
fn hash(bytes: &[u8]) -> (u64, u64) {
    let mut hash = FIRST ^ bytes.len() as u64;
    if let Some(word) = few(bytes) {
        return (mixed(hash ^ lower(word), SECOND), word);
    }
    let mut all = 0;
    let mut rest = bytes;
    let mut add = |piece: &[u8]| {
        let (front, back) = ends(piece);
        all |= front | back;
        hash = mixed(hash ^ lower(front), SECOND ^ lower(back));
    };
    while let Some((piece, more)) = rest.split_first_chunk::<16>()
        && !more.is_empty()
    {
        add(piece);
        rest = more;
    }
    add(rest);
    (hash, all)
}

/// Up to eight bytes as a number, the first lowest. Together with the length it determines them, though the two parts
/// it is read in overlap.
#[inline]
fn few(bytes: &[u8]) -> Option<u64> {
    let len = bytes.len();
    if let (Some(front), Some(back)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (front, back) = (u32::from_le_bytes(*front), u32::from_le_bytes(*back));
        return (len <= 8).then(|| u64::from(front) | u64::from(back) << (8 * (len - 4)));
    }
    let byte = |at: usize| u64::from(bytes.get(at).copied().unwrap_or_default());
    Some(byte(0) | byte(1) << 8 | byte(2) << 16)
}

/// Up to sixteen bytes as two numbers. For few bytes they overlap; together with the length they still determine them.
#[inline]
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(front), Some(back)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u64::from_le_bytes(*front), u64::from_le_bytes(*back));
    }
    (few(bytes).unwrap_or_default(), 0)
}

/// Eight bytes with their capitals in lower case, all at once. Bytes beyond ASCII are unchanged.
fn lower(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    // The high bit of each byte from “A” on, and of each after “Z”.
    let from_a = low + EACH * (0x80 - b'A' as u64);
    let behind_z = low + EACH * (0x7f - b'Z' as u64);
    bytes | (from_a & !behind_z & !bytes & HIGH) >> 2
}

fn mixed(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Two numbers with as many ones as zeros and no pattern: fractional digits of the roots of 2 and 3.
const FIRST: u64 = 0x6a09_e667_f3bc_c909;
const SECOND: u64 = 0xbb67_ae85_84ca_a73b;

/// A map from [`key`]s. Keys are well mixed, so they serve as their own hashes; no map that hashes them again is as
/// fast, and every word of every text is looked up.
#[derive(Clone, Debug, Default)]
pub struct Keyed<V> {
    /// Open addressing: a key is in the slot named by its lowest bits, or in the first free one after. The number of
    /// slots is a power of two, at least twice that of keys.
    places: Vec<Option<(u64, V)>>,
    /// A bit for the highest bits of each key. Nine in ten unlisted words end here, without a look into the slots,
    /// which do not fit the nearest cache.
    listed: Vec<u64>,
}

/// How many of a key's highest bits select a bit of `listed`.
const LISTED: u32 = 16;

impl<V: Copy> Keyed<V> {
    /// Values by their keys. For equal keys the first counts.
    pub fn of(values: impl ExactSizeIterator<Item = (u64, V)>) -> Self {
        let places = (2 * values.len()).next_power_of_two();
        let mut keyed = Self { places: vec![None; places], listed: vec![0; 1 << (LISTED - 6)] };
        for (key, value) in values {
            let (word, bit) = keyed.bit(key);
            if let Some(word) = keyed.listed.get_mut(word) {
                *word |= bit;
            }
            let place = keyed.place(key);
            if let Some(place) = keyed.places.get_mut(place).filter(|place| place.is_none()) {
                *place = Some((key, value));
            }
        }
        keyed
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: u64) -> Option<V> {
        let (word, bit) = self.bit(key);
        if self.listed.get(word)? & bit == 0 {
            return None;
        }
        self.places.get(self.place(key)).copied().flatten().map(|(_, value)| value)
    }

    #[inline]
    fn bit(&self, key: u64) -> (usize, u64) {
        let number = key >> (u64::BITS - LISTED);
        ((number / 64) as usize, 1 << (number % 64))
    }

    /// The slot of a key, or the free one for it.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = key as usize & mask;
        while let Some(Some((other, _))) = self.places.get(at)
            && *other != key
        {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn case_and_apostrophes_do_not_count() {
        for (a, b) in
            [("Lund", "LUND"), ("Élysée", "élysÉe"), ("DON’T", "don't"), ("Zz@[`{", "zZ@[`{")]
        {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        assert_ne!(key("@"), key("`"));
        assert_ne!(key("[a"), key("{a"));
    }

    #[test]
    fn different_words_have_different_keys() {
        let mut seen: HashMap<u64, String> = HashMap::new();
        let long = "abcdefghijklmnopqrstuvwxyz".repeat(2);
        let cut = (0..long.len()).flat_map(|from| (from..=long.len()).map(move |to| (from, to)));
        for (from, to) in cut.filter(|(from, to)| to - from < 27 || *from == 0) {
            let word = long[from..to].to_owned();
            let before = seen.entry(key(&word)).or_insert_with(|| word.clone());
            assert_eq!(*before, word);
        }
    }

    proptest! {
        #[test]
        fn a_key_is_that_of_the_lower_case(word in "[ -~]{0,40}", other in "[a-c]{0,20}") {
            prop_assert_eq!(key(&word), key(&word.to_ascii_lowercase()));
            prop_assert_eq!(key(&word) == key(&other), word.to_ascii_lowercase() == other);
        }
    }

    #[test]
    fn every_key_has_its_value_and_no_other_has_one() {
        for count in [0, 1, 2, 3, 100, 5000] {
            // Keys with much in common: the same slot, the same bit.
            let key = |n: u64| (n % 3) << 60 | (n << 7) | (n % 2);
            let keyed = Keyed::of((0..count).map(|n: u32| (key(n.into()), n)));
            for n in 0..2 * count {
                assert_eq!(keyed.get(key(n.into())), (n < count).then_some(n), "{n} of {count}");
            }
            assert_eq!(keyed.get(u64::MAX), None);
        }
    }
}
