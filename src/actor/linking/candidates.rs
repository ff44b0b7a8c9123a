//! Finds the full names in a document that a shorter or misspelt name may mean. Each rule looks them up by what the two
//! names share, since thousands of names in a document may share a word.

use crate::actor::names::{
    LEAST_SURNAME, LEAST_WORD, and, content, fold_into, generic, hash, initials, surname,
};
use crate::prose::NameKind;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Words with more bytes and names with more words are no real names, and are not compared letter by letter.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 12;

/// The most full names weighed for an abbreviated or misspelt one, in the order of the document. More share a surname
/// and initial, or are a letter off, only in lists or made-up texts, where the name could mean anyone.
const MOST_WEIGHED: usize = 256;

/// Numbered names, by the features that others may share with them.
#[derive(Debug, Default)]
pub(crate) struct CandidateIndex<'a> {
    /// The first and last name with each feature: indexes into `links`.
    ends: FxHashMap<FeatureHash, (usize, usize)>,
    /// Each name's number, with the next link of the same feature. One list for all, since most features belong to one
    /// name.
    links: Vec<(usize, Option<usize>)>,
    /// The persons. Up to [`FEW`] are compared one by one with a name that may be misspelt; once there are more, all
    /// names are indexed by what is one letter off.
    persons: Vec<(&'a [String], usize)>,
}

/// Up to this many names, comparing is cheaper than indexing every word without each of its letters.
const FEW: usize = 64;

/// A feature of a name, hashed. Names whose hashes collide are told apart by the rules.
type FeatureHash = u64;

/// The kinds of features.
#[derive(Clone, Copy)]
enum Feature {
    /// A word.
    Word,
    /// The last word.
    Last,
    /// The surname.
    Surname,
    /// The surname, whole or with one letter removed.
    NearSurname,
    /// The last words of a person's name.
    End,
    /// The last words of an organisation's name.
    OrganisationEnd,
    /// The first words, when only heads of organisations follow.
    Beginning,
    /// Two words, in this order.
    Pair,
    /// The last word and the initial of the first.
    Initial,
    /// All words, with variant spellings folded.
    Spelling,
    /// All words but one, that one's index, and that word whole or with one letter removed.
    NearWord,
    /// The meaningful words of an organisation, sorted.
    Content,
    /// The initials of all words.
    Letters,
    /// The first or the last word.
    Head,
}

impl<'a> CandidateIndex<'a> {
    /// An index with room for the features of a document's names, to allocate once.
    pub(crate) fn with_room(names: usize) -> Self {
        const EACH: usize = 8;
        let room = EACH * names.min(FEW);
        Self {
            ends: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            links: Vec::with_capacity(room),
            persons: Vec::new(),
        }
    }

    /// Adds a name under its number; numbers must increase.
    pub(crate) fn add(&mut self, kind: NameKind, words: &'a [String], number: usize) {
        match kind {
            NameKind::Person => self.add_person(words, number),
            NameKind::Organisation => self.add_organisation(words, number),
            NameKind::State | NameKind::Place | NameKind::People => {}
        }
    }

    fn add_person(&mut self, words: &'a [String], number: usize) {
        let hashes = hashes(words);
        for word in &hashes {
            self.link(common(Feature::Word, [*word]), number);
        }
        self.add_ends(Feature::End, &hashes, number);
        if let Some(surname) = surname(words) {
            self.link(common(Feature::Surname, [hash(surname)]), number);
        }
        if let (Some(last), Some(initial)) = (hashes.last(), initial(words)) {
            self.link(common(Feature::Last, [*last]), number);
            self.link(common(Feature::Initial, [*last, initial]), number);
        }
        for (at, first) in hashes.iter().enumerate().take(MOST_WORDS) {
            for second in hashes.iter().take(MOST_WORDS).skip(at + 1) {
                self.link(common(Feature::Pair, [*first, *second]), number);
            }
        }
        self.link(spelling(words), number);
        self.persons.push((words, number));
        match self.persons.len() {
            ..=FEW => {}
            // From here on there are too many to compare one by one.
            len if len == FEW + 1 => {
                let all = std::mem::take(&mut self.persons);
                all.iter().for_each(|(words, number)| self.add_near(words, *number));
                self.persons = all;
            }
            _ => self.add_near(words, number),
        }
    }

    /// Indexes a name by what its misspellings share with it.
    fn add_near(&mut self, words: &[String], number: usize) {
        if let Some(surname) = surname(words) {
            near(surname, LEAST_SURNAME, |word| {
                self.link(common(Feature::NearSurname, [word]), number);
            });
        }
        near_words(words, &hashes(words), |one| self.link(one, number));
    }

