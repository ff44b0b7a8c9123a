//! Joining the clusters of single documents into the actors of the corpus.

use super::cluster::{self, Cluster, Linked, clusters, folded};
use super::known::KnownActor;
use super::names::KnownNames;
use super::settle::settle;
use super::{
    Actor, ActorIndex, ActorKind, Alias, Document, KnownActors, LinkRule, Mention, Place, Role,
};
use crate::prose::{Name, NameKind, StateForm, comparable, names, organisation, state};
use crate::text::DocumentId;
use rustc_hash::{FxHashMap, FxHashSet};

/// Everyone found, and the mentions of each document by its number.
pub(super) struct Registry {
    pub(super) all: Vec<Actor>,
    pub(super) mentions: FxHashMap<DocumentId, Vec<Mention>>,
}

/// What identifies an actor across documents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Identity {
    /// An entry of the user's file.
    Known(usize),
    State(&'static str),
    /// The words of the full name, folded for spelling.
    Named(NameKind, Vec<String>),
}

/// One document, read.
struct Read<'a> {
    document: Document<'a>,
    names: Vec<Name>,
    clusters: Vec<Cluster>,
    linked: Vec<Linked>,
}

/// Finds and links the actors of all documents.
pub(super) fn registry(documents: &[Document<'_>], known: &KnownActors) -> Registry {
    let mut found: Vec<Vec<Name>> = documents.iter().map(|d| names(d.text)).collect();
    settle(documents, &mut found);
    let known = KnownNames::of(known.clone());
    for (document, names) in documents.iter().zip(&mut found) {
        known.insert(document.text, names);
    }
    let read: Vec<Read<'_>> = documents
        .iter()
        .zip(found)
        .map(|(document, names)| {
            let (clusters, linked) = clusters(&names, document.text);
            Read { document: *document, names, clusters, linked }
        })
        .collect();
    let mut joiner = Joiner { known, ..Joiner::default() };
    let actors = joiner.join(&read);
    let drafts = drafts(&read, &actors, &mut joiner);
    finish(&read, &actors, drafts)
}

#[derive(Default)]
struct Joiner {
    known: KnownNames,
    by_identity: FxHashMap<Identity, usize>,
    count: usize,
}

impl Joiner {
    /// For each document, the actor of each of its clusters.
    fn join(&mut self, read: &[Read<'_>]) -> Vec<Vec<usize>> {
        let surnames = surnames(read);
        let mut actors = Vec::with_capacity(read.len());
        for one in read {
            let of_clusters = one.clusters.iter().map(|cluster| {
                let identity = match self.known.entry(&cluster.words) {
                    Some(known) => Identity::Known(known),
                    None => identity(cluster, one, &surnames),
                };
                *self.by_identity.entry(identity).or_insert_with(|| {
                    self.count += 1;
                    self.count - 1
                })
            });
            actors.push(of_clusters.collect());
        }
        actors
    }
}

/// The full names that have a surname, over the corpus.
fn surnames(read: &[Read<'_>]) -> FxHashMap<String, FxHashSet<Vec<String>>> {
    let mut surnames: FxHashMap<String, FxHashSet<Vec<String>>> = FxHashMap::default();
    for cluster in read.iter().flat_map(|one| &one.clusters) {
        if cluster.kind == NameKind::Person
            && let Some(surname) = cluster::surname(&cluster.words)
        {
            surnames.entry(surname.clone()).or_default().insert(fold(&cluster.words));
        }
    }
    surnames
}

fn fold(words: &[String]) -> Vec<String> {
    words.iter().map(|w| folded(w)).collect()
}

/// A state is its code; anybody else the full name. A surname that stands alone in its document is another document's
/// full name only when it stands behind a title and the corpus has no second person of that name.
fn identity(
    cluster: &Cluster,
    one: &Read<'_>,
    surnames: &FxHashMap<String, FxHashSet<Vec<String>>>,
) -> Identity {
    let name = one.names.get(cluster.fullest);
    if cluster.kind == NameKind::State
        && let Some(state) = name.and_then(|n| state(n.span.of(one.document.text)))
    {
        return Identity::State(state.code);
    }
    if let ([surname], NameKind::Person) = (cluster.words.as_slice(), cluster.kind) {
        let titled = one.names.iter().any(|n| n.titled && n.words == cluster.words);
        if let Some(full) = surnames.get(surname).filter(|full| titled && full.len() == 1)
            && let Some(full) = full.iter().next()
        {
            return Identity::Named(NameKind::Person, full.clone());
        }
    }
    Identity::Named(cluster.kind, fold(&cluster.words))
}

/// An actor in the making.
#[derive(Default)]
struct Draft {
    kind: Option<ActorKind>,
    forms: FxHashMap<String, (usize, LinkRule)>,
    /// The surface form of the fullest names, counted.
    full: FxHashMap<String, usize>,
    roles: Vec<Role>,
    count: usize,
    state: Option<&'static str>,
    /// The name in the user's file.
    known: Option<String>,
}

impl Draft {
    /// Takes over what the user's file says.
    fn know(&mut self, known: &KnownActor) {
        self.known = Some(known.name.clone());
        self.kind = Some(known.kind);
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
}

/// Collects what the documents say of each actor; the user's entries come first, whether a document names them or not.
fn drafts(read: &[Read<'_>], actors: &[Vec<usize>], joiner: &mut Joiner) -> Vec<Draft> {
    for i in 0..joiner.known.actors().len() {
        let next = joiner.count;
        if *joiner.by_identity.entry(Identity::Known(i)).or_insert(next) == next {
            joiner.count += 1;
        }
    }
    let mut drafts: Vec<Draft> = Vec::new();
    drafts.resize_with(joiner.count, Draft::default);
    for (i, known) in joiner.known.actors().iter().enumerate() {
        let at = joiner.by_identity.get(&Identity::Known(i));
        if let Some(draft) = at.and_then(|at| drafts.get_mut(*at)) {
            draft.know(known);
        }
    }
    for (one, of_clusters) in read.iter().zip(actors) {
        for (name, linked) in one.names.iter().zip(&one.linked) {
            let Some(draft) = of_clusters.get(linked.cluster).and_then(|i| drafts.get_mut(*i))
            else {
                continue;
            };
            let text = name.span.of(one.document.text);
            let state = state(text).filter(|_| name.kind == NameKind::State);
            let rule = rule(linked, state.map(|s| s.form), &name.words, text);
            if draft.known.is_none() {
                draft.kind = Some(kind(name.kind));
                draft.state = state.map(|s| s.state);
            }
            draft.count += 1;
            draft.forms.entry(text.to_owned()).or_insert((0, rule)).0 += 1;
            if rule == LinkRule::Exact {
                *draft.full.entry(text.to_owned()).or_default() += 1;
            }
            for span in &name.roles {
                draft.roles.push(Role {
                    text: span.of(one.document.text).to_owned(),
                    place: Some(Place { document: one.document.id, span: *span }),
                    date: one.document.date,
                });
            }
        }
    }
    drafts
}

fn rule(linked: &Linked, form: Option<StateForm>, words: &[String], text: &str) -> LinkRule {
    match form {
        // A well-known organisation by its letters: its words are those of the usual name.
        None if linked.rule == LinkRule::Exact && cluster::is_acronym(words, &comparable(text)) => {
            LinkRule::Acronym
        }
        Some(StateForm::Name) | None => linked.rule,
        Some(_) => LinkRule::Metonym,
    }
}

fn kind(kind: NameKind) -> ActorKind {
    match kind {
        NameKind::Person => ActorKind::Person,
        NameKind::Organisation => ActorKind::Organisation,
        NameKind::State => ActorKind::State,
        NameKind::Place => ActorKind::Place,
    }
}

/// Orders actors by how often they are named, gives them ids, and turns clusters into mentions.
fn finish(read: &[Read<'_>], actors: &[Vec<usize>], drafts: Vec<Draft>) -> Registry {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(drafts[*i].count));
    let mut rank = vec![0u32; drafts.len()];
    for (new, old) in (0u32..).zip(&order) {
        rank[*old] = new;
    }
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut ids = FxHashSet::default();
    let all: Vec<Actor> = order
        .iter()
        .filter_map(|i| drafts.get_mut(*i)?.take())
        .map(|draft| actor(draft, &mut ids))
        .collect();
    let index = |of_clusters: &[usize], cluster: usize| {
        of_clusters.get(cluster).and_then(|i| rank.get(*i)).map(|i| ActorIndex(*i))
    };
    let mut mentions = FxHashMap::default();
    for (one, of_clusters) in read.iter().zip(actors) {
        let of_document = one.names.iter().zip(&one.linked).filter_map(|(name, linked)| {
            let actor = index(of_clusters, linked.cluster)?;
            let form =
                state(name.span.of(one.document.text)).filter(|_| name.kind == NameKind::State);
            let mut also: Vec<ActorIndex> = linked
                .also
                .iter()
                .filter_map(|c| index(of_clusters, *c))
                .filter(|a| *a != actor)
                .collect();
            also.dedup();
            let text = name.span.of(one.document.text);
            let mut rule = rule(linked, form.map(|s| s.form), &name.words, text);
            if rule == LinkRule::Exact
                && let Some(actor) = all.get(actor.0 as usize)
                && let Some(alias) = actor.aliases.iter().find(|a| a.text == text)
            {
                rule = alias.rule;
            }
            Some(Mention { span: name.span, actor, rule, also })
        });
        mentions.insert(one.document.id, of_document.collect());
    }
    Registry { all, mentions }
}

fn actor(draft: Draft, ids: &mut FxHashSet<String>) -> Actor {
    let mut aliases: Vec<Alias> =
        draft.forms.into_iter().map(|(text, (count, rule))| Alias { text, count, rule }).collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    // A full name is better than a surname however often that stands alone.
    let person = draft.kind == Some(ActorKind::Person);
    let rank = |(name, count): &(String, usize)| {
        (person && comparable(name).len() > 1, *count, std::cmp::Reverse(name.clone()))
    };
    let fullest = draft.full.into_iter().max_by_key(rank);
    let name = match (draft.known.or(draft.state.map(str::to_owned)), fullest) {
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
    Actor {
        id: unique(slug(&name), ids),
        name,
        kind: draft.kind.unwrap_or(ActorKind::Person),
        aliases,
        roles: draft.roles,
    }
}

/// How a form of a person's name that stood as a name of its own in some document relates to the full name.
fn person_rule(name: &str, form: &str) -> LinkRule {
    let (full, form) = (comparable(name), comparable(form));
    match form.as_slice() {
        _ if full == form => LinkRule::Exact,
        [one] if cluster::surname(&full) == Some(one) => LinkRule::Surname,
        [one] if full.contains(one) => LinkRule::GivenName,
        _ => LinkRule::Misspelling,
    }
}

/// “Yáng Jiéchí” as `yang-jiechi`.
fn slug(name: &str) -> String {
    let words = crate::prose::comparable(name);
    let words: Vec<String> =
        words.iter().map(|w| w.chars().filter(|c| c.is_alphanumeric()).collect()).collect();
    words.join("-")
}

fn unique(id: String, ids: &mut FxHashSet<String>) -> String {
    let mut candidate = id.clone();
    let mut n = 2;
    while !ids.insert(candidate.clone()) {
        candidate = format!("{id}-{n}");
        n += 1;
    }
    candidate
}
