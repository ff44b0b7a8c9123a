//! CSL-JSON bibliographies: the entries' keys and files, with the spans of the keys.

use super::entry::BibliographyEntry;
use crate::text::Span;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::path::Path;

/// The entries of a CSL-JSON bibliography in `folder`, and what is wrong with it.
pub(super) fn entries(text: &str, folder: &Path) -> (Vec<BibliographyEntry>, Option<String>) {
    match serde_json::from_str(text) {
        Ok(Value::Array(_)) => {}
        Ok(_) => return (Vec::new(), Some("CSL-JSON is a list of entries: [{\"id\": …}]".into())),
        Err(error) => return (Vec::new(), Some(format!("not valid JSON: {error}"))),
    }
    let items: Vec<&RawValue> = serde_json::from_str(text).unwrap_or_default();
    let mut found = Vec::new();
    for item in items {
        let fields: HashMap<String, &RawValue> =
            serde_json::from_str(item.get()).unwrap_or_default();
        let field = |name| fields.get(name).map(|raw| value(text, raw)).unwrap_or_default();
        let (key, span) = match field("id") {
            (Value::String(key), span) => (key, span),
            (Value::Number(number), span) => (number.to_string(), span),
            _ => continue,
        };
        let mut entry = BibliographyEntry { key, span, ..Default::default() };
        if let (Value::String(file), span) = field("file") {
            entry.set_files(folder, &file, Some(span));
        }
        found.push(entry);
    }
    (found, None)
}

/// A value and its span in the text; for a string, the span inside the quotation marks.
fn value(text: &str, raw: &RawValue) -> (Value, Span) {
    let value: Value = serde_json::from_str(raw.get()).unwrap_or_default();
    let start = raw.get().as_ptr() as usize - text.as_ptr() as usize;
    let mark = usize::from(value.is_string());
    (value, Span::new(start + mark, start + raw.get().len() - mark))
}
