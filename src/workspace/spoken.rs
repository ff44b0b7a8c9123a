//! Whose words are at a place of the corpus, according to its source.

use super::snapshot::Snapshot;
use crate::actor::{ActorIndex, Mention, ends_name, speaker_in};
use crate::corpus::{Source, dispute};
use crate::prose::{
    AttributionRule, Confidence, Kind, Meaning, NameKind, Quotation, ReadIn, Weight, Written,
    weight, with_doubt,
};
use crate::text::{Passage, Span};
use crate::voice::Turn;

/// A quotation in a source and its speaker. Spans are bytes of that source.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The words, without marks.
    pub words: Span,
    /// The words that name the speaker; for a pronoun, the name it refers to.
    pub speaker: Span,
    /// The pronoun or noun phrase, when the speaker is not named beside the words.
    pub stands_for: Option<Span>,
    /// Why a pronoun means just him, and who else may be meant.
    pub meaning: Option<Meaning>,
    /// The cue: “said”.
    pub cue: Option<Span>,
    /// The actor with that name, when it is certain who is meant.
    pub actor: Option<ActorIndex>,
    /// In a record of speech, the speaker's fullest name.
    pub name: Option<String>,
    /// The rule that found the speaker.
    pub rule: AttributionRule,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it may be used for against a note.
    pub weight: Weight,
    /// The person who relays the words.
    pub through: Option<Span>,
}

impl Snapshot {
    /// The speaker of the words at a place of the corpus, from the turn of a record of speech or from quotation marks
    /// and a cue; `None` if no one is named. The innermost of nested quotations counts, also within a turn.
    pub fn spoken(&self, place: Passage) -> Option<Spoken> {
        if self.turn(place).is_some() {
            return self.said(place);
        }
        let source = self.corpus.source(place.document)?;
        self.quoted(source, place, source.reading.innermost(place.span)?)
    }

    /// The turn of a record of speech in which words of the corpus begin; `None` for words quoted there, except those
    /// of a term or a title, which are the speaker's own.
    pub fn turn(&self, place: Passage) -> Option<&Turn> {
        let source = self.corpus.source(place.document)?;
        let turn = source.record.turn_at(place.span)?;
        let own = |q: &Quotation| {
            q.attribution.is_none() && matches!(q.kind, Kind::Term | Kind::Scare | Kind::Title)
        };
        let innermost = source.reading.innermost(place.span);
        // Minutes may put quotation marks around all that one says.
        let whole = |q: &Quotation| q.span.covers(turn.words) || q.words == turn.words;
        let quoted = innermost.is_some_and(|q| q.span.covers(place.span) && !own(q) && !whole(q));
        (!quoted).then_some(turn)
    }

    /// The speaker of a turn.
    fn said(&self, place: Passage) -> Option<Spoken> {
        let turn = self.turn(place).filter(|turn| turn.speaker.is_some())?;
        let label = turn.label_or_start();
        // A part without a name (“NARRATOR”) may have a label that looks like a name.
        let named = turn
            .label
            .filter(|_| turn.is_named)
            .and_then(|span| self.actor_named(Passage { document: place.document, span }));
        let by_name = || {
            let name = turn.speaker.as_deref().filter(|_| turn.is_named)?;
            match self.actors.named(name).as_slice() {
                [one] => Some(*one),
                _ => None,
            }
        };
        Some(Spoken {
            words: turn.words,
            speaker: label,
            stands_for: None,
            meaning: None,
            cue: None,
            actor: named.or_else(by_name),
            name: turn.speaker.clone(),
            rule: AttributionRule::Label,
            confidence: Confidence::Explicit,
            weight: Weight::Accuses,
            through: None,
        })
    }

    /// The speaker of a quotation in a source.
    fn quoted(&self, source: &Source, place: Passage, innermost: &Quotation) -> Option<Spoken> {
        let mut quotation = innermost;
        // The words of an outer quotation are not those of the person it quotes.
        while !quotation.words.covers(place.span)
            && let Some(outer) = quotation.parent.and_then(|at| source.reading.quotations.get(at))
            && quotation.words.start > place.span.start
        {
            quotation = outer;
        }
        let attribution = quotation.attribution.as_ref()?;
        let speaker = attribution.named();
        let named = self.speaker_at(Passage { document: place.document, span: speaker });
        // “Weiss’s spokesman” is not Weiss.
        let named = named.filter(|mention| {
            let person =
                self.actors.actor(mention.actor).is_some_and(|a| a.kind == NameKind::Person);
            let behind = Span::new(mention.span.end, speaker.end.max(mention.span.end));
            !person || ends_name(behind.of(&source.text))
        });
        let described = named.is_some_and(|mention| mention.rule.describes());
        let surest = if described { Confidence::Resolved } else { Confidence::Explicit };
        let (rule, confidence) = (attribution.rule, attribution.confidence.min(surest));
        let cue = attribution.cue.map_or("", |cue| cue.of(&source.text));
        Some(Spoken {
            words: quotation.words,
            speaker,
            stands_for: attribution.antecedent.map(|_| attribution.speaker),
            meaning: attribution.meaning,
            weight: weight(rule, confidence, cue, ReadIn::Source),
            cue: attribution.cue,
            actor: named.and_then(one),
            name: None,
            rule,
            confidence,
            through: attribution.through,
        })
    }

    /// The speaker of the words at a place of the corpus, for display: the actor's name if known, else the words for
    /// the speaker, with any doubt: “he: perhaps Wang Yi or Qin Gang”.
    pub fn speaker_shown(&self, place: Passage, spoken: &Spoken) -> String {
        let words = |span| self.words(Passage { document: place.document, span });
        let actor = spoken.actor.and_then(|index| self.actors.actor(index));
        let written_name = || spoken.name.as_deref().unwrap_or_else(|| words(spoken.speaker));
        let name = actor.map_or_else(written_name, |actor| actor.name.as_str());
        // An office names no one: who holds it is an inference too.
        let described =
            spoken.rule != AttributionRule::Heading && spoken.confidence == Confidence::Resolved;
        let written = spoken.stands_for.or_else(|| described.then_some(spoken.speaker));
        let written = written.map(|span| match spoken.meaning {
            Some(meaning) => Written::Pronoun(words(span), meaning.other.map(words)),
            None => Written::Described(words(span)),
        });
        with_doubt(name, written, spoken.rule, spoken.confidence)
    }

    /// The actor named by the words at a place, a speaker's or a reporter's, when it is certain who is meant.
    pub fn actor_named(&self, place: Passage) -> Option<ActorIndex> {
        self.speaker_at(place).and_then(one)
    }

    fn speaker_at(&self, place: Passage) -> Option<&Mention> {
        speaker_in(self.actors.mentions(place.document), place.span)
    }

    /// What a source says against its own words at a place: that they could not be verified, were deleted, denied.
    pub fn disputed(&self, place: Passage) -> Option<Passage> {
        let source = self.corpus.source(place.document)?;
        let mut quoted = source.reading.outermost(place.span).map(|(_, q)| q);
        let quoted = quoted.find(|q| q.words.overlaps(place.span))?;
        Some(Passage { document: place.document, span: dispute(source, quoted)? })
    }
}

/// The actor of a mention that can mean only one.
fn one(mention: &Mention) -> Option<ActorIndex> {
    mention.also.is_empty().then_some(mention.actor)
}
