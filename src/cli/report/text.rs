//! The report for people: the lines of the note and the source, underlined, and what to do.

use super::content::Report;
use super::difference;
use crate::analysis::{Finding, Related, counted};
use crate::cli::document::LoadedDocument;
use crate::cli::excerpt::{Excerpt, columns, excerpt, rows};
use crate::cli::terminal::one_line;
use crate::format::{self, Charset};
use crate::rules::wording::shortened;
use crate::text::Span;
use crate::workspace::Severity;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title,
};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most related places shown; there are rarely more than two.
const MOST_RELATED: usize = 3;

/// The findings, with a blank line after each, and a summary. Contains colour escapes.
pub(in crate::cli) fn render(report: &Report, width: usize) -> String {
    let mut out = String::new();
    let mut shown: Option<(&LoadedDocument, Span)> = None;
    for (document, finding) in report.findings() {
        let again = shown.is_some_and(|(before, span)| {
            before.path == document.path && same_words(span, finding.span)
        });
        let (separator, excerpt) = match again {
            true => ("\n", false),
            false => ("\n\n", finding.severity > Severity::Hint),
        };
        if !out.is_empty() {
            out.push_str(separator);
        }
        out.push_str(&one(report, document, finding, width, again));
        if !again {
            shown = excerpt.then_some((document, finding.span));
        }
    }
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(&summary(report));
    out.push('\n');
    out
}

/// The words of a span underlined in their lines, without title and path.
pub(in crate::cli) fn underlined(document: &LoadedDocument, span: Span, width: usize) -> String {
    let room = width.saturating_sub(gutter(&[(document, span)]));
    let place = Placed::new(String::new(), document, span, room);
    printed(&[Group::with_level(Level::NOTE).element(place.snippet())])
}

/// The most bytes by which the edges of two spans with the same words differ: the marks around them.
const MARKS: usize = 4;

/// Whether two findings are about the same words, so that one excerpt is enough.
fn same_words(a: Span, b: Span) -> bool {
    a.overlaps(b) && a.start.abs_diff(b.start) <= MARKS && a.end.abs_diff(b.end) <= MARKS
}

/// One finding; after one about the same words (`again`), without the excerpt.
fn one(
    report: &Report,
    document: &LoadedDocument,
    finding: &Finding,
    width: usize,
    again: bool,
) -> String {
    let label = columns(finding.rule) + columns(finding.severity.name()) + "[]: ".len();
    let message = match finding.severity {
        // The words are not shown below.
        Severity::Hint | Severity::Off if !again => Cow::Borrowed(&*finding.message),
        _ => fitted(&finding.message, width.saturating_sub(label)),
    };
    let title =
        level(finding.severity).primary_title(filled(&message, width, label)).id(finding.rule);
    if finding.severity <= Severity::Hint && !again {
        // There may be many, and none must be fixed: the place is enough.
        let point = document.point(finding.span.start);
        let path = report.shown(&document.path);
        let origin = Origin::path(path).line(point.line).char_column(point.column);
        return printed(&[Group::with_title(title).element(origin)]);
    }
    let related: Vec<(&Related, &LoadedDocument)> =
        finding.related.iter().filter_map(|r| Some((r, report.related(r)?))).collect();
    let related = related.get(..MOST_RELATED).unwrap_or(&related);
    let mut places = vec![(document, finding.span)];
    places.extend(related.iter().map(|(r, document)| (*document, r.span)));
    let room = width.saturating_sub(gutter(&places));
    let placed: Vec<Placed<'_>> = places
        .into_iter()
        .map(|(document, span)| Placed::new(named(report, document), document, span, room))
        .collect();

    let notes = related.iter().map(|(related, _)| {
        Level::NOTE.secondary_title(filled(&related.message, width, "note: ".len()))
    });
    let mut groups = Vec::new();
    let mut excerpts = placed.iter();
    match excerpts.next() {
        Some(words) if !again => groups.push(words.below(title)),
        _ => groups.push(Group::with_title(title)),
    }
    groups.extend(excerpts.zip(notes).map(|(place, title)| place.below(title)));
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

/// The name of a document above its lines, which may not be those of its file: `sources/visit.html (as text)`.
fn named(report: &Report, document: &LoadedDocument) -> String {
    let as_text = if format::converts(&document.path) { " (as text)" } else { "" };
    report.shown(&document.path) + as_text
}

/// The width of the column of line numbers for places printed together.
fn gutter(places: &[(&LoadedDocument, Span)]) -> usize {
    let last = places.iter().map(|(document, span)| document.point(span.end).line).max();
    last.unwrap_or(1).to_string().len() + " | ".len()
}

/// Renders an excerpt. Lines are cut before, so that the renderer's own trimming, which does not know words, never
/// applies. Since it would count columns in the cut line, it is given the place beside the lines. It takes such lines
/// for a second file and puts `:::` on a row of its own, which is removed again.
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

/// A span of a document for the renderer.
struct Placed<'a> {
    document: &'a LoadedDocument,
    span: Span,
    path: String,
    excerpt: Excerpt,
}

