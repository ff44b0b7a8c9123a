//! `unattributed-quote`: speech with no speaker and no citation.

use super::{Check, QuotationCase, Rule, repair, splice, wording};
use crate::prose::{Confidence, Form};
use crate::text::Passage;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unattributed-quote",
    summary: "speech of four words or more with no speaker and no citation",
    severities: [Severity::Warning, Severity::Error],
    page: include_str!("../../docs/rules/unattributed-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words are as often a term or a scare quote as speech.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let speech = case.is_speech();
    // `unsourced-blockquote` reports block quotations without marks.
    let stands_alone = !case.is_nested
        && case.form == Form::Marks
        && !case.has_speaker
        && case.citations.is_empty();
    let carried = case.continues.is_some_and(|q| q.has_speaker || q.is_cited);
    if !speech || !stands_alone || carried || !wording::has_words(case.text, LEAST_WORDS) {
        return None;
    }
    let words = wording::quoted(case.text);
    let known = splice::whole(case);
    let Some(found) = known else {
        let message = format!("{words} has neither a speaker nor a citation: add one");
        return Some(RULE.finding(case.context, case.span, message));
    };
    let place = found.place();
    let citation = case.context.citation(case.excerpt.dialect, place);
    let spoken = case.context.spoken(place);
    let said_by = spoken.as_ref().map(|s| {
        let words = Passage { document: place.document, span: s.speaker };
        match s.confidence {
            Confidence::Explicit => format!(", said by {}", case.context.words(words)),
            _ => format!(" (the speaker there: {})", case.context.speaker_shown(place, s)),
        }
    });
    let message = format!(
        "{words} has neither a speaker nor a citation: it is in {}{}; name the speaker, or cite {citation}",
        case.context.passage(place),
        said_by.unwrap_or_default(),
    );
    let mut finding = RULE.finding(case.context, case.span, message);
    finding.related.extend(case.context.related(place, "the words are here"));
    let spoken = spoken.filter(|s| s.confidence > Confidence::FollowOn);
    let actor = spoken.as_ref().and_then(|s| s.actor).and_then(|a| case.context.actors.actor(a));
    let name = actor.map(|actor| actor.name.as_str());
    let doubt = spoken.as_ref().and_then(|spoken| repair::doubt(case.context, place, spoken));
    let credits = name.and_then(|name| repair::credits(case, name, place));
    let named = name.and_then(|name| repair::attribution(case, name, None));
    let said = |mut fix: Fix| {
        fix.doubt(doubt.as_deref());
        fix
    };
    finding.fixes.extend(credits.map(said));
    finding.fixes.push(repair::citation(case, place));
    finding.fixes.extend(named.map(said));
    Some(finding)
}
