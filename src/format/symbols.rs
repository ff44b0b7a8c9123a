//! The characters of the font Symbol, which old documents write by their codes in the font.

use crate::prose::data::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

/// By code.
static SYMBOLS: LazyLock<HashMap<u32, char>> = LazyLock::new(|| {
    rows(include_str!("data/symbol-font.tsv"))
        .filter_map(|[code, shown]| {
            Some((u32::from_str_radix(code, 16).ok()?, shown.chars().next()?))
        })
        .collect()
});

/// Codes are also written in this part of the private use area.
const PRIVATE: u32 = 0xf000;

/// The character that is shown for a code of the font; `None` for a piece of a picture.
pub(super) fn shown(code: char) -> Option<char> {
    let number = u32::from(code);
    let number =
        if (PRIVATE..=PRIVATE + 0xff).contains(&number) { number - PRIVATE } else { number };
    match number {
        0x20..=0xff => {
            SYMBOLS.get(&number).copied().or_else(|| char::from_u32(number).filter(char::is_ascii))
        }
        _ => Some(code),
    }
}

/// Whether a character is a picture of a font, and no character of a word.
pub(super) fn is_picture(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_font_are_characters() {
        let text: String =
            "a\u{f062}3\u{b7}\u{f0b3} (\u{e6}\u{2014}".chars().filter_map(shown).collect();
        assert_eq!(text, "αβ3•≥ (—");
        assert!(is_picture('\u{f0e0}') && !is_picture('→'));
    }
}
