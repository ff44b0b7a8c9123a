//! The evidence of a candidate for the speaker of a quotation: its position and its form.

use super::category::Category;
use super::cue::Strength;

/// The position of a candidate relative to the quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    #[default]
    Earlier,
    /// A cue in the sentence before, which has no quotation.
    SentenceBefore,
    /// A cue in the last sentence of the block before, which has no quotation.
    EndOfBlockBefore,
    /// Named before the quotation in its sentence, without a cue.
    MentionedBefore,
    /// Named after the quotation in its sentence, without a cue.
    MentionedBehind,
}

impl Place {
    /// Whether the quotation directly follows the cue, or after a comma, a colon or “that”.
    pub(super) fn is_right_before(self) -> bool {
        use Place::{Before, BeforeColon, BeforeComma, BeforeThat};
        matches!(self, Before | BeforeComma | BeforeColon | BeforeThat)
    }

    /// Whether the cue follows the quotation in the usual way.
    pub(super) fn is_behind(self) -> bool {
        matches!(self, Place::Inverted | Place::After | Place::Trailing)
    }

    /// Whether the candidate is only known from what precedes.
    pub(super) fn is_follow_on(self) -> bool {
        use Place::{BlockBefore, Earlier, EndOfBlockBefore, SameBlock, SentenceBefore};
        matches!(self, SameBlock | BlockBefore | Earlier | SentenceBefore | EndOfBlockBefore)
    }
}

/// How a quotation is built, as far as its speaker is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Make {
    /// Whole sentences, at the start of the reporter's sentence.
    Whole,
    /// Whole sentences, after the reporter's words.
    WholeInside,
    /// Ends with a comma, at the start.
    Comma,
    /// Ends with a comma, after the reporter's words.
    CommaInside,
    /// Begins the reporter's sentence and does not end it.
    Head,
    /// A fragment of at least four words.
    Part,
    /// A fragment of up to three words.
    Word,
}

/// The form of a subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    #[default]
    Other,
}

/// The form of the cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// `was called … by X`
    Agent,
    /// `according to`, a noun, or no cue.
    #[default]
    None,
}

/// What precedes a subject: the position of its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// The sentence begins with it.
    #[default]
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

/// What separates a cue from the quotation: the strongest of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Between {
    #[default]
    Nothing,
    Comma,
    Coordinator,
    Quote,
    Relative,
    Subordinator,
    Break,
}

/// The quotation before it in the sentence has another speaker: see [`Evidence::same`].
pub(super) const ANOTHER: u8 = 2;

/// The evidence of one candidate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    pub place: Place,
    pub strength: Option<Strength>,
    pub who: Who,
    pub form: Form,
    pub opening: Opening,
    pub between: Between,
    /// The strongest cue between this one and the quotation.
    pub inner: Option<Strength>,
    /// How many cues are between, at most 3.
    pub inner_count: u8,
    /// The nearest cue before the subject.
    pub outer: Option<Strength>,
    /// Whether the quotation before it in this sentence has this speaker: 0 no such quotation, 1 yes, [`ANOTHER`] no.
    pub same: u8,
    /// The group of the cue's verb.
    pub verb: u8,
    /// The number of the subject's tokens.
    pub subject_length: u8,
    /// The number of tokens between cue and quotation.
    pub gap: u8,
    /// The number of tokens between subject and cue.
    pub subject_gap: u8,
    /// Whether no finite verb precedes the cue.
    pub main: bool,
    /// Whether the cue is negated: `did not say`.
    pub denied: bool,
    /// What precedes the subject.
    pub lead: Category,
    /// What follows it.
    pub follow: Category,
    /// What its first word is.
    pub head: Category,
    /// What its last word is.
    pub tail: Category,
    /// What follows the cue.
    pub behind_cue: Category,
    /// The number of verbs of saying between cue and quotation.
    pub says_between: u8,
}

impl Evidence {
    /// The evidence of a speaker from before the sentence.
    pub(super) fn from_before(place: Place, who: Who, strength: Option<Strength>) -> Self {
        Evidence { place, who, strength, ..Evidence::default() }
    }
}
