//! The content of a report: findings by document.

use crate::analysis::{Finding, Related, counted};
use crate::cli::document::{LoadedDocument, portable, shown};
use crate::cli::sources::Unchecked;
use crate::cli::terminal::printable;
use crate::format::Charset;
use crate::workspace::{Severity, config};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Everything a printer needs: findings by document, and the documents they refer to.
#[derive(Debug, Default)]
pub(in crate::cli) struct Report {
    /// The current directory, from which paths are shown.
    pub(in crate::cli) from: PathBuf,
    /// What was checked, ordered by path.
    pub(in crate::cli) checked: Vec<Checked>,
    /// The documents that related places are in.
    pub(in crate::cli) sources: HashMap<PathBuf, LoadedDocument>,
    /// Files that cannot be read, with what is wrong and what to do: those in source folders, and notes.
    pub(in crate::cli) unreadable: Vec<(PathBuf, String)>,
    /// How many of these are notes to be checked.
    pub(in crate::cli) unreadable_notes: usize,
    /// What could not be checked, because there is no source.
    pub(in crate::cli) unchecked: Unchecked,
}

/// A document and its findings.
#[derive(Debug)]
pub(in crate::cli) struct Checked {
    pub(in crate::cli) document: LoadedDocument,
    pub(in crate::cli) findings: Vec<Finding>,
    /// The number of its quotations; `None` for a configuration file.
    pub(in crate::cli) quotations: Option<usize>,
    /// The encoding of its file.
    pub(in crate::cli) charset: Charset,
}

impl Report {
    /// All findings with their documents, in order.
    pub(in crate::cli) fn findings(&self) -> impl Iterator<Item = (&LoadedDocument, &Finding)> {
        self.checked.iter().flat_map(|c| c.findings.iter().map(move |f| (&c.document, f)))
    }

    /// The document of a related place, if known.
    pub(in crate::cli) fn related<'a>(&'a self, related: &Related) -> Option<&'a LoadedDocument> {
        self.sources
            .get(&related.path)
            .or_else(|| self.checked.iter().map(|c| &c.document).find(|d| d.path == related.path))
    }

    /// A path for people.
    pub(in crate::cli) fn shown(&self, path: &Path) -> String {
        printable(&shown(path, &self.from).to_string_lossy())
    }

    /// A path for programs: like [`Report::shown`], with forward slashes.
    pub(in crate::cli) fn portable(&self, path: &Path) -> String {
        portable(&shown(path, &self.from))
    }

    /// Whether there is a finding at warning or above.
    pub(in crate::cli) fn fails(&self) -> bool {
        self.findings().any(|(_, finding)| finding.severity >= Severity::Warning)
    }

    /// The message about quotations that were not checked.
    pub(in crate::cli) fn unchecked_message(&self) -> Option<String> {
        let count = self.unchecked.quotations;
        (count > 0).then(|| format!("{} not checked: no sources", counted(count, "quotation")))
    }

    /// Whether the configuration has problems, so that the check may not be what was intended.
    pub(in crate::cli) fn is_misconfigured(&self) -> bool {
        let configurations = self.checked.iter().filter(|checked| {
            checked.document.path.file_name().is_some_and(|name| name == config::FILE)
        });
        configurations.flat_map(|c| &c.findings).any(|f| f.severity == Severity::Error)
    }

    pub(super) fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.severity == severity).count()
    }
}
