//! How a word is written: small, with a capital, in capitals, in figures.

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Shape {
    /// `minister`
    Lower,
    /// `Minister`, `McDonald`
    Capital,
    /// `UNHCR`, `U.S.`
    Capitals,
    /// `2016`, `19th`
    Number,
}

impl Shape {
    /// How this word is written.
    pub(in crate::prose) fn of(word: &str) -> Self {
        let Some(first) = word.chars().next() else { return Shape::Lower };
        if first.is_numeric() {
            return Shape::Number;
        }
        if !first.is_uppercase() {
            // “iPhone”, “eBay”: a capital inside makes it a name.
            let inside = word.chars().skip(1).take(2).any(char::is_uppercase);
            return if inside && word.len() > 3 { Shape::Capital } else { Shape::Lower };
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters > 1 && !word.chars().any(char::is_lowercase) {
            Shape::Capitals
        } else {
            Shape::Capital
        }
    }
}
