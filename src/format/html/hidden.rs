//! Which elements a reader of the page does not see.

use super::measure::Measure;
use super::styles::{Styles, display};
use super::tree::Tree;
use crate::prose::data::WordList;
use std::collections::HashSet;

/// Classes of text for screen readers.
static SCREEN_READERS: WordList = WordList::new(include_str!("data/screen-readers.txt"));

/// A hidden element with more than this share of the text, in hundredths, waits for a script to show it.
const MOST: u64 = 40;

/// The hidden elements of a page, without what is in them.
pub(super) fn hidden(tree: &Tree) -> HashSet<usize> {
    let styles = Styles::of(tree);
    let elements = tree.elements(0..tree.len());
    let mut hidden: HashSet<usize> = elements.filter(|at| is_hidden(tree, *at, &styles)).collect();
    let measure = Measure::of(tree, |_| false);
    let all = u64::from(measure.amount(0..tree.len()).all);
    hidden.retain(|at| {
        u64::from(measure.amount(*at..tree.end(*at)).all) * 100 <= all * MOST
            || tree.attribute(*at, "hidden").is_some()
    });
    hidden
}

fn is_hidden(tree: &Tree, at: usize, styles: &Styles) -> bool {
    let attribute = |name| tree.attribute(at, name);
    attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || attribute("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || attribute("style").is_some_and(|style| display(style) == Some(true))
        || (tree.name(at) == "dialog" && attribute("open").is_none())
        || attribute("class").is_some_and(|class| {
            class.split_ascii_whitespace().any(|class| SCREEN_READERS.contains(class))
        })
        || styles.hide(tree, at)
}
