//! The head and foot of pages: running heads, page numbers, stamps of courts and archives.
//!
//! A line is a running line (a head, foot or page number) if similar lines recur and it is where a page ends: next to a
//! form feed, in mid-sentence, or with a number that counts pages. A line without a match must be in mid-sentence, set
//! apart, and numbered like a page.

use super::sheet::{Sheet, goes_on, is_unended, number_at};
use super::stamps::clock;
use crate::prose::data::WordList;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::hash::{BuildHasher, Hasher};

/// The most bytes of a head, not counting wide spaces.
const LONGEST: usize = 120;
/// The most running lines at the head or foot of a page.
const DEEPEST: usize = 3;
/// The fewest lines of a page.
const SHORTEST_PAGE: u32 = 15;
/// The most lines of a page, including blank ones.
const LONGEST_PAGE: u32 = 140;
/// How many numbers in a head are checked for counting.
const MOST_NUMBERS: usize = 6;

/// Words for the parts of a work, which begin on new pages without being running heads.
static PARTS: WordList = WordList::new(include_str!("../data/parts.txt"));

/// A line that may be a running line.
#[derive(Clone, Debug)]
struct Candidate {
    line: usize,
    /// Whether it is only a page number: `12`, `- 12 -`, `Page 3 of 12`.
    number_only: bool,
    /// Whether the number is dressed as only page numbers are.
    dressed: bool,
    /// Its numbers, the first few.
    numbers: Vec<u32>,
    /// Whether it is next to a form feed, ignoring other short lines.
    edge: bool,
    /// Whether a sentence breaks off before it and continues after it.
    inside: bool,
    /// Whether blank lines or page ends are on both sides, ignoring other candidates.
    apart: bool,
    /// Whether anything precedes it in the document.
    body: bool,
}

/// Blanks heads, feet and page numbers.
pub(super) fn blank(sheet: &mut Sheet<'_>) {
    inline(sheet);
    let maybe: Vec<bool> = (0..sheet.lines.len()).map(|at| may_be(sheet, at)).collect();
    let found: Vec<Candidate> = (0..maybe.len())
        .filter(|at| maybe.get(*at) == Some(&true))
        .filter_map(|at| candidate(sheet, at, &maybe))
        .collect();
    let mut groups: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (number, candidate) in found.iter().enumerate() {
        let key = if candidate.number_only && !candidate.dressed {
            0
        } else {
            key(sheet.words(candidate.line))
        };
        groups.entry(key).or_default().push(number);
    }
    let mut running = vec![false; sheet.lines.len()];
    for group in groups.into_values() {
        let members: Vec<&Candidate> = group.iter().filter_map(|n| found.get(*n)).collect();
        let kept = if are_running_lines(sheet, &members) { members } else { alone(sheet, members) };
        for member in kept.into_iter().filter(|m| m.body || m.number_only || m.numbers.len() > 1) {
            if let Some(slot) = running.get_mut(member.line) {
                *slot = true;
            }
        }
    }
    beside(sheet, &found, &mut running);
    let lines = (0..running.len()).filter(|at| running.get(*at) == Some(&true));
    lines.collect::<Vec<_>>().into_iter().for_each(|line| sheet.drop_line(line));
}

