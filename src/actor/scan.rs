//! Finding known names in a text: one pass over all names at once.

use super::{Actor, ActorIndex, ActorKind, KnownActors, LinkRule, Mention, cluster};
use crate::prose::{comparable, state_names};
use crate::text::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// All names of all actors, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Scanner {
    automaton: Option<Arc<AhoCorasick>>,
    meanings: Arc<Vec<Vec<(ActorIndex, LinkRule)>>>,
}

impl Scanner {
    /// Prepares the names of these actors: those the corpus uses, surnames it could use, and a state's other names.
    pub(super) fn new(actors: &[Actor], known: &KnownActors) -> Self {
        let mut forms: FxHashMap<String, Vec<(ActorIndex, LinkRule)>> = FxHashMap::default();
        let weak = |form: &str, name: &str| {
            known.actors().iter().any(|a| a.name == name && a.is_weak(form))
        };
        let mut add = |form: &str, actor: ActorIndex, rule: LinkRule| {
            let all = forms.entry(form.to_owned()).or_default();
            if !all.iter().any(|(other, _)| *other == actor) {
                all.push((actor, rule));
            }
        };
        let mut states = FxHashMap::default();
        for (index, actor) in (0u32..).map(ActorIndex).zip(actors) {
            for alias in actor.aliases.iter().filter(|a| !weak(&a.text, &actor.name)) {
                add(&alias.text, index, alias.rule);
            }
            if actor.kind == ActorKind::State {
                states.insert(actor.name.as_str(), index);
            }
        }
        for (name, state) in state_names() {
            if let Some(index) = states.get(state.state) {
                add(name, *index, LinkRule::Metonym);
            }
        }
        for (index, actor) in (0u32..).map(ActorIndex).zip(actors) {
            if actor.kind != ActorKind::Person {
                continue;
            }
            if let Some(surname) = surname_as_written(&actor.name)
                && !weak(surname, &actor.name)
            {
                add(surname, index, LinkRule::Surname);
            }
        }
        let (patterns, meanings): (Vec<String>, Vec<_>) =
            forms.into_iter().filter(|(form, _)| form.chars().count() > 1).unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .ok();
        Self { automaton: automaton.map(Arc::new), meanings: Arc::new(meanings) }
    }

    /// The names in a text, whole words only.
    pub(super) fn mentions(&self, text: &str, actors: &[Actor]) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut mentions: Vec<Mention> = Vec::new();
        for found in automaton.find_iter(text) {
            let span = Span::new(found.start(), found.end());
            let Some(meanings) = self.meanings.get(found.pattern().as_usize()) else { continue };
            if !whole_words(text, span) {
                continue;
            }
            let Some(((actor, rule), also)) = choose(meanings, &mentions) else { continue };
            let person = actors.get(actor.0 as usize).is_some_and(|a| a.kind == ActorKind::Person);
            if person && rule != LinkRule::Exact && part_of_another_name(text, span) {
                continue;
            }
            mentions.push(Mention { span, actor, rule, also });
        }
        mentions
    }
}

/// How many mentions back a name still decides whom a shared surname means.
const NEAR: usize = 100;

/// The actor meant: the one meant only, else the one the text named last; the others are what it could mean too.
fn choose(
    meanings: &[(ActorIndex, LinkRule)],
    before: &[Mention],
) -> Option<((ActorIndex, LinkRule), Vec<ActorIndex>)> {
    let exact = meanings.iter().find(|(_, rule)| matches!(rule, LinkRule::Exact | LinkRule::Known));
    if let Some(one) = exact {
        return Some((*one, Vec::new()));
    }
    let recent =
        before.iter().rev().take(NEAR).find_map(|m| {
            meanings.iter().find(|(actor, _)| *actor == m.actor && m.also.is_empty())
        });
    if let Some(one) = recent {
        return Some((*one, Vec::new()));
    }
    let first = meanings.first()?;
    Some((*first, meanings[1..].iter().map(|(actor, _)| *actor).collect()))
}

/// Whether no letter or digit stands right before or behind.
pub(super) fn whole_words(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = text.get(span.end..).and_then(|t| t.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Whether a surname stands in somebody else's full name: another capitalised word right before it that is no title,
/// or right behind it.
fn part_of_another_name(text: &str, span: Span) -> bool {
    let behind = text.get(span.end..).and_then(|t| t.strip_prefix([' ', '-']));
    if behind.and_then(|t| t.chars().next()).is_some_and(char::is_uppercase) {
        return true;
    }
    let Some(before) = text.get(..span.start).and_then(|t| t.strip_suffix([' ', '-'])) else {
        return false;
    };
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if !word.chars().next().is_some_and(char::is_uppercase) || crate::prose::titles(word) {
        return false;
    }
    // The first word of a sentence has a capital anyway.
    let head = before[..before.len() - word.len()].trim_end();
    !(head.is_empty() || head.ends_with(['.', '!', '?', ':', '“', '"', '\n', '#', '*', '-', '>']))
}

/// The surname inside a full name as written.
pub(super) fn surname_as_written(name: &str) -> Option<&str> {
    let words = comparable(name);
    let surname = cluster::surname(&words)?;
    name.split_whitespace().find(|word| comparable(word).as_slice() == [surname.clone()])
}
