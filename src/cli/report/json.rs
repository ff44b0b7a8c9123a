//! The report as JSON: one object for each finding, with stable fields, as a list or one a line.

use super::content::{Checked, Report};
use crate::analysis::{Finding, Fix, Related};
use crate::cli::document::{Point, Stretch};
use crate::format::Charset;
use crate::text::Span;
use crate::workspace::{Piece, Severity};
use serde::Serialize;
use std::borrow::Cow;

/// A finding for programs. `start` and `end` are bytes of the UTF-8 text, end exclusive. Fields may be added, but are
/// never renamed or removed.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    rule: &'static str,
    severity: Severity,
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    point: Point,
    message: Cow<'a, str>,
    related: Vec<RelatedRow<'a>>,
    /// The diff against its place, if that is what is wrong.
    #[serde(skip_serializing_if = "<[Piece]>::is_empty")]
    diff: &'a [Piece],
    fixes: Vec<FixRow<'a>>,
    /// The encoding of the file, if it is not UTF-8.
    #[serde(skip_serializing_if = "is_utf8")]
    encoding: Charset,
}

fn is_utf8(charset: &Charset) -> bool {
    *charset == Charset::UTF_8
}

#[derive(Serialize)]
struct RelatedRow<'a> {
    path: String,
    #[serde(flatten)]
    span: Span,
    /// Absent if the document can no longer be read.
    #[serde(flatten)]
    point: Option<Point>,
    message: &'a str,
}

#[derive(Serialize)]
struct FixRow<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Stretch<'a>>,
}

/// One object a line.
pub(in crate::cli) fn lines(report: &Report) -> serde_json::Result<String> {
    rows(report).map(|row| Ok(serde_json::to_string(&row)? + "\n")).collect()
}

/// One list of objects.
pub(in crate::cli) fn list(report: &Report) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&rows(report).collect::<Vec<_>>())? + "\n")
}

/// All rows: the findings, then unreadable files.
fn rows(report: &Report) -> impl Iterator<Item = Row<'_>> {
    let found = report.checked.iter().flat_map(move |checked| {
        checked.findings.iter().map(move |finding| row(report, checked, finding))
    });
    let unreadable = report.unreadable.iter().map(|(path, message)| {
        whole(report.portable(path), "unreadable", Severity::Info, message.into())
    });
    let unchecked = report.unchecked_message().map(|message| {
        whole(report.portable(&report.from), "not-checked", Severity::Error, message.into())
    });
    found.chain(unreadable).chain(unchecked)
}

/// A message about a whole file or folder, in the fields of a finding.
fn whole<'a>(
    path: String,
    rule: &'static str,
    severity: Severity,
    message: Cow<'a, str>,
) -> Row<'a> {
    Row {
        path,
        rule,
        severity,
        span: Span::default(),
        point: Point { line: 1, column: 1 },
        message,
        related: Vec::new(),
        diff: &[],
        fixes: Vec::new(),
        encoding: Charset::UTF_8,
    }
}

fn row<'a>(report: &Report, checked: &Checked, finding: &'a Finding) -> Row<'a> {
    let Checked { document, charset, .. } = checked;
    let message = Cow::Borrowed(finding.message.as_str());
    Row {
        span: finding.span,
        point: document.point(finding.span.start),
        related: finding.related.iter().map(|r| related(report, r)).collect(),
        diff: &finding.diff,
        fixes: finding.fixes.iter().map(fix).collect(),
        encoding: *charset,
        ..whole(report.portable(&document.path), finding.rule, finding.severity, message)
    }
}

fn related<'a>(report: &Report, related: &'a Related) -> RelatedRow<'a> {
    RelatedRow {
        path: report.portable(&related.path),
        span: related.span,
        point: report.related(related).map(|document| document.point(related.span.start)),
        message: &related.message,
    }
}

fn fix(fix: &Fix) -> FixRow<'_> {
    let edits = fix.edits.iter().map(|edit| Stretch { span: edit.span, text: &edit.text });
    FixRow { title: &fix.title, safe: fix.safe, edits: edits.collect() }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn one_object_a_line() {
        insta::assert_snapshot!(lines(&fixture::report()).unwrap(), @r#"
        {"path":"notes/harbour.md","rule":"misquote","severity":"error","start":32,"end":74,"line":3,"column":22,"message":"misquoted: the source has “We shall never close the harbour,” (102 ¶1)","related":[{"path":"seeds/102_harbour.txt","start":123,"end":162,"line":3,"column":104,"message":"the source's words"}],"fixes":[{"title":"Use the source's words","safe":false,"edits":[{"start":35,"end":71,"text":"[w]e shall never close the harbour"}]}]}
        {"path":"notes/harbour.md","rule":"unattributed-quote","severity":"warning","start":104,"end":147,"line":3,"column":90,"message":"nobody is named as the speaker of these words, and no source is cited","related":[],"fixes":[]}
        "#);
    }

    #[test]
    fn a_list_holds_the_same_objects() {
        let report = fixture::report();
        let list: Vec<serde_json::Value> = serde_json::from_str(&list(&report).unwrap()).unwrap();
        let lines = lines(&report).unwrap();
        let lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(list, lines);
    }
}
