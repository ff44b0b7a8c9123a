//! Line numbers in the margin: of depositions, trial transcripts, bills, critical editions.
//!
//! They count from line to line, or every fifth line has one, and they are in mid-sentence; a list counts too, but its
//! items do not continue each other.

use super::sheet::{Sheet, goes_on, is_unended, number_at};
use std::ops::Range;

/// The most digits of a line number: some papers number their lines from first to last.
const DIGITS: usize = 5;
/// The fewest numbers in a row that must count.
const LEAST: usize = 4;
/// At most every tenth line has a number.
const WIDEST_STEP: usize = 10;
/// Numbers on lines of their own are weaker evidence: more of them are needed.
const LEAST_ALONE: usize = 8;
/// A count that begins higher is of years, laws or houses.
const HIGHEST_FIRST: u32 = 200;
/// Shorter lines, in characters, may be list items.
const SHORTEST: usize = 30;
/// The most lines of page foot and head between the last number of a page and the first of the next.
const MOST_BETWEEN: usize = 8;
/// One in this many line boundaries must be in mid-sentence.
const SELDOM: usize = 8;

/// A line with a number at its edge.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    line: usize,
    number: u32,
    /// The bytes of the number and its separator.
    len: usize,
    /// Whether the line has nothing else.
    alone: bool,
}

/// Blanks line numbers, on the left and then on the right.
pub(super) fn blank(sheet: &mut Sheet<'_>) {
    for on_the_left in [true, false] {
        let side = if on_the_left { left } else { right };
        let all = 0..sheet.lines.len();
        let gone = |at: &usize| sheet.is_gone(*at);
        let found: Vec<Numbered> =
            all.filter(|at| !gone(at)).filter_map(|at| side(sheet.words(at), at)).collect();
        let runs = runs(&found);
        if !runs.is_empty() && runs_on(sheet, &found, &runs) {
            drop_page_edges(sheet, &found, &runs);
            for number in runs.iter().cloned().flat_map(|run| found.get(run).unwrap_or_default()) {
                match () {
                    () if number.alone => sheet.drop_line(number.line),
                    () if on_the_left => sheet.cut_head(number.line, number.len),
                    () => sheet.cut_tail(number.line, number.len),
                }
            }
        }
    }
}

/// `12   Q. Did you`, `12| text`, `12: text`, and `12` alone. Not `12. text` and `12) text`, which begin list items.
fn left(words: &str, line: usize) -> Option<Numbered> {
    let (number, digits) = number_at(words, DIGITS)?;
    let rest = words.get(digits..)?;
    let spaced = rest.trim_start();
    let set_off = match spaced.chars().next() {
        None => return Some(Numbered { line, number, len: digits, alone: true }),
        Some(sign @ ('|' | '│' | ':')) => {
            let behind = spaced.get(sign.len_utf8()..)?;
            let alone = behind.trim().is_empty();
            let parted = sign != ':' || behind.starts_with(char::is_whitespace) || alone;
            let len = words.len() - behind.len();
            return parted.then_some(Numbered { line, number, len, alone });
        }
        Some(_) => spaced.len() < rest.len(),
    };
    set_off.then_some(Numbered { line, number, len: digits, alone: false })
}

/// `text     12`: well away from the last word.
fn right(words: &str, line: usize) -> Option<Numbered> {
    let digits = words.bytes().rev().take_while(u8::is_ascii_digit).count();
    let head = words.get(..words.len() - digits)?;
    let (number, len) = number_at(words.get(head.len()..)?, DIGITS)?;
    let kept = head.trim_end_matches([' ', '\u{a0}', '\t', '|', '│']);
    let apart = head.get(kept.len()..)?;
    let wide = apart.chars().count() >= 2 || apart.contains(['\t', '|']);
    (wide && !kept.is_empty()).then_some(Numbered { line, number, len, alone: false })
}

