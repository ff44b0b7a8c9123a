//! What can be folded away: quotations that fill lines of their own. Headings are the editor's own.

use crate::prose::Form;
use crate::rules::wording::shortened;
use crate::text::Span;
use crate::workspace::Snapshot;
use std::path::Path;

/// The most characters shown of what is folded.
const LABEL: usize = 60;

/// A stretch of several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Bytes of the document; begins and ends on different lines.
    pub span: Span,
    /// What stands for it when it is folded.
    pub label: String,
}

/// The folds of a note or a source, in order: block quotations, quotations of several paragraphs, and in a source every
/// quotation of several lines.
pub fn folds(snapshot: &Snapshot, path: &Path) -> Vec<Fold> {
    if let Some(entry) = snapshot.note(path) {
        let note = &entry.note;
        let long = |q: &&crate::note::Quotation| {
            let words = q.span.of(&note.text);
            lines(words) && (q.form == Form::Block || paragraphs(words))
        };
        let outer = note.quotations.iter().filter(|q| q.parent.is_none());
        return outer.filter(long).map(|q| fold(q.span, &q.text)).collect();
    }
    let Some(source) = snapshot.source_at(path).and_then(|id| snapshot.corpus.source(id)) else {
        return Vec::new();
    };
    let outer = source.reading.quotations.iter().filter(|q| q.parent.is_none());
    outer
        .filter(|q| lines(q.span.of(&source.text)))
        .map(|q| fold(q.span, q.words.of(&source.text)))
        .collect()
}

fn fold(span: Span, words: &str) -> Fold {
    Fold { span, label: format!("“{}”", shortened(words, LABEL)) }
}

fn lines(words: &str) -> bool {
    words.contains(['\n', '\r'])
}

/// Whether an empty line stands among the words.
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
            "# Head\n\n> One line\n> and another.\n\nText.\n",
            NOTE,
            &["One line\n> and another."],
        );
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
