//! The people that a record names, each by the fullest form of the name.

use super::look::is_loud;
use super::vocabulary::{capitalised, is_title};
use crate::prose::{given_name, is_common};
use crate::text::name_case;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::ops::Bound;

/// A person with a name of two words or more.
struct Person {
    name: String,
    words: Vec<String>,
    /// Whether the name is in the head of the record or in a label, which outweighs names in speech.
    listed: bool,
}

/// The people of a record.
pub(super) struct People<'t> {
    /// The text in which people are introduced.
    top: &'t str,
    /// All of the record.
    text: &'t str,
    labels: BTreeSet<&'t str>,
    all: Vec<Person>,
    known: FxHashSet<Vec<String>>,
    /// People by the first and the last word of the name, and by the initials.
    by_first: FxHashMap<String, Vec<usize>>,
    by_last: FxHashMap<String, Vec<usize>>,
    by_letters: BTreeSet<(String, usize)>,
    /// Full names by the initials that the record introduces: “Xing Yang (XY)”.
    initials: FxHashMap<String, String>,
}

impl<'t> People<'t> {
    pub(super) fn new(top: &'t str, text: &'t str) -> Self {
        Self {
            top,
            text,
            labels: BTreeSet::new(),
            all: Vec::new(),
            known: FxHashSet::default(),
            by_first: FxHashMap::default(),
            by_last: FxHashMap::default(),
            by_letters: BTreeSet::new(),
            initials: FxHashMap::default(),
        }
    }

    /// Adds a person with a full name; `listed` if it is in the head of the record, not only in speech.
    pub(super) fn add(&mut self, name: &str, listed: bool) {
        const MOST: usize = 6;
        let name = without_seat(untitled(without_greeting(name)));
        let whose = ["’s", "'s", "’S", "'S"].iter().find_map(|s| name.strip_suffix(s));
        let name = written(whose.unwrap_or(name));
        let words = words(&name);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let several = words.iter().any(|word| word == "and");
        if several || words.len() < 2 || words.len() >= MOST || self.known.contains(&words) {
            return;
        }
        let at = self.all.len();
        self.by_first.entry(first.clone()).or_default().push(at);
        self.by_last.entry(last.clone()).or_default().push(at);
        let letters = letters_of(&name);
        self.by_letters.insert((letters, at));
        self.known.insert(words.clone());
        self.all.push(Person { name, words, listed });
    }

    pub(super) fn add_label(&mut self, label: &'t str) {
        if !label.contains(" and ") {
            self.labels.insert(label);
        }
        self.add(label, true);
    }

    /// Adds the initials of a name.
    pub(super) fn add_initials(&mut self, letters: &str, name: String) {
        self.initials.entry(letters.to_owned()).or_insert(name);
    }

    /// Whether the record introduces these initials.
    pub(super) fn is_short_for_one(&self, letters: &str) -> bool {
        self.initials.contains_key(letters)
    }

    /// The people whose first and last names are both among some words.
    pub(super) fn among<'s>(&'s self, said: &'s [String]) -> impl Iterator<Item = &'s str> {
        said.iter().filter_map(|word| self.by_last.get(word)).flatten().filter_map(|at| {
            let person = self.all.get(*at)?;
            said.contains(person.words.first()?).then_some(person.name.as_str())
        })
    }

    /// The full name that introduces a handle: `dot_matrix (Dorothea Marr)`.
    pub(super) fn behind_handle(&self, handle: &str) -> Option<String> {
        let introduced = self.top.match_indices(handle).find_map(|(at, _)| {
            let before = self.top.get(..at)?.chars().next_back();
            let inner = self.top.get(at + handle.len()..)?.trim_start().strip_prefix('(')?;
            let name = inner.split([',', ')', ';', '\n']).next()?.trim();
            (!before.is_some_and(char::is_alphanumeric)).then_some(name)
        })?;
        let words = introduced.split_whitespace();
        let is_name = (2..=4).contains(&words.clone().count())
            && words.clone().all(|word| word.starts_with(char::is_uppercase));
        is_name.then(|| written(introduced))
    }

