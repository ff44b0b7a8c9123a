//! Actors: who is named in the corpus, under which names, in which roles, and what is known of them.
//!
//! Knows prose and text only; the workspace hands it the corpus' documents and the notes as plain [`Document`]s.

mod cluster;
mod dossier;
mod facts;
mod known;
mod names;
mod registry;
mod scan;
mod settle;
#[cfg(test)]
mod tests;

pub use dossier::{Companion, Dossier, Place, Said, speaker_in};
pub use facts::{Attributed, Facts, Form, Named, Stated};
pub use known::{KnownActor, KnownActors, KnownProblem, Membership};
pub use names::KnownNames;

use crate::prose::{PartialDate, Reading, comparable};
use crate::text::{DocumentId, Span};
use rustc_hash::FxHashMap;
use serde::Serialize;

/// A document as this room sees it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its number in the corpus.
    pub id: DocumentId,
    /// Its text.
    pub text: &'a str,
    /// What the reader made of it.
    pub reading: &'a Reading,
    /// Its date.
    pub date: Option<PartialDate>,
}

/// What sort of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A company, party, ministry, newspaper, committee.
    Organisation,
    /// A country with its government and capital.
    State,
    /// A place that does not act.
    Place,
}

/// An index into [`Actors::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ActorIndex(pub u32);

/// A named person, organisation, state or place.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Stable name for programs: `yang-jiechi`.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What sort.
    pub kind: ActorKind,
    /// The surface forms the corpus uses, most frequent first.
    pub aliases: Vec<Alias>,
    /// Offices as sources state them.
    pub roles: Vec<Role>,
}

/// A surface form of an actor's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alias {
    /// As written.
    pub text: String,
    /// How often the corpus has it.
    pub count: usize,
    /// Why it names this actor.
    pub rule: LinkRule,
}

/// An office, word for word as a source states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The words: “State Councilor”.
    pub text: String,
    /// Where they stand; `None` for a role from the user's actors file.
    pub place: Option<Place>,
    /// The source's date.
    pub date: Option<PartialDate>,
}

/// The rule that links a form of a name to its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkRule {
    /// The name itself.
    Exact,
    /// A name in the user's actors file.
    Known,
    /// The surname alone, or with a title: “Mr. Wang”.
    Surname,
    /// The given name alone: “Jinping”.
    GivenName,
    /// Letters introduced for the name.
    Acronym,
    /// A shorter form all of whose words are in the full name.
    Shortened,
    /// Initials for given names.
    Initials,
    /// One letter off a known name in the same document.
    Misspelling,
    /// A state's other name: demonym, capital, seat of power.
    Metonym,
}

/// One place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole name as written, without title or possessive.
    pub span: Span,
    /// Who is meant.
    pub actor: ActorIndex,
    /// By which rule.
    pub rule: LinkRule,
    /// Others it could mean; not empty only when the form is ambiguous.
    pub also: Vec<ActorIndex>,
}

/// Everyone the corpus names.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    all: Vec<Actor>,
    mentions: FxHashMap<DocumentId, Vec<Mention>>,
    dossiers: Vec<Dossier>,
    names: FxHashMap<String, Vec<ActorIndex>>,
    scanner: scan::Scanner,
}

impl Actors {
    /// Finds and links the actors of a corpus. The user's file overrides and adds.
    pub fn of(documents: &[Document<'_>], known: &KnownActors) -> Self {
        let registry::Registry { all, mentions } = registry::registry(documents, known);
        let dossiers = dossier::dossiers(documents, &all, &mentions);
        let scanner = scan::Scanner::new(&all, known);
        let names = names_of(&all);
        Self { all, mentions, dossiers, names, scanner }
    }

    /// All actors, the most often named first.
    pub fn all(&self) -> &[Actor] {
        &self.all
    }

    /// One actor.
    pub fn actor(&self, index: ActorIndex) -> Option<&Actor> {
        self.all.get(index.0 as usize)
    }

    /// The mentions in one document of the corpus, in order.
    pub fn mentions(&self, document: DocumentId) -> &[Mention] {
        self.mentions.get(&document).map(Vec::as_slice).unwrap_or_default()
    }

    /// The mentions in a text outside the corpus (a note): names of actors already known, in order.
    pub fn link(&self, text: &str, reading: &Reading) -> Vec<Mention> {
        let _ = reading;
        self.scanner.mentions(text, &self.all)
    }

    /// The actors a name may mean, best first: by id, full name, or any alias; case does not count.
    pub fn named(&self, name: &str) -> Vec<ActorIndex> {
        let found = self.names.get(&folded_name(name));
        found.cloned().unwrap_or_default()
    }

    /// What the corpus says of an actor.
    pub fn dossier(&self, index: ActorIndex) -> Option<Dossier> {
        self.dossiers.get(index.0 as usize).cloned()
    }
}

/// A name as it is looked up: its words without case, accents, hyphens.
fn folded_name(name: &str) -> String {
    comparable(name).join(" ")
}

/// Every name with the actors it may mean: ids and full names before other forms, then the most often named first.
fn names_of(all: &[Actor]) -> FxHashMap<String, Vec<ActorIndex>> {
    let mut names: FxHashMap<String, Vec<ActorIndex>> = FxHashMap::default();
    let mut add = |name: &str, index: ActorIndex| {
        let found = names.entry(folded_name(name)).or_default();
        if !found.contains(&index) {
            found.push(index);
        }
    };
    let indexed = || (0u32..).map(ActorIndex).zip(all);
    for (index, actor) in indexed() {
        add(&actor.id, index);
        add(&actor.name, index);
    }
    for (index, actor) in indexed() {
        for alias in &actor.aliases {
            add(&alias.text, index);
        }
    }
    for (index, actor) in indexed().filter(|(_, a)| a.kind == ActorKind::Person) {
        if let Some(surname) = scan::surname_as_written(&actor.name) {
            add(surname, index);
        }
    }
    names
}
