//! The entries of the user's actors file.
//!
//! A TOML file shaped like [Popolo](https://www.popoloproject.com/specs/), which maps onto FollowTheMoney's Person,
//! Position and Occupancy:
//!
//! ```toml
//! [[actor]]
//! name = "Kavita Rao"
//! other_names = ["K. R. Rao"]
//! weak = ["Rao"]
//! not = ["Kavita Roa"]
//! wikidata = "Q42"
//! memberships = [{ role = "Mayor", organisation = "Lindau", from = "2013-04", to = "2016", source = "https://lindau.example" }]
//! ```

use crate::prose::{NameKind, PartialDate, comparable};
use crate::text::Span;
use serde::Deserialize;
use std::collections::HashSet;
use toml::Spanned;

/// The content of the user's actors file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorEntries {
    actors: Vec<ActorEntry>,
}

/// One actor of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorEntry {
    /// The name to show.
    pub name: String,
    /// A person unless the file says otherwise.
    pub kind: NameKind,
    /// Other names it is found by.
    pub other_names: Vec<String>,
    /// Names that are shown but never matched on, because others bear them too.
    pub weak: Vec<String>,
    /// Similar names that belong to others.
    pub not: Vec<String>,
    /// Offices held.
    pub memberships: Vec<Membership>,
    /// Its Wikidata id, `Q42`.
    pub wikidata: Option<String>,
    /// Where the file names it, in bytes of the file.
    pub span: Span,
}

/// An office with the time it was held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Membership {
    /// The office: “Mayor”.
    pub role: String,
    /// Where: “Lindau”.
    pub organisation: Option<String>,
    /// First day, as far as known.
    pub from: Option<PartialDate>,
    /// Last day, as far as known.
    pub to: Option<PartialDate>,
    /// Who says so.
    pub source: Option<String>,
}

/// A mistake in the actors file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryProblem {
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Fields>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    name: Spanned<String>,
    #[serde(default)]
    kind: Option<Spanned<String>>,
    #[serde(default)]
    other_names: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    memberships: Vec<OfficeFields>,
    wikidata: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFields {
    role: String,
    #[serde(alias = "organization")]
    organisation: Option<String>,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    source: Option<String>,
}

impl ActorEntries {
    /// Reads an actors file and lists its problems. A file that is not TOML has no actors.
    pub fn read(text: &str) -> (Self, Vec<EntryProblem>) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let span = error.span().map_or(Span::default(), Span::from);
                let problem = EntryProblem { span, message: error.message().to_owned() };
                return (Self::default(), vec![problem]);
            }
        };
        let mut problems = Vec::new();
        let actors =
            file.actor.into_iter().filter_map(|entry| actor_entry(entry, &mut problems)).collect();
        (Self { actors }, problems)
    }

    /// Adds the actors of another file.
    pub fn add(&mut self, other: Self) {
        self.actors.extend(other.actors);
    }

    /// The actors in the order of the file.
    pub fn actors(&self) -> &[ActorEntry] {
        &self.actors
    }
}

impl ActorEntry {
    /// An actor of whom only the name and kind are known.
    pub fn named(name: &str, kind: NameKind) -> Self {
        Self { name: name.to_owned(), kind, ..Self::default() }
    }

    /// The names it can be found by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let weak: HashSet<Vec<String>> = self.weak.iter().map(|name| comparable(name)).collect();
        let all = std::iter::once(&self.name).chain(&self.other_names).map(String::as_str);
        all.filter(move |name| weak.is_empty() || !weak.contains(&comparable(name)))
    }

    /// Whether a name must not be matched on.
    pub fn is_weak(&self, name: &str) -> bool {
        let words = comparable(name);
        self.weak.iter().any(|weak| comparable(weak) == words)
    }

    /// Whether the file gives a name with these folded words to another actor.
    pub fn is_not(&self, words: &[String]) -> bool {
        self.not.iter().any(|not| comparable(not) == words)
    }
}

