//! What a sentence shows about one of its quotations, independent of what precedes it; valid as long as the sentence is
//! unchanged.

use super::candidate;
use super::cue::Cue;
use super::evidence::{Evidence, Place};
use super::features::{self, Features};
use super::phrase::Sentence;
use crate::text::Span;
use std::ops::Range;

/// A quotation as its sentence shows it. Positions are tokens of the sentence.
#[derive(Clone, Debug)]
pub(super) struct SentenceView {
    /// Its features, without those beyond the sentence.
    pub features: Features,
    /// The people in the sentence who may speak it.
    pub somebody: Vec<(Named, Evidence)>,
    /// The subject of a verb that is itself in quotation marks.
    pub quoted_verb: Option<Range<usize>>,
}

/// How a person is named.
#[derive(Clone, Debug)]
pub(super) enum Named {
    /// As the subject of a cue.
    By(Cue),
    /// By a phrase.
    Bare(Range<usize>),
}

impl SentenceView {
    /// Examines the quotation at token `at`. `span` includes its marks, `words` are its words or the ends of them,
    /// `cues` those of the sentence.
    pub(super) fn of(
        sentence: &Sentence<'_>,
        cues: &[Cue],
        at: usize,
        span: Span,
        words: &str,
    ) -> Self {
        let make = candidate::make(sentence, at, words);
        Self {
            features: features::of_quotation(sentence, at, span, words, make),
            somebody: somebody(sentence, nearest(cues, at), at),
            quoted_verb: candidate::of_quoted_verb(sentence, at),
        }
    }
}

/// The most cues considered on either side of a quotation.
const NEAREST: usize = 32;

/// The cues nearest to the quotation at token `at`: all of them in any normal sentence.
pub(super) fn nearest(cues: &[Cue], at: usize) -> &[Cue] {
    let behind = cues.partition_point(|cue| cue.tokens.end <= at);
    let end = cues.len().min(behind + NEAREST);
    cues.get(behind.saturating_sub(NEAREST)..end).unwrap_or(cues)
}

fn somebody(sentence: &Sentence<'_>, cues: &[Cue], at: usize) -> Vec<(Named, Evidence)> {
    let mut found: Vec<(Named, Evidence)> = Vec::with_capacity(cues.len() + 4);
    let turned = candidate::inverted(sentence, at)
        .filter(|t| !cues.iter().any(|c| c.tokens == t.tokens && c.subject == t.subject));
    let with_turned: Vec<Cue>;
    let all = match turned {
        None => cues,
        Some(turned) => {
            with_turned = cues.iter().cloned().chain([turned]).collect();
            &with_turned
        }
    };
    for (i, cue) in all.iter().enumerate() {
        if candidate::asked(sentence, &cue.subject) {
            continue;
        }
        let Some(evidence) = candidate::evidence(sentence, all, i, at) else { continue };
        found.push((Named::By(cue.clone()), evidence));
    }
    if let Some(phrase) = candidate::label(sentence, at) {
        let who = candidate::who(sentence, &phrase);
        found.push((Named::Bare(phrase), Evidence::from_before(Place::Label, who, None)));
    }
    for phrase in candidate::mentions(sentence, at) {
        let span = sentence.span(&phrase);
        if !found.iter().any(|(named, _)| sentence.span(named.phrase()).overlaps(span)) {
            let evidence = candidate::mentioned(sentence, cues, &phrase, at);
            found.push((Named::Bare(phrase), evidence));
        }
    }
    found
}

impl Named {
    fn phrase(&self) -> &Range<usize> {
        match self {
            Named::By(cue) => &cue.subject.phrase,
            Named::Bare(phrase) => phrase,
        }
    }
}
