//! Things with a name and a place, and those of one document: its quotations, for its outline.

use crate::prose::{NameKind, with_doubt};
use crate::rules::wording::shortened;
use crate::text::{Span, visible};
use crate::workspace::Snapshot;
use std::path::{Path, PathBuf};

/// The most characters of a quotation's words in a list.
const LABEL: usize = 60;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A named actor.
    Actor(NameKind),
    /// A source.
    Source,
    /// A quotation.
    Quotation,
}

/// Something with a name and a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The label in a list.
    pub name: String,
    /// Whose or what it is: the speaker, the publisher.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The document.
    pub path: PathBuf,
    /// Bytes of it.
    pub span: Span,
}

impl Symbol {
    /// The symbol with invisible characters named.
    pub(super) fn visible(mut self) -> Self {
        visible::name_in([&mut self.name, &mut self.detail]);
        self
    }
}

/// The quotations of a note or a source, in order, without nested ones. Headings are left to the editor.
pub fn document_symbols(snapshot: &Snapshot, path: &Path) -> Vec<Symbol> {
    if let Some(entry) = snapshot.note(path) {
        let note = &entry.note;
        let outer = note.quotations.iter().filter(|q| q.parent.is_none());
        let symbol = |q: &crate::note::Quotation| {
            let speaker = q
                .attribution
                .as_ref()
                .map(|a| with_doubt(note.plain(a.speaker), None, a.rule, a.confidence));
            quotation(path, q.span, &labelled(&q.text), speaker.unwrap_or_default())
        };
        return outer.map(symbol).collect();
    }
    let Some(source) = snapshot.source_at(path).and_then(|id| snapshot.corpus.source(id)) else {
        return Vec::new();
    };
    let symbol = |q: &crate::prose::Quotation| {
        let speaker = q.attribution.as_ref().map(|a| a.shown(&source.text));
        let words = labelled(q.words.of(&source.text));
        quotation(path, q.span, &words, speaker.unwrap_or_default())
    };
    source.reading.quotations.iter().filter(|q| q.parent.is_none()).map(symbol).collect()
}

/// The words of a quotation for a list.
pub(super) fn labelled(words: &str) -> String {
    shortened(words, LABEL)
}

/// A quotation among some of its words.
pub(super) fn quotation(path: &Path, span: Span, words: &str, speaker: String) -> Symbol {
    let name = format!("“{words}”");
    Symbol { name, detail: speaker, kind: SymbolKind::Quotation, path: path.to_owned(), span }
        .visible()
}
