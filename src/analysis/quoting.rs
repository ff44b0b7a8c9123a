//! Who quotes whom: actors that relay another's words, sources and notes that quote an actor.

use super::subject::{Subject, subject};
use crate::actor::ActorIndex;
use crate::note::Quotation;
use crate::prose::{Attribution, Confidence};
use crate::text::{DocumentId, Passage, Span};
use crate::workspace::{AssessedQuotation, Snapshot};
use std::path::{Path, PathBuf};

/// A party that is quoted, or quotes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// An actor, who may be quoted and quote others.
    Actor(ActorIndex),
    /// A source or note, which quotes.
    Document(PathBuf),
}

/// A party with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartyAt {
    /// Who or what.
    pub party: Party,
    /// The document in which it quotes or is quoted.
    pub path: PathBuf,
    /// Its place there; the empty span at the start for the document itself.
    pub span: Span,
}

impl PartyAt {
    fn document(path: &Path) -> Self {
        let (party, path) = (Party::Document(path.to_owned()), path.to_owned());
        Self { party, path, span: Span::default() }
    }
}

/// A party and the quotations that connect it to the one asked about: bytes of the quoting party's document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoting {
    /// The other party.
    pub other: PartyAt,
    /// The quoted words, with their marks, in order.
    pub words: Vec<Span>,
}

