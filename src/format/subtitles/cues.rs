//! The cues of subtitles: when each is shown, and its lines.

use crate::format::layout::clock;

/// A cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue<'t> {
    /// When it is shown, in milliseconds.
    pub(super) from: u64,
    /// When it vanishes.
    pub(super) to: u64,
    /// Its lines, with markup.
    pub(super) lines: Vec<&'t str>,
}

/// The cues of a text, by time. Headers, numbers, names of cues, notes and styles are none of their lines.
pub(super) fn cues(text: &str) -> Vec<Cue<'_>> {
    let text = text.trim_start_matches('\u{feff}');
    let is_vtt = text.starts_with("WEBVTT");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let line = |at: usize| lines.get(at).copied().unwrap_or_default();
    let times: Vec<(usize, (u64, u64))> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| times(line).map(|times| (at, times)))
        .collect();
    let mut found = Vec::new();
    for (number, (at, (from, to))) in times.iter().enumerate() {
        let end =
            times.get(number + 1).map_or(lines.len(), |(next, _)| match next.checked_sub(1) {
                Some(above) if above > *at && is_name(line(above), is_vtt) => above,
                _ => *next,
            });
        let all = lines.get(at + 1..end).unwrap_or_default();
        // In WebVTT an empty line ends a cue; in SRT there may be one in it.
        let said = all.iter().copied().take_while(|line| !is_vtt || !line.is_empty());
        let lines = said.filter(|line| !line.is_empty()).collect();
        found.push(Cue { from: *from, to: *to, lines });
    }
    found.sort_by_key(|cue| cue.from);
    found
}

/// Whether the line above the times of a cue is its number, or in WebVTT its name.
fn is_name(line: &str, is_vtt: bool) -> bool {
    !line.is_empty() && (is_vtt || line.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The times of a cue in milliseconds: `00:00:01,000 --> 00:00:04,000`, with any settings after it, or
/// `0:00:01.000,0:00:04.000`.
fn times(line: &str) -> Option<(u64, u64)> {
    let time = |text: &str| clock(text).filter(|(len, ..)| *len == text.len()).map(|found| found.1);
    if let Some((from, to)) = line.split_once("-->") {
        return Some((time(from.trim())?, time(to.split_whitespace().next()?)?));
    }
    let comma = line.match_indices(',').map(|(at, _)| at).find(|at| {
        line.get(..*at).is_some_and(|from| from.contains('.') && time(from).is_some())
    })?;
    Some((time(line.get(..comma)?)?, time(line.get(comma + 1..)?)?))
}
