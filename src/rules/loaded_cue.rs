//! `loaded-cue`: the reporting verb also judges.

use super::{Check, QuotationCase, Rule};
use crate::prose::data::rows;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "loaded-cue",
    summary: "the reporting verb also passes judgement: claimed, admitted, insisted",
    severities: [Severity::Off, Severity::Off],
    page: include_str!("../../docs/rules/loaded-cue.md"),
    check: Check::Attribution(look),
};

/// Reporting verbs that judge, and what each adds to “said”.
const LOADED: &str = include_str!("data/loaded-cues.tsv");

fn look(case: &QuotationCase) -> Option<Finding> {
    let (cue, written) = case.attribution.as_ref()?.cue?;
    let mut words = written.split_whitespace().map(str::to_lowercase);
    let [verb, judges] = words.find_map(|word| rows(LOADED).find(|[verb, _]| *verb == word))?;
    let message = format!("“{verb}” {judges}: “said” gives the words without a judgement");
    let mut finding = RULE.finding(case.context, cue, message);
    let alone = written.to_lowercase() == verb;
    let neutral = if verb.ends_with('s') { "says" } else { "said" };
    if alone && (verb.ends_with('s') || verb.ends_with('d')) {
        finding.fixes.push(Fix::one(format!("Write “{neutral}”"), cue, neutral));
    }
    Some(finding)
}
