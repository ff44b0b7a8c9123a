//! The report for people: the note's line and the source's line, underlined, and what to do.

use super::{Report, difference};
use crate::analysis::{Finding, Related};
use crate::cli::document::Document;
use crate::cli::excerpt::{Excerpt, columns, excerpt, rows};
use crate::cli::terminal::printable;
use crate::text::Span;
use crate::workspace::Severity;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title,
};
use std::fmt::Write as _;

/// Related places that are shown; there are rarely more than two.
const MOST_RELATED: usize = 3;

/// The findings one after the other, with a blank line after each, and a summary. Colours are in it as escapes.
pub(in crate::cli) fn render(report: &Report, width: usize) -> String {
    let mut out = String::new();
    for (document, finding) in report.findings() {
        out.push_str(&one(report, document, finding, width));
        out.push_str("\n\n");
    }
    out.push_str(&summary(report));
    out.push('\n');
    out
}

/// The words of a span underlined in their lines, without title and path.
pub(in crate::cli) fn underlined(document: &Document, span: Span, width: usize) -> String {
    let place = Placed::new(
        String::new(),
        document,
        span,
        width.saturating_sub(gutter(&[(document, span)])),
    );
    printed(&[Group::with_level(Level::NOTE).element(place.snippet())])
}

fn one(report: &Report, document: &Document, finding: &Finding, width: usize) -> String {
    let label = columns(finding.rule) + "warning[]: ".len();
    let title = level(finding.severity)
        .primary_title(filled(&finding.message, width, label))
        .id(finding.rule);
    if finding.severity <= Severity::Hint {
        // There may be many, and none of them has to be put right: the place is enough.
        let point = document.point(finding.span.start);
        let path = report.shown(&document.path);
        let origin = Origin::path(path).line(point.line).char_column(point.column);
        return printed(&[Group::with_title(title).element(origin)]);
    }
    let related: Vec<(&Related, &Document)> =
        finding.related.iter().filter_map(|r| Some((r, report.related(r)?))).collect();
    let related = related.get(..MOST_RELATED).unwrap_or(&related);
    let mut places = vec![(document, finding.span)];
    places.extend(related.iter().map(|(r, document)| (*document, r.span)));
    let room = width.saturating_sub(gutter(&places));
    let placed: Vec<Placed<'_>> = places
        .into_iter()
        .map(|(document, span)| Placed::new(report.shown(&document.path), document, span, room))
        .collect();

    let notes = related.iter().map(|(related, _)| {
        Level::NOTE.secondary_title(filled(&related.message, width, "note: ".len()))
    });
    let titles = std::iter::once(title).chain(notes);
    let mut groups: Vec<Group<'_>> =
        placed.iter().zip(titles).map(|(place, title)| place.below(title)).collect();
    if !finding.diff.is_empty() {
        let words = difference::rendered(&finding.diff, width.saturating_sub("diff: ".len()));
        groups.push(Group::with_title(Level::NOTE.with_name("diff").secondary_title(words)));
    }
    if let Some(fix) = finding.fixes.first() {
        let hint = if fix.safe { " (`onrecord fix` does this)" } else { "" };
        let message = filled(&format!("{}{hint}", fix.title), width, "help: ".len());
        groups.push(Group::with_title(Level::HELP.secondary_title(message)));
    }
    printed(&groups)
}

/// How wide the column of line numbers is that places printed together have to their left.
fn gutter(places: &[(&Document, Span)]) -> usize {
    let last = places.iter().map(|(document, span)| document.point(span.end).line).max();
    last.unwrap_or(1).to_string().len() + " | ".len()
}

/// The printer's text. Lines are cut before they get here, so that its own trimming, which does not know words, never
/// acts; and because it would count columns in what the cut left over, the place is given to it beside the lines. It
/// takes such lines for a second file and sets a mark, `:::`, on a row of its own, which is taken out again.
fn printed(groups: &[Group<'_>]) -> String {
    let text = Renderer::styled().term_width(10_000).render(groups);
    let is_mark = |row: &&str| anstream::adapter::strip_str(row).to_string().trim() == ":::";
    text.split('\n').filter(|row| !is_mark(row)).collect::<Vec<_>>().join("\n")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint | Severity::Off => Level::NOTE.with_name("hint"),
    }
}

/// A span of a document on its way to the printer.
struct Placed<'a> {
    document: &'a Document,
    span: Span,
    path: String,
    excerpt: Excerpt,
}

impl<'a> Placed<'a> {
    fn new(path: String, document: &'a Document, span: Span, width: usize) -> Self {
        Self { document, span, path, excerpt: excerpt(document, span, width) }
    }

