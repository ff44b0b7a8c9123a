//! What a label looks like: a name, a part, a handle, or no label at all.

use super::vocabulary::{capitalised, is_note, is_role, is_title};
use crate::prose::{given_name, is_common};

/// What a label looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// A word: a handle, or no label at all.
    Word,
    /// One capitalised word.
    Single,
    /// Two to four capital letters.
    Initials,
    /// Two to five capitalised words, or words in capitals.
    Proper,
    /// A common given name, alone or before other words.
    Given,
    /// “Q”, “THE COURT”.
    Role,
    /// A title and a name.
    Titled,
}

/// What the name of a label looks like; `set_off` if it is in bold. `None` for the beginning of a sentence, a note or a
/// heading.
pub(super) fn look(name: &str, set_off: bool) -> Option<Look> {
    const MOST: usize = 6;
    // “101.2” is a number.
    if name.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if is_number(name) {
        return Some(Look::Word);
    }
    if is_role(name) {
        // “**host:**” is a field.
        let small = name.starts_with(char::is_lowercase) && !name.contains(' ');
        return Some(if small { Look::Word } else { Look::Role });
    }
    // “u/harbourmaster” is a handle.
    if name.strip_prefix("u/").is_some_and(|nick| !nick.contains([' ', '/'])) {
        return Some(Look::Word);
    }
    // “Rod/Ben” names two speakers.
    if let Some((one, other)) = name.split_once('/') {
        let plain =
            |name: &str| !name.contains([' ', '/', '.']) && name.starts_with(char::is_uppercase);
        return (plain(one) && plain(other)).then_some(Look::Single);
    }
    let initials = name.len() < 4 && name.chars().all(char::is_uppercase);
    let hours = matches!(name.to_lowercase().as_str(), "a.m" | "p.m" | "am" | "pm");
    if is_note(name) && !initials
        || hours
        || name.contains(['"', '”', '?', '!', ';', '/', '=', '{', '`', '\\', '|', '<', '…'])
    {
        return None;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, last) = (words.first()?, words.last()?);
    // “Brill, A.” is the author of a publication.
    if first.ends_with(',') && last.trim_end_matches('.').chars().count() == 1 {
        return None;
    }
    let titled = words.len() > 1 && is_title(first);
    // “Mr. Speaker”
    if titled && is_role(name.get(first.len()..).unwrap_or_default().trim()) {
        return Some(Look::Role);
    }
    // “BY MR. TARROW:” announces the questioner.
    if *first == "BY" {
        return None;
    }
    let office = is_office(name) && words.len() > 1;
    if words.len() > if office { 20 } else { MOST } {
        return None;
    }
    let capital = |w: &&str| w.trim_start_matches(['(', '\'', '’']).starts_with(char::is_uppercase);
    let fits = |w: &&str| capital(w) || is_particle(w) || is_position(w);
    // “Said the Shah” is a clause.
    let clause = words
        .windows(2)
        .skip(usize::from(office))
        .any(|pair| matches!(pair, [first, "the"] if !is_particle(first)));
    if clause {
        return None;
    }
    if !words.iter().all(fits) {
        // “joshtriplett:” is a handle, “the result:” is not.
        let handle =
            words.len() == 1 && name.chars().all(|c| c.is_alphanumeric() || "_-.'’#".contains(c));
        let common = name.split(['-', '_']).all(is_common);
        // “**Standards team:**” may be the questioner.
        let asks = set_off && words.len() < 4 && capital(first);
        return (handle && !common || asks).then_some(Look::Word);
    }
    if titled && capital(last) {
        return Some(Look::Titled);
    }
    Some(of_words(name, &words, office))
}

/// What capitalised words without a title look like.
fn of_words(name: &str, words: &[&str], office: bool) -> Look {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    if words.len() == 1
        && letters <= 4
        && letters == capitals
        && name.chars().all(|c| c.is_alphabetic() || c == '.')
    {
        return Look::Initials;
    }
    if words.first().is_some_and(|first| given_name(&capitalised(first))) {
        return Look::Given;
    }
    let common = words.iter().filter(|w| !is_particle(w)).all(|w| is_common(&w.to_lowercase()));
    if words.len() == 1 {
        return match (common, is_loud(name)) {
            (true, false) => Look::Word,
            (false, true) => Look::Proper,
            _ => Look::Single,
        };
    }
    if common || office { Look::Single } else { Look::Proper }
}

/// Whether all letters, at least three, are capitals, except in “Mr.” and “The”.
pub(super) fn is_loud(words: &str) -> bool {
    let mut letters = 0;
    for word in words.split_whitespace() {
        let bare = word.trim_end_matches(['.', ',']);
        if matches!(bare, "The" | "Mr" | "Mrs" | "Ms" | "Dr" | "of" | "and" | "the" | "Hon") {
            continue;
        }
        let bare = bare.strip_prefix("Mc").or(bare.strip_prefix("Mac")).unwrap_or(bare);
        if bare.chars().any(char::is_lowercase) {
            return false;
        }
        letters += bare.chars().filter(|c| c.is_uppercase()).count();
    }
    letters > 2
}

pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "for"
            | "de"
            | "del"
            | "van"
            | "von"
            | "der"
            | "den"
            | "la"
            | "le"
            | "da"
            | "bin"
            | "al"
            | "to"
            | "&"
            | "in"
            | "at"
            | "with"
    )
}

/// “Ada Brill 2”, “Speaker 1”.
fn is_position(word: &str) -> bool {
    word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// A telephone number: chats show it for people who are not among their owner's contacts.
fn is_number(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    name.starts_with('+')
        && (8..16).contains(&digits)
        && name.chars().all(|c| c.is_ascii_digit() || "+-() \u{a0}".contains(c))
}

/// “The Minister of State”, “Minister of State at the Department of Lamps”.
pub(super) fn is_office(name: &str) -> bool {
    name.starts_with("The ")
        || name.starts_with("THE ")
        || name.split_once(" of ").is_some_and(|(part, _)| is_role(part))
}
