//! Weighs the candidates for a quotation, and turns the best into an attribution.

use super::candidate;
use super::cue::{Cue, Strength};
use super::evidence::{ANOTHER, Evidence, Form, Opening, Place, Who};
use super::features::{self, CandidateContext, Features, QuotationContext};
use super::history::{History, surname};
use super::phrase::Sentence;
use super::sentence_view::{Named, SentenceView, nearest};
use super::speaker::{People, Speaker};
use super::token::TokenKind;
use crate::prose::block::BlockKind;
use crate::prose::quote::quotation::{self, Attribution, AttributionRule, Confidence, Quotation};
use crate::text::Span;

/// The position of a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuotationPlace<'s> {
    /// The sentence.
    pub sentence: &'s Sentence<'s>,
    /// Its token in the sentence.
    pub at: usize,
    /// Its index.
    pub index: usize,
    /// The index of its block.
    pub number: usize,
    /// The kind of its block.
    pub block: BlockKind,
    /// The number of quotations in the block.
    pub in_block: usize,
    /// The speaker of the quotation before it in the same sentence.
    pub earlier: Option<Span>,
}

/// A candidate with what an attribution needs.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    evidence: Evidence,
    speaker: Speaker,
}

/// A quotation before its speaker is decided.
#[derive(Clone, Debug)]
pub struct Case {
    /// The words without their marks.
    pub words: Span,
    /// The features of the quotation.
    pub quotation: Features,
    /// The candidates: the words that name each, and its features.
    pub candidates: Vec<(Span, Features)>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The index of a candidate.
    pub candidate: usize,
    /// Whether it is likely enough to be named.
    pub named: bool,
    /// Whether no other candidate is nearly as likely.
    pub clear: bool,
}

/// Decides who speaks.
pub trait Chooser {
    /// The likeliest speaker; `None` if the words more likely have none.
    fn choose(&mut self, case: &Case) -> Option<Choice>;
}

/// The speaker by the weight of the evidence, if any; `words` are those of the quotation, or the ends of long ones.
pub(super) fn weighed<'t>(
    text: &'t str,
    view: &SentenceView,
    place: &QuotationPlace<'_>,
    history: &mut History<'t>,
    (quotation, words): (&Quotation, &str),
    context: &QuotationContext,
    chooser: &mut dyn Chooser,
) -> Option<(Attribution, Speaker)> {
    let sentence = place.sentence;
    let candidates =
        candidates(view, place, history, words, quotation.form == quotation::Form::Block);
    let evidence: Vec<Evidence> = candidates.iter().map(|c| c.evidence).collect();
    let mut features = view.features;
    features::in_context(context, &mut features);
    features::of_candidates(&evidence, &mut features);
    let names: Vec<&str> = candidates.iter().map(|c| surname(text, &c.speaker)).collect();
    let rows = candidates
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let known =
                candidate_context(history, &candidates, &names, i, words, quotation.span.start);
            (c.speaker.span, features::of_candidate(&c.evidence, &known, &features))
        })
        .collect();
    let case = Case { words: quotation.words, quotation: features, candidates: rows };
    let chosen = chooser.choose(&case);
    let certain = candidates.iter().find(|c| governed_by_agent(c, quotation.span));
    let certain = certain.or_else(|| relayed(text, &candidates));
    let certain = certain.or_else(|| with_own_verb(&candidates));
    let certain = certain.or_else(|| inside_a_clause(text, &candidates, quotation.span)).copied();
    let certain = certain.or_else(|| {
        let speaker = Speaker::bare(sentence, view.quoted_verb.as_ref()?, place.number);
        let evidence = Evidence::from_before(Place::BeforeThat, speaker.who, Some(Strength::Say));
        Some(Candidate { evidence, speaker })
    });
    let (best, clear) = match (certain, chosen) {
        (Some(agent), _) => (agent, true),
        (None, Some(choice)) => {
            let best = *candidates.get(choice.candidate)?;
            if !choice.named && !plain(sentence, &best, history.goes_on) {
                history.hear(text, Speaker { block: place.number, ..best.speaker });
                return None;
            }
            (best, choice.clear)
        }
        (None, None) => return None,
    };
    let (best, through) = second_hand(text, &candidates, best);
    let mut attribution = attribution(sentence, place.at, &best, clear);
    attribution.through = through;
    Some((attribution, best.speaker))
}

