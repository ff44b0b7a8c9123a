//! Reports: what was found in which document, and one file for each way to print it.

pub(super) mod brief;
mod difference;
pub(super) mod github;
pub(super) mod json;
pub(super) mod sarif;
pub(super) mod text;

use super::document::{Document, portable, shown};
use super::sources::Unchecked;
use super::terminal::printable;
use crate::analysis::{Finding, Related};
use crate::format::Charset;
use crate::workspace::{Severity, config};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Everything a printer needs: findings by document, and the documents they lead to.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// The current directory, from which paths are shown.
    pub(super) from: PathBuf,
    /// What was checked, in the order of the paths.
    pub(super) checked: Vec<Checked>,
    /// The documents that related places are in.
    pub(super) sources: HashMap<PathBuf, Document>,
    /// Files that cannot be read, each with what is wrong and what to do: those of the source folders, and notes.
    pub(super) unread: Vec<(PathBuf, String)>,
    /// How many of these are notes that were to be checked.
    pub(super) unread_notes: usize,
    /// What nothing was compared with, because there is no source.
    pub(super) unchecked: Unchecked,
}

/// A document and what was found in it.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) document: Document,
    pub(super) findings: Vec<Finding>,
    /// How many quotations it has; `None` for a configuration file.
    pub(super) quotations: Option<usize>,
    /// The encoding of its file.
    pub(super) charset: Charset,
}

impl Report {
    /// All findings with their documents, in order.
    pub(super) fn findings(&self) -> impl Iterator<Item = (&Document, &Finding)> {
        self.checked.iter().flat_map(|c| c.findings.iter().map(move |f| (&c.document, f)))
    }

    /// The document of a related place, when it is known.
    pub(super) fn related<'a>(&'a self, related: &Related) -> Option<&'a Document> {
        self.sources
            .get(&related.path)
            .or_else(|| self.checked.iter().map(|c| &c.document).find(|d| d.path == related.path))
    }

    /// A path as it is shown to people.
    pub(super) fn shown(&self, path: &Path) -> String {
        printable(&shown(path, &self.from).to_string_lossy())
    }

    /// A path as programs get it: like [`Report::shown`], with forward slashes.
    pub(super) fn portable(&self, path: &Path) -> String {
        portable(&shown(path, &self.from))
    }

    /// Whether something was found that has to be put right: a warning or worse.
    pub(super) fn fails(&self) -> bool {
        self.findings().any(|(_, finding)| finding.severity >= Severity::Warning)
    }

    /// What to say of quotations that were compared with nothing.
    pub(super) fn unchecked_message(&self) -> Option<String> {
        let count = self.unchecked.quotations;
        (count > 0).then(|| format!("{} not checked: no sources", counted(count, "quotation")))
    }

    /// Whether the configuration is wrong, so that what was checked may not be what was meant.
    pub(super) fn is_misconfigured(&self) -> bool {
        let configurations = self.checked.iter().filter(|checked| {
            checked.document.path.file_name().is_some_and(|name| name == config::FILE)
        });
        configurations.flat_map(|c| &c.findings).any(|f| f.severity == Severity::Error)
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.severity == severity).count()
    }
}

/// “1 note”, “2 notes”.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
pub(super) mod examples {
    //! A report made by hand, for the tests of the printers.

    use super::*;
    use crate::analysis::{Fix, Replacement};
    use crate::text::Span;

    const NOTE: &str = "# Harbour\n\nMarta Ruiz held that “we shall not close the harbour, ever” [@102]. A \
                        resident called it “a disgrace to all of us\nwho live here”, 100% so.\n";
    const SOURCE: &str = "Harbour stays open\n\nThe council met on Tuesday to hear the owners of the remaining boats, \
                          most of whom had come in person. “We shall never close the harbour,” Marta Ruiz, the mayor, \
                          told them, and left before the vote on the new pier was called.\n";

    fn place(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// One note with a misquotation and a quotation without a speaker.
    pub(in crate::cli) fn report() -> Report {
        let source = Document::new("/w/seeds/102_harbour.txt".into(), SOURCE.into());
        let misquote = Finding {
            rule: "misquote",
            severity: Severity::Error,
            span: place(NOTE, "“we shall not close the harbour, ever”"),
            about: None,
            message: "misquoted: the source has “We shall never close the harbour,” (102 ¶1)"
                .into(),
            related: vec![Related {
                path: source.path.clone(),
                span: place(SOURCE, "“We shall never close the harbour,”"),
                message: "the source's words".into(),
            }],
            diff: vec![],
            fixes: vec![Fix {
                title: "Use the source's words".into(),
                edits: vec![Replacement {
                    span: place(NOTE, "we shall not close the harbour, ever"),
                    text: "[w]e shall never close the harbour".into(),
                }],
                safe: false,
            }],
        };
        let unattributed = Finding {
            rule: "unattributed-quote",
            severity: Severity::Warning,
            span: place(NOTE, "“a disgrace to all of us\nwho live here”"),
            about: None,
            message: "nobody is named as the speaker of these words, and no source is cited".into(),
            related: vec![],
            diff: vec![],
            fixes: vec![],
        };
        Report {
            from: "/w".into(),
            checked: vec![Checked {
                document: Document::new("/w/notes/harbour.md".into(), NOTE.into()),
                findings: vec![misquote, unattributed],
                quotations: Some(2),
                charset: Charset::Utf8,
            }],
            sources: HashMap::from([(source.path.clone(), source)]),
            ..Report::default()
        }
    }
}
