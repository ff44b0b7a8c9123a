//! Which full names of a document a shorter or misspelt one may stand for: looked up by what they have in common, since a
//! document may have thousands.

use super::cluster::{folded, initials, surname};
use crate::prose::NameKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Longer words, in bytes, and names of more words are not compared letter by letter: nobody is called so.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 12;

/// Names with numbers, by what others may have in common with them.
#[derive(Debug, Default)]
pub(super) struct Fitting {
    /// By their kind, a word of theirs, and how many words they have.
    by_word: FxHashMap<NameKind, FxHashMap<String, BTreeMap<usize, Vec<usize>>>>,
    /// By one of the other [`Trait`]s.
    by_trait: FxHashMap<(NameKind, Trait), Vec<usize>>,
}

/// What a name has in common with one that it may be meant by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Trait {
    /// All words, spelt alike.
    Spelling(Vec<String>),
    /// All words but that with a number.
    AllBut(usize, Vec<String>),
    /// A surname without one of its letters, or with all.
    Surname(String),
    /// Initials.
    Initials(String),
    /// All words of an organisation that mean something, in the order of the alphabet.
    Content(Vec<String>),
}

impl Fitting {
    /// Adds a name with its number; numbers grow.
    pub(super) fn add(&mut self, kind: NameKind, words: &[String], number: usize) {
        let distinct: FxHashSet<&String> = words.iter().collect();
        let by_word = self.by_word.entry(kind).or_default();
        for word in distinct {
            let having = by_word.entry(word.clone()).or_default();
            having.entry(words.len()).or_default().push(number);
        }
        let mut traits = alike(kind, words);
        traits.extend(surname(words).into_iter().flat_map(|surname| nearly(surname)));
        traits.extend(initials(words).into_iter().map(Trait::Initials));
        for one in traits {
            let numbers = self.by_trait.entry((kind, one)).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }

    /// The numbers of all names that one may stand for by any rule, and of some that it may not, in order.
    pub(super) fn of(&self, kind: NameKind, words: &[String]) -> Vec<usize> {
        let having = |word: &String, from: usize| {
            let all = self.by_word.get(&kind).and_then(|words| words.get(word));
            all.into_iter().flat_map(move |all| all.range(from..)).flat_map(|(_, names)| names)
        };
        // A longer name has all the words of this one, so that the word which fewest have is enough.
        let rarest = words.iter().min_by_key(|word| having(word, words.len() + 1).count());
        let longer = rarest.into_iter().flat_map(|word| having(word, words.len() + 1));
        let mut found: Vec<usize> = longer.copied().collect();
        // Of one with initials the last word alone need be there.
        let last = words.last().filter(|_| abbreviated(words));
        found.extend(last.into_iter().flat_map(|last| having(last, words.len())));
        let mut traits = alike(kind, words);
        if let [one] = words {
            traits.extend(nearly(one));
            traits.push(Trait::Initials(one.clone()));
        }
        for one in traits {
            found.extend(self.by_trait.get(&(kind, one)).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether a word of a name is a letter: then others of its words may be written out.
fn abbreviated(words: &[String]) -> bool {
    words.len() > 1 && words.iter().any(|word| word.chars().nth(1).is_none())
}

/// What two names of one length have in common when one is the other in another spelling, or one letter off.
fn alike(kind: NameKind, words: &[String]) -> Vec<Trait> {
    let mut traits = Vec::new();
    match kind {
        NameKind::Organisation => traits.push(Trait::Content(super::cluster::content(words))),
        _ if words.len() >= 2 => {
            traits.push(Trait::Spelling(words.iter().map(|word| folded(word)).collect()));
            for left_out in (0..words.len()).take_while(|_| words.len() <= MOST_WORDS) {
                let others = words.iter().enumerate().filter(|(at, _)| *at != left_out);
                let others = others.map(|(_, word)| word.clone()).collect();
                traits.push(Trait::AllBut(left_out, others));
            }
        }
        _ => {}
    }
    traits
}

/// A word, and the word without each of its letters: two that are one letter off have one of these in common.
fn nearly(word: &str) -> Vec<Trait> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let without =
        |at: usize| word.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
    let shorter = (0..word.chars().count()).map(without);
    shorter.chain([word.to_owned()]).map(Trait::Surname).collect()
}
