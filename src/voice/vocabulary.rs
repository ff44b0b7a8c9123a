//! Words in labels: parts in a record, and labels that name no speaker.

use super::speech::is_spoken;
use crate::prose::data::WordList;
use crate::prose::{is_common, titles};

static ROLES: WordList = WordList::new(include_str!("data/roles.txt"));
static TITLES: WordList = WordList::new(include_str!("data/titles.txt"));
static ENTRIES: WordList = WordList::new(include_str!("data/entries.txt"));
static STAFF: WordList = WordList::new(include_str!("data/staff.txt"));
static ASKERS: WordList = WordList::new(include_str!("data/askers.txt"));
static NOTES: WordList = WordList::new(include_str!("data/no-speakers.txt"));
static CLOSINGS: WordList = WordList::new(include_str!("data/closings.txt"));

/// Titles before an office: “Mr. Speaker”.
const ADDRESSES: &[&str] = &["mr", "mrs", "ms", "madam", "madame"];

/// Last words of offices that speak for a body: “City Clerk”, “Deputy City Attorney”.
const OFFICES: &[&str] = &[
    "attorney",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "clerk",
    "commissioner",
    "counsel",
    "judge",
    "justice",
    "manager",
    "officer",
    "reporter",
    "secretary",
    "speaker",
];

/// Whether words name a part in a record of speech: “THE COURT”, “Q”, “Speaker 2”.
pub(super) fn is_role(label: &str) -> bool {
    let bare = bare_role(label);
    let office = || {
        let mut words = bare.rsplit(' ');
        words.next().is_some_and(|last| OFFICES.contains(&last))
            && (1..3).contains(&words.clone().count())
            && words.all(is_common)
    };
    ROLES.contains(&bare)
        || office()
        || bare.starts_with("unidentified ")
        || bare.starts_with("unknown ")
}

/// Whether a part is a questioner's: “Q”, “Interviewer”.
pub fn is_asker(label: &str) -> bool {
    ASKERS.contains(&bare_role(label))
}

/// Whether a part belongs to staff, who have no turns under a name: “Operator”, “THE VIDEOGRAPHER”.
pub fn is_staff(part: &str) -> bool {
    STAFF.contains(&bare_role(part))
}

/// Whether a label passes from person to person: “Q”, “THE WITNESS”.
pub fn changes_hands(label: &str) -> bool {
    matches!(bare_role(label).as_str(), "q" | "a" | "witness" | "question" | "answer")
}

/// Whether a word before a colon opens the record of a decision: “RESOLUTION”, “Resolution #2”.
pub(super) fn is_entry(label: &str) -> bool {
    ENTRIES.contains(&bare_role(label))
}

/// A part without its number and article: “witness” for “THE WITNESS”, “speaker” for “Speaker 2”.
pub(super) fn bare_role(label: &str) -> String {
    let label = label.to_lowercase();
    let bare = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    let bare = bare.strip_prefix("the ").unwrap_or(bare);
    match bare.split_once(' ') {
        Some((title, part)) if ADDRESSES.contains(&title.trim_end_matches('.')) => part.to_owned(),
        _ => bare.to_owned(),
    }
}

/// Whether words before a colon name a note, a heading or a field instead of a speaker.
pub(super) fn is_note(label: &str) -> bool {
    let label = label.to_lowercase();
    NOTES.contains(&label)
        || is_entry(&label)
        || label.split_whitespace().next().is_some_and(|word| NOTES.contains(word))
}

/// Whether words before a colon are the name of a field: “Duration”, “Source”.
pub(super) fn names_field(label: &str) -> bool {
    const FIELDS: &[&str] =
        &["copyright", "duration", "published", "recorded", "source", "sources", "tags", "topics"];
    FIELDS.contains(&label.to_lowercase().as_str())
}

/// Whether a word, in any case, is a title that precedes a speaker's name.
pub(super) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    titles(word)
        || word.len() > 1 && (titles(&capitalised(word)) || TITLES.contains(&word.to_lowercase()))
}

/// A word with only its first letter capitalised: “McROY” becomes “McRoy”.
pub(super) fn capitalised(word: &str) -> String {
    let stem = if word.starts_with("Mc") { 2 } else { 0 };
    let (mac, rest) = word.split_at(stem);
    let mut chars = rest.chars();
    let first: String = chars.next().into_iter().collect();
    format!("{mac}{first}{}", chars.as_str().to_lowercase())
}

/// Whether a paragraph says that a body adjourns or resumes: “The council recessed at 7:48 p.m.”
fn adjourns(paragraph: &str) -> bool {
    const VERBS: &[&str] =
        &["adjourned", "convened", "reconvened", "recessed", "resumed", "rose", "suspended"];
    const BEHIND: &[&str] = &["", "at", "until", "for", "sine"];
    let mut words =
        paragraph.split_whitespace().map(|word| word.trim_end_matches(['.', ',']).to_lowercase());
    if words.next().as_deref() != Some("the") || is_spoken(paragraph) {
        return false;
    }
    let mut body = words.by_ref().take(4);
    body.any(|word| VERBS.contains(&word.as_str()))
        && BEHIND.contains(&words.next().unwrap_or_default().as_str())
}

/// Whether a paragraph closes a record, or says how it was made: “The meeting rose at 5 p.m.”
pub(super) fn closes(paragraph: &str) -> bool {
    const MOST: usize = 6;
    if adjourns(paragraph) {
        return true;
    }
    let mut begun = String::new();
    for word in paragraph.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(MOST)
    {
        if !begun.is_empty() {
            begun.push(' ');
        }
        begun.push_str(&word.to_lowercase());
        if CLOSINGS.contains(&begun) {
            return true;
        }
    }
    false
}
