//! Which full names of a document a shorter or misspelt one may stand for: for each rule looked up by what the two have in
//! common, since a document may have thousands of names that share a word.

use crate::actor::names::{
    LEAST_SURNAME, LEAST_WORD, and, content, fold_into, generic, hash, initials, surname,
};
use crate::prose::NameKind;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Longer words, in bytes, and names of more words are not compared letter by letter or word by word: they are not real names.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 12;

/// So many full names are weighed for one that is abbreviated or misspelt, the first of the document. More have the same
/// surname and initial, or a surname one letter off, only where names are listed or made up; then it may mean anybody.
const MOST_WEIGHED: usize = 256;

/// Names with numbers, by what others may have in common with them.
#[derive(Debug, Default)]
pub(crate) struct CandidateIndex<'a> {
    /// The first and the last of the names that have something in common: indexes into `links`.
    ends: FxHashMap<FeatureHash, (usize, usize)>,
    /// Names by their number, each with the next that has the same in common. One list for all, since most have one name.
    links: Vec<(usize, Option<usize>)>,
    /// The persons. A [`FEW`] are compared with a name that may be misspelt one by one; of more all names are looked up that
    /// are one letter off.
    persons: Vec<(&'a [String], usize)>,
}

/// Up to so many names are compared sooner than all their words without each letter are gathered.
const FEW: usize = 64;

/// What names have in common, hashed. Names that collide are told apart by the rules.
type FeatureHash = u64;

/// In what respect names have something in common.
#[derive(Clone, Copy)]
enum Feature {
    /// A word.
    Word,
    /// The last word.
    Last,
    /// The surname.
    Surname,
    /// The surname, or what is left of it without one letter.
    NearSurname,
    /// The last words of a person's name.
    End,
    /// The last words of an organisation's name.
    OrganisationEnd,
    /// The first words, where none but heads of organisations follow.
    Beginning,
    /// Two words in this order.
    Pair,
    /// The last word, and the letter that the name begins with.
    Initial,
    /// All words, spelt alike.
    Spelling,
    /// All words but one with its number, and that one, or what is left of it without one letter.
    NearWord,
    /// All words of an organisation that mean something, in the order of the alphabet.
    Content,
    /// The initials of all words.
    Letters,
    /// The first word or the last.
    Head,
}

impl<'a> CandidateIndex<'a> {
    /// One with room for what a few names have in common with others, so that a document of some names makes room once.
    pub(crate) fn with_room(names: usize) -> Self {
        const EACH: usize = 8;
        let room = EACH * names.min(FEW);
        Self {
            ends: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            links: Vec::with_capacity(room),
            persons: Vec::new(),
        }
    }

