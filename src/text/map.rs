//! Maps a derived text (folded, or stripped of markup) to the text it was made from.

use super::Span;

/// A text made from another, with a map back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// The derived text.
    pub text: String,
    /// The origin of each part.
    pub map: OffsetMap,
}

/// The pieces of a derived text in order, each with its piece of the origin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

/// One piece. If `same`, both sides have the same length and byte `i` of one is byte `i` of the other; otherwise the
/// piece as a whole replaces the origin's piece (either may be empty).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Piece {
    derived: Span,
    origin: Span,
    same: bool,
}

impl OffsetMap {
    /// The identity map of a text.
    pub fn identity(len: usize) -> Self {
        let mut builder = MapBuilder::default();
        builder.same(len);
        builder.finish()
    }

    /// The smallest span of the origin that produced the derived `span`. An empty span maps to an empty span.
    pub fn to_origin(&self, span: Span) -> Span {
        self.across(span, |p| (p.derived, p.origin))
    }

    /// The smallest span of the derived text that comes from the origin's `span`. An empty span maps to an empty span.
    pub fn to_derived(&self, span: Span) -> Span {
        self.across(span, |p| (p.origin, p.derived))
    }

    /// The map of a part of the derived text, relative to its start, onto the origin from byte `base` on.
    pub fn part(&self, derived: Span, base: usize) -> Self {
        let from = |piece: Piece| Piece {
            derived: piece.derived.back(derived.start),
            origin: piece.origin.back(base),
            ..piece
        };
        Self { pieces: self.clipped(derived).map(from).collect() }
    }

    /// The pieces of a part of the derived text.
    fn clipped(&self, derived: Span) -> impl Iterator<Item = Piece> {
        let first = self.pieces.partition_point(|p| p.derived.end <= derived.start);
        let next = self.pieces.partition_point(|p| p.derived.start < derived.end);
        let inside = self.pieces.get(first..next).unwrap_or_default();
        inside.iter().map(move |piece| {
            let before = derived.start.saturating_sub(piece.derived.start);
            let behind = piece.derived.end.saturating_sub(derived.end);
            let clip = |span: Span| Span::new(span.start + before, span.end - behind);
            let origin = if piece.same { clip(piece.origin) } else { piece.origin };
            Piece { derived: clip(piece.derived), origin, ..*piece }
        })
    }

    fn across(&self, span: Span, sides: impl Fn(&Piece) -> (Span, Span)) -> Span {
        let last = self.pieces.last().map_or(0, |p| sides(p).1.end);
        let start = {
            let i = self.pieces.partition_point(|p| sides(p).0.end <= span.start);
            self.pieces.get(i).map_or(last, |p| {
                let (here, there) = sides(p);
                if p.same && span.start >= here.start {
                    there.start + (span.start - here.start)
                } else {
                    there.start
                }
            })
        };
        if span.is_empty() {
            return Span::new(start, start);
        }
        let i = self.pieces.partition_point(|p| sides(p).0.start < span.end);
        let end = match i.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            None => 0,
            Some(p) => {
                let (here, there) = sides(p);
                if p.same { there.start + (span.end.min(here.end) - here.start) } else { there.end }
            }
        };
        Span::new(start, end)
    }
}

/// Builds an [`OffsetMap`] from left to right.
#[derive(Clone, Debug, Default)]
pub struct MapBuilder {
    map: OffsetMap,
    derived: usize,
    origin: usize,
}

impl MapBuilder {
    /// The next `len` bytes are the same on both sides.
    pub fn same(&mut self, len: usize) {
        match self.map.pieces.last_mut().filter(|p| p.same) {
            Some(last) => {
                last.derived.end += len;
                last.origin.end += len;
                self.derived += len;
                self.origin += len;
            }
            None if len > 0 => self.push(len, len, true),
            None => {}
        }
    }

    /// The next `origin` bytes became `derived` bytes; 0 derived bytes means they were dropped.
    pub fn replace(&mut self, origin: usize, derived: usize) {
        if origin != 0 || derived != 0 {
            self.push(origin, derived, false);
        }
    }

    /// Drops the bytes of the origin up to this one.
    pub fn drop_to(&mut self, origin: usize) {
        self.replace(origin.saturating_sub(self.origin), 0);
    }

    /// The next bytes are those of `derived` in another text made from the same origin.
    pub fn part_of(&mut self, other: &OffsetMap, derived: Span) {
        for Piece { derived, origin, same } in other.clipped(derived) {
            if derived.is_empty() {
                continue;
            }
            self.drop_to(origin.start);
            match same {
                true => self.same(derived.len()),
                false => self.replace(origin.end.saturating_sub(self.origin), derived.len()),
            }
        }
    }

