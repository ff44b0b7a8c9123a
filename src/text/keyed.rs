//! What is known of listed words, found by the words' keys.

/// A value for each of some [`key`](super::key)s. Keys are mixed well already, so that they are their own hashes; no map that
/// hashes them again is as fast, and every word of every text is looked up.
#[derive(Clone, Debug, Default)]
pub struct Keyed<V> {
    /// A key stands with its value at the place that its lowest bits name, or at the first free one behind. There are at
    /// least twice as many places as keys, a power of two.
    places: Vec<Option<(u64, V)>>,
    /// A bit for the highest bits of each key. Of words that are not listed nine in ten end here, without a look into
    /// the places, which are too many for the nearest cache.
    listed: Vec<u64>,
}

/// How many of a key's highest bits name a bit of `listed`.
const LISTED: u32 = 16;

impl<V: Copy> Keyed<V> {
    /// Values by their keys. Of keys that are alike the first counts.
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

    /// The place of a key, or the free one where it would stand.
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

    #[test]
    fn every_key_has_its_value_and_no_other_has_one() {
        for count in [0, 1, 2, 3, 100, 5000] {
            // Keys with much in common: the same place, the same bit.
            let key = |n: u64| (n % 3) << 60 | (n << 7) | (n % 2);
            let keyed = Keyed::of((0..count).map(|n: u32| (key(n.into()), n)));
            for n in 0..2 * count {
                assert_eq!(keyed.get(key(n.into())), (n < count).then_some(n), "{n} of {count}");
            }
            assert_eq!(keyed.get(u64::MAX), None);
        }
    }
}
