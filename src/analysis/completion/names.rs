//! Names of actors, by any of their words; includes words before the cursor that belong to the name.

use super::proposal::{Cursor, MOST, Proposal, ProposalKind};
use crate::text::Span;

/// The most words before the one at the cursor that may belong to a name.
const WORDS_BEFORE: usize = 4;

pub(super) fn names(cursor: Cursor<'_>, span: Span) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    for start in starts(cursor.text(), span) {
        let typed = Span::new(start, cursor.offset).of(cursor.text()).to_lowercase();
        for index in cursor.index.named(&typed, MOST) {
            let kind = ProposalKind::Actor(index);
            let known = proposals.iter().any(|proposal| proposal.kind == kind);
            let actor = cursor.snapshot.actors.actor(index).filter(|_| !known);
            proposals.extend(actor.map(|actor| Proposal {
                label: actor.name.clone(),
                detail: actor.role.clone().unwrap_or_default(),
                kind,
                span: Span::new(start, span.end),
                filter: actor.name.clone(),
                text: actor.name.clone(),
            }));
        }
    }
    proposals
}

/// Whether the typed text may be complete: a name by which someone is already known.
pub(super) fn is_whole(cursor: Cursor<'_>, span: Span) -> bool {
    let typed = Span::new(span.start, cursor.offset).of(cursor.text());
    !cursor.snapshot.actors.named(typed).is_empty()
}

/// Where a name that ends with the word at `span` may begin: at capitalised words before it in the line, the furthest
/// first, and last at the word itself.
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
