//! Finding known names in a text: at each word, the longest name that begins with it.

use super::stored::Stored;
use super::{
    Actor, ActorIndex, ActorKind, Actors, KnownNames, LinkRule, MOST_MEANT, Mention, cluster,
};
use crate::prose::{APOSTROPHES, StateName, comparable, state_names};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::hash::Hasher;
use std::sync::{Arc, Mutex, PoisonError};

/// All names of all actors by their first word, so that the names of one actor come and go without touching the others'.
#[derive(Clone, Debug, Default)]
pub(super) struct Scanner {
    /// By `lead` and `text`.
    patterns: FxHashMap<FirstWord, Arc<Vec<Pattern>>>,
    starts: Starts,
    /// Names on disk, in place of patterns.
    stored: Option<OnDisk>,
}

/// Names on disk, read when a text first has a word that they begin with.
#[derive(Clone, Debug)]
struct OnDisk {
    stored: Arc<Stored>,
    read: Arc<Mutex<PatternsRead>>,
}

/// Names by their first words; `None` for words that begin none.
type PatternsRead = FxHashMap<FirstWord, Option<Arc<Vec<Pattern>>>>;

impl OnDisk {
    fn beginning(&self, first: FirstWord) -> Option<Arc<Vec<Pattern>>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let patterns = read.entry(first).or_insert_with(|| {
            let patterns = self.stored.patterns(first);
            Some(patterns).filter(|patterns| !patterns.is_empty()).map(Arc::new)
        });
        patterns.clone()
    }
}

/// The first two bytes of the words that names begin with, a bit for each pair: most words of a text begin no name, and
/// are passed over without a look into the many names. A pair stays when the last name that begins so goes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Starts(Vec<u64>);

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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Pattern {
    /// How many bytes stand before its first letter or digit.
    lead: usize,
    text: Arc<str>,
    /// Whom it names, each once, and by which rule; names of the corpus before those it could have.
    meanings: Vec<Meaning>,
}

type Meaning = (Source, ActorIndex, LinkRule);

/// Where a name is from: the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Source {
    /// The corpus or the user's file has it.
    Written,
    /// Another name of the state.
    State,
    /// The surname of the full name.
    Surname,
}

impl Scanner {
    /// The names of stored actors, which neither come nor go.
    pub(super) fn stored(stored: Arc<Stored>, starts: Starts) -> Self {
        let stored = OnDisk { stored, read: Arc::default() };
        Self { patterns: FxHashMap::default(), starts, stored: Some(stored) }
    }

    /// With what words names begin.
    pub(super) fn starts(&self) -> &Starts {
        &self.starts
    }

    /// All names by the numbers of their first words; what is on disk is not among them.
    pub(super) fn patterns(&self) -> impl Iterator<Item = (u64, &[Pattern])> {
        let all = self.patterns.iter().map(|(first, patterns)| (*first, patterns.as_slice()));
        all.filter(|(_, patterns)| !patterns.is_empty())
    }

    /// The names that begin with a word.
    fn beginning(&self, first: FirstWord) -> Option<Arc<Vec<Pattern>>> {
        match &self.stored {
            Some(stored) => stored.beginning(first),
            None => self.patterns.get(&first).cloned(),
        }
    }

    /// Takes in the names of actors: those the corpus uses, the surname it could use, and a state's other names.
    pub(super) fn add<'a>(
        &mut self,
        actors: impl Iterator<Item = (ActorIndex, &'a Actor)>,
        known: &'a KnownNames,
    ) {
        let mut grown: FxHashSet<FirstWord> = FxHashSet::default();
        for (index, actor) in actors {
            for (form, source, rule) in forms(actor, known) {
                for form in spellings(form) {
                    let form = &*form;
                    let Some(word) = next_word(form, 0) else { continue };
                    self.starts.add(word.of(form));
                    let first = hash(word.of(form));
                    let meanings = vec![(source, index, rule)];
                    let pattern = Pattern { lead: word.start, text: form.into(), meanings };
                    Arc::make_mut(self.patterns.entry(first).or_default()).push(pattern);
                    grown.insert(first);
                }
            }
        }
        for first in grown {
            let Some(patterns) = self.patterns.get_mut(&first).map(Arc::make_mut) else { continue };
            // Keeps the order in which actors came, so that what one has already can only be the last.
            patterns.sort_by(|a, b| a.key().cmp(&b.key()));
            patterns.dedup_by(|new, kept| {
                let same = new.key() == kept.key();
                for meaning in new.meanings.iter().filter(|_| same) {
                    if kept.meanings.last().is_none_or(|(_, held, _)| *held != meaning.1) {
                        kept.meanings.push(*meaning);
                    }
                }
                same
            });
        }
    }