    fn add_organisation(&mut self, words: &[String], number: usize) {
        let hashes = hashes(words);
        self.add_ends(Feature::OrganisationEnd, &hashes, number);
        let named = words.iter().rposition(|word| !generic(word)).map_or(0, |last| last + 1);
        let beginnings = runs(Feature::Beginning, hashes.iter());
        for (_, beginning) in (1..hashes.len()).zip(beginnings).skip(named.saturating_sub(1)) {
            self.link(beginning, number);
        }
        self.link(meaning(words), number);
        for letters in initials(words) {
            self.link(common(Feature::Letters, [hash(&letters)]), number);
        }
        for head in hashes.first().into_iter().chain(hashes.last()) {
            self.link(common(Feature::Head, [*head]), number);
        }
    }

    /// Indexes all endings of a name, from all but its first word down to its last two.
    fn add_ends(&mut self, kind: Feature, hashes: &[u64], number: usize) {
        for end in runs(kind, hashes.iter().rev()).skip(1) {
            self.link(end, number);
        }
    }

    fn link(&mut self, one: FeatureHash, number: usize) {
        let new = self.links.len();
        let (_, last) = self.ends.entry(one).or_insert((new, new));
        if let Some((held, next)) = self.links.get_mut(*last) {
            if *held == number {
                return;
            }
            *next = Some(new);
        }
        *last = new;
        self.links.push((number, None));
    }

    /// The numbers of the names with a feature, in order.
    fn with(&self, one: FeatureHash) -> impl Iterator<Item = usize> {
        let mut at = self.ends.get(&one).map(|(first, _)| *first);
        std::iter::from_fn(move || {
            let (number, next) = self.links.get(at?)?;
            at = *next;
            Some(*number)
        })
    }

    /// Candidates whose surname this may be.
    pub(crate) fn surname(&self, short: &[String]) -> Vec<usize> {
        self.alone_or_at_end(short, &[Feature::Surname, Feature::Last])
    }

    /// Candidates that have these words and more.
    pub(crate) fn part(&self, short: &[String]) -> Vec<usize> {
        let hashes = hashes(short);
        let pairs = hashes.windows(2).filter_map(|pair| {
            let [first, second] = pair else { return None };
            Some(common(Feature::Pair, [*first, *second]))
        });
        // A name with all the words has every pair of them, so the rarest pair is enough.
        let many = |pair: &FeatureHash| self.with(*pair).take(MOST_WEIGHED).count();
        sorted(pairs.min_by_key(many).into_iter().flat_map(|pair| self.with(pair)))
    }

    /// The first candidates whose initials these may be.
    pub(crate) fn initials(&self, short: &[String]) -> Vec<usize> {
        let abbreviated = short.iter().any(|word| word.chars().nth(1).is_none());
        let (Some(last), Some(initial), true) = (short.last(), initial(short), abbreviated) else {
            return Vec::new();
        };
        let found = self.with(common(Feature::Initial, [hash(last), initial]));
        sorted(found.take(MOST_WEIGHED))
    }

    /// Candidates whose given name this may be.
    pub(crate) fn given_name(&self, short: &[String]) -> Vec<usize> {
        self.alone_or_at_end(short, &[Feature::Word])
    }

    /// Looks up one word by these features, or several as an ending.
    fn alone_or_at_end(&self, short: &[String], kinds: &[Feature]) -> Vec<usize> {
        match short {
            [_] => sorted(kinds.iter().flat_map(|kind| self.alone(*kind, short))),
            _ => sorted(self.with(end(Feature::End, short))),
        }
    }

    /// Looks up a single word.
    fn alone(&self, kind: Feature, short: &[String]) -> impl Iterator<Item = usize> {
        let alone = if let [one] = short { Some(common(kind, [hash(one)])) } else { None };
        alone.into_iter().flat_map(|one| self.with(one))
    }

    /// Candidates that are other spellings of these words.
    pub(crate) fn spelt(&self, short: &[String]) -> Vec<usize> {
        sorted(self.with(spelling(short)))
    }

    /// The first candidates of which this may be a misspelling.
    pub(crate) fn misspelt(&self, short: &[String]) -> Vec<usize> {
        if self.persons.len() <= FEW {
            let near = |(full, number): &(&[String], usize)| {
                may_be_misspelt(full, short).then_some(*number)
            };
            return self.persons.iter().filter_map(near).collect();
        }
        let mut found = Vec::new();
        let mut add = |one: FeatureHash| found.extend(self.with(one).take(MOST_WEIGHED));
        match short {
            [one] => near(one, LEAST_SURNAME, |word| add(common(Feature::NearSurname, [word]))),
            _ => near_words(short, &hashes(short), add),
        }
        sorted(found.into_iter())
    }

