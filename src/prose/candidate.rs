//! Who may have spoken a quotation: the candidates its neighbourhood offers, each with the evidence of its position.

use super::cue::{self, Cue, Strength};
use super::lexicon::Class;
use super::phrase::Sentence;
use super::tokens::Shape;
use std::ops::Range;

/// Where a candidate stands, seen from the quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `“…,” said X`
    Inverted,
    /// `“…,” X said`
    After,
    /// `The plan is “…” for all, X said.`
    Trailing,
    /// Elsewhere to the right.
    Right,
    /// `X called “…”`: nothing between the cue and the words.
    Before,
    /// `X said, “…”`
    BeforeComma,
    /// `X said: “…”`
    BeforeColon,
    /// `X said that “…”`
    BeforeThat,
    /// One or two words between the cue and the quotation.
    Near,
    /// Three to six words between.
    Middle,
    /// More than that.
    Far,
    /// A cue that ends the block before, or a label: `X said:`.
    Introduced,
    /// `X: “…”`
    Label,
    /// The speaker of the quotation before, in the same block.
    SameBlock,
    /// The speaker of the last quotation in the block before.
    BlockBefore,
    /// The speaker of an earlier quotation.
    Earlier,
    /// A cue in the sentence before, which has no quotation.
    SentenceBefore,
    /// A cue in the last sentence of the block before, which has no quotation.
    EndOfBlockBefore,
}

impl Place {
    /// Whether the candidate is known only from what went before.
    pub(super) fn is_follow_on(self) -> bool {
        matches!(
            self,
            Place::SameBlock
                | Place::BlockBefore
                | Place::Earlier
                | Place::SentenceBefore
                | Place::EndOfBlockBefore
        )
    }
}

/// How a quotation is made, as far as its speaker is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Make {
    /// Whole sentences, at the start of the reporter's sentence.
    Whole,
    /// Whole sentences, behind the reporter's words.
    WholeInside,
    /// Ends with a comma, at the start.
    Comma,
    /// Ends with a comma, behind the reporter's words.
    CommaInside,
    /// Begins the reporter's sentence and does not end it.
    Head,
    /// A part of four words or more.
    Part,
    /// A part of up to three words.
    Word,
}

/// What a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// `he`, `she`
    Singular,
    /// `they`
    Plural,
    /// `I`, `we`, `you`
    Address,
    /// `it`, `this`
    It,
    /// `who`, `that`, `which`
    Relative,
    /// A phrase with a name.
    Name,
    /// A noun for people who speak.
    Person,
    /// A noun for words.
    Utterance,
    /// Any other phrase.
    Other,
}

/// The form of the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A simple past or present.
    Plain,
    /// With an auxiliary.
    Compound,
    /// `saying`
    Ing,
    /// `to say`
    Infinitive,
    /// `was called`
    Passive,
    /// `according to`, a noun, or no cue.
    None,
}

/// What leads to a subject: the position of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// The sentence begins with it.
    Start,
    /// A comma, a dash, a bracket.
    Punctuation,
    /// `that`, `because`, `if`
    Subordinator,
    /// Another cue: `she said Lin …`
    Cue,
    /// `and`, `but`
    Coordinator,
    /// A quotation.
    Quote,
    /// Any other word: the phrase may be an object.
    Word,
}

/// Whether nothing leads to a phrase that begins here but a comma, or the sentence begins with it.
pub(super) fn begins_clause(sentence: &Sentence<'_>, start: usize) -> bool {
    matches!(opening(sentence, start), Opening::Start | Opening::Punctuation | Opening::Quote)
}

/// What stands between a cue and the quotation: the strongest of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Between {
    Nothing,
    Comma,
    Coordinator,
    Quote,
    Relative,
    Subordinator,
    Break,
}

/// The evidence of one candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub place: Place,
    pub strength: Option<Strength>,
    pub who: Who,
    pub form: Form,
    pub opening: Opening,
    pub between: Between,
    /// The strongest cue between this one and the quotation.
    pub inner: Option<Strength>,
    /// How many cues stand between, at most 3.
    pub inner_count: u8,
    /// The nearest cue before the subject.
    pub outer: Option<Strength>,
    /// Whether the quotation before it in this sentence has this speaker: 0 no such quotation, 1 yes, 2 no.
    pub same: u8,
}

