//! What an attribution may be used for against a note: a table of constructions with their measurements.
//!
//! `docs/quality.md` shows the same table, says how it was measured, and lists the wrong places.

use super::quotation::AttributionRule::{
    self, AccordingTo, Governed, Label, Line, Noun, Parenthesis, Row, SpeakerAfter, SpeakerBefore,
    SpeakerInside,
};
use super::quotation::Confidence;

/// What the reading of a speaker may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Only to be shown, marked as uncertain. It contradicts no note.
    Shown,
    /// To contradict, at the level of information: too little was measured, or the result was not good enough.
    Informs,
    /// To accuse.
    Accuses,
}

/// The kind of text in which an attribution was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadIn {
    /// A document of the corpus.
    Source,
    /// A note.
    Note,
}

/// The number of places measured, and of those read correctly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Places where the construction names a speaker.
    pub places: u32,
    /// Places where it is the right one, after reviewing each apparent error.
    pub right: u32,
}

impl Measured {
    /// The fewest places that are enough.
    pub const LEAST_PLACES: u32 = 150;
    /// The percentage that must be right.
    pub const LEAST_RIGHT: u32 = 98;

    /// What a construction with these measurements may be used for.
    pub const fn weight(self) -> Weight {
        let enough = self.places >= Self::LEAST_PLACES;
        if enough && self.right * 100 >= self.places * Self::LEAST_RIGHT {
            Weight::Accuses
        } else {
            Weight::Informs
        }
    }
}

/// A way of naming a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Construction {
    /// Its form, as shown to users.
    pub name: &'static str,
    /// The rules that find it.
    pub rules: &'static [AttributionRule],
    /// Whether its cue is a participle (“saying”); `None` if that makes no difference.
    pub participle: Option<bool>,
    /// Names beside quotations of at least four words in news.
    pub sources: Measured,
    /// The same in notes.
    pub notes: Measured,
}

/// Every construction that may contradict a note: explicit ones, with a name. A speaker carried over from before, known
/// only by a pronoun, a description or a heading, or doubtful, contradicts no note.
pub const CONSTRUCTIONS: &[Construction] = &[
    construction(
        "`“…,” said X` and `“…,” X said, “…”`",
        &[SpeakerAfter, SpeakerInside],
        None,
        (2137, 2133),
        (454, 453),
    ),
    construction("`X said: “…”`", &[SpeakerBefore], Some(false), (308, 305), (790, 790)),
    construction(
        "`X spoke at length, saying “…”`",
        &[SpeakerBefore],
        Some(true),
        (47, 43),
        (226, 226),
    ),
    construction("`X urged them to “…”`", &[Governed], None, (660, 648), (228, 228)),
    construction("`according to X`", &[AccordingTo], None, (15, 15), (228, 228)),
    construction("`X: “…”`", &[Label], None, (17, 12), (437, 437)),
    construction("`— X` below or behind", &[Line], None, (6, 5), (453, 453)),
    construction("the row of a table", &[Row], None, (0, 0), (225, 225)),
    construction("`“…” (X, 2013)`", &[Parenthesis], None, (1, 0), (227, 227)),
    construction("`“…” were the words of X`", &[Noun], None, (3, 3), (0, 0)),
];

/// A row of the table: places and correct ones, first for quotations of news, then for notes.
const fn construction(
    name: &'static str,
    rules: &'static [AttributionRule],
    participle: Option<bool>,
    sources: (u32, u32),
    notes: (u32, u32),
) -> Construction {
    let sources = Measured { places: sources.0, right: sources.1 };
    let notes = Measured { places: notes.0, right: notes.1 };
    Construction { name, rules, participle, sources, notes }
}

/// What an attribution by name may be used for; `cue` are the words of its cue.
pub fn weight(rule: AttributionRule, confidence: Confidence, cue: &str, read: ReadIn) -> Weight {
    if confidence < Confidence::Explicit {
        return Weight::Shown;
    }
    let participle = cue.trim_end().ends_with("ing");
    let construction = CONSTRUCTIONS.iter().find(|c| {
        c.rules.contains(&rule) && c.participle.is_none_or(|wanted| wanted == participle)
    });
    construction.map_or(Weight::Shown, |construction| match read {
        ReadIn::Source => construction.sources.weight(),
        ReadIn::Note => construction.notes.weight(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_accuses_was_measured_often_and_well() {
        let weight = |places, right| Measured { places, right }.weight();
        assert_eq!(weight(150, 147), Weight::Accuses);
        assert_eq!(weight(150, 146), Weight::Informs);
        assert_eq!(weight(149, 149), Weight::Informs);
        assert!(CONSTRUCTIONS.iter().all(|c| c.sources.right <= c.sources.places));
    }

    #[test]
    fn the_page_has_the_same_table() {
        let page = include_str!("../../../docs/quality.md");
        for Construction { name, sources, notes, .. } in CONSTRUCTIONS {
            let row = format!(
                "| {name} | {} | {} | {} | {} |",
                sources.places, sources.right, notes.places, notes.right
            );
            assert!(page.contains(&row), "{row}");
        }
    }

    #[test]
    fn only_what_is_explicit_contradicts() {
        for confidence in [Confidence::Doubtful, Confidence::FollowOn, Confidence::Resolved] {
            for read in [ReadIn::Source, ReadIn::Note] {
                assert_eq!(weight(SpeakerAfter, confidence, "said", read), Weight::Shown);
            }
        }
        let read = |rule, cue| weight(rule, Confidence::Explicit, cue, ReadIn::Source);
        assert_eq!(read(SpeakerBefore, "said"), Weight::Accuses);
        assert_eq!(read(SpeakerBefore, "saying"), Weight::Informs);
        assert_eq!(read(Label, ""), Weight::Informs);
        assert_eq!(read(AttributionRule::Heading, ""), Weight::Shown);
    }
}