/// The parties at a byte offset: the actor named there, the speaker of the quotation there, or the source of the
/// citation there.
pub fn party_at(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<PartyAt> {
    let subject = subject(snapshot, path, offset)?;
    let span = subject.span();
    let party = match &subject {
        Subject::Actor { mention, .. } => Party::Actor(mention.actor),
        Subject::Quotation(quoted) => {
            let assessed = quoted.assessed()?;
            let certain_speaker = || certain_speaker(snapshot, assessed.best()?.place());
            Party::Actor(assessed.speaker.or_else(certain_speaker)?)
        }
        Subject::Quoted { document, source, quotation } => {
            let attribution = source.reading.quotations.get(*quotation)?.attribution.as_ref()?;
            let named = Passage { document: *document, span: attribution.named() };
            Party::Actor(snapshot.actor_named(named)?)
        }
        Subject::Entry { source, .. } => {
            Party::Document(snapshot.corpus.source((*source)?)?.path.clone())
        }
        Subject::Citation { assessment, citation, .. } => {
            let id = assessment.citations.get(*citation)?.cited().first()?;
            Party::Document(snapshot.corpus.source(*id)?.path.clone())
        }
    };
    Some(PartyAt { party, path: path.to_owned(), span })
}

/// Who quotes an actor: the sources and notes that do, and the actors who relay the words. Nobody quotes a document.
/// Looks at everything, so it is for explicit requests, not for keystrokes.
pub fn quoted_by(snapshot: &Snapshot, party: &Party) -> Vec<Quoting> {
    let Party::Actor(actor) = party else { return Vec::new() };
    let edges = everything(snapshot).filter(|edge| edge.quoted == *actor);
    grouped(edges.map(|edge| (edge.quoter, edge.words)))
}

/// Whom an actor, a source or a note quotes; each with the place of its name in the quoting document.
pub fn quotes(snapshot: &Snapshot, party: &Party) -> Vec<Quoting> {
    let edges: Vec<Edge> = match party {
        Party::Document(path) => of_document(snapshot, path),
        Party::Actor(_) => everything(snapshot).collect(),
    };
    let mine = edges.into_iter().filter(|edge| edge.quoter.party == *party);
    grouped(mine.map(|edge| {
        let quoted = Party::Actor(edge.quoted);
        (PartyAt { party: quoted, path: edge.quoter.path, span: edge.speaker }, edge.words)
    }))
}

/// One quotation: a person's words in someone's text.
struct Edge {
    quoter: PartyAt,
    quoted: ActorIndex,
    /// Where the quoted person is named.
    speaker: Span,
    /// The quotation.
    words: Span,
}

fn everything(snapshot: &Snapshot) -> impl Iterator<Item = Edge> {
    let sources = snapshot.corpus.heads().flat_map(|(id, _)| of_source(snapshot, id));
    sources.chain(snapshot.notes.iter().flat_map(|(path, _)| of_document(snapshot, path)))
}

fn of_document(snapshot: &Snapshot, path: &Path) -> Vec<Edge> {
    match (snapshot.note(path), snapshot.source_at(path)) {
        (Some(_), _) => of_note(snapshot, path),
        (None, Some(id)) => of_source(snapshot, id),
        (None, None) => Vec::new(),
    }
}

fn of_source(snapshot: &Snapshot, id: DocumentId) -> Vec<Edge> {
    let Some(source) = snapshot.corpus.source(id) else { return Vec::new() };
    let actor = |span: Span| snapshot.actor_named(Passage { document: id, span });
    let path = &source.path;
    let mut edges = Vec::new();
    for quotation in &source.reading.quotations {
        // A doubtful speaker, or one behind a pronoun, does not count as quoted.
        let Some(attribution) = quotation.attribution.as_ref().filter(|a| is_certain(a)) else {
            continue;
        };
        let speaker = attribution.named();
        let Some(quoted) = actor(speaker) else { continue };
        let edge = |quoter| Edge { quoter, quoted, speaker, words: quotation.span };
        let outer = quotation.parent.and_then(|parent| source.reading.quotations.get(parent));
        let outer = outer.and_then(|outer| outer.attribution.as_ref()).map(|a| a.named());
        let through = attribution.through.into_iter().chain(outer).filter_map(|span| {
            let party = Party::Actor(actor(span).filter(|through| *through != quoted)?);
            Some(edge(PartyAt { party, path: path.clone(), span }))
        });
        let own = edges.len();
        edges.extend(through);
        if edges.len() == own {
            edges.push(edge(PartyAt::document(path)));
        }
    }
    edges
}

/// The actor who speaks the words at a place of the corpus, if certain.
fn certain_speaker(snapshot: &Snapshot, place: Passage) -> Option<ActorIndex> {
    let spoken = snapshot.spoken(place)?;
    let goes_on = spoken.confidence == Confidence::FollowOn && spoken.stands_for.is_none();
    spoken.actor.filter(|_| goes_on || spoken.confidence == Confidence::Explicit)
}

/// The same for an attribution.
fn is_certain(attribution: &Attribution) -> bool {
    match attribution.confidence {
        Confidence::Explicit => true,
        Confidence::FollowOn | Confidence::Resolved => attribution.antecedent.is_none(),
        Confidence::Doubtful => false,
    }
}

fn of_note(snapshot: &Snapshot, path: &Path) -> Vec<Edge> {
    let Some(entry) = snapshot.note(path) else { return Vec::new() };
    let assessment = snapshot.assessment(path, entry);
    let assessed = entry.note.quotations.iter().zip(&assessment.quotations);
    let edge = |(quotation, assessed): (&Quotation, &AssessedQuotation)| {
        let attribution = quotation.attribution.as_ref();
        let doubtful = attribution.is_some_and(|a| a.confidence == Confidence::Doubtful);
        let named = assessed.speaker.filter(|_| !doubtful);
        let quoted = named.or_else(|| certain_speaker(snapshot, assessed.best()?.place()))?;
        let quoter = PartyAt::document(path);
        let speaker = attribution.map_or(quotation.span, |a| a.speaker);
        Some(Edge { quoter, quoted, speaker, words: quotation.span })
    };
    assessed.filter_map(edge).collect()
}

/// One entry for each party in each document, in the order of documents and places; with its first place.
fn grouped(edges: impl Iterator<Item = (PartyAt, Span)>) -> Vec<Quoting> {
    let mut edges: Vec<(PartyAt, Span)> = edges.collect();
    // Not by actor index, which depends on the order in which the corpus was read.
    edges.sort_by(|(a, x), (b, y)| (&a.path, x).cmp(&(&b.path, y)));
    let mut out: Vec<Quoting> = Vec::new();
    for (other, words) in edges {
        let mut here = out.iter_mut().rev().take_while(|quoting| quoting.other.path == other.path);
        match here.find(|quoting| quoting.other.party == other.party) {
            Some(quoting) => quoting.words.push(words),
            None => out.push(Quoting { other, words: vec![words] }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOTE, SOURCE, desk, span_of, text};
    use super::*;

    const QUOTING: &str =
        "Harker held that “we have waited long enough for the new bridge” [@visit].\n";

    /// The other parties and their quotations, as `who in document: words`.
    fn shown(snapshot: &Snapshot, found: &[Quoting]) -> Vec<String> {
        let name = |party: &Party| match party {
            Party::Actor(index) => snapshot.actors.actor(*index).unwrap().name.clone(),
            Party::Document(path) => path.file_name().unwrap().to_str().unwrap().to_owned(),
        };
        let line = |q: &Quoting| {
            let text = text(snapshot, q.other.path.to_str().unwrap());
            let words: Vec<String> =
                q.words.iter().map(|w| w.of(&text).chars().take(14).collect()).collect();
            format!("{}: {}", name(&q.other.party), words.join(" "))
        };
        found.iter().map(line).collect()
    }

    fn party(snapshot: &Snapshot, path: &str, words: &str) -> Party {
        let offset = span_of(&text(snapshot, path), words).start + 1;
        party_at(snapshot, Path::new(path), offset).unwrap().party
    }

    #[test]
    fn an_actor_is_quoted_by_sources_notes_and_other_actors() {
        let snapshot = desk(QUOTING);
        let harker = party(&snapshot, SOURCE, "Piet Harker");
        assert_eq!(party(&snapshot, NOTE, "waited"), harker);
        assert_eq!(
            shown(&snapshot, &quoted_by(&snapshot, &harker)),
            ["note.md: “we have waite", "visit.txt: “We have waite “Nobody asked "]
        );
        let moreno = party(&snapshot, SOURCE, "Anna Moreno");
        assert_eq!(
            shown(&snapshot, &quoted_by(&snapshot, &moreno)),
            ["visit.txt: “The talks wil", "Piet Harker: ‘The ferry wil"]
        );
    }

    #[test]
    fn an_actor_and_a_document_quote_actors() {
        let snapshot = desk(QUOTING);
        let harker = party(&snapshot, SOURCE, "Piet Harker");
        assert_eq!(shown(&snapshot, &quotes(&snapshot, &harker)), ["Anna Moreno: ‘The ferry wil"]);
        let visit = party(&snapshot, NOTE, "@visit");
        assert_eq!(
            shown(&snapshot, &quotes(&snapshot, &visit)),
            ["Anna Moreno: “The talks wil", "Piet Harker: “We have waite “Nobody asked "]
        );
        assert_eq!(quoted_by(&snapshot, &visit), []);
    }
}