    /// The number of origin bytes described so far.
    pub fn origin_len(&self) -> usize {
        self.origin
    }

    /// The map of what is described so far.
    pub fn so_far(&self) -> &OffsetMap {
        &self.map
    }

    /// The finished map.
    pub fn finish(self) -> OffsetMap {
        self.map
    }

    fn push(&mut self, origin: usize, derived: usize, same: bool) {
        self.map.pieces.push(Piece {
            derived: Span::new(self.derived, self.derived + derived),
            origin: Span::new(self.origin, self.origin + origin),
            same,
        });
        self.derived += derived;
        self.origin += origin;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_of_a_map_leads_to_the_same_places() {
        let mut b = MapBuilder::default();
        b.same(4);
        b.replace(2, 0);
        b.same(3);
        b.replace(1, 2);
        b.same(5);
        let map = b.finish();
        let part = map.part(Span::new(2, 12), 1);
        for (start, end) in [(2, 4), (2, 6), (3, 9), (7, 10), (4, 4), (8, 12), (12, 12)] {
            let span = Span::new(start, end);
            assert_eq!(part.to_origin(span.back(2)), map.to_origin(span).back(1), "{span:?}");
        }
    }

    #[test]
    fn maps_both_ways_over_dropped_and_replaced_pieces() {
        // origin: ab**cd**…ef   derived: abcd...ef
        let mut b = MapBuilder::default();
        b.same(2);
        b.replace(2, 0);
        b.same(2);
        b.replace(2, 0);
        b.replace(3, 3);
        b.same(2);
        let map = b.finish();
        assert_eq!(map.to_origin(Span::new(1, 4)), Span::new(1, 6));
        assert_eq!(map.to_origin(Span::new(2, 4)), Span::new(4, 6));
        assert_eq!(map.to_origin(Span::new(5, 6)), Span::new(8, 11));
        assert_eq!(map.to_derived(Span::new(4, 6)), Span::new(2, 4));
        assert_eq!(map.to_derived(Span::new(0, 13)), Span::new(0, 9));
        assert_eq!(map.to_origin(Span::new(9, 9)), Span::new(13, 13));
    }

    /// Pieces as (bytes of the origin, bytes derived, whether they are the same).
    fn pieces() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
        let same = (1..6_usize).prop_map(|n| (n, n, true));
        let replaced =
            (0..4_usize, 0..4_usize).prop_map(|(origin, derived)| (origin, derived, false));
        prop::collection::vec(prop_oneof![same, replaced], 0..12)
    }

    fn built(pieces: &[(usize, usize, bool)]) -> (OffsetMap, usize, usize) {
        let mut builder = MapBuilder::default();
        for &(origin, derived, same) in pieces {
            if same { builder.same(origin) } else { builder.replace(origin, derived) }
        }
        let (origin, derived) = (builder.origin_len(), pieces.iter().map(|p| p.1).sum());
        (builder.finish(), origin, derived)
    }

    proptest! {
        #[test]
        fn spans_stay_inside_and_in_order_both_ways(pieces in pieces(), a in 0..80_usize, b in 0..80_usize) {
            let (map, origin, derived) = built(&pieces);
            let span = Span::new(a.min(b), a.max(b));
            prop_assert!(map.to_origin(span).end <= origin);
            prop_assert!(map.to_derived(span).end <= derived);
            // A wider span never has a narrower image.
            let wider = Span::new(span.start.saturating_sub(1), span.end + 1);
            if !span.is_empty() {
                prop_assert!(map.to_origin(wider).covers(map.to_origin(span)));
                prop_assert!(map.to_derived(wider).covers(map.to_derived(span)));
            }
        }

        #[test]
        fn there_and_back_covers_what_it_came_from(pieces in pieces(), a in 0..40_usize, b in 0..40_usize) {
            let (map, _, derived) = built(&pieces);
            let span = Span::new(a.min(b).min(derived), a.max(b).min(derived));
            let back = map.to_derived(map.to_origin(span));
            // Derived bytes without an origin have no way back.
            let founded = pieces.iter().all(|p| p.0 > 0);
            prop_assert!(!founded || span.is_empty() || back.covers(span), "{span:?} {back:?}");
        }

        #[test]
        fn the_identity_maps_every_span_to_itself(len in 0..40_usize, a in 0..40_usize, b in 0..40_usize) {
            let span = Span::new(a.min(b).min(len), a.max(b).min(len));
            prop_assert_eq!(OffsetMap::identity(len).to_origin(span), span);
            prop_assert_eq!(OffsetMap::identity(len).to_derived(span), span);
        }
    }
}
