//! Callouts: block quotations by their markup, whose first line says what they are: `> [!quote]+ Title`.

use crate::prose;
use crate::text::Span;

/// The first line of a callout, in bytes of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// `[!quote|metadata]+` with the spaces after it.
    pub(super) marker: Span,
    /// Where the line ends.
    pub(super) line_end: usize,
    /// Whether its type says that quoted words follow.
    pub(super) quotes: bool,
}

/// The head of the block quotation at `start`, if it is a callout.
pub(super) fn head(note: &str, start: usize) -> Option<Head> {
    let rest = note.get(start..)?;
    let line = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len()))?;
    let blanks = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
    let quoted = blanks(line);
    let behind = line.get(quoted..)?.strip_prefix('>')?;
    let from = quoted + 1 + blanks(behind);
    let inside = line.get(from..)?.strip_prefix("[!")?;
    let len = inside.find(']').filter(|len| *len > 0)?;
    let kind = inside.get(..len)?.split('|').next()?.trim();
    let folded = inside.get(len + 1..)?;
    let fold = usize::from(folded.starts_with(['+', '-']));
    let title = folded.get(fold..)?;
    let to = from + 2 + len + 1 + fold + blanks(title);
    Some(Head {
        marker: Span::new(start + from, start + to),
        line_end: start + line.len(),
        quotes: quotes(kind),
    })
}

/// Whether a type of callout contains quoted words: Obsidian's `quote` and `cite`, and similar names. All others
/// contain the writer's words.
fn quotes(kind: &str) -> bool {
    const TYPES: &[&str] = &["quote", "cite", "citation", "quotation", "blockquote", "pullquote"];
    TYPES.iter().any(|t| {
        kind.get(..t.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(t))
            && !kind
                .get(t.len()..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && rest != "s")
    })
}

/// The length of `NAME:` at the start of a callout's words, with the colon and the spaces after it.
pub(super) fn label(words: &str) -> Option<usize> {
    const LONGEST: usize = 80;
    const MOST_WORDS: usize = 6;
    let colon = words.find(':').filter(|colon| *colon <= LONGEST)?;
    let (name, behind) = (words.get(..colon)?, words.get(colon + 1..)?);
    let named =
        prose::title_speaker(words, Span::new(0, colon)).is_some_and(|(span, _)| span.start == 0);
    let short = name.split_whitespace().nth(MOST_WORDS).is_none();
    let spaced = behind.starts_with(char::is_whitespace) && !behind.trim().is_empty();
    (named && short && spaced).then(|| words.len() - behind.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marker and whether it quotes.
    fn check(note: &str, expected: Option<(&str, bool)>) {
        let found = head(note, 0).map(|h| (h.marker.of(note), h.quotes));
        assert_eq!(found, expected, "{note}");
    }

    #[test]
    fn heads() {
        check("> [!quote]+ Ada Brill\n> words", Some(("[!quote]+ ", true)));
        check(">[!QUOTE]-\n> words", Some(("[!QUOTE]-", true)));
        check("> [!cite|wide blue] Ada", Some(("[!cite|wide blue] ", true)));
        check("> [!note] Ada", Some(("[!note] ", false)));
        check("> [!quote-left]", Some(("[!quote-left]", true)));
        check("> [!quotable] Ada", Some(("[!quotable] ", false)));
        check("> [! ] Ada", Some(("[! ] ", false)));
        check("> > [!quote]", None);
        check("> [!] Ada", None);
        check("> words [!quote]", None);
    }
}
