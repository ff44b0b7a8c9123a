//! Whom a note names as the speaker of a quotation: an actor of the corpus, or a full name that is not in it.

use crate::actor::{Actor, ActorIndex, FullName, Likeness, ends_name, likeness, may_be_one};
use crate::prose::{NameKind, Weight, comparable, given_name, names};
use crate::rules::{Context, QuotationView};
use crate::text::{DocumentId, script};

/// The named speaker, and what that reading may be used for.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Named {
    pub(in crate::rules) who: Who,
    pub(in crate::rules) weight: Weight,
}

/// The person named.
#[derive(Clone, Debug)]
pub(in crate::rules) enum Who {
    /// An actor of the corpus.
    Known(ActorIndex),
    /// A person's full name that is in no source.
    Unknown(FullName),
}

/// The speaker that the note names for a quotation clearly enough to hold it against the note.
pub(in crate::rules) fn named(quotation: &QuotationView) -> Option<Named> {
    let attribution = quotation.attribution.as_ref()?;
    let weight = attribution.weight;
    if weight < Weight::Informs {
        return None;
    }
    if let Some(actor) = quotation.lookup.speaker {
        return Some(Named { who: Who::Known(actor), weight });
    }
    let words = attribution.plain;
    let mut persons = names(words).into_iter().filter(|name| name.kind == NameKind::Person);
    let (name, None) = (persons.next()?, persons.next()) else { return None };
    let known = attribution.names.iter().any(|(_, known)| name.span.of(words).contains(known));
    let (before, behind) = (words.get(..name.span.start)?, words.get(name.span.end..)?);
    if known || !ends_name(behind) {
        return None;
    }
    let written = name.span.of(words);
    let full = FullName::of(written, before)?;
    let first = written.split_whitespace().next().unwrap_or_default();
    // Without a title or a common given name, it may be a company's name.
    let person = name.titled || given_name(first);
    let weight = if person { weight } else { Weight::Informs };
    Some(Named { who: Who::Unknown(full), weight })
}

impl Named {
    /// What may be said when a source attributes the words to `speaker`: nothing if the two may be one.
    pub(in crate::rules) fn against(
        &self,
        context: &Context,
        document: DocumentId,
        speaker: ActorIndex,
    ) -> Option<Weight> {
        let speaks = person(context, speaker)?;
        match &self.who {
            Who::Known(actor) => {
                let named = person(context, *actor)?;
                match likest(named, speaks) {
                    _ if *actor == speaker => None,
                    // “Sokolov” and “Соколов” may be one person.
                    _ if !script::comparable(&named.name, &speaks.name) => None,
                    Likeness::One => None,
                    Likeness::Near => Some(Weight::Informs),
                    Likeness::Apart => Some(self.weight),
                }
            }
            Who::Unknown(name) => {
                let theirs = FullName::of(&speaks.name, "")?;
                let forms = || speaks.aliases.iter().map(|alias| alias.text.as_str());
                let apart = name.is_apart(&theirs)
                    && forms()
                        .filter_map(|form| FullName::of(form, ""))
                        .all(|form| name.is_apart(&form));
                // A person for whom the source's speaker speaks, or whose other name that is, is named in the source.
                let text = &context.corpus.source(document)?.text;
                (apart && !name.is_in(text)).then_some(self.weight)
            }
        }
    }

    /// Whether the named speaker may be among the people named in some words.
    pub(in crate::rules) fn may_be(&self, context: &Context, written: &str) -> bool {
        match &self.who {
            Who::Known(actor) => context.actors.actor(*actor).is_none_or(|actor| {
                let forms = actor.aliases.iter().map(|alias| alias.text.as_str());
                forms.chain([actor.name.as_str()]).any(|form| may_be_one(form, written))
            }),
            Who::Unknown(name) => name.is_in(written),
        }
    }

    /// Whether some words contain a word of the speaker's name, letter for letter.
    pub(in crate::rules) fn shares_word(&self, context: &Context, written: &str) -> bool {
        let words = comparable(written);
        let shares = |name: &str| comparable(name).iter().any(|word| words.contains(word));
        match &self.who {
            Who::Known(actor) => context.actors.actor(*actor).is_some_and(|actor| {
                shares(&actor.name) || actor.aliases.iter().any(|alias| shares(&alias.text))
            }),
            Who::Unknown(name) => name.words().iter().any(|word| words.contains(word)),
        }
    }

    /// Whether this is, letter for letter, the full name of the one named.
    pub(in crate::rules) fn is_called(&self, context: &Context, written: &str) -> bool {
        let words = comparable(written);
        match &self.who {
            Who::Known(actor) => context.actors.actor(*actor).is_some_and(|actor| {
                let aliases = actor.aliases.iter().map(|alias| alias.text.as_str());
                aliases.chain([actor.name.as_str()]).any(|form| comparable(form) == words)
            }),
            Who::Unknown(name) => name.words() == words.as_slice(),
        }
    }

    /// Whether a person is named, or `written` is a full name of one whom the corpus takes for a place: “Jorge Castro”.
    pub(in crate::rules) fn may_be_person(&self, context: &Context, written: &str) -> bool {
        self.is_person(context)
            || match &self.who {
                Who::Known(actor) => context.actors.actor(*actor).is_some_and(|actor| {
                    let mut words = written.split_whitespace();
                    actor.kind == NameKind::Place
                        && words.next().is_some_and(given_name)
                        && words.count() == 1
                }),
                Who::Unknown(_) => false,
            }
    }

    /// The first office that the corpus states for the named speaker.
    pub(in crate::rules) fn role<'a>(&self, context: &Context<'a>) -> Option<&'a str> {
        match &self.who {
            Who::Known(actor) => context.actors.actor(*actor)?.role.as_deref(),
            Who::Unknown(_) => None,
        }
    }

    /// Whether the named speaker is a person.
    pub(in crate::rules) fn is_person(&self, context: &Context) -> bool {
        match &self.who {
            Who::Known(actor) => person(context, *actor).is_some(),
            Who::Unknown(_) => true,
        }
    }
}

/// An actor that is a person.
fn person<'a>(context: &Context<'a>, actor: ActorIndex) -> Option<&'a Actor> {
    context.actors.actor(actor).filter(|actor| actor.kind == NameKind::Person)
}

/// How alike the names of two actors are, by their most similar forms.
fn likest(one: &Actor, other: &Actor) -> Likeness {
    /// A person has few full names; the corpus may have many forms.
    const MOST: usize = 6;
    let forms = |actor: &Actor| -> Vec<String> {
        let full = actor.aliases.iter().map(|alias| &alias.text);
        let full = full.filter(|text| text.contains(' ')).take(MOST);
        std::iter::once(&actor.name).chain(full).cloned().collect()
    };
    let (ours, theirs) = (forms(one), forms(other));
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| likeness(a, b)));
    pairs.min().unwrap_or(Likeness::Apart)
}
