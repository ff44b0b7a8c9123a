//! A quotation as read: its words, its kind, and its attribution.

use super::meaning::{Meaning, Written};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What a stretch in quotation marks is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Someone's words.
    Speech,
    /// The title of a work.
    Title,
    /// Words the writer keeps at a distance.
    Scare,
    /// A term, slogan or nickname.
    Term,
    /// The evidence does not decide.
    #[default]
    Unknown,
}

/// How the words are marked as a quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Between quotation marks.
    #[default]
    Marks,
    /// A block quotation without marks of its own.
    Block,
}

/// A stretch of quoted words. Spans are bytes of the text that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// The stretch with its marks.
    pub span: Span,
    /// The words without the outer marks. A quotation of several paragraphs is one stretch, from its first mark to its
    /// last, which includes the marks that reopen its later paragraphs.
    pub words: Span,
    /// Marks or a block.
    pub form: Form,
    /// What it is.
    pub kind: Kind,
    /// Whether it has a closing mark.
    pub closed: bool,
    /// The index of the quotation that contains it.
    pub parent: Option<usize>,
    /// The index of the earlier stretch that this one continues, after the reporter interrupted the speaker's sentence:
    /// `“…,” she said, “…”`.
    pub continues: Option<usize>,
    /// The attribution of the words.
    pub attribution: Option<Attribution>,
}

/// Quotation, cue, speaker: a fact of syntax, whether or not an actor with that name is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The words for the speaker, as written: a name, a pronoun, “a senior official”.
    pub speaker: Span,
    /// The words that attribute: “said”, “according to”; none for an attribution line or a continuation.
    pub cue: Option<Span>,
    /// The rule that found it.
    pub rule: AttributionRule,
    /// How sure that rule is.
    pub confidence: Confidence,
    /// The antecedent of a pronoun or a noun phrase (“the former secretary”), if known.
    pub antecedent: Option<Span>,
    /// Why a pronoun means just him, and who else may be meant.
    pub meaning: Option<Meaning>,
    /// The person who relays the words, if the speaker is quoted at second hand: Axios, in “…, he said, Axios writes”.
    pub through: Option<Span>,
}

impl Attribution {
    /// The words that best name the speaker: the antecedent if there is one, else the speaker as written.
    pub fn named(&self) -> Span {
        self.antecedent.unwrap_or(self.speaker)
    }

    /// The same with spans of another text.
    pub fn moved(&self, to: impl Fn(Span) -> Span) -> Self {
        Self {
            speaker: to(self.speaker),
            cue: self.cue.map(&to),
            antecedent: self.antecedent.map(&to),
            meaning: self.meaning.map(|m| Meaning { other: m.other.map(&to), ..m }),
            through: self.through.map(&to),
            ..*self
        }
    }

    /// The speaker for display, with any doubt: “he: perhaps Wang Yi or Qin Gang”. `text` is what was read.
    pub fn shown(&self, text: &str) -> String {
        let written = self.written(|span| span.of(text));
        with_doubt(self.named().of(text), written, self.rule, self.confidence)
    }

    /// The words for the speaker where others name him; `words` has those at a place.
    pub fn written<'t>(&self, words: impl Fn(Span) -> &'t str) -> Option<Written<'t>> {
        self.antecedent?;
        let written = words(self.speaker);
        Some(match self.meaning {
            Some(meaning) => Written::Pronoun(written, meaning.other.map(words)),
            None => Written::Described(written),
        })
    }
}

/// How sure an attribution is. Only an explicit one may contradict a note that names another speaker, at a severity
/// that depends on its construction: see [`super::weight()`]. `docs/quality.md` has the accuracy of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Named in the sentence, but another candidate there is nearly as likely.
    Doubtful,
    /// Guessed from the context: the speaker of an earlier quotation continues.
    FollowOn,
    /// A pronoun, a description or a heading: the words are certainly theirs, but whom it means is not certain.
    Resolved,
    /// A speaker named beside the words, with a cue.
    Explicit,
}

/// The rule that found an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttributionRule {
    /// `X said: “…”`, `X said “…”`.
    SpeakerBefore,
    /// `“…,” X said`, `“…,” said X`.
    SpeakerAfter,
    /// `“…,” X said, “…”`.
    SpeakerInside,
    /// `according to X`, `in the words of X`, `as X put it`.
    AccordingTo,
    /// A partial quotation inside a clause whose subject is X: `X urged them to “…”`.
    Governed,
    /// `— X` below or after the words.
    Line,
    /// `X: “…”`, or a transcript's `X:` at the start of a paragraph.
    Label,
    /// `“…” (X, 2013)`.
    Parenthesis,
    /// `“…” were the words of X`; `the phrase, spoken by X`.
    Noun,
    /// A heading or list introduction that names the speaker of what follows.
    Heading,
    /// A quotation without a cue continues with the previous speaker.
    FollowOn,
    /// The cell for the speaker in a table row.
    Row,
}

/// A speaker for display, with any doubt: `Wang Yi`; `he: Wang Yi`; `he: perhaps Wang Yi or Qin Gang`; `probably Wang Yi`.
/// `written` are the words beside the quotation, which are taken to mean `name`.
pub fn with_doubt(
    name: &str,
    written: Option<Written<'_>>,
    rule: AttributionRule,
    confidence: Confidence,
) -> String {
    match (written, confidence) {
        (_, Confidence::Explicit) => name.to_owned(),
        (Some(Written::Pronoun(pronoun, other)), _) => {
            let doubt = match confidence {
                Confidence::Doubtful => "perhaps ",
                Confidence::FollowOn => "probably ",
                Confidence::Resolved | Confidence::Explicit => "",
            };
            let other = other.map(|other| format!(" or {other}")).unwrap_or_default();
            format!("{}: {doubt}{name}{other}", pronoun.to_lowercase())
        }
        (Some(Written::Described(written)), _) if written != name => {
            format!("{written}, perhaps {name}")
        }
        (_, Confidence::Doubtful) => format!("perhaps {name}"),
        (_, Confidence::FollowOn) => format!("probably {name}"),
        (_, Confidence::Resolved) if rule == AttributionRule::Heading => {
            format!("probably {name}")
        }
        (_, Confidence::Resolved) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::AttributionRule::SpeakerAfter;
    use super::*;

    #[test]
    fn doubt_is_shown() {
        let shown = |written, confidence| with_doubt("Wang Yi", written, SpeakerAfter, confidence);
        let he = Some(Written::Pronoun("He", None));
        let either = Some(Written::Pronoun("he", Some("Qin Gang")));
        let described = Some(Written::Described("the minister"));
        assert_eq!(shown(None, Confidence::Explicit), "Wang Yi");
        assert_eq!(shown(he, Confidence::Resolved), "he: Wang Yi");
        assert_eq!(shown(he, Confidence::FollowOn), "he: probably Wang Yi");
        assert_eq!(shown(he, Confidence::Doubtful), "he: perhaps Wang Yi");
        assert_eq!(shown(either, Confidence::Doubtful), "he: perhaps Wang Yi or Qin Gang");
        assert_eq!(shown(described, Confidence::Resolved), "the minister, perhaps Wang Yi");
        assert_eq!(shown(None, Confidence::FollowOn), "probably Wang Yi");
        assert_eq!(shown(None, Confidence::Doubtful), "perhaps Wang Yi");
        assert_eq!(with_doubt("he", None, SpeakerAfter, Confidence::Resolved), "he");
    }
}