    /// The full name for a label that has part of it.
    pub(super) fn full(&self, label: &str) -> Option<String> {
        self.full_or(label, || self.abbreviated(label))
    }

    /// The full name for a label that has part of it; else what is left to try.
    fn full_or(&self, label: &str, rest: impl FnOnce() -> Option<String>) -> Option<String> {
        if let Some(name) = self.initials.get(label) {
            return Some(name.clone());
        }
        let label = without_seat(label);
        let own = words(untitled(label));
        let (first, last) = (own.first()?, own.last()?);
        if own.len() == 1 && is_initials(label) {
            let from = (label.to_owned(), 0);
            let all = || self.by_letters.range(from.clone()..).map(|(letters, at)| (letters, *at));
            let whole = all().take_while(|(letters, _)| *letters == label).map(|(_, at)| at);
            let begun =
                all().take_while(|(letters, _)| letters.starts_with(label)).map(|(_, at)| at);
            return self.one(whole).or_else(|| self.one(begun)).or_else(|| {
                self.one(self.named(&self.by_last, last).chain(self.named(&self.by_first, first)))
            });
        }
        if own.len() > 1 {
            let fits = |at: &usize| {
                self.all.get(*at).and_then(|person| person.words.first()).is_some_and(|w| {
                    w == first
                        || first.chars().count() == 1 && w.starts_with(first.as_str())
                        || w.chars().count() == 1 && first.starts_with(w.as_str())
                })
            };
            let whole = self.one(self.named(&self.by_last, last).filter(fits));
            // “Dr. Ada” may be anyone; “Tiffany Pek” is “Tiffany Pek Yuan”.
            let begun = || {
                self.one(self.named(&self.by_first, first).filter(|at| {
                    self.all.get(*at).is_some_and(|person| person.words.starts_with(&own))
                }))
            };
            // The text may have the given name of “T. BRILL” elsewhere.
            if first.chars().count() == 1
                && whole.as_ref().is_none_or(|name| words(name).len() <= own.len())
                && let Some((initial, surname)) = untitled(label).split_once(' ')
                && let Some(name) = before_surname(self.text, surname, initial.chars().next())
            {
                return Some(name);
            }
            return match whole {
                Some(name) if words(&name).len() > own.len() => Some(name),
                whole => self.behind_post(&own).or_else(begun).or(whole),
            };
        }
        // After a title comes a surname; otherwise either name may be meant.
        let titled = untitled(label).len() < label.len();
        let surname = self.one(self.named(&self.by_last, last));
        if titled {
            let name = untitled(label);
            return surname
                .or_else(|| before_surname(self.top, name, None))
                .or_else(|| before_surname(self.text, name, None));
        }
        surname
            .or_else(|| self.one(self.named(&self.by_first, first)))
            .or_else(|| self.introduced(label))
            .or_else(|| before_surname(self.top, label, None).filter(|_| is_loud(label)))
            .or_else(rest)
    }

    /// The one person whose surname follows a post: “Vice Mayor Brill”.
    fn behind_post(&self, label: &[String]) -> Option<String> {
        let (last, post) = label.split_last()?;
        let common = post.iter().all(|word| is_common(word) && !given_name(&capitalised(word)));
        // The label itself is among them.
        let other = |at: &usize| self.all.get(*at).is_some_and(|person| person.words != label);
        common.then(|| self.one(self.named(&self.by_last, last).filter(other)))?
    }

