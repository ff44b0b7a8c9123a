//! Cyrillic and Greek letters as English texts write them.

/// What English texts write for a small Cyrillic or Greek letter; `None` for any other. The letters are those of the BGN/PCGN
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
    fn letters_are_written_as_english_texts_do() {
        let written = |word: &str| word.chars().filter_map(transliterated).collect::<String>();
        assert_eq!(written("соколов"), "sokolov");
        assert_eq!(written("щербаков"), "shcherbakov");
        assert_eq!(written("яковлева"), "yakovleva");
        assert_eq!(written("ελένη"), "eleni");
        assert_eq!(transliterated('s'), None);
    }
}