/// Whether a line is short and has a number at an edge, or is next to a form feed, or is set apart.
fn may_be(sheet: &Sheet<'_>, at: usize) -> bool {
    let words = sheet.words(at);
    // A rule of dashes is no word in any case, and shows where footnotes begin.
    let worded = words.contains(char::is_alphanumeric);
    if sheet.is_gone(at) || words.len() > 3 * LONGEST || !worded || is_mail_field(words) {
        return false;
    }
    let bytes: usize = words.split_whitespace().map(|word| word.len() + 1).sum();
    if bytes > LONGEST {
        return false;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let closes = |c: char| "-–—])|}>~ ".contains(c);
    let numbered =
        digit(words.trim_start_matches(|c: char| "-–—[(|{<~ ".contains(c)).chars().next())
            || digit(words.trim_end_matches(closes).chars().next_back());
    numbered || page_edge(sheet, at) || sheet.is_apart(at) && sheet.is_apart(at + 1)
}

/// Whether a line belongs to the head of a message: those of a thread are alike.
fn is_mail_field(words: &str) -> bool {
    const FIELDS: &[&str] = &["From", "To", "Cc", "Bcc", "Date", "Sent", "Subject", "Reply-To"];
    words.split_once(':').is_some_and(|(name, _)| FIELDS.contains(&name.trim_matches('*')))
}

/// Whether a page ends or begins within a few lines of a line.
fn page_edge(sheet: &Sheet<'_>, at: usize) -> bool {
    let page = |at: usize| sheet.lines.get(at).map(|line| line.page);
    let mut around = (at.saturating_sub(DEEPEST)..=at + DEEPEST).filter_map(page);
    around.any(|other| Some(other) != page(at))
}

fn candidate(sheet: &Sheet<'_>, at: usize, maybe: &[bool]) -> Option<Candidate> {
    let words = sheet.words(at);
    let number = page_number(words);
    // The nearest lines that are not candidates themselves, across a few that are.
    let body =
        |at: usize| !sheet.is_gone(at) && (maybe.get(at) != Some(&true) || !short(sheet, at));
    let before = (1..=2 * DEEPEST).filter_map(|n| at.checked_sub(n)).find(|at| body(*at));
    let behind = (at + 1..=at + 2 * DEEPEST).find(|at| body(*at));
    // Text above the rule continues after the footnotes below it.
    let text = above_rule(sheet, at).or(before);
    let inside = text.zip(behind).is_some_and(|(before, behind)| {
        is_unended(sheet.words(before)) && goes_on(sheet.words(behind)) && !goes_on(words)
    });
    let open_before = before.is_none_or(|b| (b + 1..=at).any(|n| sheet.is_apart(n)));
    let open_behind = behind.is_none_or(|b| (at + 1..=b).any(|n| sheet.is_apart(n)));
    Some(Candidate {
        line: at,
        number_only: number.is_some(),
        dressed: number.is_some_and(|(_, dressed)| dressed),
        numbers: number.map_or_else(|| numbers(words), |(n, _)| vec![n]),
        edge: page_edge(sheet, at),
        inside,
        apart: open_before && open_behind,
        body: before.is_some() || (0..at).rev().take(2 * DEEPEST).any(|n| !sheet.is_gone(n)),
    })
}

/// The most lines of a page's footnotes.
const MOST_NOTES: usize = 40;

/// The last line above the rule between a page's text and its footnotes, if there is such a rule above a line.
fn above_rule(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let page = |at: usize| sheet.lines.get(at).map(|line| line.page);
    let mut ends = 0;
    for line in (at.saturating_sub(MOST_NOTES)..at).rev() {
        ends += usize::from(page(line) != page(line + 1));
        let words = sheet.words(line);
        let rule =
            words.len() >= 4 && words.chars().all(|c| matches!(c, '_' | '-' | '—' | '–' | '─'));
        if ends > 1 || rule {
            return line.checked_sub(1).filter(|_| rule && ends < 2);
        }
    }
    None
}

/// Whether a line is short enough to be a running line next to another, and not a line of the text.
fn short(sheet: &Sheet<'_>, at: usize) -> bool {
    let words = sheet.words(at);
    !goes_on(words)
        && (page_number(words).is_some()
            || sheet.is_apart(at)
            || sheet.is_apart(at + 1)
            || wide(words))
}

/// Whether words of a line are far apart.
fn wide(words: &str) -> bool {
    words.contains("   ")
}

/// Whether similar lines are all running lines.
fn are_running_lines(sheet: &Sheet<'_>, members: &[&Candidate]) -> bool {
    let count = members.len();
    if count < 2 || are_labels(sheet, members) {
        return false;
    }
    let edges = members.iter().filter(|m| m.edge).count();
    let inside = members.iter().filter(|m| m.inside).count();
    let counting = counts(sheet, members);
    let first = members.first().map_or("", |m| sheet.words(m.line));
    let numbered = members.iter().all(|m| !m.numbers.is_empty());
    if is_part(first) {
        return inside * 2 >= count && inside >= 2;
    }
    match numbered {
        true => {
            let bare = members.iter().all(|m| m.number_only && !m.dressed);
            let apart = members.iter().filter(|m| m.apart).count();
            let steady = edges * 5 >= count * 4 && counting.by_page;
            let regular = counting.regular && (apart * 5 >= count * 4 || !bare);
            (counting.up && (inside * 3 >= count || steady))
                || counting.up && inside > 0 && (count > 2 || apart == count)
                || counting.up && count > 2 && regular
                || edges * 5 >= count * 4
                    && !bare
                    && count > 2
                    && !counting.down
                    && counting.apart_pages
                || inside * 2 >= count && inside >= 2 && !bare
        }
        false => {
            let upright = !ends_sentence(first);
            upright && edges * 5 >= count * 4 && counting.apart_pages && (count > 2 || inside > 0)
                || upright && inside * 2 >= count && inside >= 2
                || upright && inside > 0 && edges == count && counting.apart_pages
        }
    }
}

/// Whether lines name the speaker below them: a name next to a time that advances, or a lone name, directly above
/// words. They recur like heads, but no page ends there.
fn are_labels(sheet: &Sheet<'_>, members: &[&Candidate]) -> bool {
    if members.iter().any(|m| m.edge) {
        return false;
    }
    let mut times: Vec<u64> =
        members.iter().filter_map(|m| time_beside_name(sheet.words(m.line))).collect();
    let timed = times.len() == members.len();
    times.dedup();
    let above_words = |m: &&Candidate| {
        let words = sheet.words(m.line);
        let above = !sheet.is_gone(m.line + 1) && !sheet.is_apart(m.line + 1);
        sheet.is_apart(m.line) && above && m.numbers.is_empty() && is_name(words)
    };
    timed && times.len() > 1 || members.iter().all(above_words)
}

/// The time in a line with only a name and a time: `[4/3/2025 9:04 AM] Ada Brill`, `Ada Brill 0:19`.
fn time_beside_name(words: &str) -> Option<u64> {
    let bare = |word: &'_ str| word.trim_matches(|c: char| "[](),".contains(c)).to_owned();
    let time = words.split_whitespace().find_map(|word| {
        let word = bare(word);
        clock(&word).filter(|(len, ..)| *len == word.len()).map(|(_, time, ..)| time)
    })?;
    let named = words.split_whitespace().map(bare).filter(|word| {
        !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit() || "-–|".contains(c))
    });
    let name: Vec<String> =
        named.filter(|w| !matches!(w.to_lowercase().as_str(), "am" | "pm")).collect();
    is_name(&name.join(" ")).then_some(time)
}