impl Evidence {
    /// The evidence of a speaker from before the sentence.
    pub(super) fn from_before(place: Place, who: Who, strength: Option<Strength>) -> Self {
        Evidence {
            place,
            strength,
            who,
            form: Form::None,
            opening: Opening::Start,
            between: Between::Nothing,
            inner: None,
            inner_count: 0,
            outer: None,
            same: 0,
        }
    }
}

/// The make of the quotation at token `at`.
pub(super) fn make(sentence: &Sentence<'_>, at: usize, words: &str) -> Make {
    let words = words.trim();
    let first = words.chars().find(|c| c.is_alphanumeric());
    let capital = first.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let stop = super::tokens::ends_sentence(words);
    let comma = words.trim_end_matches(['\'', '’', '"', '”']).ends_with([',', '-', '–', '—']);
    let start = (0..at)
        .all(|i| matches!(sentence.shape(i), Some(Shape::Quote(_) | Shape::Other | Shape::Dash)));
    let continues = at + 1 < sentence.tokens.len() && sentence.shape(at + 1) != Some(Shape::Stop);
    let count = words.split_whitespace().take(4).count();
    match () {
        () if comma && start => Make::Comma,
        () if start && continues => Make::Head,
        () if stop && capital && start => Make::Whole,
        () if stop && capital && count > 3 => Make::WholeInside,
        () if comma && count > 3 => Make::CommaInside,
        () if count > 3 => Make::Part,
        () => Make::Word,
    }
}

/// What the phrase of a subject is.
pub(super) fn who(sentence: &Sentence<'_>, phrase: &Range<usize>) -> Who {
    let one = phrase.len() == 1;
    let first = phrase.start;
    let word =
        sentence.word(first).split(['\'', '’']).next().unwrap_or_default().to_ascii_lowercase();
    match word.as_str() {
        "he" | "she" | "his" | "her" if one => return Who::Singular,
        "they" | "their" if one => return Who::Plural,
        "i" | "we" | "you" | "my" | "our" if one => return Who::Address,
        "it" | "this" | "these" | "those" | "its" if one => return Who::It,
        "who" | "that" | "which" if one => return Who::Relative,
        _ => {}
    }
    let any = |class| phrase.clone().any(|i| sentence.is(i, class));
    if any(Class::NAME) {
        Who::Name
    } else if any(Class::PERSON) {
        Who::Person
    } else if any(Class::UTTERANCE) {
        Who::Utterance
    } else {
        Who::Other
    }
}

/// The evidence of a cue for the quotation at token `at`.
pub(super) fn evidence(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    number: usize,
    at: usize,
) -> Option<Evidence> {
    let cue = cues.get(number)?;
    let subject = &cue.subject.phrase;
    let place = place(sentence, cue, at);
    let left = cue.tokens.end <= at;
    let gap = if left { cue.tokens.end..at } else { at + 1..cue.tokens.start };
    let mut inner = None;
    let mut inner_count = 0u8;
    for other in cues {
        let inside = other.tokens.start >= gap.start && other.tokens.end <= gap.end;
        if inside {
            inner = inner.max(Some(other.strength));
            inner_count = (inner_count + 1).min(3);
        }
    }
    let outer = cues
        .iter()
        .take(number)
        .rev()
        .find(|c| c.tokens.end <= subject.start && c.subject.phrase.start < subject.start)
        .map(|c| c.strength);
    Some(Evidence {
        place,
        strength: Some(cue.strength),
        who: who(sentence, subject),
        form: form(sentence, cue),
        opening: opening(sentence, subject.start),
        between: between(sentence, gap),
        inner,
        inner_count,
        outer,
        same: 0,
    })
}

