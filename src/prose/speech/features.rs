//! What is known about a quotation and about each candidate for its speaker: small numbers that `trees` asks about.
//!
//! They are positions, punctuation and word classes, never words from the articles the trees were fitted on.

use super::category::{self, Category};
use super::cue::Strength;
use super::evidence::{Evidence, Make};
use super::phrase::Sentence;
use super::token::{TokenKind, ends_sentence};
use crate::prose::word::class::Class;
use crate::prose::word::lexicon;
use crate::text::Span;
use std::ops::Range;

/// Declares the features: those marked `kind` are categories, those marked `rank` are ordered.
macro_rules! features {
    ($($(#[$doc:meta])* $name:ident $scale:ident,)*) => {
        /// A feature, as an index of [`Features`].
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Feature { $($(#[$doc])* $name,)* }

        /// The features' names, and whether their values are ordered.
        pub const FEATURES: &[(&str, bool)] =
            &[$((stringify!($name), features!(@ordered $scale)),)*];
    };
    (@ordered kind) => { false };
    (@ordered rank) => { true };
}

features! {
    // Of the quotation itself.
    /// Its make.
    Make kind,
    /// Which of its words have capitals.
    Case kind,
    /// The number of words.
    Length rank,
    /// The mark it ends with.
    End kind,
    /// A first or second person inside.
    Address rank,
    /// Finite verbs inside.
    Verbs rank,
    /// What its first word is.
    First kind,
    /// What its last word is.
    Last kind,
    /// How its last word ends.
    Ending kind,
    /// Figures and signs inside.
    Signs kind,
    /// Double or single marks, or a block.
    Marks kind,
    // Of its surroundings.
    /// The word or mark before.
    Before kind,
    /// The one before that.
    SecondBefore kind,
    /// The word or mark after.
    After kind,
    /// The one after that.
    SecondAfter kind,
    /// The kind of thing the noun before it is.
    NounBefore kind,
    /// The kind of thing the noun after it is.
    NounAfter kind,
    /// Whether it is in brackets.
    Bracketed rank,
    /// A noun for a work within six words before.
    Work rank,
    /// A word that names or calls within three words before.
    Naming rank,
    // Of its sentence, block and document.
    /// The number of the reporter's words in the sentence.
    SentenceLength rank,
    /// Quotations before it in the sentence.
    QuotesBefore rank,
    /// Quotations after it in the sentence.
    QuotesAfter rank,
    /// The quotation before it in the sentence: none, with a speaker, without one.
    LastOne kind,
    /// The kind of block.
    Block kind,
    /// Quotations in the block.
    InBlock rank,
    /// How often the words occur in quotation marks in the document.
    Repetitions rank,
    /// How often they occur there without marks.
    Unmarked rank,
    /// The strongest cue close before.
    CueLeft rank,
    /// The strongest cue close after.
    CueRight rank,
    /// The strongest cue in the sentence.
    CueAny rank,
    /// How far back the last quotation with a speaker is, in blocks.
    PastDistance rank,
    /// The number of candidates.
    Candidates rank,
    /// The share of earlier quotations with a speaker, in eighths from 1; 0 at the first.
    Told rank,
    // Of one candidate.
    /// Its position.
    Place kind,
    /// The strength of its cue.
    Strength rank,
    /// The form of the subject.
    Who kind,
    /// The form of the cue.
    Form kind,
    /// What precedes the subject's clause.
    Opening kind,
    /// What separates cue and quotation.
    Between kind,
    /// The strongest cue between.
    Inner rank,
    /// The number of cues between.
    InnerCount rank,
    /// The nearest cue before the subject.
    Outer rank,
    /// Whether the quotation before it in the sentence has this speaker.
    Same kind,
    /// Its group of verbs.
    Verb kind,
    /// The number of words of the subject.
    SubjectLength rank,
    /// The number of words between.
    Gap rank,
    /// The number of words between subject and cue.
    SubjectGap rank,
    /// How often it was heard earlier in the document.
    Heard rank,
    /// Whether the last quotation has the same speaker.
    AsLast kind,
    /// Whether the quoted words name it.
    Named rank,
    /// How many candidates are nearer on its side.
    Nearer rank,
    /// How many other candidates have the same name.
    Shared rank,
    /// How many quotations ago it was heard.
    Since rank,
    /// Whether its clause is the first in the sentence.
    Main rank,
    /// Whether the cue is negated.
    Denied rank,
    /// What stands before the subject.
    Lead kind,
    /// What follows the subject.
    Follow kind,
    /// What its first word is.
    Head kind,
    /// What its last word is.
    Tail kind,
    /// What follows the cue.
    BehindCue kind,
    /// The number of verbs of saying between cue and quotation.
    SaysBetween rank,
}

/// The features of a candidate, or of a quotation with those of a candidate at zero.
pub type Features = [u8; SLOTS];

/// The maximum number of features.
const SLOTS: usize = 64;
const _: () = assert!(FEATURES.len() <= SLOTS);

/// The maximum number of values of a feature: each question of a tree is a set of values in 32 bits.
pub(super) const VALUES: usize = 32;

/// The features shared by all candidates of a quotation, and those of each candidate.
pub(super) const OF_QUOTATION: Range<usize> = 0..Feature::Place as usize;
pub(super) const OF_CANDIDATE: Range<usize> = Feature::Place as usize..FEATURES.len();

fn set(features: &mut Features, feature: Feature, value: usize) {
    if let Some(slot) = features.get_mut(feature as usize) {
        *slot = value.min(VALUES - 1) as u8;
    }
}

/// Values of [`Feature::End`].
const COMMA: usize = 1;
const STOP: usize = 6;

/// The context of a quotation beyond its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct QuotationContext {
    pub block: usize,
    pub in_block: usize,
    pub marked: usize,
    pub unmarked: usize,
    pub last_one: usize,
    pub past_distance: usize,
    pub told: usize,
}

/// The features of the quotation at token `at` that depend on its sentence.
pub(super) fn of_quotation(
    sentence: &Sentence<'_>,
    at: usize,
    span: Span,
    words: &str,
    make: Make,
) -> Features {
    let mut features = [0u8; SLOTS];
    inside(words.trim(), &mut features);
    // “…”, she said: a comma or full stop outside the marks counts like one inside.
    let bare = features.get(Feature::End as usize) == Some(&0);
    let end = match sentence.kind(at + 1) {
        Some(TokenKind::Comma) if bare => COMMA,
        Some(TokenKind::Stop) if bare => STOP,
        _ => 0,
    };
    let next = at + 1 + usize::from(end > 0);
    let mut put = |feature, value| set(&mut features, feature, value);
    if end > 0 {
        put(Feature::End, end);
    }
    put(Feature::Make, make as usize);
    let marks = match span.of(sentence.text).chars().next() {
        Some('\'' | '‘' | '`') => 1,
        Some('"' | '“' | '”') => 0,
        _ => 2,
    };
    put(Feature::Marks, marks);
    let category = |at| Category::at(sentence, at) as usize;
    put(Feature::Before, category(at.checked_sub(1)));
    put(Feature::SecondBefore, category(at.checked_sub(2)));
    put(Feature::After, category(Some(next)));
    put(Feature::SecondAfter, category(Some(next + 1)));
    let (mut depth, mut quotes_before, mut quotes_after, mut length) = (0usize, 0, 0, 0);
    for (i, token) in sentence.tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Open if i < at => depth += 1,
            TokenKind::Close if i < at => depth = depth.saturating_sub(1),
            TokenKind::Quote(_) if i < at => quotes_before += 1,
            TokenKind::Quote(_) if i > at => quotes_after += 1,
            TokenKind::Word => length += 1,
            _ => {}
        }
    }
    put(Feature::Bracketed, depth.min(1));
    put(Feature::SentenceLength, length / 2);
    put(Feature::QuotesBefore, quotes_before);
    put(Feature::QuotesAfter, quotes_after);
    let near = |n: usize| (at.saturating_sub(n)..at).rev();
    let work = near(6).any(|i| sentence.is(i, Class::WORK) && !sentence.is(i, Class::NAME));
    put(Feature::Work, usize::from(work));
    let naming = near(3).find(|i| category::groups(sentence.word(*i)).naming);
    put(Feature::Naming, naming.map_or(0, |i| 4 - (at - i)));
    let before = near(3).map(|i| thing(sentence, i)).find(|t| *t > 0);
    put(Feature::NounBefore, before.unwrap_or_default());
    let after = (at + 1..at + 3).map(|i| thing(sentence, i)).find(|t| *t > 0);
    put(Feature::NounAfter, after.unwrap_or_default());
    features
}

/// Adds the features beyond the sentence.
pub(super) fn in_context(context: &QuotationContext, features: &mut Features) {
    set(features, Feature::Block, context.block);
    set(features, Feature::InBlock, context.in_block);
    set(features, Feature::LastOne, context.last_one);
    set(features, Feature::Repetitions, context.marked);
    set(features, Feature::Unmarked, context.unmarked);
    set(features, Feature::PastDistance, context.past_distance);
    set(features, Feature::Told, context.told);
}

/// The features of the quoted words.
fn inside(words: &str, features: &mut Features) {
    let mut put = |feature, value| set(features, feature, value);
    let (mut count, mut capitals, mut small) = (0usize, 0, 0);
    let (mut address, mut verbs) = (0usize, 0usize);
    let mut last = "";
    for word in words.split_whitespace().take(16) {
        count += 1;
        if word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase) {
            capitals += 1;
        } else if word.len() <= 4 {
            small += 1;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let class = lexicon::class_in_sentence(bare.split(['\'', '’']).next().unwrap_or_default());
        address += usize::from(class.intersects(Class::ADDRESS));
        let verb = class.intersects(Class::FINITE | Class::AUXILIARY);
        verbs += usize::from(verb && !(class.intersects(Class::CAPITAL) && count > 1));
        if count == 1 {
            put(Feature::First, category_without_case(bare, class));
        }
        last = bare;
    }
    if count < 16 {
        put(Feature::Last, category_without_case(last, lexicon::class_in_sentence(last)));
    }
    let ending = category::ending(words.trim_end_matches(|c: char| !c.is_alphanumeric()));
    put(Feature::Ending, ending);
    put(Feature::Signs, signs(words));
    let case = match (capitals, count) {
        (0, _) => 0,
        _ if capitals == count => 1,
        _ if capitals + small >= count && capitals > 1 => 2,
        _ if words.starts_with(char::is_uppercase) => 3,
        _ => 4,
    };
    put(Feature::Case, case);
    put(Feature::Length, count);
    put(Feature::Address, address.min(3));
    put(Feature::Verbs, verbs.min(4));
    let end = match words.trim_end_matches(['\'', '’', '"', '”', ')']).chars().next_back() {
        Some(',') => COMMA,
        Some('?') => 2,
        Some('!') => 3,
        Some('-' | '–' | '—' | '…') => 4,
        Some(':' | ';') => 5,
        _ if ends_sentence(words) => STOP,
        _ => 0,
    };
    put(Feature::End, end);
}

fn category_without_case(word: &str, class: Class) -> usize {
    Category::of_word(word, class.difference(Class::CAPITAL)) as usize
}

/// The most telling sign among some words.
fn signs(words: &str) -> usize {
    let kind = |byte: u8| match byte {
        b'#' | b'@' => 1,
        b'0'..=b'9' => 2,
        b'[' | b'(' => 3,
        b'!' | b'?' => 4,
        b'\'' => 5,
        b',' => 6,
        b'-' => 7,
        _ => 8,
    };
    match words.bytes().map(kind).min() {
        Some(first @ 1..=5) => first,
        _ if words.contains('’') => 5,
        Some(first @ 6..=7) => first,
        _ => 0,
    }
}

/// The features of the strongest cues, once all candidates are known.
pub(super) fn of_candidates(candidates: &[Evidence], features: &mut Features) {
    let (mut left, mut right, mut any) = (0, 0, 0);
    for evidence in candidates {
        let strength = rank(evidence.strength);
        any = any.max(strength);
        if evidence.place.is_right_before() {
            left = left.max(strength);
        } else if evidence.place.is_behind() {
            right = right.max(strength);
        }
    }
    set(features, Feature::CueLeft, left);
    set(features, Feature::CueRight, right);
    set(features, Feature::CueAny, any);
    set(features, Feature::Candidates, candidates.len());
}

fn rank(strength: Option<Strength>) -> usize {
    strength.map_or(0, |s| s as usize + 1)
}

/// What is known about a candidate beyond its evidence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CandidateContext {
    /// How often it was heard before.
    pub heard: usize,
    /// 0 without an earlier speaker, 1 when the last quotation has the same speaker, else 2.
    pub as_last: usize,
    /// Whether the quoted words name it.
    pub named: bool,
    /// How many candidates are nearer on its side.
    pub nearer: usize,
    /// How many other candidates have the same name.
    pub shared: usize,
    /// How many quotations ago it was heard, from 1; 0 if never.
    pub since: usize,
}

/// Adds a candidate's features to those of its quotation.
pub(super) fn of_candidate(
    evidence: &Evidence,
    known: &CandidateContext,
    quotation: &Features,
) -> Features {
    let mut features = *quotation;
    let mut put = |feature, value| set(&mut features, feature, value);
    put(Feature::Place, evidence.place as usize);
    put(Feature::Strength, rank(evidence.strength));
    put(Feature::Who, evidence.who as usize);
    put(Feature::Form, evidence.form as usize);
    put(Feature::Opening, evidence.opening as usize);
    put(Feature::Between, evidence.between as usize);
    put(Feature::Inner, rank(evidence.inner));
    put(Feature::InnerCount, usize::from(evidence.inner_count));
    put(Feature::Outer, rank(evidence.outer));
    put(Feature::Same, usize::from(evidence.same));
    put(Feature::Verb, usize::from(evidence.verb));
    put(Feature::SubjectLength, usize::from(evidence.subject_length));
    put(Feature::Gap, usize::from(evidence.gap));
    put(Feature::SubjectGap, usize::from(evidence.subject_gap));
    put(Feature::Main, usize::from(evidence.main));
    put(Feature::Denied, usize::from(evidence.denied));
    put(Feature::Lead, evidence.lead as usize);
    put(Feature::Follow, evidence.follow as usize);
    put(Feature::Head, evidence.head as usize);
    put(Feature::Tail, evidence.tail as usize);
    put(Feature::BehindCue, evidence.behind_cue as usize);
    put(Feature::SaysBetween, usize::from(evidence.says_between));
    put(Feature::Heard, known.heard);
    put(Feature::AsLast, known.as_last);
    put(Feature::Named, usize::from(known.named));
    put(Feature::Nearer, known.nearer);
    put(Feature::Shared, known.shared);
    put(Feature::Since, known.since);
    features
}

/// What kind of thing a word beside a quotation names, if known.
fn thing(sentence: &Sentence<'_>, at: usize) -> usize {
    const NONE: Class = Class::DETERMINER.union(Class::PREPOSITION).union(Class::SUBJECT_PRONOUN);
    if sentence.kind(at) != Some(TokenKind::Word) || sentence.is(at, NONE) {
        return 0;
    }
    usize::from(category::groups(sentence.word(at)).thing)
}