/// Whether words look like a name: a few, each capitalised.
fn is_name(words: &str) -> bool {
    const MOST: usize = 4;
    let mut all = words.split_whitespace();
    (1..=MOST).contains(&all.clone().count()) && all.all(|w| w.starts_with(char::is_uppercase))
}

fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', '?', '!', ',', ';'])
        && !words.ends_with("No.")
}

/// Whether a line begins like the heading of a part of a work.
fn is_part(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty());
    first.is_some_and(|first| PARTS.contains(&first.to_ascii_lowercase()))
}

/// How the numbers of similar lines progress.
#[derive(Clone, Copy, Debug, Default)]
struct Counting {
    /// They increase by one or two.
    up: bool,
    /// They decrease somewhere.
    down: bool,
    /// They follow the form feeds.
    by_page: bool,
    /// The lines are at about the same distance, that of pages.
    regular: bool,
    /// No two are on one page.
    apart_pages: bool,
}

fn counts(sheet: &Sheet<'_>, members: &[&Candidate]) -> Counting {
    let line = |m: &Candidate| sheet.lines.get(m.line);
    let pairs: Vec<(&Candidate, &Candidate)> =
        members.windows(2).filter_map(|p| Some((*p.first()?, *p.last()?))).collect();
    let most = |count: usize| count * 5 >= pairs.len() * 4 && count > 0;
    let distance = |(a, b): &(&Candidate, &Candidate)| {
        let (a, b) = (line(a)?, line(b)?);
        Some((b.number - a.number, b.page - a.page))
    };
    let mut distances: Vec<u32> = pairs.iter().filter_map(distance).map(|d| d.0).collect();
    distances.sort_unstable();
    let median = distances.get(distances.len() / 2).copied().unwrap_or_default();
    let near = distances.iter().filter(|d| **d * 5 >= median * 3 && **d * 5 <= median * 8).count();
    let mut counting = Counting {
        regular: most(near) && (SHORTEST_PAGE..=LONGEST_PAGE).contains(&median),
        apart_pages: pairs.iter().filter_map(distance).all(|d| d.1 > 0),
        ..Counting::default()
    };
    let columns = members.iter().map(|m| m.numbers.len()).min().unwrap_or_default();
    for column in 0..columns {
        let step = |(a, b): &(&Candidate, &Candidate)| {
            let (a, b) = (a.numbers.get(column)?, b.numbers.get(column)?);
            Some(i64::from(*b) - i64::from(*a))
        };
        let steps: Vec<i64> = pairs.iter().filter_map(step).collect();
        counting.down |= steps.iter().any(|step| *step < 0);
        let up = steps.iter().filter(|step| (1..=4).contains(*step)).count();
        let pages = pairs.iter().filter_map(distance).map(|d| i64::from(d.1));
        let paged =
            steps.iter().zip(pages).filter(|(step, pages)| **step > 0 && *step == pages).count();
        counting.up |= most(up) && !steps.iter().any(|step| *step < 0);
        counting.by_page |= most(paged);
    }
    counting
}

