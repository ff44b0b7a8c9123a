//! The words in the classes and names that authors give to elements.

/// The words of a class, a name or an address, in lower case: `cite_note-3`, `siteHeader` are `cite note`, `site header`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        if (c.is_ascii_uppercase() && was_small) || !c.is_ascii_alphabetic() {
            words.push(String::new());
        }
        was_small = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_signs_numbers_and_capitals() {
        assert_eq!(words("cite_note-3a"), ["cite", "note", "a"]);
        assert_eq!(words("siteHeader__NAV"), ["site", "header", "nav"]);
        assert!(words("--7").is_empty());
    }
}
