//! `quote-not-found`: words that stand nowhere in the corpus.

use super::{Check, Finding, Rule, Scene, splice, sure, wording};
use crate::note::Quotation;
use crate::prose::Kind;
use crate::text::Passage;
use crate::workspace::{Placed, Severity, Translation};

pub(super) const RULE: Rule = Rule {
    name: "quote-not-found",
    summary: "words that stand nowhere in the corpus; an error when the note cites a source for them",
    draft: Severity::Warning,
    release: Severity::Warning,
    page: include_str!("../../docs/rules/quote-not-found.md"),
    check: Check::Quotation(look),
};

/// Fewer words are too often a term, and nothing but the exact words would be found.
const LEAST_WORDS: usize = 4;

fn look(scene: &Scene<'_>, quotation: &Quotation, placed: &Placed) -> Option<Finding> {
    if !scene.corpus_is_known() {
        return None;
    }
    let cited = placed.cited.first().copied();
    let speech = matches!(quotation.kind, Kind::Speech | Kind::Unknown);
    let long_enough = wording::has_words(&quotation.text, LEAST_WORDS);
    let claimed = cited.is_some() || (speech && long_enough);
    // A cited key that does not lead to a source for certain is the business of other rules; nothing can be said of the words
    // then.
    let unresolved = !placed.all_known;
    // Doubtful words of another source are not enough to call the citation wrong, nor do they bear it out.
    let stands_as_cited = placed.matches().iter().any(|m| placed.cited.contains(&m.source));
    let nearest = placed.best().filter(|m| cited.is_some() && !stands_as_cited && !sure(m));
    let spliced = splice::is_spliced(quotation, placed);
    let found = spliced || (!placed.matches().is_empty() && nearest.is_none());
    let translation = placed.translation();
    // Of a translation `translated-quote` speaks.
    let translated = translation == Translation::Yes;
    if found || translated || !claimed || unresolved || quotation.parent.is_some() {
        return None;
    }
    let hedge = perhaps_translated(scene, placed, translation);
    let words = wording::quoted(&quotation.text);
    let sources = scene.snapshot.corpus.len();
    let count = if sources == 1 {
        "the one source".to_owned()
    } else {
        format!("any of the {sources} sources")
    };
    let others = match scene.snapshot.unread.told().count() {
        0 => String::new(),
        1 => " (one file beside it cannot be read)".to_owned(),
        more => format!(" ({more} files beside it cannot be read)"),
    };
    Some(match cited {
        Some(document) => {
            let cited = scene.first_cited(quotation).map(|i| scene.as_cited(i)).unwrap_or_default();
            let message = match nearest.map(|m| scene.passage(scene.place(m))) {
                Some(passage) => format!(
                    "{words} does not stand in {cited}; the nearest words are in {passage}: check the words and the source"
                ),
                None => format!(
                    "{words} does not stand in {cited}, nor in {count}: check the words, or cite the source that has them"
                ),
            };
            let mut finding = match hedge {
                Some(hedge) => {
                    let message = format!("{message}{hedge}");
                    RULE.finding_at_most(scene, Severity::Info, quotation.span, message)
                }
                None => RULE.finding_at_least(scene, Severity::Error, quotation.span, message),
            };
            let start = Passage { document, span: crate::text::Span::default() };
            let near =
                nearest.and_then(|m| scene.related(scene.place(m), "the nearest words".to_owned()));
            finding.related.extend(near);
            finding.related.extend(scene.related(start, "the source cited".to_owned()));
            finding
        }
        None => {
            let nowhere = if sources == 1 {
                "not in the one source".to_owned()
            } else {
                format!("in none of the {sources} sources")
            };
            let message = format!("{words} is {nowhere}{others}: check it, or add its source");
            match hedge {
                Some(hedge) => {
                    let message = format!("{message}{hedge}");
                    RULE.finding_at_most(scene, Severity::Info, quotation.span, message)
                }
                None => RULE.finding(scene, quotation.span, message),
            }
        }
    })
}

/// What is added where the words may be a translation, and the finding weighs little: the sources have next to nothing in
/// their language; or the note cites none of them and they are in the mouth of somebody whom a source in another language
/// introduces.
fn perhaps_translated(
    scene: &Scene<'_>,
    placed: &Placed,
    translation: Translation,
) -> Option<&'static str> {
    if translation == Translation::Perhaps {
        return Some(
            ". Most of what is there is in another language: if this is a translation, say so",
        );
    }
    let speaker = placed.speaker.filter(|_| placed.cited.is_empty())?;
    let introduced = scene.snapshot.actors.introduced(speaker)?;
    let theirs = scene.snapshot.corpus.languages_of(introduced.document);
    let foreign = !theirs.held.is_empty() && !theirs.held.meets(placed.languages());
    (foreign && !placed.languages().is_empty())
        .then_some(". The source that introduces the speaker is in another language: if this is a translation, say so")
}