impl<'a> Placed<'a> {
    fn new(path: String, document: &'a LoadedDocument, span: Span, width: usize) -> Self {
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

/// The fewest characters of quoted words in a message that identify them; they are underlined in full below it.
const LEAST_WORDS: usize = 14;

/// A message that fits into one row, if shortening the quoted words at its start is enough.
fn fitted(message: &str, room: usize) -> Cow<'_, str> {
    let quoted = message.strip_prefix('“').filter(|_| columns(message) > room).and_then(|rest| {
        let mut depth = 1usize;
        let end = rest.char_indices().find_map(|(at, c)| {
            match c {
                '“' => depth += 1,
                '”' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })?;
        rest.split_at_checked(end)
    });
    let Some((words, tail)) = quoted else { return Cow::Borrowed(message) };
    match room.saturating_sub(columns(tail) + 1) {
        left if left >= LEAST_WORDS => Cow::Owned(format!("“{}{tail}", shortened(words, left))),
        _ => Cow::Borrowed(message),
    }
}

/// A message wrapped to the width; `label` columns precede its first row, and the renderer indents the others by as
/// much.
fn filled(message: &str, width: usize, label: usize) -> String {
    let message = one_line(message);
    let rows = rows(&message, width.saturating_sub(label).max(20));
    let rows: Vec<&str> = rows.into_iter().filter_map(|row| message.get(row)).collect();
    rows.join("\n")
}

/// The summary: `5 notes, 63 quotations: 2 errors, 7 warnings`; then, if several rules have findings, how many each,
/// the most first. Does not claim that unchecked notes are without findings.
pub(in crate::cli) fn summary(report: &Report) -> String {
    let quotations: Vec<usize> = report.checked.iter().filter_map(|c| c.quotations).collect();
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Info, "remark"),
        (Severity::Hint, "hint"),
    ];
    let counts = kinds.map(|(severity, name)| (report.count(severity), name));
    let found = counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| counted(*n, name));
    let found = found.collect::<Vec<_>>().join(", ");
    let nothing_checked = report.unchecked.quotations > 0;
    let found = match (found.is_empty(), nothing_checked) {
        (false, _) => Some(found),
        (true, false) if !quotations.is_empty() => Some("no findings".to_owned()),
        _ => None,
    };
    let not_checked = |count, noun, why| {
        (count > 0).then(|| format!("{} not checked: {why}", counted(count, noun)))
    };
    let unchecked = match nothing_checked {
        true => Some("not checked: no sources".to_owned()),
        false => not_checked(report.unchecked.citations, "citation", "no sources"),
    };
    let unreadable = not_checked(report.unreadable_notes, "note", "see above");
    let nothing = quotations.is_empty().then(|| "nothing to check".to_owned());
    let said: Vec<String> = [nothing, found, unchecked, unreadable].into_iter().flatten().collect();
    let notes = counted(quotations.len(), "note");
    let quotations = counted(quotations.iter().sum(), "quotation");
    let said = said.join("; ");
    format!("{notes}, {quotations}: {said}{}{}", encodings(report), by_rule(report))
}

/// The notes that are not in UTF-8.
fn encodings(report: &Report) -> String {
    let others = report.checked.iter().filter(|checked| checked.charset != Charset::UTF_8);
    others
        .map(|checked| {
            let path = report.shown(&checked.document.path);
            format!("\n{path} was read as {}", checked.charset)
        })
        .collect()
}

/// The number of findings of each rule, the most first, if there are several rules.
fn by_rule(report: &Report) -> String {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for (_, finding) in report.findings() {
        *counts.entry((finding.severity, finding.rule)).or_default() += 1;
    }
    if counts.len() < 2 {
        return String::new();
    }
    let width = counts.keys().map(|(_, rule)| rule.len()).max().unwrap_or(0);
    let digits = counts.values().max().map_or(0, |most| most.to_string().len());
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|((severity, rule), count)| (Reverse((*severity, *count)), *rule));
    let row = |((severity, rule), count): ((Severity, &str), usize)| {
        format!("\n  {count:>digits$}  {rule:width$}  {}", severity.name())
    };
    rows.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn plain(width: usize) -> String {
        anstream::adapter::strip_str(&render(&fixture::report(), width)).to_string()
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
          1  misquote            error
          1  unattributed-quote  warning
        ");
    }

    #[test]
    fn hints_are_short() {
        let mut report = fixture::report();
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
          1  misquote            hint
          1  unattributed-quote  hint
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
          1  misquote            error
          1  unattributed-quote  warning
        ");
    }
}
