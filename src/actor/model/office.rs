//! The offices of an actor. The same words in several sources are one office, about which sources may disagree.

use super::actor::Role;
use crate::prose::{PartialDate, comparable};
use crate::text::Passage;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Words before an office that say it is over.
const PAST: &[&str] = &["former", "ex", "late", "then", "onetime", "retired", "ousted", "deposed"];

/// An office that sources state in the same words, ignoring case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedOffice {
    /// The words as first written.
    pub text: String,
    /// Where they are first written.
    pub place: Passage,
    /// The number of places that have them.
    pub places: usize,
}

/// Two sources, the later of which says that an office is held, although the earlier said it was over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// The role that says it is over.
    pub over: Role,
    /// The role that says it is held.
    pub held: Role,
}

/// What a role says about an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The office: its words as compared, without articles and words like “former”.
    pub office: Vec<String>,
    /// Whether it is said to be over.
    pub over: bool,
}

impl Tenure {
    /// Reads the words of a role.
    pub fn of(text: &str) -> Self {
        let mut office = comparable(text);
        office.retain(|word| !matches!(word.as_str(), "a" | "an" | "the"));
        let over = office.first().is_some_and(|word| PAST.contains(&word.as_str()));
        if over {
            office.remove(0);
        }
        Self { office, over }
    }
}

/// Roles in the same words, ignoring case.
#[derive(Debug)]
pub struct RoleGroup<'a> {
    /// The words as first written.
    pub text: &'a str,
    /// All of them in order; at least one.
    pub roles: Vec<&'a Role>,
}

/// Groups roles by their words, in order of first occurrence. An actor may have thousands of roles.
pub fn group_roles(roles: &[Role]) -> Vec<RoleGroup<'_>> {
    let mut all: Vec<RoleGroup<'_>> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for role in roles {
        let number = *known.entry(role.text.to_ascii_lowercase()).or_insert(all.len());
        match all.get_mut(number) {
            Some(group) => group.roles.push(role),
            None => all.push(RoleGroup { text: &role.text, roles: vec![role] }),
        }
    }
    all
}

/// The offices that sources state, in order.
pub(crate) fn offices(roles: &[Role]) -> Vec<StatedOffice> {
    let stated = |group: RoleGroup<'_>| {
        let mut places = group.roles.iter().filter_map(|role| Some((role, role.place?)));
        let (first, place) = places.next()?;
        Some(StatedOffice { text: first.text.clone(), place, places: 1 + places.count() })
    };
    group_roles(roles).into_iter().filter_map(stated).collect()
}

/// The first `most` offices that an earlier source says are over and a later one says are held. Reports, does not
/// decide.
pub(crate) fn disputes(roles: &[Role], most: usize) -> Vec<Dispute> {
    let mut tenures: FxHashMap<&str, Tenure> = FxHashMap::default();
    for role in roles {
        tenures.entry(&role.text).or_insert_with(|| Tenure::of(&role.text));
    }
    let dated = |role: &&'_ Role| role.place.and(role.date).is_some();
    let dated =
        || roles.iter().filter(dated).filter_map(|r| Some((tenures.get(&*r.text)?, r, r.date?)));
    let mut over: FxHashMap<&[String], Over<'_>> = FxHashMap::default();
    for (tenure, role, date) in dated().filter(|(tenure, ..)| tenure.over) {
        let over = over.entry(&tenure.office).or_insert(Over { earliest: date, said: Vec::new() });
        over.earliest = date.min(over.earliest);
        over.said.push((role, date));
    }
    let disputes =
        dated().filter(|(tenure, ..)| !tenure.over).filter_map(|(tenure, held, date)| {
            let over = over.get(tenure.office.as_slice()).filter(|over| over.earliest < date)?;
            let (over, _) = over.said.iter().find(|(_, earlier)| *earlier < date)?;
            Some(Dispute { over: Role::clone(over), held: held.clone() })
        });
    disputes.take(most).collect()
}

/// The roles that say an office is over, and the earliest of their dates.
struct Over<'a> {
    earliest: PartialDate,
    said: Vec<(&'a Role, PartialDate)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{DocumentId, Span};

    fn role((text, date): (&str, &str)) -> Role {
        Role {
            text: text.to_owned(),
            place: Some(Passage { document: DocumentId(0), span: Span::new(0, 8) }),
            date: PartialDate::parse(date),
        }
    }

    #[test]
    fn an_office_over_before_it_is_held_is_disputed() {
        let found = |said: &[(&str, &str)]| {
            let roles: Vec<Role> = said.iter().copied().map(role).collect();
            let told = |d: Dispute| format!("{} / {}", d.over.text, d.held.text);
            disputes(&roles, 3).into_iter().map(told).collect::<Vec<_>>()
        };
        let over =
            [("former mayor of Lindau", "2003"), ("ex-mayor", "1999"), ("late king", "2001")];
        let with = |held: &[(&'static str, &'static str)]| found(&[&over[..], held].concat());
        assert_eq!(
            with(&[("the mayor of Lindau", "2005")]),
            ["former mayor of Lindau / the mayor of Lindau"]
        );
        assert_eq!(with(&[("the mayor of Lindau", "2002"), ("king", "2000")]), [""; 0]);
        assert_eq!(with(&[("king", "2003"); 9]).len(), 3);
    }

    #[test]
    fn an_office_is_compared_without_its_article_and_tenure() {
        let (held, over) =
            (Tenure::of("the Mayor of Lindau"), Tenure::of("former mayor of Lindau"));
        assert_eq!(held.office, over.office);
        assert!(over.over && !held.over);
    }

    #[test]
    fn the_same_words_are_one_office() {
        let roles = ["Mayor", "pilot", "mayor", "MAYOR"].map(|text| role((text, "2001")));
        let told: Vec<_> = offices(&roles).into_iter().map(|o| (o.text, o.places)).collect();
        assert_eq!(told, [("Mayor".to_owned(), 3), ("pilot".to_owned(), 1)]);
    }
}
