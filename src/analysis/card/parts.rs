//! Parts of several cards: a place, a sentence around words, the speaker, a list with its title.

use super::block::{CardBlock, StyledText, plain, strong};
use crate::corpus::{Source, Verdict};
use crate::prose::Confidence;
use crate::rules::wording::shortened;
use crate::text::{Passage, Span};
use crate::workspace::Snapshot;

/// The most characters of words within a line.
pub(super) const LINE: usize = 160;

/// “ and 4 more” of `all`, after those that are shown; empty if that is all.
pub(super) fn more(all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

/// A list with its title, and with its total `all` if that is more than `most`; nothing without items.
pub(super) fn section(
    title: &str,
    items: Vec<StyledText>,
    all: usize,
    most: usize,
) -> Vec<CardBlock> {
    if items.is_empty() {
        return Vec::new();
    }
    let of_all = if all > most { format!(" ({} of {all})", items.len()) } else { String::new() };
    vec![strong(title).plain(of_all).into(), CardBlock::List(items)]
}

/// A place for people: the passage, and the file and line as a link.
pub(super) fn place(snapshot: &Snapshot, place: Passage) -> StyledText {
    let Some(source) = snapshot.corpus.source(place.document) else { return plain("") };
    let date = source.metadata.date.map(|d| format!(", {d}")).unwrap_or_default();
    let line = source.line(place.span.start);
    let text = plain(snapshot.passage(place)).plain(date).plain(" ");
    text.link(&source.path, line, &snapshot.file_line(place))
}

/// The sentence around a place, about `most` bytes, with the `strong` spans emphasised.
pub(super) fn in_sentence(
    snapshot: &Snapshot,
    source: &Source,
    place: Passage,
    most: usize,
    strong: &[Span],
) -> StyledText {
    let sentence = snapshot.sentence(place);
    let window = window(&source.text, sentence, place.span, most);
    let head = if window.start > sentence.start { "… " } else { "" };
    let tail = if window.end < sentence.end { " …" } else { "" };
    plain(head).excerpt(&source.text, window, strong).plain(tail)
}

/// The part of `whole` around `span`, about `most` bytes, cut at spaces.
pub(in crate::analysis) fn window(text: &str, whole: Span, span: Span, most: usize) -> Span {
    if whole.len() <= most {
        return whole;
    }
    let side = most.saturating_sub(span.len()) / 2;
    let mut start = text.ceil_char_boundary(span.start.saturating_sub(side).max(whole.start));
    if start > whole.start {
        let before = text.get(start..span.start);
        let space = before.and_then(|before| before.find(char::is_whitespace));
        start = space.map_or(span.start, |at| start + at + 1);
    }
    let mut end = text.floor_char_boundary((span.end + side).min(whole.end));
    if end < whole.end {
        let behind = text.get(span.end..end);
        let space = behind.and_then(|behind| behind.rfind(char::is_whitespace));
        end = space.map_or(span.end, |at| span.end + at);
    }
    Span::new(start, end)
}

/// How well words match a source.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => "Verbatim",
        Verdict::Permitted => "Verbatim, but for first letter or punctuation",
        Verdict::Altered => "Altered, and marked so",
        Verdict::Misquoted => "Misquoted",
    }
}

/// The speaker at a place, according to the source.
pub(super) fn speaker(snapshot: &Snapshot, place: Passage) -> Option<StyledText> {
    let spoken = snapshot.spoken(place)?;
    let words = |span: Span| snapshot.words(Passage { document: place.document, span }).trim();
    let written = spoken.stands_for.unwrap_or(spoken.speaker);
    let evidence = std::iter::once(written).chain(spoken.cue).map(words);
    let evidence = evidence.filter(|words| !words.is_empty()).map(plain);
    let text = plain("Speaker in the source: ").strong(snapshot.speaker_shown(place, &spoken));
    let reason = spoken.meaning.filter(|_| spoken.confidence > Confidence::Doubtful);
    let text = match reason {
        Some(meaning) => text.plain(", ").plain(meaning.reason.text()),
        None => text,
    };
    let text = text.plain(" (“").joined(evidence, " … ").plain("”)");
    Some(match spoken.through {
        Some(through) => text.plain(", as quoted by ").plain(words(through)),
        None => text,
    })
}

/// What the source says against the words at a place.
pub(super) fn dispute(snapshot: &Snapshot, place: Passage) -> Option<StyledText> {
    let words = shortened(snapshot.words(snapshot.disputed(place)?), LINE);
    Some(strong("Disputed").plain(" by the source itself: “").plain(words).plain("”"))
}
