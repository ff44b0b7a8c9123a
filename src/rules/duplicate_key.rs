//! `duplicate-key`: a bibliography that has a key twice. Found in the bibliography, not in a note.

use super::{Check, Rule};
use crate::text::Span;
use crate::workspace::{Finding, Related, Severity, Snapshot};
use std::path::Path;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-key",
    summary: "a cite key that appears twice in the bibliography",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/duplicate-key.md"),
    check: Check::Bibliography,
};

/// The duplicate keys of the bibliography at `path`.
pub fn in_bibliography(snapshot: &Snapshot, path: &Path) -> Vec<Finding> {
    let Some(bibliography) = snapshot.bibliographies().find(|b| b.path == path) else {
        return Vec::new();
    };
    let severity = snapshot.severity(path, RULE.name, RULE.severities);
    if severity == Severity::Off {
        return Vec::new();
    }
    let line = |at: usize| {
        let before = bibliography.text.get(..at).unwrap_or_default();
        memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1
    };
    let finding = |key: &str, first: Span, again: Span| {
        let message = format!(
            "the key {key} is already in this bibliography, at line {}: a note that cites it may mean either entry. Give \
             this entry another key",
            line(first.start)
        );
        let mut finding = Finding::new(RULE.name, severity, again, message);
        let (path, message) = (path.to_owned(), "the other entry with this key".to_owned());
        finding.related.push(Related { path, span: first, message });
        finding
    };
    let found = bibliography.duplicates().into_iter();
    found.map(|d| finding(d.key, d.first, d.again)).collect()
}
