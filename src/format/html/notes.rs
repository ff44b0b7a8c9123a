//! Footnotes: their marks in sentences, which are no words, and their texts.

use super::naming::words;
use super::tree::Tree;

/// The longest mark of a note, in bytes: `[note 12]`.
const LONGEST_MARK: usize = 12;

/// Words in names, classes and addresses of notes and references.
const NOTES: &[&str] = &[
    "fn",
    "fnref",
    "footnote",
    "footnotes",
    "footnoteref",
    "endnote",
    "endnotes",
    "note",
    "noteref",
    "cite",
    "citation",
    "reference",
    "references",
    "ref",
    "sdfootnote",
    "ftn",
    "ftnref",
    "edn",
    "ednref",
    "sidenote",
];

/// Whether an element is the mark of a note in a sentence, or the way back from a note; `before` precedes it.
pub(super) fn is_note_mark(tree: &Tree, at: usize, before: Option<char>) -> bool {
    let name = tree.name(at);
    if !matches!(name, "sup" | "a" | "span") {
        return false;
    }
    let role = tree.attribute(at, "role").or(tree.attribute(at, "epub:type")).unwrap_or_default();
    if matches!(role, "doc-noteref" | "noteref" | "doc-backlink" | "backlink" | "referrer") {
        return true;
    }
    let mark: String = tree.content(at).take(4).collect();
    let mark = mark.trim();
    if mark.len() > LONGEST_MARK || name == "span" {
        return false;
    }
    let link = (at..tree.end(at)).find_map(|node| tree.attribute(node, "href"));
    let is_local = link.is_some_and(|link| link.contains('#'));
    if is_local && matches!(mark, "¶" | "#" | "§" | "🔗" | "↩" | "↩︎" | "↑" | "^" | "⤴" | "↵")
    {
        return true;
    }
    let inner = mark.trim_matches(['[', ']', '(', ')']);
    let number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let symbol =
        !inner.is_empty() && inner.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    let letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    match name {
        "sup" if link.is_some() => number || symbol || letter || mark.starts_with('['),
        // `m<sup>2</sup>` and `10<sup>6</sup>` are words; a number after a sentence is not.
        "sup" => symbol || (number && before.is_some_and(|c| ".,;:!?”’\"')".contains(c))),
        _ => {
            let names =
                ["class", "id", "href"].into_iter().filter_map(|key| tree.attribute(at, key));
            let is_note =
                |name: &str| words(name).iter().any(|word| NOTES.contains(&word.as_str()));
            is_local && (number || symbol) && names.into_iter().any(is_note)
        }
    }
}

/// Whether an element holds the text of a note, or a list of them.
pub(super) fn is_note(tree: &Tree, at: usize) -> bool {
    let role = tree.attribute(at, "role").or(tree.attribute(at, "epub:type")).unwrap_or_default();
    if matches!(
        role,
        "doc-footnote"
            | "doc-endnotes"
            | "doc-endnote"
            | "footnote"
            | "footnotes"
            | "endnote"
            | "endnotes"
            | "rearnote"
            | "rearnotes"
    ) {
        return true;
    }
    let class = tree.attribute(at, "class").unwrap_or_default();
    let is_list = class.split_ascii_whitespace().any(|class| {
        matches!(
            class,
            "footnotes" | "endnotes" | "footnote" | "sidenote" | "marginnote" | "ltx_note_content"
        )
    });
    is_list
        && matches!(
            tree.name(at),
            "section" | "div" | "aside" | "ol" | "span" | "small" | "p" | "dl" | "li"
        )
}
