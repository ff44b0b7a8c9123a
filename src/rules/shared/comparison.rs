//! Compares a quotation with its place word by word: what was changed, omitted, added, and where in the quotation.

use super::unmarked::differs;
use super::wording::shortened;
use crate::corpus::{Change, ChangeKind, Match};
use crate::text::word::{self, Word};
use crate::text::{Span, fold};
use crate::workspace::{Piece, Whose};

/// A difference in words, with its place in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Difference {
    /// What was done to the source's words.
    pub(in crate::rules) kind: ChangeKind,
    /// Bytes of the quoted words. For an unmarked omission, the empty span before the word after the gap.
    pub(in crate::rules) quoted: Span,
    /// Bytes of the source's text; empty for an addition.
    pub(in crate::rules) source: Span,
    /// Whether brackets or an ellipsis mark it.
    pub(in crate::rules) marked: bool,
    /// For an addition between two words of the source, the text between them there, in bytes of the source.
    pub(in crate::rules) between: Option<Span>,
}

/// The differences in words, in the order of the quotation, without those of case, punctuation and spaces. `None` when
/// the two texts cannot be walked in step, so that no place in the quotation is certain.
pub(in crate::rules) fn differences(
    quoted: &str,
    source: &str,
    found: &Match,
) -> Option<Vec<Difference>> {
    let of_words = found.changes.iter().filter(|c| differs(quoted, source, c));
    let (mut omissions, mut changes): (Vec<&Change>, Vec<&Change>) =
        of_words.partition(|c| c.quoted.is_empty());
    omissions.sort_by_key(|c| c.source);
    changes.sort_by_key(|c| c.quoted);
    let theirs: Vec<Word> = found.pieces.iter().flat_map(|p| words_of(source, *p)).collect();

    let mut theirs = theirs.into_iter().peekable();
    let (mut omissions, mut changes) =
        (omissions.into_iter().peekable(), changes.into_iter().peekable());
    let mut out = Vec::new();
    let mut explained = 0;
    // The end of the last word that both have.
    let mut behind: Option<usize> = None;
    for ours in words_of(quoted, Span::new(0, quoted.len())) {
        let at = Span::new(ours.span.start, ours.span.start);
        // Added words consume none of the source's: an omission comes after them.
        while let Some(added) =
            changes.next_if(|c| c.quoted.start < ours.span.end && c.source.is_empty())
        {
            explained = added.quoted.end;
            let next = theirs.peek().map(|t| t.span.start);
            let between = behind.zip(next).filter(|(end, next)| end <= next);
            // The reporter's words may be there.
            let between = between
                .map(|(end, next)| Span::new(end, next))
                .filter(|glue| !glue.of(source).contains(char::is_alphanumeric));
            out.push(Difference { between, ..difference(added, added.quoted) });
        }
        while let Some(left_out) = omissions.next_if(|o| {
            theirs.peek().is_some_and(|t| t.span.start == o.source.start) && at.start >= explained
        }) {
            while theirs.next_if(|t| t.span.start < left_out.source.end).is_some() {}
            behind = Some(left_out.source.end);
            out.push(difference(left_out, at));
        }
        while let Some(change) = changes.next_if(|c| c.quoted.start < ours.span.end) {
            while theirs.next_if(|t| t.span.start < change.source.end).is_some() {}
            explained = change.quoted.end;
            behind = Some(change.source.end);
            out.push(difference(change, change.quoted));
        }
        if ours.span.start >= explained {
            let same = theirs.next().filter(|theirs| theirs.hash == ours.hash)?;
            behind = Some(same.span.end);
        }
    }
    out.extend(changes.map(|c| difference(c, c.quoted)));
    omissions.next().is_none().then_some(out)
}

/// The words of the source that correspond to the word at byte `at` of a quotation, in bytes of the source: the same
/// word, or what was changed into it. `None` for a word only the quotation has, or when the two cannot be aligned.
pub fn counterpart(quoted: &str, source: &str, found: &Match, at: usize) -> Option<Span> {
    let differences = differences(quoted, source, found)?;
    if let Some(changed) = differences.iter().find(|d| d.quoted.contains(at)) {
        return (!changed.source.is_empty()).then_some(changed.source);
    }
    let ours = words_of(quoted, Span::new(0, quoted.len())).into_iter();
    let ours = ours.filter(|w| !differences.iter().any(|d| d.quoted.overlaps(w.span)));
    let theirs = found.pieces.iter().flat_map(|p| words_of(source, *p));
    let theirs = theirs.filter(|w| !differences.iter().any(|d| d.source.overlaps(w.span)));
    ours.zip(theirs).find(|(ours, _)| at <= ours.span.end).map(|(_, theirs)| theirs.span)
}

