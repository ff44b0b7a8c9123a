//! The initials of names: whether a full stop stands behind one, or ends the sentence.

use crate::prose::data::WordList;

/// Words that begin a sentence more often than they are a surname.
static OPENERS: WordList = WordList::new(include_str!("../data/sentence-openers.txt"));

/// Words with a capital only because a sentence begins, behind which “I” is whoever speaks: “So am I.”
const NO_GIVEN_NAME: &[&str] = &[
    "Am", "And", "Are", "But", "Can", "Could", "Did", "Do", "Had", "Have", "May", "Might", "Must",
    "Nor", "Or", "Shall", "Should", "So", "Than", "Was", "Were", "Will", "Would", "Yet", "If",
    "As",
];

/// Whether a full stop between these words stands behind the initials of a name: the “I” of “Charles I. Brill”, which behind
/// other words is whoever speaks, and the letters of “J.R.R. Brill”.
pub(in crate::prose) fn is_initial(before: &str, after: &str) -> bool {
    let next = after.split_whitespace().next().unwrap_or_default();
    let letters = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let named = next.starts_with(char::is_uppercase) && !OPENERS.contains(letters);
    let mut words = before.rsplit(|c: char| c.is_whitespace()).filter(|word| !word.is_empty());
    let opening = ['“', '"', '‘', '\'', '(', '[', '—', '–'];
    let word = words.next().unwrap_or_default().trim_start_matches(opening);
    let mut parts = word.split('.');
    let lone = |part: &str| {
        let mut letters = part.chars();
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase())
    };
    if word.contains('.') {
        // “in Lund, N.D. Mayor Brill” is a place.
        let placed = words
            .next()
            .is_some_and(|word| word.ends_with(',') && word.starts_with(char::is_uppercase));
        return named && !placed && parts.all(lone);
    }
    let given = words.next().is_none_or(|given| {
        // Quoted words before it end with a mark.
        let quoted = given.ends_with(['”', '"', '’', '\'', '»']);
        let given = given.trim_start_matches(opening);
        let name = given.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
        quoted
            || given.starts_with(char::is_uppercase)
                && (name || given.strip_suffix('.').is_some_and(lone))
                && !NO_GIVEN_NAME.contains(&given)
    });
    // “said I. M. Brill”
    let initials = letters.len() == 1 && next.ends_with('.');
    named && word == "I" && (given || initials)
}