    fn named<'s>(
        &'s self,
        by: &'s FxHashMap<String, Vec<usize>>,
        word: &str,
    ) -> impl Iterator<Item = usize> + 's {
        by.get(word).into_iter().flatten().copied()
    }

    /// The one person among some, in the fullest form; `None` when there are several.
    fn one(&self, those: impl Iterator<Item = usize>) -> Option<String> {
        let all: Vec<&Person> = those.filter_map(|at| self.all.get(at)).collect();
        let listed = all.iter().any(|person| person.listed);
        let mut found: Option<&Person> = None;
        for person in all.iter().filter(|person| person.listed || !listed) {
            match found {
                Some(before) if !alike(before, person) => return None,
                Some(before) if before.words.len() >= person.words.len() => {}
                _ => found = Some(person),
            }
        }
        // The longer form may occur only in speech.
        let found = found?;
        let longer = all
            .iter()
            .filter(|person| person.words.len() > found.words.len() && alike(person, found));
        let mut longer: Vec<&&Person> = longer.collect();
        longer.dedup_by(|one, other| one.words == other.words);
        match longer.as_slice() {
            [one] => Some(one.name.clone()),
            _ => Some(found.name.clone()),
        }
    }

    /// The one label that begins with an abbreviated one: “Piscator” for “Pisc”.
    fn abbreviated(&self, label: &str) -> Option<String> {
        if label.len() < 3 {
            return None;
        }
        let longer = (Bound::Excluded(label), Bound::Unbounded);
        let mut whole =
            self.labels.range::<str, _>(longer).take_while(|other| other.starts_with(label));
        let one = *whole.next()?;
        // “Piscator” and “Piscator Junior” are two forms of one name.
        whole
            .all(|other| other.starts_with(one))
            .then(|| self.full_or(one, || None).unwrap_or_else(|| written(one)))
    }

    /// The full name with a given name in the text in which people are introduced; `None` when there are several.
    fn introduced(&self, label: &str) -> Option<String> {
        if label.chars().count() < 3 || is_loud(label) || !label.starts_with(char::is_uppercase) {
            return None;
        }
        let mut found: Option<String> = None;
        for (at, _) in self.top.match_indices(label) {
            let before = self.top.get(..at).and_then(|text| text.chars().next_back());
            let behind = self.top.get(at + label.len()..).unwrap_or_default();
            let Some(rest) = behind
                .strip_prefix([' ', '\u{a0}', '\n'])
                .filter(|_| before.is_none_or(|c| !c.is_alphanumeric()))
            else {
                continue;
            };
            let surnames = rest.split([' ', '\u{a0}', '\n']).map_while(surname).take(3);
            let mut whole = vec![label];
            for (word, ends) in surnames {
                whole.push(word);
                if ends {
                    break;
                }
            }
            let whole = whole.join(" ");
            if whole.len() == label.len() {
                continue;
            }
            match &found {
                Some(known) if known.starts_with(&whole) || whole.starts_with(known.as_str()) => {}
                Some(_) => return None,
                None => found = Some(whole),
            }
        }
        found
    }
}

/// The one full name with this surname in a text: the word before it, which begins with `initial` if that is known, and the
/// surname.
fn before_surname(text: &str, surname: &str, initial: Option<char>) -> Option<String> {
    let forms = [surname.to_owned(), surname.to_uppercase(), written(surname)];
    let (hyphened, open) = (written(surname).replace(' ', "-"), written(surname).replace('-', " "));
    let mut found: Option<String> = None;
    for form in forms.iter().chain([&hyphened, &open]).filter(|form| form.chars().count() > 2) {
        for (at, _) in text.match_indices(form.as_str()) {
            let behind = text.get(at + form.len()..).and_then(|text| text.chars().next());
            let Some(given) = text.get(..at).and_then(given_before) else { continue };
            let fits = initial.is_none_or(|initial| given.starts_with(initial));
            if !fits || behind.is_some_and(|c| c.is_alphanumeric() || c == '-') {
                continue;
            }
            // “BO” before a surname is not initials.
            let given = if given.len() == 2 { capitalised(given) } else { written(given) };
            let whole = format!("{given} {}", written(form));
            match &found {
                Some(known) if !same(known, &whole) => return None,
                Some(_) => {}
                None => found = Some(whole),
            }
        }
    }
    found
}

