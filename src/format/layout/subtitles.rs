//! Subtitles saved as text, SRT and WebVTT: cue numbers, time lines, headers, notes and markup are not words.

use super::sheet::{Sheet, is_unended};
use super::stamps::clock;
use crate::text::Span;

/// The percentage of cues in rolling subtitles that begin with the line before.
const ROLLING: usize = 40;

/// Blanks everything but speech, if the text is subtitles.
pub(super) fn blank(sheet: &mut Sheet<'_>) {
    let header = sheet.words(0).trim_start_matches('\u{feff}');
    let vtt = header == "WEBVTT" || header.starts_with("WEBVTT ") || header.starts_with("WEBVTT\t");
    let times: Vec<usize> =
        (0..sheet.lines.len()).filter(|at| is_time_line(sheet.words(*at))).collect();
    let Some(first) = times.first().copied() else { return };
    if vtt {
        blocks(sheet, first);
    }
    for at in &times {
        let number = at.checked_sub(1).filter(|before| {
            let words = sheet.words(*before).trim_start_matches('\u{feff}');
            let counts = !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit());
            // The name of a WebVTT cue is on its own line above its times.
            counts || vtt && sheet.is_apart(*before) && !sheet.is_apart(*at)
        });
        if let Some(number) = number {
            sheet.drop_line(number);
        }
        sheet.drop_line(*at);
    }
    rolling(sheet, &times);
    voices(sheet, first);
    for at in first..sheet.lines.len() {
        if !sheet.is_gone(at) {
            markup(sheet, at);
        }
    }
}

/// `00:00:01,000 --> 00:00:04,000`, with any settings after it.
fn is_time_line(words: &str) -> bool {
    let Some((from, to)) = words.split_once("-->") else { return false };
    let whole = |time: &str| clock(time.trim()).is_some_and(|(len, ..)| len == time.trim().len());
    let to = to.trim_start();
    whole(from) && whole(to.split_whitespace().next().unwrap_or_default())
}

/// The header, notes, styles and regions of WebVTT, up to a blank line.
fn blocks(sheet: &mut Sheet<'_>, first: usize) {
    let mut dropping = false;
    for at in 0..sheet.lines.len() {
        if sheet.is_apart(at) {
            let words = sheet.words(at).trim_start_matches('\u{feff}');
            let begins = |name: &str| {
                words.strip_prefix(name).is_some_and(|r| r.is_empty() || r.starts_with([' ', '\t']))
            };
            let style = at < first && (words == "STYLE" || words == "REGION");
            dropping = begins("WEBVTT") && at == 0 || begins("NOTE") || style;
        }
        if dropping {
            sheet.drop_line(at);
        }
    }
}

/// Tags of HTML and of players inside a line: `<i>`, `<c.yellow>`, `<00:00:01.000>`, `{\an8}`. A voice becomes a label.
fn markup(sheet: &mut Sheet<'_>, at: usize) {
    let Some(span) = sheet.lines.get(at).map(|line| line.words()) else { return };
    let words = span.of(sheet.text);
    let mut from = 0;
    // How many bytes of the line are tags, as long as nothing else precedes them.
    let mut head = 0;
    while let Some(open) = words.get(from..).and_then(|w| w.find(['<', '{', '&'])) {
        let open = from + open;
        let Some(rest) = words.get(open..) else { break };
        let Some(len) = tag(rest) else {
            from = open + 1;
            continue;
        };
        let tag = Span::new(span.start + open, span.start + open + len);
        let name = rest.get(..len).and_then(voice);
        if let Some((lead, name)) = name {
            sheet.cut(Span::new(tag.start, tag.start + lead));
            sheet.mark(tag.start + lead + name, b':');
            sheet.cut(Span::new(tag.start + lead + name, tag.end));
        } else {
            sheet.cut(tag);
            let before = words.get(head..open).unwrap_or_default();
            head = if before.trim().is_empty() { open + len } else { head };
        }
        from = open + len;
    }
    if head > 0 {
        sheet.narrow(at, span.start + head);
    }
}