fn difference(change: &Change, quoted: Span) -> Difference {
    let Change { kind, source, marked, .. } = *change;
    Difference { kind, quoted, source, marked, between: None }
}

/// The words of a stretch of a text as the matcher splits them, in bytes of the text.
pub(in crate::rules) fn words_of(text: &str, stretch: Span) -> Vec<Word> {
    let folded = fold::typographic(stretch.of(text));
    let place = |w: Word| Word { span: folded.map.to_origin(w.span).shift(stretch.start), ..w };
    word::words(&folded.text).map(place).collect()
}

/// The most characters shown of words that a note omits.
const LONGEST_SHOWN: usize = 60;

/// A quotation as a diff against its place: common words, and in order those of only the source and only the note.
/// Empty when nothing differs, or it is not certain where.
pub fn diff(quoted: &str, source: &str, found: &Match) -> Vec<Piece> {
    let differences = differences(quoted, source, found).unwrap_or_default();
    let mut pieces = Pieces::default();
    let mut at = 0;
    for difference in &differences {
        pieces.add(Whose::Both, Span::new(at, difference.quoted.start).of(quoted));
        let theirs = shortened(difference.source.of(source), LONGEST_SHOWN);
        pieces.add(Whose::Source, &theirs);
        if !(difference.kind == ChangeKind::Omitted && difference.quoted.is_empty()) {
            pieces.add(Whose::Note, difference.quoted.of(quoted));
        }
        at = difference.quoted.end;
    }
    if differences.is_empty() {
        return Vec::new();
    }
    pieces.add(Whose::Both, quoted.get(at..).unwrap_or_default());
    pieces.0
}

/// Pieces so far. White space becomes one space, which separates pieces unless punctuation joins them.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn add(&mut self, whose: Whose, text: &str) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        if let Some(last) = self.0.last_mut() {
            let closes = whose == Whose::Both
                && words.starts_with(|c: char| !c.is_alphanumeric() && !"([‘“…".contains(c));
            if text.starts_with(char::is_whitespace) || !closes {
                last.text.push(' ');
            }
        }
        self.0.push(Piece { whose, text: words });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Query, Source};
    use std::path::PathBuf;
    use std::sync::Arc;

    const SOURCE: &str = "The harbour\n\n“We will always come back to it, as you know, with the whole fleet and every boat that floats,” Ada Moreno said.\n";

    /// The quotation as a diff: `[-…-]` only in the source, `{+…+}` only in the note.
    fn shown(quoted: &str) -> String {
        let source = Source::read("s".to_owned(), PathBuf::from("s.txt"), SOURCE.to_owned());
        let corpus = Corpus::new(vec![Arc::new(source)]);
        let found = corpus.find(&Query { words: quoted, cited: None });
        let found = found.first().expect("the words stand there");
        let show = |piece: &Piece| {
            let (words, space) = match piece.text.strip_suffix(' ') {
                Some(words) => (words, " "),
                None => (piece.text.as_str(), ""),
            };
            match piece.whose {
                Whose::Both => piece.text.clone(),
                Whose::Source => format!("[-{words}-]{space}"),
                Whose::Note => format!("{{+{words}+}}{space}"),
            }
        };
        diff(quoted, SOURCE, found).iter().map(show).collect()
    }

    #[test]
    fn shows_what_was_changed_left_out_and_added() {
        assert_eq!(shown("We will always come back to it, as you know, with the whole fleet"), "");
        assert_eq!(
            shown("We will always return to it, as you know, with the whole fleet and every boat"),
            "We will always [-come back-] {+return+} to it, as you know, with the whole fleet and every boat"
        );
        assert_eq!(
            shown("We will always come back to it with the whole fleet and every boat that floats"),
            "We will always come back to it [-as you know-] with the whole fleet and every boat that floats"
        );
        assert_eq!(
            shown(
                "We will always come back to it, as you all know, with the whole fleet and every boat"
            ),
            "We will always come back to it, as you {+all+} know, with the whole fleet and every boat"
        );
        assert_eq!(
            shown("We will [surely] come back to it … with the whole fleet"),
            "We will [-always-] {+[surely]+} come back to it [-as you know-] {+…+} with the whole fleet"
        );
    }
}
