//! What a source itself says against a quotation in it: that it could not be verified, was deleted, denied, corrected.

use super::source::Source;
use crate::prose::{Quotation, data};
use crate::text::Span;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Phrases that withdraw a quotation near them. Alone they suffice in an editor's note; in the quotation's own
/// paragraph, only along with one of [`ITSELF`].
static AGAINST: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| phrases(include_str!("data/retractions.txt")));

/// Phrases that also suffice in a note after the quotation.
static OWN_WORDS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| phrases(include_str!("data/doubts.txt")));

/// Words that show the quotation's own paragraph means the quotation, and not something else that was deleted.
static ITSELF: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| phrases(include_str!("data/quotation-nouns.txt")));

/// All phrases of a table, matched together and in any case.
fn phrases(table: &'static str) -> Option<AhoCorasick> {
    AhoCorasick::builder().ascii_case_insensitive(true).build(data::entries(table)).ok()
}

fn has(words: &str, phrases: &Option<AhoCorasick>) -> bool {
    phrases.as_ref().is_some_and(|phrases| phrases.is_match(words))
}

/// Marks that refer from a quotation to a note below the text.
const MARKS: &[char] = &['*', '†', '‡', '¹', '²', '³'];

/// The most bytes of a sentence examined after a quotation: anything further away is about something else.
const LONGEST: usize = 4000;

/// Bytes after a quotation in which its reference mark may be, after closing punctuation and spaces.
const REACH: usize = 6;

/// Whether a note says that a quotation is withdrawn or denied.
pub fn speaks_against(words: &str) -> bool {
    has(words, &AGAINST) || has(words, &OWN_WORDS)
}

/// The words of the source that withdraw one of its quotations, if any.
pub fn dispute(source: &Source, quotation: &Quotation) -> Option<Span> {
    beside(source, quotation).or_else(|| noted(source, quotation))
}

/// In the quotation's sentence, or the next one in the same block.
fn beside(source: &Source, quotation: &Quotation) -> Option<Span> {
    let end = quotation.span.end;
    let block = source.blocks.get(source.blocks.partition_point(|b| b.span.end < end));
    let block = block.map(|b| b.span).filter(|b| b.touches(end))?;
    let sentences = &source.reading.sentences;
    let first = sentences.partition_point(|s| s.end <= quotation.words.end);
    let near = sentences.get(first..)?.iter().take(2).filter(|s| s.start < block.end);
    let behind = |s: &Span| {
        let start = s.start.max(end);
        Span::new(start, source.text.floor_char_boundary(s.end.min(start + LONGEST)))
    };
    near.map(behind).find(|sentence| {
        let words = sentence.of(&source.text);
        has(words, &AGAINST) && has(words, &ITSELF)
    })
}

/// In a note below the text that a mark after the quotation refers to.
fn noted(source: &Source, quotation: &Quotation) -> Option<Span> {
    let behind = source.text.get(quotation.span.end..)?;
    let mut near =
        behind.char_indices().take_while(|(at, c)| *at < REACH && *c != '\n').map(|(_, c)| c);
    let mark =
        near.find(|c| c.is_alphanumeric() || MARKS.contains(c)).filter(|c| MARKS.contains(c))?;
    let notes = source.blocks.iter().map(|b| b.span).filter(|b| b.start >= quotation.span.end);
    notes
        .filter(|b| b.of(&source.text).starts_with(mark))
        .find(|b| has(b.of(&source.text), &AGAINST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// What `text`, whose quotation marks are curly, says against its quotation.
    fn said_against(text: &str) -> Option<String> {
        let source = Source::read("s".to_owned(), PathBuf::from("s.txt"), text.to_owned());
        let (start, end) = (text.find('“').unwrap(), text.find('”').unwrap());
        let span = Span::new(start, end + '”'.len_utf8());
        let words = Span::new(start + '“'.len_utf8(), end);
        let quotation = Quotation { span, words, closed: true, ..Quotation::default() };
        dispute(&source, &quotation).map(|span| span.of(text).to_owned())
    }

    #[test]
    fn a_starred_note_below_the_text() {
        let text = "Ada spoke of “great steps.” *\n\nMore text.\n\n* Editor’s note: the quotation could not be verified.";
        assert_eq!(
            said_against(text).as_deref(),
            Some("* Editor’s note: the quotation could not be verified.")
        );
        assert_eq!(
            said_against("Ada spoke of “great steps.”\n\n* Editor’s note: could not be verified."),
            None
        );
        assert_eq!(said_against("Ada spoke of “great steps.” *\n\n* Photo by Ben."), None);
    }

    #[test]
    fn the_deletion_of_the_words_but_not_of_other_things() {
        let quoted = "“We will pay for it,” Ada said, the paper wrote, later deleting that quote from its page.";
        assert!(said_against(quoted).is_some_and(|words| words.contains("later deleting")));
        assert_eq!(
            said_against("“We will pay for it,” Ada told them. The file was deleted in May."),
            None
        );
    }
}
