//! Where a locator leads in a source, whether words are there, and the locator of a place.

use crate::corpus::Source;
use crate::format::{Milestone, Unit};
use crate::note::Target;
use crate::text::Span;

/// How many seconds before its words a cited time may be: a reader stops the recording a moment early.
const EARLY: u32 = 2;

/// The locator by which people cite a place: its time in a recording, its page, its chapter, else its paragraph.
/// `None` outside all of them.
pub fn locator(source: &Source, offset: usize) -> Option<String> {
    let number = |unit| source.part_at(unit, offset).map(|part| part.number);
    let named =
        || source.part_at(Unit::Page, offset).map(|page| format!("p. {}", page_label(page)));
    number(Unit::Time)
        .map(shown_time)
        .or_else(named)
        .or_else(|| number(Unit::Chapter).map(|chapter| format!("ch. {chapter}")))
        .or_else(|| source.paragraph(offset).map(|number| format!("¶{number}")))
}

/// A time of a recording: `00:12:03`.
pub fn shown_time(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The span that a locator names in a source; `None` if the source has no such place.
pub fn located(source: &Source, target: Target) -> Option<Span> {
    match target {
        Target::Paragraph(from, to) => {
            let wanted = from as usize..=to.max(from) as usize;
            let inside = source.blocks.iter().map(|b| b.span);
            inside
                .filter(|s| source.paragraph(s.start).is_some_and(|n| wanted.contains(&n)))
                .reduce(Span::join)
        }
        Target::Line(from, to) => {
            let lines = source.lines();
            let last = lines.line_count();
            let (from, to) = (from.checked_sub(1)? as usize, to.checked_sub(1)? as usize);
            (from < last).then(|| lines.line(from).join(lines.line(to.clamp(from, last - 1))))
        }
        Target::Page(from, to) => source.parts_between(Unit::Page, from, to),
        Target::Chapter(from, to) => source.parts_between(Unit::Chapter, from, to),
        Target::Time(from, to) => source.parts_between(Unit::Time, from, to),
        Target::Section(number) => source.section(number),
        Target::Other => None,
    }
}

/// Whether words at a place of a source are where a locator says; `None` if the source cannot tell. Paragraphs may be
/// counted with or without titles and headings.
pub fn is_at(source: &Source, words: Span, target: Target) -> Option<bool> {
    let within = |from: u32, to: u32, first: u32, last: u32| from <= last && first <= to;
    let in_parts = |unit, from, to| {
        let number = |offset| source.part_at(unit, offset).map(|part| part.number);
        let last = number(words.end.saturating_sub(1).max(words.start))?;
        Some(within(from, to, number(words.start).unwrap_or(last), last))
    };
    Some(match target {
        Target::Paragraph(from, to) => {
            let block = source.blocks.partition_point(|b| b.span.start <= words.start);
            let counts = [source.paragraph(words.start), Some(block), source.paragraph(words.end)];
            counts.iter().flatten().any(|&n| (from as usize..=to as usize).contains(&n))
        }
        Target::Line(from, to) => {
            within(from, to, source.line(words.start) as u32, source.line(words.end) as u32)
        }
        Target::Page(from, to) => in_parts(Unit::Page, from, to)?,
        Target::Chapter(from, to) => in_parts(Unit::Chapter, from, to)?,
        Target::Time(from, to) => {
            let starts = source.part_at(Unit::Time, words.start)?.number;
            // The words go on until the next cue begins.
            let next = source.parts(Unit::Time).find(|part| part.at >= words.end);
            let ends = next.map_or(u32::MAX, |next| next.number.saturating_sub(1).max(starts));
            within(from, to, starts.saturating_sub(EARLY), ends)
        }
        Target::Section(number) => {
            source.sections().find(|(each, _)| *each == number)?;
            let here = |offset| source.section_at(offset).is_some_and(|at| at.is_within(number));
            here(words.start) || here(words.end)
        }
        Target::Other => return None,
    })
}

/// The number of a place, as a locator of this kind counts: `3`, `2.1`, `00:12:03`.
pub fn number_at(source: &Source, offset: usize, target: Target) -> Option<String> {
    let part = |unit| source.part_at(unit, offset);
    match target {
        Target::Paragraph(..) => source.paragraph(offset).map(|number| number.to_string()),
        Target::Line(..) => Some(source.line(offset).to_string()),
        Target::Page(..) => part(Unit::Page).map(page_label),
        Target::Chapter(..) => part(Unit::Chapter).map(|part| part.number.to_string()),
        Target::Time(..) => part(Unit::Time).map(|part| shown_time(part.number)),
        Target::Section(_) => source.section_at(offset).map(|number| number.to_string()),
        Target::Other => None,
    }
}

/// Whether a source has places of a locator’s kind at all.
pub fn has_places(source: &Source, target: Target) -> bool {
    match target {
        Target::Paragraph(..) | Target::Line(..) => true,
        Target::Page(..) => source.parts(Unit::Page).next().is_some(),
        Target::Chapter(..) => source.parts(Unit::Chapter).next().is_some(),
        Target::Time(..) => source.parts(Unit::Time).next().is_some(),
        Target::Section(number) => source.sections().any(|(each, _)| each == number),
        Target::Other => false,
    }
}

/// The places of a source that a locator beginning with `term` may name, in order: its label and its text. Without a
/// term, or with one of places that the source does not have, those it is cited by.
pub fn places(source: &Source, term: &str) -> Vec<(String, Span)> {
    let term = term.trim().to_lowercase();
    let begins = |terms: &[&str]| !term.is_empty() && terms.iter().any(|t| term.starts_with(t));
    let has = |unit| source.parts(unit).next().is_some();
    let unit = if begins(&["c"]) && has(Unit::Chapter) {
        Some(Unit::Chapter)
    } else if begins(&["p"]) && !begins(&["par"]) && has(Unit::Page) {
        Some(Unit::Page)
    } else if begins(&["¶", "par"]) {
        None
    } else if begins(&["§", "s"]) {
        return sections(source);
    } else {
        [Unit::Time, Unit::Page, Unit::Chapter].into_iter().find(|unit| has(*unit))
    };
    match unit {
        Some(unit) => parts(source, unit),
        None => paragraphs(source),
    }
}

fn parts(source: &Source, unit: Unit) -> Vec<(String, Span)> {
    let ends = source.parts(unit).skip(1).map(|next| next.at).chain([source.text.len()]);
    let label = |part: &Milestone| match unit {
        Unit::Time => shown_time(part.number),
        Unit::Page => format!("p. {}", page_label(part)),
        Unit::Chapter => format!("ch. {}", part.number),
    };
    let part = |(part, end): (&Milestone, usize)| (label(part), Span::new(part.at, end));
    source.parts(unit).zip(ends).map(part).collect()
}

fn sections(source: &Source) -> Vec<(String, Span)> {
    let ends = source.sections().skip(1).map(|(_, at)| at).chain([source.text.len()]);
    let sections = source.sections().zip(ends);
    sections.map(|((number, at), end)| (format!("§ {number}"), Span::new(at, end))).collect()
}

fn paragraphs(source: &Source) -> Vec<(String, Span)> {
    let blocks = source.blocks.iter().map(|block| block.span);
    let mut found: Vec<(usize, Span)> =
        blocks.filter_map(|span| Some((source.paragraph(span.start)?, span))).collect();
    found.dedup_by_key(|(number, _)| *number);
    found.into_iter().map(|(number, span)| (format!("¶{number}"), span)).collect()
}

/// The printed label of a page, else its number.
fn page_label(page: &Milestone) -> String {
    page.label.clone().unwrap_or_else(|| page.number.to_string())
}
