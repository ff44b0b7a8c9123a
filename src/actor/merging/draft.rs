//! Builds one actor from the documents that name it.

use super::joined::{Identity, JoinedActor, JoinedDocument};
use crate::actor::file::ActorEntry;
use crate::actor::linking::{DocumentKey, Link};
use crate::actor::model::{Actor, ActorIndex, Alias, LinkRule, Role};
use crate::actor::names::{is_variant, surname};
use crate::prose::{NameKind, comparable, organisation, state};
use crate::text::Passage;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::OnceLock;

/// An actor being built.
pub(crate) struct Draft<'a> {
    identity: Identity,
    /// The actor's entry in the user's file.
    entry: Option<&'a ActorEntry>,
    forms: FxHashMap<&'a str, FormCount>,
    roles: Vec<Role>,
    /// The number of places that name it.
    count: usize,
    /// The first of them.
    first: Option<Passage>,
    state: Option<&'static str>,
}

/// How often a form of the name is written.
struct FormCount {
    count: usize,
    /// How often it is the fullest name in its document.
    fullest: usize,
    rule: LinkRule,
}

impl<'a> Draft<'a> {
    /// A draft with only an identity and an entry of the user's file.
    pub(crate) fn of(identity: Identity, entry: Option<&'a ActorEntry>) -> Self {
        let mut forms = FxHashMap::default();
        let mut roles = Vec::new();
        if let Some(entry) = entry {
            let names = [&entry.name].into_iter().chain(&entry.other_names).chain(&entry.weak);
            let unseen = || FormCount { count: 0, fullest: 0, rule: LinkRule::Known };
            forms.extend(names.map(|name| (name.as_str(), unseen())));
            roles.extend(entry.memberships.iter().map(|office| {
                let text = match &office.organisation {
                    Some(organisation) => format!("{}, {organisation}", office.role),
                    None => office.role.clone(),
                };
                Role { text, place: None, date: office.from }
            }));
        }
        Self { identity, entry, forms, roles, count: 0, first: None, state: None }
    }

    fn kind(&self) -> NameKind {
        match self.identity {
            Identity::Entry(_) => self.entry.map(|entry| entry.kind).unwrap_or_default(),
            Identity::State(_) => NameKind::State,
            Identity::Named(kind, _) => kind,
        }
    }

    /// Adds what a document says about the actor with this index.
    pub(crate) fn add(&mut self, document: &'a JoinedDocument, index: ActorIndex) {
        let is_state = self.kind() == NameKind::State;
        let at = |span| Passage { document: document.id, span };
        for (named, form, link) in document.places(index).iter().filter_map(|p| document.place(*p))
        {
            self.first = self.first.or(Some(at(named.span)));
            self.count += 1;
            if is_state && self.state.is_none() {
                self.state = state(&form.text).map(|s| s.state);
            }
            if named.rule.is_some() {
                continue;
            }
            let unseen = FormCount { count: 0, fullest: 0, rule: link.rule };
            let written = self.forms.entry(&form.text).or_insert(unseen);
            written.count += 1;
            written.fullest += usize::from(link.rule == LinkRule::Exact);
            self.roles.extend(named.roles.iter().map(|role| Role {
                text: role.text.clone(),
                place: Some(at(role.span)),
                date: document.names.date,
            }));
        }
    }

    /// The finished actor, its id not yet numbered; `documents` are those that name it.
    pub(crate) fn finish(self, documents: Vec<DocumentKey>) -> JoinedActor {
        let kind = self.kind();
        let person = kind == NameKind::Person;
        // A full name beats a surname, however often the surname is used alone.
        let names = || self.forms.iter().map(|(name, form)| (*name, form));
        let fullest = names().filter(|(_, form)| form.fullest > 0).max_by_key(|(name, form)| {
            let full = person && comparable(name).len() > 1;
            let written = !(full && is_shouted(name));
            (full, written, form.fullest, Reverse(*name))
        });
        let alias = |(name, form): (&str, &FormCount)| Alias {
            text: name.to_owned(),
            count: form.count,
            rule: form.rule,
        };
        let mut aliases: Vec<Alias> = names().map(alias).collect();
        aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        let settled = self.entry.map(|entry| entry.name.as_str());
        let name = match settled.or(self.state.filter(|_| kind == NameKind::State)) {
            Some(name) => name.to_owned(),
            None => {
                let fullest = fullest.map(|(name, _)| name);
                let form = fullest.or(aliases.first().map(|alias| alias.text.as_str()));
                let form = form.unwrap_or_default();
                organisation(form).unwrap_or(form).to_owned()
            }
        };
        for alias in aliases.iter_mut().filter(|a| person && a.rule == LinkRule::Exact) {
            alias.rule = person_rule(&name, &alias.text);
        }
        let role = self.roles.first().map(|role| role.text.clone());
        JoinedActor {
            identity: self.identity,
            documents,
            actor: Actor { id: slug(&name), name, kind, aliases, role },
            roles: self.roles,
            count: self.count,
            first: self.first,
            dossier: OnceLock::new(),
        }
    }
}

/// Whether a name is written in capitals alone, as transcripts and headlines write all names.
fn is_shouted(name: &str) -> bool {
    name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}

/// Which rule links each form of an actor's name to the actor.
#[derive(Default)]
pub(crate) struct AliasRules<'a>(FxHashMap<&'a str, LinkRule>);

impl<'a> AliasRules<'a> {
    pub(crate) fn of(actor: &'a Actor) -> Self {
        Self(actor.aliases.iter().map(|alias| (alias.text.as_str(), alias.rule)).collect())
    }

    /// The rule to show for a place that links to the actor.
    pub(crate) fn shown(&self, link: &Link, text: &str) -> LinkRule {
        match link.rule {
            LinkRule::Exact => self.0.get(text).copied().unwrap_or(LinkRule::Exact),
            rule => rule,
        }
    }
}

/// How a form that is a name of its own in some document relates to the person's full name.
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
