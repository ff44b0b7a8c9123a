//! A record of speech: its turns, and who takes them.

use crate::text::Span;

/// A record of speech. No turns where a document is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Its turns in order. They do not overlap.
    pub turns: Vec<Turn>,
    /// Whether one speaker has the whole of it: a speech, a statement, a testimony.
    pub is_address: bool,
}

/// What one speaker says until the next takes over. Spans are bytes of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The words, without label, directions and headings around them.
    pub words: Span,
    /// The words of the label that name the speaker; `None` where the layout alone tells that another speaks.
    pub label: Option<Span>,
    /// Who speaks: the fullest name that the document has for the label, else the label as it is written (“THE COURT”).
    pub speaker: Option<String>,
    /// Whether `speaker` is somebody's name, not only a part that is played in the record (“Q”, “THE COURT”).
    pub is_named: bool,
}

impl Turn {
    /// The label; where there is none, the empty span at which the turn begins.
    pub fn label_or_start(&self) -> Span {
        self.label.unwrap_or(Span::new(self.words.start, self.words.start))
    }
}

impl Record {
    /// The names of those who speak, one for each turn; parts that the record gives to nobody are left out.
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
