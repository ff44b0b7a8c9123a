//! A bibliography: its entries and duplicate keys.

use super::entry::BibliographyEntry;
use super::{bibtex, csl_json};
use crate::text::Span;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A bibliography, as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bibliography {
    /// Its file, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its entries in order.
    pub entries: Vec<BibliographyEntry>,
}

/// An entry with the key of an earlier one in the same file.
#[derive(Clone, Copy, Debug)]
pub struct Duplicate<'a> {
    /// The key.
    pub key: &'a str,
    /// Its first occurrence, in bytes of the bibliography.
    pub first: Span,
    /// The later occurrence.
    pub again: Span,
}

impl Bibliography {
    /// Reads a bibliography: CSL-JSON if the file's extension says so, else BibTeX. Also returns an error message;
    /// entries that cannot be read are left out.
    pub fn read(path: &Path, text: String) -> (Self, Option<String>) {
        let folder = path.parent().unwrap_or(path);
        let (entries, wrong) = match is_json(path) {
            true => csl_json::entries(&text, folder),
            false => (bibtex::entries(&text, folder), None),
        };
        (Self { path: path.to_owned(), text, entries }, wrong)
    }

    /// Whether it is CSL-JSON.
    pub fn is_json(&self) -> bool {
        is_json(&self.path)
    }

    /// The keys that occur more than once, ordered by the later occurrence.
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
        fn no_text_panics(text in "[@{}\",=a-c\\\\ \n%é“]{0,60}") {
            let (read, _) = Bibliography::read(Path::new("/w/x.bib"), text.clone());
            for entry in read.entries {
                prop_assert_eq!(entry.span.of(&text), entry.key);
            }
        }
    }

    #[test]
    fn odd_text_does_not_panic() {
        for text in
            ["@", "@a{", "@a{b,", "@a{b, file", "@a{b, file = {", "@a{b, file = \"\\", "@é{ü,"]
        {
            let _ = Bibliography::read(Path::new("/w/x.bib"), text.to_owned());
        }
    }
}
