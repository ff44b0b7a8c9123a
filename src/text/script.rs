//! Scripts: the letters words are written in, so that names in different ones are never compared; and English
//! transliterations of Cyrillic and Greek.

use std::cmp::Reverse;

/// A script, or several that one language mixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters, with or without accents.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Arabic letters.
    Arabic,
    /// Hebrew letters.
    Hebrew,
    /// Chinese characters.
    Han,
    /// Japanese syllables.
    Kana,
    /// Korean syllables.
    Hangul,
    /// Letters of the scripts of India.
    Indic,
    /// Any other letters.
    Other,
}

/// The number of scripts distinguished.
pub const SCRIPTS: usize = 10;

/// The script of a character; `None` if it is no letter.
pub fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Script::Latin);
    }
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c as u32 {
        0..=0x24F | 0x1E00..=0x1EFF | 0xFB00..=0xFB06 | 0xFF21..=0xFF5A => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Greek,
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF => Script::Cyrillic,
        0x590..=0x5FF | 0xFB1D..=0xFB4F => Script::Hebrew,
        0x600..=0x6FF | 0x750..=0x77F | 0x8A0..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => {
            Script::Arabic
        }
        0x900..=0xDFF => Script::Indic,
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Script::Hangul,
        0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D => Script::Kana,
        0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000.. => {
            Script::Han
        }
        _ => Script::Other,
    })
}

/// The script of most letters in some words; `None` without letters. Japanese uses two scripts: syllables decide.
pub fn main_script(words: &str) -> Option<Script> {
    if words.is_ascii() {
        return words.bytes().any(|b| b.is_ascii_alphabetic()).then_some(Script::Latin);
    }
    let mut counts = [0u32; SCRIPTS];
    for script in words.chars().filter_map(script) {
        if let Some(count) = counts.get_mut(script as usize) {
            *count += 1;
        }
    }
    let count = |script: Script| counts.get(script as usize).copied().unwrap_or_default();
    // If several have equally many letters, the first in the list.
    let rank = |script: &Script| (count(*script), Reverse(*script as usize));
    let most = words.chars().filter_map(script).max_by_key(rank)?;
    let japanese = most == Script::Han && count(Script::Kana) > 0;
    Some(if japanese { Script::Kana } else { most })
}

/// Whether two names can be compared letter by letter: names in two scripts cannot contradict each other. A Japanese
/// name may be in syllables or in Chinese characters.
pub fn comparable(one: &str, other: &str) -> bool {
    match (main_script(one), main_script(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The English transliteration of a lower-case Cyrillic or Greek letter; `None` for any other. Follows the BGN/PCGN
/// romanizations, without the marks for hard and soft, which newspapers leave out.
pub fn transliterated(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'α' | 'ά' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'ё' | 'э' | 'ε' | 'έ' => "e",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'й' | 'ы' | 'і' | 'ї' | 'ι' | 'ί' | 'ϊ' | 'η' | 'ή' | 'υ' | 'ύ' => "i",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'о' | 'ο' | 'ό' | 'ω' | 'ώ' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' | 'ў' => "u",
        'ф' | 'φ' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' | 'χ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ђ' => "dj",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' => "dz",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_script_of_most_of_their_letters() {
        assert_eq!(main_script("Zoë Ångström"), Some(Script::Latin));
        assert_eq!(main_script("Иван Соколов"), Some(Script::Cyrillic));
        assert_eq!(main_script("Ελένη"), Some(Script::Greek));
        assert_eq!(main_script("سميرة"), Some(Script::Arabic));
        assert_eq!(main_script("王小明"), Some(Script::Han));
        assert_eq!(main_script("橋が閉まる"), Some(Script::Kana));
        assert_eq!(main_script("김하늘"), Some(Script::Hangul));
        assert_eq!(main_script("12, 34"), None);
    }

    #[test]
    fn names_in_two_scripts_are_not_compared() {
        assert!(comparable("Sokolov", "Ivan Sokolow"));
        assert!(!comparable("Sokolov", "Соколов"));
        assert!(!comparable("Wang", "王"));
        assert!(comparable("7", "王"));
    }

    #[test]
    fn letters_are_written_as_english_texts_do() {
        let written = |word: &str| word.chars().filter_map(transliterated).collect::<String>();
        assert_eq!(written("соколов"), "sokolov");
        assert_eq!(written("щербаков"), "shcherbakov");
        assert_eq!(written("яковлева"), "yakovleva");
        assert_eq!(written("ελένη"), "eleni");
        assert_eq!(transliterated('s'), None);
    }
}
