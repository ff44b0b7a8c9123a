//! Footnotes: their marks in sentences, which are no words, and their texts.

use super::naming::words;
use super::tree::Tree;
use crate::prose::data::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest mark of a note, in bytes: `[note 12]`.
const LONGEST_MARK: usize = 12;

/// How notes are named: the name, and where it says so.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("data/notes.tsv")).map(|[name, places]| (name, places)).collect()
});

fn is_named(place: &str, name: &str) -> bool {
    NAMES.get(name).is_some_and(|places| places.split(' ').any(|known| known == place))
}

/// Whether an element is the mark of a note in a sentence, or the way back from a note; `before` precedes it.
pub(super) fn is_note_mark(tree: &Tree, at: usize, before: Option<char>) -> bool {
    let name = tree.name(at);
    if !matches!(name, "sup" | "a" | "span") {
        return false;
    }
    if roles(tree, at).any(|role| is_named("mark", role)) {
        return true;
    }
    if name == "span" {
        return false;
    }
    let text: String = tree.content(at).take(4).collect();
    let mark = text.trim();
    if mark.len() > LONGEST_MARK {
        return false;
    }
    let link = tree.elements(at..tree.end(at)).find_map(|node| tree.attribute(node, "href"));
    let is_local = link.is_some_and(|link| link.contains('#'));
    if is_local && matches!(mark, "¶" | "#" | "§" | "🔗" | "↩" | "↩︎" | "↑" | "^" | "⤴" | "↵")
    {
        return true;
    }
    let inner = mark.trim_matches(['[', ']', '(', ')']);
    let is_number = (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    let is_sign =
        !inner.is_empty() && inner.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    let is_letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    if name == "sup" || is_raised(tree, at) {
        return match link {
            Some(_) => is_number || is_sign || is_letter || mark.starts_with('['),
            // `m<sup>2</sup>` and `10<sup>6</sup>` are words; a number after a sentence is not.
            None => is_sign || (is_number && before.is_some_and(|c| ".,;:!?”’\"')".contains(c))),
        };
    }
    let mut names = ["class", "id", "href"].into_iter().filter_map(|key| tree.attribute(at, key));
    is_local
        && (is_number || is_sign)
        && names.any(|name| words(name).iter().any(|word| is_named("word", word)))
}

/// Whether all of a link is raised: `<a href="#fn3"><sup>3</sup></a>`.
fn is_raised(tree: &Tree, at: usize) -> bool {
    tree.name(at + 1) == "sup" && tree.end(at + 1) == tree.end(at)
}

/// Whether an element holds the text of a note, or a list of them.
pub(super) fn is_note(tree: &Tree, at: usize) -> bool {
    let class = tree.attribute(at, "class").unwrap_or_default();
    roles(tree, at).any(|role| is_named("text", role))
        || (class.split_ascii_whitespace().any(|class| is_named("class", class))
            && !matches!(tree.name(at), "a" | "sup" | "html" | "body" | "main" | "article"))
}

/// The roles of an element, in pages and in e-books.
fn roles(tree: &Tree, at: usize) -> impl Iterator<Item = &str> {
    let roles = ["role", "epub:type"].into_iter().filter_map(move |key| tree.attribute(at, key));
    roles.flat_map(str::split_ascii_whitespace)
}