/// Those lines without a match that are running lines on their own.
fn alone<'c>(sheet: &Sheet<'_>, members: Vec<&'c Candidate>) -> Vec<&'c Candidate> {
    let kept = |m: &&Candidate| {
        let words = sheet.words(m.line);
        let head = !m.number_only
            && m.numbers.len() == 1
            && !is_part(words)
            && (wide(words) || capitals(words) && m.edge)
            && !ends_sentence(words)
            && at_edge(words)
            && time_beside_name(words).is_none();
        m.inside && (m.dressed || m.apart && (m.number_only || head))
    };
    members.into_iter().filter(kept).collect()
}

/// Whether a number is the first or the last of a line.
fn at_edge(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit()) || words.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether words are in capitals, or each longer one is capitalised.
fn capitals(words: &str) -> bool {
    let mut longer =
        words.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let all = longer
        .clone()
        .all(|w| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    longer.next().is_some() && all
}

/// A head next to a running line in the middle of the same sentence is one too: `12`, a page end, and the head of the
/// next page.
fn beside(sheet: &Sheet<'_>, found: &[Candidate], running: &mut [bool]) {
    let is =
        |running: &[bool], at: Option<usize>| at.is_some_and(|at| running.get(at) == Some(&true));
    let mut look = |candidate: &Candidate| {
        let words = sheet.words(candidate.line);
        let head = capitals(words) && !ends_sentence(words) && !is_part(words);
        let here = candidate.line;
        let near = is(running, here.checked_sub(1)) || is(running, Some(here + 1));
        if candidate.inside
            && candidate.apart
            && head
            && near
            && let Some(slot) = running.get_mut(here)
        {
            *slot = true;
        }
    };
    found.iter().for_each(&mut look);
    found.iter().rev().for_each(look);
}

/// The number of a line that is only a page number, and whether it is dressed as one.
fn page_number(words: &str) -> Option<(u32, bool)> {
    let sides = |c: char| "-–—[](){}|~<>. *".contains(c) || c == '\u{a0}';
    let inner = words.trim_matches(sides);
    let dashed =
        words.starts_with(['-', '–', '—', '[', '~', '|', '{']) && words.len() > inner.len() + 1;
    let plain = |text: &str| {
        let (number, len) = number_at(text, 4)?;
        (len == text.len()).then_some(number)
    };
    // “12. ” begins a list item, and “(12)” may be a number of its own.
    if let Some(number) = plain(inner) {
        let bare = words.len() == inner.len();
        return (bare || dashed).then_some((number, dashed));
    }
    let lower = inner.to_ascii_lowercase();
    let rest = ["page", "pg.", "pg", "p."].iter().find_map(|name| lower.strip_prefix(name));
    let (rest, named) = rest.map_or((lower.as_str(), false), |rest| (rest.trim_start(), true));
    let (number, len) = number_at(rest, 4)?;
    let rest = rest.get(len..)?.trim();
    let of = rest.strip_prefix("of").or_else(|| rest.strip_prefix('/'));
    let of = of.is_some_and(|total| plain(total.trim()).is_some_and(|total| total >= number));
    let spaced = rest.trim_matches(sides).replace(' ', "") == "page";
    ((named && rest.is_empty()) || of || spaced).then_some((number, true))
}

/// The first numbers of a line, without roman ones.
fn numbers(words: &str) -> Vec<u32> {
    let parts = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().unwrap_or(u32::MAX)).take(MOST_NUMBERS).collect()
}

