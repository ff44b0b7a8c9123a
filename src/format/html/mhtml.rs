//! Web pages saved with all their parts in one file: MHTML, a mail message of parts of which one is the page.

use super::encoding::decode_labelled;
use super::page::write;
use crate::format::builder::TextBuilder;
use crate::format::extraction::{Extraction, Format, Input};
use crate::format::illegible::Illegible;
use memchr::memmem;

/// Web pages in one file.
pub const MHTML: Format =
    Format { name: "MHTML", extensions: &["mhtml", "mht"], converts: true, extract };

/// The most bytes of the head of a part.
const MAX_HEAD: usize = 64 << 10;

/// The most parts that are looked at.
const MAX_PARTS: usize = 10_000;

fn extract(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let whole = Part::of(input.bytes());
    let (page, is_cut) = page_of(&whole).ok_or(Illegible::Damaged("contains no page"))?;
    let html = page.decoded();
    let kind = page.header("content-type").unwrap_or_default();
    let (html, charset) = decode_labelled(&html, parameter(&kind, "charset"))?;
    let mut builder = TextBuilder::new();
    let mut properties = write(&html, false, &mut builder);
    let address = whole.header("snapshot-content-location").or(page.header("content-location"));
    let address = address.filter(|address| address.starts_with("http"));
    properties.address = address.or(properties.address);
    let mut read = builder.finish(charset, properties)?;
    if is_cut {
        read.problems.push("ends in the middle".to_owned());
    }
    Ok(read)
}

/// A message or one of its parts.
struct Part<'a> {
    /// Its fields: the name in lower case, and the value on one line.
    fields: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut rest = bytes;
        while bytes.len() - rest.len() < MAX_HEAD && !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let (line, after) = rest.split_at(end);
            rest = after;
            let text = String::from_utf8_lossy(line);
            if text.trim().is_empty() {
                // Empty lines before the head are none.
                if fields.is_empty() {
                    continue;
                }
                break;
            }
            match text.split_once(':') {
                _ if text.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = fields.last_mut() {
                        value.push(' ');
                        value.push_str(text.trim());
                    }
                }
                Some((name, value)) => {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                None => {}
            }
        }
        Self { fields, body: rest }
    }

    fn header(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    }

    /// Whether its type begins so, ignoring case.
    fn is(&self, kind: &str) -> bool {
        let own = self.header("content-type").unwrap_or_default();
        own.get(..kind.len()).is_some_and(|own| own.eq_ignore_ascii_case(kind))
    }

    /// Its body as it was before it was made fit for mail.
    fn decoded(&self) -> Vec<u8> {
        let encoding = self.header("content-transfer-encoding").unwrap_or_default();
        match encoding.to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(self.body),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// The part that is the page: the first HTML. Also whether it is the last thing in a file that was cut off.
fn page_of<'a>(whole: &Part<'a>) -> Option<(Part<'a>, bool)> {
    let mut waiting = vec![(Part { fields: whole.fields.clone(), body: whole.body }, false)];
    let mut seen = 0;
    while let Some((part, is_cut)) = waiting.pop() {
        seen += 1;
        if part.is("text/html") || part.is("application/xhtml+xml") {
            return Some((part, is_cut));
        }
        if !part.is("multipart/") || seen > MAX_PARTS {
            continue;
        }
        let kind = part.header("content-type").unwrap_or_default();
        let Some(boundary) = parameter(&kind, "boundary") else { continue };
        let boundary = format!("--{boundary}");
        let starts: Vec<usize> = memmem::find_iter(part.body, boundary.as_bytes())
            .filter(|at| *at == 0 || part.body.get(at - 1) == Some(&b'\n'))
            .take(MAX_PARTS)
            .collect();
        let pieces = starts.iter().enumerate().filter_map(|(number, start)| {
            let next = starts.get(number + 1).copied();
            let piece = part.body.get(start + boundary.len()..next.unwrap_or(part.body.len()))?;
            (!piece.starts_with(b"--")).then(|| (Part::of(piece), next.is_none()))
        });
        let pieces: Vec<_> = pieces.collect();
        waiting.extend(pieces.into_iter().rev());
    }
    None
}

/// A parameter of a type: `utf-8` in `text/html; charset="utf-8"`.
fn parameter<'a>(kind: &'a str, name: &str) -> Option<&'a str> {
    kind.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
    })
}

/// Decodes `=E2=80=9C`, and joins the lines that end in `=`.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, after) = rest.split_at(at);
        found.extend_from_slice(before);
        rest = match after {
            [b'=', b'\r', b'\n', rest @ ..] | [b'=', b'\n', rest @ ..] => rest,
            [b'=', high, low, rest @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
                let digits = hex(*high).zip(hex(*low));
                found.extend(digits.map(|(high, low)| high << 4 | low));
                rest
            }
            [sign, rest @ ..] => {
                found.push(*sign);
                rest
            }
            [] => break,
        };
    }
    found.extend_from_slice(rest);
    found
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Decodes Base64, passing over whatever is no digit of it.
fn base64(text: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in text {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(digit)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            found.extend(u8::try_from(bits >> count & 0xff));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/b\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--B=_1--\"\r\n\r\n\r\n\
        ----B=_1--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>Ruiz said =E2=80=9Cne=\r\nver=E2=80=9D, 2 =3D 2.</p>\r\n";

    fn read(text: &str) -> Result<Extraction<'_>, Illegible> {
        extract(Input::Bytes(text.as_bytes()))
    }

    #[test]
    fn the_page_is_read_and_its_other_parts_are_not() {
        let file =
            format!("{HEAD}----B=_1--\r\nContent-Type: text/css\r\n\r\np {{}}\r\n----B=_1----\r\n");
        let found = read(&file).unwrap();
        assert_eq!(found.text.trim(), "Ruiz said “never”, 2 = 2.");
        assert_eq!(found.properties.address.as_deref(), Some("https://post.example/b"));
        assert!(found.problems.is_empty());
    }

    #[test]
    fn a_file_that_was_cut_off_says_so() {
        assert_eq!(read(HEAD).unwrap().problems, ["ends in the middle"]);
        assert!(matches!(read("Subject: x\n\n<p>words"), Err(Illegible::Damaged(_))));
        assert!(read("").is_err() && read("\n\n\n").is_err());
    }

    #[test]
    fn parts_in_parts_and_other_encodings_are_read() {
        let file = "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/related; boundary=b\n\n\
            --b\nContent-Type: TEXT/HTML; charset=windows-1251\nContent-Transfer-Encoding: base64\n\nPHA+zeXy\n--b--\n--a--\n";
        assert_eq!(read(file).unwrap().text.trim(), "Нет");
    }
}
