//! Which lines of a plain text form a paragraph.
//!
//! Whether a text was hard-wrapped is decided for all of it: lines in proportional type vary in width, so two of them
//! cannot show it. In a wrapped text, most lines break off in mid-sentence; in a text with one paragraph a line, hardly
//! any do.

use crate::text::Span;

/// The widest column at which texts are wrapped by counting characters.
const WIDEST: usize = 100;
/// The narrowest.
const NARROWEST: usize = 40;
/// The most characters of a printed line; a longer one is a paragraph.
const LONGEST: usize = 200;
/// Shorter lines do not show how a text was wrapped: they may be list items, addresses, verse.
const TELLING: usize = 30;
/// In a wrapped text, at least one in this many lines breaks off in mid-sentence.
const SELDOM: usize = 4;

/// A line with text.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// Without white space around it.
    span: Span,
    /// Its characters, capped at [`LONGEST`] + 1, and those of its indent.
    width: usize,
    indent: usize,
    /// The gap before it.
    gap: Gap,
}

/// A gap between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Only a line end.
    None,
    /// A page end: a form feed, whatever blank lines surround it.
    Page,
    /// One blank line.
    One,
    /// More blank lines, or the beginning of the text.
    More,
}

/// How the lines of a text were wrapped.
#[derive(Clone, Copy, Debug, Default)]
struct Habit {
    /// Whether lines continue each other.
    wrapped: bool,
    /// Whether they do so across blank lines: double spacing.
    doubled: bool,
    /// Whether they do so across the ends of pages, or of subtitles.
    paged: bool,
    /// The width of a full line, in characters.
    width: usize,
    /// The indent of most lines.
    margin: usize,
}

/// The paragraphs of a plain text, in order.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let rows = rows(text);
    let habit = Habit::of(text, &rows);
    let mut found = Vec::new();
    let mut start = 0;
    // A group has no blank line in it.
    for at in 1..=rows.len() {
        let parted = rows.get(at).is_none_or(|row| !habit.adjoins(row.gap) && row.gap != Gap::Page);
        if parted {
            group(text, rows.get(start..at).unwrap_or_default(), &habit, &mut found);
            start = at;
        }
    }
    found
}

fn rows(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut start, mut empty, mut page) = (0, 2, false);
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start();
        let lead = line.get(..line.len() - rest.len()).unwrap_or_default();
        page |= lead.bytes().any(|b| b == b'\x0c');
        let words = rest.trim_end();
        if words.is_empty() {
            empty += 1;
        } else {
            let gap = match empty {
                _ if page && !rows.is_empty() => Gap::Page,
                0 => Gap::None,
                1 => Gap::One,
                _ => Gap::More,
            };
            let from = start + lead.len();
            let width = words.chars().take(LONGEST + 1).count();
            let indent = lead.rsplit('\x0c').next().unwrap_or_default().chars().count();
            rows.push(Row { span: Span::new(from, from + words.len()), width, indent, gap });
            page = rest.bytes().skip(words.len()).any(|b| b == b'\x0c');
            empty = 0;
        }
        start += line.len();
    }
    rows
}

impl Habit {
    fn of(text: &str, rows: &[Row]) -> Self {
        let pairs = rows.windows(2).filter_map(|pair| Some((pair.first()?, pair.last()?)));
        // For each kind of gap, the number of lines before one, and how many of them break off there.
        let (mut close, mut single, mut page) = ([0; 2], [0; 2], [0; 2]);
        let mut widths: Vec<usize> = Vec::new();
        for (this, next) in pairs {
            if this.width < TELLING {
                continue;
            }
            let runs_on = usize::from(runs_on(text, this, next) && this.width <= LONGEST);
            let counted = match next.gap {
                Gap::None => &mut close,
                Gap::One => &mut single,
                Gap::Page => &mut page,
                Gap::More => continue,
            };
            counted[0] += 1;
            counted[1] += runs_on;
            if runs_on > 0 {
                widths.push(this.width);
            }
        }
        let often = |[all, running]: [usize; 2]| running > 0 && running * SELDOM >= all;
        widths.sort_unstable();
        let doubled = single[1] > 1 && often(single) && single[1] > close[1];
        Self {
            wrapped: often(close) || doubled,
            doubled,
            paged: page[1] > 1 && often(page),
            // Some ragged lines stick out, but fewer than one in ten.
            width: widths.get(widths.len() * 9 / 10).copied().unwrap_or_default(),
            margin: common_indent(rows),
        }
    }

    /// Whether lines with this gap between them may belong to one paragraph.
    fn adjoins(&self, gap: Gap) -> bool {
        gap == Gap::None || gap == Gap::One && self.doubled
    }
}

