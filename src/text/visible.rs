//! Makes invisible characters visible that a terminal or an editor would interpret.
//!
//! Control characters move the cursor and colour the terminal; bidirectional controls display words out of order
//! (CVE-2021-42574). Both are rare in documents, and never what a reader takes them for.

use std::borrow::Cow;

/// A text for people with such characters named: `every⟨U+202E⟩body`. Spaces, tabs and line ends stay.
pub fn named(text: &str) -> Cow<'_, str> {
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match hidden(c) {
            true => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Names them in each of these texts; others are left untouched.
pub fn name_in<'a>(texts: impl IntoIterator<Item = &'a mut String>) {
    for text in texts {
        if let Cow::Owned(named) = named(text) {
            *text = named;
        }
    }
}

/// Whether a character is a control character other than white space, or changes the direction of text.
pub fn hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || turns(c)
}

/// Whether a character changes the direction of text: the explicit formatting characters of UAX #9.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_obeyed_is_named_and_what_is_read_stays() {
        assert_eq!(named("every\u{202e}body \u{1b}[31m"), "every⟨U+202E⟩body ⟨U+001B⟩[31m");
        for text in ["“é 李 😀\tπ”\r\n", "שלום", "soft\u{ad}hyphen", "👩\u{200d}👧"]
        {
            assert!(matches!(named(text), Cow::Borrowed(same) if same == text));
        }
    }
}
