//! Whether a quotation's words are a translation of what its sources say.

use crate::note::Note;
use crate::text::Span;
use crate::text::language::{self, Language, LanguageSet, Languages};

/// Whether some words may be a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Translation {
    /// The sources have passages in their language, or the language is unknown.
    No,
    /// They may be: the sources have little in their language, or the words are few and nothing around them shows it.
    Perhaps,
    /// They are, unless invented: the sources have no passage in their language.
    Yes,
}

impl Translation {
    /// For words found in none of the sources. An empty set of languages means unknown.
    pub(super) fn between(words: LanguageSet, sources: Languages) -> Self {
        if sources.held.is_empty() {
            return Self::No;
        }
        // A few words in Latin letters, in a note that does not show the language.
        if words.is_empty() {
            let english = LanguageSet::one(Language::English);
            return match sources.held {
                held if !held.meets(LanguageSet::LATIN) => Self::Yes,
                held if !held.meets(english) => Self::Perhaps,
                _ => Self::No,
            };
        }
        match sources {
            Languages { main, .. } if main.meets(words) => Self::No,
            Languages { held, .. } if held.meets(words) => Self::Perhaps,
            _ => Self::Yes,
        }
    }
}

/// The bytes of a note's own words that are examined for its language.
const SAMPLE: usize = 1500;

/// The languages in Latin script of a note's own words, judging by its beginning; empty when unclear.
pub(super) fn note_languages(note: &Note) -> LanguageSet {
    let text = &note.prose.text;
    let mut sample = String::new();
    let mut at = 0;
    let quoted = note.quotations.iter().map(|quotation| quotation.prose);
    for quotation in quoted.chain([Span::new(text.len(), text.len())]) {
        sample.push_str(Span::new(at, quotation.start.max(at)).of(text));
        sample.push(' ');
        at = at.max(quotation.end);
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample.truncate(sample.floor_char_boundary(SAMPLE));
    language::as_around(Languages::of(&sample))
}
