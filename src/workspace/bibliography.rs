//! Bibliographies: the files that give sources their cite keys, in BibTeX or CSL-JSON.
//!
//! An entry belongs to a source by its field `file`, as reference managers write it. Whatever else an entry says is not
//! read: what a source says of itself is shown.

use super::paths;
use crate::text::Span;
use biblatex::{Pair, RawBibliography, RawChunk, Spanned};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A bibliography as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bibliography {
    /// Its file, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its entries in order.
    pub entries: Vec<Entry>,
}

/// An entry of a bibliography.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The cite key.
    pub key: String,
    /// Where the key stands, bytes of the bibliography.
    pub span: Span,
    /// What its file may be, absolute: reference managers write a name and a type around the path.
    pub files: Vec<PathBuf>,
}

/// The cite keys of sources that a bibliography names, by path.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys(BTreeMap<PathBuf, String>);

impl Keys {
    /// The keys that these bibliographies give; where several name a source, the first counts.
    pub(super) fn of<'a>(bibliographies: impl Iterator<Item = &'a Bibliography>) -> Self {
        let mut keys = BTreeMap::new();
        for entry in bibliographies.flat_map(|bibliography| &bibliography.entries) {
            for file in &entry.files {
                keys.entry(file.clone()).or_insert_with(|| entry.key.clone());
            }
        }
        Self(keys)
    }

    /// The cite key of the source at a path: the bibliography's, else the file's stem.
    pub(super) fn key(&self, path: &Path) -> String {
        let stem = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        self.0.get(path).cloned().or_else(stem).unwrap_or_default()
    }
}

impl Bibliography {
    /// Reads a bibliography: CSL-JSON when the file's extension says so, else BibTeX. With it comes what is wrong, for the
    /// user; entries that cannot be read are left out.
    pub fn read(path: &Path, text: String) -> (Self, Option<String>) {
        let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let (found, wrong) = if json { csl(&text) } else { (bibtex(&text), None) };
        let folder = path.parent().unwrap_or(path);
        let entry = |(span, key, file): (Span, String, String)| {
            let files = written(&file).into_iter();
            Entry { key, span, files: files.map(|f| paths::clean(folder, Path::new(&f))).collect() }
        };
        let entries = found.into_iter().map(entry).collect();
        (Self { path: path.to_owned(), text, entries }, wrong)
    }
}

/// The place of an entry's key, the key, and its field `file`.
type Found = (Span, String, String);

/// Each entry is read by itself, from one `@` at the start of a line to the next, so that one that is being written, or is
/// wrong, does not take the others with it.
fn bibtex(text: &str) -> Vec<Found> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let blank = |c: char| c.is_whitespace() && c != '\n';
    let begins =
        |at: &usize| text.get(*at..).is_some_and(|t| t.trim_start_matches(blank).starts_with('@'));
    let starts: Vec<usize> = starts.filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut found = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let written = text.get(start..end).unwrap_or_default();
        let entries = RawBibliography::parse(written).map(|read| read.entries).unwrap_or_default();
        found.extend(entries.into_iter().map(|entry| {
            let key = Span::new(start + entry.v.key.span.start, start + entry.v.key.span.end);
            let named = |pair: &&Pair<'_>| pair.key.v.eq_ignore_ascii_case("file");
            let value = entry.v.fields.iter().find(named).map(|pair| &pair.value.v);
            let text = |chunk: &Spanned<RawChunk<'_>>| match chunk.v {
                RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.to_owned(),
            };
            let file = value.into_iter().flatten().map(text).collect();
            (key, entry.v.key.v.to_owned(), file)
        }));
    }
    found
}

fn csl(text: &str) -> (Vec<Found>, Option<String>) {
    let items = match serde_json::from_str(text) {
        Ok(Value::Array(items)) => items,
        Ok(_) => return (Vec::new(), Some("CSL-JSON is a list of entries: [{\"id\": …}]".into())),
        Err(error) => return (Vec::new(), Some(format!("not valid JSON: {error}"))),
    };
    let mut found = Vec::new();
    let mut at = 0;
    for item in &items {
        let Some(key) = item.get("id").and_then(Value::as_str) else { continue };
        let named = format!("\"{key}\"");
        let mut places = text.get(at..).unwrap_or_default().match_indices(&named);
        let is_id = |(place, _): &(usize, &str)| {
            let before = text.get(..at + place).unwrap_or_default().trim_end();
            before.strip_suffix(':').is_some_and(|name| name.trim_end().ends_with("\"id\""))
        };
        let Some(place) = places.find(is_id).map(|(place, _)| place) else {
            continue;
        };
        let start = at + place + 1;
        at = start + key.len();
        let file = item.get("file").and_then(Value::as_str).unwrap_or_default();
        found.push((Span::new(start, at), key.to_owned(), file.to_owned()));
    }
    (found, None)
}

/// The paths that a field `file` may mean: `seeds/a.txt`, `:seeds/a.txt:TXT` (JabRef), `Full Text:seeds/a.txt:text/plain`
/// (Zotero), several apart by `;`.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &[(&str, &[&str])]) {
        let (read, wrong) = Bibliography::read(Path::new(name), text.to_owned());
        assert_eq!(wrong, None);
        let found: Vec<_> = read
            .entries
            .iter()
            .map(|entry| {
                assert_eq!(entry.span.of(text), entry.key);
                (entry.key.as_str(), entry.files.iter().map(|f| f.to_str().unwrap()).collect())
            })
            .collect();
        let expected: Vec<(&str, Vec<&str>)> =
            expected.iter().map(|(key, files)| (*key, files.to_vec())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_entry_of_bibtex_names_its_file_in_the_ways_of_reference_managers() {
        check(
            "/w/refs.bib",
            "% by hand\n@string{p = \"Post\"}\n@article{lund2013,\n  title = {The {Bridge}, again},\n  \
             file = {seeds/a.txt},\n}\n@misc{ berg_2014 , file=\":seeds/b.txt:TXT\"}\n\
             @online{rao, year = 2015, File = {Full Text:/x/c d.txt:text/plain;Page:e.html:text/html}}\n\
             @book{nofile, title = {x}}\n@broken{\n",
            &[
                ("lund2013", &["/w/seeds/a.txt"]),
                ("berg_2014", &["/w/seeds/b.txt"]),
                ("rao", &["/x/c d.txt", "/w/e.html"]),
                ("nofile", &[]),
            ],
        );
    }

    #[test]
    fn an_entry_of_csl_json_names_its_file() {
        check(
            "/w/refs.json",
            "[{\"title\": \"rao\", \"id\": \"rao\", \"file\": \"seeds/a.txt\"}, {\"id\" : \"b\"}]",
            &[("rao", &["/w/seeds/a.txt"]), ("b", &[])],
        );
        let (read, wrong) = Bibliography::read(Path::new("/w/refs.json"), "{".to_owned());
        assert!(read.entries.is_empty() && wrong.is_some());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "[@{}\",=a-c\\\\ \n%é“]{0,60}") {
            let (read, _) = Bibliography::read(Path::new("/w/x.bib"), text.clone());
            for entry in read.entries {
                prop_assert_eq!(entry.span.of(&text), entry.key);
            }
        }
    }

    #[test]
    fn odd_text_is_read_without_harm() {
        for text in
            ["@", "@a{", "@a{b,", "@a{b, file", "@a{b, file = {", "@a{b, file = \"\\", "@é{ü,"]
        {
            let _ = Bibliography::read(Path::new("/w/x.bib"), text.to_owned());
        }
    }
}