    /// Forgets the names of actors.
    pub(super) fn remove<'a>(
        &mut self,
        actors: impl Iterator<Item = (ActorIndex, &'a Actor)>,
        known: &'a KnownNames,
    ) {
        let mut gone: FxHashMap<FirstWord, FxHashSet<ActorIndex>> = FxHashMap::default();
        for (index, actor) in actors {
            for (form, ..) in forms(actor, known) {
                for form in spellings(form) {
                    if let Some(word) = next_word(&form, 0) {
                        gone.entry(hash(word.of(&form))).or_default().insert(index);
                    }
                }
            }
        }
        for (first, gone) in gone {
            let Some(patterns) = self.patterns.get_mut(&first).map(Arc::make_mut) else { continue };
            for pattern in patterns.iter_mut() {
                pattern.meanings.retain(|(_, held, _)| !gone.contains(held));
            }
            patterns.retain(|p| !p.meanings.is_empty());
        }
    }

    /// The names in the blocks of a text, whole words only. `known` has what the blocks of its last version hold, then those
    /// of this one.
    pub(super) fn mentions(
        &self,
        text: &str,
        blocks: impl Iterator<Item = Span>,
        actors: &Actors,
        known: &mut NamesHeld,
    ) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut now = FxHashMap::default();
        for block in blocks {
            let wanted = (block.of(text).to_owned(), begins_sentence(text, block.start));
            let kept = now.get(&wanted).or_else(|| known.0.get(&wanted)).cloned();
            let held: Arc<Vec<Held>> = kept.unwrap_or_else(|| Arc::new(self.held(text, block)));
            now.insert(wanted, held.clone());
            for held in held.iter() {
                let Some(pattern) = held.patterns.get(held.number) else { continue };
                let (actor, rule, also) = match pattern.meanings.as_slice() {
                    [(_, actor, rule)] => (*actor, *rule, Vec::new()),
                    meanings => {
                        let weighed = || Shared::of(meanings, actors);
                        let shared = actors.shared.of(&pattern.text, weighed);
                        let Some(meant) = shared.meant(&mentions) else { continue };
                        meant
                    }
                };
                let person = actors.actor(actor).is_some_and(|a| a.kind == ActorKind::Person);
                if person && rule != LinkRule::Exact && held.inside_another {
                    continue;
                }
                mentions.push(Mention { span: held.span.shift(block.start), actor, rule, also });
            }
        }
        known.0 = now;
        mentions
    }

    /// The names in a block of a text, whomever they mean.
    fn held(&self, text: &str, block: Span) -> Vec<Held> {
        let mut found = Vec::new();
        let mut at = block.start;
        while let Some(word) = next_word(text, at).filter(|word| word.start < block.end) {
            at = word.end;
            if !self.starts.may_begin(word.of(text)) {
                continue;
            }
            let Some(patterns) = self.beginning(hash(word.of(text))) else { continue };
            let Some((span, pattern)) = longest(text, word.start, &patterns) else { continue };
            let number = patterns.binary_search_by(|other| other.key().cmp(&pattern.key()));
            let Some(number) = number.ok().filter(|_| block.covers(span)) else { continue };
            at = span.end;
            let inside_another = part_of_another_name(text, span);
            let span = Span::new(span.start - block.start, span.end - block.start);
            found.push(Held { span, patterns, number, inside_another });
        }
        found
    }
}

/// The names in the blocks of one version of a text, to be taken over by the next: by the words of a block and whether a
/// sentence ends before it, which is all that they depend on. Of the same actors only.
#[derive(Clone, Debug, Default)]
pub struct NamesHeld(FxHashMap<(String, bool), Arc<Vec<Held>>>);

impl NamesHeld {
    /// Whether there was a version of the text.
    pub fn is_of_use(&self) -> bool {
        !self.0.is_empty()
    }
}

/// A name in a block.
#[derive(Clone, Debug)]
struct Held {
    /// Bytes of the block.
    span: Span,
    /// The names with its first word, and which of them it is.
    patterns: Arc<Vec<Pattern>>,
    number: usize,
    inside_another: bool,
}

impl Pattern {
    fn key(&self) -> (usize, &str) {
        (self.lead, &self.text)
    }
}

/// The longest name whose first word begins at `start`.
fn longest<'p>(text: &str, start: usize, patterns: &'p [Pattern]) -> Option<(Span, &'p Pattern)> {
    let mut rest = patterns;
    let alike = std::iter::from_fn(|| {
        let lead = rest.first()?.lead;
        let (alike, other) = rest.split_at(rest.partition_point(|p| p.lead == lead));
        rest = other;
        Some((lead, alike))
    });
    let found = alike.filter_map(|(lead, patterns)| {
        let from = start.checked_sub(lead)?;
        let pattern = longest_from(text, from, patterns, |pattern| &pattern.text)?;
        Some((Span::new(from, from + pattern.text.len()), pattern))
    });
    found.max_by_key(|(_, pattern)| (pattern.text.len(), &pattern.text))
}