/// Whether two names are equal but for hyphens and case.
fn same(one: &str, other: &str) -> bool {
    one.replace('-', " ").eq_ignore_ascii_case(&other.replace('-', " "))
}

/// Words of two letters that are not given names.
const SMALL_WORDS: &[&str] = &[
    "an", "as", "at", "by", "do", "go", "he", "if", "in", "is", "it", "me", "my", "no", "of", "on",
    "or", "so", "to", "up", "us", "we",
];

/// The last word of a text, if it may be a given name. A name may be broken over two lines.
fn given_before(text: &str) -> Option<&str> {
    let near = text.trim_end();
    let gap = text.get(near.len()..).unwrap_or_default();
    if gap.is_empty() || gap.matches('\n').count() > 1 || gap.starts_with("  ") {
        return None;
    }
    let given = near.rsplit([' ', '\t', '\n', '(', '*', '_']).next()?;
    // “To Doctor” is an address.
    let proper = given.len() > 1
        && !SMALL_WORDS.contains(&given.to_lowercase().as_str())
        && given.starts_with(char::is_uppercase)
        && given.chars().all(|c| c.is_alphabetic() || c == '-')
        && !is_title(given)
        && !greets(given)
        && !is_common(&given.to_lowercase());
    proper.then_some(given)
}

/// Whether two names may be one person's: the longer has all words of the shorter.
fn alike(one: &Person, other: &Person) -> bool {
    let (short, long) =
        if one.words.len() < other.words.len() { (one, other) } else { (other, one) };
    short.words.iter().all(|word| {
        long.words
            .iter()
            .any(|w| w == word || w.starts_with(word.as_str()) && word.chars().count() == 1)
    })
}

/// A word that may be a surname, and whether it must end the name: “Szulik](https://…)” is the end of a link.
pub(super) fn surname(word: &str) -> Option<(&str, bool)> {
    let end = word.find(|c: char| !(c.is_alphabetic() || c == '-')).unwrap_or(word.len());
    let bare = word.get(..end)?.trim_end_matches('-');
    let proper =
        bare.chars().count() > 1 && bare.starts_with(char::is_uppercase) && !is_common(bare);
    proper.then_some((bare, bare.len() < word.len()))
}

/// A name without a preceding greeting: “Hey Ada”.
fn without_greeting(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if greets(first) => rest,
        _ => name,
    }
}

fn greets(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "hey" | "hi" | "hello" | "thanks" | "okay" | "ok" | "yes"
    )
}

/// A name without preceding titles: “Merrow” for “Mr. Merrow”.
pub fn untitled(name: &str) -> &str {
    let mut name = name.trim();
    // “Right Hon. Ada Brill”
    name = name.strip_prefix("Right ").filter(|rest| rest.starts_with("Hon")).unwrap_or(name);
    while let Some((first, rest)) = name.split_once([' ', '\u{a0}']) {
        if !is_title(first) {
            break;
        }
        name = rest.trim_start();
    }
    name
}

/// “Mr. STRAND of Delyn” without the constituency.
pub(super) fn without_seat(name: &str) -> &str {
    let titled = untitled(name).len() < name.trim().len();
    name.split_once(" of ").filter(|_| titled || is_loud(name)).map_or(name, |(name, _)| name)
}

/// The words of a name, for comparison.
pub(super) fn words(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '.')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// The initials of a name.
pub(super) fn letters_of(name: &str) -> String {
    name.split([' ', '-', '\u{a0}'])
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_uppercase())
        .collect()
}

pub(super) fn is_initials(letters: &str) -> bool {
    (2..=4).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase)
}

/// A name in normal case: one all in capitals gets capital initials only.
pub(super) fn written(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // “LILY” has four letters but is not initials.
    let given = name.len() > 2 && given_name(&capitalised(&name));
    if !is_loud(&name) || is_initials(&name) && !given {
        return name;
    }
    name.split(' ').map(name_case).collect::<Vec<_>>().join(" ")
}
