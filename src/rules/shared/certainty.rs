//! How sure it is that a quotation stands at a place.

use crate::corpus::{Match, Verdict};

/// Whether a match is the quotation's place beyond doubt, so that something may be said against the note because of it.
/// What is less like its place may be another saying of somebody else.
pub(in crate::rules) fn sure(found: &Match) -> bool {
    const LIKE: f32 = 0.9;
    found.verdict < Verdict::Misquoted || found.similarity >= LIKE
}
