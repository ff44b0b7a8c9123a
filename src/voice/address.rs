//! Speeches, statements, testimonies: documents with one speaker, named in the heading.

use super::introductions::in_front_matter;
use super::line::is_blank;
use super::model::Turn;
use crate::prose::data::WordList;
use crate::prose::{NameKind, names};
use crate::text::Span;

/// Kinds of speeches, as the first words of a heading: “Remarks”, “Statement”.
static GENRES: WordList = WordList::new(include_str!("data/addresses.txt"));

/// The lines above a speech in which the heading may be.
const HEAD: usize = 8;

/// The most lines of one heading.
const JOINED: usize = 4;

/// The fewest times a speaker says “I” or “we”. A report about a speech has fewer.
const LEAST: usize = 3;

/// The one turn of a document headed with its speaker: “Address by Clara Lagrange, chair of the harbour union”.
pub(super) fn turn(text: &str, lines: &[Span], from: usize) -> Option<Turn> {
    let mut head = lines.iter().enumerate().skip(from);
    let head = head.by_ref().filter(|(_, line)| !is_blank(line.of(text))).take(HEAD);
    let (at, label) = head
        .filter_map(|(at, line)| {
            speaker(text, *line).map(|name| (at, name)).or_else(|| {
                // A heading may run over several lines: “STATEMENT OF”, “CLARA LAGRANGE”.
                let mut below = lines.iter().enumerate().skip(at + 1);
                let below =
                    below.by_ref().filter(|(_, line)| !is_blank(line.of(text))).take(JOINED);
                let mut below = below.map(|(to, end)| (to, Span::new(line.start, end.end)));
                below.find_map(|(to, joined)| Some((to, speaker(text, joined)?)))
            })
        })
        .next()?;
    let start = lines.get(at + 1)?.start;
    let words = Span::new(start, text.len()).trimmed(text);
    if says_so(words.of(text)) < LEAST && !is_plain(text, lines, from, label, words) {
        return None;
    }
    let name = in_normal_case(label.of(text));
    Some(Turn { words, label: Some(label), speaker: Some(name), is_named: true })
}

/// The one turn of a document whose front matter names one speaker, and whose text is in the first person: a talk.
pub(super) fn listed(text: &str, lines: &[Span], from: usize) -> Option<Turn> {
    let listed = in_front_matter(text);
    let [speaker] = listed.as_slice() else { return None };
    let start = lines.get(from)?.start;
    let words = Span::new(start, text.len()).trimmed(text);
    let speaker = Some((*speaker).to_owned());
    (says_so(words.of(text)) >= LEAST).then_some(Turn {
        words,
        label: None,
        speaker,
        is_named: true,
    })
}

/// The name in `Remarks by NAME at …`, `Statement of NAME before …`.
fn speaker(text: &str, line: Span) -> Option<Span> {
    const LONGEST: usize = 200;
    let words = line.of(text);
    let bare = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.len() > 2 * LONGEST {
        return None;
    }
    // The first word rules out most lines cheaply.
    let mut first =
        bare.split_whitespace().take(6).map(|w| w.trim_end_matches([':', ',']).to_lowercase());
    let is_heading = first.any(|word| GENRES.contains(&word) || word == "speaker");
    if !is_heading || bare.split_whitespace().map(str::len).sum::<usize>() > LONGEST {
        return None;
    }
    if let Some(span) = possessor(text, line) {
        return Some(span);
    }
    let lower = bare.to_ascii_lowercase().replace(['\n', '\r', '\t'], " ");
    if let Some(name) = bare.strip_prefix("Speaker:").map(str::trim)
        && names(name).first().is_some_and(|found| found.span.of(name) == name)
    {
        return Some(Span::new(line.end - bare.len(), line.end).trimmed(text))
            .map(|span| Span::new(span.end - name.len(), span.end));
    }
    let (genre, _) = [" by ", " of ", " from "]
        .iter()
        .filter_map(|joint| Some((lower.find(joint)?, joint.len())))
        .min()?;
    let kind = lower.get(..genre)?;
    if kind.split_whitespace().count() > 4 || !kind.split_whitespace().any(|w| GENRES.contains(w)) {
        return None;
    }
    let behind = bare.get(genre..)?;
    let base = line.end - behind.len();
    let plain = in_normal_case(behind);
    let name = names(&plain).into_iter().find(|name| name.kind == NameKind::Person)?;
    // Only titles and offices may come between the genre and the name.
    let between = behind.get(..name.span.start)?;
    let plain = !between.contains([',', '.', ';', ':', '“', '"']) || between.len() < 24;
    let full = name.span.of(behind).contains(' ');
    (plain && full).then(|| name.span.shift(base))
}

/// The name before a genre: “PRESIDENT CLARA LAGRANGE'S ADDRESS BEFORE THE CHAMBER”.
fn possessor(text: &str, line: Span) -> Option<Span> {
    let line = line.trimmed(text);
    let words = line.of(text);
    let at = ["'s ", "’s ", "'S ", "’S "].iter().filter_map(|s| words.find(s)).min()?;
    let behind = words.get(at..)?;
    let genre = behind.split_whitespace().nth(1)?;
    // “Lagrange's remarks about a judge were …” is a sentence.
    if words.ends_with(['.', '?', '!']) || words.ends_with("”") {
        return None;
    }
    let before = in_normal_case(words.get(..at)?);
    let name = names(&before).into_iter().rfind(|name| name.kind == NameKind::Person)?;
    let full = name.span.of(&before).contains(' ') && name.span.end == before.len();
    (GENRES.contains(&genre.to_lowercase()) && full).then(|| name.span.shift(line.start))
}

/// Words with those in capitals set in normal case, byte for byte: “IGNATIUS LIND” becomes “Ignatius Lind”.
fn in_normal_case(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for word in words.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        let loud = letters.clone().count() > 2 && letters.clone().all(|c| c.is_ascii_uppercase());
        let mut first = true;
        text.extend(word.chars().map(|c| {
            let lower = loud && !first;
            first &= !c.is_alphabetic();
            if lower { c.to_ascii_lowercase() } else { c }
        }));
    }
    text
}

/// Whether the first line of a document is only such a heading, and no words below it are attributed to a speaker:
/// “Address by Clara Lagrange, chair of the union”, and not “Remarks by Lagrange anger the port”.
fn is_plain(text: &str, lines: &[Span], from: usize, label: Span, words: Span) -> bool {
    let first = lines.iter().skip(from).find(|line| !is_blank(line.of(text)));
    let Some(first) = first.filter(|line| line.covers(label)) else { return false };
    let begins = first.of(text).trim_start_matches(|c: char| !c.is_alphanumeric());
    let genre =
        begins.split_whitespace().next().is_some_and(|w| GENRES.contains(&w.to_lowercase()));
    let tail = Span::new(label.end, first.end).of(text);
    let ends = tail.trim().is_empty()
        || [",", " at ", " to ", " before ", " on ", " in "]
            .iter()
            .any(|end| tail.starts_with(end));
    let surname = label.of(text).split_whitespace().next_back().unwrap_or_default();
    let told = ["said", "says", "told", "added"].iter().any(|cue| {
        let said = words.of(text);
        said.contains(&format!("{surname} {cue}")) || said.contains(&format!("{cue} {surname}"))
    });
    genre && ends && !told
}

/// The number of first-person pronouns.
fn says_so(words: &str) -> usize {
    let own =
        |w: &&str| matches!(*w, "I" | "my" | "My" | "we" | "We" | "our" | "Our" | "me" | "us");
    words.split(|c: char| !c.is_alphanumeric()).filter(own).count()
}
