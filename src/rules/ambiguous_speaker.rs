//! `ambiguous-speaker`: words attributed to a name that fits two actors.

use super::{Check, Context, QuotationCase, Rule};
use crate::actor::{ActorIndex, Mention};
use crate::prose::{Confidence, Kind, NameKind};
use crate::text::alternatives;
use crate::workspace::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "ambiguous-speaker",
    summary: "the speaker’s name may mean two actors",
    severities: [Severity::Info, Severity::Info],
    page: include_str!("../../docs/rules/ambiguous-speaker.md"),
    check: Check::Attribution(look),
};

/// The most actors named in the message and offered as fixes.
const MOST: usize = 3;
/// The most actors shown with the place that introduces them.
const MOST_RELATED: usize = 8;

fn look(case: &QuotationCase) -> Option<Finding> {
    let attribution = case.attribution.as_ref().filter(|a| a.confidence == Confidence::Explicit)?;
    if attribution.has_antecedent || case.kind != Kind::Speech {
        return None;
    }
    let (mention, written) = attribution.mention.as_ref()?;
    let mut meant = meant(case.context, mention);
    if meant.len() < 2 {
        return None;
    }
    let named: Vec<String> =
        meant.iter().take(MOST).filter_map(|i| introduced(case.context, *i)).collect();
    let named = alternatives(&named, meant.len().saturating_sub(MOST));
    let message = format!("“{written}” may be {named}. Write the full name");
    let mut finding = RULE.finding(case.context, mention.span, message);
    let actors = &case.context.actors;
    finding.related.extend(meant.iter().take(MOST_RELATED).filter_map(|index| {
        let name = &actors.actor(*index)?.name;
        case.context.related(actors.introduced(*index)?, name)
    }));
    // The actor to whom the source attributes the words comes first.
    let spoken = case.lookup.best().and_then(|m| case.context.spoken(m.place()));
    let spoken = spoken.filter(|s| s.confidence == Confidence::Explicit).and_then(|s| s.actor);
    meant.sort_by_key(|index| Some(*index) != spoken);
    let names = meant.iter().take(MOST).filter_map(|i| actors.actor(*i));
    finding.fixes.extend(names.map(|actor| {
        Fix::one(format!("Write “{}”", actor.name), mention.span, actor.name.as_str())
    }));
    Some(finding)
}

/// The actors that the name may mean and that can speak.
fn meant(context: &Context, mention: &Mention) -> Vec<ActorIndex> {
    let actors = &context.actors;
    let speaks = |index: &ActorIndex| {
        let kind = actors.actor(*index).map(|a| a.kind);
        matches!(kind, Some(NameKind::Person | NameKind::Organisation))
    };
    std::iter::once(mention.actor).chain(mention.also.iter().copied()).filter(speaks).collect()
}

/// An actor with the place that introduces it: `Anna Berg (visit ¶2)`.
fn introduced(context: &Context, index: ActorIndex) -> Option<String> {
    let actor = context.actors.actor(index)?;
    let place = context.actors.introduced(index);
    let place = place.map(|place| format!(" ({})", context.passage(place)));
    Some(actor.name.clone() + &place.unwrap_or_default())
}
