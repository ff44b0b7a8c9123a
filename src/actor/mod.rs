//! Actors: who is named in the corpus, under which names, in which roles, and what is known of them.
//!
//! Knows prose and text only; the workspace hands it the corpus' documents and the notes as plain [`Document`]s.

mod apart;
mod brief;
mod cluster;
mod dossier;
mod draft;
mod entries;
pub mod exchange;
mod facts;
mod file;
mod fitting;
mod foreign;
mod key;
mod known;
mod lists;
mod lookup;
mod meant;
mod merge;
mod names;
mod office;
mod opinion;
mod scan;
mod slips;
mod stored;
mod surnames;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod update_tests;

pub use apart::{FullName, Likeness, likeness, may_be_one};
pub use brief::{Brief, First, MOST_IN_BRIEF};
pub use dossier::{Companion, Dossier, Said, ends_name, speaker_in};
pub use facts::{Attributed, Facts, Form, Named, SharedForms, Stated};
pub use file::{ActorsFile, Added};
pub use known::{KnownActor, KnownActors, KnownProblem, Membership};
pub use names::KnownNames;
pub use office::{Alike, Dispute, Office, Tenure, alike};
pub use scan::NamesHeld;
pub use stored::{Bytes, is_whole};

use crate::prose::{PartialDate, Reading, comparable, given_name, titles};
use crate::text::{DocumentId, Passage, Span};
use key::{DocumentKey, Identity, WordsKey};
use lookup::{Fit, Lookup};
use merge::{Entry, Slot};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// A people, a faith, a following: many who are named together and speak with no one voice.
    People,
}

/// The number of an actor: the same from one update to the next while anybody names it, given to another when nobody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorIndex(pub u32);

/// A named person, organisation, state or place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Stable name for programs: `yang-jiechi`.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// What sort.
    pub kind: ActorKind,
    /// The surface forms the corpus uses, most frequent first.
    pub aliases: Vec<Alias>,
    /// The first office that the user's file or a source states; [`Dossier::roles`] has all.
    pub role: Option<String>,
}

/// A surface form of an actor's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// As written.
    pub text: String,
    /// How often the corpus has it.
    pub count: usize,
    /// Why it names this actor.
    pub rule: LinkRule,
}

/// An office, word for word as a source states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The words: “State Councilor”.
    pub text: String,
    /// Where they stand; `None` for a role from the user's actors file.
    pub place: Option<Passage>,
    /// The source's date.
    pub date: Option<PartialDate>,
}

/// The rule that links a form of a name to its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// The same name in another transliteration: “Sergei” and “Sergey”.
    Spelling,
    /// One letter off a known name in the same document.
    Misspelling,
    /// A state's other name: demonym, capital, seat of power.
    Metonym,
    /// The office that one person of the document holds: “the President”.
    Office,
    /// “the latter” and “the former”, of the only two just named.
    Latter,
    /// The name inside a longer one that bears it: “Kavita Rao Foundation”.
    Borne,
    /// “our Nation”, of the state that the document speaks of.
    Land,
}

impl LinkRule {
    /// Whether the words describe who is meant and do not name them: as sure as a pronoun, and no surer.
    pub fn describes(self) -> bool {
        matches!(self, Self::Office | Self::Latter | Self::Land)
    }
}

/// So many others are told whom a form could mean. A form that fits more of them says nothing of who is meant: a list of a
/// thousand of one surname is no answer, and each place that has the surname would hold it.
const MOST_MEANT: usize = 256;

/// One place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The whole name as written, without title or possessive.
    pub span: Span,
    /// Who is meant.
    pub actor: ActorIndex,
    /// By which rule.
    pub rule: LinkRule,
    /// Others it could mean, at most 256; not empty only when the form is ambiguous.
    pub also: Vec<ActorIndex>,
}

