//! An actor's offices on its card: word for word, each with its places, and where what is said of them conflicts.

use super::block::{CardBlock, StyledText, plain};
use super::parts::{more, place, section};
use crate::actor::{ActorIndex, Brief, Membership, Role, Tenure};
use crate::prose::PartialDate;
use crate::workspace::Snapshot;

const MOST_ROLES: usize = 6;
const MOST_CONFLICTS: usize = 3;

/// The part of the card; empty when nothing is known.
pub(super) fn roles(snapshot: &Snapshot, index: ActorIndex, brief: &Brief) -> Vec<CardBlock> {
    let listed = snapshot.actors.entry(index).map(|e| e.memberships.as_slice()).unwrap_or_default();
    let of_file = listed.iter().map(|office| plain(described(office)).plain(" — the actors file"));
    let of_sources = brief.offices.first.iter().map(|office| {
        let at = place(snapshot, office.place);
        plain(&office.text).plain(" — ").then(at).plain(more(office.places, 1))
    });
    let mut items: Vec<StyledText> = of_file.chain(of_sources).take(MOST_ROLES).collect();
    items.extend(conflicts(snapshot, index, brief, listed));
    section("Roles", items, listed.len() + brief.offices.all, MOST_ROLES)
}

/// An office of the user's file with its years: “Mayor, Lindau, 2013-04 to 2016”.
fn described(office: &Membership) -> String {
    let mut described = office.role.clone();
    if let Some(organisation) = &office.organisation {
        described = format!("{described}, {organisation}");
    }
    match (office.from, office.to) {
        (Some(from), Some(to)) => format!("{described}, {from} to {to}"),
        (Some(from), None) => format!("{described}, from {from}"),
        (None, Some(to)) => format!("{described}, to {to}"),
        (None, None) => described,
    }
}

/// Offices that one says are held and another, not later, says are over. None is settled here.
fn conflicts(
    snapshot: &Snapshot,
    index: ActorIndex,
    brief: &Brief,
    listed: &[Membership],
) -> Vec<StyledText> {
    let quoted = |text: &str, by: StyledText| plain("“").plain(text).plain("” — ").then(by);
    let stated = |role: &Role| {
        quoted(&role.text, role.place.map(|at| place(snapshot, at)).unwrap_or_default())
    };
    let conflict = |over: StyledText, held: StyledText| {
        plain("in conflict: ").then(over).plain(", and ").then(held)
    };
    // Each place is read from its source: no more than are shown.
    let shown = brief.disputes.iter().take(MOST_CONFLICTS);
    let mut lines: Vec<StyledText> =
        shown.map(|dispute| conflict(stated(&dispute.over), stated(&dispute.held))).collect();
    let ended: Vec<(Vec<String>, PartialDate, &Membership)> = listed
        .iter()
        .filter_map(|known| Some((Tenure::of(&known.role).office, known.to?, known)))
        .collect();
    // All that is stated of somebody is read only for those of whom the user's file knows that an office ended.
    let dossier = if ended.is_empty() { None } else { snapshot.actors.dossier(index) };
    for role in dossier.iter().flat_map(|dossier| &dossier.roles) {
        let (tenure, Some(date)) = (Tenure::of(&role.text), role.place.and(role.date)) else {
            continue;
        };
        let over = |(office, to, _): &&(Vec<String>, PartialDate, &Membership)| {
            !tenure.over && *office == tenure.office && to.year < date.year
        };
        if let Some((.., known)) = ended.iter().find(over) {
            let known = quoted(&described(known), plain("the actors file"));
            lines.push(conflict(known, stated(role)));
        }
        if lines.len() >= MOST_CONFLICTS {
            break;
        }
    }
    lines.truncate(MOST_CONFLICTS);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_of_the_file_is_told_with_its_years() {
        let (known, _) = crate::actor::ActorEntries::read(
            "[[actor]]\nname = \"A B\"\nmemberships = [{ role = \"Mayor\", organisation = \"Lindau\", from = \"2013-04\", to = \"2016\" }]\n",
        );
        assert_eq!(described(&known.actors()[0].memberships[0]), "Mayor, Lindau, 2013-04 to 2016");
    }
}
