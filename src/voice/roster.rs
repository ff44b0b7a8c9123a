//! Who is meant by a label: the fullest name that the document has for it.

use super::head::{Head, Look, is_loud};
use super::vocabulary::{bare_role, capitalised, is_title};
use crate::prose::{NameKind, is_common, names};
use rustc_hash::FxHashMap;

/// Bytes behind the first label in which people are still introduced.
const INTRODUCTION: usize = 6000;

/// The people of a record.
pub(super) struct Roster<'t> {
    text: &'t str,
    /// The text in which people are introduced.
    top: &'t str,
    labels: Vec<&'t str>,
    people: Vec<Person>,
    /// Full names by the initials that the record says stand for them: “Xing Yang (XY)”.
    initials: FxHashMap<&'t str, String>,
    /// Parts and who plays them, as what stands above the record says.
    parts: Vec<(String, String)>,
    /// Who asks from some byte on, and who answers: `BY MR. TARROW:`, `EXAMINATION OF ADA BRILL`.
    examiners: Vec<(usize, String)>,
    witnesses: Vec<(usize, String)>,
    /// The one of whom an interview is, when that is plain.
    interviewee: Option<String>,
    resolved: FxHashMap<&'t str, (String, bool)>,
}

/// Somebody with a name of two words or more.
struct Person {
    name: String,
    words: Vec<String>,
}

impl<'t> Roster<'t> {
    /// The people that a document names; its first label stands at byte `first`.
    pub(super) fn of(text: &'t str, title: Option<&str>, first: usize, heads: &[Head]) -> Self {
        let end = text.floor_char_boundary(first + INTRODUCTION);
        let top = text.get(..end).unwrap_or(text);
        let mut roster = Self {
            text,
            top,
            labels: Vec::new(),
            people: Vec::new(),
            initials: FxHashMap::default(),
            parts: Vec::new(),
            examiners: Vec::new(),
            witnesses: Vec::new(),
            interviewee: None,
            resolved: FxHashMap::default(),
        };
        for head in heads.iter().filter(|head| head.look >= Look::Single && head.look != Look::Role)
        {
            let aside = head.aside.map(|aside| aside.of(text));
            roster.labels.push(head.name.of(text));
            match aside.filter(|aside| head.name.of(text).starts_with("The ") && is_name(aside)) {
                Some(holder) => roster.add(holder),
                None => roster.add(head.name.of(text)),
            }
        }
        for name in names(top).into_iter().filter(|name| name.kind == NameKind::Person) {
            roster.add(name.span.of(top));
        }
        roster.read_capitals(text.get(..first).unwrap_or_default());
        for heading in text.lines().filter(|line| line.contains("STATEMENT OF ")) {
            roster.read_capitals(heading);
        }
        for head in heads {
            let aside = head.aside.map(|aside| aside.of(text)).filter(|aside| is_initials(aside));
            if let Some(letters) = aside {
                let name = roster
                    .full(head.name.of(text))
                    .unwrap_or_else(|| head.name.of(text).to_owned());
                roster.initials.entry(letters).or_insert(name);
            }
        }
        roster.read_initials(top);
        roster.read_parts(text.get(..first).unwrap_or_default());
        roster.read_examinations();
        roster.interviewee = roster.interviewee_of(title, text.get(..first).unwrap_or_default());
        roster
    }

    /// The name of the speaker of a label, and whether it is somebody's.
    pub(super) fn speaker(&mut self, head: &Head) -> (String, bool) {
        let label = head.name.of(self.text);
        let moves = head.look == Look::Role
            && matches!(bare_role(label).as_str(), "q" | "a" | "witness" | "question" | "answer");
        let holder = head
            .aside
            .map(|aside| aside.of(self.text))
            .filter(|aside| label.starts_with("The ") && is_name(aside));
        let moves = moves || holder.is_some();
        if !moves && let Some(known) = self.resolved.get(label) {
            return known.clone();
        }
        let found = match head.look {
            _ if holder.is_some() => {
                let holder = holder.unwrap_or_default();
                Some(self.full(holder).unwrap_or_else(|| written(holder)))
            }
            Look::Role => self.player(label, head.name.start),
            _ => self.full(label),
        };
        let named = found.is_some() || head.look != Look::Role;
        let speaker = (found.unwrap_or_else(|| written(label)), named);
        if !moves {
            self.resolved.insert(label, speaker.clone());
        }
        speaker
    }

