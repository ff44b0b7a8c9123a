//! An entry of a bibliography, and the files it names.

use crate::text::Span;
use crate::workspace::paths;
use std::path::{Path, PathBuf};

/// An entry of a bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BibliographyEntry {
    /// The cite key.
    pub key: String,
    /// The key's span in the bibliography; for CSL-JSON, that inside its quotation marks.
    pub span: Span,
    /// What its file may be, absolute: reference managers add a name and a type to the path.
    pub files: Vec<PathBuf>,
    /// The span of the field `file` in the bibliography, if it is one string.
    pub file_span: Option<Span>,
    /// Other keys for the entry (`ids`), with their spans.
    pub aliases: Vec<(String, Span)>,
    /// The keys of entries it inherits from (`crossref`, `xdata`), with their spans.
    pub parents: Vec<(String, Span)>,
}

impl BibliographyEntry {
    /// Sets the value of the field `file` in a bibliography in `folder`, and its span if it is one string.
    pub(super) fn set_files(&mut self, folder: &Path, value: &str, span: Option<Span>) {
        let paths = written(value).into_iter();
        self.files = paths.map(|path| paths::clean(folder, Path::new(&path))).collect();
        self.file_span = span;
    }
}

/// The paths that a field `file` may mean: `seeds/a.txt`, `:seeds/a.txt:TXT` (JabRef), `Full
/// Text:seeds/a.txt:text/plain` (Zotero); several are separated by `;`.
fn written(field: &str) -> Vec<String> {
    let mut pieces = vec![vec![String::new()]];
    let mut escaped = false;
    for c in field.chars() {
        let Some(last) = pieces.last_mut() else { break };
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            ';' if !escaped => pieces.push(vec![String::new()]),
            ':' if !escaped => last.push(String::new()),
            _ => last.iter_mut().last().into_iter().for_each(|part| part.push(c)),
        }
        escaped = false;
    }
    let paths = pieces.into_iter().filter_map(|parts| match parts.as_slice() {
        [path] | [path, _] => Some(path.clone()),
        [_, path @ .., _] => Some(path.join(":")),
        [] => None,
    });
    paths.map(|path| path.trim().to_owned()).filter(|path| !path.is_empty()).collect()
}
