//! `secondhand-quote`: the note credits the person who relayed the words instead of the one who said them.

use super::{Check, QuotationCase, Rule, splice, wording};
use crate::prose::{Confidence, Weight};
use crate::text::Passage;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "secondhand-quote",
    summary: "A quotes B: the words are credited to A, who only relays them",
    severities: [Severity::Info, Severity::Warning],
    page: include_str!("../../docs/rules/secondhand-quote.md"),
    check: Check::Quotation(look),
};

/// Fewer words may be both people's.
const LEAST_WORDS: usize = 4;

fn look(case: &QuotationCase) -> Option<Finding> {
    let attribution = case.attribution.as_ref()?;
    let credited = attribution.weight;
    let found = splice::whole(case)?;
    if !wording::has_words(case.text, LEAST_WORDS) || case.is_nested {
        return None;
    }
    let place = found.place();
    let spoken = case.context.spoken(place)?;
    // That they are relayed is as sure as whose they are; whom a pronoun means does not matter here.
    let said = spoken.confidence == Confidence::Explicit || spoken.stands_for.is_some();
    if credited < Weight::Informs || !said || spoken.confidence < Confidence::Resolved {
        return None;
    }
    let at = |span| Passage { document: place.document, span };
    let through = at(spoken.through?);
    let passes_on = case.context.actor_named(through)?;
    if case.lookup.speaker? != passes_on || spoken.actor == Some(passes_on) {
        return None;
    }
    let reporter = case.context.words(through);
    let sure = spoken.confidence == Confidence::Explicit;
    let speaker = match sure {
        true => case.context.words(at(spoken.speaker)).to_owned(),
        false => format!("“{}”", case.context.speaker_shown(place, &spoken)),
    };
    let message = format!(
        "{} are the words of {speaker}, which {reporter} relays ({}): credit {speaker}, “as quoted by {reporter}”",
        wording::quoted(case.text),
        case.context.passage(place),
    );
    let most = if credited == Weight::Accuses && sure { Severity::Error } else { Severity::Info };
    let mut finding = RULE.at_most(most).finding(case.context, attribution.speaker, message);
    finding.related.extend(case.context.related(at(spoken.speaker), "their speaker"));
    let written = attribution.written;
    // Inside the sentence the article is lower case.
    let inside = written.strip_prefix("The ").map(|rest| format!("the {rest}"));
    finding.fixes.extend(sure.then(|| {
        let credited = format!("{speaker}, as quoted by {},", inside.as_deref().unwrap_or(written));
        let title = format!("Credit {}", wording::shortened(&speaker, 40));
        Fix::one(title, attribution.speaker, credited)
    }));
    Some(finding)
}
