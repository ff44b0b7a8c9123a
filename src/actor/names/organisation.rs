//! The words of an organisation's name, and the shorter names they make.

use crate::prose::organisation_head;

/// The meaningful words of an organisation's name, sorted.
pub(crate) fn content(words: &[String]) -> Vec<&str> {
    let small = |w: &&str| matches!(*w, "of" | "the" | "for" | "and");
    let mut words: Vec<&str> = words.iter().map(String::as_str).filter(|w| !small(w)).collect();
    words.sort_unstable();
    words
}

/// “Department of State” and “State Department”; or a longer name that ends or begins with the two words of the shorter
/// one.
pub(crate) fn is_shortened(full: &[String], short: &[String]) -> bool {
    content(full) == content(short)
        || short.len() >= 2 && full.ends_with(short)
        || short.len() < full.len()
            && full.starts_with(short)
            && full.iter().skip(short.len()).all(|word| generic(word))
}

/// Whether a word can end the name of any organisation.
pub(crate) fn generic(word: &str) -> bool {
    organisation_head(word)
}

/// Whether the short name is the initials of the words, with or without small words.
pub(crate) fn is_acronym(full: &[String], short: &[String]) -> bool {
    let [letters] = short else { return false };
    letters.chars().nth(1).is_some() && full.len() >= 2 && initials(full).contains(letters)
}

/// The initials of all words, and of all but the small words.
pub(crate) fn initials(full: &[String]) -> [String; 2] {
    let small =
        |w: &&String| matches!(w.as_str(), "of" | "the" | "for" | "and" | "on" | "in" | "de");
    let all = full.iter().filter_map(|w| w.chars().next()).collect();
    let content = full.iter().filter(|w| !small(w)).filter_map(|w| w.chars().next()).collect();
    [all, content]
}

/// Only the head noun: “the Commission” after “Securities Regulatory Commission”.
pub(crate) fn is_head(full: &[String], short: &[String]) -> bool {
    matches!(short, [one] if full.len() >= 2 && (full.last() == Some(one) || full.first() == Some(one) && full.get(1).is_some_and(|w| w == "of" || w == "for")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::comparable as words;

    #[test]
    fn reads_acronyms_with_and_without_small_words() {
        assert!(is_acronym(&words("Institute for the Study of Rivers"), &words("ISR")));
        assert!(is_acronym(&words("Bank of Norfolk"), &words("BoN")));
        assert!(!is_acronym(&words("Bank"), &words("B")));
    }
}
