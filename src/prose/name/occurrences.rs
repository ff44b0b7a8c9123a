//! All places of one name in a document, and what speaks for what it names.

use super::evidence::Evidence;
use super::model::NameKind;
use rustc_hash::FxHashMap;

/// The occurrences of each string that may be a name.
pub(super) type ByName<'a> = FxHashMap<&'a str, Occurrences>;

/// All places of one string in a document.
#[derive(Clone, Copy, Default)]
pub(super) struct Occurrences {
    pub(super) evidence: Evidence,
    /// How many there are.
    pub(super) count: usize,
    /// How many stand where a capital says something.
    pub(super) strong: usize,
    /// Whether one stands behind a title.
    pub(super) titled: bool,
    /// How many are in capitals before a colon.
    pub(super) labels: usize,
    /// How many are in capitals before a dash.
    pub(super) datelines: usize,
    pub(super) kind: Option<NameKind>,
}

impl Occurrences {
    /// By how much the evidence for the kind exceeds the next best.
    pub(super) fn weight(&self) -> u8 {
        let e = self.evidence;
        let mut all = [e.person, e.organisation, e.place];
        all.sort_by(f32::total_cmp);
        let [_, second, best] = all;
        // Halves are enough; a negative or huge margin clamps.
        (best - second.max(0.0)).clamp(0.0, 9.0) as u8
    }
}
