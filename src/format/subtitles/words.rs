//! What is said in a cue: its words without markup, sounds and music, and where another speaker begins.

use super::cues::Cue;
use crate::format::layout::{tag, voice};

/// What one speaker says in a cue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Who begins to speak, if the cue says that somebody does.
    pub(super) speaker: Option<Speaker>,
    pub(super) words: String,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    Named(String),
    /// Before a colon, which may be any.
    Labelled(String),
    /// Another than before: a dash, `>>`.
    Other,
}

/// The pieces of a cue in order.
pub(super) fn pieces(cue: &Cue<'_>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    // Sounds and music may take several lines.
    let marked = unmarked(&cue.lines.join("\n"));
    let heard = without(&without(&marked, '[', ']'), '♪', '♪');
    let heard = without(&heard, '♫', '♫');
    for line in heard.lines() {
        for (voice, words) in voices(line) {
            let (speaker, words) = speaker(words.trim());
            let words = unsounded(words);
            let speaker = speaker.or(voice.map(|name| Speaker::Named(name.to_owned())));
            if words.is_empty() {
                // A name above what is said.
                let named = speaker.filter(|speaker| *speaker != Speaker::Other);
                found.extend(named.map(|named| Piece { speaker: Some(named), ..Piece::default() }));
                continue;
            }
            match found.last_mut().filter(|_| speaker.is_none()) {
                Some(last) if !last.words.is_empty() => {
                    last.words.push(' ');
                    last.words.push_str(words);
                }
                Some(last) => last.words.push_str(words),
                None => found.push(Piece { speaker, words: words.to_owned() }),
            }
        }
    }
    found
}

/// The mark before and after a voice’s name in a line without markup.
const VOICE: char = '\u{1}';

/// The stretches of a line, each with the voice it begins with.
fn voices(line: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    let mut parts = line.split(VOICE);
    let first = parts.next().map(|words| (None, words)).filter(|(_, words)| !words.is_empty());
    let rest = std::iter::from_fn(move || Some((Some(parts.next()?), parts.next()?)));
    first.into_iter().chain(rest)
}

/// A text without tags and with the characters that entities stand for; a voice is put between marks.
fn unmarked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{', '&']) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        if let Some((c, len)) = entity(from) {
            out.extend(c);
            rest = from.get(len..).unwrap_or_default();
            continue;
        }
        let len = tag(from).unwrap_or(0);
        let inside = from.get(..len).unwrap_or_default();
        if let Some(name) = voice(inside).and_then(|(lead, len)| inside.get(lead..lead + len)) {
            out.extend([VOICE.to_string().as_str(), name, VOICE.to_string().as_str()]);
        }
        let skip = len.max(1);
        if len == 0 {
            out.push_str(from.get(..1).unwrap_or_default());
        }
        rest = from.get(skip..).unwrap_or_default();
    }
    out + rest
}

/// The character of an entity at the start of a text, if it is visible, and the entity’s length.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    const LONGEST: usize = 10;
    const NAMED: &[(&str, char)] =
        &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];
    let inside = text.strip_prefix('&')?;
    let end = inside.get(..inside.floor_char_boundary(LONGEST))?.find(';')?;
    let name = inside.get(..end)?;
    let len = end + 2;
    if let Some((_, c)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some((Some(*c), len));
    } else if matches!(name, "lrm" | "rlm") {
        return Some((None, len));
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code).filter(|c| !c.is_control()), len))
}

/// A text without what stands between two signs: `[bell ringing]`, `♪ la la ♪`. The second sign may be missing at the end
/// of music.
fn without(text: &str, open: char, close: char) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(open) {
        out.push_str(before);
        match inside.split_once(close) {
            Some((_, after)) => rest = after,
            None if open == close => return out,
            None => {
                out.push(open);
                rest = inside;
            }
        }
    }
    out + rest
}

/// Who begins to speak in a line, and the rest of the line.
fn speaker(line: &str) -> (Option<Speaker>, &str) {
    let mut rest = line;
    let mut other = false;
    loop {
        let next = rest.trim_start_matches([' ', '\u{200e}', '\u{200f}']);
        let dash = next.strip_prefix(['-', '–']).filter(|said| {
            said.starts_with([' ', '"', '“', '\'', '‘', '¿', '¡', '(', '…'])
                || said.starts_with(char::is_uppercase)
        });
        match dash.or_else(|| next.strip_prefix(">>")) {
            Some(said) => (other, rest) = (true, said.trim_start_matches('>')),
            None => break,
        }
    }
    let rest = rest.trim_start();
    match label(rest) {
        Some((name, said)) => (Some(Speaker::Labelled(name.to_owned())), said),
        None => (other.then_some(Speaker::Other), rest),
    }
}

/// A speaker’s label before a line, without what it adds in brackets: `ADA BRILL (on radio): …`.
fn label(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 48;
    const MOST: usize = 5;
    let colon = line.get(..line.floor_char_boundary(LONGEST))?.find(':')?;
    let name = line.get(..colon)?;
    let name = name.split('(').next().unwrap_or(name).trim_end();
    let said = line.get(colon + 1..)?;
    let named = |word: &str| {
        word.starts_with(char::is_uppercase)
            || word.starts_with(|c: char| c.is_ascii_digit() || c == '#')
            || matches!(
                word,
                "de" | "da"
                    | "di"
                    | "von"
                    | "van"
                    | "der"
                    | "den"
                    | "la"
                    | "le"
                    | "el"
                    | "al"
                    | "bin"
                    | "and"
            )
    };
    let words = name.split_whitespace().count();
    let is_name = (1..=MOST).contains(&words)
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().all(named)
        && has_no_stop(name);
    (is_name && (said.is_empty() || said.starts_with(' '))).then_some((name, said))
}

/// Whether the only points in a name are those of titles and initials: `Dr. A. Brill`.
fn has_no_stop(name: &str) -> bool {
    const LONGEST: usize = 5;
    !name.contains(['?', '!', ',', '"', '“'].as_slice())
        && name.split_whitespace().all(|word| !word.ends_with('.') || word.len() <= LONGEST)
}

/// Words without sounds in brackets at either end: `(applause)`, `(laughing) Never.`, `Thank you. (applause)`.
fn unsounded(words: &str) -> &str {
    let mut words = words.trim();
    while let Some(inside) = words.strip_prefix('(')
        && let Some((sound, rest)) = inside.split_once(')')
        && !sound.ends_with(['.', '?', '!'])
    {
        words = rest.trim();
    }
    while let Some(inside) = words.strip_suffix(')')
        && let Some((rest, sound)) = inside.rsplit_once('(')
        && rest.trim_end().ends_with(['.', '?', '!', '…', '"', '”'])
        && !sound.ends_with(['.', '?', '!'])
    {
        words = rest.trim();
    }
    if words.chars().any(char::is_alphanumeric) { words } else { "" }
}
