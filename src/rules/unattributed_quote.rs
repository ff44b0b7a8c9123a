//! `unattributed-quote`: speech with no speaker and no citation.

use super::{Check, Context, Excerpt, Finding, Fix, QuotationView, Rule, repair, splice, wording};
use crate::prose::{Confidence, Form};
use crate::text::Passage;
use crate::workspace::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unattributed-quote",
    summary: "speech of four words or more with no speaker and no citation",
    severities: [Severity::Warning, Severity::Error],
    page: include_str!("../../docs/rules/unattributed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words are as often a term or a scare quote as speech.
const LEAST_WORDS: usize = 4;

fn look(context: &Context, excerpt: &Excerpt, quotation: &QuotationView) -> Option<Finding> {
    let speech = quotation.is_speech();
    // A block quotation without marks is the business of `unsourced-blockquote`.
    let stands_alone = !quotation.is_nested
        && quotation.form == Form::Marks
        && !quotation.has_speaker
        && quotation.citations.is_empty();
    let carried = quotation.continues.is_some_and(|q| q.has_speaker || q.is_cited);
    if !speech || !stands_alone || carried || !wording::has_words(quotation.text, LEAST_WORDS) {
        return None;
    }
    let words = wording::quoted(quotation.text);
    let known = splice::whole(quotation);
    let Some(found) = known else {
        let message = format!("{words} names no speaker and cites no source: add either");
        return Some(RULE.finding(context, quotation.span, message));
    };
    let place = found.place();
    let citation = context.citation(excerpt.dialect, place);
    let spoken = context.spoken(place);
    let said_by = spoken.as_ref().map(|s| {
        let words = Passage { document: place.document, span: s.speaker };
        match s.confidence {
            Confidence::Explicit => format!(", said by {}", context.words(words)),
            _ => format!(" (who speaks there: {})", context.speaker_shown(place, s)),
        }
    });
    let message = format!(
        "{words} names no speaker and cites no source: it stands in {}{}; say who said it, or cite {citation}",
        context.passage(place),
        said_by.unwrap_or_default(),
    );
    let mut finding = RULE.finding(context, quotation.span, message);
    finding.related.extend(context.related(place, "the words stand here"));
    let spoken = spoken.filter(|s| s.confidence > Confidence::FollowOn);
    let actor = spoken.as_ref().and_then(|s| s.actor).and_then(|a| context.actors.actor(a));
    let name = actor.map(|actor| actor.name.as_str());
    let doubt = spoken.as_ref().and_then(|spoken| repair::doubt(context, place, spoken));
    let doubted = |fix: Fix| fix.doubted(doubt.as_deref());
    let credits = name.and_then(|name| repair::credits(context, excerpt, quotation, name, place));
    finding.fixes.extend(credits.map(doubted));
    finding.fixes.push(repair::citation(context, excerpt, quotation, place));
    let named = name.and_then(|name| repair::attribution(excerpt, quotation, name, None));
    finding.fixes.extend(named.map(doubted));
    Some(finding)
}
