//! How many different words of a quotation stand in a stretch that moves along a text.

/// Counts by the number of the word, and how many of the counts are not zero.
pub(super) struct Tally {
    counts: Vec<u32>,
    distinct: usize,
}

impl Tally {
    /// Nothing yet, of a quotation of so many words.
    pub(super) fn of(words: usize) -> Self {
        Self { counts: vec![0; words], distinct: 0 }
    }

    /// A word comes into the stretch.
    pub(super) fn enter(&mut self, word: usize) {
        if let Some(count) = self.counts.get_mut(word) {
            self.distinct += usize::from(*count == 0);
            *count += 1;
        }
    }

    /// A word that is in the stretch falls out of it.
    pub(super) fn leave(&mut self, word: usize) {
        if let Some(count) = self.counts.get_mut(word) {
            *count -= 1;
            self.distinct -= usize::from(*count == 0);
        }
    }

    /// How many different words are in it.
    pub(super) fn distinct(&self) -> usize {
        self.distinct
    }
}
