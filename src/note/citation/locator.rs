//! Reading a locator: “¶3”, “pp. 4-6”, “L12-L14”.

use super::model::Target;
use crate::text::Span;

/// Makes a target from the first and the last number.
type Make = fn(u32, u32) -> Target;

/// The words and signs for what a number counts. Pandoc's locator terms for pages, paragraphs and lines, with plurals
/// and the bare `L` of code hosts. Longer forms come first.
const TERMS: &[(Make, &[&str])] = &[
    (
        Target::Paragraph,
        &["paragraphs", "paragraph", "paras.", "paras", "para.", "para", "par.", "¶¶", "¶"],
    ),
    (Target::Page, &["pages", "page", "pp.", "pp", "p.", "p"]),
    (Target::Line, &["lines", "line", "ll.", "l.", "l"]),
];

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
    terms.find_map(|(term, target)| {
        let head = text.get(..term.len())?;
        let rest = text.get(term.len()..)?;
        let (len, first, last) = head.eq_ignore_ascii_case(term).then(|| numbers(rest, term))??;
        Some((term.len() + len, target(first, last)))
    })
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
