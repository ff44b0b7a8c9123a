//! Names of actors, by any of their words; words before the cursor that belong to the name are taken in.

use super::index::CompletionIndex;
use super::proposal::{MOST, Proposal, ProposalKind};
use crate::text::Span;
use crate::workspace::Snapshot;

/// The most words before the one with the cursor that may belong to a name.
const WORDS_BEFORE: usize = 4;

pub(super) fn names(
    snapshot: &Snapshot,
    index: &CompletionIndex,
    text: &str,
    span: Span,
    cursor: usize,
) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    for start in starts(text, span) {
        let span = Span::new(start, span.end);
        let typed = Span::new(start, cursor).of(text).to_lowercase();
        for actor in index.named(&typed, MOST) {
            let known = |p: &Proposal| p.kind == ProposalKind::Actor(actor);
            let Some(found) = snapshot.actors.actor(actor) else { continue };
            if proposals.iter().any(known) {
                continue;
            }
            let name = found.name.clone();
            proposals.push(Proposal {
                label: name.clone(),
                detail: found.role.clone().unwrap_or_default(),
                kind: ProposalKind::Actor(actor),
                span,
                filter: name.clone(),
                text: name,
            });
        }
    }
    proposals
}

/// Whether what is typed may be all that the writer wants to say: a name by which somebody is known already.
pub(super) fn is_whole(snapshot: &Snapshot, text: &str, span: Span, cursor: usize) -> bool {
    !snapshot.actors.named(Span::new(span.start, cursor).of(text)).is_empty()
}

/// Where a name that ends with the word at `span` may begin: at words with a capital before it in the line, the farthest
/// first, at last at the word itself.
fn starts(text: &str, span: Span) -> Vec<usize> {
    let mut found = vec![span.start];
    let mut at = span.start;
    for _ in 0..WORDS_BEFORE {
        let before = text.get(..at).unwrap_or_default();
        let Some(before) = before.strip_suffix(' ') else { break };
        let start =
            before.trim_end_matches(|c: char| c.is_alphanumeric() || "-’'.".contains(c)).len();
        let word = before.get(start..).unwrap_or_default();
        if word.is_empty() || word.ends_with('.') && word.chars().count() > 2 {
            break;
        }
        if word.starts_with(char::is_uppercase) {
            found.push(start);
        }
        at = start;
    }
    found.reverse();
    found
}
