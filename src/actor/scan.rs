//! Finding known names in a text: at each word, the longest name that begins with it.

use super::{Actor, ActorIndex, ActorKind, Actors, KnownNames, LinkRule, Mention, cluster};
use crate::prose::{StateName, comparable, state_names};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use std::sync::Arc;

/// All names of all actors by their first word, so that the names of one actor come and go without touching the others'.
#[derive(Clone, Debug, Default)]
pub(super) struct Scanner {
    patterns: FxHashMap<FirstWord, Arc<Vec<Pattern>>>,
    starts: Starts,
}

/// The first two bytes of the words that names begin with, a bit for each pair: most words of a text begin no name, and
/// are passed over without a look into the many names. A pair stays when the last name that begins so goes.
#[derive(Clone, Debug, Default)]
struct Starts(Vec<u64>);

impl Starts {
    fn of(word: &str) -> (usize, u64) {
        let mut bytes = word.bytes().map(usize::from);
        let mut next = || bytes.next().unwrap_or_default();
        let pair = next() << 8 | next();
        (pair / 64, 1 << (pair % 64))
    }

    fn add(&mut self, word: &str) {
        const PAIRS: usize = 1 << 16;
        self.0.resize(PAIRS / 64, 0);
        let (at, bit) = Self::of(word);
        self.0.iter_mut().skip(at).take(1).for_each(|bits| *bits |= bit);
    }

    fn may_begin(&self, word: &str) -> bool {
        let (at, bit) = Self::of(word);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// The first word of a name, hashed. Names that collide are told apart by their text.
type FirstWord = u64;

/// A name to look for.
#[derive(Clone, Debug)]
struct Pattern {
    text: Arc<str>,
    /// How many bytes stand before its first letter or digit.
    lead: usize,
    /// Whom it names, and by which rule; names of the corpus before those it could have.
    meanings: Vec<(Source, ActorIndex, LinkRule)>,
}

/// Where a name is from: the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// The corpus or the user's file has it.
    Written,
    /// Another name of the state.
    State,
    /// The surname of the full name.
    Surname,
}

impl Scanner {
    /// Takes in the names of an actor: those the corpus uses, the surname it could use, and a state's other names.
    pub(super) fn add(&mut self, index: ActorIndex, actor: &Actor, known: &KnownNames) {
        for (form, source, rule) in forms(actor, known) {
            let Some(word) = next_word(form, 0) else { continue };
            let (lead, first) = (word.start, hash(word.of(form)));
            self.starts.add(word.of(form));
            let patterns = Arc::make_mut(self.patterns.entry(first).or_default());
            let longer =
                patterns.partition_point(|p| (p.text.len(), form) > (form.len(), &*p.text));
            match patterns.get_mut(longer).filter(|p| *p.text == *form) {
                Some(pattern) => {
                    if !pattern.meanings.iter().any(|(_, held, _)| *held == index) {
                        pattern.meanings.push((source, index, rule));
                    }
                }
                None => {
                    let meanings = vec![(source, index, rule)];
                    patterns.insert(longer, Pattern { text: form.into(), lead, meanings });
                }
            }
        }
    }

    /// Forgets the names of an actor.
    pub(super) fn remove(&mut self, index: ActorIndex, actor: &Actor, known: &KnownNames) {
        for (form, ..) in forms(actor, known) {
            let Some(first) = next_word(form, 0).map(|word| hash(word.of(form))) else { continue };
            let Some(patterns) = self.patterns.get_mut(&first).map(Arc::make_mut) else { continue };
            if let Some(pattern) = patterns.iter_mut().find(|p| *p.text == *form) {
                pattern.meanings.retain(|(_, held, _)| *held != index);
            }
            patterns.retain(|p| !p.meanings.is_empty());
        }
    }

    /// The names in a text, whole words only.
    pub(super) fn mentions(&self, text: &str, actors: &Actors) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut at = 0;
        while let Some(word) = next_word(text, at) {
            at = word.end;
            if !self.starts.may_begin(word.of(text)) {
                continue;
            }
            let Some(patterns) = self.patterns.get(&hash(word.of(text))) else { continue };
            let Some((span, pattern)) = longest(text, word.start, patterns) else { continue };
            at = span.end;
            let Some((actor, rule, also)) = choose(&pattern.meanings, &mentions, actors) else {
                continue;
            };
            let person = actors.actor(actor).is_some_and(|a| a.kind == ActorKind::Person);
            if person && rule != LinkRule::Exact && part_of_another_name(text, span) {
                continue;
            }
            mentions.push(Mention { span, actor, rule, also });
        }
        mentions
    }
}

