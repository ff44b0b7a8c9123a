//! Writes citations so that they are read back as intended: the only place that formats a key.

use super::citation::CitationStyle;
use super::link::file_name;
use super::model::Note;

/// The styles of citing a source that a note may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// `[@key, ¶3]`, with braces around a key that needs them.
    #[default]
    Pandoc,
    /// `[[key]], ¶3`.
    Wiki,
    /// `[file](../sources/file.txt#¶3)`.
    Link,
}

/// A citation of a key, and of a place in its source. If the dialect cannot express it, another is used; a link to the
/// file, which is `link` from the note, is always possible.
pub fn written(dialect: Dialect, key: &str, locator: Option<&str>, link: &str) -> String {
    let behind = locator.map(|locator| format!(", {locator}")).unwrap_or_default();
    let pandoc = || Some(format!("[@{}{behind}]", pandoc(key)?));
    let wiki = || wiki(key).map(|key| format!("[[{key}]]{behind}"));
    let first = match dialect {
        Dialect::Pandoc => pandoc(),
        Dialect::Wiki => wiki().or_else(pandoc),
        Dialect::Link => None,
    };
    first.unwrap_or_else(|| {
        let fragment = locator.map(|locator| format!("#{locator}")).unwrap_or_default();
        format!("[{}]({link}{fragment})", words(&file_name(link)))
    })
}

/// The replacement for a citation's key by another; `braced` says whether it is in braces already. `None` if a citation
/// of this style cannot have the key.
pub fn in_place(style: CitationStyle, braced: bool, key: &str) -> Option<String> {
    match style {
        CitationStyle::Bracketed | CitationStyle::Narrative if braced => {
            pandoc(key).map(|_| key.to_owned()).filter(|key| reads_as(&format!("@{{{key}}}"), key))
        }
        CitationStyle::Bracketed | CitationStyle::Narrative => pandoc(key),
        CitationStyle::Wiki => wiki(key),
        CitationStyle::Link => None,
    }
}

/// A key after `@`: bare, or in braces.
fn pandoc(key: &str) -> Option<String> {
    if is_plain(key) {
        return Some(key.to_owned());
    }
    let braced = format!("{{{key}}}");
    reads_as(&format!("[@{braced}]"), key).then_some(braced)
}

/// A key in `[[…]]`, whose words stay in the text: it must not contain quotation marks.
fn wiki(key: &str) -> Option<String> {
    let unfit = |c: char| "[]|#^\"“”„«»「」".contains(c);
    (!key.contains(unfit) && reads_as(&format!("[[{key}]]"), key)).then(|| key.to_owned())
}

/// Whether a key is read in full without braces, in any context: by Pandoc's grammar, and without characters that
/// Markdown might interpret.
fn is_plain(key: &str) -> bool {
    let mut before = None;
    let mut chars = key.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = before.is_some_and(char::is_alphanumeric)
            && chars.peek().is_some_and(|next| next.is_alphanumeric());
        let fits = match c {
            '_' => before.is_some() && chars.peek().is_some(),
            ':' | '.' | '-' | '/' | '+' => inside,
            c => c.is_alphanumeric(),
        };
        if !fits {
            return false;
        }
        before = Some(c);
    }
    before.is_some()
}

/// Whether a note with this text cites that key and nothing else.
fn reads_as(written: &str, key: &str) -> bool {
    let note = Note::read(format!("So {written}.\n"));
    match note.citations.as_slice() {
        [one] => one.key == key && one.long.is_none(),
        _ => false,
    }
}

/// A file name as the text of a link.
fn words(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | '-' | '/' | ':' | ',') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const AWKWARD: &[&str] = &[
        "interview – Éric Dupont",
        "a [b] c",
        "a]b",
        "a}b",
        "a{b",
        "a{b}c",
        "a|b",
        "a#b",
        "a^b",
        "a:b",
        "smith:2020",
        "http://x.example/?a=b&c=d",
        "-kai",
        "kai.",
        "000",
        "100%",
        "a%20b",
        "гавань",
        "港の記録",
        "a_b_",
        "_a_",
        "a*b*c",
        "qi$^2$Long2025",
        "a`b`",
        "<b>",
        "a;b",
        "a, ¶5",
        "a\\b",
        "@a",
        "“said”",
        "b/harbour",
    ];

    #[test]
    fn every_key_can_be_cited_in_every_dialect() {
        for key in AWKWARD {
            for dialect in [Dialect::Pandoc, Dialect::Wiki, Dialect::Link] {
                let written = written(dialect, key, Some("¶5"), "sources/x.txt");
                let note = Note::read(format!("Ada said “yes” {written}.\n"));
                let [one] = note.citations.as_slice() else { panic!("{written}: {note:#?}") };
                let whole = one.long.as_ref().map(|(long, _)| long.as_str());
                let meant = one.key == *key || whole == Some(key) || one.key == "sources/x.txt";
                assert!(meant, "{key} in {written}: {one:?}");
                let locator = one.locator.as_ref().map(|locator| locator.text.as_str());
                assert_eq!(locator, Some("¶5"), "{written}");
                assert_eq!(note.prose.text, "Ada said “yes”.", "{written}");
            }
        }
    }

    #[test]
    fn a_plain_key_has_no_braces() {
        for key in ["000_2db140b46b95ac14", "smith:2020", "гавань", "b/harbour", "a.b", "d+e-f"]
        {
            assert_eq!(written(Dialect::Pandoc, key, None, ""), format!("[@{key}]"));
        }
        assert_eq!(written(Dialect::Pandoc, "kai.", None, ""), "[@{kai.}]");
        assert_eq!(written(Dialect::Wiki, "a b", Some("¶2"), ""), "[[a b]], ¶2");
        let link = written(Dialect::Link, "a b", Some("¶2"), "s/a%20b.txt");
        assert_eq!(link, "[a b](s/a%20b.txt#¶2)");
    }
}
