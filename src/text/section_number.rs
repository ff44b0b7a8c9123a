//! The number of a section: `4`, `2.3.1`.

use std::fmt;

/// The most levels of a section’s number that count.
const LEVELS: usize = 4;

/// The number of a section, level by level: `2.3` is section 3 of section 2. Never empty; levels beyond the fourth are
/// dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionNumber {
    levels: [u16; LEVELS],
    depth: usize,
}

impl SectionNumber {
    /// The number at the start of a text, and its length in bytes: `2.3` of “2.3. Methods”. `None` if there is none, if
    /// a letter or another digit group follows at once (`4th`, `2,500`), or if it is too large to be one.
    pub fn at_start(text: &str) -> Option<(Self, usize)> {
        let (mut levels, mut depth, mut end) = ([0; LEVELS], 0, 0);
        let mut at = 0;
        loop {
            let rest = text.get(at..)?;
            let len = rest.bytes().take_while(u8::is_ascii_digit).count();
            let Some(number) = rest.get(..len).and_then(|digits| digits.parse().ok()) else {
                break;
            };
            if let Some(level) = levels.get_mut(depth) {
                *level = number;
                depth += 1;
            }
            end = at + len;
            if !text.get(end..)?.starts_with('.') {
                break;
            }
            at = end + 1;
        }
        let mut rest = text.get(end..)?.chars();
        let (next, after) = (rest.next(), rest.next());
        let goes_on = next.is_some_and(char::is_alphanumeric)
            || matches!(next, Some(',' | '/' | ':' | '%'))
                && after.is_some_and(|c| c.is_ascii_digit());
        (depth > 0 && !goes_on).then_some((Self { levels, depth }, end))
    }

    /// Whether this section is the other one, or a part of it.
    pub fn is_within(self, whole: Self) -> bool {
        self.depth >= whole.depth
            && self.levels.get(..whole.depth) == whole.levels.get(..whole.depth)
    }

    /// Its levels, from the outermost.
    pub fn levels(&self) -> &[u16] {
        self.levels.get(..self.depth).unwrap_or_default()
    }
}

impl fmt::Display for SectionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, level) in self.levels().iter().enumerate() {
            let dot = if number > 0 { "." } else { "" };
            write!(f, "{dot}{level}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_to_its_last_level() {
        let read = |text: &str| SectionNumber::at_start(text).map(|(n, len)| (n.to_string(), len));
        assert_eq!(read("2.3. Methods"), Some(("2.3".to_owned(), 3)));
        assert_eq!(read("4) Results"), Some(("4".to_owned(), 1)));
        assert_eq!(read("1.2.3.4.5"), Some(("1.2.3.4".to_owned(), 9)));
        for other in ["Methods", "", "4th", "2,500 people", "12:03", "70000", "3/4", ".5"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_section_contains_its_parts() {
        let number = |text| SectionNumber::at_start(text).unwrap().0;
        assert!(number("2.3.1").is_within(number("2.3")) && number("2").is_within(number("2")));
        assert!(!number("2").is_within(number("2.3")) && !number("3.2").is_within(number("2")));
    }
}
