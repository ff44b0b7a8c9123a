//! A record of speech: its turns and their speakers.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A record of speech. Other documents have no turns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its turns in order, without overlaps.
    pub turns: Vec<Turn>,
    /// Whether it is all by one speaker: a speech, a statement, a testimony.
    pub is_address: bool,
}

/// What one speaker says until the next takes over. Spans are bytes of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// The words, without label, directions and headings around them.
    pub words: Span,
    /// The words of the label that name the speaker; `None` if only the layout shows the change of speaker.
    pub label: Option<Span>,
    /// The speaker: the fullest name that the document has for the label, else the label as written (“THE COURT”).
    pub speaker: Option<String>,
    /// Whether `speaker` is a person's name, not only a part in the record (“Q”, “THE COURT”).
    pub is_named: bool,
}

impl Turn {
    /// The label, or the empty span where the turn begins.
    pub fn label_or_start(&self) -> Span {
        self.label.unwrap_or(Span::new(self.words.start, self.words.start))
    }
}

impl Record {
    /// The names of the speakers, one for each turn, without parts such as “Q”.
    pub fn speakers(&self) -> impl Iterator<Item = &String> {
        self.turns.iter().filter(|turn| turn.is_named).filter_map(|turn| turn.speaker.as_ref())
    }

    /// The turn in which a span begins.
    pub fn turn_at(&self, span: Span) -> Option<&Turn> {
        let next = self.turns.partition_point(|turn| turn.words.start <= span.start);
        let turn = next.checked_sub(1).and_then(|at| self.turns.get(at))?;
        turn.words.contains(span.start).then_some(turn)
    }
}
