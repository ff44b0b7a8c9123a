//! Which elements of a page are left out, so that its article remains.

use super::clutter::clutter;
use super::hidden::hidden;
use super::measure::Measure;
use super::tag::Class;
use super::tree::Tree;
use std::collections::HashSet;
use std::ops::Range;

/// The least share of the text of a page, in hundredths, that its article has. If nothing has it, all is kept.
const LEAST: u64 = 85;

/// The least text of a line outside the article that may belong to it, in characters.
const SENTENCE: u32 = 40;

/// The elements that a reader does not see.
pub(super) fn unseen(tree: &Tree) -> HashSet<usize> {
    hidden(tree)
}

/// The elements that are hidden, or surround the article.
pub(super) fn outside(tree: &Tree) -> HashSet<usize> {
    let mut out = hidden(tree);
    let measure = Measure::of(tree, |at| out.contains(&at));
    let all = measure.amount(0..tree.len());
    let around = clutter(tree, &out, &measure);
    let rest = Measure::of(tree, |at| out.contains(&at) || around.contains(&at));
    // A page of which little would remain is no article: a list of links, a form.
    if u64::from(rest.amount(0..tree.len()).plain()) * 4 < u64::from(all.plain()) {
        return out;
    }
    out.extend(around);
    if let Some(core) = core(tree, &rest) {
        let lines = lines_outside(tree, &core, &rest);
        out.extend(lines);
    }
    out
}

/// The article: the innermost element with most of the text, or a larger one that says it is the article.
fn core(tree: &Tree, measure: &Measure) -> Option<Range<usize>> {
    let all = u64::from(measure.amount(0..tree.len()).plain());
    let holds_most =
        |at: &usize| u64::from(measure.amount(*at..tree.end(*at)).plain()) * 100 >= all * LEAST;
    let mut core = None;
    let mut at = 0;
    while at < tree.len() {
        if tree.tag(at).is_some_and(|tag| tag.is(Class::BLOCK)) && holds_most(&at) {
            core = Some(at..tree.end(at));
            let is_article = matches!(tree.name(at), "main" | "article")
                || tree.attribute(at, "role") == Some("main");
            if is_article {
                break;
            }
            at += 1;
        } else {
            at = if core.is_some() { tree.end(at) } else { at + 1 };
        }
    }
    core
}

/// Blocks outside the article that are links or too short for a sentence; not its headings.
fn lines_outside(tree: &Tree, core: &Range<usize>, measure: &Measure) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tree.len() {
        if at == core.start {
            at = core.end;
            continue;
        }
        let end = tree.end(at);
        let is_leaf = tree.tag(at).is_some_and(|tag| tag.is(Class::BLOCK))
            && !tree
                .elements(at + 1..end)
                .any(|inner| tree.tag(inner).is_some_and(|tag| tag.is(Class::BLOCK)));
        if is_leaf && tree.name(at) != "h1" {
            let amount = measure.amount(at..end);
            if amount.plain() < SENTENCE || amount.is_linked(50) {
                found.push(at);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    found
}
