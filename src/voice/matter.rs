//! Text in a record that is not spoken: headings, rules, directions, page numbers, a clerk's notes.

use super::look::is_loud;
use super::vocabulary::{closes, is_entry, is_note, is_title as titled, names_field};
use crate::prose::data::WordList;
use crate::text::Span;

static DIRECTIONS: WordList = WordList::new(include_str!("data/directions.txt"));

/// The most bytes of a paragraph that a clerk adds.
const ADDED: usize = 240;

/// Whether a line ends the turn, whatever follows: a heading, a rule, a new questioner, the end of the record.
pub(super) fn ends_turn(text: &str, lines: &[Span], at: usize) -> bool {
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let words = line(at);
    let rule = words.trim();
    if rule.is_empty() {
        return false;
    }
    let under = line(at + 1).trim();
    let underlined = under.len() > 2
        && ["=", "-"]
            .iter()
            .any(|mark| under.trim_matches(['=', '-']).is_empty() && under.starts_with(mark));
    let alone = at.checked_sub(1).is_none_or(|above| line(above).trim().is_empty());
    let ruled = alone
        && (matches!(rule, "---" | "***" | "* * *" | "___" | "- - -") || rule.starts_with("<hr"));
    is_heading(words)
        || enters(rule)
        || words.starts_with("{% ") && words.trim_end().ends_with("%}")
        || rule.len() < 40 && rule.starts_with('{') && rule.ends_with('}')
        || alone && (underlined || ruled || is_item(words) || closes_record(text, lines, at))
        || is_examiner(rule)
        || is_sworn(rule, under)
}

fn is_heading(words: &str) -> bool {
    let marked = words.starts_with('#')
        && words.trim_start_matches('#').starts_with(' ')
        && !words.starts_with("#######");
    let tagged = words
        .trim_start()
        .strip_prefix("<h")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    marked || tagged
}

/// Whether a line begins a numbered question that is only reported: `3. Mr. Proctor asked the Secretary of State …`.
fn is_item(words: &str) -> bool {
    let Some((number, rest)) = words.trim_start().split_once(". ") else { return false };
    let title = rest.split_whitespace().next().unwrap_or_default();
    let digits =
        !number.is_empty() && number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit());
    digits && titled(title) && rest.contains(" asked ")
}

/// `BY MS. SALTHOUSE:`, `CROSS-EXAMINATION`.
fn is_examiner(words: &str) -> bool {
    let words = words.trim_matches(['*', '_', ' ']);
    let by = words.strip_prefix("BY ").is_some_and(|name| {
        name.ends_with([':', '.']) && name.split_whitespace().next().is_some_and(titled)
    });
    let words_of = |phrase: &str| {
        let rest = words.strip_suffix(':').unwrap_or(words).to_lowercase();
        rest.strip_prefix(phrase).is_some_and(|name| {
            name.split_whitespace().next().is_some_and(titled) && name.len() < 40
        })
    };
    let examined = ["examined by ", "cross-examined by ", "re-examined by "];
    by || examined.iter().any(|phrase| words_of(phrase))
        || is_called(words)
        || words.split_whitespace().count() < 5
            && is_loud(words)
            && words.split(|c: char| !c.is_alphabetic()).any(|word| word == "EXAMINATION")
}

/// `MARIT DUNN, sworn`: the witness from now on.
fn is_called(words: &str) -> bool {
    let Some((name, rest)) = words.split_once(", ") else { return false };
    let sworn = ["sworn", "affirmed", "having been", "called", "recalled"];
    is_loud(name) && name.contains(' ') && sworn.iter().any(|word| rest.starts_with(word))
}

/// `MARIT DUNN,` above “having been first duly sworn”.
fn is_sworn(words: &str, below: &str) -> bool {
    let sworn =
        ["having been", "called as", "a witness", "being first", "was sworn", "after having"];
    words.strip_suffix(',').is_some_and(|name| is_loud(name) && name.contains(' '))
        && sworn.iter().any(|word| below.to_ascii_lowercase().starts_with(word))
}

/// Whether a line records a decision: `RESOLUTION: Meet again in May`.
fn enters(words: &str) -> bool {
    let bare = words.trim_start_matches(['*', '-', ' ', '_']);
    let bold = words.starts_with("**");
    bare.split_once(':').is_some_and(|(label, _)| {
        let label = label.trim_end_matches('*');
        label.len() < 30 && (bold || is_loud(label)) && is_entry(label)
    })
}

