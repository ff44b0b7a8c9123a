//! What many spans cover together, to be asked about often.

use super::Span;

/// The bytes that some spans cover.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover(
    /// In order, neither empty nor overlapping.
    Vec<Span>,
);

impl Cover {
    /// What these spans cover, in whatever order they come.
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

    /// What is covered, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.0.iter().copied()
    }

    /// Whether a byte of `span` is covered. Takes as many steps as the number of spans has digits.
    pub fn overlaps(&self, span: Span) -> bool {
        let next = self.0.partition_point(|covered| covered.end <= span.start);
        self.0.get(next).is_some_and(|covered| covered.overlaps(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
