//! Directives in a note that silence rules: `<!-- onrecord-ignore rule -->`, `<!-- onrecord-ignore-file -->`.

use super::markup::Comment;
use super::model::Suppression;
use crate::text::Span;

/// The directive in a comment, if there is one.
pub(super) fn read(note: &str, comment: &Comment) -> Option<Suppression> {
    let body = comment.span.of(note).strip_prefix("<!--")?;
    let body = body.strip_suffix("-->").unwrap_or(body).trim();
    let rest = body.strip_prefix("onrecord-ignore")?;
    let (rest, whole) = match rest.strip_prefix("-file") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    if !rest.is_empty() && !rest.starts_with(|c: char| c.is_whitespace() || c == ':') {
        return None;
    }
    let nothing = Span::new(comment.span.end, comment.span.end);
    let scope = if whole { Span::new(0, note.len()) } else { comment.block.unwrap_or(nothing) };
    // `rest` ends where the trimmed body ends.
    let from = comment.span.of(note).rfind(body).unwrap_or_default() + body.len() - rest.len();
    Some(Suppression { span: comment.span, rules: rules(rest, comment.span.start + from), scope })
}

/// The names up to the first thing that is none: after it comes a reason, for people. `start` is the position of `text`
/// in the note.
fn rules(text: &str, start: usize) -> Vec<(String, Span)> {
    let unled = text.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    let start = start + text.len() - unled.len();
    // A second colon introduces the reason.
    let names = unled.split(':').next().unwrap_or_default();
    let parts = names.split_inclusive(|c: char| c.is_whitespace() || c == ',');
    let places = parts.scan(start, |at, part| {
        let from = std::mem::replace(at, *at + part.len());
        Some((from, part.trim_end_matches(|c: char| c.is_whitespace() || c == ',')))
    });
    places
        .filter(|(_, word)| !word.is_empty())
        .take_while(|(_, word)| is_name(word))
        .map(|(at, word)| (word.to_owned(), Span::new(at, at + word.len())))
        .collect()
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use crate::note::Note;

    /// Each directive as its rules and the words it silences.
    fn check(note: &str, expected: &[(&str, &str)]) {
        let note = Note::read(note.to_owned());
        let found: Vec<(String, &str)> = note
            .suppressions
            .iter()
            .map(|s| {
                let names = s.rules.iter().map(|(name, span)| {
                    assert_eq!(span.of(&note.text), name);
                    name.as_str()
                });
                (names.collect::<Vec<_>>().join(" "), s.scope.of(&note.text).trim())
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(r, s)| (r.as_str(), *s)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn silences_the_next_block() {
        check(
            "<!-- onrecord-ignore misquote wrong-source -->\n\nOne.\n\nTwo.",
            &[("misquote wrong-source", "One.")],
        );
        check(
            "<!-- onrecord-ignore: misquote — by ear -->\nOne\nline.\n\nTwo.",
            &[("misquote", "One\nline.")],
        );
        check("<!-- onrecord-ignore -->\n\n- One\n- Two\n\nThree", &[("", "- One\n- Two")]);
        check(
            "<!--onrecord-ignore a--><!--onrecord-ignore b-->\n> One",
            &[("a", "> One"), ("b", "> One")],
        );
        check("- One\n- <!-- onrecord-ignore a -->\n  Two\n- Three", &[("a", "Two")]);
        check(
            "One. <!-- onrecord-ignore a -->\n\nTwo.",
            &[("a", "One. <!-- onrecord-ignore a -->")],
        );
    }

    #[test]
    fn silences_the_note() {
        check(
            "One.\n\n<!-- onrecord-ignore-file misquote -->",
            &[("misquote", "One.\n\n<!-- onrecord-ignore-file misquote -->")],
        );
    }

    #[test]
    fn other_comments_say_nothing() {
        check(
            "<!-- onrecord-ignored -->\n\n<!-- a note to self -->\n\n`<!-- onrecord-ignore -->`",
            &[],
        );
        check("One.\n\n<!-- onrecord-ignore", &[("", "")]);
    }
}
