//! Bibliographies: the files that give sources their cite keys, in BibTeX or CSL-JSON.
//!
//! An entry belongs to a source by its field `file`, as reference managers write it, or by that of the entry it inherits
//! from. Whatever else an entry says is not read: what a source says of itself is shown.

use super::csl::csl;
use super::paths;
use crate::text::Span;
use biblatex::{Pair, RawBibliography, RawChunk, Spanned};
use std::collections::HashMap;
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
    /// Where the key stands, bytes of the bibliography; of CSL-JSON as it is written there, inside its quotation marks.
    pub span: Span,
    /// What its file may be, absolute: reference managers write a name and a type around the path.
    pub files: Vec<PathBuf>,
    /// Where the field `file` stands, bytes of the bibliography, when it is one string.
    pub file_span: Option<Span>,
    /// Other keys that the entry may be cited by (`ids`), with their places.
    pub aliases: Vec<(String, Span)>,
    /// The entries that it takes over what it lacks from (`crossref`, `xdata`), by their keys, with the places of these.
    pub parents: Vec<(String, Span)>,
}

/// An entry that has the key of an earlier one in the same file.
#[derive(Clone, Copy, Debug)]
pub struct Duplicate<'a> {
    /// The key.
    pub key: &'a str,
    /// Where it stands the first time, bytes of the bibliography.
    pub first: Span,
    /// Where it stands again.
    pub again: Span,
}

impl Bibliography {
    /// Reads a bibliography: CSL-JSON when the file's extension says so, else BibTeX. With it comes what is wrong, for the
    /// user; entries that cannot be read are left out.
    pub fn read(path: &Path, text: String) -> (Self, Option<String>) {
        let json = is_json(path);
        let (found, wrong) = if json { csl(&text) } else { (bibtex(&text), None) };
        let folder = path.parent().unwrap_or(path);
        let entry = |found: Found| {
            let files = written(&found.file).into_iter();
            let (aliases, parents) = (found.aliases, found.parents);
            let files = files.map(|f| paths::clean(folder, Path::new(&f))).collect();
            let (key, span, file_span) = (found.key, found.span, found.file_span);
            Entry { key, span, files, file_span, aliases, parents }
        };
        let entries = found.into_iter().map(entry).collect();
        (Self { path: path.to_owned(), text, entries }, wrong)
    }

    /// Whether it is CSL-JSON.
    pub fn is_json(&self) -> bool {
        is_json(&self.path)
    }

    /// The keys that stand in it more than once, in the order of the later places.
    pub fn duplicates(&self) -> Vec<Duplicate<'_>> {
        let mut first: HashMap<&str, Span> = HashMap::new();
        let mut found = Vec::new();
        for entry in &self.entries {
            let own = std::iter::once((&entry.key, entry.span));
            let aliases = entry.aliases.iter().map(|(key, span)| (key, *span));
            for (key, again) in own.chain(aliases) {
                match first.get(key.as_str()) {
                    Some(&first) => found.push(Duplicate { key, first, again }),
                    None => drop(first.insert(key, again)),
                }
            }
        }
        found
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// An entry as it is written.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) file: String,
    pub(super) file_span: Option<Span>,
    pub(super) aliases: Vec<(String, Span)>,
    pub(super) parents: Vec<(String, Span)>,
}

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
        for entry in entries {
            let key = Span::from(entry.v.key.span.clone()).shift(start);
            let mut one = Found { key: entry.v.key.v.to_owned(), span: key, ..Found::default() };
            for field in &entry.v.fields {
                add_field(&mut one, field, start);
            }
            found.push(one);
        }
    }
    found
}

fn add_field(entry: &mut Found, field: &Pair<'_>, start: usize) {
    let name = field.key.v.to_ascii_lowercase();
    let text = |chunk: &Spanned<RawChunk<'_>>| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.to_owned(),
    };
    let place = |chunk: &Spanned<RawChunk<'_>>| Span::from(chunk.span.clone()).shift(start);
    let chunks = &field.value.v;
    match name.as_str() {
        "file" => {
            entry.file = chunks.iter().map(text).collect();
            entry.file_span = match chunks.as_slice() {
                [one] => Some(place(one)),
                _ => None,
            };
        }
        "crossref" | "xdata" | "ids" => {
            let keys = chunks.iter().flat_map(|chunk| listed(&text(chunk), place(chunk)));
            let keys: Vec<(String, Span)> = keys.collect();
            let list = if name == "ids" { &mut entry.aliases } else { &mut entry.parents };
            list.extend(keys);
        }
        _ => {}
    }
}

/// The keys of a list with commas between them, and their places. Where what is written is not what is meant (signs are
/// escaped), the whole field is the place of each.
fn listed(text: &str, place: Span) -> Vec<(String, Span)> {
    let exact = text.len() == place.len();
    let mut found = Vec::new();
    let mut at = place.start;
    for piece in text.split(',') {
        let key = piece.trim();
        let start = at + (piece.len() - piece.trim_start().len());
        let span = if exact { Span::new(start, start + key.len()) } else { place };
        if !key.is_empty() {
            found.push((key.to_owned(), span));
        }
        at += piece.len() + 1;
    }
    found
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
