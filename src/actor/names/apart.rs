//! Whether two full names certainly belong to two people.
//!
//! Spelling does not say who somebody is, so whatever may be one name written twice counts as one: a short form, an
//! initial, another transliteration, another order, another script. Only the rest is apart.

use crate::prose::data::{WordList, rows};
use crate::prose::{comparable, organisation, organisation_head, titles};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::LazyLock;

static SUFFIXES: WordList = WordList::new(include_str!("../data/suffixes.txt"));
static PARTICLES: WordList = WordList::new(include_str!("../data/particles.txt"));
/// Words before a name that its bearer took on with an office or a vow, like “Pope”.
static SECOND_NAMES: WordList = WordList::new(include_str!("../data/second-names.txt"));
/// Long forms of given names, by short form.
static SHORT_NAMES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../data/short-names.tsv")).map(|[short, long]| (short, long)).collect()
});
/// Letters by their sounds; longer groups first.
static SOUNDS: LazyLock<Vec<[&str; 2]>> = LazyLock::new(|| {
    let mut sounds: Vec<[&str; 2]> = rows(include_str!("../data/letter-sounds.tsv")).collect();
    sounds.sort_by_key(|[letters, _]| Reverse(letters.len()));
    sounds
});

/// A person's full name, prepared for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullName {
    /// Its words in lower case, without accents. Hyphenated words are included both whole and in parts.
    words: Vec<String>,
}

impl FullName {
    /// A full name: at least two words in Latin letters, not counting initials, titles and suffixes. `before` is the
    /// text before it. `None` for anything else, and for names that are not a person's.
    pub fn of(name: &str, before: &str) -> Option<Self> {
        let latin =
            |c: char| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
        let renamed = |word: &str| comparable(word).iter().any(|word| SECOND_NAMES.contains(word));
        let last_before = before.split_whitespace().next_back().unwrap_or_default();
        let organisation = organisation(name).is_some()
            || name.split_whitespace().any(organisation_head)
            || name.contains(['&', '/', '@'])
            || name.contains(char::is_numeric);
        if !name.chars().all(latin) || organisation || renamed(last_before) {
            return None;
        }
        let mut proper = 0;
        let mut words = Vec::new();
        for (at, word) in name.split_whitespace().enumerate() {
            if renamed(word) && at == 0 {
                return None;
            }
            let parts = comparable(word);
            let whole = parts.concat();
            let small = PARTICLES.contains(&whole) || SUFFIXES.contains(&whole);
            if whole.is_empty() || small || proper == 0 && titles(word.trim_end_matches('.')) {
                continue;
            }
            if !word.starts_with(|c: char| c.is_uppercase() || "'’".contains(c)) {
                // “d’Estaing” and “al-Assad” are parts of names; other lower-case words are not.
                if !word.contains(['-', '’', '\'']) {
                    return None;
                }
            }
            proper += usize::from(whole.chars().nth(1).is_some());
            if parts.len() > 1 {
                words.extend(parts.into_iter().filter(|part| !PARTICLES.contains(part)));
            }
            words.push(whole);
        }
        (2..=5).contains(&proper).then_some(Self { words })
    }

    /// Its words in lower case, without accents.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether no word of the two names can be the same: they are two people, unless one uses two names.
    pub fn is_apart(&self, other: &Self) -> bool {
        !any_alike(&self.words, &other.words)
    }

    /// Whether a text contains a word of the name, or one that may be it.
    pub fn is_in(&self, text: &str) -> bool {
        let whole = |word: &String| word.chars().nth(2).is_some();
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
        let mut names = words.filter(|word| word.starts_with(char::is_uppercase));
        names.any(|name| {
            let name = comparable(name).concat();
            self.words.iter().filter(|word| whole(word)).any(|word| same_spelling(word, &name))
        })
    }
}

/// How alike two people's names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Each word of the shorter name is, or may be, one of the longer: as likely one person as two.
    One,
    /// One word may be another spelling of the other's.
    Near,
    /// Neither.
    Apart,
}

/// How alike two names of known people are: “Hillary Clinton” and “Clinton”, two transliterations, two orders.
pub fn likeness(one: &str, other: &str) -> Likeness {
    let (mut one, mut other) = (bare(one), bare(other));
    if one.len() > other.len() {
        std::mem::swap(&mut one, &mut other);
    }
    let pairs = || one.iter().flat_map(|word| other.iter().map(move |with| (word, with)));
    if one.iter().all(|word| other.iter().any(|with| alike(word, with))) {
        Likeness::One
    } else if pairs().any(|(word, with)| word != with && alike(word, with)) {
        Likeness::Near
    } else {
        Likeness::Apart
    }
}

/// The words of a name without titles and particles.
fn bare(name: &str) -> Vec<String> {
    let counts = |word: &String| {
        let word = word.as_str();
        !PARTICLES.contains(word) && !SUFFIXES.contains(word) && !titles(word)
    };
    comparable(name).into_iter().filter(counts).collect()
}

/// Whether two texts may name the same person: they share a word, or two spellings of one.
pub fn may_be_one(one: &str, other: &str) -> bool {
    any_alike(&bare(one), &bare(other))
}

/// Whether any word of one name may be a word of the other.
fn any_alike(one: &[String], other: &[String]) -> bool {
    one.iter().any(|word| other.iter().any(|with| alike(word, with)))
}

