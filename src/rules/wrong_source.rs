//! `wrong-source`: the words stand elsewhere than the note says.

use super::{Check, Finding, Fix, Replacement, Rule, Scene, splice, sure, wording};
use crate::corpus::{Match, Verdict};
use crate::note::{CitationStyle, Quotation};
use crate::workspace::{Placed, Severity};

pub(super) const RULE: Rule = Rule {
    name: "wrong-source",
    summary: "the words stand in another source than the one cited",
    draft: Severity::Error,
    release: Severity::Error,
    page: include_str!("../../docs/rules/wrong-source.md"),
    check: Check::Quotation(look),
};

/// Shorter words stand in many places by chance.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    let (&cited, found) = (placed.cited.first()?, placed.best()?);
    // A citation that resolves to nothing might have been the right one.
    let all_known = placed.cited.len() == quotation.citations.len();
    let stands_as_cited =
        placed.matches().iter().any(|m| placed.cited.contains(&m.source) && !worse(m, found));
    let long_enough = wording::has_words(&quotation.text, LEAST_WORDS);
    if !all_known || stands_as_cited || !sure(found) || !long_enough || quotation.parent.is_some() {
        return None;
    }
    if splice::is_spliced(quotation, placed) {
        return None;
    }
    let place = scene.place(found);
    let (wrong, right) = (scene.shortest_key(cited), scene.shortest_key(found.source));
    let message = format!(
        "{} does not stand in [@{wrong}]: it stands in {} ({}). Cite {}",
        wording::quoted(&quotation.text),
        scene.snapshot.passage(place),
        scene.snapshot.file_line(place),
        scene.citation(place),
    );
    let citation = quotation.citations.first().and_then(|&i| scene.note.citations.get(i))?;
    let mut finding = scene.finding(&RULE, quotation.words, message);
    finding.related.extend(scene.related(place, "the words stand here".to_owned()));
    if matches!(citation.style, CitationStyle::Bracketed | CitationStyle::Narrative) {
        let mut edits = vec![Replacement { span: citation.key_span, text: right.to_owned() }];
        let number =
            scene.snapshot.corpus.source(found.source).and_then(|s| s.paragraph(place.span.start));
        // Only a locator that is there is corrected; none is put in.
        let mut title = format!("Cite [@{right}]");
        if let (Some(locator), Some(number)) = (&citation.locator, number) {
            edits.push(Replacement { span: locator.span, text: format!("¶{number}") });
            title = format!("Cite [@{right}, ¶{number}]");
        }
        finding.fixes.push(Fix { title, edits, safe: false });
    }
    Some(finding)
}

/// Whether a match in the cited source is so much worse than the best one elsewhere that the citation must be wrong.
fn worse(cited: &Match, best: &Match) -> bool {
    cited.verdict == Verdict::Misquoted && best.verdict < Verdict::Misquoted
}
