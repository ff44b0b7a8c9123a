//! Converts names in capitals to normal case.

/// Lower-case particles inside names.
const PARTICLES: &[&str] = &["van", "von", "de", "del", "der", "la", "da", "bin", "al"];

/// A word of a name in normal case, if it is all in capitals: “MACDOWELL” becomes “Macdowell”, “O'NEIL-HART” “O'Neil-Hart”,
/// “McROY” “McRoy”, “VAN” “van”. Other words are unchanged.
pub fn name_case(word: &str) -> String {
    let (stem, rest) = match word.strip_prefix("Mc") {
        Some(rest) if rest.len() > 1 => ("Mc", rest),
        _ => ("", word),
    };
    if rest.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let lower = rest.to_lowercase();
    if stem.is_empty() && PARTICLES.contains(&lower.as_str()) {
        return lower;
    }
    let mut begins = true;
    let cased = lower.chars().flat_map(|c| {
        let initial = begins && c.is_alphabetic();
        begins = !c.is_alphanumeric();
        if initial { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
    });
    stem.chars().chain(cased).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_capitals_to_normal_case() {
        for (word, expected) in [
            ("MACDOWELL", "Macdowell"),
            ("O'NEIL-HART", "O'Neil-Hart"),
            ("McROY", "McRoy"),
            ("McRoy", "McRoy"),
            ("J.R.", "J.R."),
            ("VAN", "van"),
            ("ÄRZTIN", "Ärztin"),
            ("Brill", "Brill"),
        ] {
            assert_eq!(name_case(word), expected);
        }
    }
}
