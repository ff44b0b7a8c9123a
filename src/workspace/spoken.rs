//! Whose words stand at a place of the corpus, as its source says.

use super::Snapshot;
use crate::actor::{ActorIndex, Mention, Place, speaker_in};
use crate::corpus::dispute;
use crate::prose::{AttributionRule, Confidence};
use crate::text::Span;

/// A quotation in a source and the one it is given to. Spans are bytes of that source.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The words, without marks.
    pub words: Span,
    /// The words that name the speaker; of a pronoun, what it stands for.
    pub speaker: Span,
    /// The pronoun or noun phrase, when the speaker is not named beside the words.
    pub stands_for: Option<Span>,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The actor of that name, when it is known for certain who is meant.
    pub actor: Option<ActorIndex>,
    /// The rule that found the speaker.
    pub rule: AttributionRule,
    /// How sure it is.
    pub confidence: Confidence,
    /// Who passes the words on.
    pub through: Option<Span>,
}

impl Snapshot {
    /// The speaker of the words at a place of the corpus; `None` where they are not in quotation marks or nobody is
    /// named. Of nested quotations the innermost counts.
    pub fn spoken(&self, place: Place) -> Option<Spoken> {
        let source = self.corpus.source(place.document)?;
        let quotation = source.reading.innermost(place.span)?;
        let attribution = quotation.attribution.as_ref()?;
        let speaker = attribution.named();
        let named = self.speaker_at(Place { document: place.document, span: speaker });
        let described = named.is_some_and(|mention| mention.rule.describes());
        let surest = if described { Confidence::Resolved } else { Confidence::Explicit };
        Some(Spoken {
            words: quotation.words,
            speaker,
            stands_for: attribution.antecedent.map(|_| attribution.speaker),
            cue: attribution.cue,
            actor: named.and_then(one),
            rule: attribution.rule,
            confidence: attribution.confidence.min(surest),
            through: attribution.through,
        })
    }

    /// The actor that the words at a place name, a speaker's or a reporter's, when it is certain who is meant.
    pub fn actor_named(&self, place: Place) -> Option<ActorIndex> {
        self.speaker_at(place).and_then(one)
    }

    fn speaker_at(&self, place: Place) -> Option<&Mention> {
        speaker_in(self.actors.mentions(place.document), place.span)
    }

    /// What a source says against its own words at a place: that they could not be verified, were deleted, denied.
    pub fn disputed(&self, place: Place) -> Option<Place> {
        let source = self.corpus.source(place.document)?;
        let mut quoted = source.reading.outermost(place.span).map(|(_, q)| q);
        let quoted = quoted.find(|q| q.words.overlaps(place.span))?;
        Some(Place { document: place.document, span: dispute(source, quoted)? })
    }
}

/// Who is meant by a mention that can mean one actor only.
fn one(mention: &Mention) -> Option<ActorIndex> {
    mention.also.is_empty().then_some(mention.actor)
}
