//! The words of messages: quotations cut to a length a reader takes in at a glance.

use super::unmarked;
use crate::corpus::{Change, ChangeKind, Match};
use crate::text::{Span, fold, visible, word};

/// The most characters of a document's words in a message.
const GLANCE: usize = 72;

/// Words of a document in quotation marks for a message, on one line, cut in the middle if long.
pub(in crate::rules) fn quoted(words: &str) -> String {
    format!("“{}”", shortened(words, GLANCE))
}

/// The source's words at a match, in quotation marks, on one line; if long, those around the first unmarked change,
/// which the reader is looking for.
pub(in crate::rules) fn quoted_at(source: &str, found: &Match) -> String {
    let words = found.span.of(source);
    let change = found.changes.iter().find(|c| !c.marked).map(|c| c.source);
    let long = words.chars().count() > GLANCE;
    let Some(change) = change.filter(|span| long && found.span.covers(*span)) else {
        return quoted(words);
    };
    let before = Span::new(found.span.start, change.start).of(source);
    let behind = Span::new(change.end, found.span.end).of(source);
    let head = ends(before.split_whitespace().rev(), GLANCE / 3);
    let tail = ends(behind.split_whitespace(), GLANCE / 3);
    let head: Vec<&str> = head.into_iter().rev().collect();
    let cut =
        |kept: usize, all: &str| if kept < all.split_whitespace().count() { "… " } else { "" };
    let (left, right) = (cut(head.len(), before), cut(tail.len(), behind));
    let middle = shortened(change.of(source), GLANCE / 2);
    let joined = [head.join(" "), middle, tail.join(" ")];
    let joined =
        joined.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    format!("“{left}{joined}{}”", right.trim_end().replace('…', " …"))
}

/// The first words that fit into this many characters.
fn ends<'a>(words: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let mut room = most;
    words
        .take_while(|word| {
            let len = word.chars().count() + 1;
            let fits = len <= room;
            room = room.saturating_sub(len);
            fits
        })
        .collect()
}

/// Text on one line, of at most `most` characters, cut in the middle at word ends, with invisible characters named.
pub fn shortened(text: &str, most: usize) -> String {
    let text = &*visible::named(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= most {
        return whole;
    }
    // A word at the end of the half needs no space after it.
    let half = most / 2 + 1;
    let head = ends(words.iter().copied(), half);
    let tail: Vec<&str> = ends(words.iter().rev().copied(), half).into_iter().rev().collect();
    if head.is_empty() && tail.is_empty() {
        let cut: String = whole.chars().take(most.saturating_sub(1)).collect();
        return format!("{cut}…");
    }
    format!("{} … {}", head.join(" "), tail.join(" ")).trim_end().to_owned()
}

/// What differs between a quotation and its place, for a message, unmarked changes only: `“pressing” where the source
/// has “crucial”; “not” is left out`. At most three, then how many more.
pub fn changes(quotation: &str, source: &str, found: &Match) -> String {
    let unmarked = unmarked::changes(quotation, source, found);
    if reordered(quotation, found.span.of(source)) {
        return format!(
            "the source has these words in another order, {}",
            quoted(found.span.of(source))
        );
    }
    let mut parts: Vec<String> =
        unmarked.iter().take(3).map(|c| change(quotation, source, c)).collect();
    if unmarked.len() > 3 {
        parts.push(format!("and {} more", unmarked.len() - 3));
    }
    parts.join("; ")
}

/// Whether two texts have the same words in different orders.
fn reordered(ours: &str, theirs: &str) -> bool {
    let words = |text: &str| {
        let folded = fold::typographic(text).text.to_lowercase();
        let words: Vec<String> =
            word::words(&folded).map(|w| w.span.of(&folded).to_owned()).collect();
        words
    };
    let (mut ours, mut theirs) = (words(ours), words(theirs));
    let differ = ours != theirs;
    ours.sort_unstable();
    theirs.sort_unstable();
    differ && ours == theirs
}

fn change(quotation: &str, source: &str, change: &Change) -> String {
    let ours = quoted(change.quoted.of(quotation).trim());
    let theirs = quoted(change.source.of(source).trim());
    match change.kind {
        ChangeKind::Changed => {
            let strange = [strangers(&ours, &theirs), strangers(&theirs, &ours)].concat();
            format!("{ours} where the source has {theirs}{strange}")
        }
        ChangeKind::Omitted => format!("{theirs} is left out"),
        ChangeKind::Added => format!("{ours} is not in the source"),
    }
}

/// Whether a text has at least this many words: stretches between white space with a letter or digit. Stops counting
/// early, since every rule asks it about every quotation.
pub(in crate::rules) fn has_words(text: &str, least: usize) -> bool {
    least == 0 || text.split_whitespace().filter(|w| is_word(w)).nth(least - 1).is_some()
}

/// The number of words in a text, counted the same way.
pub(in crate::rules) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|w| is_word(w)).count()
}

fn is_word(stretch: &str) -> bool {
    stretch.chars().any(char::is_alphanumeric)
}

/// The first Greek or Cyrillic letter in some words when the others have none: several look like Latin ones.
fn strangers(words: &str, others: &str) -> String {
    let strange = |c: &char| matches!(c, '\u{370}'..='\u{52f}');
    match words.chars().find(strange) {
        Some(c) if !others.chars().any(|c| strange(&c)) => {
            format!(" (its “{c}” is U+{:04X}, which is not Latin)", u32::from(c))
        }
        _ => String::new(),
    }
}

/// The empty span right after `span`, for insertions.
pub(in crate::rules) fn behind(span: Span) -> Span {
    Span::new(span.end, span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Verdict;
    use crate::text::DocumentId;

    #[test]
    fn words_are_counted() {
        for (text, count) in [("", 0), ("a", 1), (" – a\u{a0}b\n…c d. ", 4), ("“ ” …", 0)]
        {
            assert_eq!(word_count(text), count, "{text}");
            assert!(has_words(text, count) && !has_words(text, count + 1), "{text}");
        }
    }

    #[test]
    fn words_in_another_order_are_seen() {
        assert!(reordered("Please shut up", "shut up, please"));
        assert!(!reordered("shut up, please", "Shut up please"));
        assert!(!reordered("please shut up", "please shut it"));
    }

    fn at(span: Span, changes: Vec<Change>) -> Match {
        let (source, verdict) = (DocumentId(0), Verdict::Misquoted);
        Match { source, span, pieces: vec![span], verdict, similarity: 0.9, changes }
    }

    #[test]
    fn of_a_long_quotation_the_words_around_the_change_are_shown() {
        let source = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        let span = Span::new(source.find("eight").unwrap_or(0), source.find(" nine").unwrap_or(0));
        let change = Change {
            kind: ChangeKind::Changed,
            quoted: Span::new(0, 5),
            source: span,
            marked: false,
            material: false,
        };
        let whole = Span::new(0, source.len());
        let found = at(whole, vec![change]);
        assert_eq!(
            quoted_at(source, &found),
            "“… four five six seven eight nine ten eleven twelve …”"
        );
        let short = at(Span::new(0, 7), Vec::new());
        assert_eq!(quoted_at(source, &short), "“one two”");
    }

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
