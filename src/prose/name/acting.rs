//! Whether the words around a capital let it act, as its state does.

use super::candidate::Candidate;
use super::lexicon::Class;
use super::token::{Gap, Shape, Token};

/// Auxiliaries and verbs of will: what only an actor does.
const ACTING: &[&str] = &[
    "is", "was", "has", "had", "will", "would", "must", "can", "could", "may", "might", "should",
    "did", "does", "wants", "wanted", "seeks", "sees", "fears", "hopes", "intends", "tries",
    "tried", "needs", "refuses", "remains", "also", "never", "views", "knows", "likes", "expects",
    "supports", "opposes", "demands", "denies", "accuses",
];

/// Nouns that belong to a government rather than to a city.
const OF_GOVERNMENTS: &[&str] = &[
    "government",
    "demand",
    "demands",
    "policy",
    "policies",
    "interest",
    "interests",
    "ambitions",
    "position",
    "support",
    "leadership",
    "response",
    "decision",
    "allies",
    "ally",
    "pressure",
    "strategy",
    "foreign",
    "military",
    "intentions",
    "influence",
    "geopolitical",
    "grip",
    "claim",
    "claims",
    "help",
    "growing",
    "goal",
    "goals",
    "view",
    "stance",
];

/// Whether the words around a capital let it act.
pub(super) fn acts(text: &str, tokens: &[Token], c: &Candidate) -> bool {
    let Some(after) = tokens.get(c.end) else { return false };
    let next = after.span.of(text);
    let before = c.first.checked_sub(1).and_then(|i| tokens.get(i)).map_or("", |t| t.span.of(text));
    let place =
        matches!(before, "in" | "In" | "of" | "near" | "from" | "to" | "at" | "where" | "outside");
    match after.gap {
        Gap::Space => {
            let verb = ACTING.contains(&next) || after.is(Class::SAYING) || next.ends_with("ed");
            !place && after.shape == Shape::Lower && verb || before == "between" && next == "and"
        }
        Gap::Possessive => OF_GOVERNMENTS.contains(&next),
        _ => before == "against",
    }
}
