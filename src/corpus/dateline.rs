//! The first explicit date at the head of a text: “April 15, 2013”, “15 April 2013”, “2013-04-15”.
//!
//! Only full dates count. Texts mention a month and a year more often than they are dated by them, and `02/09/2013` is
//! ambiguous.

use crate::prose::{MONTHS, PartialDate};
use crate::text::word::{letters, words};
use crate::text::{Span, fold};

/// The characters of a document searched for its date. Of the datelines and first dates found there, 21 of 24 were the
/// date of publication.
const HEAD: usize = 600;

/// The fewest digits of a year and a day.
const FEWEST_DIGITS: usize = 5;

/// The first full date in the head of a text.
pub(super) fn first_date(text: &str) -> Option<PartialDate> {
    let end = text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or_default();
    if head.bytes().filter(u8::is_ascii_digit).count() < FEWEST_DIGITS {
        return None;
    }
    let folded = fold::typographic(head).text;
    // The last three words, and what each may be.
    let mut spans = [Span::default(); 3];
    let mut parts = [Part::Other; 3];
    words(&folded).find_map(|word| {
        spans = [spans[1], spans[2], word.span];
        parts = [parts[1], parts[2], part(word.span.of(&folded))];
        date(&folded, spans, parts)
    })
}

/// The date that three words make, when adjacent.
fn date(text: &str, spans: [Span; 3], parts: [Part; 3]) -> Option<PartialDate> {
    let (year, month, day) = match parts {
        [Part::Month(m), Part::Number(d), Part::Number(y)] => (y, m, d),
        [Part::Number(d), Part::Month(m), Part::Number(y)] => (y, m, d),
        [Part::Number(y @ 1500..), Part::Number(m @ 1..=12), Part::Number(d)] => (y, m as i8, d),
        _ => return None,
    };
    let near = spans
        .iter()
        .zip(spans.iter().skip(1))
        .all(|(a, b)| Span::new(a.end, b.start).of(text).chars().all(|c| " ,.-".contains(c)));
    let day = i8::try_from(day).ok()?;
    let real = (1500..2200).contains(&year) && jiff::civil::Date::new(year, month, day).is_ok();
    (near && real).then_some(PartialDate { year, month: Some(month), day: Some(day) })
}

/// What a word may be in a date.
#[derive(Clone, Copy)]
enum Part {
    Month(i8),
    Number(i16),
    Other,
}

fn part(word: &str) -> Part {
    let capital = word.starts_with(char::is_uppercase);
    if !capital && !word.bytes().any(|b| b.is_ascii_digit()) {
        return Part::Other;
    }
    let plain: String = letters(word).collect();
    let month =
        || (1i8..).zip(MONTHS.split(' ')).find(|(_, m)| plain.len() >= 3 && m.starts_with(&plain));
    let digits = plain.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ordinal = matches!(plain.get(digits.len()..), Some("" | "st" | "nd" | "rd" | "th"));
    match (month(), digits.parse()) {
        (Some((number, _)), _) if capital => Part::Month(number),
        (_, Ok(number)) if ordinal && !word.contains([',', '.']) => Part::Number(number),
        _ => Part::Other,
    }
}

/// A date at the start of a text in the order year, month, day: `2013-04-13`, `20130413`, `2013_04`.
pub(super) fn iso_date(text: &str) -> Option<PartialDate> {
    let digits = |from: usize, to: usize| -> Option<i16> {
        let part = text.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let year = digits(0, 4).filter(|y| (1500..2200).contains(y))?;
    let gap = usize::from(text.get(4..5).is_some_and(|c| matches!(c, "-" | "_" | "." | "/")));
    let month = digits(4 + gap, 6 + gap).and_then(|m| i8::try_from(m).ok());
    let day = digits(6 + 2 * gap, 8 + 2 * gap).and_then(|d| i8::try_from(d).ok());
    match (month, day) {
        (Some(m), Some(d)) if jiff::civil::Date::new(year, m, d).is_ok() => {
            Some(PartialDate { year, month, day })
        }
        (Some(1..=12), _) if gap == 1 => Some(PartialDate { year, month, day: None }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, date: Option<&str>) {
        assert_eq!(first_date(text).map(|d| d.to_string()).as_deref(), date, "{text}");
    }

    #[test]
    fn reads_full_dates_only() {
        check("PORT ELLIS, April 15, 2013 — The harbour", Some("2013-04-15"));
        check("Published 3rd Sept. 2021 by", Some("2021-09-03"));
        check("2013-04-15 The harbour", Some("2013-04-15"));
        check("On 31 February 2013 nothing", None);
        check("In June 2013 the summit, in May 4 people", None);
        check("on 02/09/2013", None);
        check("He may 4, 2013 times", None);
    }
}
