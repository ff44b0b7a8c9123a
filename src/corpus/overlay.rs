//! A quotation aligned with a stretch of a source, and a lower bound for the cost of their differences.

use super::alignment::Step;
use super::pattern::Pattern;
use crate::text::{DocumentId, Span};
use std::ops::Range;

/// A quotation aligned with a stretch of a source.
pub(super) struct Overlay<'a> {
    /// The quotation.
    pub(super) pattern: &'a Pattern,
    /// The source's text.
    pub(super) text: &'a str,
    /// The source's id.
    pub(super) id: DocumentId,
    /// The words of the source that the steps refer to, in bytes of it.
    pub(super) spans: &'a [(u32, u32)],
    /// The steps.
    pub(super) steps: &'a [Step],
}

/// Adjacent differences: words of the quotation against words of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Difference {
    pub(super) quoted: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
}

impl Difference {
    /// Adds a word of the quotation, of the source, or one of each.
    pub(super) fn add(&mut self, q: Option<usize>, s: Option<usize>) {
        let widen = |range: &mut Option<Range<usize>>, at: Option<usize>| {
            if let Some(at) = at {
                *range = Some(range.as_ref().map_or(at..at + 1, |r| r.start..at + 1));
            }
        };
        widen(&mut self.quoted, q);
        widen(&mut self.source, s);
    }
}

impl Overlay<'_> {
    /// A lower bound for the cost of the differences, from their letters only: enough to reject most wrong places.
    pub(super) fn least_cost(&self) -> usize {
        let ends =
            |s: &Step| !matches!(s, Step::Other { .. } | Step::Added { .. } | Step::Left { .. });
        let differences = self.steps.split(ends).map(|steps| {
            let mut difference = Difference::default();
            for step in steps {
                match step {
                    Step::Other { q, s } => difference.add(Some(*q), Some(*s)),
                    Step::Added { q } => difference.add(Some(*q), None),
                    Step::Left { s } => difference.add(None, Some(*s)),
                    _ => {}
                }
            }
            difference
        });
        differences.map(|difference| self.least_cost_of(difference)).sum()
    }

    fn least_cost_of(&self, Difference { quoted, source }: Difference) -> usize {
        let quoted = quoted.unwrap_or_default();
        // The content of brackets is free to differ.
        let words = self.pattern.words.get(quoted.clone()).unwrap_or_default();
        if words.iter().any(|word| word.partial || word.bracketed) {
            return 0;
        }
        let new = self.quoted_span(quoted).of(&self.pattern.folded.text);
        least_distance(new, self.source_span(source.unwrap_or_default()).of(self.text))
    }

    /// The first byte of a word of the source.
    pub(super) fn start_of(&self, s: usize) -> usize {
        self.spans.get(s).map_or(0, |w| w.0 as usize)
    }

    /// The end of a word of the source.
    pub(super) fn end_of(&self, s: usize) -> usize {
        self.spans.get(s).map_or(0, |w| w.1 as usize)
    }

    /// Bytes of the source; empty for no words.
    pub(super) fn source_span(&self, words: Range<usize>) -> Span {
        match words.len() {
            0 => Span::default(),
            _ => Span::new(self.start_of(words.start), self.end_of(words.end - 1)),
        }
    }

    /// Bytes of the folded quotation; empty for no words.
    pub(super) fn quoted_span(&self, words: Range<usize>) -> Span {
        let words = self.pattern.words.get(words).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }
}

/// The most characters for which a distance is computed.
const LONGEST: usize = 200;

/// The edit distance in characters; for longer texts, where nothing depends on it, the length of the longer one.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let longer = a.chars().count().max(b.chars().count());
    if longer > LONGEST { longer } else { strsim::levenshtein(a, b) }
}

/// A lower bound for the [`distance`] of the contents of two texts, without folding them: letters that one has more
/// often than the other must be inserted, deleted or replaced. 0 when folding may change letters.
pub(super) fn least_distance(a: &str, b: &str) -> usize {
    // Brackets may contain `[sic]`, which counts as nothing.
    let plain = |text: &str| text.is_ascii() && !text.contains('[');
    if !plain(a) || !plain(b) {
        return 0;
    }
    let mut more = [0i32; 128];
    let mut count = |text: &str, by: i32| {
        for byte in text.bytes().filter(u8::is_ascii_alphanumeric) {
            if let Some(more) = more.get_mut(usize::from(byte.to_ascii_lowercase())) {
                *more += by;
            }
        }
    };
    count(a, 1);
    count(b, -1);
    let (mut put_in, mut taken_out) = (0, 0);
    for more in more {
        put_in += more.max(0);
        taken_out += (-more).max(0);
    }
    put_in.max(taken_out) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    #[test]
    fn a_distance_is_the_fewest_characters_put_in_taken_out_or_replaced() {
        assert_eq!(distance("the old bridge", "the new bridge"), 3);
        assert_eq!(distance("", "bridge"), 6);
        assert_eq!(distance("a bridge", "a bridges"), 1);
        let long = "word ".repeat(50);
        assert_eq!(distance(&long, "word"), long.len());
    }

    #[test]
    fn the_least_distance_tells_texts_of_other_letters_apart() {
        assert_eq!(least_distance("the old bridge", "The, old-bridge"), 0);
        assert_eq!(least_distance("cat", "dog"), 3);
        assert_eq!(least_distance("cat", "[dog]"), 0);
        assert_eq!(least_distance("cat", "dög"), 0);
    }

    proptest! {
        #[test]
        fn the_least_distance_is_no_more_than_the_distance(
            a in "([a-dA-D0-3]{1,4}|[ .,'$%\\[\\]\n-]|é|ﬁ|“){0,30}",
            b in "([a-dA-D0-3]{1,4}|[ .,'$%\\[\\]\n-]|é|ﬁ|“){0,30}",
        ) {
            let content = |text: &str| fold::content(text).text;
            prop_assert!(least_distance(&a, &b) <= distance(&content(&a), &content(&b)));
        }
    }
}