/// The indent of most lines.
fn common_indent(rows: &[Row]) -> usize {
    const DEEPEST: usize = 60;
    let mut counts = [0_usize; DEEPEST];
    rows.iter().filter_map(|row| Some(row.indent).filter(|i| *i < DEEPEST)).for_each(|indent| {
        if let Some(count) = counts.get_mut(indent) {
            *count += 1;
        }
    });
    let most = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count);
    most.map_or(0, |(indent, _)| indent)
}

/// Whether a line breaks off in mid-sentence, and the next continues with a small letter.
fn runs_on(text: &str, this: &Row, next: &Row) -> bool {
    begins_small(next.span.of(text)) && !ends(this.span.of(text))
}

fn begins_small(words: &str) -> bool {
    let opens = |c: char| matches!(c, '"' | '\'' | '‘' | '“' | '«' | '(');
    words.trim_start_matches(opens).chars().next().is_some_and(char::is_lowercase)
}

/// Whether words end with a full stop, a question or exclamation mark, or a colon.
fn ends(words: &str) -> bool {
    let closes = |c: char| matches!(c, '"' | '\'' | '’' | '”' | '»' | ')' | ']' | '*' | '_');
    words.trim_end_matches(closes).ends_with(['.', '?', '!', '…', ':'])
}

/// Adds the paragraphs in lines without a blank line between them.
fn group(text: &str, rows: &[Row], habit: &Habit, found: &mut Vec<Span>) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let paged = rows.iter().skip(1).any(|row| row.gap == Gap::Page);
    let whole = !paged && filled(text, rows);
    if whole && !habit.wrapped {
        found.push(first.span.join(last.span));
        return;
    }
    let mut paragraph = first.span;
    for (at, pair) in rows.windows(2).enumerate() {
        let [this, next] = pair else { continue };
        let heads = at == 0 && first.gap != Gap::Page;
        let joined = match next.gap {
            Gap::Page => goes_over(text, this, next, habit),
            _ if habit.wrapped => goes_on(text, this, next, habit, heads, whole),
            _ => false,
        };
        if joined {
            paragraph = paragraph.join(next.span);
        } else {
            found.push(paragraph);
            paragraph = next.span;
        }
    }
    found.push(paragraph);
}

/// Whether every line but the last is full: the first word of the next would not have fitted.
fn filled(text: &str, rows: &[Row]) -> bool {
    let width = rows.iter().map(|row| row.width).max().unwrap_or(0);
    if rows.len() < 2 || !(NARROWEST..=WIDEST).contains(&width) {
        return false;
    }
    rows.windows(2).all(|pair| {
        let [line, next] = pair else { return false };
        let first_word = next.span.of(text).split_whitespace().next().unwrap_or_default();
        line.width + 1 + first_word.chars().count() > width
    })
}

/// Whether a line of a wrapped text continues on the next. `heads`: it follows a blank line, and may be a heading.
/// `whole`: the lines around it are all full.
fn goes_on(text: &str, this: &Row, next: &Row, habit: &Habit, heads: bool, whole: bool) -> bool {
    let (words, behind) = (this.span.of(text), next.span.of(text));
    if this.width > LONGEST {
        return false;
    }
    let ended = ends(words);
    let deeper = next.indent >= this.indent + 2 && next.indent >= habit.margin + 2;
    if begins_small(behind) {
        // “a) first” is an item too.
        return !ended || !(begins_item(behind) || deeper);
    }
    let part = |of: usize| this.width * 100 >= habit.width.max(TELLING) * of;
    if begins_item(behind) && (ended || deeper || !part(70)) {
        return false;
    }
    if whole && !deeper {
        return true;
    }
    // Lines of proportional type vary by a quarter; the last of a paragraph is usually shorter than that.
    let full = part(if ended { 80 } else { 70 });
    full && !deeper && !(heads && is_title(words) && !is_title(behind))
}

/// Whether a paragraph continues across a page end.
fn goes_over(text: &str, this: &Row, next: &Row, habit: &Habit) -> bool {
    let (words, behind) = (this.span.of(text), next.span.of(text));
    if ends(words) {
        return begins_small(behind) && habit.wrapped && !begins_item(behind);
    }
    if begins_small(behind) {
        return true;
    }
    let full = this.width * 100 >= habit.width.max(TELLING) * 70;
    let deeper = next.indent >= this.indent + 2 && next.indent >= habit.margin + 2;
    let title = is_title(words) || is_title(behind) && !is_label(behind);
    (habit.paged || habit.wrapped && full) && !begins_item(behind) && !deeper && !title
}

