//! Which encoding a text in Latin letters is in, by how often languages use the letters that its bytes would be.

use crate::prose::data;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::sync::LazyLock;

/// The candidates, with their groups in the table.
const ENCODINGS: &[(&Encoding, &str)] = &[
    (&encoding_rs::WINDOWS_1252_INIT, "western"),
    (&encoding_rs::WINDOWS_1250_INIT, "central"),
    (&encoding_rs::ISO_8859_2_INIT, "central"),
    (&encoding_rs::WINDOWS_1254_INIT, "turkish"),
    (&encoding_rs::WINDOWS_1257_INIT, "baltic"),
];

/// The frequency per thousand of a letter that a language does not use, and of a sign inside a word.
const FOREIGN: f64 = 0.5;
const IMPOSSIBLE: f64 = 0.02;

/// How many times likelier than others Windows-1252 is, in which most texts are, and what the detector guesses.
const CUSTOMARY: f64 = 10.0;
const GUESSED: f64 = 10.0;

/// A language: the group of its encodings, and its letters with their frequencies per thousand.
type Language = (&'static str, Vec<(char, f64)>);

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let letter = |entry: &'static str| {
        let letter = entry.chars().next()?;
        Some((letter, entry.get(letter.len_utf8()..)?.parse().ok()?))
    };
    let rows = data::rows(include_str!("data/letters.tsv"));
    rows.map(|[_, group, letters]| (group, letters.split(' ').filter_map(letter).collect()))
        .collect()
});

/// The encoding of Latin letters in which bytes are likeliest a text in some language, knowing what the detector guesses.
pub(super) fn likeliest(bytes: &[u8], guess: &'static Encoding) -> &'static Encoding {
    let seen = Seen::in_bytes(bytes);
    let mut best = (WINDOWS_1252, f64::INFINITY);
    for (encoding, group) in ENCODINGS {
        let customary = if *encoding == WINDOWS_1252 { CUSTOMARY.ln() } else { 0.0 };
        let guessed = if *encoding == guess { GUESSED.ln() } else { 0.0 };
        let letters = decoded(encoding);
        for (_, language) in LANGUAGES.iter().filter(|(of, _)| of == group) {
            let cost = seen.cost(&letters, language) - customary - guessed;
            if cost < best.1 {
                best = (encoding, cost);
            }
        }
    }
    best.0
}

/// What the bytes from 0x80 are in an encoding of single bytes.
fn decoded(encoding: &'static Encoding) -> [char; 128] {
    std::array::from_fn(|at| {
        let byte = [at as u8 | 0x80];
        let (text, _) = encoding.decode_without_bom_handling(&byte);
        text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// How often each byte from 0x80 occurs.
struct Seen {
    /// Anywhere.
    all: [u32; 128],
    /// Inside a word, if all these bytes are letters.
    inside: [u32; 128],
    /// After a small letter.
    after_small: [u32; 128],
}

impl Seen {
    fn in_bytes(bytes: &[u8]) -> Self {
        let mut seen = Self { all: [0; 128], inside: [0; 128], after_small: [0; 128] };
        let (mut before, mut after) = (b' ', bytes.iter().skip(1));
        for byte in bytes {
            let next = after.next().copied().unwrap_or(b' ');
            if let Some(at) = byte.checked_sub(0x80).map(usize::from) {
                let counts = [
                    (&mut seen.all, true),
                    (&mut seen.inside, is_letter(before) && is_letter(next)),
                    (&mut seen.after_small, before.is_ascii_lowercase()),
                ];
                for (count, counts) in counts {
                    if let Some(count) = count.get_mut(at) {
                        *count += u32::from(counts);
                    }
                }
            }
            before = *byte;
        }
        seen
    }

    /// How unlikely the bytes are in a language: the negative logarithm.
    fn cost(&self, decoded: &[char; 128], language: &[(char, f64)]) -> f64 {
        let rarity = |frequency: f64| -(frequency / 1000.0).ln();
        let counts = self.all.iter().zip(&self.inside).zip(&self.after_small);
        let costs = decoded.iter().zip(counts).filter(|(_, ((all, _), _))| **all > 0).map(
            |(c, ((all, inside), after_small))| {
                let (all, inside, after_small) =
                    (f64::from(*all), f64::from(*inside), f64::from(*after_small));
                if c.is_control() || *c == char::REPLACEMENT_CHARACTER {
                    return all * rarity(IMPOSSIBLE);
                } else if !c.is_alphabetic() {
                    let joins =
                        matches!(c, '\u{2010}'..='\u{2027}' | '´' | '·' | '\u{a0}' | '\u{ad}');
                    let follows = matches!(c, '«' | '»' | '®' | '©' | '™' | 'ª' | 'º' | '°' | '²');
                    let ending = if follows { 0.0 } else { (after_small - inside).max(0.0) };
                    let cost = inside * rarity(IMPOSSIBLE) + ending * rarity(FOREIGN);
                    return if joins { 0.0 } else { cost };
                }
                let small = c.to_lowercase().next().unwrap_or(*c);
                let found = language.iter().find(|(letter, _)| *letter == small);
                let cost = rarity(found.map_or(FOREIGN, |(_, frequency)| *frequency));
                let capitals = if *c == small { 0.0 } else { after_small };
                (all - capitals) * cost + capitals * rarity(IMPOSSIBLE)
            },
        );
        costs.sum()
    }
}