    fn below<'g>(&'g self, title: Title<'g>) -> Group<'g> {
        let point = self.document.point(self.document.clamp(self.span).start);
        let origin = Origin::path(&self.path).line(point.line).char_column(point.column);
        Group::with_title(title).element(origin).element(self.snippet())
    }

    fn snippet<'g>(&'g self) -> Snippet<'g, Annotation<'g>> {
        let marks = self.excerpt.marks.iter();
        Snippet::source(&self.excerpt.text)
            .line_start(self.excerpt.first_line)
            .line_numbering(self.excerpt.numbered)
            .annotations(marks.map(|mark| AnnotationKind::Primary.span(mark.clone())))
    }
}

/// A message broken into rows of the width; `label` columns stand before its first row, and the printer indents the
/// others by as much.
fn filled(message: &str, width: usize, label: usize) -> String {
    let message = printable(&message.split_whitespace().collect::<Vec<_>>().join(" "));
    let rows = rows(&message, width.saturating_sub(label).max(20));
    let rows: Vec<&str> = rows.into_iter().filter_map(|row| message.get(row)).collect();
    rows.join("\n")
}

/// What was checked and what was found, in one line: `5 notes, 63 quotations: 2 errors, 7 warnings`.
pub(in crate::cli) fn summary(report: &Report) -> String {
    let quotations: Vec<usize> = report.checked.iter().filter_map(|c| c.quotations).collect();
    let mut out = format!(
        "{}, {}: ",
        counted(quotations.len(), "note"),
        counted(quotations.iter().sum(), "quotation")
    );
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Info, "remark"),
        (Severity::Hint, "hint"),
    ];
    let mut separator = "";
    for (severity, name) in kinds {
        let count = report.count(severity);
        if count > 0 {
            let _ = write!(out, "{separator}{}", counted(count, name));
            separator = ", ";
        }
    }
    if separator.is_empty() {
        out.push_str("no findings");
    }
    out
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::super::examples;
    use super::*;

    fn plain(width: usize) -> String {
        anstream::adapter::strip_str(&render(&examples::report(), width)).to_string()
    }

    #[test]
    fn at_a_hundred_columns() {
        insta::assert_snapshot!(plain(100), @"
        error[misquote]: misquoted: the source has “We shall never close the harbour,” (102 ¶1)
         --> notes/harbour.md:3:22
          |
        3 | Marta Ruiz held that “we shall not close the harbour, ever” [@102]. A resident called it “a…
          |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
        note: the source's words
         --> seeds/102_harbour.txt:3:104
          |
        3 | …of whom had come in person. “We shall never close the harbour,” Marta Ruiz, the mayor, told…
          |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: Use the source's words

        warning[unattributed-quote]: nobody is named as the speaker of these words, and no source is cited
         --> notes/harbour.md:3:90
          |
        3 | …“we shall not close the harbour, ever” [@102]. A resident called it “a disgrace to all of us
          |                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^
        4 | who live here”, 100% so.
          | ^^^^^^^^^^^^^^

        1 note, 2 quotations: 1 error, 1 warning
        ");
    }

    #[test]
    fn hints_are_short() {
        let mut report = examples::report();
        for finding in &mut report.checked[0].findings {
            finding.severity = Severity::Hint;
        }
        let text = anstream::adapter::strip_str(&render(&report, 100)).to_string();
        insta::assert_snapshot!(text, @"
        hint[misquote]: misquoted: the source has “We shall never close the harbour,” (102 ¶1)
        --> notes/harbour.md:3:22

        hint[unattributed-quote]: nobody is named as the speaker of these words, and no source is cited
        --> notes/harbour.md:3:90

        1 note, 2 quotations: 2 hints
        ");
    }

    #[test]
    fn at_sixty_columns() {
        insta::assert_snapshot!(plain(60), @"
        error[misquote]: misquoted: the source has “We shall never
                         close the harbour,” (102 ¶1)
         --> notes/harbour.md:3:22
          |
        3 | …that “we shall not close the harbour, ever” [@102].…
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
        note: the source's words
         --> seeds/102_harbour.txt:3:104
          |
        3 | …person. “We shall never close the harbour,” Marta…
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: Use the source's words

        warning[unattributed-quote]: nobody is named as the speaker
                                     of these words, and no source
                                     is cited
         --> notes/harbour.md:3:90
          |
        3 | …[@102]. A resident called it “a disgrace to all of us
          |                               ^^^^^^^^^^^^^^^^^^^^^^^^
        4 | who live here”, 100% so.
          | ^^^^^^^^^^^^^^

        1 note, 2 quotations: 1 error, 1 warning
        ");
    }
}