/// `Lund, threatened with “…” by the fund, …`: certain, but too rare for the weights.
fn governed_by_agent(candidate: &Candidate, quotation: Span) -> bool {
    let Candidate { evidence, speaker } = candidate;
    evidence.form == Form::Agent
        && evidence.opening == Opening::Word
        && matches!(evidence.place, Place::Before | Place::Near)
        && speaker.span.start > quotation.end
}

/// `Lin replied, “…,” the Herald wrote`: two candidates split the probability, and the first has the words.
fn relayed<'c>(text: &str, candidates: &'c [Candidate]) -> Option<&'c Candidate> {
    let behind = |c: &&Candidate| {
        let Evidence { place, who, .. } = c.evidence;
        matches!(place, Place::After | Place::Inverted)
            && matches!(who, Who::Name | Who::Utterance)
            && reports(text, c)
    };
    candidates.iter().find(behind)?;
    candidates.iter().rev().find(|c| {
        matches!(c.evidence.place, Place::BeforeComma | Place::BeforeColon | Place::Near)
            && c.evidence.strength == Some(Strength::Say)
            && c.evidence.who != Who::Other
    })
}

/// `Lund said that “…”, while Holm replied: “…”`: someone with a verb of their own directly before the words speaks
/// them. Sentences with two quotations have one speaker so often that the weights would give both to the first.
fn with_own_verb(candidates: &[Candidate]) -> Option<&Candidate> {
    candidates.iter().rev().find(|c| {
        let Evidence { place, strength, who, form, opening, gap, same, .. } = c.evidence;
        let beside = match place {
            Place::BeforeColon => gap == 1,
            Place::Before | Place::BeforeComma | Place::BeforeThat => {
                strength == Some(Strength::Say)
            }
            _ => false,
        };
        beside
            && same == ANOTHER
            && opening != Opening::Word
            && matches!(who, Who::Name | Who::Person | Who::Other)
            && matches!(form, Form::Plain | Form::Compound)
    })
}

/// `a decision that Lin said would “…”`, `a step which, Lin said, was “…”`: only auxiliary verbs separate the cue from
/// the words, and their subject is what the clause is about. The weights would choose the subject of the sentence.
fn inside_a_clause<'c>(
    text: &str,
    candidates: &'c [Candidate],
    quotation: Span,
) -> Option<&'c Candidate> {
    const WITH_OTHERS: &[&str] = &[
        "would", "will", "could", "can", "may", "might", "must", "should", "shall", "had", "has",
        "have", "was", "were", "is", "are", "be", "been", "being", "not", "also", "only", "never",
        "still", "now", "soon",
    ];
    let verbs = |c: &Candidate| {
        let cue = c.speaker.cue.filter(|cue| cue.start > c.speaker.span.start)?;
        let between = text.get(cue.end..quotation.start)?;
        let words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let plain =
            between.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == ',' || c == '\n');
        let mut words = words.peekable();
        Some(words.peek().is_some() && plain && words.all(|w| WITH_OTHERS.contains(&w)))
    };
    candidates.iter().rev().find(|c| {
        let Evidence { strength, who, form, .. } = c.evidence;
        strength == Some(Strength::Say)
            && matches!(who, Who::Name | Who::Person | Who::Singular)
            && matches!(form, Form::Plain | Form::Compound)
            && verbs(c) == Some(true)
    })
}

/// Whether a cue is one that relays words.
fn reports(text: &str, candidate: &Candidate) -> bool {
    let cue = candidate.speaker.cue.map(|s| s.of(text)).unwrap_or_default();
    let verb = cue.split_whitespace().next_back().unwrap_or_default();
    candidate.evidence.strength >= Some(Strength::Judge)
        && candidate.evidence.who != Who::Singular
        && REPORTING.iter().any(|r| r.eq_ignore_ascii_case(verb))
}

/// A paragraph of only a quotation has an earlier speaker: the one with whom the sentence above it ends, or the speaker
/// of the paragraph above if that ends with a quotation. A label names its own. And a clause about a person that ends
/// with a colon announces that person's words: `To her host she was polite: “…”`.
fn plain(sentence: &Sentence<'_>, candidate: &Candidate, goes_on: bool) -> bool {
    let Evidence { place, who, .. } = candidate.evidence;
    if place == Place::BeforeColon {
        return matches!(who, Who::Singular | Who::Name | Who::Person);
    }
    if place == Place::Label {
        return who == Who::Name;
    }
    let announced =
        place == Place::EndOfBlockBefore && candidate.evidence.strength >= Some(Strength::Say);
    let follows = goes_on && place == Place::BlockBefore;
    (announced || follows) && !sentence.has_words()
}

