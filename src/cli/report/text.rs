//! The report for people: the note's line and the source's line, underlined, and what to do.

use super::Report;
use crate::analysis::Finding;
use crate::cli::document::Document;
use crate::cli::excerpt::{columns, excerpt, rows};
use crate::text::Span;
use crate::workspace::Severity;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
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

/// The words of a span underlined in their line, without a title.
pub(in crate::cli) fn underlined(
    path: &str,
    document: &Document,
    span: Span,
    width: usize,
) -> String {
    let mut place = Placed::new(path.to_owned(), document, span);
    place.cut(width);
    printed(&[place.add_to(Group::with_level(Level::NOTE))])
}

fn one(report: &Report, document: &Document, finding: &Finding, width: usize) -> String {
    let mut primary = Placed::new(report.shown(&document.path), document, finding.span);
    let mut related: Vec<(Placed<'_>, &str)> = finding
        .related
        .iter()
        .filter_map(|r| {
            let document = report.related(r)?;
            Some((Placed::new(report.shown(&r.path), document, r.span), r.message.as_str()))
        })
        .take(MOST_RELATED)
        .collect();
    let places = related.iter_mut().map(|(place, _)| place).chain([&mut primary]);
    cut_alike(places.collect(), width);

    let level = level(finding.severity);
    let message = filled(&finding.message, width, columns(finding.rule) + "warning[]: ".len());
    let mut groups =
        vec![primary.add_to(Group::with_title(level.primary_title(message).id(finding.rule)))];
    for (place, message) in &related {
        let message = filled(message, width, "note: ".len());
        groups.push(place.add_to(Group::with_title(Level::NOTE.secondary_title(message))));
    }
    if let Some(fix) = finding.fixes.first() {
        let hint = if fix.safe { " (`onrecord fix` does this)" } else { "" };
        let message = filled(&format!("{}{hint}", fix.title), width, "help: ".len());
        groups.push(Group::with_title(Level::HELP.secondary_title(message)));
    }
    printed(&groups)
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
    excerpt: crate::cli::excerpt::Excerpt,
}

impl<'a> Placed<'a> {
    fn new(path: String, document: &'a Document, span: Span) -> Self {
        let excerpt = excerpt(document, span, usize::MAX / 2);
        Self { document, span, path, excerpt }
    }

    /// The number of its last line, which decides how wide the column of numbers is.
    fn last_line(&self) -> usize {
        self.document.point(self.span.end).line
    }

    fn cut(&mut self, width: usize) {
        cut_alike(vec![self], width);
    }

    fn add_to<'g>(&'g self, group: Group<'g>) -> Group<'g> {
        let point = self.document.point(self.document.clamp(self.span).start);
        let origin = Origin::path(&self.path).line(point.line).char_column(point.column);
        let snippet = Snippet::source(&self.excerpt.text)
            .line_start(self.excerpt.first_line)
            .line_numbering(self.excerpt.numbered)
            .annotations(
                self.excerpt.marks.iter().map(|m| AnnotationKind::Primary.span(m.clone())),
            );
        group.element(origin).element(snippet)
    }
}

/// Cuts excerpts that are printed together, beside one column of line numbers.
fn cut_alike(places: Vec<&mut Placed<'_>>, width: usize) {
    let last = places.iter().map(|place| place.last_line()).max().unwrap_or(1);
    let gutter = last.to_string().len() + " | ".len();
    for place in places {
        place.excerpt = excerpt(place.document, place.span, width.saturating_sub(gutter));
    }
}

/// A message broken into rows of the width; `label` columns stand before its first row, and the printer indents the
/// others by as much.
fn filled(message: &str, width: usize, label: usize) -> String {
    let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
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
