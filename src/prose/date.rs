//! Dates, as complete as a text gives them.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A date whose day, or month and day, may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// As people read it, `2013-04-05`; in an index three numbers, 0 for an unknown one, which are decoded a hundred times
/// as fast.
impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let (year, month, day) = <(i16, i8, i8)>::deserialize(deserializer)?;
            let known = |number: i8| (number > 0).then_some(number);
            return Ok(PartialDate { year, month: known(month), day: known(day) });
        }
        let written = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom(format!("{written:?} is not a date"));
        PartialDate::parse(&written).ok_or_else(wrong)
    }
}

/// Years that a document in a corpus may be from; other numbers are no years.
const YEARS: std::ops::RangeInclusive<i16> = 1400..=2199;

/// The names of the months, from January.
pub(crate) const MONTHS: &str =
    "january february march april may june july august september october november december";

impl PartialDate {
    /// Parses a whole string as a date: `2013`, `2013-04`, `2013-04-05`, “5 April 2013”, “April 5, 2013”, “April 2013”.
    /// Rejects ambiguous numeric dates like `02/09/2025`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, span) = Self::first_in(text).or_else(|| {
            let year = year(text)?;
            Some((Self { year, month: None, day: None }, Span::new(0, text.len())))
        })?;
        (span == Span::new(0, text.len())).then_some(date)
    }

    /// The first explicit date in a text, with at least a month, and its span.
    pub fn first_in(text: &str) -> Option<(Self, Span)> {
        let words = words(text);
        (0..words.len())
            .find_map(|at| written(text, &words[at..]).or_else(|| numeric(text, words[at])))
    }
}

/// The words and numbers of a text. Those joined by `-`, `/` or full stops in numbers are one.
fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (start.is_some() && matches!(c, '-' | '/'));
        match (inside, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                words.push(Span::new(from, i));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| Span::new(from, text.len())));
    words
}

/// “7 January 2016”, “7th of January 2016”, “January 7, 2016”, “Jan. 2016” at the start of the words.
fn written(text: &str, words: &[Span]) -> Option<(PartialDate, Span)> {
    let word = |i: usize| words.get(i).map(|span| span.of(text));
    let near = |i: usize| {
        let gap = text.get(words.get(i)?.end..words.get(i + 1)?.start)?;
        (gap.len() <= 2 && !gap.contains(['\n', ';', ':'])).then_some(())
    };
    let found = |parts: (i16, i8, Option<i8>), last: usize| {
        let date = date(parts.0, Some(parts.1), parts.2)?;
        Some((date, words.first()?.join(*words.get(last)?)))
    };
    if let Some(month) = month(word(0)?) {
        near(0)?;
        if let Some(year) = year(word(1)?) {
            return found((year, month, None), 1);
        }
        let day = day(word(1)?)?;
        near(1)?;
        return found((year(word(2)?)?, month, Some(day)), 2);
    }
    let day = day(word(0)?)?;
    near(0)?;
    let of = usize::from(word(1)? == "of");
    let month = month(word(1 + of)?)?;
    near(1 + of)?;
    found((year(word(2 + of)?)?, month, Some(day)), 2 + of)
}

/// `2016-01-07`, `2016/01/07`, `2016-01`. Only with the year first; other orders are ambiguous.
fn numeric(text: &str, word: Span) -> Option<(PartialDate, Span)> {
    let written = word.of(text);
    // Ignores the time of a timestamp: `2016-01-07T10:00`.
    let written = written.split(['T', 't']).next()?;
    let separator = if written.contains('/') { '/' } else { '-' };
    let mut parts = written.split(separator);
    let year = year(parts.next()?)?;
    let month = number(parts.next()?, 2)?;
    let day = match parts.next() {
        Some(day) => Some(number(day, 2)?),
        None => None,
    };
    if parts.next().is_some() || (day.is_none() && separator == '/') {
        return None;
    }
    Some((date(year, Some(month), day)?, Span::new(word.start, word.start + written.len())))
}

/// The date, if that day exists.
fn date(year: i16, month: Option<i8>, day: Option<i8>) -> Option<PartialDate> {
    jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    Some(PartialDate { year, month, day })
}

fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|year| digits && YEARS.contains(year))
}

fn number(word: &str, digits: usize) -> Option<i8> {
    let plain = (1..=digits).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    if plain { word.parse().ok() } else { None }
}

/// “7”, “07”, “7th”.
fn day(word: &str) -> Option<i8> {
    let bare =
        ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    number(bare, 2).filter(|day| (1..=31).contains(day))
}

fn month(word: &str) -> Option<i8> {
    // “may” is a verb, and “march” a walk.
    if !word.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let word = word.to_lowercase();
    let short = word.len() == 3 || word == "sept";
    let is_it = |name: &str| name == word || short && name.starts_with(&word);
    (1i8..).zip(MONTHS.split(' ')).find(|(_, name)| is_it(name)).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found =
            PartialDate::first_in(text).map(|(date, span)| (date.to_string(), span.of(text)));
        assert_eq!(found.as_ref().map(|(date, at)| (date.as_str(), *at)), expected, "{text}");
    }

    #[test]
    fn a_date_comes_back_from_json_and_from_an_index() {
        for written in ["2013-04-05", "2013-04", "2013"] {
            let date = PartialDate::parse(written).unwrap();
            let json = serde_json::to_string(&date).unwrap();
            assert_eq!(json, format!("{written:?}"));
            assert_eq!(serde_json::from_str::<PartialDate>(&json).unwrap(), date);
            let bytes = postcard::to_allocvec(&date).unwrap();
            assert_eq!(postcard::from_bytes::<PartialDate>(&bytes).unwrap(), date);
        }
    }

    #[test]
    fn finds_explicit_dates() {
        check("LINDAU, January 7, 2016 — The ferry", Some(("2016-01-07", "January 7, 2016")));
        check("Published on 7 January 2016 by", Some(("2016-01-07", "7 January 2016")));
        check("the 3rd of May 1999.", Some(("1999-05-03", "3rd of May 1999")));
        check("Sept. 15, 2021", Some(("2021-09-15", "Sept. 15, 2021")));
        check("In April 2013 the council", Some(("2013-04", "April 2013")));
        check("updated 2016-01-07T10:00Z", Some(("2016-01-07", "2016-01-07")));
    }

    #[test]
    fn refuses_what_can_be_read_two_ways_or_not_at_all() {
        check("on 02/09/2025", None);
        check("on 2/9/25", None);
        check("February 30, 2016", None);
        check("rooms 2016-17 and 1999-99", None);
        check("they may 2016 times", None);
        check("January 7", None);
    }

    #[test]
    fn parses_partial_dates() {
        let parse = |text| PartialDate::parse(text).map(|d| d.to_string());
        assert_eq!(parse("2013").as_deref(), Some("2013"));
        assert_eq!(parse("2013-04").as_deref(), Some("2013-04"));
        assert_eq!(parse(" 2013-04-05 ").as_deref(), Some("2013-04-05"));
        assert_eq!(parse("5 April 2013").as_deref(), Some("2013-04-05"));
        assert_eq!(parse("April 2013, perhaps"), None);
        assert_eq!(parse("02/09/2025"), None);
    }
}
