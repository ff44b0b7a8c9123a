//! Things with a name: a note's quotations for its outline; actors, sources and quotations of the whole workspace.

use crate::actor::{ActorIndex, ActorKind, Place};
use crate::corpus::Head;
use crate::rules::wording::shortened;
use crate::text::Span;
use crate::workspace::Snapshot;
use std::path::{Path, PathBuf};

/// The most symbols an answer for the whole workspace holds; an editor shows a few dozen.
const MOST: usize = 200;

/// The most characters of a quotation's words in a list.
const LABEL: usize = 60;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A named actor.
    Actor(ActorKind),
    /// A source.
    Source,
    /// A quotation.
    Quotation,
}

/// Something with a name and a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What a list shows.
    pub name: String,
    /// Whose or of what: the speaker, the publisher.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The document.
    pub path: PathBuf,
    /// Bytes of it.
    pub span: Span,
}

/// The quotations of a note or a source, in order, nested ones left out. Headings are the editor's own.
pub fn document_symbols(snapshot: &Snapshot, path: &Path) -> Vec<Symbol> {
    if let Some(entry) = snapshot.note(path) {
        let note = &entry.note;
        let outer = note.quotations.iter().filter(|q| q.parent.is_none());
        let speaker = |q: &crate::note::Quotation| {
            q.attribution.as_ref().map(|a| a.speaker.of(&note.text).to_owned())
        };
        return outer
            .map(|q| quotation(path, q.span, &q.text, speaker(q).unwrap_or_default()))
            .collect();
    }
    let Some(source) = snapshot.source_at(path).and_then(|id| snapshot.corpus.source(id)) else {
        return Vec::new();
    };
    let outer = source.reading.quotations.iter().filter(|q| q.parent.is_none());
    let speaker = |q: &crate::prose::Quotation| {
        q.attribution.as_ref().map(|a| a.named().of(&source.text).to_owned())
    };
    outer
        .map(|q| quotation(path, q.span, q.words.of(&source.text), speaker(q).unwrap_or_default()))
        .collect()
}

/// Actors, sources and quotations that fit a query, best first. A query fits when its words begin words of the name, or
/// its letters stand in the name in order.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<Symbol> {
    let whole = query;
    let query: Vec<char> = query.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let mut ranked: Vec<(u32, Symbol)> = Vec::new();
    let mut offer = |symbol: Option<Symbol>| {
        if let Some(symbol) = symbol
            && let Some(rank) = rank(&symbol.name, &query)
        {
            ranked.push((rank, symbol));
        }
    };
    for (index, actor) in snapshot.actors.all() {
        offer(actor_symbol(snapshot, index, &actor.name, actor.kind));
    }
    for (_, head) in snapshot.corpus.heads() {
        offer(Some(source_symbol(&head)));
    }
    // The quotations of a large corpus are not gone through: its index names the documents that have the words.
    for id in snapshot.corpus.having(whole, MOST) {
        let Some(source) = snapshot.corpus.source(id) else { continue };
        for q in source.reading.quotations.iter().filter(|q| q.parent.is_none()) {
            let speaker = q.attribution.as_ref().map_or("", |a| a.named().of(&source.text));
            offer(Some(quotation(
                &source.path,
                q.span,
                q.words.of(&source.text),
                speaker.to_owned(),
            )));
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(MOST);
    ranked.into_iter().map(|(_, symbol)| symbol).collect()
}

fn quotation(path: &Path, span: Span, words: &str, speaker: String) -> Symbol {
    let name = format!("“{}”", shortened(words, LABEL));
    Symbol { name, detail: speaker, kind: SymbolKind::Quotation, path: path.to_owned(), span }
}

fn actor_symbol(
    snapshot: &Snapshot,
    index: ActorIndex,
    name: &str,
    kind: ActorKind,
) -> Option<Symbol> {
    let dossier = snapshot.actors.dossier(index)?;
    let place: Place = dossier.introduced.or(dossier.mentions.first().map(|(place, _)| *place))?;
    let path = snapshot.corpus.source(place.document)?.path.clone();
    let role = snapshot.actors.actor(index).and_then(|a| a.roles.first()).map(|r| r.text.clone());
    let (name, detail) = (name.to_owned(), role.unwrap_or_default());
    Some(Symbol { name, detail, kind: SymbolKind::Actor(kind), path, span: place.span })
}

fn source_symbol(source: &Head<'_>) -> Symbol {
    Symbol {
        name: source.key.to_owned(),
        detail: source.title.unwrap_or_default().to_owned(),
        kind: SymbolKind::Source,
        path: source.path.to_owned(),
        span: source.title_span.unwrap_or_default(),
    }
}

/// How well a name fits: 0 when the query begins it, 1 when it begins one of its words, 2 when its letters stand in it
/// in order; `None` when they do not.
fn rank(name: &str, query: &[char]) -> Option<u32> {
    let name = name.to_lowercase();
    let letters = || name.chars().filter(|c| !c.is_whitespace());
    if letters().take(query.len()).eq(query.iter().copied()) {
        return Some(0);
    }
    let starts = |word: &str| word.chars().take(query.len()).eq(query.iter().copied());
    if name.split(|c: char| !c.is_alphanumeric()).any(starts) {
        return Some(1);
    }
    let mut left = query.iter();
    let mut next = left.next();
    for letter in letters() {
        if next == Some(&letter) {
            next = left.next();
        }
    }
    next.is_none().then_some(2)
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn a_query_fits_by_beginning_by_word_or_by_letters_in_order() {
        let fits = |query: &str| rank("Ada Moreno Diaz", &query.chars().collect::<Vec<_>>());
        assert_eq!(
            (fits("adam"), fits("more"), fits("amd"), fits("xyz"), fits("")),
            (Some(0), Some(1), Some(2), None, Some(0))
        );
    }
}