/// Whether two words of names may be the same.
fn alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let letters = short.chars().count();
    if letters == 1 {
        return long.starts_with(short);
    }
    let shortened = letters >= 3 && long.starts_with(short);
    let is_short = |short: &str, long: &str| {
        SHORT_NAMES.get(short).is_some_and(|all| all.split(' ').any(|one| one == long))
    };
    shortened || same_spelling(one, other) || is_short(one, other) || is_short(other, one)
}

/// Whether two words may be transliterations of one name.
fn same_spelling(one: &str, other: &str) -> bool {
    /// The share of the longer word that must agree, letter by letter.
    const LIKE: f64 = 0.6;
    /// The fewest shared consonants that make two words one.
    const CONSONANTS: usize = 3;
    if one == other || strsim::normalized_damerau_levenshtein(one, other) >= LIKE {
        return true;
    }
    let (one, other) = (consonants(one), consonants(other));
    one.len() >= CONSONANTS && one == other
}

/// The consonants of a name as most languages hear them: `qadhafi` and `gaddafi` have the same.
fn consonants(word: &str) -> String {
    let mut rest = word;
    let mut heard = String::new();
    while let Some(first) = rest.chars().next() {
        // A cheap test first: few groups begin with this letter.
        let may = |letters: &str| letters.as_bytes().first() == rest.as_bytes().first();
        let sound = SOUNDS.iter().find(|[letters, _]| may(letters) && rest.starts_with(letters));
        let (len, sound) = match sound {
            Some([letters, sound]) => (letters.len(), *sound),
            None if "aeiouyhj'’".contains(first) || !first.is_ascii() => (first.len_utf8(), ""),
            None => (first.len_utf8(), rest.get(..first.len_utf8()).unwrap_or_default()),
        };
        if !sound.is_empty() && !heard.ends_with(sound) {
            heard.push_str(sound);
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, apart: bool) {
        let (Some(a), Some(b)) = (FullName::of(one, ""), FullName::of(other, "")) else {
            panic!("no full name: {one}, {other}")
        };
        assert_eq!((a.is_apart(&b), b.is_apart(&a)), (apart, apart), "{one}, {other}");
    }

    #[test]
    fn names_that_share_no_word_are_two_people() {
        for (one, other) in [
            ("Arthur Blane", "Oskar Kubran"),
            ("Ilse Varga", "Tomas Reker"),
            ("Nnamdi Okoro", "Ha-eun Lim"),
            ("Dr. Ada Moreno", "Piet van der Berg"),
            ("J. R. Holt", "Oskar Kubran"),
        ] {
            if FullName::of(one, "").is_some() {
                check(one, other, true);
            }
        }
    }

    #[test]
    fn possible_variants_are_never_apart() {
        for (one, other) in [
            ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
            ("Mohammed Saleh", "Muhammad Salih"),
            ("Muammar Gaddafi", "Moammar Qadhafi"),
            ("Lin Haotian", "Haotian Lin"),
            ("Chiang Kai-shek", "Jiang Jieshi"),
            ("Anna Berg-Lund", "Anna Lund"),
            ("Liz Trent", "Elizabeth Oakes"),
            ("Bill Hart", "William Moss"),
            ("Pyotr Chaikovsky", "Peter Tchaikovsky"),
            ("Anna Berg", "Erik Berg"),
            ("Tom Hart Jr.", "Thomas Hart"),
            ("José Alvarez", "Jose Álvarez"),
            ("Boris Jelzin", "Boris Yeltsin"),
            ("Nicolai Tesin", "Nikolay Tesyn"),
        ] {
            check(one, other, false);
        }
    }

    #[test]
    fn only_full_names_are_compared() {
        for name in [
            "Blane",
            "Mr. Blane",
            "the ministry",
            "Reuters",
            "Ministry of Ports",
            "Lund Herald Group",
            "Олег Соколов",
            "习近平",
            "Pope Francis",
            "Mother Teresa",
            "Holt & Sons",
            "J. Holt",
            "King Harald",
            "Harbour Council",
            "",
        ] {
            assert_eq!(FullName::of(name, ""), None, "{name}");
        }
        assert_eq!(FullName::of("Jorge Bergoglio", "Cardinal"), None);
    }

    #[test]
    fn known_names_are_compared_word_by_word() {
        for (one, other, expected) in [
            ("Anna Berg", "Anna Berg Praises The Port", Likeness::One),
            ("Berg", "Anna Berg", Likeness::One),
            ("Volodymyr Zelenskyy", "Vladimir Zelensky", Likeness::One),
            ("Haotian Lin", "Lin Haotian", Likeness::One),
            ("Anna Berg", "Erik Berg", Likeness::Apart),
            ("Jon Tarrow", "John Brill", Likeness::Near),
            ("Ada Moreno", "Piet Harker", Likeness::Apart),
        ] {
            assert_eq!(likeness(one, other), expected, "{one}, {other}");
        }
    }

    #[test]
    fn a_word_of_a_name_is_found_in_a_text() {
        let name = FullName::of("Arthur Blane", "").unwrap();
        assert!(name.is_in("It was Mr. Blane who called."));
        assert!(name.is_in("Artur left."));
        assert!(!name.is_in("Oskar Kubran left the planes."));
    }
}
