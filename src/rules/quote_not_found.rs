//! `quote-not-found`: words that are not in the corpus.

use super::{Check, Context, QuotationCase, Rule, is_certain, splice, wording};
use crate::text::{Passage, Span};
use crate::workspace::{AssessedQuotation, CitationView, Finding, Severity, Translation};

pub(super) const RULE: Rule = Rule {
    name: "quote-not-found",
    summary: "words found nowhere in the corpus; an error when the note cites a source for them",
    severities: [Severity::Warning, Severity::Warning],
    page: include_str!("../../docs/rules/quote-not-found.md"),
    check: Check::Quotation(look),
};

/// Fewer words are too often a term, and would only be found verbatim.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    if !case.context.corpus_is_known() {
        return None;
    }
    let cited = case.lookup.cited.first().copied();
    let claimed =
        cited.is_some() || (case.is_speech() && wording::has_words(case.text, LEAST_WORDS));
    // A cited key that does not certainly resolve is reported by other rules; then nothing can be said about the words.
    let unresolved = !case.lookup.all_known;
    // A doubtful match in another source does not make the citation wrong, nor right.
    let stands_as_cited = case.lookup.matches().iter().any(|m| case.cites(m));
    let nearest =
        case.lookup.best().filter(|m| cited.is_some() && !stands_as_cited && !is_certain(m));
    let found =
        splice::is_spliced(case) || (!case.lookup.matches().is_empty() && nearest.is_none());
    let translation = case.lookup.translation();
    // `translated-quote` reports translations.
    let translated = translation == Translation::Yes;
    if found || translated || !claimed || unresolved || case.is_nested {
        return None;
    }
    let hedge = perhaps_translated(case.context, case.lookup, translation);
    let rule = match (hedge, cited) {
        (Some(_), _) => RULE.at_most(Severity::Info),
        (None, Some(_)) => RULE.at_least(Severity::Error),
        (None, None) => RULE,
    };
    let hedge = hedge.unwrap_or_default();
    let words = wording::quoted(case.text);
    let sources = case.context.corpus.len();
    let (any, none) = match sources {
        1 => ("the one source".to_owned(), "not in the one source".to_owned()),
        _ => (format!("any of the {sources} sources"), format!("in none of the {sources} sources")),
    };
    let others = match case.context.unsupported_files() {
        0 => String::new(),
        1 => " (one other file cannot be read)".to_owned(),
        more => format!(" ({more} other files cannot be read)"),
    };
    Some(match cited {
        Some(document) => {
            let cited = case.first_cited().map(CitationView::without_locator).unwrap_or_default();
            let message = match nearest.map(|m| case.context.passage(m.place())) {
                Some(passage) => format!(
                    "{words} is not in {cited}; the nearest words are in {passage}: check the words and the source"
                ),
                None => format!(
                    "{words} is not in {cited}, nor in {any}: check the words, or cite the source that has them"
                ),
            };
            let mut finding = rule.finding(case.context, case.span, message + hedge);
            let start = Passage { document, span: Span::default() };
            let near = nearest.and_then(|m| case.context.related(m.place(), "the nearest words"));
            finding.related.extend(near);
            finding.related.extend(case.context.related(start, "the source cited"));
            finding
        }
        None => {
            let message = format!("{words} is {none}{others}: check it, or add its source");
            rule.finding(case.context, case.span, message + hedge)
        }
    })
}

/// A hint when the words may be a translation, which lowers the severity: the sources have next to nothing in their
/// language; or the note cites none of them, and the speaker is introduced by a source in another language.
fn perhaps_translated(
    context: &Context,
    lookup: &AssessedQuotation,
    translation: Translation,
) -> Option<&'static str> {
    if translation == Translation::Perhaps {
        return Some(
            ". Most of that text is in another language: if this is a translation, say so",
        );
    }
    let speaker = lookup.speaker.filter(|_| lookup.cited.is_empty())?;
    let introduced = context.actors.introduced(speaker)?;
    let theirs = context.corpus.languages_of(introduced.document);
    let foreign = !theirs.held.is_empty() && !theirs.held.meets(lookup.languages());
    (foreign && !lookup.languages().is_empty())
        .then_some(". The source that introduces the speaker is in another language: if this is a translation, say so")
}
