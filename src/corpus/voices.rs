//! The voices of a source: its authors' text, turns of speakers, and quotations, nested in each other.

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
    /// The fullest name of the speaker in the source; `None` if it has none.
    pub speaker: Option<String>,
    /// The words beside it that name the speaker.
    pub evidence: Option<Span>,
    /// The confidence of the speaker.
    pub confidence: Confidence,
    /// The index of the innermost voice that contains it.
    pub parent: Option<usize>,
}

impl Source {
    /// The voices of the source, outer before inner ones. A text with several authors has a voice for each.
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
