//! How a record introduces its people outside the turns: names in capitals, initials, parts, who asks whom.

use super::look::is_loud;
use super::people::{People, is_initials, letters_of, surname, untitled, written};
use super::vocabulary::is_title;
use crate::prose::data::WordList;
use crate::prose::{NameKind, names};
use crate::text::front_matter;

static PARTS: WordList = WordList::new(include_str!("data/parts.txt"));

/// Words before the name of the person interviewed, without their first letter, which may be a capital.
const ASKED: &[&str] = &[
    "nterview with ",
    "nterviewed ",
    "nterviews ",
    "spoke with ",
    "spoke to ",
    "speaks with ",
    "speaks to ",
    "talked with ",
    "talked to ",
    "talks with ",
    "talks to ",
    "sat down with ",
    "sits down with ",
    "caught up with ",
    "catches up with ",
    "onversation with ",
    "would like to introduce ",
];

/// Words before the name of the person who asks.
const ASKS: &[&str] =
    &["nterviewed by ", "nterview by ", "nterviewer: ", "uestions by ", "conversation with host "];

/// The people named in some words, with every part of a longer name: “Tiffany Pek Yuan”.
pub(super) fn people_in(words: &str) -> Vec<&str> {
    names(words)
        .into_iter()
        .filter(|name| name.kind == NameKind::Person)
        .filter_map(|name| {
            let (own, behind) = (name.span.of(words), words.get(name.span.end..)?);
            let next = behind.strip_prefix(' ').and_then(|rest| rest.split(' ').next());
            // Emphasis marks one name: “**Tiffany Pek Yuan**”.
            let before = words.get(..name.span.start).and_then(|text| text.chars().next_back());
            let marked = next
                .filter(|_| before.is_some_and(|mark| "*_".contains(mark)))
                .map(|next| next.split(['*', '_']).next().unwrap_or(next))
                .filter(|word| word.chars().all(char::is_alphabetic))
                .filter(|word| {
                    behind.get(1 + word.len()..).is_some_and(|b| b.starts_with(['*', '_']))
                });
            match marked.or_else(|| next.and_then(surname).map(|(next, _)| next)) {
                Some(next) if own.contains(' ') && !is_loud(own) => {
                    words.get(name.span.start..name.span.end + 1 + next.len())
                }
                _ => Some(own),
            }
        })
        .collect()
}

/// The speakers listed in front matter: `speakers:` above `- Ada Brill`, `guests: [Ada Brill, Bo Strand]`.
pub(super) fn in_front_matter(text: &str) -> Vec<&str> {
    const KEYS: &[&str] =
        &["speakers", "speaker", "guests", "guest", "hosts", "host", "participants", "interviewee"];
    let mut found = Vec::new();
    let mut listing = false;
    for line in front_matter(text).map_or("", |(fields, _)| fields).lines() {
        let item = line.trim_start().strip_prefix("- ");
        let names = match (item, line.split_once(':')) {
            (Some(item), _) if listing => item,
            (None, Some((key, value))) => {
                listing = KEYS.contains(&key.trim().to_lowercase().as_str());
                if listing { value.trim().trim_matches(['[', ']']) } else { "" }
            }
            _ => "",
        };
        let names = names.split(", ").map(|name| name.trim_matches(['"', '\'', ' ']));
        found.extend(names.filter(|name| name.contains(' ')));
    }
    found
}

/// Names in capitals above a record: “STATEMENT OF HON. ADA BRILL, A SENATOR”, “ADA BRILL, Norland, Chair”.
pub(super) fn in_capitals(above: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in above.lines() {
        for part in line.split([',', '(', ';', ':']).flat_map(|part| part.split("  ")) {
            let part = part.trim_start_matches(|c: char| !c.is_alphabetic()).trim();
            let part = part.strip_prefix("BY ").unwrap_or(part);
            let name = [" OF ", "HONORABLE ", "HONOURABLE ", "BEFORE "]
                .iter()
                .fold(part, |name, mark| name.rsplit(mark).next().unwrap_or(name));
            let all = name.split_whitespace().count();
            if (2..=5).contains(&all)
                && is_loud(name)
                && !people_in(&written(untitled(name))).is_empty()
            {
                found.push(name);
            }
        }
    }
    found
}

/// Initials and their names: “Waldemar Holt (WH)”, “WH = Waldemar Holt”, “WH: Waldemar Holt”.
pub(super) fn initials(top: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for (at, _) in top.match_indices('(') {
        let Some(letters) = top.get(at + 1..).and_then(|rest| rest.split(')').next()) else {
            continue;
        };
        if !is_initials(letters) {
            continue;
        }
        let before = top.get(..at).unwrap_or_default().trim_end().trim_end_matches(['*', '_']);
        let line = before.rsplit(['\n', ',', ';', ':']).next().unwrap_or_default();
        let name: Vec<&str> = line.split_whitespace().rev().take(4).collect();
        found.extend((2..=4).filter_map(|count| {
            let name: Vec<&str> = name.iter().take(count).rev().copied().collect();
            let name = name.join(" ");
            (letters_of(&name) == letters).then_some((letters, name))
        }));
    }
    for line in top.lines() {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(end) = line.find(|c: char| !c.is_alphabetic()) else { continue };
        let (letters, rest) = line.split_at(end);
        let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        if !is_initials(letters) {
            continue;
        }
        let clause = rest.split([',', ';', '(', '\t', '|']).next().unwrap_or(rest);
        let clause = untitled(clause.split("  ").next().unwrap_or(clause)).trim();
        let fits = letters_of(clause) == letters && clause.split_whitespace().count() > 1;
        found.extend(fits.then(|| (letters, clause.to_owned())));
    }
    found
}