/// The longest name that stands at `from` in whole words, of things with names in the order of the alphabet.
pub(super) fn longest_from<'p, T>(
    text: &str,
    from: usize,
    named: &'p [T],
    name: impl Fn(&T) -> &str,
) -> Option<&'p T> {
    let mut rest = text.as_bytes().get(from..)?;
    loop {
        // Any name that the text begins with is the beginning of the last that comes before the text in the alphabet.
        let behind = named.partition_point(|one| name(one).as_bytes() <= rest);
        let last = named.get(behind.checked_sub(1)?)?;
        let mut same = name(last).bytes().zip(rest).take_while(|(a, b)| a == *b).count();
        if same == name(last).len() {
            if whole_words(text, Span::new(from, from + same)) {
                return Some(last);
            }
            same = same.checked_sub(1)?;
        }
        rest = rest.get(..same)?;
    }
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

/// A name with each sign that may stand for its apostrophes; itself first.
fn spellings(form: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let signs = if form.contains(APOSTROPHES) { &APOSTROPHES[..] } else { &[] };
    let with = move |sign: &char| form.replace(APOSTROPHES, &sign.to_string());
    let others = signs.iter().map(with).filter(move |other| other != form);
    std::iter::once(Cow::Borrowed(form)).chain(others.map(Cow::Owned))
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
pub(super) fn next_word(text: &str, from: usize) -> Option<Span> {
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

/// Names that several actors have, weighed when a text first has them. Whom they mean first depends on how often all of these
/// are named, so that they are forgotten when any actor changes.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedNames(Arc<Mutex<FxHashMap<Arc<str>, Arc<Shared>>>>);

impl SharedNames {
    fn of(&self, name: &Arc<str>, weighed: impl FnOnce() -> Shared) -> Arc<Shared> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(name) {
            Some(shared) => shared.clone(),
            None => known.entry(name.clone()).or_insert(Arc::new(weighed())).clone(),
        }
    }
}

/// A name that several actors have.
#[derive(Debug)]
struct Shared {
    /// The one who bears exactly this name.
    exact: Option<(ActorIndex, LinkRule)>,
    /// The first of all and those who come next, the best first.
    ranked: Vec<(ActorIndex, LinkRule)>,
    /// All, by their number.
    all: Vec<(ActorIndex, LinkRule)>,
}

impl Shared {
    fn of(meanings: &[Meaning], actors: &Actors) -> Self {
        let mut meanings = meanings.to_vec();
        meanings.sort_by_key(|(source, actor, _)| (*source, actors.ranked(*actor)));
        let meant = || meanings.iter().map(|(_, actor, rule)| (*actor, *rule));
        let is_exact = |rule: LinkRule| matches!(rule, LinkRule::Exact | LinkRule::Known);
        let exact = meant().find(|(_, rule)| is_exact(*rule));
        let ranked = meant().take(1 + MOST_MEANT).collect();
        let mut all: Vec<_> = meant().collect();
        all.sort_unstable_by_key(|(actor, _)| *actor);
        Self { exact, ranked, all }
    }

    /// The actor meant: the one who bears exactly this name, else the one the text named last; the others are what it could
    /// mean too.
    fn meant(&self, before: &[Mention]) -> Option<(ActorIndex, LinkRule, Vec<ActorIndex>)> {
        let recent = || {
            let certain = before.iter().rev().take(NEAR).filter(|m| m.also.is_empty());
            let held = |m: &Mention| self.all.binary_search_by_key(&m.actor, |(actor, _)| *actor);
            certain.filter_map(|m| self.all.get(held(m).ok()?).copied()).next()
        };
        if let Some((actor, rule)) = self.exact.or_else(recent) {
            return Some((actor, rule, Vec::new()));
        }
        let ((actor, rule), others) = self.ranked.split_first()?;
        Some((*actor, *rule, others.iter().map(|(actor, _)| *actor).collect()))
    }
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
    !begins_sentence(text, before.len() - word.len())
}

/// Whether a word at a byte of a text is, as far as marks tell, the first of its sentence.
fn begins_sentence(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default().trim_end();
    head.is_empty() || head.ends_with(['.', '!', '?', ':', '“', '"', '\n', '#', '*', '-', '>'])
}

/// The surname inside a full name as written.
pub(super) fn surname_as_written(name: &str) -> Option<&str> {
    let words = comparable(name);
    let surname = cluster::surname(&words)?;
    name.split_whitespace().find(|word| comparable(word).as_slice() == [surname.clone()])
}