    fn add(&mut self, name: &str) {
        let name = written(untitled(name));
        let words = words(&name);
        if words.len() > 1
            && words.len() < 6
            && !self.people.iter().any(|person| person.words == words)
        {
            self.people.push(Person { name, words });
        }
    }

    /// Names in capitals in the lines above a record: “STATEMENT OF HON. ADA BRILL, A SENATOR”, “ADA BRILL, Norland, Chair”.
    fn read_capitals(&mut self, above: &str) {
        let mut found = Vec::new();
        for line in above.lines() {
            for part in line.split([',', '(', ';', ':']).flat_map(|part| part.split("  ")) {
                let part = part.trim_start_matches(|c: char| !c.is_alphabetic()).trim();
                let name = [" OF ", "HONORABLE ", "HONOURABLE ", "BEFORE "]
                    .iter()
                    .fold(part, |name, mark| name.rsplit(mark).next().unwrap_or(name));
                let all = name.split_whitespace().count();
                if (2..=5).contains(&all) && is_loud(name) {
                    found.push(name);
                }
            }
        }
        for name in found {
            let person =
                names(&written(untitled(name))).iter().any(|name| name.kind == NameKind::Person);
            if person {
                self.add(name);
            }
        }
    }

    /// “Waldemar Holt (WH)”, “WH = Waldemar Holt”, “WH: Waldemar Holt”.
    fn read_initials(&mut self, top: &'t str) {
        for (at, _) in top.match_indices('(') {
            let Some(letters) = top.get(at + 1..).and_then(|rest| rest.split(')').next()) else {
                continue;
            };
            if !is_initials(letters) {
                continue;
            }
            let before = top.get(..at).unwrap_or_default().trim_end().trim_end_matches(['*', '_']);
            let line = before.rsplit(['\n', ',', ';', ':']).next().unwrap_or_default();
            let name: Vec<&str> = line.split_whitespace().rev().take(3).collect();
            for count in [2, 3] {
                let name: Vec<&str> = name.iter().take(count).rev().copied().collect();
                let fits = letters_of(&name.join(" ")) == letters;
                if name.len() == count && fits {
                    self.initials.entry(letters).or_insert_with(|| name.join(" "));
                }
            }
        }
    }

    /// Lines above a record that put a part beside one person: “Clara Stowe, moderator”, “Hon. Ada Brill, Judge, presiding”,
    /// “Interviewer: Ada Brill”, “[Ada Brill in the chair]”.
    fn read_parts(&mut self, above: &str) {
        for line in above.lines().flat_map(|line| line.split(';')) {
            let plain = line.to_lowercase();
            let said: Vec<&str> = plain
                .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                .filter(|w| !w.is_empty())
                .collect();
            let mut here = self.people.iter().filter(|person| {
                let last = person.words.last().map_or("", String::as_str);
                said.contains(&last)
                    && person.words.first().is_some_and(|first| said.contains(&first.as_str()))
            });
            let (Some(person), None) = (here.next(), here.next()) else { continue };
            for part in PARTS {
                let named = part.split_whitespace().all(|word| said.contains(&word));
                if named && !self.parts.iter().any(|(known, _)| known == part) {
                    self.parts.push(((*part).to_owned(), person.name.clone()));
                }
            }
        }
    }

