//! The numbered parts of a source by which locators count, beside its paragraphs and lines: pages, chapters, times and
//! sections.

use super::source::Source;
use crate::format::{Milestone, Unit};
use crate::prose::{Block, BlockKind};
use crate::text::{SectionNumber, Span, roman};

/// The longest heading of a chapter or section in a text that does not mark its headings, in bytes.
const LONGEST_HEADING: usize = 120;

impl Source {
    /// The page, chapter or cue at a byte offset.
    pub fn part_at(&self, unit: Unit, offset: usize) -> Option<&Milestone> {
        self.parts(unit).take_while(|part| part.at <= offset).last()
    }

    /// The pages, chapters or cues, in order.
    pub fn parts(&self, unit: Unit) -> impl DoubleEndedIterator<Item = &Milestone> {
        self.milestones.iter().filter(move |part| part.unit == unit)
    }

    /// The text of the pages, chapters or cues with these numbers, both included; of cues, also of the one that is
    /// going on at the first time.
    pub fn parts_between(&self, unit: Unit, from: u32, to: u32) -> Option<Span> {
        let parts: Vec<&Milestone> = self.parts(unit).collect();
        let inside = |part: &&Milestone| part.number >= from && part.number <= to;
        let first = match unit {
            Unit::Time => parts.iter().rposition(|part| part.number <= from),
            Unit::Page | Unit::Chapter => parts.iter().position(inside),
        };
        let last = parts.iter().rposition(|part| part.number <= to);
        let (first, last) = (first?, last?);
        let start = parts.get(first)?.at;
        let end = parts.get(last + 1).map_or(self.text.len(), |next| next.at);
        let words = Span::new(start, end.max(start)).of(&self.text);
        let (before, after) = (words.len() - words.trim_start().len(), words.trim_end().len());
        (!words.trim().is_empty()).then(|| Span::new(start + before, start + after))
    }

    /// The sections of the text: the number of each, and the byte at which its heading begins.
    pub fn sections(&self) -> impl DoubleEndedIterator<Item = (SectionNumber, usize)> {
        let heading = |block: &Block| {
            section_heading(block.span.of(&self.text), block.kind).map(|n| (n, block.span.start))
        };
        self.blocks.iter().filter_map(heading)
    }

    /// The innermost numbered section at a byte offset.
    pub fn section_at(&self, offset: usize) -> Option<SectionNumber> {
        let before = self.sections().take_while(|(_, at)| *at <= offset).last();
        before.map(|(number, _)| number)
    }

    /// The text of a section, with its parts.
    pub fn section(&self, number: SectionNumber) -> Option<Span> {
        let mut sections = self.sections().skip_while(|(each, _)| *each != number);
        let (_, start) = sections.next()?;
        let end = sections.find(|(each, _)| !each.is_within(number));
        let end = end.map_or(self.text.len(), |(_, at)| at);
        let words = Span::new(start, end).of(&self.text);
        Some(Span::new(start, start + words.trim_end().len()))
    }
}

/// The number of the section that a block begins. In a text that does not mark its headings, only “§ 4”, “Section 4.”,
/// and a short line with a number of two levels and a title begin one: a line with one number is more often an item of
/// a list.
fn section_heading(block: &str, kind: BlockKind) -> Option<SectionNumber> {
    let line = block.trim_start_matches('#').trim_start();
    let signs = ["§", "Section ", "SECTION ", "Sec. ", "SEC. "];
    let signed = signs.iter().find_map(|sign| line.strip_prefix(sign));
    let (number, len) = SectionNumber::at_start(signed.unwrap_or(line).trim_start())?;
    let after = signed.unwrap_or(line).trim_start().get(len..)?;
    let is_heading = kind == BlockKind::Heading || line.len() < block.len();
    let is_titled = block.len() <= LONGEST_HEADING
        && number.levels().len() > 1
        && !block.ends_with(['.', ',', ';', ':'])
        && after.trim_start_matches(['.', ' ']).starts_with(char::is_uppercase);
    let ends = after.is_empty() || after.starts_with(['.', ':', ' ', '\u{a0}', '—', '–', ')']);
    (ends && (is_heading || signed.is_some() || is_titled)).then_some(number)
}

