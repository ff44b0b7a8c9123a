//! The encoding of a page: by its byte order mark, by its bytes if they are UTF-8, by its label, or by guessing.

use crate::format::charset::Charset;
use crate::format::decoding::decode;
use crate::format::illegible::Illegible;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};
use memchr::memmem;
use std::borrow::Cow;

/// How many bytes of a page may precede its label. The standard says 1,024, but programs that save pages write comments
/// before it.
const PRELUDE: usize = 4_096;

/// At most one in this many bytes of a page may be damaged.
const RARE: usize = 50;

/// Decodes the bytes of a page.
///
/// Bytes that are UTF-8 are nothing else, whatever their label says: a file is often converted without its label.
///
/// # Errors
/// What they are instead.
pub(in crate::format) fn decode_html(bytes: &[u8]) -> Result<(Cow<'_, str>, Charset), Illegible> {
    decode_labelled(bytes, None)
}

/// Decodes the bytes of a page that came with a label, which beats its own.
///
/// # Errors
/// What they are instead.
pub(super) fn decode_labelled<'a>(
    bytes: &'a [u8],
    given: Option<&str>,
) -> Result<(Cow<'a, str>, Charset), Illegible> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return Ok((encoding.decode_without_bom_handling(rest).0, Charset(encoding)));
    }
    let given = given.and_then(|label| Encoding::for_label(label.as_bytes()));
    let label = given.filter(|label| *label != UTF_8).or_else(|| label(bytes));
    if label != Some(encoding_rs::ISO_2022_JP)
        && let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok((Cow::Borrowed(text), Charset::UTF_8));
    }
    if let Some(encoding) = label.filter(|label| *label != UTF_8)
        && memchr::memchr(0, bytes).is_none()
    {
        return Ok((encoding.decode_without_bom_handling(bytes).0, Charset(encoding)));
    }
    decode(bytes).or_else(|why| damaged(bytes).map(|text| (text, Charset::UTF_8)).ok_or(why))
}

/// UTF-8 with a few wrong bytes, which become “�”.
fn damaged(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = String::from_utf8_lossy(bytes);
    let wrong = text.matches(['\u{fffd}', '\0']).count();
    (wrong.saturating_mul(RARE) <= bytes.len()).then_some(text)
}

/// The encoding that a page names at its beginning: `<meta charset=…>`, `<meta … content="text/html; charset=…">`,
/// `<?xml encoding="…"?>`.
fn label(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRELUDE).unwrap_or(bytes).to_ascii_lowercase();
    let declared = head.starts_with(b"<?xml").then(|| value(&head, b"encoding")).flatten();
    let label = declared.or_else(|| {
        memmem::find_iter(&head, b"<meta").find_map(|at| {
            let tag = head.get(at..)?;
            let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
            value(tag.get(..end)?, b"charset")
        })
    })?;
    let encoding = Encoding::for_label(label)?;
    // A label that could be read as ASCII is not in UTF-16.
    let encoding = if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding };
    (encoding != X_USER_DEFINED).then_some(encoding)
}

/// What is assigned to a name: `utf-8` in `charset = "utf-8"`.
fn value<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    memmem::find_iter(text, name).find_map(|at| {
        let rest = text.get(at + name.len()..)?.trim_ascii_start().strip_prefix(b"=")?;
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let ends = |byte: &u8| {
            byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b';' | b'?' | b'/')
        };
        let value = rest.split(ends).next()?;
        (!value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    #[track_caller]
    fn check(bytes: &[u8], words: &str, charset: Charset) {
        let (text, found) = decode_html(bytes).unwrap();
        assert!(text.contains(words), "{text}");
        assert_eq!(found, charset);
    }

    #[test]
    fn a_byte_order_mark_beats_bytes_and_those_beat_the_label() {
        check("\u{feff}<meta charset=windows-1251><p>Café".as_bytes(), "Café", Charset::UTF_8);
        let wide: Vec<u8> =
            "\u{feff}<meta charset=utf-8>Café".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, "Café", Charset(UTF_16LE));
        check("<meta charset=iso-8859-1><p>“Café”".as_bytes(), "“Café”", Charset::UTF_8);
    }

    #[test]
    fn a_label_says_what_other_bytes_are() {
        let russian = b"<meta http-equiv='Content-Type' content='text/html; Charset = windows-1251'>\xcd\xe5\xf2";
        assert!(decode_html(russian).unwrap().0.ends_with("Нет"));
        let polish = b"<?xml version='1.0' encoding='ISO-8859-2'?><p>Lech Wa\xb3\xeasa";
        assert!(decode_html(polish).unwrap().0.ends_with("Wałęsa"));
        check(b"<META CHARSET=\"latin1\"><p>\x93caf\xe9\x94", "“café”", Charset(WINDOWS_1252));
        check(b"<meta charset=utf-16><p>caf\xc3\xa9", "café", Charset::UTF_8);
    }

    #[test]
    fn without_a_label_that_fits_bytes_are_guessed_or_mended() {
        check(b"<p>The caf\xe9 owners said nothing at all.", "café", Charset(WINDOWS_1252));
        let page = format!("<meta charset=utf-8><p>“Café”{}", " and more words".repeat(40));
        let mut bytes = page.into_bytes();
        bytes.extend(b"\xe2\x80 end");
        check(&bytes, "“Café”", Charset::UTF_8);
        assert!(decode_html(b"\0\x01\x02").is_err());
        assert!(decode_html(b"\x89PNG\r\n\x1a\n\xff\xd8\xff\xe0").is_err());
    }
}
