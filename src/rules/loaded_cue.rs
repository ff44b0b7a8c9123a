//! `loaded-cue`: the verb that gives somebody words also judges them.

use super::{Check, QuotationCase, Rule};
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "loaded-cue",
    summary: "the verb that gives somebody words also judges them: claimed, admitted, insisted",
    severities: [Severity::Off, Severity::Off],
    page: include_str!("../../docs/rules/loaded-cue.md"),
    check: Check::Attribution(look),
};

/// Verbs of saying that judge, with what they say beside “said”. From the warnings of news style guides about claim,
/// admit and reveal (the Guardian's, the BBC's, Reuters's), and of Wikipedia's about words that cast doubt or blame.
const LOADED: &[(&[&str], &str)] = &[
    (&["claimed", "claims", "claim"], "hints that it is not true"),
    (&["alleged", "alleges", "allege"], "hints that it is not proven"),
    (&["admitted", "admits", "admit"], "says that there was something to hide"),
    (&["conceded", "concedes", "concede"], "says that there was something to give up"),
    (&["confessed", "confesses", "confess"], "says that there is guilt"),
    (&["insisted", "insists", "insist"], "hints that it is doubtful"),
    (&["asserted", "asserts", "assert"], "hints that it is doubtful"),
    (&["maintained", "maintains", "maintain"], "hints that it is doubtful"),
    (&["purported", "purports", "purport"], "hints that it is not true"),
    (&["boasted", "boasts", "boast", "bragged", "brags", "brag"], "says that it is vain"),
    (&["complained", "complains", "complain"], "says that it is a grievance"),
    (&["whined", "whines", "whine"], "says that it is a grievance without a cause"),
    (&["ranted", "rants", "rant", "railed", "rails", "rail"], "says that it is without measure"),
    (&["gushed", "gushes", "gush"], "says that it is without measure"),
    (&["revealed", "reveals", "reveal"], "says that it is true and was hidden"),
    (&["exposed", "exposes", "expose"], "says that it is true and was hidden"),
    (&["refuted", "refutes", "refute"], "says that the other is proven wrong"),
    (&["lied", "lies"], "says that it is not true, and known to be"),
];

fn look(case: &QuotationCase) -> Option<Finding> {
    let (cue, written) = case.attribution.as_ref()?.cue?;
    let mut words = written.split_whitespace().map(str::to_lowercase);
    let (verb, judges) = words.find_map(|word| {
        let loaded = LOADED.iter().find(|(forms, _)| forms.contains(&word.as_str()));
        loaded.map(|(_, judges)| (word, *judges))
    })?;
    let message = format!("“{verb}” {judges}: “said” gives the words without a judgement");
    let mut finding = RULE.finding(case.context, cue, message);
    let alone = written.to_lowercase() == verb;
    let neutral = if verb.ends_with('s') { "says" } else { "said" };
    if alone && (verb.ends_with('s') || verb.ends_with('d')) {
        finding.fixes.push(Fix::one(format!("Write “{neutral}”"), cue, neutral));
    }
    Some(finding)
}
