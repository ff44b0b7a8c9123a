//! Small texts with marks: `$0` for the cursor, `^^^` under the words that an answer is about.
//!
//! A line of spaces, carets and a label belongs to the line of text above it; several may follow each other. Columns count
//! characters, so a mark lines up with its words whatever they are made of.

use onrecord::text::Span;
use std::fmt::Write as _;

/// A text without its marks.
#[derive(Debug)]
pub(crate) struct Marked {
    /// The text.
    pub(crate) text: String,
    /// The position of `$0`, in bytes.
    pub(crate) cursor: Option<usize>,
    /// The marks in order.
    pub(crate) marks: Vec<Mark>,
}

/// Underlined words, and the label after the carets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// Bytes of the text, within one line.
    pub(crate) span: Span,
    /// The label; may be empty.
    pub(crate) label: String,
}

impl Marked {
    /// Strips the marks from a text, and a leading empty line, so that a literal may begin on its own line.
    pub(crate) fn new(source: &str) -> Self {
        let source = source.strip_prefix('\n').unwrap_or(source);
        let mut marked = Marked { text: String::new(), cursor: None, marks: Vec::new() };
        let mut line = Span::default();
        for source_line in source.split_inclusive('\n') {
            if let Some((from, to, label)) = carets(source_line) {
                let span = columns(&marked.text, line, from, to)
                    .unwrap_or_else(|| panic!("a mark reaches past its line:\n{source}"));
                marked.marks.push(Mark { span, label });
                continue;
            }
            let start = marked.text.len();
            match source_line.split_once("$0") {
                Some((before, after)) => {
                    assert!(marked.cursor.is_none(), "two cursors:\n{source}");
                    marked.cursor = Some(start + before.len());
                    marked.text.push_str(before);
                    marked.text.push_str(after);
                }
                None => marked.text.push_str(source_line),
            }
            line =
                Span::new(start, start + marked.text[start..].trim_end_matches(['\n', '\r']).len());
        }
        marked.marks.sort();
        marked
    }

    /// Panics with a picture unless `found` matches the marks: the same words, each with a text that contains the label.
    /// For words on several lines, those on the first count.
    pub(crate) fn check(&self, found: &[(Span, String)]) {
        let mut found: Vec<Mark> = found
            .iter()
            .map(|(span, label)| Mark { span: first_line(&self.text, *span), label: label.clone() })
            .collect();
        found.sort();
        let same = found.len() == self.marks.len()
            && found
                .iter()
                .zip(&self.marks)
                .all(|(f, m)| f.span == m.span && f.label.contains(&m.label));
        if !same {
            panic!(
                "\nexpected:\n{}\nfound:\n{}",
                picture(&self.text, &self.marks),
                picture(&self.text, &found)
            );
        }
    }
}

/// The columns and label of a line of marks.
fn carets(line: &str) -> Option<(usize, usize, String)> {
    let trimmed = line.trim_start_matches(' ');
    let from = line.len() - trimmed.len();
    let width = trimmed.len() - trimmed.trim_start_matches('^').len();
    (width > 0).then(|| (from, from + width, trimmed[width..].trim().to_owned()))
}

fn columns(text: &str, line: Span, from: usize, to: usize) -> Option<Span> {
    let words = line.of(text);
    let mut bounds = words.char_indices().map(|(i, _)| i).chain([words.len()]);
    let start = bounds.clone().nth(from)?;
    let end = bounds.nth(to)?;
    Some(Span::new(line.start + start, line.start + end))
}

fn first_line(text: &str, span: Span) -> Span {
    let len = span.of(text).find('\n').unwrap_or(span.len());
    Span::new(span.start, span.start + len)
}

/// A text with marks under its lines.
fn picture(text: &str, marks: &[Mark]) -> String {
    let mut out = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        out.push_str(line.trim_end_matches('\n'));
        out.push('\n');
        for mark in marks
            .iter()
            .filter(|m| start <= m.span.start && m.span.start < start + line.len().max(1))
        {
            let before = text[start..mark.span.start].chars().count();
            let width = mark.span.of(text).chars().count().max(1);
            let _ = writeln!(out, "{}{} {}", " ".repeat(before), "^".repeat(width), mark.label);
        }
        start += line.len();
    }
    out
}

#[test]
fn marks_are_stripped() {
    let marked = Marked::new("\nSo “é🎈” $0it is.\n   ^^^^ a balloon\nNext\n");
    assert_eq!(marked.text, "So “é🎈” it is.\nNext\n");
    assert_eq!(marked.cursor, Some("So “é🎈” ".len()));
    assert_eq!(marked.marks[0].span.of(&marked.text), "“é🎈”");
    marked.check(&[(marked.marks[0].span, "see: a balloon!".to_owned())]);
}

#[test]
#[should_panic(expected = "So it is.\n   ^^ no\n\nfound:\nSo it is.\n^^ yes\n")]
fn mismatch_is_shown() {
    Marked::new("So it is.\n   ^^ no\n").check(&[(Span::new(0, 2), "yes".to_owned())]);
}
