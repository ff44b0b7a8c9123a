//! The paragraph around a place: the lines up to empty ones.

use super::Span;

/// The lines around a byte, up to a blank line on either side, or the ends of the text. The byte's own line always
/// counts. `None` outside the text, or inside a character.
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

/// The paragraphs of a text, computed once for many lookups, however long the paragraphs are.
#[derive(Debug)]
pub struct Paragraphs<'a> {
    text: &'a str,
    /// In order; an empty one after the last line end.
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    start: usize,
    empty: bool,
    /// The lines around it without blank lines between them; a blank line on its own.
    run: Span,
}

impl<'a> Paragraphs<'a> {
    /// Those of a text.
    pub fn of(text: &'a str) -> Self {
        let behind = (text.is_empty() || text.ends_with('\n')).then_some("");
        let mut lines: Vec<Line> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n').chain(behind) {
            let empty = line.trim().is_empty();
            let goes_on = lines.last().filter(|before| !before.empty && !empty);
            let run =
                Span::new(goes_on.map_or(start, |before| before.run.start), start + line.len());
            lines.push(Line { start, empty, run });
            start += line.len();
        }
        let mut end = None;
        for line in lines.iter_mut().rev() {
            line.run.end = end.filter(|_| !line.empty).unwrap_or(line.run.end);
            end = (!line.empty).then_some(line.run.end);
        }
        Self { text, lines }
    }

    /// The same as [`paragraph`].
    pub fn at(&self, at: usize) -> Option<Span> {
        let number = self.lines.partition_point(|line| line.start <= at).checked_sub(1)?;
        let line = self.lines.get(number).filter(|_| self.text.is_char_boundary(at))?;
        if !line.empty {
            return Some(line.run);
        }
        let beside = |line: Option<&Line>| line.filter(|line| !line.empty).map(|line| line.run);
        let before = number.checked_sub(1).and_then(|number| beside(self.lines.get(number)));
        let behind = beside(self.lines.get(number + 1));
        Some([before, behind].into_iter().flatten().fold(line.run, Span::join))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_the_same_in_any_order(text in "[aé \n\r]{0,20}", places in prop::collection::vec(0..24_usize, 1..9)) {
            let paragraphs = Paragraphs::of(&text);
            for at in places {
                prop_assert_eq!(paragraphs.at(at), paragraph(&text, at));
            }
        }
    }

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
