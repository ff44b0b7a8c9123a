//! Front matter: YAML between `---` or TOML between `+++` at the very start of a note.

use crate::text::Span;

/// The front matter with its fences and the line end after it. The Markdown parser is not used for this, since it would
/// mistake a rule further down for front matter.
pub(super) fn span(note: &str) -> Option<Span> {
    let body = note.strip_prefix('\u{feff}').unwrap_or(note);
    let start = note.len() - body.len();
    let mut lines = body.split_inclusive(['\n', '\r']);
    let first = lines.next()?;
    let closing: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    let mut end = start + first.len();
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        end += line.len();
        if closing.contains(&line.trim_end()) {
            let line_feed =
                if line.ends_with('\r') { lines.peek().filter(|l| **l == "\n") } else { None };
            return Some(Span::new(0, end + line_feed.map_or(0, |l| l.len())));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(note: &str, expected: Option<&str>) {
        assert_eq!(span(note).map(|s| s.of(note)), expected, "{note:?}");
    }

    #[test]
    fn only_at_the_start_and_only_when_closed() {
        check("---\ntitle: A “b”\n---\nText", Some("---\ntitle: A “b”\n---\n"));
        check("---\r\na: b\r\n...\r\nText", Some("---\r\na: b\r\n...\r\n"));
        check("+++\na = 1\n+++", Some("+++\na = 1\n+++"));
        check("\u{feff}---\na: b\n---\n", Some("\u{feff}---\na: b\n---\n"));
        check("---\nText and no end", None);
        check("Text\n\n---\n\nText\n\n---\n", None);
        check("", None);
    }
}
