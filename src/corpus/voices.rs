//! Whose voice each stretch of a source is: an author's text, turns, quotations, one inside another.

use super::source::{Source, Voice};
use crate::prose::Confidence;
use crate::text::Span;
use serde::Serialize;

/// The kind of voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VoiceKind {
    /// A text by its author.
    Author,
    /// A speech, a statement, a testimony: all by the speaker in its heading.
    Speech,
    /// A speaker's turn in a record of speech.
    Turn,
    /// Between quotation marks.
    Quoted,
    /// An unsigned text, by its publisher.
    Publication,
}

/// A stretch of a source in one voice. Spans are bytes of the source.
#[derive(Clone, Debug, PartialEq)]
pub struct VoiceSpan {
    /// The words.
    pub span: Span,
    /// The kind of voice.
    pub kind: VoiceKind,
    /// Whose voice it is: the fullest name in the source; `None` when it names none.
    pub speaker: Option<String>,
    /// The words that name the speaker, if they are in one place.
    pub evidence: Option<Span>,
    /// How sure it is.
    pub confidence: Confidence,
    /// The index of the voice that contains it.
    pub parent: Option<usize>,
}

impl Source {
    /// The voice of each stretch, outer ones before inner ones; one for each author of a text.
    pub fn voices(&self) -> Vec<VoiceSpan> {
        let mut voices = self.whole();
        let outermost = voices.len().checked_sub(1);
        let record = &self.record;
        let kind = if record.is_address { VoiceKind::Speech } else { VoiceKind::Turn };
        voices.extend(record.turns.iter().map(|turn| VoiceSpan {
            span: turn.words,
            kind,
            speaker: turn.speaker.clone(),
            evidence: turn.label,
            confidence: Confidence::Explicit,
            parent: outermost,
        }));
        let first = voices.len();
        for quotation in &self.reading.quotations {
            let around = voices.get(..first).unwrap_or_default();
            let within = around.iter().rposition(|voice| voice.span.covers(quotation.words));
            let attribution = quotation.attribution.as_ref();
            voices.push(VoiceSpan {
                span: quotation.words,
                kind: VoiceKind::Quoted,
                speaker: attribution.map(|a| a.named().of(&self.text).to_owned()),
                evidence: attribution.map(|a| a.speaker),
                confidence: attribution.map_or(Confidence::Doubtful, |a| a.confidence),
                parent: quotation.parent.map(|parent| first + parent).or(within),
            });
        }
        voices
    }

    /// The voices of the text as a whole.
    fn whole(&self) -> Vec<VoiceSpan> {
        let span = Span::new(0, self.text.len()).trimmed(&self.text);
        let within = |span, kind, speaker: Option<String>| VoiceSpan {
            span,
            kind,
            speaker,
            evidence: None,
            confidence: Confidence::Explicit,
            parent: None,
        };
        let voice = |kind, speaker| within(span, kind, speaker);
        match self.voice() {
            Voice::Parts(parts) => {
                let part = |(span, name): &(Span, String)| {
                    within(*span, VoiceKind::Author, Some(name.clone()))
                };
                parts.iter().map(part).collect()
            }
            Voice::Author(authors) => {
                let authors = authors.split(" and ").map(|name| Some(name.to_owned()));
                authors.map(|name| voice(VoiceKind::Author, name)).collect()
            }
            Voice::Reporter => vec![voice(VoiceKind::Publication, self.metadata.publisher.clone())],
            Voice::Unknown => Vec::new(),
        }
    }
}