fn place(sentence: &Sentence<'_>, cue: &Cue, at: usize) -> Place {
    let subject = &cue.subject.phrase;
    if cue.tokens.start > at {
        let start = subject.start.min(cue.tokens.start);
        let first = match sentence.shape(at + 1) {
            Some(Shape::Comma | Shape::Dash) => at + 2,
            _ => at + 1,
        };
        if start < at {
            return Place::Right;
        }
        if start <= first + 2 {
            return if cue.tokens.start < subject.start { Place::Inverted } else { Place::After };
        }
        let fresh = start.checked_sub(1).is_some_and(|b| {
            matches!(sentence.shape(b), Some(Shape::Comma | Shape::Dash | Shape::Quote(_)))
        });
        return if fresh { Place::Trailing } else { Place::Right };
    }
    let after_cue =
        cue.tokens.end.max(if subject.start >= cue.tokens.end { subject.end } else { 0 });
    let gap = at.saturating_sub(after_cue);
    let mark = sentence.shape(at.saturating_sub(1));
    match (gap, mark) {
        (0, _) => Place::Before,
        (1, Some(Shape::Comma | Shape::Dash)) => Place::BeforeComma,
        (_, Some(Shape::Colon)) => Place::BeforeColon,
        (1..=2, _) if sentence.word_is(at - 1, "that") => Place::BeforeThat,
        (1..=2, _) => Place::Near,
        (3..=6, _) => Place::Middle,
        _ => Place::Far,
    }
}

fn form(sentence: &Sentence<'_>, cue: &Cue) -> Form {
    let verb = cue.tokens.end.saturating_sub(1);
    if matches!(cue.strength, Strength::AccordingTo | Strength::Noun) {
        return Form::None;
    }
    if sentence.is(verb, Class::PARTICIPLE) && cue.tokens.clone().any(|i| sentence.is(i, Class::BE))
    {
        return Form::Passive;
    }
    if cue.tokens.clone().any(|i| sentence.is(i, Class::AUXILIARY)) && cue.tokens.len() > 1 {
        return Form::Compound;
    }
    if sentence.is(verb, Class::ING) {
        return Form::Ing;
    }
    let infinitive = cue.tokens.start.checked_sub(1).is_some_and(|b| sentence.word_is(b, "to"));
    if infinitive { Form::Infinitive } else { Form::Plain }
}

fn opening(sentence: &Sentence<'_>, start: usize) -> Opening {
    let Some(before) = start.checked_sub(1) else { return Opening::Start };
    match sentence.shape(before) {
        Some(Shape::Quote(_)) => Opening::Quote,
        Some(Shape::Word) => {
            if sentence.is(before, Class::SUBORDINATOR.with(Class::RELATIVE))
                && !sentence.is(before, Class::NAME)
            {
                Opening::Subordinator
            } else if sentence.is(before, Class::COORDINATOR) {
                Opening::Coordinator
            } else if sentence.is(before, Class::CUE) && !sentence.is(before, Class::NAME) {
                Opening::Cue
            } else {
                Opening::Word
            }
        }
        _ => Opening::Punctuation,
    }
}

fn between(sentence: &Sentence<'_>, gap: Range<usize>) -> Between {
    let mut strongest = Between::Nothing;
    for at in gap {
        let here = match sentence.shape(at) {
            Some(Shape::Comma) => Between::Comma,
            Some(Shape::Quote(_)) => Between::Quote,
            Some(Shape::Semicolon | Shape::Dash | Shape::Stop | Shape::Colon) => Between::Break,
            Some(Shape::Word) if sentence.is(at, Class::NAME) => Between::Nothing,
            Some(Shape::Word) if sentence.is(at, Class::RELATIVE) => Between::Relative,
            Some(Shape::Word)
                if sentence.is(at, Class::SUBORDINATOR)
                    && !sentence.word_is(at, "that")
                    && !sentence.is(at, Class::PREPOSITION) =>
            {
                Between::Subordinator
            }
            Some(Shape::Word) if sentence.is(at, Class::COORDINATOR) => Between::Coordinator,
            _ => Between::Nothing,
        };
        strongest = strongest.max(here);
    }
    strongest
}

/// `X: “…”`: the phrase that a colon or dash in front of the quotation ends, when nothing governs it.
pub(super) fn label(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let mark = at
        .checked_sub(1)
        .filter(|m| matches!(sentence.shape(*m), Some(Shape::Colon | Shape::Dash)))?;
    let phrase = sentence.phrase_ending(mark.checked_sub(1)?, 0)?;
    sentence.clause_initial(phrase.start).then_some(phrase)
}

/// The cue right behind a quotation in inverted order, when the cues of the sentence do not have it so.
pub(super) fn inverted(sentence: &Sentence<'_>, at: usize) -> Option<Cue> {
    let start = match sentence.shape(at + 1) {
        Some(Shape::Comma | Shape::Dash) => at + 2,
        _ => at + 1,
    };
    cue::inverted(sentence, start)
}
