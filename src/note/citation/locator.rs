//! Reading a locator: “¶3”, “pp. 4-6”, “L12-L14”, “ch. 3”, “§ 2.1”, “00:12:03”.

use super::model::Target;
use crate::text::{SectionNumber, Span};

/// Makes a target from the first and the last number.
type Make = fn(u32, u32) -> Target;

/// The words and signs for what a number counts. Pandoc's locator terms for pages, chapters, paragraphs and lines, with
/// plurals
/// and the bare `L` of code hosts. Longer forms come first.
const TERMS: &[(Make, &[&str])] = &[
    (
        Target::Paragraph,
        &["paragraphs", "paragraph", "paras.", "paras", "para.", "para", "par.", "¶¶", "¶"],
    ),
    (Target::Page, &["pages", "page", "pp.", "pp", "p.", "p"]),
    (Target::Chapter, &["chapters", "chapter", "chaps.", "chap.", "ch.", "ch"]),
    (Target::Line, &["lines", "line", "ll.", "l.", "l"]),
];

/// The words and signs for a section, longer ones first.
const SECTION_TERMS: &[&str] = &["sections", "section", "secs.", "sec.", "sec", "§§", "§"];

/// The first locator in `text`, and its span.
pub(super) fn find(text: &str) -> Option<(Span, Target)> {
    let mut word_before = false;
    for (at, c) in text.char_indices() {
        if !word_before && let Some((len, target)) = at_start(text.get(at..).unwrap_or_default()) {
            return Some((Span::new(at, at + len), target));
        }
        word_before = c.is_alphanumeric();
    }
    None
}

/// The locator at the start of `text`, and its length in bytes.
pub(super) fn at_start(text: &str) -> Option<(usize, Target)> {
    let mut terms =
        TERMS.iter().flat_map(|(target, terms)| terms.iter().map(move |it| (it, target)));
    let found = terms.find_map(|(term, target)| {
        let head = text.get(..term.len())?;
        let rest = text.get(term.len()..)?;
        let (len, first, last) = head.eq_ignore_ascii_case(term).then(|| numbers(rest, term))??;
        Some((term.len() + len, target(first, last)))
    });
    found.or_else(|| section(text)).or_else(|| times(text))
}

/// “§ 2.3”, “sec. 4”; of several sections, the first.
fn section(text: &str) -> Option<(usize, Target)> {
    SECTION_TERMS.iter().find_map(|term| {
        let head = text.get(..term.len()).filter(|head| head.eq_ignore_ascii_case(term))?;
        let rest = text.get(head.len()..)?;
        let (number, len) = SectionNumber::at_start(rest.trim_start())?;
        Some((head.len() + spaces(rest) + len, Target::Section(number)))
    })
}

/// “00:12:03”, “12:03–12:40”.
fn times(text: &str) -> Option<(usize, Target)> {
    let (len, first) = time(text)?;
    let rest = text.get(len..)?;
    let dash = rest.chars().next().filter(|c| "-–—‑".contains(*c)).map_or(0, char::len_utf8);
    let last = rest.get(dash..).filter(|_| dash > 0).and_then(time);
    let (len, last) = last.map_or((len, first), |(more, last)| (len + dash + more, last));
    let ends = !text.get(len..)?.starts_with(|c: char| c.is_alphanumeric() || c == ':');
    ends.then_some((len, Target::Time(first, last.max(first))))
}

/// The time at the start of a text in seconds: `12:03`, `00:12:03`, and its length in bytes.
fn time(text: &str) -> Option<(usize, u32)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(text.len());
    let parts: Vec<&str> = text.get(..end)?.split(':').collect();
    let two = |part: &&str| part.len() == 2 && part.parse::<u32>().is_ok_and(|n| n < 60);
    let (first, others) = parts.split_first()?;
    let sound =
        (1..=3).contains(&first.len()) && (1..=2).contains(&others.len()) && others.iter().all(two);
    let seconds = |sum: u32, part: &&str| Some(sum * 60 + part.parse::<u32>().ok()?);
    let seconds = parts.iter().try_fold(0, seconds).filter(|_| sound)?;
    // A fraction of a second belongs to it.
    let fraction = text.get(end..)?.strip_prefix(['.', ',']).map_or(0, |rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 { 1 + digits } else { 0 }
    });
    Some((end + fraction, seconds))
}

