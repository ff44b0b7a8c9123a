//! Names inside longer names: the people whom foundations are named after.

use super::document_names::{DocumentNames, NameUse};
use crate::actor::model::LinkRule;
use crate::actor::names::{longest_from, next_word};
use crate::prose::{NameKind, given_name};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The people of the document whose names are part of longer names: “Kavita Rao” in “Kavita Rao Foundation”.
pub(crate) fn embedded(names: &DocumentNames, text: &str) -> Vec<NameUse> {
    let mut persons: FxHashMap<&str, Vec<(&str, u32)>> = FxHashMap::default();
    for (index, form) in (0u32..).zip(&names.forms) {
        let first = next_word(&form.text, 0).filter(|word| word.start == 0);
        let named = form.words.len() > 1 || !given_name(&form.text);
        if let Some(first) = first.filter(|_| form.kind == NameKind::Person && named) {
            persons.entry(first.of(&form.text)).or_default().push((&form.text, index));
        }
    }
    if persons.is_empty() {
        return Vec::new();
    }
    persons.values_mut().for_each(|persons| persons.sort_unstable());
    let bearing = names.uses.iter().filter_map(|named| {
        let kind = names.form(named)?.kind;
        if !matches!(kind, NameKind::Organisation | NameKind::Place) {
            return None;
        }
        let (start, name, form) = longest_in(named.span.of(text), &persons)?;
        let start = named.span.start + start;
        let span = Span::new(start, start + name.len());
        Some(NameUse::implied(span, form, named.sentence, LinkRule::Embedded))
    });
    bearing.collect()
}

/// The longest name inside a longer one in whole words, its offset, and the index of its form. `names` are sorted, by
/// their first words.
fn longest_in<'a>(
    whole: &str,
    names: &FxHashMap<&str, Vec<(&'a str, u32)>>,
) -> Option<(usize, &'a str, u32)> {
    let mut found: Vec<(usize, &str, u32)> = Vec::new();
    let mut at = 0;
    while let Some(word) = next_word(whole, at) {
        at = word.end;
        let begun = names.get(word.of(whole)).map_or(&[][..], Vec::as_slice);
        if let Some((name, form)) = longest_from(whole, word.start, begun, |(name, _)| name)
            && name.len() < whole.len()
        {
            found.push((word.start, name, *form));
        }
    }
    found.into_iter().min_by_key(|(_, name, form)| (Reverse(name.len()), *form))
}
