//! One actor, put together from the documents that name it.

use super::joined::{Entry, Identity};
use crate::actor::file::KnownActor;
use crate::actor::linking::Link;
use crate::actor::model::{Actor, ActorIndex, ActorKind, Alias, LinkRule, Role};
use crate::actor::names::{is_variant, surname};
use crate::prose::{comparable, organisation, state};
use crate::text::Passage;
use rustc_hash::FxHashMap;

/// An actor in the making.
pub(crate) struct Draft {
    identity: Identity,
    forms: FxHashMap<String, (usize, LinkRule)>,
    /// The surface forms of the fullest names, counted.
    full: FxHashMap<String, usize>,
    roles: Vec<Role>,
    /// In how many places it is named.
    pub(crate) count: usize,
    /// The first of them.
    pub(crate) first: Option<Passage>,
    state: Option<&'static str>,
    /// The name and kind in the user's file.
    known: Option<(String, ActorKind)>,
}

impl Draft {
    /// One of whom nothing is known but who it is.
    pub(crate) fn of(identity: Identity) -> Self {
        Self {
            identity,
            forms: FxHashMap::default(),
            full: FxHashMap::default(),
            roles: Vec::new(),
            count: 0,
            first: None,
            state: None,
            known: None,
        }
    }

    fn kind(&self) -> ActorKind {
        match self.identity {
            Identity::Known(_) => self.known.as_ref().map_or(ActorKind::Person, |(_, kind)| *kind),
            Identity::State(_) => ActorKind::State,
            Identity::Named(kind, _) => kind.into(),
        }
    }

    /// Takes over what the user's file says.
    pub(crate) fn know(&mut self, known: &KnownActor) {
        self.known = Some((known.name.clone(), known.kind));
        for name in std::iter::once(&known.name).chain(&known.other_names).chain(&known.weak) {
            self.forms.insert(name.clone(), (0, LinkRule::Known));
        }
        for office in &known.memberships {
            let text = match &office.organisation {
                Some(organisation) => format!("{}, {organisation}", office.role),
                None => office.role.clone(),
            };
            self.roles.push(Role { text, place: None, date: office.from });
        }
    }

    /// Adds what a document says of the actor with this index.
    pub(crate) fn add(&mut self, entry: &Entry, index: ActorIndex) {
        let is_state = self.kind() == ActorKind::State;
        for place in entry.places(index).iter() {
            let Some(named) = entry.facts.named.get(*place as usize) else { continue };
            let (Some(form), Some(link)) = (entry.facts.form(named), entry.link(named)) else {
                continue;
            };
            let at = |span| Passage { document: entry.id, span };
            self.first = self.first.or(Some(at(named.span)));
            self.count += 1;
            if is_state && self.state.is_none() {
                self.state = state(&form.text).map(|s| s.state);
            }
            if named.rule.is_some() {
                continue;
            }
            // Most places write a name that was written before.
            match self.forms.get_mut(&form.text) {
                Some((count, _)) => *count += 1,
                None => drop(self.forms.insert(form.text.clone(), (1, link.rule))),
            }
            if link.rule == LinkRule::Exact {
                match self.full.get_mut(&form.text) {
                    Some(count) => *count += 1,
                    None => drop(self.full.insert(form.text.clone(), 1)),
                }
            }
            self.roles.extend(named.roles.iter().map(|role| Role {
                text: role.text.clone(),
                place: Some(at(role.span)),
                date: entry.facts.date,
            }));
        }
    }

    /// The actor, still without its id, and its roles.
    pub(crate) fn finish(self) -> (Actor, Vec<Role>) {
        let kind = self.kind();
        let mut aliases: Vec<Alias> = self
            .forms
            .into_iter()
            .map(|(text, (count, rule))| Alias { text, count, rule })
            .collect();
        aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        // A full name is better than a surname however often that stands alone.
        let person = kind == ActorKind::Person;
        let rank = |(name, count): &(String, usize)| {
            let full = person && comparable(name).len() > 1;
            let written = !(full && is_shouted(name));
            (full, written, *count, std::cmp::Reverse(name.clone()))
        };
        let fullest = self.full.into_iter().max_by_key(rank);
        let state = self.state.filter(|_| kind == ActorKind::State).map(str::to_owned);
        let name = match (self.known.map(|(name, _)| name).or(state), fullest) {
            (Some(name), _) => name,
            (None, Some((name, _))) => organisation(&name).map_or(name.clone(), str::to_owned),
            (None, None) => {
                let form = aliases.first().map_or("", |a| a.text.as_str());
                organisation(form).unwrap_or(form).to_owned()
            }
        };
        for alias in aliases.iter_mut().filter(|a| person && a.rule == LinkRule::Exact) {
            alias.rule = person_rule(&name, &alias.text);
        }
        let role = self.roles.first().map(|role| role.text.clone());
        (Actor { id: slug(&name), name, kind, aliases, role }, self.roles)
    }
}

/// Whether a name is written in capitals alone, as transcripts and headlines write all names.
fn is_shouted(name: &str) -> bool {
    name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}

/// The rules by which the forms of an actor's name name it.
#[derive(Default)]
pub(crate) struct AliasRules<'a>(FxHashMap<&'a str, LinkRule>);

impl<'a> AliasRules<'a> {
    pub(crate) fn of(actor: &'a Actor) -> Self {
        Self(actor.aliases.iter().map(|alias| (alias.text.as_str(), alias.rule)).collect())
    }

    /// The rule by which a place links to the actor, as it is told.
    pub(crate) fn told(&self, link: &Link, text: &str) -> LinkRule {
        match link.rule {
            LinkRule::Exact => self.0.get(text).copied().unwrap_or(LinkRule::Exact),
            rule => rule,
        }
    }
}

/// How a form of a person's name that stood as a name of its own in some document relates to the full name.
fn person_rule(name: &str, form: &str) -> LinkRule {
    let (full, form) = (comparable(name), comparable(form));
    match form.as_slice() {
        _ if full == form => LinkRule::Exact,
        [one] if surname(&full) == Some(one) => LinkRule::Surname,
        [one] if full.contains(one) => LinkRule::GivenName,
        form if is_variant(&full, form) => LinkRule::Spelling,
        _ => LinkRule::Misspelling,
    }
}

/// “Yáng Jiéchí” as `yang-jiechi`.
pub(crate) fn slug(name: &str) -> String {
    let plain = |word: &String| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    comparable(name).iter().map(plain).collect::<Vec<_>>().join("-")
}