/// A hash shared by lines that differ only in numbers and spaces.
fn key(words: &str) -> u64 {
    let mut hasher = rustc_hash::FxBuildHasher.build_hasher();
    let mut digits = false;
    for byte in words.bytes().filter(|b| !b.is_ascii_whitespace()) {
        let digit = byte.is_ascii_digit();
        if !digit || !digits {
            hasher.write_u8(if digit { b'#' } else { byte.to_ascii_lowercase() });
        }
        digits = digit;
    }
    hasher.finish().max(1)
}

/// Blanks page numbers in running text: `[*123]` of law reports, and `[Pg 12]` if they count.
fn inline(sheet: &mut Sheet<'_>) {
    let text = sheet.text;
    let mut named: Vec<(u32, Span)> = Vec::new();
    let mut cuts = Vec::new();
    for open in memchr::memchr_iter(b'[', text.as_bytes()) {
        let Some(inside) = text.get(open + 1..) else { continue };
        if let Some((_, len)) = inside.strip_prefix('*').and_then(|rest| number_at(rest, 4))
            && inside.get(len + 1..).is_some_and(|rest| rest.starts_with(']'))
        {
            cuts.push(Span::new(open, open + len + 3));
            continue;
        }
        let name =
            ["Page ", "page ", "Pg ", "pg ", "p. ", "P. "].iter().find(|n| inside.starts_with(**n));
        let number =
            name.and_then(|name| Some((name.len(), number_at(inside.get(name.len()..)?, 4)?)));
        if let Some((lead, (number, len))) = number
            && inside.get(lead + len..).is_some_and(|rest| rest.starts_with(']'))
        {
            named.push((number, Span::new(open, open + lead + len + 2)));
        }
    }
    let counting =
        named.windows(2).all(|p| p.first().zip(p.last()).is_some_and(|(a, b)| a.0 + 1 == b.0));
    if named.len() > 1 && counting {
        cuts.extend(named.into_iter().map(|(_, span)| span));
    }
    for span in cuts {
        let line = sheet.lines.partition_point(|line| line.words().end < span.end);
        match sheet.lines.get(line) {
            Some(found) if found.words() == span => sheet.drop_line(line),
            _ => sheet.cut(span),
        }
    }
}