/// Runs of numbers that count along with the lines, each a range of `found`.
fn runs(found: &[Numbered]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 0..found.len() {
        let next = found.get(at).zip(found.get(at + 1));
        if next.is_none_or(|(this, next)| !counts_on(this, next)) {
            let run = found.get(start..=at).unwrap_or_default();
            let alone = run.iter().filter(|n| n.alone).count();
            let least = if alone * 2 > run.len() { LEAST_ALONE } else { LEAST };
            let step = run.get(1).zip(run.first()).map_or(1, |(b, a)| b.number - a.number);
            let least = if step > 1 && alone == 0 { LEAST - 1 } else { least };
            let low = run.first().is_some_and(|first| first.number <= HIGHEST_FIRST);
            if run.len() >= least && low {
                runs.push(start..at + 1);
            }
            start = at + 1;
        }
    }
    // The rest of a page: shorter runs beside longer ones, as on the last page.
    if runs.is_empty() { runs } else { with_rests(found, &runs) }
}

/// The runs, and between them single numbers and short runs that begin a page or continue after a gap.
fn with_rests(found: &[Numbered], runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for run in runs.iter().cloned().chain(std::iter::once(found.len()..found.len())) {
        while at < run.start {
            let end = (at + 1..run.start)
                .find(|i| {
                    let pair = found.get(i - 1).zip(found.get(*i));
                    pair.is_none_or(|(this, next)| !counts_on(this, next))
                })
                .unwrap_or(run.start);
            let begins = found.get(at).is_some_and(|n| n.number == 1);
            if begins && end - at > 1 {
                all.push(at..end);
            }
            at = end;
        }
        if !run.is_empty() {
            all.push(run.clone());
        }
        at = run.end;
    }
    all
}

/// Whether one number follows another as its line follows the other's. Numbers on lines of their own may be separated
/// by the lines they number.
fn counts_on(this: &Numbered, next: &Numbered) -> bool {
    let (lines, step) = (next.line - this.line, next.number.wrapping_sub(this.number) as usize);
    let between = this.alone && next.alone && lines == 2 * step;
    (1..=WIDEST_STEP).contains(&step) && (lines == step || between)
}

/// Whether the numbered lines continue each other: some break off in mid-sentence, and the next continues.
fn runs_on(sheet: &Sheet<'_>, found: &[Numbered], runs: &[Range<usize>]) -> bool {
    let mut len = rustc_hash::FxHashMap::default();
    let numbered = runs.iter().cloned().flat_map(|run| found.get(run).unwrap_or_default());
    for number in numbered {
        len.insert(number.line, *number);
    }
    let bare = |line: usize| {
        let words = sheet.words(line);
        let Some(number) = len.get(&line) else { return words };
        let head = words.get(..words.len().saturating_sub(number.len)).unwrap_or_default();
        let tail = words.get(number.len..).unwrap_or_default();
        let right = !words.starts_with(|c: char| c.is_ascii_digit());
        if number.alone {
            ""
        } else if right {
            head.trim_end()
        } else {
            tail.trim_start()
        }
    };
    let lines = runs.iter().filter_map(|run| {
        let run = found.get(run.clone())?;
        Some(run.first()?.line..run.last()?.line + 1)
    });
    let (mut all, mut running) = (0, 0);
    for lines in lines {
        let words: Vec<&str> = lines.map(bare).filter(|words| !words.is_empty()).collect();
        let width = words.iter().map(|words| words.chars().count()).max().unwrap_or_default();
        for pair in words.windows(2) {
            let [this, next] = pair else { continue };
            let long = this.chars().count() >= SHORTEST.max(width * 3 / 5);
            all += 1;
            running += usize::from(long && is_unended(this) && goes_on(next));
        }
    }
    // Whole columns of numbers, with their lines elsewhere.
    all == 0 || running > 0 && running * SELDOM >= all
}

/// Blanks everything between the last number of a page and the first of the next: the page's foot and head.
fn drop_page_edges(sheet: &mut Sheet<'_>, found: &[Numbered], runs: &[Range<usize>]) {
    for pair in runs.windows(2) {
        let [this, next] = pair else { continue };
        let last = this.end.checked_sub(1).and_then(|at| found.get(at));
        let Some((last, first)) = last.zip(found.get(next.start)) else { continue };
        // If numbers are on lines of their own, the numbered words are on other lines.
        let run = found.get(this.clone()).unwrap_or_default();
        if run.iter().filter(|number| number.alone).count() * 2 > run.len() {
            continue;
        }
        let between = last.line + 1..first.line;
        if first.number <= 2 && last.number > first.number && between.len() <= MOST_BETWEEN {
            between.for_each(|line| sheet.drop_line(line));
        }
    }
}