    /// Adds a name with its number; numbers grow.
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
            // From now on they are many.
            len if len == FEW + 1 => {
                let all = std::mem::take(&mut self.persons);
                all.iter().for_each(|(words, number)| self.add_near(words, *number));
                self.persons = all;
            }
            _ => self.add_near(words, number),
        }
    }

    /// By all words that are one letter off.
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

    /// By all but the first words of a name, down to the last two.
    fn add_ends(&mut self, respect: Feature, hashes: &[u64], number: usize) {
        for end in runs(respect, hashes.iter().rev()).skip(1) {
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

    /// The numbers of the names that have something in common, in order.
    fn having(&self, one: FeatureHash) -> impl Iterator<Item = usize> {
        let mut at = self.ends.get(&one).map(|(first, _)| *first);
        std::iter::from_fn(move || {
            let (number, next) = self.links.get(at?)?;
            at = *next;
            Some(*number)
        })
    }

    /// Among these are all persons of whom this is the surname.
    pub(crate) fn surname(&self, short: &[String]) -> Vec<usize> {
        self.alone_or_at_end(short, &[Feature::Surname, Feature::Last])
    }

    /// Among these are all persons whose names have these words and more.
    pub(crate) fn part(&self, short: &[String]) -> Vec<usize> {
        let hashes = hashes(short);
        let pairs = hashes.windows(2).filter_map(|pair| {
            let [first, second] = pair else { return None };
            Some(common(Feature::Pair, [*first, *second]))
        });
        // One that has all words has each pair, so that the pair which fewest have is enough.
        let many = |pair: &FeatureHash| self.having(*pair).take(MOST_WEIGHED).count();
        sorted(pairs.min_by_key(many).into_iter().flat_map(|pair| self.having(pair)))
    }

    /// Among these are the first persons whose initials these may be.
    pub(crate) fn initials(&self, short: &[String]) -> Vec<usize> {
        let abbreviated = short.iter().any(|word| word.chars().nth(1).is_none());
        let (Some(last), Some(initial), true) = (short.last(), initial(short), abbreviated) else {
            return Vec::new();
        };
        let found = self.having(common(Feature::Initial, [hash(last), initial]));
        sorted(found.take(MOST_WEIGHED))
    }

    /// Among these are all persons of whom this is the given name.
    pub(crate) fn given_name(&self, short: &[String]) -> Vec<usize> {
        self.alone_or_at_end(short, &[Feature::Word])
    }

    /// By one word alone in one of these respects, or by several at the end.
    fn alone_or_at_end(&self, short: &[String], respects: &[Feature]) -> Vec<usize> {
        match short {
            [_] => sorted(respects.iter().flat_map(|respect| self.alone(*respect, short))),
            _ => sorted(self.having(end(Feature::End, short))),
        }
    }

    /// By one word alone.
    fn alone(&self, respect: Feature, short: &[String]) -> impl Iterator<Item = usize> {
        let alone = if let [one] = short { Some(common(respect, [hash(one)])) } else { None };
        alone.into_iter().flat_map(|one| self.having(one))
    }

    /// Among these are all persons whose names are spelt so in another way.
    pub(crate) fn spelt(&self, short: &[String]) -> Vec<usize> {
        sorted(self.having(spelling(short)))
    }

    /// Among these are the first persons whose names this may be with a letter wrong.
    pub(crate) fn misspelt(&self, short: &[String]) -> Vec<usize> {
        if self.persons.len() <= FEW {
            let near = |(full, number): &(&[String], usize)| {
                may_be_misspelt(full, short).then_some(*number)
            };
            return self.persons.iter().filter_map(near).collect();
        }
        let mut found = Vec::new();
        let mut add = |one: FeatureHash| found.extend(self.having(one).take(MOST_WEIGHED));
        match short {
            [one] => near(one, LEAST_SURNAME, |word| add(common(Feature::NearSurname, [word]))),
            _ => near_words(short, &hashes(short), add),
        }
        sorted(found.into_iter())
    }

    /// Among these are all organisations whose names have the same meaning, or end with these words, or begin with them.
    pub(crate) fn shortened(&self, short: &[String]) -> Vec<usize> {
        let alike =
            self.having(meaning(short)).chain(self.having(end(Feature::OrganisationEnd, short)));
        let beginning = runs(Feature::Beginning, hashes(short).iter()).last();
        sorted(alike.chain(beginning.into_iter().flat_map(|one| self.having(one))))
    }

    /// Among these are all organisations with these letters.
    pub(crate) fn acronym(&self, short: &[String]) -> Vec<usize> {
        sorted(self.alone(Feature::Letters, short))
    }

    /// Among these are all organisations that begin or end with this word.
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

fn common(respect: Feature, words: impl IntoIterator<Item = u64>) -> FeatureHash {
    words.into_iter().fold(respect as u64, and)
}

/// The hash of the first word, of the first two, and so on.
fn runs<'a>(
    respect: Feature,
    words: impl Iterator<Item = &'a u64>,
) -> impl Iterator<Item = FeatureHash> {
    words.scan(respect as u64, |before, word| {
        *before = and(*before, *word);
        Some(*before)
    })
}

/// What a name has in common with those that end with it.
fn end(respect: Feature, words: &[String]) -> FeatureHash {
    common(respect, words.iter().rev().map(|word| hash(word)))
}

fn spelling(words: &[String]) -> FeatureHash {
    let mut folded = String::new();
    let hashes = words.iter().map(|word| {
        fold_into(word, &mut folded);
        hash(&folded)
    });
    common(Feature::Spelling, hashes)
}

/// Whether two names may be one letter off each other: what they would have in common by [`near`] and [`near_words`], but
/// for the letters themselves.
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

/// The letter that a name begins with.
fn initial(words: &[String]) -> Option<u64> {
    words.first()?.chars().next().map(u64::from)
}

/// A word, and the word without each of its letters: two that are one letter off have one of these in common. None of a
/// word that has fewer bytes than `least`.
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

/// What two names have in common of which one word is one letter off.
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
