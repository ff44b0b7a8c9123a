//! How the words of names are compared.

use super::gazetteer;

/// The words of a name as they are compared: lower case, without accents, stops, hyphens.
pub fn comparable(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '-' || c == '‑')
        .map(comparable_word)
        .filter(|word| !word.is_empty())
        .collect()
}

fn comparable_word(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let mut word = gazetteer::plain(word).to_lowercase();
    word.retain(|c| c.is_alphanumeric() || c == '\'');
    word
}
