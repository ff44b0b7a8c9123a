//! One name in two spellings: transliterations and typos.

use crate::text::transliterated;

/// The same name in another spelling: “Sergei” and “Sergey”, “Mohammed” and “Mohamed”.
pub(crate) fn is_variant(full: &[String], short: &[String]) -> bool {
    full.len() == short.len()
        && full.len() >= 2
        && full.iter().zip(short).all(|(a, b)| folded(a) == folded(b))
}

/// A word with the letters folded in which transliterations vary: y and i, doubled letters. Cyrillic and Greek letters
/// become their usual English transliterations, so that “Соколов” is “Sokolov”.
fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// The same, into `out`, whose content is replaced.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    out.clear();
    let push = |out: &mut String, c: char| {
        let c = if c == 'y' { 'i' } else { c };
        if !out.ends_with(c) {
            out.push(c);
        }
    };
    for c in word.chars() {
        match transliterated(c) {
            Some(letters) => letters.chars().for_each(|c| push(out, c)),
            None => push(out, c),
        }
    }
}

/// Whether two words differ by one letter inserted, deleted or changed.
pub(crate) fn one_letter_off(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= char::MAX.len_utf8() && strsim::levenshtein(a, b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::comparable as words;

    #[test]
    fn tells_a_misspelling_from_another_name() {
        assert!(one_letter_off("russel", "russell"));
        assert!(one_letter_off("synder", "sinder"));
        assert!(!one_letter_off("smith", "smith"));
        assert!(!one_letter_off("brown", "crows"));
        assert!(is_variant(&words("Sergei Petrov"), &words("Sergey Petrov")));
        assert!(!is_variant(&words("Maria Petrova"), &words("Mario Petrova")));
    }
}
