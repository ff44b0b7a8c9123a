//! The numbers of chapters, by the titles in the table of contents.
//!
//! If titles name their numbers (“Chapter 3”, “III. The Bridge”) and these rise through the book, they are the numbers;
//! what follows the last counts on, and what comes before the first has none. If they do not rise, as in a book whose
//! parts each begin with chapter 1, a number names no place. Without numbers in titles, entries of the outermost level
//! are counted, without those that every book has before its text.

use super::contents::Entry;
use crate::prose::data::{WordList, rows};
use crate::text::roman;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Titles of what precedes the text of a book, in small letters.
static FRONT_MATTER: WordList = WordList::new(include_str!("../data/front-matter.txt"));

static NUMBERS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let numbers = rows(include_str!("../data/number-words.tsv"));
    numbers.filter_map(|[word, number]| Some((word, number.parse().ok()?))).collect()
});

/// The most chapters of a book.
const MAX_NUMBER: u32 = 500;

/// The entries that are chapters, each with its number, in the order of the book. `title` is the book’s.
pub(super) fn numbered<'a>(entries: &'a [Entry], title: Option<&str>) -> Vec<(&'a Entry, u32)> {
    let named = named(entries, after_chapter);
    if !named.is_empty() {
        return if is_rising(&named) { counted_on(entries, named) } else { Vec::new() };
    }
    let depths = entries.iter().map(|entry| entry.depth).max().unwrap_or(0);
    for depth in 1..=depths.min(3) {
        let level = entries.iter().filter(|entry| entry.depth == depth);
        let level: Vec<Entry> = level.cloned().collect();
        let bare: Vec<u32> = level.iter().filter_map(|entry| leading(&entry.title)).collect();
        let is_counted = bare.first().is_some_and(|first| *first <= 1)
            && bare.len() > 1
            && bare.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
        if is_counted {
            let bare = self::named(entries, leading);
            let of_level = bare.into_iter().filter(|(entry, _)| entry.depth == depth);
            return counted_on(entries, of_level.collect());
        }
    }
    let alone = |entry: &&Entry| entries.iter().filter(|it| it.depth == entry.depth).count() == 1;
    let is_front = |entry: &&Entry| {
        let small = entry.title.to_lowercase();
        FRONT_MATTER.contains(&small) || title.is_some_and(|title| small == title.to_lowercase())
    };
    let outermost = entries.iter().filter(|entry| !alone(entry)).map(|entry| entry.depth).min();
    let depth = outermost.or(entries.first().map(|entry| entry.depth));
    let level = entries.iter().filter(|entry| Some(entry.depth) == depth && !is_front(entry));
    level.zip(1..).collect()
}

fn named(entries: &[Entry], number: impl Fn(&str) -> Option<u32>) -> Vec<(&Entry, u32)> {
    let numbered = entries.iter().filter_map(|entry| Some((entry, number(&entry.title)?)));
    numbered.filter(|(_, number)| (1..=MAX_NUMBER).contains(number)).collect()
}

fn is_rising(chapters: &[(&Entry, u32)]) -> bool {
    chapters.windows(2).all(|pair| matches!(pair, [(_, one), (_, next)] if one < next))
}

/// These chapters, and what follows the last on its level or above: an epilogue is no part of the last chapter.
fn counted_on<'a>(
    entries: &'a [Entry],
    mut chapters: Vec<(&'a Entry, u32)>,
) -> Vec<(&'a Entry, u32)> {
    let Some((last, number)) = chapters.last().copied() else { return chapters };
    let after = entries.iter().skip_while(|entry| !std::ptr::eq(*entry, last)).skip(1);
    let after = after.filter(|entry| entry.depth <= last.depth);
    chapters.extend(after.zip(number + 1..));
    chapters
}

/// The number in “Chapter 3”, “CHAPTER IV: The Bridge”, “Chapter Twenty-One”.
fn after_chapter(title: &str) -> Option<u32> {
    let (word, rest) = title.split_once(char::is_whitespace)?;
    if !word.eq_ignore_ascii_case("chapter") {
        return None;
    }
    let is_end = |c: char| !c.is_alphanumeric() && c != '-';
    let number = rest.trim_start().split(is_end).next()?;
    number.parse().ok().or_else(|| roman(number)).or_else(|| spelled(number))
}

/// A number in words: “twenty-one”.
fn spelled(number: &str) -> Option<u32> {
    let words = number.split('-').map(|word| NUMBERS.get(word.to_lowercase().as_str()).copied());
    words.sum()
}

/// The number that a title begins with or is: “3. The Bridge”, “3 The Bridge”, “IV. The Bridge”, “IV”.
fn leading(title: &str) -> Option<u32> {
    let end = title.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(title.len());
    let (number, rest) = title.split_at_checked(end)?;
    let is_marked = rest.is_empty() || rest.starts_with(['.', ':', ')', '—', '–']);
    let digits = number.parse().ok().filter(|_| is_marked || rest.starts_with(' '));
    digits.or_else(|| roman(number).filter(|_| is_marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of entries, which are indented by their depth.
    #[track_caller]
    fn check(contents: &str, expected: &str) {
        let entry = |line: &str| Entry {
            depth: line.len() - line.trim_start().len() + 1,
            title: line.trim().to_owned(),
            target: None,
        };
        let entries: Vec<Entry> = contents.lines().map(entry).collect();
        let numbered = numbered(&entries, Some("The Harbour"));
        let shown: Vec<String> =
            numbered.iter().map(|(entry, number)| format!("{number} {}", entry.title)).collect();
        assert_eq!(shown.join("\n"), expected, "{contents}");
    }

    #[test]
    fn numbers_in_titles_count() {
        check(
            "Preface\nChapter 1\nChapter 2: Ice\n Section\nEpilogue",
            "1 Chapter 1\n2 Chapter 2: Ice\n3 Epilogue",
        );
        check("CHAPTER I. Ice\nCHAPTER II.", "1 CHAPTER I. Ice\n2 CHAPTER II.");
        check("Chapter One\nChapter Twenty-One", "1 Chapter One\n21 Chapter Twenty-One");
        check("Part I\n 1. Ice\n 2. Wind\nPart II\n 3. Fog", "1 1. Ice\n2 2. Wind\n3 3. Fog");
        check("Introduction\nI\nII\nIII", "1 I\n2 II\n3 III");
    }

    #[test]
    fn numbers_that_begin_again_name_no_chapter() {
        check("Part I\n Chapter 1\n Chapter 2\nPart II\n Chapter 1", "");
    }

    #[test]
    fn entries_without_numbers_are_counted() {
        check("Cover\nThe Harbour\nContents\nIce\n Thin\nWind", "1 Ice\n2 Wind");
        check("A Book\n Ice\n Wind", "1 Ice\n2 Wind");
        check("Ice", "1 Ice");
        check("1984\nI Claudius", "1 1984\n2 I Claudius");
    }
}
