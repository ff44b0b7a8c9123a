//! The report as workflow commands, which GitHub shows beside the lines of a change.

use super::content::Report;
use crate::analysis::counted;
use crate::cli::terminal::printable;
use crate::workspace::Severity;
use std::fmt::Write as _;

/// The most unreadable files reported: GitHub shows no more of one kind.
const MOST_UNREADABLE: usize = 9;

/// One command a line: `::error file=notes/a.md,line=3,col=22,…,title=misquote::message`.
pub(in crate::cli) fn render(report: &Report) -> String {
    let mut out = String::new();
    for (document, finding) in report.findings() {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info | Severity::Hint | Severity::Off => "notice",
        };
        let span = document.clamp(finding.span);
        let (start, end) = (document.point(span.start), document.point(span.end));
        let file = property(&printable(&report.portable(&document.path)));
        let _ = write!(out, "::{command} file={file},line={},endLine={}", start.line, end.line);
        // GitHub takes columns only for a place on one line.
        if start.line == end.line {
            let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
        }
        let mut message = printable(&finding.message);
        for related in &finding.related {
            let place = report.portable(&related.path);
            let line = report.related(related).map(|d| d.point(related.span.start).line);
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            let _ =
                write!(message, "\n{}", printable(&format!("{place}{line}: {}", related.message)));
        }
        let _ = writeln!(out, ",title={}::{}", property(finding.rule), data(&message));
    }
    for (path, message) in report.unreadable.iter().take(MOST_UNREADABLE) {
        let file = property(&printable(&report.portable(path)));
        let message = data(&printable(message));
        let _ = writeln!(out, "::notice file={file},title=unreadable::{message}");
    }
    if report.unreadable.len() > MOST_UNREADABLE {
        let more = counted(report.unreadable.len() - MOST_UNREADABLE, "more file");
        let _ = writeln!(out, "::notice title=unreadable::{more} cannot be read");
    }
    if let Some(message) = report.unchecked_message() {
        let _ = writeln!(out, "::error title=not-checked::{message}");
    }
    out
}

/// Escapes a command's text for the runner.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a command's property, in which `:` and `,` are special too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn one_command_a_finding() {
        insta::assert_snapshot!(render(&fixture::report()), @"
        ::error file=notes/harbour.md,line=3,endLine=3,col=22,endColumn=60,title=misquote::misquoted: the source has “We shall never close the harbour,” (102 ¶1)%0Aseeds/102_harbour.txt:3: the source's words
        ::warning file=notes/harbour.md,line=3,endLine=4,title=unattributed-quote::nobody is named as the speaker of these words, and no source is cited
        ");
    }

    #[test]
    fn escapes_what_would_end_a_command_or_a_property() {
        assert_eq!(data("100 %\r\nsure: a, b"), "100 %25%0D%0Asure: a, b");
        assert_eq!(property("a:b,c%.md"), "a%3Ab%2Cc%25.md");
    }
}
