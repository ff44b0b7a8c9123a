//! Excerpts: the lines around some words, cut or wrapped to a width, with the place of the words in the result.
//!
//! Paragraphs of prose are often one line of thousands of characters. A line is cut around the words; words wider than
//! the screen are wrapped instead, so that all of them can be read.

use super::document::LoadedDocument;
use super::terminal::printable;
use crate::text::Span;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The most rows of a wrapped excerpt; the middle of a longer one is left out.
const MOST_ROWS: usize = 8;
/// The lines underlined at either end of a long stretch; the renderer folds the others.
const END_LINES: usize = 3;

/// Lines of a document, ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Rows, joined by `\n`.
    pub(super) text: String,
    /// What to underline: bytes of `text`, within rows. Never empty.
    pub(super) marks: Vec<Range<usize>>,
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    /// Whether each row is a line of the document; wrapped rows are not numbered.
    pub(super) numbered: bool,
}

/// A row and what to underline in it.
struct Row {
    text: String,
    mark: Option<Range<usize>>,
}

/// The lines that `span` covers, none wider than `width` columns.
pub(super) fn excerpt(document: &LoadedDocument, span: Span, width: usize) -> Excerpt {
    let span = document.clamp(span);
    let first = document.lines.line_of(span.start);
    let last = document.lines.line_of(span.end.saturating_sub(1).max(span.start));
    let parts: Vec<(&str, Range<usize>)> =
        (first..=last).map(|line| part(document, line, span, line == first)).collect();
    let numbered = parts.iter().all(|(line, part)| fits(line.get(part.clone()), width));
    let rows = if numbered {
        let count = parts.len();
        let at_an_end = |i: usize| i < END_LINES || i + END_LINES >= count;
        let row = |(i, (line, part))| cut(line, part, width, at_an_end(i));
        parts.into_iter().enumerate().map(row).collect()
    } else {
        without_middle(parts.into_iter().flat_map(|(line, part)| wrapped(line, part, width)))
    };
    join(rows, first + 1, numbered)
}

/// A line of the document and the part of it that `span` covers, without the markers that only continue a block.
fn part(document: &LoadedDocument, line: usize, span: Span, first: bool) -> (&str, Range<usize>) {
    let place = document.lines.line(line);
    let text = place.of(&document.text);
    let start = span.start.clamp(place.start, place.end) - place.start;
    let end = span.end.clamp(place.start, place.end) - place.start;
    let covered = text.get(start..end).unwrap_or_default();
    let kept = if first {
        covered
    } else {
        covered.trim_start_matches(|c: char| c.is_whitespace() || c == '>')
    };
    let start = end.saturating_sub(kept.len());
    (text, start..start + kept.trim_end().len())
}

fn fits(part: Option<&str>, width: usize) -> bool {
    // Two columns for the ellipses at both ends.
    columns(part.unwrap_or_default()) + 2 <= width
}

/// A line cut at both ends to fit, with `part` near the middle.
fn cut(line: &str, part: Range<usize>, width: usize, marked: bool) -> Row {
    let mark = |range: Range<usize>| (marked && !range.is_empty()).then_some(range);
    if columns(line) <= width {
        return Row { text: line.to_owned(), mark: mark(part) };
    }
    let [before, words, after] = split(line, &part);
    let spare = width.saturating_sub(columns(words) + 2);
    let (left, right) = (columns(before), columns(after));
    let room = spare / 2;
    let (left, right) = match (left <= room, right <= room) {
        (true, _) => (left, spare - left),
        (_, true) => (spare - right, right),
        _ => (room, spare - room),
    };
    let (text, mark_at) = trimmed(before, words, after, left, right);
    Row { text, mark: mark(mark_at) }
}

/// A line wrapped to rows, the first beginning shortly before `part` and the last ending shortly after it.
fn wrapped(line: &str, part: Range<usize>, width: usize) -> Vec<Row> {
    let [before, words, after] = split(line, &part);
    let context = width / 4;
    let (text, marked) = trimmed(before, words, after, context, context);
    rows(&text, width)
        .into_iter()
        .map(|row| {
            let start = marked.start.max(row.start);
            let end = marked.end.min(row.end).max(start);
            let mark = (start < end).then(|| start - row.start..end - row.start);
            Row { text: text.get(row).unwrap_or_default().to_owned(), mark }
        })
        .collect()
}

