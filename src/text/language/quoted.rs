//! The languages that a few quoted words may be in.

use super::detection::{LEAST, SAMPLE, cyrillic, named, written_in};
use super::function_words::{RATHER_ENGLISH, is_confirmed, is_one_of, is_plainly_english};
use super::set::{Language, LanguageSet, Languages};
use crate::text::script::{Script, main_script};

/// The languages that some quoted words may be in; `None` if only the context can tell: a few words in Latin letters do
/// not show a language.
pub fn possible(words: &str) -> Option<LanguageSet> {
    match main_script(words)? {
        Script::Latin => latin(words),
        Script::Cyrillic => Some(match cyrillic(words) {
            Some(language) => LanguageSet::one(language),
            None => LanguageSet::CYRILLIC,
        }),
        // Japanese words may be only in Chinese characters.
        Script::Han => {
            Some(LanguageSet::one(Language::Chinese).or(LanguageSet::one(Language::Japanese)))
        }
        script => Some(LanguageSet::one(written_in(script))),
    }
}

/// The languages that a few words in Latin letters may be in, given the languages of the text around them. Empty if
/// that does not decide.
pub fn as_around(around: Languages) -> LanguageSet {
    around.held.and(LanguageSet::LATIN).without(Language::OtherLatin)
}

/// Whether only the text around some words can show their language: a few words in Latin letters.
pub fn is_told_by_the_text_around(words: &str) -> bool {
    let spoken = |word: &&str| main_script(word).is_some();
    words.split_whitespace().filter(spoken).nth(LEAST as usize - 1).is_none()
        && main_script(words) == Some(Script::Latin)
}

fn latin(words: &str) -> Option<LanguageSet> {
    let all = words.split_whitespace().filter(|word| main_script(word).is_some());
    let (mut count, mut english, mut rather) = (0u32, 0u32, 0u32);
    for word in all {
        count += 1;
        english += u32::from(is_plainly_english(word));
        rather += u32::from(is_one_of(word, RATHER_ENGLISH));
    }
    if count < LEAST {
        return None;
    }
    if english >= 2 && english * 8 >= count {
        return Some(LanguageSet::one(Language::English));
    }
    let end = words.floor_char_boundary(words.len().min(4 * SAMPLE));
    let language = named(whichlang::detect_language(words.get(..end).unwrap_or_default()));
    Some(match language {
        Language::English if english + rather > 0 => LanguageSet::one(Language::English),
        // The detector mistakes one in a hundred English sentences of this length.
        language if is_confirmed(language, words) && english == 0 && rather < 2 => {
            LanguageSet::one(language)
        }
        language if english + rather > 0 => LanguageSet::one(language)
            .or(LanguageSet::one(Language::English))
            .or(LanguageSet::one(Language::OtherLatin)),
        language => LanguageSet::one(language).or(LanguageSet::one(Language::OtherLatin)),
    })
}