/// Everyone the corpus names. Cheap to copy in part: an update shares what it does not touch.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    known: Arc<KnownNames>,
    documents: FxHashMap<DocumentKey, Entry>,
    /// The documents by their number in the corpus.
    keys: FxHashMap<DocumentId, DocumentKey>,
    /// The key of the next document.
    next: u32,
    opinions: opinion::Opinions,
    surnames: surnames::Surnames,
    /// By [`ActorIndex`]; free ones are empty.
    slots: Vec<Option<Arc<Slot>>>,
    free: Vec<ActorIndex>,
    by_identity: FxHashMap<Identity, ActorIndex>,
    /// By rank.
    order: Vec<ActorIndex>,
    /// Who has the same plain id.
    slugs: FxHashMap<WordsKey, Arc<Vec<ActorIndex>>>,
    /// All actors by their names: made of them when somebody first asks or by `make_ready`, then kept up with them.
    names: OnceLock<Lookup>,
    scanner: scan::Scanner,
    shared: scan::SharedNames,
    /// Made when somebody first asks after the actors changed.
    slips: OnceLock<Arc<slips::Slips>>,
    /// Actors on disk, in place of documents, slots and all that is made of them.
    stored: Option<Arc<stored::Stored>>,
}

impl Actors {
    /// Finds and links the actors of a corpus. The user's file overrides and adds.
    pub fn of(documents: &[Document<'_>], known: &KnownActors) -> Self {
        let known = Arc::new(KnownNames::of(known.clone()));
        let facts = documents.iter().map(|d| (d.id, Arc::new(Facts::of(d, &known)))).collect();
        Self::knowing(known).updated(facts)
    }

    /// All actors, the most often named first.
    pub fn all(&self) -> impl Iterator<Item = (ActorIndex, &Actor)> {
        self.order().iter().filter_map(|index| Some((*index, self.actor(*index)?)))
    }

    /// The full names of all actors with their sorts, the most often named first. Of actors on disk nothing is kept.
    pub fn full_names(&self) -> impl Iterator<Item = (ActorIndex, &str, ActorKind)> {
        self.order().iter().filter_map(|index| {
            let (name, kind) = match &self.stored {
                Some(stored) => stored.name(*index)?,
                None => self.actor(*index).map(|actor| (actor.name.as_str(), actor.kind))?,
            };
            Some((*index, name, kind))
        })
    }

    fn order(&self) -> &[ActorIndex] {
        self.stored.as_ref().map_or(&self.order, |stored| stored.order())
    }

    /// One actor.
    pub fn actor(&self, index: ActorIndex) -> Option<&Actor> {
        match &self.stored {
            Some(stored) => stored.actor(index),
            None => self.slots.get(index.0 as usize)?.as_deref().map(|slot| &slot.actor),
        }
    }

    /// Whether they lie on the disk, and only what is asked for is in memory.
    pub fn are_on_disk(&self) -> bool {
        self.stored.is_some()
    }

    /// Whether they were joined in memory from so many documents.
    pub fn are_joined_from(&self, documents: usize) -> bool {
        self.stored.is_none() && self.keys.len() == documents
    }

    /// What a document says of its actors.
    pub fn facts(&self, document: DocumentId) -> Option<&Arc<Facts>> {
        self.documents.get(self.keys.get(&document)?).map(|entry| &entry.facts)
    }

    /// The user's actors file that these actors were made with.
    pub fn known(&self) -> &Arc<KnownNames> {
        &self.known
    }

    /// What the user's file says of an actor.
    pub fn entry(&self, index: ActorIndex) -> Option<&KnownActor> {
        self.known.actors().get(self.entry_number(index)?)
    }

    fn entry_number(&self, index: ActorIndex) -> Option<usize> {
        if let Some(stored) = &self.stored {
            return stored.entry(index);
        }
        match self.slots.get(index.0 as usize)?.as_deref()?.identity {
            Identity::Known(entry) => Some(entry),
            _ => None,
        }
    }

    /// The mentions in one document of the corpus, in order.
    pub fn mentions(&self, document: DocumentId) -> &[Mention] {
        if let Some(stored) = &self.stored {
            return stored.mentions(document);
        }
        let entry = self.keys.get(&document).and_then(|key| self.documents.get(key));
        entry.map_or(&[], |entry| entry.mentions.get_or_init(|| Arc::new(self.mentions_of(entry))))
    }

    fn mentions_of(&self, entry: &Entry) -> Vec<Mention> {
        let mut rules: FxHashMap<ActorIndex, draft::AliasRules<'_>> = FxHashMap::default();
        let mentions = entry.facts.named.iter().filter_map(|named| {
            let (form, link) = (entry.facts.form(named)?, entry.link(named)?);
            let actor = entry.actor(named)?;
            let others = link.also.iter().filter_map(|c| entry.actors.get(*c).copied());
            let mut also: Vec<ActorIndex> = others.filter(|other| *other != actor).collect();
            also.dedup();
            let told = self.actor(actor)?;
            let rule = named.rule.unwrap_or_else(|| {
                let rules = rules.entry(actor).or_insert_with(|| draft::AliasRules::of(told));
                rules.told(link, &form.text)
            });
            Some(Mention { span: named.span, actor, rule, also })
        });
        mentions.collect()
    }

    /// The mentions in the blocks of a text outside the corpus (a note): names of actors already known, in order. What
    /// blocks of its last version hold is taken from `known`, which then is that of this version.
    pub fn link(
        &self,
        text: &str,
        blocks: impl Iterator<Item = Span>,
        known: &mut NamesHeld,
    ) -> Vec<Mention> {
        self.scanner.mentions(text, blocks, self, known)
    }

    /// The actors a name may mean, best first: by id, full name, or any alias; case does not count, and neither does a title
    /// before the name.
    pub fn named(&self, name: &str) -> Vec<ActorIndex> {
        let found = self.named_exactly(name);
        let rest = name.split_once(char::is_whitespace).map(|(first, rest)| (first, rest.trim()));
        match rest {
            Some((first, rest)) if found.is_empty() && !rest.is_empty() => {
                let belongs =
                    titles(first.trim_end_matches('.')) || first.starts_with(char::is_lowercase);
                if belongs { self.named(rest) } else { found }
            }
            _ => found,
        }
    }

    /// The actors that a name may mean, and how well it fits; in no order.
    fn fitting(&self, name: &str) -> Cow<'_, [(Fit, ActorIndex)]> {
        let key = lookup::key(name);
        match &self.stored {
            Some(stored) => stored.named(key.number()).into(),
            None => self.names().named(key).into(),
        }
    }

