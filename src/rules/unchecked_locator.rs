//! `unchecked-locator`: a locator that onrecord cannot look up, such as a page of a text without pages.

use super::{Check, NoteView, Rule};
use crate::corpus::Resolution;
use crate::note::{Locator, Quotation, Target};
use crate::text::{DocumentId, Passage};
use crate::workspace::{Finding, Severity, locating};

pub(super) const RULE: Rule = Rule {
    name: "unchecked-locator",
    summary: "a page or other locator that cannot be looked up in the source",
    severities: [Severity::Info, Severity::Info],
    page: include_str!("../../docs/rules/unchecked-locator.md"),
    check: Check::Note(check),
};

/// The terms that make a number a locator: CSL's with its abbreviations, and those of e-book readers and slides.
/// [`Target`] recognises pages, paragraphs and lines.
const TERMS: &[&str] = &[
    "act", "app", "appendix", "art", "article", "bk", "bks", "book", "ch", "chap", "chaps",
    "chapter", "col", "cols", "column", "fig", "figs", "figure", "fol", "folio", "fols", "loc",
    "location", "min", "n", "nn", "no", "nos", "note", "number", "op", "part", "parts", "pt",
    "pts", "rule", "scene", "sec", "secs", "section", "sections", "slide", "table", "tbl", "v",
    "verse", "verses", "vol", "vols", "volume", "vv", "§", "§§",
];

/// The most other places of the same source in a message.
const MOST_LISTED: usize = 3;

/// One finding for each source, at its first cited place that cannot be looked up: a note that cites by page does so
/// throughout.
fn check(view: &NoteView) -> Vec<Finding> {
    let mut found: Vec<(DocumentId, usize, Vec<&Locator>)> = Vec::new();
    let resolved = view.note.citations.iter().zip(&view.assessment.citations).enumerate();
    for (number, (citation, resolution)) in resolved {
        let Resolution::One(document) = resolution else { continue };
        let locator = view.assessment.locator(number, citation).filter(|l| names_a_place(l));
        let source = view.context.corpus.source(*document);
        let checked = |l: &&Locator| source.is_some_and(|s| locating::has_places(s, l.target));
        let quoted = |_: &&Locator| view.times_cited(citation.span) > 0;
        let Some(locator) = locator.filter(|l| !checked(l)).filter(quoted) else { continue };
        match found.iter_mut().find(|(id, ..)| id == document) {
            Some((.., places)) => places.push(locator),
            None => found.push((*document, number, vec![locator])),
        }
    }
    let finding = |(document, first, places): &(DocumentId, usize, Vec<&Locator>)| {
        finding(view, *document, *first, places)
    };
    found.iter().filter_map(finding).collect()
}

/// The finding on the places of a source that the note cites, `citation` being the first.
fn finding(
    view: &NoteView,
    document: DocumentId,
    citation: usize,
    places: &[&Locator],
) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let name = view.snapshot.name(Some(view.path), document);
    let advice = match stands_at(view, document, citation) {
        Some(place) => {
            format!("or cite the paragraph: {}", view.context.citation(view.dialect(), place))
        }
        None => "or cite a paragraph".to_owned(),
    };
    let what = match first.target {
        Target::Page(..) => "its text has no page numbers",
        Target::Chapter(..) => "its text has no numbered chapters",
        Target::Section(_) => "its text has no section of this number",
        Target::Time(..) => "its text has no times",
        _ => "its text does not mark such places",
    };
    let mut named: Vec<&str> = Vec::new();
    for other in others.iter().map(|l| l.text.as_str()).filter(|text| *text != first.text) {
        if !named.contains(&other) {
            named.push(other);
        }
    }
    let also = match named.len() {
        0 => String::new(),
        n if n <= MOST_LISTED => format!(" (nor {})", named.join(", ")),
        n => {
            let listed = named.get(..MOST_LISTED).unwrap_or_default().join(", ");
            format!(" (nor {listed} and {} more)", n - MOST_LISTED)
        }
    };
    let message = format!(
        "“{}” of {name} cannot be checked{also}: {what}. Check it by hand, {advice}",
        first.text,
    );
    Some(RULE.finding(&view.context, first.span, message))
}

/// Where the words of a citation's quotation are in the source.
fn stands_at(view: &NoteView, document: DocumentId, citation: usize) -> Option<Passage> {
    let cites = |q: &Quotation| q.citations.contains(&citation);
    let mut cited = view.quotations().filter(|(quotation, _)| cites(quotation));
    cited.find_map(|(_, assessed)| {
        let found = assessed.matches().iter().find(|m| m.source == document)?;
        Some(found.place())
    })
}

/// Whether a locator names a place that a text without pages and parts cannot show. Other text after a key (“my
/// emphasis”) does not.
fn names_a_place(locator: &Locator) -> bool {
    match locator.target {
        Target::Page(..) | Target::Chapter(..) | Target::Section(_) => true,
        Target::Paragraph(..) | Target::Line(..) => false,
        // “3:16” may be a verse.
        Target::Time(..) => locator.text.matches(':').count() > 1,
        Target::Other => {
            let text = locator.text.trim();
            let numbered = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
            let end = text.find(|c: char| !(c.is_alphabetic() || c == '§')).unwrap_or(text.len());
            let (term, rest) = text.split_at_checked(end).unwrap_or((text, ""));
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            let is_term = TERMS.contains(&term.to_lowercase().as_str());
            // A bare number is a page, as in pandoc, and one with colons a time.
            if term.is_empty() { numbered(text) } else { is_term && numbered(rest) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn terms_are_in_order_and_stand_once() {
        assert!(TERMS.windows(2).all(|pair| pair[0] < pair[1]), "{TERMS:?}");
    }

    #[test]
    fn tells_places_from_remarks() {
        let names = |text: &str| {
            let (text, span) = (text.to_owned(), Span::default());
            names_a_place(&Locator { text, span, target: Target::Other })
        };
        for place in
            ["ch. 3", "§ 4", "§4", "vol. 2", "33", "33–35", "00:12:03", "Location 123", "fig. 2"]
        {
            assert!(names(place), "{place}");
        }
        for remark in
            ["my emphasis", "emphasis added", "no date", "see also", "figures vary", "ibid."]
        {
            assert!(!names(remark), "{remark}");
        }
    }
}
