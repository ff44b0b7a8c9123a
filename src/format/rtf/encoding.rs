//! The encodings of fonts.

use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::BTreeMap;

/// The most fonts that are kept.
const MAX_FONTS: usize = 1 << 16;

/// The fonts of a document, by number.
#[derive(Debug)]
pub(super) struct Fonts {
    fonts: BTreeMap<i32, Font>,
    /// The number of the font being read, and of the font of text without one.
    last: i32,
    pub(super) default: i32,
    /// The code page of the document.
    page: Option<i32>,
    fallback: &'static Encoding,
    /// Whether some font has the character set of the document’s code page.
    knows_charsets: bool,
}

/// A font.
#[derive(Clone, Debug, Default)]
struct Font {
    charset: Option<i32>,
    /// A code page of its own.
    page: Option<i32>,
    name: String,
}

/// How the bytes of a font are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As characters of an encoding.
    Encoded(&'static Encoding),
    /// As the characters of the font Symbol.
    Symbols,
    /// As pictures, which are no words.
    Pictures,
}

/// The character sets of fonts that have a code page of their own.
const CHARSETS: [(i32, i32); 18] = [
    (0, 1252),
    (77, 10000),
    (128, 932),
    (129, 949),
    (130, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
    (254, 437),
    (255, 850),
];

const SYMBOL_CHARSET: i32 = 2;

impl Default for Fonts {
    fn default() -> Self {
        Self {
            fonts: BTreeMap::new(),
            last: 0,
            default: 0,
            page: None,
            fallback: WINDOWS_1252,
            knows_charsets: false,
        }
    }
}

impl Fonts {
    /// Takes in a control word of the header.
    pub(super) fn header(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("mac", _) => self.fallback = encoding_rs::MACINTOSH,
            ("ansicpg", Some(page)) => {
                self.page = Some(page);
                self.fallback = of_page(page).unwrap_or(self.fallback);
            }
            ("deff", Some(font)) => self.default = font,
            _ => {}
        }
    }

    /// Takes in a control word of the table of fonts.
    pub(super) fn entry(&mut self, word: &str, number: Option<i32>) {
        if word == "f" {
            self.last = number.unwrap_or(0);
            if self.fonts.len() < MAX_FONTS {
                self.fonts.insert(self.last, Font::default());
            }
        }
        let Some(font) = self.fonts.get_mut(&self.last) else { return };
        match word {
            "fcharset" => {
                font.charset = number;
                self.knows_charsets |= self.page.is_some() && number.and_then(page_of) == self.page;
            }
            "cpg" => font.page = number,
            _ => {}
        }
    }

    /// Takes in characters of the name of a font.
    pub(super) fn name(&mut self, name: &[u8]) {
        const LONGEST: usize = 64;
        if let Some(font) = self.fonts.get_mut(&self.last)
            && font.name.len() < LONGEST
        {
            font.name.push_str(&String::from_utf8_lossy(name.get(..LONGEST).unwrap_or(name)));
        }
    }

    /// How the bytes of a font are shown.
    pub(super) fn shown(&self, font: i32) -> Shown {
        let Some(font) = self.fonts.get(&font) else { return Shown::Encoded(self.fallback) };
        if font.name.trim_end_matches(';').eq_ignore_ascii_case("symbol") {
            return Shown::Symbols;
        }
        let page = font.page.or_else(|| match font.charset? {
            // The Western character set is also what programs write that know of none.
            0 if !self.knows_charsets => None,
            charset => page_of(charset),
        });
        match (font.charset, page.and_then(of_page)) {
            (Some(SYMBOL_CHARSET), _) => Shown::Pictures,
            (_, encoding) => Shown::Encoded(encoding.unwrap_or(self.fallback)),
        }
    }
}

fn page_of(charset: i32) -> Option<i32> {
    CHARSETS.iter().find(|(known, _)| *known == charset).map(|(_, page)| *page)
}

/// The encoding of a Windows code page.
fn of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        874 => "windows-874".to_owned(),
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 | 54936 => "gb18030".to_owned(),
        949 | 1361 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        1250..=1258 => format!("windows-{page}"),
        10000 => "macintosh".to_owned(),
        10007 => "x-mac-cyrillic".to_owned(),
        20866 => "koi8-r".to_owned(),
        28591..=28606 => format!("iso-8859-{}", page - 28590),
        65001 => "utf-8".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_have_encodings() {
        let mut fonts = Fonts::default();
        fonts.header("ansicpg", Some(1251));
        for (number, charset, name) in
            [(0, 0, "Arial;"), (1, 204, "Arial Cyr;"), (2, 2, "Symbol;"), (3, 2, "Wingdings;")]
        {
            fonts.entry("f", Some(number));
            fonts.entry("fcharset", Some(charset));
            fonts.name(name.as_bytes());
        }
        let cyrillic = Shown::Encoded(encoding_rs::WINDOWS_1251);
        assert_eq!(fonts.shown(0), Shown::Encoded(WINDOWS_1252));
        assert_eq!((fonts.shown(1), fonts.shown(9)), (cyrillic, cyrillic));
        assert_eq!((fonts.shown(2), fonts.shown(3)), (Shown::Symbols, Shown::Pictures));
        let mut careless = Fonts::default();
        careless.header("ansicpg", Some(1251));
        careless.entry("f", Some(0));
        careless.entry("fcharset", Some(0));
        assert_eq!(careless.shown(0), cyrillic);
    }
}
