//! Whether a changed word changes what was said: negations, numbers, dates, modals, quantifiers, units, names.
//!
//! What counts in law and journalism is a material change of meaning (Masson v. New Yorker, 1991), not the number of
//! letters. The lists are the closed classes of English grammar; names and numbers are recognised by their form.

use crate::prose::data;
use crate::text::fold;
use crate::text::word::{self, letters};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The kind of each of these words, or the number it stands for.
static WORDS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let rows = data::rows(include_str!("data/material-words.tsv"));
    rows.map(|[word, kind]| (word, kind)).collect()
});

/// Whether words of the source and those in the note differ in a word that matters. Both are stretches of text; either
/// may be empty.
pub(super) fn material(quoted: &str, source: &str) -> bool {
    weighty(quoted) != weighty(source)
}

/// The words that matter, normalised: `five` and `5`, `isn't` and `not` are equal.
fn weighty(text: &str) -> Vec<String> {
    let folded = fold::typographic(text).text;
    let mut found = Vec::new();
    for place in word::words(&folded) {
        let written = place.span.of(&folded);
        let word: String = letters(written).collect();
        let kind = WORDS.get(word.as_str()).or_else(|| WORDS.get(written)).copied();
        match kind {
            Some("negation") => {
                // A contraction contains its verb, which may be a modal.
                let verb = word.strip_suffix("nt").or_else(|| word.strip_suffix("not"));
                let modal = verb.filter(|verb| WORDS.get(verb) == Some(&"modal"));
                found.extend(modal.map(str::to_owned));
                let contracted = written.contains('\'') || word == "cannot";
                found.push(if contracted { "not".to_owned() } else { word });
            }
            Some("modal" | "quantifier" | "date" | "unit") => found.push(word),
            Some(figure) if figure != "function" => found.push(figure.to_owned()),
            _ => {
                let name = kind.is_none()
                    && written.starts_with(char::is_uppercase)
                    && !stands_first(&folded, place.span.start);
                if name || word.starts_with(|c: char| c.is_ascii_digit()) {
                    found.push(word);
                }
            }
        }
    }
    found.sort();
    found
}

/// Whether a capital may only be due to its position after a full stop. At the very start of a changed stretch it
/// counts, since changes begin inside sentences more often than at their start.
fn stands_first(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.trim_end_matches(['"', '\'', ' ']).ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_changes_the_meaning() {
        let weighs = |old: &str, new: &str| assert!(material(new, old), "{old} > {new}");
        let light = |old: &str, new: &str| assert!(!material(new, old), "{old} > {new}");
        weighs("will", "may");
        weighs("is", "is not");
        weighs("isn’t", "is");
        weighs("40", "14");
        weighs("five", "six");
        weighs("five miles", "five kilometers");
        weighs("in June", "in July");
        weighs("some of them", "all of them");
        weighs("in Port Ellis", "in Fort Ellis");
        weighs("$5", "€5");
        light("harbour", "port");
        light("five", "5");
        light("They", "The");
        light("is not", "isn’t");
        light("said so. Boats", "said so. Ships");
    }
}
