//! `ambiguous-key`: a citation whose key fits several sources.

use super::{Check, NoteView, Rule};
use crate::corpus::Resolution;
use crate::note::CitationStyle;
use crate::text::{DocumentId, Passage, Span, alternatives};
use crate::workspace::{AssessedQuotation, Finding, Severity};
use rustc_hash::FxHashMap;

pub(super) const RULE: Rule = Rule {
    name: "ambiguous-key",
    summary: "the citation’s key matches several sources",
    severities: [Severity::Error, Severity::Error],
    page: include_str!("../../docs/rules/ambiguous-key.md"),
    check: Check::Note(check),
};

/// The most sources named and offered.
const MOST: usize = 5;

fn check(view: &NoteView) -> Vec<Finding> {
    let several = |resolution: &Resolution| matches!(resolution, Resolution::Several(_));
    if !view.assessment.citations.iter().any(several) {
        return Vec::new();
    }
    let mut quoted: FxHashMap<usize, Vec<&AssessedQuotation>> = FxHashMap::default();
    for (quotation, assessed) in view.quotations() {
        for &citation in &quotation.citations {
            quoted.entry(citation).or_default().push(assessed);
        }
    }
    let resolved = view.assessment.citations.iter().enumerate();
    let found = resolved.filter_map(|(number, resolution)| match resolution {
        Resolution::Several(documents) => {
            let quoted = quoted.get(&number).map(Vec::as_slice).unwrap_or_default();
            look(view, number, documents, quoted)
        }
        _ => None,
    });
    found.collect()
}

fn look(
    view: &NoteView,
    number: usize,
    documents: &[DocumentId],
    quoted: &[&AssessedQuotation],
) -> Option<Finding> {
    let citation = view.citation(number)?;
    let (key, context) = (citation.key, &view.context);
    // Sources with the words come first.
    let place = |id: &DocumentId| {
        let matches = quoted.iter().flat_map(|assessed| assessed.matches());
        let best = matches.filter(|m| m.source == *id).min_by_key(|m| m.verdict);
        let has = best.map(|m| m.verdict);
        let span = best.map_or(Span::default(), |m| m.span);
        (has.is_none(), has, *id, Passage { document: *id, span })
    };
    let mut places: Vec<_> = documents.iter().map(place).collect();
    places.sort_by_key(|(without, verdict, id, _)| (*without, *verdict, *id));
    let places: Vec<Passage> = places.into_iter().take(MOST).map(|(.., place)| place).collect();
    let written: Vec<String> =
        places.iter().map(|place| context.citation_of(view.dialect(), place.document)).collect();
    let more = documents.len() - written.len();
    let sign = if citation.style == CitationStyle::Wiki { "" } else { "@" };
    let message = format!(
        "{sign}{key} fits {} sources: write {}",
        documents.len(),
        alternatives(&written, more)
    );
    let mut finding = RULE.finding(context, citation.key_span, message);
    finding
        .fixes
        .extend(places.iter().filter_map(|place| context.citing_instead(&citation, *place)));
    Some(finding)
}