/// Parts and their holders in the lines above a record: “Clara Stowe, moderator”, “Hon. Ada Brill, Judge, presiding”,
/// “Interviewer: Ada Brill”, “[Ada Brill in the chair]”, and in a caption `ADA BRILL, )` above `Defendant.`
pub(super) fn parts(above: &str, people: &People) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut before: Vec<String> = Vec::new();
    for line in above.lines().flat_map(|line| line.split(';')) {
        let plain = line.to_lowercase();
        let said: Vec<String> = plain
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect();
        let parts: Vec<&String> = said.iter().filter(|word| PARTS.contains(word)).collect();
        // “For the Defendant: Ada Brill” and “Ada Brill appeared for the defendant” name the lawyer.
        let before_part = said.iter().position(|word| PARTS.contains(word)).unwrap_or_default();
        let party = said.iter().take(before_part).any(|word| word == "for");
        let whose = if parts.len() == said.len() { &before } else { &said };
        let mut here: Vec<&str> =
            if parts.is_empty() || party { Vec::new() } else { people.among(whose).collect() };
        here.dedup();
        if let [one] = here.as_slice() {
            found.extend(parts.iter().map(|part| ((*part).clone(), (*one).to_owned())));
        } else if here.is_empty()
            && !party
            && let Some((part, name)) = titled_part(line)
        {
            found.push((part, name));
        }
        if !said.is_empty() {
            before = said;
        }
    }
    found
}

/// A part and its holder's title and surname: “President:   Ms. Brill . . . . (Norland)”.
fn titled_part(line: &str) -> Option<(String, String)> {
    let (part, behind) = line.split_once(':')?;
    let part = part.trim().to_lowercase();
    let mut words = behind.split_whitespace();
    let (title, surname) = (words.next()?, words.next()?.trim_end_matches([',', '.', ';']));
    let named = is_title(title) && surname.starts_with(char::is_uppercase) && surname.len() > 1;
    (PARTS.contains(&part) && named).then(|| (part, written(&format!("{title} {surname}"))))
}

/// The one holder of an office that the head of a record names: “City Clerk Ada Brill”, “Ada Brill, City Clerk”.
pub(super) fn holder(above: &str, office: &str) -> Option<String> {
    let lower = above.to_ascii_lowercase();
    let mut found: Option<String> = None;
    for (at, _) in lower.match_indices(&office.to_ascii_lowercase()) {
        let end = at + office.len();
        let (before, behind) = (above.get(..at)?, above.get(end..)?);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if letter(before.chars().next_back()) || letter(behind.chars().next()) {
            continue;
        }
        let line = behind.split(['\n', ';']).next().unwrap_or_default();
        let next = line.trim_start_matches([' ', ':', ',', '-', '–', '—', '\t']);
        let clause = before.rsplit(['\n', ';', '\t']).next().unwrap_or_default();
        let clause = clause.trim_end_matches([' ', ',', '(', '-', '–', '—']);
        let loud = |clause: &str| {
            let name = clause.split([',', '(']).next().unwrap_or_default().trim();
            let full = (2..5).contains(&name.split_whitespace().count());
            (full && is_loud(name)).then(|| written(name))
        };
        let here = people_in(next)
            .into_iter()
            .find(|name| next.starts_with(name))
            .or_else(|| people_in(clause).into_iter().rfind(|name| clause.ends_with(name)));
        let here = here.map(str::to_owned).or_else(|| loud(clause.rsplit(':').next()?));
        match (here.filter(|name| name.contains(' ')), &found) {
            (Some(name), Some(known)) if name != *known => return None,
            (Some(name), _) => found = Some(name),
            (None, _) => {}
        }
    }
    found
}

/// The questioners and the witnesses, each from a byte on.
#[derive(Default)]
pub(super) struct Examinations {
    pub(super) examiners: Vec<(usize, String)>,
    pub(super) witnesses: Vec<(usize, String)>,
}

