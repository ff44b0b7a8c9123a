//! The paragraph around a place: the lines up to empty ones.

use super::Span;

/// The lines around a byte, up to the next line on either side that holds nothing but white space, or to the text's ends.
/// The line of the byte itself always counts. `None` outside the text, or inside a character.
pub fn paragraph(text: &str, at: usize) -> Option<Span> {
    let (before, after) = text.split_at_checked(at)?;
    let mut start = at;
    for (number, line) in before.split_inclusive('\n').rev().enumerate() {
        let own = number == 0 && !line.ends_with('\n');
        if !own && line.trim().is_empty() {
            break;
        }
        start -= line.len();
    }
    let mut end = at;
    for (number, line) in after.split_inclusive('\n').enumerate() {
        if number > 0 && line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    Some(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        assert_eq!(paragraph(&text, at).unwrap().of(&text), expected, "{marked:?}");
    }

    #[test]
    fn a_paragraph_ends_at_empty_lines() {
        check("a\n\nb\nc|d\ne\n \nf", "b\ncd\ne\n");
        check("a\r\n\r\nb|\r\n\r\nc", "b\r\n");
        check("a\n\n|\n\nb", "\n");
        check("a\n|b", "a\nb");
        check("|", "");
        check("ab|", "ab");
    }
}