/// Whether a line begins a list item, a turn or a question: `- `, `• `, `(a) `, `1. `, `Q. `, `LIN HAO: `, `>> `.
fn begins_item(words: &str) -> bool {
    let Some(first) = words.split_whitespace().next() else { return false };
    let bullet = matches!(first, "-" | "–" | "—" | "•" | "*" | "·" | "◦" | "▪" | ">>" | ">>>");
    let question = matches!(first, "Q" | "A" | "Q." | "A." | "Q:" | "A:");
    let inner = first.trim_start_matches('(').trim_end_matches([')', '.']);
    let closed = first.ends_with(')') || first.ends_with('.');
    let counted = closed
        && inner.len() <= 3
        && !inner.is_empty()
        && (inner.bytes().all(|b| b.is_ascii_digit())
            || first.ends_with(')') && inner.bytes().all(|b| b.is_ascii_lowercase()));
    bullet || question || counted || is_label(words)
}

/// Whether a line begins with a speaker's label: a few capitalised words and a colon.
fn is_label(words: &str) -> bool {
    const LONGEST_LABEL: usize = 48;
    let head = words.get(..words.floor_char_boundary(LONGEST_LABEL)).unwrap_or_default();
    let Some((name, _)) = head.split_once(':') else { return false };
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '(');
    !name.is_empty() && name.split_whitespace().all(capital)
}

/// Whether a line is a title: most of its longer words are capitalised, and no full stop ends it.
fn is_title(words: &str) -> bool {
    let (mut longer, mut capital) = (0, 0);
    for word in words.split_whitespace().filter(|word| word.chars().count() > 3) {
        longer += 1;
        let first = word.chars().find(|c| c.is_alphabetic());
        capital += usize::from(first.is_some_and(char::is_uppercase));
    }
    longer > 1 && capital * 10 >= longer * 7 && !words.ends_with(['.', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(text)
            .iter()
            .map(|span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ragged_lines_of_a_wrapped_text_are_one_paragraph() {
        check(
            "The port was shut for most of the winter, and nobody on the island had been told of it, said Fiona\n\
             Laird, who keeps the light there and had to row across for bread while the ice was\n\
             thin enough. She had asked the ministry twice in the autumn to send word, and twice a clerk there\n\
             had promised it.\n\
             Nobody wrote.\n\
             In spring the first boat brought three sacks of letters, all of them from the ministry, and not one\n\
             of them was about the ice.",
            &[
                "The port was shut for most of the winter, and nobody on the island had been told of it, said \
                 Fiona Laird, who keeps the light there and had to row across for bread while the ice was thin \
                 enough. She had asked the ministry twice in the autumn to send word, and twice a clerk there had \
                 promised it.",
                "Nobody wrote.",
                "In spring the first boat brought three sacks of letters, all of them from the ministry, and not \
                 one of them was about the ice.",
            ],
        );
    }

    #[test]
    fn a_sentence_goes_on_over_the_end_of_a_page() {
        check(
            "The clerk said that nobody in the ministry had asked for the\n\n\x0c      \n\nletters that came in spring.\n\n\x0c\nThe port was shut.",
            &[
                "The clerk said that nobody in the ministry had asked for the letters that came in spring.",
                "The port was shut.",
            ],
        );
    }

    #[test]
    fn double_spaced_lines_are_one_paragraph() {
        check(
            "The clerk said that nobody in the ministry had asked\n\nfor the letters that came in spring, and that no one\n\nhad read them.\n\n\nThe port was shut, and the ferry lay in the ice until\n\nthe end of April.",
            &[
                "The clerk said that nobody in the ministry had asked for the letters that came in spring, and that no one had read them.",
                "The port was shut, and the ferry lay in the ice until the end of April.",
            ],
        );
    }

    #[test]
    fn a_paragraph_on_each_line_stays_one() {
        let lines = [
            "The port was shut for most of the winter.",
            "“Nobody on the island had been told of it,” said Fiona Laird.",
            "She keeps the light there and had to row across for bread",
            "Photograph: the harbour in March",
            "In spring the first boat brought three sacks of letters.",
        ];
        check(&lines.join("\n"), &lines);
    }

    #[test]
    fn indents_begin_paragraphs_and_turns_stay_apart() {
        check(
            "   The clerk said that nobody in the ministry had asked for\n\
             the letters that came in spring, and that no one who was\n\
             there had read any of the three sacks that the boat took.\n   \
                The port was shut, and the ferry lay in the ice until it\n\
             was the end of April.\n",
            &[
                "The clerk said that nobody in the ministry had asked for the letters that came in spring, and that no one who was there had read any of the three sacks that the boat took.",
                "The port was shut, and the ferry lay in the ice until it was the end of April.",
            ],
        );
        check(
            "MS. LAIRD: Nobody on the island had been told of it, and we had\n\
             to row across for bread.\n\
             THE CHAIR: Who keeps the light, and who had been asked to send\n\
             word to the ministry in the autumn?\n\
             MS. LAIRD: I do.",
            &[
                "MS. LAIRD: Nobody on the island had been told of it, and we had to row across for bread.",
                "THE CHAIR: Who keeps the light, and who had been asked to send word to the ministry in the autumn?",
                "MS. LAIRD: I do.",
            ],
        );
    }
}