/// Whether a line after a turn is a field or button of the web page: “Duration: 42 minutes”, “Share this contribution”.
fn is_furniture(words: &str) -> bool {
    const MOST: usize = 60;
    let field = words.split_once(':').is_some_and(|(name, value)| {
        let few = name.split_whitespace().count() < 4;
        let heads = value.trim().is_empty() && few && name.contains(' ') && is_note(name);
        heads || few && names_field(name) && !value.contains('?')
    });
    words.len() < MOST && (field || is_button(words) || is_tally(words))
}

/// Whether a line is a button of the web page: “Share”, “Share this contribution”.
pub(super) fn is_button(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    let begins =
        ["share this", "download this", "copy link", "back to top", "hide full transcript"];
    matches!(lower.as_str(), "share" | "reply" | "permalink")
        || begins.iter().any(|begun| lower.starts_with(begun))
}

/// Whether a line shows the number of reactions or replies to a message: “👀 2”, “3 replies  Last reply today at 11:20 AM”.
fn is_tally(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let symbol = !first.is_empty() && first.chars().all(|c| !c.is_alphanumeric() && !c.is_ascii());
    symbol && digits(second) || digits(first) && matches!(second, "reply" | "replies")
}

/// Whether a paragraph closes the record: “The meeting rose at 5 p.m.”, “(Whereupon, …)”.
fn closes_record(text: &str, lines: &[Span], at: usize) -> bool {
    let from = lines.get(at).map_or(text.len(), |line| line.start);
    let end = text.floor_char_boundary((from + ADDED).min(text.len()));
    let near = Span::new(from, end).of(text);
    let paragraph = near.split("\n\n").next().unwrap_or(near);
    let whole = paragraph.len() < near.len() || end == text.len();
    whole && closes(paragraph)
}

/// Whether words in brackets say how something is said: “(Laughter.)”.
pub(super) fn is_direction(words: &str) -> bool {
    let first = words
        .trim_matches(|c: char| !c.is_alphabetic())
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    DIRECTIONS.contains(&first.to_lowercase())
}

/// Where the last paragraph of a turn begins, if it is not also the first and all in brackets, bold or italics: a
/// heading, or a clerk's note.
pub(super) fn added(words: &str) -> Option<usize> {
    let at = words.rfind("\n\n").or_else(|| words.rfind("\n\r\n"))?;
    let last = words.get(at..)?.trim();
    let bracketed = |open: char, close: char| {
        last.starts_with(open) && last.find(close) == Some(last.len() - close.len_utf8())
    };
    let square = bracketed('[', ']');
    // `[_GLADYS retires._` has no closing bracket.
    let opened = last.starts_with("[_") && !last.contains(']');
    if square || opened || bracketed('(', ')') && last.contains('\n') && last.len() < 2 * ADDED {
        return Some(at);
    }
    ["**", "_", "*"]
        .iter()
        .any(|mark| {
            let inner = last.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
            inner.is_some_and(|inner| {
                !inner.is_empty() && !inner.contains(mark) && !inner.starts_with(['*', ' '])
            })
        })
        .then_some(at)
}

/// Whether the last line of a turn is not spoken: a direction, a page number, a heading. The turn begins on line
/// `first`.
pub(super) fn is_matter(text: &str, lines: &[Span], at: usize, first: usize) -> bool {
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let whole = line(at);
    let words = whole.trim();
    if is_blank(words) {
        return true;
    }
    let bare = words.trim_matches(|c: char| c.is_whitespace() || "*_.…`".contains(c));
    let unmarked = words.trim_matches(|c: char| c.is_whitespace() || "*_`".contains(c));
    let wrapped = |open: char, close: char| bare.starts_with(open) && bare.ends_with(close);
    let above = at.checked_sub(1).map_or("", line).trim();
    let apart = above.is_empty();
    let indented = whole.starts_with(['\t', '\u{a0}']) || whole.starts_with("      ");
    let set_off = apart || indented;
    at > first
        && (wrapped('[', ']')
            || words.starts_with('(') && words.ends_with(".)")
            || wrapped('(', ')')
                && (apart || indented || is_direction(bare))
                && (bare.len() < 80 || indented)
            || above.ends_with(['.', '?', '!', ')', ']', ':']) && closes(words)
            || words.starts_with("[[")
            || words.starts_with("![")
            || words.starts_with("[GRAPHIC]")
            || words.starts_with(['♪', '♫']) && words.ends_with(['♪', '♫'])
            || is_tally(words))
        || ends_turn(text, lines, at)
        || words.starts_with("-!-")
        || apart && is_furniture(unmarked)
        || is_clock(bare)
        || words.starts_with('_') && words.contains(" : ")
        || (set_off || is_page(above)) && is_page(words)
        || is_loud(bare) && !words.ends_with(['?', '!', ',']) && (set_off || is_page(above))
        || apart
            && is_heading_by_form(unmarked.strip_suffix(':').unwrap_or(unmarked))
            && !words.starts_with(['-', '*', '>'])
}

