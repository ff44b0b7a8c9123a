//! What can be folded: quotations that fill lines of their own. Headings are left to the editor.

use crate::note::Note;
use crate::prose::BlockKind;
use crate::rules::wording::shortened;
use crate::text::Span;
use crate::workspace::Snapshot;
use std::path::Path;

/// The most characters shown of folded text.
const LABEL: usize = 60;

/// A stretch of several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Bytes of the document; begins and ends on different lines.
    pub span: Span,
    /// The text shown when folded.
    pub label: String,
}

/// The folds of a note or a source, in order: block quotations, quotations of several paragraphs, and in a source every
/// quotation of several lines.
pub fn folds(snapshot: &Snapshot, path: &Path) -> Vec<Fold> {
    if let Some(entry) = snapshot.note(path) {
        return of_note(&entry.note);
    }
    let Some(source) = snapshot.source_at(path).and_then(|id| snapshot.corpus.source(id)) else {
        return Vec::new();
    };
    let outer = source.reading.quotations.iter().filter(|q| q.parent.is_none());
    let outer = outer.filter(|q| lines(q.span.of(&source.text)));
    outer.map(|q| fold(q.span, q.words.of(&source.text))).collect()
}

fn of_note(note: &Note) -> Vec<Fold> {
    // A block quotation is a run of blocks, each with its place in the prose.
    let mut blocks: Vec<Span> = Vec::new();
    for block in note.blocks.iter().filter(|b| b.kind == BlockKind::Quote) {
        match blocks.last_mut() {
            Some(run) if block.continued => *run = run.join(block.span),
            _ => blocks.push(block.span),
        }
    }
    let words = |span: &Span| span.of(&note.prose.text).trim_matches(['“', '”', '"']).to_owned();
    let blocks = blocks.iter().map(|span| fold(note.prose.map.to_origin(*span), &words(span)));
    let mut folds: Vec<Fold> = blocks.filter(|fold| lines(fold.span.of(&note.text))).collect();
    let outer = note.quotations.iter().filter(|q| q.parent.is_none());
    for quotation in outer.filter(|q| paragraphs(q.span.of(&note.text))) {
        if !folds.iter().any(|fold| fold.span.overlaps(quotation.span)) {
            folds.push(fold(quotation.span, &quotation.text));
        }
    }
    folds.sort_by_key(|fold| fold.span);
    folds
}

fn fold(span: Span, words: &str) -> Fold {
    Fold { span, label: format!("“{}”", shortened(words, LABEL)) }
}

fn lines(words: &str) -> bool {
    words.contains(['\n', '\r'])
}

/// Whether the words contain a blank line.
fn paragraphs(words: &str) -> bool {
    words.lines().any(|line| line.trim_start_matches('>').trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOTE, SOURCE, desk, text};
    use super::*;

    fn check(note: &str, path: &str, expected: &[&str]) {
        let snapshot = desk(note);
        let text = text(&snapshot, path);
        let found = folds(&snapshot, Path::new(path));
        assert_eq!(found.iter().map(|f| f.span.of(&text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_note_folds_block_quotations_and_paragraphs_not_wrapped_lines() {
        check("He said “a thing that\nwas wrapped” there.\n", NOTE, &[]);
        check(
            "# Head\n\n> One line\n> and another.\n>\n> — Ann\n\nText.\n\n> One.\n",
            NOTE,
            &["One line\n> and another.\n>\n> — Ann"],
        );
        check("> “One line\n> and another.”\n", NOTE, &["“One line\n> and another.”"]);
        check(
            "He said: “One paragraph.\n\n“And another one.”\n",
            NOTE,
            &["“One paragraph.\n\n“And another one.”"],
        );
    }

    #[test]
    fn a_source_folds_its_long_quotations() {
        check(
            "",
            SOURCE,
            &[
                "“Nobody asked the fishermen.\n\n“Anna Moreno told me: ‘The ferry will come back in \
               April,’ and then she left.”",
            ],
        );
    }
}
