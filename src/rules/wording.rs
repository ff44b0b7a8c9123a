//! The words of messages: quoted text cut to a length a reader takes in at a glance.

use crate::corpus::{Change, ChangeKind, Match};
use crate::text::Span;

/// The most characters of a document's words that a message repeats.
const GLANCE: usize = 72;

/// Words of a document in quotation marks for a message, one line, cut in the middle when long.
pub(super) fn quoted(words: &str) -> String {
    format!("“{}”", shortened(words, GLANCE))
}

/// Text on one line, of at most `most` characters, cut in the middle at word ends.
pub fn shortened(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= most {
        return whole;
    }
    let half = most / 2;
    let (mut head, mut tail) = (String::new(), String::new());
    for word in &words {
        if head.chars().count() + word.chars().count() > half {
            break;
        }
        head.push_str(word);
        head.push(' ');
    }
    for word in words.iter().rev() {
        if tail.chars().count() + word.chars().count() > half {
            break;
        }
        tail = format!(" {word}{tail}");
    }
    if head.is_empty() && tail.is_empty() {
        let cut: String = whole.chars().take(most.saturating_sub(1)).collect();
        return format!("{cut}…");
    }
    format!("{}…{tail}", head.trim_end_matches(' ').to_owned() + " ")
}

/// What differs between a quotation and its place, unmarked changes only, for a message: `“pressing” where the source
/// has “crucial”; “not” is left out`. At most three, then how many more.
pub fn changes(quotation: &str, source: &str, found: &Match) -> String {
    let unmarked: Vec<&Change> = found.changes.iter().filter(|c| !c.marked).collect();
    let mut parts: Vec<String> =
        unmarked.iter().take(3).map(|c| change(quotation, source, c)).collect();
    if unmarked.len() > 3 {
        parts.push(format!("and {} more", unmarked.len() - 3));
    }
    parts.join("; ")
}

fn change(quotation: &str, source: &str, change: &Change) -> String {
    let ours = quoted(change.quoted.of(quotation).trim());
    let theirs = quoted(change.source.of(source).trim());
    match change.kind {
        ChangeKind::Changed => format!("{ours} where the source has {theirs}"),
        ChangeKind::Omitted => format!("{theirs} is left out"),
        ChangeKind::Added => format!("{ours} is not in the source"),
    }
}

/// The number of words in a text.
pub(super) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

/// The span right after `span`, empty: where something is put behind it.
pub(super) fn behind(span: Span) -> Span {
    Span::new(span.end, span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_in_the_middle() {
        assert_eq!(shortened("a  short\none", 20), "a short one");
        assert_eq!(
            shortened("the first part of it and then the last part of it", 24),
            "the first … part of it"
        );
        assert_eq!(shortened("Donaudampfschifffahrtsgesellschaft", 8), "Donauda…");
    }
}
