//! `unknown-source`: a citation whose key names no source, or several.

use super::{Check, Finding, Fix, Replacement, Rule, Scene, sure};
use crate::corpus::Resolution;
use crate::note::{Citation, CitationStyle};
use crate::workspace::{Placed, Severity};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) const RULE: Rule = Rule {
    name: "unknown-source",
    summary: "the citation’s key names no source",
    draft: Severity::Error,
    release: Severity::Error,
    page: include_str!("../../docs/rules/unknown-source.md"),
    check: Check::Note(check),
};

/// How like a known key an unknown one must be to be taken for a slip (Jaro-Winkler, 0 to 1).
const LIKE: f64 = 0.8;

fn check(scene: &Scene<'_>) -> Vec<Finding> {
    if !scene.corpus_is_known() {
        return Vec::new();
    }
    let mut quoted: FxHashMap<usize, &Placed> = FxHashMap::default();
    for (quotation, placed) in scene.quotations() {
        quotation.citations.iter().for_each(|citation| {
            quoted.entry(*citation).or_insert(placed);
        });
    }
    let near = slips(scene);
    let resolved = scene.note.citations.iter().zip(&scene.judged.citations).enumerate();
    let found = resolved.filter_map(|(index, (citation, resolution))| {
        let mut finding = look(scene, citation, resolution, &near)?;
        // Where the words stand says more than what the key resembles.
        let placed = quoted.get(&index).copied();
        if let Some(fix) = placed.and_then(|placed| source_of_the_words(scene, placed, citation)) {
            finding.fixes = vec![fix];
        }
        Some(finding)
    });
    found.collect()
}

fn look(
    scene: &Scene<'_>,
    citation: &Citation,
    resolution: &Resolution,
    near: &FxHashMap<&str, &str>,
) -> Option<Finding> {
    let key = &citation.key;
    match resolution {
        Resolution::One(_) => None,
        Resolution::Several(documents) => {
            let keys: Vec<String> =
                documents.iter().map(|&id| format!("@{}", scene.shortest_key(id))).collect();
            let message = format!(
                "@{key} fits {} sources: {}. Write more of the key",
                keys.len(),
                keys.join(", ")
            );
            Some(scene.finding(&RULE, citation.key_span, message))
        }
        // What lies there and cannot be read is the business of `unreadable-source`.
        Resolution::None if scene.snapshot.unread(scene.path, citation).is_some() => None,
        Resolution::None => {
            let near = near.get(key.as_str()).copied();
            // Links and `[[…]]` lead to other notes as often as to sources, and a bare `@name` may be a handle:
            // only what is written as a citation, or nearly names a source, is held to be one.
            let meant = match citation.style {
                CitationStyle::Bracketed => true,
                CitationStyle::Narrative => citation.locator.is_some() || near.is_some(),
                CitationStyle::Link | CitationStyle::Wiki => false,
            };
            meant.then(|| unknown(scene, citation, near))
        }
    }
}

fn unknown(scene: &Scene<'_>, citation: &Citation, near: Option<&str>) -> Finding {
    let advice = match near {
        Some(near) => format!("did you mean @{near}?"),
        None => "add the missing one, or correct the key".to_owned(),
    };
    let message = format!("@{} names no source of the corpus: {advice}", citation.key);
    let mut finding = scene.finding(&RULE, citation.key_span, message);
    if let Some(near) = near {
        finding.fixes.push(Fix {
            title: format!("Cite @{near}"),
            edits: vec![Replacement { span: citation.key_span, text: near.to_owned() }],
            safe: false,
        });
    }
    finding
}

/// The fix that cites the source in which the quotation stands that the citation stands for.
fn source_of_the_words(scene: &Scene<'_>, placed: &Placed, citation: &Citation) -> Option<Fix> {
    let found = placed.best().filter(|m| sure(m))?;
    let key = scene.shortest_key(found.source).to_owned();
    let place = scene.snapshot.passage(scene.place(found));
    let title = format!("Cite @{key}, which has the words ({place})");
    let written = matches!(citation.style, CitationStyle::Bracketed | CitationStyle::Narrative);
    let mut fix = Fix::one(title, citation.key_span, key);
    let number = scene.snapshot.corpus.source(found.source)?.paragraph(found.span.start);
    // Only a locator that is there is corrected; none is put in.
    if let (Some(locator), Some(number)) = (&citation.locator, number) {
        fix.edits.push(Replacement { span: locator.span, text: format!("¶{number}") });
    }
    written.then_some(fix)
}

/// For each key that names nothing the one most like it, when there is one.
fn slips<'a>(scene: &Scene<'a>) -> FxHashMap<&'a str, &'a str> {
    let resolved = scene.note.citations.iter().zip(&scene.judged.citations);
    let unknown = resolved.filter(|(_, resolution)| matches!(resolution, Resolution::None));
    let unknown: FxHashSet<&str> = unknown.map(|(citation, _)| citation.key.as_str()).collect();
    if unknown.is_empty() {
        return FxHashMap::default();
    }
    let keys: Vec<&str> =
        scene.snapshot.corpus.heads().map(|(id, _)| scene.shortest_key(id)).collect();
    unknown.into_iter().filter_map(|key| Some((key, nearest(&keys, key)?))).collect()
}

/// The key most like the one written, when it is like enough to be a slip.
fn nearest<'a>(keys: &[&'a str], key: &str) -> Option<&'a str> {
    let ranked = keys.iter().map(|known| (strsim::jaro_winkler(known, key), known));
    let (likeness, near) = ranked.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness >= LIKE).then_some(near)
}
