//! Groups of words that report alike or name things of one kind: what stands beside a quotation says what it is.
//!
//! Closed lists, written from a grammar's point of view: which verbs take words, names or terms as their object, and
//! which nouns a title, a label or a slogan stands beside.

use crate::prose::data;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The groups of verbs that report alike, by their names in the table. Their places, from 1, are the numbers that the trees
/// were fitted on.
const VERBS: &str = "say tell continue write ask describe name be have think read bear shout according-to words-of use argue promise \
    accuse make quote refer mean declare give suggest go joke";
/// The groups of other verbs, by their ending.
const OTHER_PAST: u8 = 29;
const OTHER_ING: u8 = 30;

/// The kinds of things that a word beside a quotation names, likewise: works and who makes them, plans and rules, levels and
/// labels, stories, things that bear words, what is said, what is chanted, names and terms, people.
const THINGS: &str = "work plan level story bearer remark chant term people";

/// The groups a word belongs to; 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Groups {
    /// Among the verbs.
    pub verb: u8,
    /// Among the things.
    pub thing: u8,
    /// Whether it introduces a name.
    pub naming: bool,
}

static GROUPS: LazyLock<FxHashMap<&'static str, Groups>> = LazyLock::new(|| {
    let number = |names: &str, name: &str| {
        names.split_ascii_whitespace().position(|n| n == name).map_or(0, |at| at as u8 + 1)
    };
    let groups = |[word, verb, thing, naming]: [&'static str; 4]| {
        let (verb, thing) = (number(VERBS, verb), number(THINGS, thing));
        (word, Groups { verb, thing, naming: naming == "naming" })
    };
    data::rows(include_str!("../data/word-groups.tsv")).map(groups).collect()
});

/// The groups of a word in lower case.
pub(super) fn groups(word: &str) -> Groups {
    GROUPS.get(word).copied().unwrap_or_default()
}

/// The group of a cue's verb.
pub(super) fn verb(word: &str) -> u8 {
    match groups(word).verb {
        0 if word.ends_with("ed") => OTHER_PAST,
        0 if word.ends_with("ing") => OTHER_ING,
        group => group,
    }
}

/// How a word ends: what it may be where no list knows it.
pub(super) fn ending(words: &str) -> usize {
    static ENDINGS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
        let rows = data::rows(include_str!("../data/endings.tsv"));
        rows.filter_map(|[ending, kind]| Some((ending, kind.parse().ok()?))).collect()
    });
    let tail = |letters: usize| words.get(words.len().checked_sub(letters)?..);
    let mut tails = (1..=4).rev().filter_map(tail);
    tails.find_map(|tail| ENDINGS.get(tail).copied()).unwrap_or_default()
}