    fn read_examinations(&mut self) {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let words = line.trim().trim_matches(['*', '_', '#', ' ']);
            let by = words
                .strip_prefix("BY ")
                .or_else(|| words.split_once("EXAMINATION BY ").map(|(_, name)| name));
            if let Some(name) = by
                .map(|name| name.trim_end_matches([':', '.', ' ']))
                .filter(|name| titles_first(name))
            {
                self.examiners.push((start, self.full(name).unwrap_or_else(|| written(name))));
            }
            let of = ["EXAMINATION OF ", "DEPOSITION OF ", "TESTIMONY OF "]
                .iter()
                .find_map(|of| words.split_once(of))
                .map(|(_, name)| name);
            let called = words.split_once(',').filter(|(name, rest)| {
                let rest = rest.to_lowercase();
                is_loud(name)
                    && name.split_whitespace().count() < 6
                    && ["witness", "sworn", "affirmed", "deponent"].iter().any(|w| rest.contains(w))
            });
            let name = of
                .map(|name| name.split([',', ':', '(']).next().unwrap_or(name))
                .or(called.map(|(name, _)| name));
            if let Some(name) =
                name.map(str::trim).filter(|name| name.split_whitespace().count() > 1)
            {
                self.witnesses
                    .push((start, self.full(name).unwrap_or_else(|| written(untitled(name)))));
            }
        }
    }

    /// Of whom an interview is: the one person in its title, or of whom the text above says that somebody spoke with them.
    fn interviewee_of(&self, title: Option<&str>, above: &str) -> Option<String> {
        let told = title.into_iter().flat_map(|title| {
            names(title)
                .into_iter()
                .filter(|name| name.kind == NameKind::Person)
                .map(|name| name.span.of(title).to_owned())
                .collect::<Vec<_>>()
        });
        let mut told: Vec<String> = told.collect();
        if told.len() != 1 {
            told.clear();
            for with in [
                "interview with ",
                "nterviewed ",
                "spoke with ",
                "spoke to ",
                "talked with ",
                "talked to ",
                "talks to ",
                "sat down with ",
                "caught up with ",
                "conversation with ",
            ] {
                if let Some((_, behind)) = above.split_once(with) {
                    let near = behind.get(..behind.floor_char_boundary(80)).unwrap_or(behind);
                    let read = names(near)
                        .first()
                        .filter(|name| name.kind == NameKind::Person)
                        .map(|name| name.span.of(near).to_owned());
                    let given = || {
                        near.split_whitespace()
                            .next()
                            .and_then(|word| surname(word))
                            .map(|(word, _)| word.to_owned())
                    };
                    told.extend(read.or_else(given));
                    break;
                }
            }
        }
        let [name] = told.as_slice() else { return None };
        Some(self.full(name).unwrap_or_else(|| name.clone()))
    }

    /// Who plays a part at a place.
    fn player(&self, label: &str, at: usize) -> Option<String> {
        let last = |list: &[(usize, String)]| {
            list.iter().rev().find(|(from, _)| *from < at).map(|(_, name)| name.clone())
        };
        match bare_role(label).as_str() {
            "q" | "question" => last(&self.examiners),
            "a" | "answer" | "witness" => {
                last(&self.witnesses).or_else(|| self.interviewee.clone())
            }
            "interviewee" | "guest" => {
                self.part(&bare_role(label)).or_else(|| self.interviewee.clone())
            }
            role => self.part(role),
        }
    }

    fn part(&self, role: &str) -> Option<String> {
        let near: &[&str] = match role {
            "chair" | "chairman" | "chairwoman" | "chairperson" => {
                &["chair", "chairman", "chairwoman", "chairperson", "presiding"]
            }
            "court" | "judge" | "magistrate" => {
                &["judge", "justice", "magistrate", "honorable", "honourable"]
            }
            "president" => &["president"],
            _ => &[],
        };
        let is = |part: &str| part == role || near.contains(&part);
        self.parts.iter().find(|(part, _)| is(part)).map(|(_, name)| name.clone())
    }

    /// The full name for a label that has a part of it.
    fn full(&self, label: &str) -> Option<String> {
        if let Some(name) = self.initials.get(label) {
            return Some(name.clone());
        }
        let own = words(untitled(label));
        let (first, last) = (own.first()?, own.last()?);
        if own.len() == 1 && is_initials(label) {
            let whole = self.one(|person| letters_of(&person.name) == label);
            return whole
                .or_else(|| self.one(|person| letters_of(&person.name).starts_with(label)));
        }
        if own.len() > 1 {
            let fits = |person: &Person| {
                person.words.last() == Some(last)
                    && person.words.first().is_some_and(|w| {
                        w == first || first.chars().count() == 1 && w.starts_with(first.as_str())
                    })
            };
            return self.one(fits);
        }
        // A title stands before a surname; otherwise either may be meant.
        let titled = untitled(label).len() < label.len();
        let surname = self.one(|person| person.words.last() == Some(last));
        let given = || self.one(|person| person.words.first() == Some(first));
        let short = || {
            let mut whole = self
                .labels
                .iter()
                .filter(|other| other.len() > label.len() && other.starts_with(label));
            let one = *whole.next()?;
            (label.len() > 2 && whole.all(|other| *other == one))
                .then(|| self.full(one).unwrap_or_else(|| one.to_owned()))
        };
        if titled {
            surname
        } else {
            surname.or_else(given).or_else(|| self.introduced(label)).or_else(short)
        }
    }

    /// The full name that begins with a given name, or ends with a surname, in the text in which people are introduced; `None`
    /// where several do.
    fn introduced(&self, label: &str) -> Option<String> {
        if label.chars().count() < 3 || is_loud(label) || !label.starts_with(char::is_uppercase) {
            return None;
        }
        let mut found: Option<String> = None;
        for (at, _) in self.top.match_indices(label) {
            let before = self.top.get(..at).and_then(|text| text.chars().next_back());
            let behind = self.top.get(at + label.len()..).unwrap_or_default();
            let Some(rest) = behind
                .strip_prefix([' ', '\u{a0}'])
                .filter(|_| !before.is_some_and(char::is_alphanumeric))
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

    /// The one person of whom something holds; the fullest form of the name where only forms differ.
    fn one(&self, holds: impl Fn(&Person) -> bool) -> Option<String> {
        let mut found: Option<&Person> = None;
        for person in self.people.iter().filter(|person| holds(person)) {
            match found {
                Some(before) if !alike(before, person) => return None,
                Some(before) if before.words.len() >= person.words.len() => {}
                _ => found = Some(person),
            }
        }
        found.map(|person| person.name.clone())
    }
}

/// Parts that the head of a record gives to somebody.
const PARTS: &[&str] = &[
    "moderator",
    "interviewer",
    "interviewee",
    "narrator",
    "host",
    "facilitator",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "presiding",
    "judge",
    "justice",
    "magistrate",
    "clerk",
    "mayor",
    "witness",
    "operator",
    "president",
    "speaker",
    "questioner",
    "presenter",
    "honorable",
    "honourable",
    "defendant",
    "plaintiff",
    "claimant",
    "appellant",
    "coroner",
];

/// Whether two may be one: the words of the shorter name are among those of the longer.
fn alike(one: &Person, other: &Person) -> bool {
    let (short, long) =
        if one.words.len() < other.words.len() { (one, other) } else { (other, one) };
    short.words.iter().all(|word| {
        long.words
            .iter()
            .any(|w| w == word || w.starts_with(word.as_str()) && word.chars().count() == 1)
    })
}

/// A word that may be a surname, and whether nothing of the name can follow it.
fn surname(word: &str) -> Option<(&str, bool)> {
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.split(['’', '\'']).next().filter(|stem| stem.len() > 1).unwrap_or(bare);
    let proper = bare.starts_with(char::is_uppercase)
        && bare.chars().all(|c| c.is_alphabetic() || c == '-')
        && !is_common(bare);
    proper.then_some((bare, bare.len() < word.len()))
}

/// Whether words in parentheses have the form of a name.
fn is_name(words: &str) -> bool {
    words.split_whitespace().count() > 1
        && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// A name without the titles before it.
fn untitled(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((first, rest)) = name.split_once([' ', '\u{a0}']) {
        if !is_title(first) {
            break;
        }
        name = rest.trim_start();
    }
    name
}

fn titles_first(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(is_title)
}

/// The words of a name for comparison.
fn words(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '.')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// The initials of a name.
fn letters_of(name: &str) -> String {
    name.split([' ', '-', '\u{a0}'])
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_uppercase())
        .collect()
}

fn is_initials(letters: &str) -> bool {
    (2..=4).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase)
}

/// A name as people write it: one in capitals with capital initials only.
fn written(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_loud(&name) || is_initials(&name) {
        return name;
    }
    let mut out = Vec::new();
    for word in name.split(' ') {
        out.push(
            word.split_inclusive(['-', '.', '’', '\''])
                .map(|part| if part.len() > 1 { capitalised(part) } else { part.to_owned() })
                .collect::<String>(),
        );
    }
    out.join(" ")
}

impl Roster<'_> {
    /// Of whom an interview is, when that is plain.
    pub(super) fn interviewee(&self) -> Option<&str> {
        self.interviewee.as_deref()
    }
}