/// The rows at both ends of a long list, and one that says how many are between them.
fn without_middle(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut rows: Vec<Row> = rows.collect();
    if rows.len() > MOST_ROWS {
        let tail = rows.split_off(rows.len() - MOST_ROWS / 2);
        rows.truncate(MOST_ROWS / 2);
        rows.push(Row { text: "…".to_owned(), mark: None });
        rows.extend(tail);
    }
    rows
}

fn join(rows: Vec<Row>, first_line: usize, numbered: bool) -> Excerpt {
    let mut text = String::new();
    let mut marks = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        let at = text.len();
        text.push_str(&visible(&row.text));
        marks.extend(row.mark.map(|mark| at + mark.start..at + mark.end));
    }
    if marks.is_empty() {
        marks.push(0..0);
    }
    Excerpt { text, marks, first_line, numbered }
}

/// A row without control characters, for which the renderer has no glyph, and without line ends that only the renderer
/// would count.
fn visible(row: &str) -> String {
    let shows = |c: char| c.is_ascii() && !matches!(c, '\n' | '\r' | '\x0c');
    let sign =
        |c: char| if shows(c) { c.to_string() } else { printable(c.encode_utf8(&mut [0; 4])) };
    row.chars().map(sign).collect()
}

/// The text before a part of a line, the part, and the text after it.
pub(super) fn split<'a>(line: &'a str, part: &Range<usize>) -> [&'a str; 3] {
    let part = part.start.min(line.len())..part.end.min(line.len());
    [0..part.start, part.clone(), part.end..line.len()]
        .map(|range| line.get(range).unwrap_or_default())
}

/// The words with at most `left` and `right` columns around them, with ellipses for what is left out, and where the
/// words are in that.
fn trimmed(
    before: &str,
    words: &str,
    after: &str,
    left: usize,
    right: usize,
) -> (String, Range<usize>) {
    let (kept_before, kept_after) = (ending(before, left), beginning(after, right));
    let mut text = String::new();
    if kept_before.len() < before.len() {
        text.push('…');
    }
    text.push_str(kept_before);
    let start = text.len();
    text.push_str(words);
    let end = text.len();
    text.push_str(kept_after);
    if kept_after.len() < after.len() {
        text.push('…');
    }
    (text, start..end)
}

/// The longest prefix of at most `width` columns, ending at a word boundary if possible.
fn beginning(text: &str, width: usize) -> &str {
    let end = fitting(text.grapheme_indices(true).map(|(at, g)| (at + g.len(), columns(g))), width);
    let end = end.unwrap_or(0);
    if end == text.len() {
        return text;
    }
    let (kept, rest) = text.split_at(end);
    if rest.starts_with(char::is_whitespace) {
        return kept;
    }
    kept.rfind(char::is_whitespace).and_then(|at| kept.get(..at)).unwrap_or(kept).trim_end()
}

/// The longest suffix of at most `width` columns, beginning at a word boundary if possible.
fn ending(text: &str, width: usize) -> &str {
    let graphemes = text.grapheme_indices(true).rev().map(|(at, g)| (at, columns(g)));
    let start = fitting(graphemes, width).unwrap_or(text.len());
    if start == 0 {
        return text;
    }
    let (rest, kept) = text.split_at(start);
    if rest.ends_with(char::is_whitespace) {
        return kept;
    }
    kept.find(char::is_whitespace).and_then(|at| kept.get(at..)).unwrap_or(kept).trim_start()
}

/// The last of these byte offsets before the columns exceed `width`.
fn fitting(graphemes: impl Iterator<Item = (usize, usize)>, width: usize) -> Option<usize> {
    graphemes
        .scan(0, |sum, (at, columns)| {
            *sum += columns;
            Some((at, *sum))
        })
        .take_while(|(_, sum)| *sum <= width)
        .last()
        .map(|(at, _)| at)
}

/// Where to break a text into rows of at most `width` columns: at spaces, and inside a word only if it is wider than a
/// row. The spaces at a break belong to no row.
pub(super) fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        let mut len = beginning(rest, width.max(1)).len();
        if len == 0 {
            len = rest.graphemes(true).next().map_or(rest.len(), str::len);
        }
        rows.push(from..from + len);
        let gap = rest.get(len..).unwrap_or_default();
        from += len + (gap.len() - gap.trim_start().len());
    }
    rows
}