/// The longest name whose first word begins at `start`.
fn longest<'p>(text: &str, start: usize, patterns: &'p [Pattern]) -> Option<(Span, &'p Pattern)> {
    patterns.iter().find_map(|pattern| {
        let from = start.checked_sub(pattern.lead)?;
        let span = Span::new(from, from + pattern.text.len());
        (span.of(text) == &*pattern.text && whole_words(text, span)).then_some((span, pattern))
    })
}

/// The names of an actor that are looked for: none that the user's file calls weak, none of one letter.
fn forms<'a>(
    actor: &'a Actor,
    known: &'a KnownNames,
) -> impl Iterator<Item = (&'a str, Source, LinkRule)> {
    let weak = |form: &str| known.is_weak(&actor.name, form);
    let written = actor.aliases.iter().map(|a| (a.text.as_str(), Source::Written, a.rule));
    let metonyms = state_forms(actor).iter().map(|name| (*name, Source::State, LinkRule::Metonym));
    let person = (actor.kind == ActorKind::Person).then_some(actor.name.as_str());
    let surname = person
        .and_then(surname_as_written)
        .map(|surname| (surname, Source::Surname, LinkRule::Surname));
    written
        .chain(metonyms)
        .chain(surname)
        .filter(move |(form, ..)| form.chars().nth(1).is_some() && !weak(form))
}

/// All names of a state.
fn state_forms(actor: &Actor) -> &'static [&'static str] {
    static FORMS: std::sync::OnceLock<FxHashMap<&'static str, Vec<&'static str>>> =
        std::sync::OnceLock::new();
    if actor.kind != ActorKind::State {
        return &[];
    }
    let forms = FORMS.get_or_init(|| {
        let mut forms: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        for (name, StateName { state, .. }) in state_names() {
            forms.entry(state).or_default().push(name);
        }
        forms
    });
    forms.get(actor.name.as_str()).map_or(&[], Vec::as_slice)
}

fn hash(word: &str) -> FirstWord {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// The next run of letters and digits.
fn next_word(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    // Bytes of ASCII are decided without decoding; nearly all of a text is that.
    let character = |at: usize| -> Option<(bool, usize)> {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric(), 1));
        }
        let c = text.get(at..)?.chars().next()?;
        Some((c.is_alphanumeric(), c.len_utf8()))
    };
    let start = loop {
        match character(at)? {
            (true, _) => break at,
            (false, len) => at += len,
        }
    };
    while let Some((true, len)) = character(at) {
        at += len;
    }
    Some(Span::new(start, at))
}

/// How many mentions back a name still decides whom a shared surname means.
const NEAR: usize = 100;

/// The actor meant: the one who bears exactly this name, else the one the text named last; the others are what it could
/// mean too.
fn choose(
    meanings: &[(Source, ActorIndex, LinkRule)],
    before: &[Mention],
    actors: &Actors,
) -> Option<(ActorIndex, LinkRule, Vec<ActorIndex>)> {
    if let [(_, actor, rule)] = meanings {
        return Some((*actor, *rule, Vec::new()));
    }
    let mut meanings = meanings.to_vec();
    meanings.sort_by_key(|(source, actor, _)| (*source, actors.ranked(*actor)));
    let exact =
        meanings.iter().find(|(.., rule)| matches!(rule, LinkRule::Exact | LinkRule::Known));
    let recent = || {
        let certain = before.iter().rev().take(NEAR).filter(|m| m.also.is_empty());
        certain.filter_map(|m| meanings.iter().find(|(_, actor, _)| *actor == m.actor)).next()
    };
    if let Some((_, actor, rule)) = exact.or_else(recent) {
        return Some((*actor, *rule, Vec::new()));
    }
    let ((_, actor, rule), others) = meanings.split_first()?;
    Some((*actor, *rule, others.iter().map(|(_, actor, _)| *actor).collect()))
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