/// `BY MR. TARROW:`, `EXAMINATION BY MR. TARROW`, `DEPOSITION OF ADA BRILL`, `ADA BRILL, having been sworn, …`.
/// Above the first label, at byte `first`, in small letters too: “the deposition of Ada Brill”.
pub(super) fn examinations(text: &str, first: usize, people: &People) -> Examinations {
    let mut found = Examinations::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim().trim_matches(['*', '_', '#', ' ']);
        let by = words
            .strip_prefix("BY ")
            .or_else(|| {
                let examined = words.split_once("xamined by ").filter(|(e, _)| e.len() < 8);
                examined.map(|(_, name)| name)
            })
            .or_else(|| words.split_once("EXAMINATION BY ").map(|(_, name)| name))
            .map(|name| name.trim_end_matches([':', '.', ' ']))
            .filter(|name| name.split_whitespace().next().is_some_and(is_title));
        if let Some(name) = by {
            let name = people.full(name).unwrap_or_else(|| written(name));
            found.examiners.push((start, name));
        }
        let of = ["EXAMINATION OF ", "DEPOSITION OF ", "TESTIMONY OF "]
            .iter()
            .find_map(|of| {
                words.split_once(of).map(|(_, name)| name).or_else(|| {
                    let at =
                        (start < first).then(|| words.to_ascii_uppercase().find(of)).flatten()?;
                    words.get(at + of.len()..)
                })
            })
            .map(|name| name.split([',', ':', '(', ';']).next().unwrap_or(name))
            .filter(|name| name.split(' ').all(|word| word.starts_with(char::is_uppercase)));
        let called = || {
            let (name, rest) = words.split_once(',').filter(|(name, _)| is_loud(name))?;
            let rest = rest.to_lowercase();
            let sworn = ["witness", "sworn", "affirmed", "deponent"];
            (name.split_whitespace().count() < 6 && sworn.iter().any(|w| rest.contains(w)))
                .then_some(name)
        };
        let name = of.or_else(called).map(str::trim).filter(|name| name.contains(' '));
        if let Some(name) = name {
            let name = people.full(name).unwrap_or_else(|| written(untitled(name)));
            found.witnesses.push((start, name));
        }
    }
    found
}

/// The interviewer and the interviewee, if the title or the text above the turns names them.
#[derive(Default)]
pub(super) struct Interview {
    pub(super) asks: Option<String>,
    pub(super) answers: Option<String>,
}

pub(super) fn interview(title: Option<&str>, above: &str, people: &People) -> Interview {
    let full = |name: &str| people.full(name).unwrap_or_else(|| name.to_owned());
    let titled: Vec<&str> = title.map(people_in).unwrap_or_default();
    let mut found = Interview::default();
    if let [one] = titled.as_slice() {
        found.answers = Some(full(one));
    }
    found.asks = ASKS
        .iter()
        .find_map(|by| above.split_once(by))
        .and_then(|(_, behind)| person_at(near(behind)))
        .map(|name| full(&name));
    let Some((before, with, behind)) = ASKED
        .iter()
        .find_map(|with| Some((above.find(with)?, *with)))
        .and_then(|(at, with)| Some((above.get(..at)?, with, above.get(at + with.len()..)?)))
    else {
        return found;
    };
    let Some(met) = person_at(near(behind)) else { return found };
    let sentence = before.rsplit(['.', '\n']).next().unwrap_or(before);
    // In “She talks to Ada Brill”, she is the interviewee, whom the lead names.
    let pronoun = sentence
        .split_whitespace()
        .next_back()
        .is_some_and(|word| matches!(word.to_lowercase().as_str(), "he" | "she"));
    if pronoun && (with.ends_with("s to ") || with.ends_with("s with ")) {
        found.asks = found.asks.or_else(|| Some(full(&met)));
        found.answers = found
            .answers
            .or_else(|| people_in(before).first().map(|name| full(name)))
            .filter(|name| Some(name) != found.asks.as_ref());
    } else {
        if titled.len() != 1 {
            found.answers = Some(full(&met));
        }
        let flat = before.rsplit(". ").next().unwrap_or(before);
        let asks = people_in(flat).last().map(|name| full(name));
        found.asks = found.asks.or(asks).filter(|name| Some(name) != found.answers.as_ref());
    }
    found
}

/// Whether a word, often capitalised, begins no name.
fn is_function(word: &str) -> bool {
    matches!(word, "The" | "An" | "Our" | "My" | "This" | "That" | "Its" | "Their" | "His" | "Her")
}

/// The words in which a name has to begin.
fn near(behind: &str) -> &str {
    behind.get(..behind.floor_char_boundary(80)).unwrap_or(behind)
}

/// The person at the beginning of some words.
fn person_at(near: &str) -> Option<String> {
    let near = near.trim_start_matches(['*', '_', '[', ' ']);
    names(near)
        .first()
        .filter(|name| name.kind == NameKind::Person && name.span.start < 30)
        .map(|name| name.span.of(near).to_owned())
        .or_else(|| {
            let first = near.split_whitespace().next().and_then(surname);
            first.map(|(word, _)| word).filter(|word| !is_function(word)).map(str::to_owned)
        })
}

#[cfg(test)]
mod tests {
    use super::in_front_matter;

    #[test]
    fn front_matter_lists_speakers_whatever_its_line_ends() {
        let text = "---\ntitle: A talk\nguests:\n  - Ada Brill\n  - \"Bo Strand\"\n---\nText\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            assert_eq!(in_front_matter(&text), ["Ada Brill", "Bo Strand"]);
        }
    }
}