/// What is known about candidate `i` beyond its position.
fn candidate_context(
    history: &History<'_>,
    candidates: &[Candidate],
    names: &[&str],
    i: usize,
    words: &str,
    quotation: usize,
) -> CandidateContext {
    let (Some(candidate), Some(&name)) = (candidates.get(i), names.get(i)) else {
        return CandidateContext::default();
    };
    let distance = |c: &Candidate| c.speaker.span.start.abs_diff(quotation);
    let left = |c: &Candidate| c.speaker.span.start < quotation;
    let nearer = candidates
        .iter()
        .filter(|c| left(c) == left(candidate) && distance(c) < distance(candidate))
        .count();
    let (heard, since) = history.heard(name);
    CandidateContext {
        heard,
        since,
        shared: names.iter().filter(|n| **n == name).count().saturating_sub(1),
        as_last: history.as_last(name),
        named: name.len() > 3 && words.contains(name),
        nearer,
    }
}

/// The speaker named by a verb of saying directly beside the words: nothing else counts inside a quotation.
pub(super) fn beside(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    at: usize,
    people: &People,
    words: &str,
) -> Option<Attribution> {
    let cues = nearest(cues, at);
    (0..cues.len()).find_map(|i| {
        let cue = cues.get(i)?;
        let evidence = candidate::evidence(sentence, cues, i, at)?;
        use Place::{After, Before, BeforeColon, BeforeComma, Inverted};
        let near = [Before, BeforeComma, BeforeColon, After, Inverted].contains(&evidence.place);
        if !near || cue.strength < Strength::Say {
            return None;
        }
        let speaker = Speaker::of_cue(sentence, cue, 0, people, words);
        Some(attribution(sentence, at, &Candidate { evidence, speaker }, true))
    })
}

fn candidates(
    view: &SentenceView,
    place: &QuotationPlace<'_>,
    history: &History<'_>,
    words: &str,
    block: bool,
) -> Vec<Candidate> {
    let QuotationPlace { sentence, at, number, earlier, .. } = *place;
    let mut found: Vec<Candidate> = Vec::with_capacity(view.somebody.len() + 4);
    found.extend(view.somebody.iter().map(|(named, evidence)| {
        let mut evidence = *evidence;
        let speaker = match named {
            Named::By(cue) => {
                let speaker = Speaker::of_cue(sentence, cue, number, &history.people, words);
                evidence.same = match earlier {
                    None => 0,
                    Some(span) if span == speaker.span => 1,
                    Some(_) => ANOTHER,
                };
                speaker
            }
            Named::Bare(phrase) => Speaker::bare(sentence, phrase, number),
        };
        Candidate { evidence, speaker }
    }));
    let names_somebody = !found.is_empty();
    let mut remember = |place, speaker: Option<Speaker>| {
        if let Some(speaker) = speaker {
            let mut evidence = Evidence::from_before(place, speaker.who, speaker.strength);
            evidence.same = if earlier.is_some() { ANOTHER } else { 0 };
            found.push(Candidate { evidence, speaker });
        }
    };
    remember(Place::Introduced, history.introduced);
    // A list item or a block quotation does not continue with the speaker of the one before.
    let flows = matches!(place.block, BlockKind::Paragraph | BlockKind::Footnote) && !block;
    // “Somebody else, more soberly: “…””: the colon announces the person named in the sentence.
    let colon = at.checked_sub(1).is_some_and(|b| sentence.kind(b) == Some(TokenKind::Colon));
    if earlier.is_none() && !(colon && names_somebody) {
        match history.spoken.map(|s| number.saturating_sub(s.block)) {
            Some(0) => remember(Place::SameBlock, history.spoken),
            Some(1) if flows => remember(Place::BlockBefore, history.spoken),
            Some(2 | 3) if flows => remember(Place::Earlier, history.spoken),
            _ => {}
        }
    }
    match history.named {
        Some(named) if named.block == number => remember(Place::SentenceBefore, history.named),
        Some(_) => remember(Place::EndOfBlockBefore, history.named),
        None => {}
    }
    found
}

/// Verbs by which a publication relays what someone else said.
const REPORTING: &[&str] = &[
    "reported", "reports", "wrote", "writes", "noted", "notes", "to", "out", "pointed", "quoted",
    "cited", "report",
];

