//! Putting the source's words into a quotation, in the typography of the note.

use super::{Fix, Replacement, Scene};
use crate::corpus::Match;
use crate::note::Quotation;
use crate::prose::Form;

/// The fix that replaces a quotation's words by those of the source. Only for one piece of one source: where the reporter
/// interrupts, or the note marks changes of its own, the words are not for a machine to put together.
pub(super) fn source_words(scene: &Scene<'_>, quotation: &Quotation, found: &Match) -> Option<Fix> {
    let [piece] = found.pieces.as_slice() else { return None };
    if found.changes.iter().any(|c| c.marked) || quotation.form == Form::Block {
        return None;
    }
    let source = scene.snapshot.corpus.source(found.source)?;
    let written = quotation.words.of(&scene.note.text);
    let text = in_typography_of(written, piece.of(&source.text));
    (text != written).then(|| Fix {
        title: "Use the source’s words".to_owned(),
        edits: vec![Replacement { span: quotation.words, text }],
        safe: false,
    })
}

/// `words` on one line, with straight or curly marks as `written` has them, its capital and its final punctuation.
fn in_typography_of(written: &str, words: &str) -> String {
    let mut text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let straight = !written.contains(['’', '‘', '“', '”']);
    if straight {
        text = text.replace(['’', '‘'], "'").replace(['“', '”'], "'");
    } else {
        text = text.replace(['“'], "‘").replace(['”'], "’");
    }
    let last = |s: &str| s.chars().next_back().filter(|c| matches!(c, ',' | '.' | ';' | '!' | '?'));
    if let Some(stop) = last(&text) {
        text.truncate(text.len() - stop.len_utf8());
    }
    text.extend(last(written));
    let (mut ours, mut theirs) = (written.chars(), text.chars());
    if let (Some(ours), Some(theirs)) = (ours.next(), theirs.next())
        && ours.is_uppercase() != theirs.is_uppercase()
        && ours.to_lowercase().eq(theirs.to_lowercase())
    {
        text = format!("{ours}{}", &text[theirs.len_utf8()..]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::in_typography_of;

    #[test]
    fn the_note_keeps_its_typography() {
        assert_eq!(
            in_typography_of("it's a big test.", "It’s a\nbigger test"),
            "it's a bigger test."
        );
        assert_eq!(
            in_typography_of("It’s a big test", "it’s a “bigger” test,"),
            "It’s a ‘bigger’ test"
        );
        assert_eq!(in_typography_of("", "other words"), "other words");
    }
}
