//! Time stamps of transcripts: `0:03` on a line of its own, `[00:12:03]` before speech, `Ada Brill  12:05`.
//!
//! They are times in one recording: there are several, and they never go back. A timetable has times too, but its
//! minutes are round.

use super::sheet::{Sheet, number_at};

/// The fewest stamps that count; if they have seconds and hours, or are in brackets, two are enough.
const LEAST: usize = 3;
/// One in this many adjacent pairs may go back, as when two people speak at once.
const SELDOM: usize = 10;
/// At least one line in this many has a stamp.
const SPARSEST: usize = 40;

/// A stamp at the edge of a line.
#[derive(Clone, Copy, Debug)]
struct Stamped {
    line: usize,
    /// Its bytes, including brackets.
    len: usize,
    /// Milliseconds, or a sixtieth of that if it has only hours and minutes: only the order matters.
    time: u64,
    /// Whether it cannot be a time of day: it has seconds along with hours, or is in brackets.
    plain: bool,
    /// Whether its last part is a multiple of five, as in timetables.
    round: bool,
}

/// Blanks stamps that are alone, in front, or at the end of lines, if they belong to a recording.
pub(super) fn blank(sheet: &mut Sheet<'_>) {
    for first in [true, false] {
        let side = if first { in_front } else { behind };
        let all = (0..sheet.lines.len()).filter(|at| !sheet.is_gone(*at));
        let found: Vec<Stamped> = all.filter_map(|at| side(sheet.words(at), at)).collect();
        if !one_recording(&found, sheet.lines.len()) {
            continue;
        }
        for stamp in found {
            let words = sheet.words(stamp.line);
            match () {
                () if words.len() == stamp.len => sheet.drop_line(stamp.line),
                () if first => sheet.cut_head(stamp.line, stamp.len),
                () => sheet.cut_tail(stamp.line, stamp.len),
            }
        }
    }
}

fn one_recording(found: &[Stamped], lines: usize) -> bool {
    let plain = found.iter().filter(|stamp| stamp.plain).count();
    let least = if plain == found.len() { LEAST - 1 } else { LEAST };
    let back = found.windows(2).filter(|pair| {
        let [this, next] = pair else { return false };
        next.time < this.time
    });
    let back = back.count();
    let moves = found.first().zip(found.last()).is_some_and(|(a, b)| a.time < b.time);
    let round = found.iter().filter(|stamp| stamp.round && !stamp.plain).count();
    found.len() >= least
        && found.len() * SPARSEST >= lines
        && moves
        && back * SELDOM <= found.len()
        && round * 2 <= found.len()
}

fn in_front(words: &str, line: usize) -> Option<Stamped> {
    let (len, time) = stamp(words)?;
    let rest = words.get(len..)?;
    // “0:033 seconds”: a page's times for screen readers.
    let spoken = rest.strip_suffix("seconds").or_else(|| rest.strip_suffix("second"));
    if !time.plain
        && spoken.is_some_and(|r| r.len() < 40 && r.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(Stamped { line, len: words.len(), ..time });
    }
    let behind = rest.trim_start();
    let apart = behind.len() < rest.len() || rest.is_empty();
    let dash = behind.strip_prefix(['-', '–', '—', '|', ':']);
    let dash = dash.filter(|rest| rest.starts_with(' ')).map(str::trim_start);
    let len = words.len() - dash.unwrap_or(rest).len();
    (apart || rest.starts_with(':') && dash.is_some()).then_some(Stamped { line, len, ..time })
}

fn behind(words: &str, line: usize) -> Option<Stamped> {
    const LONGEST: usize = 16;
    let from = words.floor_char_boundary(words.len().saturating_sub(LONGEST));
    let tail = words.get(from..)?;
    let starts = tail.char_indices().filter(|(at, c)| {
        let before = tail.get(..*at).and_then(|t| t.chars().next_back());
        (c.is_ascii_digit() || matches!(c, '[' | '(')) && before.is_none_or(char::is_whitespace)
    });
    let whole = |(at, _): (usize, char)| {
        let text = tail.get(at..)?;
        let (len, time) = stamp(text.trim_end_matches(':'))?;
        // A sentence may end with a time; a turn's heading has it after a wide space, or in brackets.
        let before = tail.get(..at)?;
        let wide = before.ends_with("  ") || before.ends_with('\t') || text.starts_with(['[', '(']);
        let short = words.len() < 60;
        (len == text.trim_end_matches(':').len() && short && (wide || time.plain))
            .then_some((len, time))
    };
    let (len, time) = starts.into_iter().find_map(whole)?;
    let colon = words.len() - words.trim_end_matches(':').len();
    // “Ada Brill (00:12:03):” keeps the colon that makes it a label.
    (colon == 0).then_some(Stamped { line, len, ..time })
}

/// The stamp at the start of a text: its length in bytes, and its time.
fn stamp(text: &str) -> Option<(usize, Stamped)> {
    let close = match text.chars().next()? {
        '[' => Some(']'),
        '(' => Some(')'),
        _ => None,
    };
    let inside = text.get(usize::from(close.is_some())..)?;
    let (mut len, time, parts, last) = clock(inside)?;
    // “[00:01:02.000 --> 00:01:05.000]”
    let rest = inside.get(len..)?;
    let arrow = [" --> ", " -> ", " - ", " – ", "-"].iter().find(|a| rest.starts_with(**a));
    if let Some(arrow) = arrow.filter(|_| close.is_some())
        && let Some((more, ..)) = inside.get(len + arrow.len()..).and_then(clock)
    {
        len += arrow.len() + more;
    }
    if let Some(close) = close {
        inside.get(len..).filter(|rest| rest.starts_with(close))?;
        len += 2;
    }
    let plain = parts > 2 || close.is_some();
    Some((len, Stamped { line: 0, len, time, plain, round: last.is_multiple_of(5) }))
}

/// `0:03`, `00:12:03`, `00:12:03.250`: its length, its time, its parts, and the last whole number of them.
pub(in crate::format) fn clock(text: &str) -> Option<(usize, u64, usize, u32)> {
    let (first, mut len) = number_at(text, 3)?;
    let (mut time, mut parts, mut last) = (u64::from(first), 1, first);
    while let Some(rest) = text.get(len..).and_then(|rest| rest.strip_prefix(':'))
        && let Some((part, 2)) = number_at(rest, 2)
        && part < 60
        && parts < 3
    {
        (time, len) = (time * 60 + u64::from(part), len + 3);
        (parts, last) = (parts + 1, part);
    }
    if parts < 2 {
        return None;
    }
    time *= 1_000;
    let fraction = text.get(len..).and_then(|rest| rest.strip_prefix(['.', ',']));
    if let Some((part, 3)) = fraction.and_then(|rest| number_at(rest, 3)) {
        (time, len) = (time + u64::from(part), len + 4);
        // Times of day are not written like this.
        parts = 3;
    }
    let ends = text.get(len..).and_then(|r| r.chars().next());
    ends.is_none_or(|c| !c.is_alphanumeric()).then_some((len, time, parts, last))
}
