//! CSL-JSON bibliographies: the entries' keys and files, with the places of the keys.

use super::entry::BibliographyEntry;
use crate::text::Span;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// The entries of a CSL-JSON bibliography in `folder`, and what is wrong with it.
pub(super) fn entries(text: &str, folder: &Path) -> (Vec<BibliographyEntry>, Option<String>) {
    let items = match serde_json::from_str(text) {
        Ok(Value::Array(items)) => items,
        Ok(_) => return (Vec::new(), Some("CSL-JSON is a list of entries: [{\"id\": …}]".into())),
        Err(error) => return (Vec::new(), Some(format!("not valid JSON: {error}"))),
    };
    let places = fields(text);
    let mut found = Vec::new();
    for (number, item) in items.iter().filter(|item| item.is_object()).enumerate() {
        let place = |name: &'static str| places.get(&(number, name)).copied();
        let key = match item.get("id") {
            Some(Value::String(key)) => key.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => continue,
        };
        let Some(span) = place("id") else { continue };
        let file = item.get("file").and_then(Value::as_str).unwrap_or_default();
        let mut entry = BibliographyEntry { key, span, ..Default::default() };
        entry.set_files(folder, file, place("file"));
        found.push(entry);
    }
    (found, None)
}

/// The fields that are read of an entry.
const FIELDS: &[&str] = &["id", "file"];

/// Where the values of the fields `id` and `file` stand in a valid CSL-JSON text, by the number of the entry and the field's
/// name; of a string what is inside the quotation marks.
fn fields(text: &str) -> HashMap<(usize, &'static str), Span> {
    let bytes = text.as_bytes();
    let (mut depth, mut item) = (0usize, 0usize);
    let mut found = HashMap::new();
    // A name whose value is awaited.
    let mut name: Option<&'static str> = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'[' | b'{' => {
                depth += 1;
                name = None;
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                name = None;
                item += usize::from(*byte == b'}' && depth == 1);
            }
            b',' => name = None,
            b'"' => {
                at = string_end(bytes, at);
                let inside = Span::new(start + 1, at.saturating_sub(1).max(start + 1));
                let is_name = text.get(at..).unwrap_or_default().trim_start().starts_with(':');
                if let Some(name) = name.take() {
                    found.insert((item, name), inside);
                } else if depth == 2 && is_name {
                    name = FIELDS.iter().copied().find(|field| *field == inside.of(text));
                }
            }
            b'0'..=b'9' | b'-' => {
                let number = |b: &u8| b.is_ascii_digit() || b".eE+-".contains(b);
                while bytes.get(at).is_some_and(number) {
                    at += 1;
                }
                if let Some(name) = name.take() {
                    found.insert((item, name), Span::new(start, at));
                }
            }
            _ => {}
        }
    }
    found
}

/// The place behind the quotation mark that closes a string.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => return at,
            b'\\' => at += 1,
            _ => {}
        }
    }
    bytes.len()
}
