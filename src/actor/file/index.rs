//! Applies the names of the user's actors file to the names found in documents.

use super::entry::{ActorEntries, ActorEntry};
use crate::actor::names::{WordsKey, whole_words};
use crate::prose::{Name, NameKind, comparable};
use crate::text::{Cover, Span};
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The user's actors file, with its names indexed.
#[derive(Debug, Default)]
pub struct EntryIndex {
    known: ActorEntries,
    by_words: FxHashMap<Vec<String>, usize>,
    by_name: FxHashMap<String, usize>,
    persons: FxHashMap<WordsKey, usize>,
    /// Names that must not link to an entry: weak ones, which others bear too, and those that belong to someone else.
    weak: FxHashSet<(usize, WordsKey)>,
    not: FxHashSet<(usize, WordsKey)>,
    automaton: Option<AhoCorasick>,
    /// For each pattern, the entry it names.
    patterns: Vec<usize>,
}

impl EntryIndex {
    /// Indexes the names of the file.
    pub fn of(known: ActorEntries) -> Self {
        let actors = known.actors();
        let named = || actors.iter().enumerate().flat_map(|(i, a)| a.names().map(move |n| (n, i)));
        let by_words = named().map(|(name, i)| (comparable(name), i)).collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(named().map(|(name, _)| name))
            .ok()
            .filter(|a| a.patterns_len() > 0);
        let patterns = named().map(|(_, i)| i).collect();
        let by_name = actors.iter().enumerate().map(|(i, a)| (a.name.clone(), i)).collect();
        let persons = named()
            .filter(|(_, i)| actors.get(*i).is_some_and(|a| a.kind == NameKind::Person))
            .map(|(name, i)| (WordsKey::folded(&comparable(name)), i))
            .collect();
        let listed = |list: fn(&ActorEntry) -> &[String]| {
            let all =
                actors.iter().enumerate().flat_map(|(i, a)| list(a).iter().map(move |n| (i, n)));
            all.map(|(i, name)| (i, WordsKey::of(&comparable(name)))).collect()
        };
        let (weak, not) = (listed(|a| &a.weak), listed(|a| &a.not));
        Self { by_words, by_name, persons, weak, not, automaton, patterns, known }
    }

    /// The file.
    pub fn entries(&self) -> &ActorEntries {
        &self.known
    }

    /// The entries of the file, in its order.
    pub(crate) fn actors(&self) -> &[ActorEntry] {
        self.known.actors()
    }

    /// The entry with a name of these words.
    pub(crate) fn entry(&self, words: &[String]) -> Option<usize> {
        self.by_words.get(words).copied()
    }

    /// The kind that the file gives to a name of these words.
    pub(crate) fn kind(&self, words: &[String]) -> Option<NameKind> {
        let known = self.entry(words).and_then(|i| self.actors().get(i))?;
        Some(known.kind)
    }

    /// Whether the file rules out a form for the actor of this name, as weak or as another actor's.
    pub(crate) fn is_weak(&self, name: &str, form: &str) -> bool {
        self.by_name.get(name).is_some_and(|i| {
            let form = (*i, WordsKey::of(&comparable(form)));
            self.weak.contains(&form) || self.not.contains(&form)
        })
    }

    /// The person of the file with this full name, folded for spelling.
    pub(crate) fn person(&self, full: WordsKey) -> Option<usize> {
        self.persons.get(&full).copied()
    }

    /// Whether the file says that a shorter name is not that of the actor with the full name, in its `not`.
    pub(crate) fn apart(&self, full: &[String], short: &[String]) -> bool {
        let known = self.entry(full).filter(|_| !self.not.is_empty());
        known.is_some_and(|entry| self.not.contains(&(entry, WordsKey::of(short))))
    }

    /// Adds the names of the file that the reader did not find, and sets the kinds of those it did.
    pub(crate) fn insert(&self, text: &str, names: &mut Vec<Name>) {
        for name in names.iter_mut() {
            name.kind = self.kind(&name.words).unwrap_or(name.kind);
        }
        let Some(automaton) = &self.automaton else { return };
        let mut missed = Vec::new();
        for found in automaton.find_iter(text) {
            let span = Span::new(found.start(), found.end());
            let after = names.partition_point(|n| n.span.end <= span.start);
            let overlapped = || names[after..].iter().take_while(|n| n.span.start < span.end);
            // The file knows better than the reader where its names end, unless a longer name contains this one.
            let free = overlapped().all(|n| span.covers(n.span) && n.span != span);
            let entry = self.patterns.get(found.pattern().as_usize());
            let known = entry.and_then(|i| self.actors().get(*i));
            if let Some(known) = known.filter(|_| free && whole_words(text, span)) {
                missed.push(Name {
                    span,
                    kind: known.kind,
                    words: comparable(span.of(text)),
                    titled: false,
                    roles: Vec::new(),
                    acts: false,
                    weight: u8::MAX,
                    acronym: None,
                });
            }
        }
        let missed_spans = Cover::of(missed.iter().map(|missed| missed.span));
        names.retain(|name| !missed_spans.overlaps(name.span));
        names.append(&mut missed);
        names.sort_by_key(|n| n.span);
    }
}
