//! Reads the record of speech in a document.

use super::evidence::labels;
use super::head::{End, Head, head};
use super::legend::legend;
use super::line::{Style, lines};
use super::model::{Record, Turn};
use super::roster::Roster;
use super::speech::is_spoken;
use super::turn::Conventions;
use super::{address, interview, mail, turn};
use crate::text::Span;

/// The record of speech in a document with this title; without turns when there is none.
pub fn record(text: &str, title: Option<&str>) -> Record {
    let lines = lines(text);
    let mail = mail::turns(text, &lines);
    if !mail.is_empty() {
        return Record { turns: mail, is_address: false };
    }
    let title = title.or_else(|| first_line(text, &lines));
    let heads = labels(text, &lines, heads(text, &lines));
    let turns = if heads.is_empty() {
        interview::turns(text, &lines, matter(text, &lines), title)
    } else {
        spoken(text, &lines, title, &heads)
    };
    if turns.is_empty()
        && let Some(turn) = address::turn(text, &lines, matter(text, &lines))
            .or_else(|| address::listed(text, &lines, matter(text, &lines)))
    {
        return Record { turns: vec![turn], is_address: true };
    }
    Record { turns, is_address: false }
}

/// The lines that may begin with a label, except in code.
fn heads(text: &str, lines: &[Span]) -> Vec<Head> {
    let mut code = false;
    let mut heads = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(matter(text, lines)) {
        if line.of(text).trim_start().starts_with("```") {
            code = !code;
        } else if !code {
            heads.extend(head(text, lines, at));
        }
    }
    heads
}

/// The number of lines of front matter.
fn matter(text: &str, lines: &[Span]) -> usize {
    let fence =
        lines.first().map_or("", |line| line.of(text).trim_start_matches('\u{feff}').trim_end());
    if !(fence.len() > 2 && (fence.bytes().all(|b| b == b'-') || fence == "+++")) {
        return 0;
    }
    lines.iter().skip(1).position(|line| line.of(text).trim_end() == fence).map_or(0, |at| at + 2)
}

/// The first line with words, or the title in front matter.
fn first_line<'t>(text: &'t str, lines: &[Span]) -> Option<&'t str> {
    let from = matter(text, lines);
    let title = lines.iter().take(from).find_map(|line| line.of(text).trim().strip_prefix("title"));
    let title =
        title.map(|rest| rest.trim_start_matches([':', '=', ' ']).trim_matches(['"', '\'']));
    let bare = |line: &Span| line.of(text).trim_matches(['#', '*', ' ', '\u{feff}', '\r']);
    title.or_else(|| lines.iter().skip(from).map(bare).find(|line| !line.is_empty()))
}

/// The turns after labels.
fn spoken(text: &str, lines: &[Span], title: Option<&str>, heads: &[Head]) -> Vec<Turn> {
    let (listed, heads) = heads.split_at(legend(text, lines, heads));
    let first = heads.first().and_then(|head| lines.get(head.line)).map_or(0, |line| line.start);
    let mut roster = Roster::of(text, title, first, heads, listed);
    let conventions = Conventions::of(text, lines, heads);
    // The numbers and times of subtitles are blanked, which leaves a form feed.
    let subtitles = text.trim_start_matches([' ', '\r', '\n', '\u{feff}']).starts_with('\u{c}');
    let mut turns: Vec<Turn> = Vec::new();
    let mut answers = Vec::new();
    // Names with no words between them are a list of participants.
    let mut empty = 0;
    for (at, head) in heads.iter().enumerate() {
        let next = heads.get(at + 1).map_or(lines.len(), |head| head.line);
        let words = turn::of(text, lines, head, next, &conventions);
        let words = if subtitles { before_dash(text, words) } else { words };
        let (speaker, is_named) = roster.speaker(head);
        // A telephone number in an exported chat is not a name.
        let is_named = is_named && speaker.contains(char::is_alphabetic);
        let (words, answer) = divided(text, head, words);
        // A chat exports reactions as messages.
        let words = match words.of(text).starts_with("Reacted to ") {
            true => Span::new(words.start, words.start),
            false => words,
        };
        let few = words.of(text).lines().count();
        let listed = empty > 1 && head.end == End::Alone && few < 4 && !is_spoken(words.of(text));
        empty = if words.is_empty() { empty + 1 } else { 0 };
        if !words.is_empty() && !listed {
            turns.push(Turn { words, label: Some(head.name), speaker: Some(speaker), is_named });
        }
        if let Some(words) = answer {
            answers.push(turns.len());
            turns.push(Turn { words, label: None, speaker: None, is_named: false });
        }
    }
    answered(&mut turns, &answers);
    turn::without_note(text, &mut turns);
    turns
}

/// The words of a subtitle turn before the line where a dash marks another, unnamed speaker.
fn before_dash(text: &str, words: Span) -> Span {
    let mut end = words.start;
    for line in words.of(text).split_inclusive('\n') {
        if end > words.start && line.trim_start().starts_with("- ") {
            return Span::new(words.start, end).trimmed(text);
        }
        end += line.len();
    }
    words
}

/// A question in bold, from its label to its end, and the answer below, which has no label.
fn divided(text: &str, head: &Head, words: Span) -> (Span, Option<Span>) {
    let label = Span::new(head.name.start, head.words).of(text);
    let opened = head.style == Style::Bold && !label.contains("**");
    let said = words.of(text);
    let closes = |at: &usize| {
        said.get(at + 2..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']))
    };
    let end = said.match_indices("**").map(|(at, _)| at).find(closes).filter(|_| opened);
    let Some(end) = end else { return (words, None) };
    let behind = Span::new(words.start + end + 2, words.end);
    let apart = behind.of(text).trim_start_matches([' ', '\r']).starts_with('\n');
    let answer = behind.trimmed(text);
    (
        Span::new(words.start, words.start + end).trimmed(text),
        (apart && !answer.is_empty()).then_some(answer),
    )
}

/// Sets the speaker of answers without a label: of two speakers, the one who did not ask.
fn answered(turns: &mut [Turn], answers: &[usize]) {
    if answers.is_empty() {
        return;
    }
    let mut speakers: Vec<(String, bool)> = Vec::new();
    for turn in turns.iter() {
        let Some(speaker) = &turn.speaker else { continue };
        if !speakers.iter().any(|(known, _)| known == speaker) {
            speakers.push((speaker.clone(), turn.is_named));
        }
        if speakers.len() > 2 {
            return;
        }
    }
    for at in answers {
        let asks = at.checked_sub(1).and_then(|at| turns.get(at)).and_then(|t| t.speaker.clone());
        let other = match speakers.as_slice() {
            [_, _] => speakers.iter().find(|(name, _)| Some(name) != asks.as_ref()),
            _ => None,
        };
        if let (Some((name, is_named)), Some(turn)) = (other, turns.get_mut(*at)) {
            turn.speaker = Some(name.clone());
            turn.is_named = *is_named;
        }
    }
}