/// The length of the tag or entity at the start of a text, if players know it.
pub(in crate::format) fn tag(text: &str) -> Option<usize> {
    const LONGEST: usize = 200;
    const NAMES: &[&str] =
        &["i", "b", "u", "s", "c", "v", "lang", "ruby", "rt", "font", "em", "strong"];
    if let Some(rest) = text.strip_prefix('{') {
        let end = rest.get(..rest.floor_char_boundary(LONGEST))?.find('}')?;
        let inside = rest.get(..end)?;
        let player = inside.starts_with('\\')
            || inside.len() == 1 && matches!(inside, "i" | "b" | "u")
            || matches!(inside, "/i" | "/b" | "/u");
        return player.then_some(end + 2);
    }
    if text.starts_with('&') {
        return ["&nbsp;", "&lrm;", "&rlm;"]
            .iter()
            .find(|e| text.starts_with(**e))
            .map(|e| e.len());
    }
    let rest = text.strip_prefix('<')?;
    let end = rest.get(..rest.floor_char_boundary(LONGEST))?.find('>')?;
    let inside = rest.get(..end)?;
    let name = inside.trim_start_matches('/');
    let name = name.split([' ', '.', '\t']).next().unwrap_or_default();
    let known = NAMES.iter().any(|known| name.eq_ignore_ascii_case(known));
    let time = clock(inside).is_some_and(|(len, ..)| len == inside.len());
    (known || time).then_some(end + 2)
}

/// The bytes before the name in `<v.loud Ada Brill>`, and those of the name.
pub(in crate::format) fn voice(tag: &str) -> Option<(usize, usize)> {
    let inside = tag.strip_prefix('<')?.strip_suffix('>')?;
    let rest = inside.strip_prefix('v')?;
    let space = rest.find([' ', '\t'])?;
    let named = rest.get(space..)?;
    let (classes, name) = (rest.get(..space)?, named.trim());
    let lead = 2 + space + (named.len() - named.trim_start().len());
    ((classes.is_empty() || classes.starts_with('.')) && !name.is_empty())
        .then_some((lead, name.len()))
}

/// The length of a speaker's label before a cue, `ADA BRILL:` or `<v Ada Brill>`.
fn label(text: &str, line: Span) -> Option<(&str, usize)> {
    const LONGEST: usize = 48;
    let words = line.of(text);
    if let Some(len) = tag(words).filter(|_| words.starts_with('<')) {
        let (lead, name) = words.get(..len).and_then(voice)?;
        return Some((words.get(lead..lead + name)?, len));
    }
    let colon = words.get(..words.floor_char_boundary(LONGEST))?.find(':')?;
    let name = words.get(..colon)?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let named = !name.is_empty() && name.split_whitespace().all(capital);
    let spaced = words.get(colon + 1..).is_some_and(|rest| rest.starts_with(' '));
    (named && spaced).then_some((name, colon + 1))
}

/// Blanks the label of a cue whose speaker only continues: it would be in the middle of speech.
fn voices(sheet: &mut Sheet<'_>, first: usize) {
    let mut speaker = None;
    let mut goes_on = false;
    for at in first..sheet.lines.len() {
        if sheet.is_gone(at) {
            continue;
        }
        let Some(span) = sheet.lines.get(at).map(|line| line.words()) else { break };
        let found = label(sheet.text, span);
        let voice = span.of(sheet.text).starts_with('<');
        if let Some((name, len)) = found {
            if speaker == Some(name) && (goes_on || voice) {
                sheet.cut_head(at, len);
            }
            speaker = Some(name);
        }
        // “[theme music]” is not half a sentence.
        let words = sheet.words(at);
        goes_on = is_unended(words) && !words.ends_with([']', ')']);
    }
}

/// Blanks repeated lines of rolling subtitles: each cue begins with the last line of the one before.
fn rolling(sheet: &mut Sheet<'_>, times: &[usize]) {
    let mut again = Vec::new();
    let mut cues = 0;
    let mut before: Option<Vec<&str>> = None;
    for at in 0..sheet.lines.len() {
        if sheet.is_gone(at) {
            continue;
        }
        let words =
            bare_words(sheet.text, sheet.lines.get(at).map_or(Span::default(), |l| l.words()));
        let begins = at.checked_sub(1).is_some_and(|b| times.binary_search(&b).is_ok());
        cues += usize::from(begins);
        if before.as_ref().is_some_and(|before| *before == words) {
            again.push(at);
        } else {
            before = Some(words);
        }
    }
    if again.len() >= 2 && again.len() * 100 >= cues * ROLLING {
        again.into_iter().for_each(|at| sheet.drop_line(at));
    }
}

/// The words of a line without its tags.
fn bare_words(text: &str, line: Span) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.of(text);
    while !rest.is_empty() {
        let open = rest.find('<').unwrap_or(rest.len());
        words.extend(rest.get(..open).unwrap_or_default().split_whitespace());
        let behind = rest.get(open..).unwrap_or_default();
        let skip = tag(behind).unwrap_or(usize::from(!behind.is_empty()));
        rest = behind.get(skip..).unwrap_or_default();
    }
    words
}