    /// Whether the full name of an actor has several words, and this is one of them.
    fn is_borne(&self, word: &str) -> bool {
        let key = lookup::key(word);
        match &self.stored {
            Some(stored) => !stored.bearing(key.number()).is_empty(),
            None => !self.names().bearing(key).is_empty(),
        }
    }

    /// Makes what is made of all names when somebody first asks for one. Takes as long as there are many; not for handlers.
    pub fn make_ready(&self) {
        if self.stored.is_none() {
            self.names();
        }
    }

    fn names(&self) -> &Lookup {
        self.names.get_or_init(|| Lookup::of(self.all()))
    }

    fn named_exactly(&self, name: &str) -> Vec<ActorIndex> {
        let with_id = self.fitting(lookup::plain_id(name));
        let with_id = with_id.iter().map(|(_, index)| *index);
        let by_id = with_id.filter(|i| self.actor(*i).is_some_and(|a| a.id == name));
        let mut found: Vec<ActorIndex> = by_id.take(1).collect();
        let mut fitting = self.fitting(name).into_owned();
        fitting.sort_by_key(|(fit, index)| (*fit, self.ranked(*index)));
        let first = found.first().copied();
        found.extend(fitting.iter().map(|(_, index)| *index).filter(|i| Some(*i) != first));
        found
    }

