//! The language of a passage, by its letters, a detector of letter groups, and function words that confirm it.

use super::function_words::{is_confirmed, is_rather_english};
use super::set::Language;
use crate::text::script::Script;
use whichlang::Lang;

/// With fewer words, a passage does not show its language.
pub(super) const LEAST: u32 = 7;
/// Bytes of a passage passed to the detector.
pub(super) const SAMPLE: usize = 160;

/// The language of a passage in Latin letters, as far as its words confirm the detector.
pub(super) fn detected(sample: &str, has_english: bool) -> Language {
    match named(whichlang::detect_language(sample)) {
        Language::English if has_english || is_rather_english(sample) => Language::English,
        Language::English => Language::OtherLatin,
        language if is_confirmed(language, sample) => language,
        _ => Language::OtherLatin,
    }
}

/// The language determined by a script alone.
pub(super) fn written_in(script: Script) -> Language {
    match script {
        Script::Latin => Language::OtherLatin,
        Script::Cyrillic => Language::OtherCyrillic,
        Script::Greek => Language::Greek,
        Script::Arabic => Language::Arabic,
        Script::Hebrew => Language::Hebrew,
        Script::Han => Language::Chinese,
        Script::Kana => Language::Japanese,
        Script::Hangul => Language::Korean,
        Script::Indic => Language::Indic,
        Script::Other => Language::Other,
    }
}

/// The language in Cyrillic letters that alone has the letters of some words.
pub(super) fn cyrillic(words: &str) -> Option<Language> {
    let (mut russian, mut ukrainian, mut other) = (0, 0, 0);
    for c in words.chars() {
        match c {
            'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => russian += 1,
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => ukrainian += 1,
            '\u{48A}'..='\u{52F}' => other += 1,
            _ if "ўЎђјљњћџѓќѕЂЈЉЊЋЏЃЌЅ".contains(c) => other += 1,
            _ => {}
        }
    }
    match (russian, ukrainian, other) {
        (0, 0, 0) => None,
        // Belarusian has letters of both.
        (_, _, 1..) => Some(Language::OtherCyrillic),
        (r, u, 0) if u > r => Some(Language::Ukrainian),
        _ => Some(Language::Russian),
    }
}

/// A language by its name in the detector.
pub(super) fn named(lang: Lang) -> Language {
    match lang {
        Lang::Eng => Language::English,
        Lang::Deu => Language::German,
        Lang::Fra => Language::French,
        Lang::Spa => Language::Spanish,
        Lang::Ita => Language::Italian,
        Lang::Por => Language::Portuguese,
        Lang::Nld => Language::Dutch,
        Lang::Swe => Language::Scandinavian,
        Lang::Tur => Language::Turkish,
        Lang::Vie => Language::Vietnamese,
        _ => Language::OtherLatin,
    }
}
