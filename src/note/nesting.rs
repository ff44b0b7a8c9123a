//! Lines that open hundreds of block quotations or lists: crafted to be slow, since a Markdown parser walks everything
//! that is open for each lazy continuation line.

use std::borrow::Cow;

/// The most markers at the start of one line that count. People nest three deep, long mail threads thirty.
const MOST_MARKERS: usize = 100;

/// The Markdown with points in place of the markers of block quotations and lists beyond [`MOST_MARKERS`], byte for
/// byte.
pub(super) fn limited(markdown: &str) -> Cow<'_, str> {
    let mut limited: Option<String> = None;
    let ends = memchr::memchr2_iter(b'\n', b'\r', markdown.as_bytes()).map(|at| at + 1);
    let mut start = 0;
    for end in ends.chain([markdown.len()]) {
        let line = markdown.get(start..end).unwrap_or_default();
        // Each marker is at least one byte.
        let long = line.len() > MOST_MARKERS;
        if let Some((from, to)) = Some(line).filter(|_| long).and_then(excess) {
            let points = line.get(from..to).unwrap_or_default();
            let points = points.replace(|c: char| !c.is_ascii_whitespace(), ".");
            let range = start + from..start + to;
            limited.get_or_insert_with(|| markdown.to_owned()).replace_range(range, &points);
        }
        start += line.len();
    }
    limited.map_or(Cow::Borrowed(markdown), Cow::Owned)
}

/// The span of the excess markers of a line.
fn excess(line: &str) -> Option<(usize, usize)> {
    let rest = |at: usize| line.get(at..).unwrap_or_default();
    let mut ends = std::iter::successors(Some(0), |&at| Some(at + marker(rest(at))?));
    let from = ends.nth(MOST_MARKERS)?;
    // A rule may have any width.
    let is_rule =
        ['-', '*'].iter().any(|mark| line.chars().all(|c| c == *mark || c.is_whitespace()));
    let to = ends.last().filter(|_| !is_rule)?;
    Some((from, to))
}

/// The length in bytes of the marker of a block quotation or list at the start of a text, with the spaces before it.
fn marker(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches([' ', '\t']);
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut behind = bare.get(digits..)?.chars();
    let is_marker = match behind.next()? {
        '>' => digits == 0,
        '-' | '+' | '*' => digits == 0 && behind.next().is_none_or(char::is_whitespace),
        '.' | ')' => digits > 0 && behind.next().is_none_or(char::is_whitespace),
        _ => false,
    };
    is_marker.then_some(text.len() - bare.len() + digits + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marker: &str, times: usize, expected: &str) {
        let line = |markers: &str| format!("a\n  {markers}b > - c\r\n");
        let markers = marker.repeat(MOST_MARKERS);
        let deep = line(&(markers.clone() + &marker.repeat(times)));
        assert_eq!(limited(&deep), line(&(markers + expected)));
    }

    #[test]
    fn of_many_markers_the_first_count() {
        check("> ", 2, ". . ");
        check(">", 3, "...");
        check("- ", 2, ". . ");
        check("12. ", 1, "... ");
    }

    #[test]
    fn what_is_no_marker_stays() {
        for line in ["- ".repeat(200), "* ".repeat(200) + "\n", "-".repeat(200), "3".repeat(300)] {
            assert!(matches!(limited(&line), Cow::Borrowed(_)), "{line}");
        }
        assert!(matches!(
            limited(&format!("{}b\n{}c", "> ".repeat(99), "- ".repeat(99))),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn what_it_does_to_a_note_stays_at_its_place() {
        let deep = format!("{}“We shall go,” said Ada Moreno.\n", "- ".repeat(300));
        let note = crate::note::Note::read(deep.clone());
        let words: Vec<&str> = note.quotations.iter().map(|q| q.words.of(&note.text)).collect();
        assert!(words.contains(&"We shall go,"), "{words:?}");
        assert_eq!(note.text, deep);
    }
}
