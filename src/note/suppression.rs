//! Directives in a note that silence rules: `<!-- onrecord-ignore rule -->`, `<!-- onrecord-ignore-file -->`.

use super::markup::Comment;
use crate::text::Span;

/// One directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The rules it names; empty means all.
    pub rules: Vec<String>,
    /// What it silences: bytes of the note.
    pub scope: Span,
}

/// The directive that a comment holds, if it holds one.
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
    Some(Suppression { span: comment.span, rules: rules(rest), scope })
}

/// The names up to the first thing that is none: behind it stands a reason, for people.
fn rules(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == ',' || c == ':')
        .filter(|word| !word.is_empty())
        .take_while(|word| is_name(word))
        .map(str::to_owned)
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
            .map(|s| (s.rules.join(" "), s.scope.of(&note.text).trim()))
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