/// The columns of a text on a terminal, counted like the renderer does, so that both agree on where a row ends.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if c == '\t' { 4 } else { c.width().unwrap_or(1) }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt of the words between `[` and `]` as displayed: rows, and below each the underline.
    fn seen(marked: &str, width: usize) -> String {
        let start = marked.find('[').unwrap();
        let end = marked.find(']').unwrap() - 1;
        let document = LoadedDocument::new("a.md".into(), marked.replace(['[', ']'], ""));
        let excerpt = excerpt(&document, Span::new(start, end), width);
        let mut out = format!("from {} numbered {}\n", excerpt.first_line, excerpt.numbered);
        let mut at = 0;
        for row in excerpt.text.split('\n') {
            assert!(columns(row) <= width, "{row:?} is wider than {width}");
            out.push_str(&format!("{row}\n"));
            for mark in excerpt.marks.iter().filter(|m| at <= m.start && m.end <= at + row.len()) {
                let before = columns(&excerpt.text[at..mark.start]);
                let under = columns(&excerpt.text[mark.clone()]);
                out.push_str(&format!("{}{}\n", " ".repeat(before), "^".repeat(under)));
            }
            at += row.len() + 1;
        }
        out
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        insta::assert_snapshot!(seen("one\nMarta Ruiz said [“no”] twice", 40), @"
        from 2 numbered true
        Marta Ruiz said “no” twice
                        ^^^^
        ");
    }

    #[test]
    fn a_long_line_is_cut_at_words_around_the_span() {
        let line = "The harbour was closed in spring and nobody, she said, [“had asked us”] before the \
                    council met again in the autumn of that year";
        insta::assert_snapshot!(seen(line, 50), @"
        from 1 numbered true
        …she said, “had asked us” before the…
                   ^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn room_that_one_side_does_not_need_goes_to_the_other() {
        let line =
            "She said [“no”] and left the room before the vote on the new harbour was even called";
        insta::assert_snapshot!(seen(line, 40), @"
        from 1 numbered true
        She said “no” and left the room before…
                 ^^^^
        ");
    }

    #[test]
    fn a_span_wider_than_the_screen_is_wrapped() {
        let line = "After the meeting Ruiz told the reporters that [“we shall not close the harbour as long as \
                    a single boat goes out from it in the morning”] and left without another word to anyone";
        insta::assert_snapshot!(seen(line, 44), @"
        from 1 numbered false
        …that “we shall not close the harbour as
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        long as a single boat goes out from it in
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        the morning” and left…
        ^^^^^^^^^^^^
        ");
    }

    #[test]
    fn of_a_span_far_wider_than_the_screen_the_middle_is_left_out() {
        let line = format!("[“{}end”]", "over and over again ".repeat(30));
        let seen = seen(&line, 44);
        assert_eq!(seen.lines().filter(|line| line.starts_with('^')).count(), MOST_ROWS);
        assert!(seen.contains("\n…\n"), "{seen}");
    }

    #[test]
    fn lines_of_a_wrapped_quotation_are_underlined_one_by_one() {
        insta::assert_snapshot!(seen("- Ruiz said [“we shall not\n  close the harbour”] today.", 40), @"
        from 1 numbered true
        - Ruiz said “we shall not
                    ^^^^^^^^^^^^^
          close the harbour” today.
          ^^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn marks_of_a_block_quotation_are_not_underlined_again() {
        insta::assert_snapshot!(seen("> [We shall not\n> close the harbour]\n", 40), @"
        from 1 numbered true
        > We shall not
          ^^^^^^^^^^^^
        > close the harbour
          ^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        insta::assert_snapshot!(seen("\t王毅说 e\u{301}t𝒜 [“vi\u{308}el 王毅”] und so weiter und so fort, bis zum Ende", 40), @"
        from 1 numbered true
        …王毅说 ét𝒜 “vïel 王毅” und so weiter…
                    ^^^^^^^^^^^
        ");
    }

    #[test]
    fn nothing_is_too_odd_to_be_shown() {
        for text in
            ["", "\n", "\r", "\u{2028}", "“", "\u{200d}\u{301}", "a\r\n\r\n\r\nb", &"x".repeat(500)]
        {
            for width in [0, 1, 2, 7, 40] {
                let document = LoadedDocument::new("a.md".into(), text.into());
                for start in 0..text.len().min(9) + 2 {
                    for end in start..text.len().min(9) + 3 {
                        let excerpt = excerpt(&document, Span::new(start, end), width);
                        assert!(!excerpt.marks.is_empty());
                        for mark in excerpt.marks {
                            assert!(excerpt.text.get(mark).is_some());
                        }
                    }
                }
            }
        }
    }
}
