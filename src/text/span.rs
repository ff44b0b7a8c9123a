//! A half-open byte range, the one unit of place in the core; and what several cover together, for many lookups.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, in one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an inverted range becomes the empty one at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Without white space at either end, in `text`.
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start + words.len() - words.trim_start().len();
        Self::new(start, start + words.trim().len())
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether a cursor at `offset` is in it or at either edge.
    pub fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved `by` bytes towards the end.
    pub fn shift(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// The span relative to byte `base`; what precedes that byte is cut off.
    pub fn back(self, base: usize) -> Span {
        Span { start: self.start.saturating_sub(base), end: self.end.saturating_sub(base) }
    }

    /// The words of `text` at this span; empty unless it is on character boundaries inside `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// For people and programs: `{"start": 3, "end": 8}`.
#[derive(Serialize, Deserialize)]
struct Ends {
    start: usize,
    end: usize,
}

/// In an index, of which spans are a large part, start and length: that takes fewer bytes.
impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return Ends { start: self.start, end: self.end }.serialize(serializer);
        }
        (self.start, self.end.saturating_sub(self.start)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Ends::deserialize(deserializer).map(|Ends { start, end }| Span { start, end });
        }
        let (start, len) = <(usize, usize)>::deserialize(deserializer)?;
        Ok(Span::new(start, start.saturating_add(len)))
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// The id of a corpus document: an index into the corpus' sources, the same in the corpus, the actors' mentions and the
/// workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(pub u32);

impl DocumentId {
    /// As an index into a list of documents.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A span in a document of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// The document.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
}

/// The bytes covered by some spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover(
    /// In order, neither empty nor overlapping.
    Vec<Span>,
);

impl Cover {
    /// What these spans, in any order, cover.
    pub fn of(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, span| {
            let joined = next.start <= span.end;
            if joined {
                span.end = span.end.max(next.end);
            }
            joined
        });
        Self(spans)
    }

    /// The covered spans, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.0.iter().copied()
    }

    /// Whether a byte of `span` is covered. Takes logarithmic time.
    pub fn overlaps(&self, span: Span) -> bool {
        let next = self.0.partition_point(|covered| covered.end <= span.start);
        self.0.get(next).is_some_and(|covered| covered.overlaps(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_comes_back_from_json_and_from_an_index() {
        let span = Span::new(300, 340);
        let json = serde_json::to_string(&span).unwrap();
        assert_eq!(json, r#"{"start":300,"end":340}"#);
        assert_eq!(serde_json::from_str::<Span>(&json).unwrap(), span);
        let bytes = postcard::to_allocvec(&span).unwrap();
        assert_eq!(bytes.len(), 3);
        assert_eq!(postcard::from_bytes::<Span>(&bytes).unwrap(), span);
    }

    proptest! {
        #[test]
        fn it_says_what_its_spans_say(spans in prop::collection::vec((0..40_usize, 1..9_usize), 0..9), at in 0..48_usize, len in 1..9_usize) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span::new(start, start + len)).collect();
            let asked = Span::new(at, at + len);
            let expected = spans.iter().any(|span| span.overlaps(asked));
            prop_assert_eq!(Cover::of(spans).overlaps(asked), expected);
        }
    }
}
