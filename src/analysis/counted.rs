//! Numbers with their nouns.

/// “1 note”, “2 notes”.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
