//! An actor's offices on its card: word for word, each with its places, and where what is said of them conflicts.

use super::card::{more, place_of, section as titled};
use super::markdown::escaped;
use crate::actor::{Actor, ActorIndex, Membership, Place, Role};
use crate::prose::{PartialDate, comparable};
use crate::workspace::Snapshot;
use rustc_hash::FxHashMap;

const MOST_ROLES: usize = 6;
const MOST_CONFLICTS: usize = 3;

/// Words before an office by which a source says that it is over.
const PAST: &[&str] = &["former", "ex", "late", "then", "onetime", "retired", "ousted", "deposed"];

/// The part of the card; empty when nothing is known.
pub(super) fn section(snapshot: &Snapshot, index: ActorIndex, actor: &Actor) -> String {
    let held = snapshot.actors.entry(index).map(|e| e.memberships.as_slice()).unwrap_or_default();
    // The same words in several sources are one line with all its places. An actor may have thousands.
    let mut grouped: Vec<(&str, Place, usize)> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for role in &actor.roles {
        let Some(place) = role.place else { continue };
        let group = *known.entry(role.text.to_ascii_lowercase()).or_insert(grouped.len());
        match grouped.get_mut(group) {
            Some((_, _, count)) => *count += 1,
            None => grouped.push((&role.text, place, 1)),
        }
    }
    let of_file =
        held.iter().map(|office| format!("- {} — the actors file", escaped(&told(office))));
    let of_sources = grouped.iter().map(|(text, place, count)| {
        format!("- {} — {}{}", escaped(text), place_of(snapshot, *place), more(*count, 1))
    });
    let lines: Vec<String> = of_file.chain(of_sources).take(MOST_ROLES).collect();
    let conflicts = conflicts(snapshot, &actor.roles, held);
    let all = held.len() + grouped.len();
    titled("Roles", lines.into_iter().chain(conflicts), all, MOST_ROLES)
}

/// An office of the user's file with its years: “Mayor, Lindau, 2013-04 to 2016”.
fn told(office: &Membership) -> String {
    let mut told = office.role.clone();
    if let Some(organisation) = &office.organisation {
        told = format!("{told}, {organisation}");
    }
    match (office.from, office.to) {
        (Some(from), Some(to)) => format!("{told}, {from} to {to}"),
        (Some(from), None) => format!("{told}, from {from}"),
        (None, Some(to)) => format!("{told}, to {to}"),
        (None, None) => told,
    }
}

/// Offices that one says are held and another, not later, says are over. None is settled here.
fn conflicts(snapshot: &Snapshot, roles: &[Role], held: &[Membership]) -> Vec<String> {
    let mut offices: FxHashMap<&str, Office> = FxHashMap::default();
    for role in roles {
        offices.entry(&role.text).or_insert_with(|| Office::of(&role.text));
    }
    let dated = |role: &&'_ Role| role.place.and(role.date).is_some();
    let dated =
        || roles.iter().filter(dated).filter_map(|r| Some((offices.get(&*r.text)?, r, r.date?)));
    let mut over: FxHashMap<&[String], Over<'_>> = FxHashMap::default();
    for (office, role, date) in dated().filter(|(office, ..)| office.over) {
        let over = over.entry(&office.words).or_insert(Over { earliest: date, said: Vec::new() });
        over.earliest = date.min(over.earliest);
        over.said.push((role, date));
    }
    let held: Vec<(Office, &Membership)> =
        held.iter().map(|office| (Office::of(&office.role), office)).collect();
    let at = |role: &Role| role.place.map(|p| place_of(snapshot, p)).unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    for (office, role, date) in dated().filter(|(office, ..)| !office.over) {
        if lines.len() >= MOST_CONFLICTS {
            break;
        }
        let over = over.get(office.words.as_slice()).filter(|over| over.earliest < date);
        let before = over.and_then(|over| over.said.iter().find(|(_, earlier)| *earlier < date));
        if let Some((other, _)) = before {
            lines.push(format!(
                "- in conflict: “{}” — {}, and “{}” — {}",
                escaped(&other.text),
                at(other),
                escaped(&role.text),
                at(role)
            ));
        }
        let ended = held.iter().find(|(of_file, known)| {
            of_file.words == office.words && known.to.is_some_and(|to| to.year < date.year)
        });
        if let Some((_, known)) = ended {
            lines.push(format!(
                "- in conflict: “{}” — the actors file, and “{}” — {}",
                escaped(&told(known)),
                escaped(&role.text),
                at(role)
            ));
        }
    }
    lines.truncate(MOST_CONFLICTS);
    lines
}

/// Those who say that an office is over, and the earliest date of these.
struct Over<'a> {
    earliest: PartialDate,
    said: Vec<(&'a Role, PartialDate)>,
}

/// An office as it is compared.
struct Office {
    words: Vec<String>,
    over: bool,
}

impl Office {
    fn of(text: &str) -> Self {
        let mut words = comparable(text);
        words.retain(|word| !matches!(word.as_str(), "a" | "an" | "the"));
        let over = words.first().is_some_and(|word| PAST.contains(&word.as_str()));
        if over {
            words.remove(0);
        }
        Self { words, over }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{DocumentId, Span};

    #[test]
    fn an_office_that_is_over_before_it_is_held_is_in_conflict() {
        let snapshot = super::super::fixture::desk("");
        let role = |(text, date): (&str, &str)| Role {
            text: text.to_owned(),
            place: Some(Place { document: DocumentId(0), span: Span::new(0, 8) }),
            date: PartialDate::parse(date),
        };
        let found = |said: &[(&str, &str)]| {
            let roles: Vec<Role> = said.iter().copied().map(role).collect();
            let lines = conflicts(&snapshot, &roles, &[]);
            let quoted = |line: &String| {
                let parts: Vec<&str> = line.split(['“', '”']).skip(1).step_by(2).collect();
                parts.join(" / ")
            };
            lines.iter().map(quoted).collect::<Vec<_>>()
        };
        let over =
            [("former mayor of Lindau", "2003"), ("ex-mayor", "1999"), ("late king", "2001")];
        let with = |held: &[(&'static str, &'static str)]| found(&[&over[..], held].concat());
        assert_eq!(
            with(&[("the mayor of Lindau", "2005")]),
            ["former mayor of Lindau / the mayor of Lindau"]
        );
        assert_eq!(with(&[("the mayor of Lindau", "2002"), ("king", "2000")]), [""; 0]);
        assert_eq!(with(&[("king", "2003"); 9]).len(), MOST_CONFLICTS);
    }

    #[test]
    fn an_office_is_compared_without_its_article_and_tenure() {
        let (held, over) =
            (Office::of("the Mayor of Lindau"), Office::of("former mayor of Lindau"));
        assert_eq!(held.words, over.words);
        assert!(over.over && !held.over);
    }

    #[test]
    fn an_office_of_the_file_is_told_with_its_years() {
        let (known, _) = crate::actor::KnownActors::read(
            "[[actor]]\nname = \"A B\"\nmemberships = [{ role = \"Mayor\", organisation = \"Lindau\", from = \"2013-04\", to = \"2016\" }]\n",
        );
        assert_eq!(told(&known.actors()[0].memberships[0]), "Mayor, Lindau, 2013-04 to 2016");
    }
}