/// The chapters of a text whose format marks none, by their headings: “Chapter 3”, “CHAPTER IV: The Bridge”. Those of a
/// table of contents at the start give way to the same numbers further down. None if the numbers do not rise.
pub(super) fn chapters(text: &str, blocks: &[Block]) -> Vec<Milestone> {
    let mut found: Vec<Milestone> = Vec::new();
    for block in blocks {
        let Some((number, title)) = chapter_heading(block.span.of(text), block.kind) else {
            continue;
        };
        found.retain(|chapter| chapter.number != number);
        let label = (!title.is_empty()).then(|| title.to_owned());
        found.push(Milestone { at: block.span.start, unit: Unit::Chapter, number, label });
    }
    let rising = found.is_sorted_by(|one, next| one.number < next.number);
    if rising && found.len() > 1 { found } else { Vec::new() }
}

fn chapter_heading(block: &str, kind: BlockKind) -> Option<(u32, &str)> {
    let line = block.trim_start_matches('#').trim_start();
    if kind != BlockKind::Heading && line.len() > LONGEST_HEADING {
        return None;
    }
    let rest = ["Chapter ", "CHAPTER "].iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (number, title) = rest.split_at_checked(end)?;
    let number = number.parse().ok().or_else(|| roman(number)).filter(|n| (1..500).contains(n))?;
    let after = title.trim_start();
    // “Chapter 3 describes the harbour” is a sentence.
    let is_sentence =
        after.starts_with(char::is_lowercase) || after.ends_with('.') && after.len() > 1;
    (!is_sentence)
        .then(|| (number, after.trim_start_matches(['.', ':', '—', '–', '-', ' ']).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn source(text: &str) -> Source {
        Source::read("a".to_owned(), PathBuf::from("/a.txt"), text.to_owned())
    }

    #[test]
    fn headings_number_the_sections() {
        let text = "§ 1 Scope\n\nIt applies.\n\n§ 2 Terms\n\nSee section 9 there.\n\n2.1 The Bridge\n\nOpen.\n\n3 people came.\n";
        let source = source(text);
        let numbers: Vec<String> = source.sections().map(|(n, _)| n.to_string()).collect();
        assert_eq!(numbers, ["1", "2", "2.1"]);
        let at = |words| source.section_at(text.find(words).unwrap()).unwrap().to_string();
        assert_eq!(
            (at("It applies"), at("See section"), at("Open")),
            ("1".into(), "2".into(), "2.1".into())
        );
        let two = SectionNumber::at_start("2").unwrap().0;
        let whole = source.section(two).unwrap().of(text);
        assert!(whole.starts_with("§ 2") && whole.ends_with("came."), "{whole}");
    }

    #[test]
    fn chapters_are_those_after_the_table_of_contents() {
        let text = "The Bridge\n\nChapter I: Ice\n\nChapter II: Thaw\n\nCHAPTER I\n\nIt froze.\n\nChapter II. Thaw\n\nChapter 2 describes the thaw.\n\nIt thawed.\n";
        let source = source(text);
        let chapter = |words: &str| {
            let part = source.part_at(Unit::Chapter, text.find(words).unwrap());
            part.map(|part| (part.number, part.label.clone()))
        };
        assert_eq!(chapter("It froze"), Some((1, None)));
        assert_eq!(chapter("It thawed"), Some((2, Some("Thaw".to_owned()))));
        assert_eq!(chapter("Chapter I: Ice"), None);
        let second = source.parts_between(Unit::Chapter, 2, 2).unwrap().of(text);
        assert!(second.starts_with("Chapter II.") && second.ends_with("It thawed."), "{second}");
        assert_eq!(source.parts_between(Unit::Chapter, 3, 3), None);
    }
}
