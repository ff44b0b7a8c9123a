//! Bibliographies in BibTeX and CSL-JSON: each entry's span covers its key.

use super::check::in_order;
use onrecord::workspace::bibliography::Bibliography;
use std::path::{Component, Path};

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for name in ["/desk/books.bib", "/desk/books.json"] {
        let (read, _) = Bibliography::read(Path::new(name), text.clone().into_owned());
        assert_eq!(read.text, text);
        in_order(&text, read.entries.iter().map(|entry| entry.span));
        for entry in &read.entries {
            let written = entry.span.of(&text);
            // JSON escapes make a different text with the same meaning.
            let meant = serde_json::from_str(&format!("\"{written}\""));
            let meant = meant.unwrap_or_else(|_| written.to_owned());
            assert_eq!(if name.ends_with(".json") { &meant } else { written }, entry.key);
            for file in &entry.files {
                assert!(file.is_absolute(), "{entry:?}");
                assert!(!file.components().any(|c| c == Component::ParentDir), "{entry:?}");
            }
        }
    }
}