/// Whether a line has no words: it is empty, a rule, an ornament, or a tag.
fn is_blank(words: &str) -> bool {
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let ornament = words.trim_matches(|c: char| "-–—=_~* .".contains(c));
    words.is_empty()
        || words.chars().all(|c| "=-_*#~> ".contains(c))
        || matches!(words, "<br>" | "</p>")
        || words.len() > ornament.len() + 1
            && matches!(ornament.to_lowercase().as_str(), "o0o" | "ooo" | "o" | "0" | "end")
}

/// `2m`, `10s`, `35min`
fn is_duration(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let unit = word.get(digits..).unwrap_or_default();
    digits > 0 && matches!(unit, "h" | "m" | "min" | "mins" | "s" | "sec")
}

/// `12.45 pm`, `00:04:15`, `(10:02)`, `2m 10s`: the time on a line of its own.
fn is_clock(words: &str) -> bool {
    let words = words.trim_matches(['(', ')', '[', ']', ' ']);
    let (time, half) = words.split_once(' ').unwrap_or((words, ""));
    let half = half.to_lowercase().replace('.', "");
    if is_duration(time) && (half.is_empty() || is_duration(&half)) {
        return true;
    }
    let parts: Vec<&str> = time.split([':', '.']).collect();
    let digits =
        |part: &&str| (1..3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let colon = time.contains(':');
    (2..4).contains(&parts.len())
        && parts.iter().all(digits)
        && (matches!(half.as_str(), "am" | "pm" | "noon") || half.is_empty() && colon)
}

/// `614`, `Page 12 of 80`, `Oral Answers    614`, `● (1420)`.
fn is_page(words: &str) -> bool {
    let digits =
        |word: &str| !word.is_empty() && word.len() < 6 && word.bytes().all(|b| b.is_ascii_digit());
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    if digits(bare)
        && !words.ends_with(['.', '!', '?', ',', '%'])
        && !words.starts_with(['$', '£', '€', '+'])
        && (!words.starts_with('-') || words.ends_with('-'))
    {
        return true;
    }
    let gapped = |(name, number): (&str, &str)| {
        let name = name.trim();
        !name.is_empty() && name.len() < 70 && digits(number.trim())
    };
    let first = words.split_once("  ").map(|(number, name)| (name, number));
    let small = bare.to_lowercase();
    words.rsplit_once("  ").is_some_and(gapped)
        || first.is_some_and(gapped)
        || small.strip_prefix("page ").is_some_and(|rest| {
            rest.split_whitespace().all(|word| digits(word) || matches!(word, "of" | "/"))
        })
}

/// Whether a line looks like a heading: a few capitalised words without a full stop.
pub(super) fn is_heading_by_form(words: &str) -> bool {
    const MOST: usize = 9;
    let all: Vec<&str> = words.split_whitespace().collect();
    let capitals =
        all.iter().filter(|w| w.starts_with(|c: char| c.is_uppercase() || c == '(')).count();
    let small = |w: &&&str| w.len() < 4 && w.starts_with(char::is_lowercase) || **w == "&";
    let little = all.iter().filter(small).count();
    if all.len() < 4 && words.ends_with('—') {
        return true;
    }
    let stops = words.ends_with(['.', '?', '!', ',', ';', ':', '”', '"', '…', '-', '—', '–']);
    (1..=MOST).contains(&all.len()) && !stops && capitals + little == all.len() && capitals > 0
}