/// The numbers at the start of `text`, as a range: “3”, “3-4”, “3, 5”, “L12-L14” after the first `L`.
pub(super) fn numbers(text: &str, term: &str) -> Option<(usize, u32, u32)> {
    let mut at = spaces(text);
    let (len, first) = number(text.get(at..)?)?;
    at += len;
    let mut last = first;
    while let Some((len, next)) = another(text.get(at..)?, term) {
        last = if next < last { abbreviated(last, next) } else { next };
        at += len;
    }
    let word_goes_on = text.get(at..)?.starts_with(|c: char| c.is_alphanumeric());
    (!word_goes_on).then_some((at, first.min(last), last.max(first)))
}

/// Another number after a dash or a comma, and the bytes up to its end.
fn another(text: &str, term: &str) -> Option<(usize, u32)> {
    let mut at = spaces(text);
    let sign = text.get(at..)?.chars().next().filter(|c| "-–—‑,&".contains(*c))?;
    at += sign.len_utf8();
    at += spaces(text.get(at..)?);
    let rest = text.get(at..)?;
    if let Some((len, next)) = number(rest) {
        return Some((at + len, next));
    }
    let repeated = rest.get(..term.len()).filter(|t| t.eq_ignore_ascii_case(term))?;
    let (len, next) = number(rest.get(repeated.len()..)?)?;
    Some((at + repeated.len() + len, next))
}

fn number(text: &str) -> Option<(usize, u32)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..len)?.parse().ok().map(|n| (len, n))
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// “114-16” is 114 to 116.
fn abbreviated(first: u32, last: u32) -> u32 {
    let unit = 10u32.saturating_pow(last.checked_ilog10().unwrap_or(0) + 1);
    (first / unit).saturating_mul(unit).saturating_add(last)
}

/// Parses the locator in a link's fragment: `#L12`, `#¶3`.
pub(in crate::note) fn fragment_locator(fragment: &str) -> Option<Target> {
    at_start(fragment).map(|(_, target)| target)
}

/// Whether a text is only a locator: “L12”, “p. 4”.
pub(in crate::note) fn is_locator(text: &str) -> bool {
    at_start(text).is_some_and(|(len, _)| len == text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (text, expected) in [
            ("¶3", Target::Paragraph(3, 3)),
            ("¶¶ 3-4", Target::Paragraph(3, 4)),
            ("para. 3", Target::Paragraph(3, 3)),
            ("paras 3–5", Target::Paragraph(3, 5)),
            ("p. 4", Target::Page(4, 4)),
            ("pp. 114-16", Target::Page(114, 116)),
            ("p.4", Target::Page(4, 4)),
            ("L12", Target::Line(12, 12)),
            ("L12-L14", Target::Line(12, 14)),
            ("l. 12", Target::Line(12, 12)),
            ("line 12", Target::Line(12, 12)),
            ("lines 12, 15", Target::Line(12, 15)),
            ("ch. 3", Target::Chapter(3, 3)),
            ("chapters 3–4", Target::Chapter(3, 4)),
            ("§ 2.1", Target::Section(SectionNumber::at_start("2.1").unwrap().0)),
            ("sec. 4", Target::Section(SectionNumber::at_start("4").unwrap().0)),
            ("00:12:03", Target::Time(723, 723)),
            ("12:03–12:40", Target::Time(723, 760)),
            ("1:02:03.500", Target::Time(3723, 3723)),
        ] {
            assert_eq!(at_start(text), Some((text.len(), expected)), "{text}");
        }
    }

    #[test]
    fn finds_it_behind_other_words() {
        assert_eq!(
            find("the editorial, ¶8, my emphasis"),
            Some((Span::new(15, 18), Target::Paragraph(8, 8)))
        );
        assert_eq!(find("help 4 people"), None);
        assert_eq!(find("p. 4th"), None);
        assert_eq!(find("emphasis added"), None);
    }
}