/// The value of a field, if it is given and valid.
fn read<T>(
    given: Option<Spanned<String>>,
    parse: impl Fn(&str) -> Result<T, String>,
    problems: &mut Vec<EntryProblem>,
) -> Option<T> {
    let given = given?;
    let problem = |message| EntryProblem { span: Span::from(given.span()), message };
    parse(given.get_ref()).map_err(|message| problems.push(problem(message))).ok()
}

/// The kind of actor that a word means, or an error message.
pub(crate) fn parse_kind(word: &str) -> Result<NameKind, String> {
    NameKind::of_word(word).ok_or_else(|| {
        format!(
            "“{word}” is not a kind of actor: write person, organisation, state, place or people"
        )
    })
}

/// Parses a date; the error message quotes it as written.
pub(crate) fn parse_date(date: &str, written: &str) -> Result<PartialDate, String> {
    let message = || format!("“{written}” is not a date: write 2013, 2013-04 or 2013-04-05");
    PartialDate::parse(date).ok_or_else(message)
}

fn actor_entry(fields: Fields, problems: &mut Vec<EntryProblem>) -> Option<ActorEntry> {
    let Fields { name, kind, other_names, weak, not, memberships: offices, wikidata } = fields;
    let span = Span::from(name.span());
    let name = name.into_inner();
    if comparable(&name).is_empty() {
        problems.push(EntryProblem { span, message: "an actor needs a name".to_owned() });
        return None;
    }
    let kind = read(kind, parse_kind, problems).unwrap_or_default();
    let mut date = |given| read(given, |written| parse_date(written, written), problems);
    let memberships = offices.into_iter().map(|office| Membership {
        role: office.role,
        organisation: office.organisation,
        from: date(office.from),
        to: date(office.to),
        source: office.source,
    });
    let memberships = memberships.collect();
    Some(ActorEntry { name, kind, other_names, weak, not, memberships, wikidata, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
[[actor]]
name = "Kavita Rao"
other_names = ["K. R. Rao"]
weak = ["Rao"]
memberships = [{ role = "Mayor", organisation = "Lindau", from = "2013-04", to = "2016" }]

[[actor]]
name = "Harbour Trust"
kind = "organisation"
"#;

    #[test]
    fn reads_names_kinds_and_offices() {
        let (known, problems) = ActorEntries::read(FILE);
        assert_eq!(problems, []);
        let [rao, trust] = known.actors() else { panic!("two actors, not {known:?}") };
        assert_eq!(rao.names().collect::<Vec<_>>(), ["Kavita Rao", "K. R. Rao"]);
        assert!(rao.is_weak("rao"));
        assert_eq!(rao.memberships[0].from.map(|d| d.to_string()).as_deref(), Some("2013-04"));
        assert_eq!(trust.kind, NameKind::Organisation);
        assert_eq!(rao.span.of(FILE), "\"Kavita Rao\"");
    }

    #[track_caller]
    fn check_problem(text: &str, at: &str, message: &str) {
        let (_, problems) = ActorEntries::read(text);
        let [problem] = problems.as_slice() else { panic!("one problem, not {problems:?}") };
        assert_eq!(problem.span.of(text), at);
        assert!(problem.message.contains(message), "{}", problem.message);
    }

    #[test]
    fn says_where_and_what_is_wrong() {
        check_problem("[[actor]]\nname = \"\"\n", "\"\"", "needs a name");
        check_problem(
            "[[actor]]\nname = \"A B\"\nkind = \"ship\"\n",
            "\"ship\"",
            "not a kind of actor",
        );
        check_problem(
            "[[actor]]\nname = \"A B\"\nmemberships = [{ role = \"Mayor\", from = \"02/09/2025\" }]\n",
            "\"02/09/2025\"",
            "not a date",
        );
        check_problem("[[actor]]\nname = 3\n", "3", "string");
        check_problem("[[actor]]\nname = \"A B\"\nnmae = 1\n", "nmae", "unknown field");
    }
}
