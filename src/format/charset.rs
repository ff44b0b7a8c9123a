//! The encoding of a text file, and how it is written.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// The encoding of a text file. Texts keep the byte order mark of the file.
///
/// Windows-1252 also stands for ISO 8859-1, which is a part of it. Serialised as its usual name in lower case:
/// `windows-1251`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Charset(pub(super) &'static Encoding);

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self(&encoding_rs::UTF_8_INIT);

    /// Whether it is a form of Unicode: it has all characters, and editors recognise it.
    pub fn is_unicode(self) -> bool {
        self.0 == UTF_8 || self.is_utf16()
    }

    /// Whether it is UTF-16.
    pub(super) fn is_utf16(self) -> bool {
        self.0 == UTF_16LE || self.0 == UTF_16BE
    }

    /// Encodes a text.
    ///
    /// # Errors
    /// The first character that this encoding does not have.
    pub fn encode(self, text: &str) -> Result<Cow<'_, [u8]>, char> {
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        if self.is_utf16() {
            let bytes = if self.0 == UTF_16LE { u16::to_le_bytes } else { u16::to_be_bytes };
            return Ok(Cow::Owned(units(bytes)));
        }
        let (bytes, _, lossy) = self.0.encode(text);
        let lost = |c: &char| self.0.encode(c.encode_utf8(&mut [0; 4])).2;
        match text.chars().find(lost).filter(|_| lossy) {
            Some(lost) => Err(lost),
            None => Ok(bytes),
        }
    }
}

impl Default for Charset {
    fn default() -> Self {
        Self::UTF_8
    }
}

impl fmt::Display for Charset {
    /// Its usual name: `Windows-1251`, `GB18030`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.name();
        match name.strip_prefix("windows") {
            Some(number) => write!(f, "Windows{number}"),
            None if self.0 == GB18030 => f.write_str("GB18030"),
            None => f.write_str(name),
        }
    }
}

impl Serialize for Charset {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.name().to_ascii_lowercase())
    }
}

impl<'de> Deserialize<'de> for Charset {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = Encoding::for_label(name.as_bytes());
        known.map(Self).ok_or_else(|| serde::de::Error::custom("an unknown encoding"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, WINDOWS_1252};

    #[test]
    fn a_character_that_an_encoding_lacks_is_named() {
        assert_eq!(Charset(WINDOWS_1252).encode("“Kovács Ő”"), Err('Ő'));
        assert!(Charset(WINDOWS_1252).encode("“Kovács”").is_ok());
        assert_eq!(Charset(KOI8_R).encode("Київ"), Err('ї'));
    }

    #[test]
    fn an_encoding_has_one_name_for_people_and_one_for_programs() {
        for (encoding, shown, stored) in [
            (UTF_8, "UTF-8", "\"utf-8\""),
            (UTF_16LE, "UTF-16LE", "\"utf-16le\""),
            (WINDOWS_1252, "Windows-1252", "\"windows-1252\""),
            (KOI8_R, "KOI8-R", "\"koi8-r\""),
            (GB18030, "GB18030", "\"gb18030\""),
        ] {
            let charset = Charset(encoding);
            assert_eq!(charset.to_string(), shown);
            assert_eq!(serde_json::to_string(&charset).unwrap(), stored);
            assert_eq!(serde_json::from_str::<Charset>(stored).unwrap(), charset);
        }
        assert!(serde_json::from_str::<Charset>("\"utf-7\"").is_err());
    }
}