    /// Persons and organisations whose full name differs from this one by one letter of one word, when no actor has a word
    /// like the one that differs. Short words and given names differ by a letter and are right.
    pub fn misspelt(&self, name: &str) -> Vec<ActorIndex> {
        let written = comparable(name);
        let mut found = Vec::new();
        if written.len() < 2 || !self.fitting(name).is_empty() {
            return found;
        }
        let slips = self.slips.get_or_init(|| {
            let actors = self.full_names().filter(|(.., kind)| may_be_misspelt(*kind));
            Arc::new(slips::Slips::of(actors.map(|(i, name, _)| (i, comparable(name)))))
        });
        for index in slips.near(&written) {
            let Some(actor) = self.actor(index).filter(|a| may_be_misspelt(a.kind)) else {
                continue;
            };
            let full = comparable(&actor.name);
            let mut off = full.iter().zip(&written).filter(|(a, b)| a != b);
            if full.len() == written.len()
                && let (Some((right, wrong)), None) = (off.next(), off.next())
                && slip(right, wrong)
                && !self.is_borne(wrong)
            {
                found.push(index);
            }
        }
        found.sort_by_key(|index| self.ranked(*index));
        found
    }

    /// Whether one word is the surname of an actor but for one letter.
    pub fn is_misspelt_surname(&self, index: ActorIndex, word: &str) -> bool {
        let Some(actor) = self.actor(index).filter(|a| a.kind == ActorKind::Person) else {
            return false;
        };
        let (full, written) = (comparable(&actor.name), comparable(word));
        let surname = cluster::surname(&full);
        surname.zip(written.first()).is_some_and(|(right, wrong)| {
            written.len() == 1 && slip(right, wrong) && self.fitting(word).is_empty()
        })
    }

    /// What the corpus says of an actor. Made when first asked for.
    pub fn dossier(&self, index: ActorIndex) -> Option<Dossier> {
        if let Some(stored) = &self.stored {
            return stored.dossier(index);
        }
        Some(self.ordered(self.made(index)?))
    }

    /// The dossier of an actor that is not on disk, made when first asked for. Who is named together is in no order yet.
    fn made(&self, index: ActorIndex) -> Option<&Arc<Dossier>> {
        let slot = self.slots.get(index.0 as usize)?.as_deref()?;
        Some(slot.dossier.get_or_init(|| Arc::new(dossier::dossier(self, index, slot))))
    }

    /// A dossier with those named most often together first. Their ranks change without it.
    fn ordered(&self, made: &Dossier) -> Dossier {
        let mut dossier = made.clone();
        dossier.with.sort_by_key(|c| (std::cmp::Reverse(c.count), self.ranked(c.actor)));
        dossier
    }

    /// Where an actor stands in the order of all.
    fn ranked(&self, index: ActorIndex) -> Option<Rank<'_>> {
        match &self.stored {
            Some(stored) => stored.rank(index).map(Rank::Stored),
            None => {
                self.slots.get(index.0 as usize)?.as_deref().map(|slot| Rank::Made(slot.rank()))
            }
        }
    }
}

/// Where an actor stands in the order of all; of the same actors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank<'a> {
    Stored(u32),
    Made(merge::Rank<'a>),
}

fn may_be_misspelt(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Person | ActorKind::Organisation)
}

/// The fewest letters of a word that one letter more or less makes a slip of rather than another word.
const LEAST_LETTERS: usize = 5;

/// Whether a word is another with a slip: one letter off, and no given name of its own.
fn slip(right: &str, wrong: &str) -> bool {
    right.chars().count() >= LEAST_LETTERS
        && wrong.chars().count() + 1 >= LEAST_LETTERS
        && cluster::one_letter_off(right, wrong)
        && !given_name(wrong)
}
