//! What one document leaves open and the rest of the corpus settles.

use super::Document;
use crate::prose::{Name, NameKind, StateForm, state};
use rustc_hash::FxHashMap;

/// What one document leaves open the others settle: a kind of which the evidence was thin, and whether a capital stands
/// for its state. It does once the corpus lets it act, unless that is rare among the places that name it.
pub(super) fn settle(documents: &[Document<'_>], found: &mut [Vec<Name>]) {
    let mut clearest: FxHashMap<Vec<String>, (u8, NameKind)> = FxHashMap::default();
    let mut capitals: FxHashMap<&'static str, (usize, usize)> = FxHashMap::default();
    for (document, names) in documents.iter().zip(found.iter()) {
        for name in names {
            if name.weight >= Name::CLEAR {
                let best = clearest.entry(name.words.clone()).or_insert((name.weight, name.kind));
                *best = (*best).max((name.weight, name.kind));
            }
            if let Some(code) = capital(name, document.text) {
                let (acting, all) = capitals.entry(code).or_default();
                *acting += usize::from(name.acts);
                *all += 1;
            }
        }
    }
    for (document, names) in documents.iter().zip(found.iter_mut()) {
        for name in names {
            if let Some(code) = capital(name, document.text)
                && capitals.get(code).is_some_and(|(acting, all)| acting * 8 < *all)
            {
                name.kind = NameKind::Place;
            } else if name.weight < Name::CLEAR
                && name.kind != NameKind::State
                && let Some((_, kind)) = clearest.get(&name.words)
                && *kind != NameKind::State
            {
                name.kind = *kind;
            }
        }
    }
}

fn capital(name: &Name, text: &str) -> Option<&'static str> {
    let state = state(name.span.of(text)).filter(|_| name.kind == NameKind::State)?;
    (state.form == StateForm::Capital).then_some(state.code)
}
