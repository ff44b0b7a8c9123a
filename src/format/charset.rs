//! The encoding of a text file: UTF-8, UTF-16 with a byte order mark, or Windows-1252. Decoding, encoding, and why
//! bytes are not text.
//!
//! A file is read only if writing its text back gives the same bytes, so that an edit changes nothing else.

use super::illegible::Illegible;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::WINDOWS_1252;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The encoding of a text file. Texts keep the byte order mark of the file.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Charset {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, little-endian.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, big-endian.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows-1252, of which ISO 8859-1 without control characters is a subset.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// At most one byte in this many may be non-ASCII: with more, a Western eight-bit encoding is unlikely.
const RARE: usize = 3;

impl Charset {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Utf8 => "UTF-8",
            Charset::Utf16Le => "UTF-16LE",
            Charset::Utf16Be => "UTF-16BE",
            Charset::Windows1252 => "Windows-1252",
        }
    }

    /// Encodes a text.
    ///
    /// # Errors
    /// The first character that this encoding does not have.
    pub fn encode(self, text: &str) -> Result<Cow<'_, [u8]>, char> {
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        match self {
            Charset::Utf8 => Ok(Cow::Borrowed(text.as_bytes())),
            Charset::Utf16Le => Ok(Cow::Owned(units(u16::to_le_bytes))),
            Charset::Utf16Be => Ok(Cow::Owned(units(u16::to_be_bytes))),
            Charset::Windows1252 => {
                let (bytes, _, lossy) = WINDOWS_1252.encode(text);
                let lost = |c: &char| WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).2;
                match text.chars().find(lost).filter(|_| lossy) {
                    Some(lost) => Err(lost),
                    None => Ok(bytes),
                }
            }
        }
    }
}

/// Decodes the bytes of a file.
///
/// # Errors
/// What they are instead: binary, or in another encoding.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Charset), Illegible> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Err(Illegible::Binary),
        [0xff, 0xfe, ..] => return utf16(bytes, u16::from_le_bytes, Charset::Utf16Le),
        [0xfe, 0xff, ..] => return utf16(bytes, u16::from_be_bytes, Charset::Utf16Be),
        _ => {}
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(if is_bare_utf16(bytes) { Illegible::Unmarked } else { Illegible::Binary });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), Charset::Utf8)),
        Err(error) => match windows_1252(bytes) {
            Some(text) => Ok((Cow::Owned(text), Charset::Windows1252)),
            None => Err(Illegible::NotUtf8(error.valid_up_to())),
        },
    }
}

fn utf16(
    bytes: &[u8],
    unit: fn([u8; 2]) -> u16,
    charset: Charset,
) -> Result<(Cow<'_, str>, Charset), Illegible> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match text {
        // No text contains a NUL or an unpaired surrogate.
        Ok(text) if rest.is_empty() && !text.contains('\0') => Ok((Cow::Owned(text), charset)),
        _ => Err(Illegible::Binary),
    }
}

/// Whether bytes look like UTF-16 without a byte order mark: in English every second one is 0, always on the same side.
fn is_bare_utf16(bytes: &[u8]) -> bool {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let most = |zeros: usize| zeros * 10 >= pairs.len() * 7;
    let (high, low) = pairs
        .iter()
        .fold((0, 0), |(a, b), [x, y]| (a + usize::from(*x == 0), b + usize::from(*y == 0)));
    rest.is_empty() && pairs.len() >= 4 && ((most(high) && low == 0) || (most(low) && high == 0))
}

/// Decodes bytes that are not UTF-8, if nearly all are ASCII and the rest is as in Western texts. Rejects doubtful
/// ones: a garbled name would be taken for a misquotation.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    // Beside valid UTF-8 sequences, an invalid byte is damage.
    let damaged = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let control =
        |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 12);
    let unused = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if damaged || high * RARE > bytes.len() || bytes.iter().any(|b| control(b) || unused(b)) {
        return None;
    }
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let likely = detector.guess(None, Utf8Detection::Deny);
    // Neighbouring encodings agree on dashes, quotation marks and most letters.
    let same = likely == WINDOWS_1252 || likely.decode_without_bom_handling(bytes).0 == text;
    same.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "# Café\r\n\r\nRuiz said “never, no” – twice\nand left.\r";

    #[track_caller]
    fn read(bytes: &[u8]) -> (String, Charset) {
        let (text, charset) = decode(bytes).unwrap();
        assert_eq!(charset.encode(&text).unwrap(), bytes);
        (text.into_owned(), charset)
    }

    #[test]
    fn each_encoding_is_known_and_written_back_byte_for_byte() {
        let marked = format!("\u{feff}{TEXT}𝄞");
        for charset in [Charset::Utf8, Charset::Utf16Le, Charset::Utf16Be] {
            assert_eq!(read(&charset.encode(&marked).unwrap()), (marked.clone(), charset));
        }
        let western = Charset::Windows1252.encode(TEXT).unwrap();
        assert_eq!(read(&western), (TEXT.to_owned(), Charset::Windows1252));
        assert_eq!(read(TEXT.as_bytes()), (TEXT.to_owned(), Charset::Utf8));
        assert_eq!(read(b""), (String::new(), Charset::Utf8));
    }

    #[test]
    fn short_western_texts_are_read() {
        for text in [
            "caf\u{e9} au lait",
            "“never”, she said",
            "It’s 5 €",
            "M\u{fc}ller said no",
            "a – b",
            "Señor Ruiz said so",
        ] {
            let bytes = Charset::Windows1252.encode(text).unwrap();
            assert_eq!(read(&bytes), (text.to_owned(), Charset::Windows1252));
        }
    }

    #[test]
    fn what_is_something_else_is_refused() {
        let russian: &[u8] =
            b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0, \xea\xe0\xea \xe4\xe5\xeb\xe0";
        let polish: &[u8] =
            b"Lech Wa\xb3\xeasa powiedzia\xb3, \xbfe to si\xea sta\xb3o w Gda\xf1sku i \xbfe by\xb3 tam.";
        let damaged = b"\xe2\x80\x9cnever\xe2\x80\x9d, said caf\xe9 owners all over town";
        let picture = b"\x89PNG\r\n\x1a\nIHDR and some more words";
        for bytes in [russian, polish, damaged, picture, b"\xff", b"a\x81b and some more words"] {
            assert!(matches!(decode(bytes), Err(Illegible::NotUtf8(_))), "{:?}", decode(bytes));
        }
        for bytes in [&b"\0\x01"[..], b"\xff\xfea", b"\xff\xfe\0\xd8", b"\xff\xfe\0\0a\0\0\0"] {
            assert!(matches!(decode(bytes), Err(Illegible::Binary)), "{:?}", decode(bytes));
        }
        let bare: Vec<u8> =
            TEXT.replace(['“', '”', '–'], "").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(decode(&bare), Err(Illegible::Unmarked)));
    }

    #[test]
    fn a_character_that_an_encoding_lacks_is_named() {
        assert_eq!(Charset::Windows1252.encode("“Kovács Ő”"), Err('Ő'));
        assert!(Charset::Windows1252.encode("“Kovács”").is_ok());
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_back_as_it_was(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Ok((text, charset)) = decode(&bytes) {
                prop_assert_eq!(charset.encode(&text).unwrap().into_owned(), bytes.clone());
            }
        }
    }
}
