//! Writes what subtitles say as running text, with a line for each turn.

use super::cues::{Cue, cues};
use super::words::{Piece, Speaker, pieces};
use crate::format::builder::TextBuilder;
use crate::format::extraction::{Extraction, Format, Input, Properties};
use crate::format::illegible::Illegible;
use crate::format::layout::is_unended;
use crate::format::milestone::Unit;
use crate::prose::BlockKind;
use rustc_hash::FxHashMap;

/// Subtitles.
pub const SUBTITLES: Format =
    Format { name: "subtitles", extensions: &["srt", "vtt", "sbv"], converts: true, extract };

/// The percentage of cues in rolling subtitles that begin with the end of the one before.
const ROLLING: usize = 40;

/// After a pause this long, in milliseconds, a new sentence begins a paragraph; after a longer one anything does.
const PAUSE: u64 = 3_000;
const BREAK: u64 = 10_000;

/// A new sentence begins a paragraph after this many bytes.
const LONG: usize = 600;

fn extract(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let (text, charset) = input.decoded()?;
    let cues = cues(&text);
    if cues.is_empty() && !text.trim().is_empty() && !text.contains("WEBVTT") {
        return Err(Illegible::Damaged("has no times of subtitles"));
    }
    let mut shown: Vec<(&Cue<'_>, Vec<Piece>)> =
        cues.iter().map(|cue| (cue, pieces(cue))).collect();
    believe(&mut shown);
    unroll(&mut shown);
    let mut writer = Writer::default();
    for (cue, pieces) in shown {
        if writer.builder.is_full() {
            break;
        }
        writer.cue(cue, pieces);
    }
    writer.builder.finish(charset, Properties::default())
}

/// Takes labels for speakers: capitals, several names, or one name that is a label more than once. `Remember: …` is speech.
fn believe(shown: &mut [(&Cue<'_>, Vec<Piece>)]) {
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for piece in shown.iter().flat_map(|(_, pieces)| pieces) {
        if let Some(Speaker::Labelled(name)) = &piece.speaker {
            *times.entry(name.clone()).or_default() += 1;
        }
    }
    for piece in shown.iter_mut().flat_map(|(_, pieces)| pieces) {
        piece.speaker = match piece.speaker.take() {
            Some(Speaker::Labelled(name)) => {
                let capitals = !name.contains(char::is_lowercase);
                let often = times.get(&name).is_some_and(|times| *times > 1);
                if capitals || often || name.contains(' ') {
                    Some(Speaker::Named(name))
                } else {
                    piece.words = format!("{name}: {}", piece.words);
                    None
                }
            }
            other => other,
        };
    }
}

/// Leaves out what rolling subtitles show again: each cue begins with words that end the one before.
fn unroll(shown: &mut [(&Cue<'_>, Vec<Piece>)]) {
    let words = |pieces: &[Piece]| -> Vec<String> {
        let words = pieces.iter().flat_map(|piece| piece.words.split_whitespace());
        words.map(str::to_owned).collect()
    };
    let all: Vec<Vec<String>> = shown.iter().map(|(_, pieces)| words(pieces)).collect();
    let again = |pair: &[Vec<String>]| match pair {
        [before, now] => shared(before, now),
        _ => 0,
    };
    let repeated: Vec<usize> = all.windows(2).map(again).collect();
    // One word may well be said twice.
    let rolls = |(words, before): &(&usize, &Vec<String>)| {
        **words > 1 || **words == before.len() && **words > 0
    };
    let rolling = repeated.iter().zip(&all).filter(rolls).count();
    if rolling < 2 || rolling * 100 < repeated.len() * ROLLING {
        return;
    }
    for ((_, pieces), mut skip) in shown.iter_mut().skip(1).zip(repeated) {
        for piece in pieces.iter_mut() {
            let own = piece.words.split_whitespace().count();
            if skip > 0 {
                piece.speaker = None;
                let rest = piece.words.split_whitespace().skip(skip);
                piece.words = rest.collect::<Vec<_>>().join(" ");
            }
            skip = skip.saturating_sub(own);
        }
        pieces.retain(|piece| !piece.words.is_empty());
    }
}

/// How many words end one list and begin another.
fn shared(before: &[String], now: &[String]) -> usize {
    const MOST: usize = 60;
    let most = before.len().min(now.len()).min(MOST);
    let is_shared = |len: &usize| before.get(before.len() - len..) == now.get(..*len);
    (1..=most).rev().find(is_shared).unwrap_or(0)
}

#[derive(Default)]
struct Writer {
    builder: TextBuilder,
    /// Who speaks, if that is known.
    speaker: Option<String>,
    /// Who is announced before any words.
    announced: Option<Speaker>,
    /// When the last cue with words vanished.
    until: u64,
    /// The second of the last milestone.
    second: Option<u32>,
    /// The bytes of the paragraph, and whether its last sentence is not ended.
    len: usize,
    unended: bool,
}

impl Writer {
    fn cue(&mut self, cue: &Cue<'_>, pieces: Vec<Piece>) {
        for (at, piece) in pieces.into_iter().enumerate() {
            let pause = cue.from.saturating_sub(self.until);
            let announced = piece.speaker.or(self.announced.take());
            if piece.words.is_empty() {
                self.announced = announced;
                continue;
            }
            let label = self.turn(announced);
            let rests =
                at == 0 && (pause >= BREAK || !self.unended && (pause >= PAUSE || self.len > LONG));
            if label.is_some() || rests || self.len == 0 {
                self.builder.begin(BlockKind::Paragraph, 0);
                self.len = 0;
            } else {
                self.builder.text(" ");
            }
            let second = u32::try_from(cue.from / 1_000).unwrap_or(u32::MAX);
            if self.second != Some(second) {
                self.builder.milestone(Unit::Time, second, None);
                self.second = Some(second);
            }
            match label {
                Some(Label::Name(name)) => self.builder.text(&format!("{name}: ")),
                Some(Label::Dash) => self.builder.mark("-"),
                None => {}
            }
            self.builder.text(&piece.words);
            self.len += piece.words.len();
            self.unended = is_unended(&piece.words);
            self.until = self.until.max(cue.to);
        }
    }

    /// What to write where somebody begins to speak; nothing if the same one only continues.
    fn turn(&mut self, speaker: Option<Speaker>) -> Option<Label> {
        match speaker? {
            Speaker::Named(name) | Speaker::Labelled(name)
                if self.speaker.as_ref() == Some(&name) =>
            {
                None
            }
            Speaker::Named(name) | Speaker::Labelled(name) => {
                self.speaker = Some(name.clone());
                Some(Label::Name(name))
            }
            Speaker::Other => {
                self.speaker = None;
                Some(Label::Dash)
            }
        }
    }
}

/// What is written before a turn.
enum Label {
    Name(String),
    Dash,
}