    /// Organisations with the same meaning, or that end or begin with these words.
    pub(crate) fn shortened(&self, short: &[String]) -> Vec<usize> {
        let alike =
            self.with(meaning(short)).chain(self.with(end(Feature::OrganisationEnd, short)));
        let beginning = runs(Feature::Beginning, hashes(short).iter()).last();
        sorted(alike.chain(beginning.into_iter().flat_map(|one| self.with(one))))
    }

    /// Organisations with these letters.
    pub(crate) fn acronym(&self, short: &[String]) -> Vec<usize> {
        sorted(self.alone(Feature::Letters, short))
    }

    /// Organisations that begin or end with this word.
    pub(crate) fn head(&self, short: &[String]) -> Vec<usize> {
        sorted(self.alone(Feature::Head, short))
    }
}

fn sorted(found: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut found: Vec<usize> = found.collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn hashes(words: &[String]) -> Vec<u64> {
    words.iter().map(|word| hash(word)).collect()
}

fn common(kind: Feature, words: impl IntoIterator<Item = u64>) -> FeatureHash {
    words.into_iter().fold(kind as u64, and)
}

/// Hashes of the first word, the first two, and so on.
fn runs<'a>(
    kind: Feature,
    words: impl Iterator<Item = &'a u64>,
) -> impl Iterator<Item = FeatureHash> {
    words.scan(kind as u64, |before, word| {
        *before = and(*before, *word);
        Some(*before)
    })
}

/// The feature shared with names that end in these words.
fn end(kind: Feature, words: &[String]) -> FeatureHash {
    common(kind, words.iter().rev().map(|word| hash(word)))
}

fn spelling(words: &[String]) -> FeatureHash {
    let mut folded = String::new();
    let hashes = words.iter().map(|word| {
        fold_into(word, &mut folded);
        hash(&folded)
    });
    common(Feature::Spelling, hashes)
}

/// Whether two names may be one letter off each other: what [`near`] and [`near_words`] would find, except for the
/// letters themselves.
fn may_be_misspelt(full: &[String], short: &[String]) -> bool {
    let near = |a: &str, b: &str, least: usize| {
        let fits = |word: &str| (least..=LONGEST).contains(&word.len());
        fits(a) && fits(b) && a.len().abs_diff(b.len()) <= char::MAX.len_utf8()
    };
    match short {
        [one] => surname(full).is_some_and(|surname| near(surname, one, LEAST_SURNAME)),
        _ if full.len() != short.len() || !(2..=MOST_WORDS).contains(&short.len()) => false,
        _ => {
            let mut off = full.iter().zip(short).filter(|(a, b)| a != b);
            let first = off.next();
            first.is_some_and(|(a, b)| near(a, b, LEAST_WORD)) && off.next().is_none()
        }
    }
}

fn meaning(words: &[String]) -> FeatureHash {
    common(Feature::Content, content(words).iter().map(|word| hash(word)))
}

/// The initial of a name.
fn initial(words: &[String]) -> Option<u64> {
    words.first()?.chars().next().map(u64::from)
}

/// A word whole and without each of its letters: two words that are one letter apart share one of these. Nothing for a
/// word of fewer bytes than `least`.
fn near(word: &str, least: usize, mut each: impl FnMut(u64)) {
    if word.len() < least || word.len() > LONGEST {
        return;
    }
    each(hash(word));
    let mut shorter = String::with_capacity(word.len());
    for (at, _) in word.char_indices() {
        let (before, behind) = word.split_at(at);
        shorter.clear();
        shorter.push_str(before);
        shorter.extend(behind.chars().skip(1));
        each(hash(&shorter));
    }
}

/// The features shared by names that differ by one letter in one word.
fn near_words(words: &[String], hashes: &[u64], mut each: impl FnMut(FeatureHash)) {
    if words.len() < 2 || words.len() > MOST_WORDS {
        return;
    }
    for (at, word) in (0u64..).zip(words) {
        let others = (0u64..).zip(hashes).filter(|(i, _)| *i != at).map(|(_, other)| *other);
        let others = common(Feature::NearWord, [at].into_iter().chain(others));
        near(word, LEAST_WORD, |word| each(and(others, word)));
    }
}
