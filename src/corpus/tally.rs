//! Counts the different words of a quotation in a stretch that moves along a text.

/// Counts by the index of the word, and how many of them are not zero.
pub(super) struct Tally {
    counts: Vec<u32>,
    distinct: usize,
}

impl Tally {
    /// Zero for each of a quotation's words.
    pub(super) fn of(words: usize) -> Self {
        Self { counts: vec![0; words], distinct: 0 }
    }

    /// A word enters the stretch.
    pub(super) fn enter(&mut self, word: usize) {
        if let Some(count) = self.counts.get_mut(word) {
            self.distinct += usize::from(*count == 0);
            *count += 1;
        }
    }

    /// A word leaves the stretch.
    pub(super) fn leave(&mut self, word: usize) {
        if let Some(count) = self.counts.get_mut(word) {
            *count -= 1;
            self.distinct -= usize::from(*count == 0);
        }
    }

    /// How many different words are in the stretch.
    pub(super) fn distinct(&self) -> usize {
        self.distinct
    }
}