/// If the best candidate only relays the words, the speaker is the inner one: `Lin urged them to “…”, the Herald
/// reported`. Returns the speaker, and who relays.
fn second_hand(text: &str, candidates: &[Candidate], best: Candidate) -> (Candidate, Option<Span>) {
    let reports = |c: &Candidate| reports(text, c);
    let right = |c: &Candidate| c.evidence.place.is_behind() || c.evidence.place == Place::Right;
    if let Some(cue) = best.speaker.cue.filter(|c| follows_as(text, *c)) {
        // “As reported by the Herald, Lin told them that “…””
        let inner = candidates.iter().rev().find(|c| {
            c.evidence.strength >= Some(Strength::Judge)
                && c.speaker.cue.is_some_and(|inner| inner.start > cue.end)
                && !right(c)
        });
        if let Some(inner) = inner {
            return (*inner, Some(best.speaker.span));
        }
    }
    // “Moreau says the fund promised that “…””
    let inner = candidates.iter().find(|c| {
        let outside = best.speaker.cue.is_some_and(|cue| cue.end <= c.speaker.span.start);
        c.evidence.place == Place::BeforeThat
            && c.evidence.strength == Some(Strength::Say)
            && outside
    });
    if let Some(inner) = inner
        && !right(&best)
        && inner.evidence.who != Who::Relative
        && inner.evidence.outer >= Some(Strength::Say)
    {
        return (*inner, Some(best.speaker.span));
    }
    if right(&best) && reports(&best) {
        let inner = candidates.iter().rev().find(|c| {
            let left = c.evidence.place.is_right_before() || c.evidence.place == Place::Near;
            let speaks =
                matches!(c.evidence.who, Who::Name | Who::Person | Who::Singular | Who::Plural);
            left && speaks && c.evidence.strength >= Some(Strength::Judge)
        });
        if let Some(inner) = inner {
            return (*inner, Some(best.speaker.span));
        }
        return (best, None);
    }
    let cue_end = best.speaker.cue.map_or(0, |c| c.end);
    let through = candidates.iter().find(|c| {
        right(c)
            && reports(c)
            && c.speaker.span != best.speaker.span
            && c.speaker.cue.is_some_and(|cue| cue.start >= cue_end)
            && matches!(c.evidence.who, Who::Name | Who::Utterance)
    });
    (best, through.map(|c| c.speaker.span))
}

/// Whether “as” precedes a cue: `as reported by`.
fn follows_as(text: &str, cue: Span) -> bool {
    let before = text.get(..cue.start).unwrap_or_default().trim_end();
    let as_word = before.strip_suffix("as").or_else(|| before.strip_suffix("As"));
    as_word.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn attribution(
    sentence: &Sentence<'_>,
    at: usize,
    candidate: &Candidate,
    sure: bool,
) -> Attribution {
    let Candidate { evidence, speaker } = candidate;
    let followed = sentence.tokens.iter().skip(at + 1).any(|t| t.is_quotation());
    let place = evidence.place;
    let follow_on = place.is_follow_on();
    let mentioned = matches!(place, Place::MentionedBefore | Place::MentionedBehind);
    let rule = match place {
        _ if follow_on => AttributionRule::FollowOn,
        Place::Label => AttributionRule::Label,
        _ if evidence.strength == Some(Strength::AccordingTo) => AttributionRule::AccordingTo,
        _ if evidence.strength == Some(Strength::Noun) => AttributionRule::Noun,
        _ if place.is_behind() && followed => AttributionRule::SpeakerInside,
        _ if place.is_behind() => AttributionRule::SpeakerAfter,
        Place::Introduced | Place::BeforeColon | Place::BeforeComma | Place::BeforeThat => {
            AttributionRule::SpeakerBefore
        }
        Place::Before if evidence.strength == Some(Strength::Say) => AttributionRule::SpeakerBefore,
        _ => AttributionRule::Governed,
    };
    let confidence = match evidence.who {
        _ if follow_on => Confidence::FollowOn,
        _ if mentioned || !sure => Confidence::Doubtful,
        Who::Name | Who::Person | Who::Utterance | Who::Other => Confidence::Explicit,
        _ => Confidence::Resolved,
    };
    let cue = if follow_on { None } else { speaker.cue };
    let antecedent = speaker.antecedent;
    Attribution {
        speaker: speaker.span,
        cue,
        rule,
        confidence,
        antecedent,
        meaning: None,
        through: None,
    }
}
