//! Edits the user's actors file: adds, merges and separates entries, and keeps comments and layout.

use super::entry::{ActorEntry, EntryProblem, Membership};
use super::finder::{Entries, names, own_name};
use crate::prose::{NameKind, comparable};
use crate::text::{Span, with_line_ends_of};
use std::collections::HashSet;
use toml_edit::{
    Array, ArrayOfTables, DocumentMut, Item, RawString, Table, TableLike, Value, value,
};

/// An actors file being edited.
#[derive(Clone, Debug)]
pub struct ActorsFile {
    document: DocumentMut,
    /// The file as it was read.
    before: String,
    /// Built on first use, and again after a change that bypasses it.
    entries: Option<Entries>,
}

/// The outcome of adding an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A new entry.
    New,
    /// An existing entry was extended.
    Extended,
    /// Nothing was new.
    Known,
}

impl ActorsFile {
    /// Parses the file; an empty text is an empty file. Fails when it is not TOML, or has something else where
    /// `[[actor]]` belongs.
    pub fn read(text: &str) -> Result<Self, EntryProblem> {
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            let span = error.span().map_or(Span::default(), Span::from);
            EntryProblem { span, message: error.message().to_owned() }
        })?;
        match document.get("actor") {
            None | Some(Item::ArrayOfTables(_)) => {
                Ok(Self { document, before: text.to_owned(), entries: None })
            }
            Some(_) => Err(EntryProblem {
                span: Span::default(),
                message: "each actor must be a table that begins with the line [[actor]]"
                    .to_owned(),
            }),
        }
    }

    /// The text of the file, with the line endings it came with.
    pub fn text(&self) -> String {
        with_line_ends_of(&self.before, self.document.to_string())
    }

    /// Adds an actor, or whatever is new to its existing entry.
    pub fn add(&mut self, actor: &ActorEntry) -> Added {
        let Some(at) = self.find(&actor.name, actor.wikidata.as_deref()) else {
            self.push(actor);
            return Added::New;
        };
        let Some(entry) = entry_at(&mut self.document, at) else { return Added::Known };
        let known = self.entries.get_or_insert_default();
        let mut learnt = false;
        for name in std::iter::once(&actor.name).chain(&actor.other_names) {
            learnt |= known.add_name(at, name, entry) && append_name(entry, "other_names", name);
        }
        learnt |= push_names(entry, "weak", actor.weak.iter().map(String::as_str));
        learnt |= push_names(entry, "not", actor.not.iter().map(String::as_str));
        learnt |= push_memberships(entry, &actor.memberships);
        if let Some(id) = &actor.wikidata
            && !entry.contains_key("wikidata")
        {
            entry.insert("wikidata", value(id.as_str()));
            known.identify(at, id, entry);
            learnt = true;
        }
        if learnt { Added::Extended } else { Added::Known }
    }

    /// Records a name as another name of an actor, merging the entry of that name if there is one.
    pub fn same(&mut self, actor: &ActorEntry, name: &str) {
        let other = self.take(name, &actor.name);
        self.add(actor);
        let Some(entry) = self.entry(&actor.name) else { return };
        remove_name(entry, "not", name);
        push_names(entry, "other_names", [name]);
        if let Some(other) = other {
            for key in ["other_names", "weak", "not"] {
                push_names(entry, key, names(&other, key));
            }
            if !entry.contains_key("memberships")
                && let Some(offices) = other.get("memberships")
            {
                entry.insert("memberships", offices.clone());
            }
        }
    }

    /// Records that a name is not one of an actor's.
    pub fn not_same(&mut self, actor: &ActorEntry, name: &str) {
        self.add(actor);
        let Some(entry) = self.entry(&actor.name) else { return };
        remove_name(entry, "other_names", name);
        push_names(entry, "not", [name]);
    }

    /// Sets the kind of an actor.
    pub fn set_kind(&mut self, actor: &ActorEntry, kind: NameKind) {
        self.add(actor);
        let Some(entry) = self.entry(&actor.name) else { return };
        match entry.get_mut("kind").and_then(Item::as_value_mut) {
            Some(written) => replace(written, kind.word()),
            None => drop(entry.insert("kind", value(kind.word()))),
        }
    }

    /// Changes the main name of an entry and keeps the old one as another name, since sources go on using it. Returns
    /// whether there was such an entry.
    pub fn rename_own(&mut self, old: &str, new: &str) -> bool {
        let Some(entry) = self.entry(old) else { return false };
        if !rename_as(entry, old, new) {
            return false;
        }
        remove_name(entry, "other_names", new);
        push_names(entry, "other_names", [old]);
        true
    }

    /// Replaces a name wherever an entry has it, as its own or another. Returns whether any had it.
    pub fn rename(&mut self, old: &str, new: &str) -> bool {
        let mut renamed = false;
        self.entries = None;
        for entry in self.tables() {
            renamed |= rename_as(entry, old, new);
            for key in ["other_names", "weak", "not"] {
                let list = entry.get_mut(key).and_then(Item::as_array_mut);
                for written in list.into_iter().flat_map(|list| list.iter_mut()) {
                    if written.as_str() == Some(old) {
                        replace(written, new);
                        renamed = true;
                    }
                }
            }
        }
        renamed
    }

    fn tables(&mut self) -> impl Iterator<Item = &mut Table> {
        let actors = self.document.get_mut("actor").and_then(Item::as_array_of_tables_mut);
        actors.into_iter().flat_map(ArrayOfTables::iter_mut)
    }

    /// The position of the entry with a Wikidata id, else of the one with this main name, else of one that has it as
    /// another name.
    fn find(&mut self, name: &str, wikidata: Option<&str>) -> Option<usize> {
        let document = &self.document;
        let entries = self.entries.get_or_insert_with(|| {
            let mut entries = Entries::default();
            let tables = document.get("actor").and_then(Item::as_array_of_tables);
            let tables = tables.into_iter().flat_map(ArrayOfTables::iter);
            (0..).zip(tables).for_each(|(at, entry)| entries.add(at, entry));
            entries
        });
        entries.find(name, wikidata)
    }

    /// The entry of a name, for editing.
    fn entry(&mut self, name: &str) -> Option<&mut Table> {
        let at = self.find(name, None)?;
        self.entries = None;
        entry_at(&mut self.document, at)
    }

    /// Removes the entry with this main name, unless it has the other name too.
    fn take(&mut self, name: &str, unless: &str) -> Option<Table> {
        let actors = self.document.get_mut("actor")?.as_array_of_tables_mut()?;
        let at = actors.iter().position(|e| is_named(e, name) && !bears(e, unless))?;
        let entry = actors.get(at).cloned();
        actors.remove(at);
        self.entries = None;
        entry
    }

    fn push(&mut self, actor: &ActorEntry) {
        let mut entry = Table::new();
        // Comments at the end of the file stay before the new entry.
        let trailing = self.document.trailing().as_str().unwrap_or_default().to_owned();
        self.document.set_trailing("");
        if !trailing.is_empty() || self.tables().next().is_some() {
            let gap = if trailing.is_empty() || trailing.ends_with('\n') { "\n" } else { "\n\n" };
            entry.decor_mut().set_prefix(format!("{trailing}{gap}"));
        }
        entry.insert("name", value(actor.name.as_str()));
        if actor.kind != NameKind::Person {
            entry.insert("kind", value(actor.kind.word()));
        }
        for (key, list) in
            [("other_names", &actor.other_names), ("weak", &actor.weak), ("not", &actor.not)]
        {
            if !list.is_empty() {
                entry.insert(key, value(list.iter().collect::<Array>()));
            }
        }
        push_memberships(&mut entry, &actor.memberships);
        if let Some(id) = &actor.wikidata {
            entry.insert("wikidata", value(id.as_str()));
        }
        let actors =
            self.document.entry("actor").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(actors) = actors.as_array_of_tables_mut() {
            if let Some(entries) = &mut self.entries {
                entries.add(actors.len(), &entry);
            }
            actors.push(entry);
        }
    }
}

fn entry_at(document: &mut DocumentMut, at: usize) -> Option<&mut Table> {
    document.get_mut("actor")?.as_array_of_tables_mut()?.get_mut(at)
}

/// Changes the main name of an entry if it is the old one. Returns whether it was.
fn rename_as(entry: &mut Table, old: &str, new: &str) -> bool {
    let own = entry.get_mut("name").and_then(Item::as_value_mut);
    let own = own.filter(|written| written.as_str() == Some(old));
    own.map(|written| replace(written, new)).is_some()
}

fn replace(written: &mut Value, new: &str) {
    let decor = written.decor().clone();
    *written = Value::from(new);
    *written.decor_mut() = decor;
}

fn alike(one: &str, other: &str) -> bool {
    comparable(one) == comparable(other)
}

/// Whether this is the main name of an entry.
fn is_named(entry: &Table, name: &str) -> bool {
    own_name(entry).is_some_and(|own| alike(own, name))
}

/// Whether an entry can be found by a name.
fn bears(entry: &Table, name: &str) -> bool {
    is_named(entry, name) || names(entry, "other_names").any(|other| alike(other, name))
}

/// Adds the names that a list lacks. Returns whether there were any.
fn push_names<'a>(entry: &mut Table, key: &str, new: impl IntoIterator<Item = &'a str>) -> bool {
    let mut held: HashSet<String> = names(entry, key).map(str::to_owned).collect();
    let mut added = false;
    for name in new {
        added |= held.insert(name.to_owned()) && append_name(entry, key, name);
    }
    added
}

/// Adds a name to a list. Returns false when something other than a list is in its place.
fn append_name(entry: &mut Table, key: &str, name: &str) -> bool {
    let list = entry.entry(key).or_insert(value(Array::new())).as_array_mut();
    list.map(|list| append(list, name.into())).is_some()
}

/// Adds a value to a list, laid out like the last one.
fn append(list: &mut Array, mut new: Value) {
    let last = list.iter().last().and_then(|last| last.decor().prefix().cloned());
    let laid_out =
        |prefix: &RawString| list.len() > 1 || prefix.as_str().is_some_and(|p| !p.is_empty());
    match last.filter(laid_out) {
        Some(prefix) => {
            new.decor_mut().set_prefix(prefix);
            list.push_formatted(new);
        }
        None => list.push(new),
    }
}

fn remove_name(entry: &mut Table, key: &str, name: &str) {
    if let Some(list) = entry.get_mut(key).and_then(Item::as_array_mut) {
        list.retain(|held| !held.as_str().is_some_and(|held| alike(held, name)));
        if list.is_empty() {
            entry.remove(key);
        }
    }
}

/// What identifies an office: its role, organisation and dates.
type OfficeKey = [Option<String>; 4];

/// Adds the offices that an entry lacks; the same office with other dates is another. Returns whether there were any.
fn push_memberships(entry: &mut Table, new: &[Membership]) -> bool {
    if new.is_empty() {
        return false;
    }
    let offices = entry.entry("memberships").or_insert(value(Array::new()));
    let mut held: HashSet<OfficeKey> = match &*offices {
        Item::ArrayOfTables(offices) => offices.iter().map(|table| held_office(table)).collect(),
        offices => {
            let list = offices.as_array().into_iter().flat_map(Array::iter);
            list.filter_map(Value::as_inline_table).map(|table| held_office(table)).collect()
        }
    };
    let mut added = false;
    for office in new {
        let from = office.from.map(|date| date.to_string());
        let to = office.to.map(|date| date.to_string());
        let known = [Some(office.role.clone()), office.organisation.clone(), from, to];
        added |= held.insert(known.clone()) && append_office(offices, known, &office.source);
    }
    added
}

fn held_office(table: &dyn TableLike) -> OfficeKey {
    ["role", "organisation", "from", "to"].map(|key| {
        let also = (key == "organisation").then(|| table.get("organization")).flatten();
        table.get(key).or(also).and_then(Item::as_str).map(str::to_owned)
    })
}

/// Adds an office to a list of them. Returns false when something other than a list is in its place.
fn append_office(offices: &mut Item, known: OfficeKey, source: &Option<String>) -> bool {
    let [role, organisation, from, to] = known;
    let fields = [
        ("role", role),
        ("organisation", organisation),
        ("from", from),
        ("to", to),
        ("source", source.clone()),
    ];
    let fields = fields.into_iter().filter_map(|(key, written)| Some((key, written?)));
    match offices {
        Item::ArrayOfTables(offices) => {
            offices.push(fields.map(|(key, written)| (key, value(written))).collect());
        }
        offices => {
            let Some(offices) = offices.as_array_mut() else { return false };
            append(offices, Value::InlineTable(fields.collect()));
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> ActorEntry {
        ActorEntry::named(name, NameKind::Person)
    }

    #[track_caller]
    fn check(before: &str, change: impl Fn(&mut ActorsFile), after: &str) {
        let mut file = ActorsFile::read(before).unwrap();
        change(&mut file);
        assert_eq!(file.text(), after);
        let (_, problems) = crate::actor::ActorEntries::read(after);
        assert_eq!(problems, []);
    }

    const RAO: &str = "# who is who\n\n[[actor]]\nname = \"Kavita Rao\" # the mayor\nother_names = [\n  \"K. Rao\", # in letters\n]\n";

    #[test]
    fn lines_end_as_they_did() {
        let windows = |text: &str| text.replace('\n', "\r\n");
        check(
            &windows(RAO),
            |f| {
                f.add(&person("Tove Lind"));
            },
            &windows(&format!("{RAO}\n[[actor]]\nname = \"Tove Lind\"\n")),
        );
    }

    #[test]
    fn an_addition_goes_to_the_entry_with_that_main_name() {
        check(
            "[[actor]]\nname = \"Kavita Rao\"\nother_names = [\"K. Rao\"]\n\n[[actor]]\nname = \"K. Rao\"\n",
            |f| {
                let mut judge = person("K. Rao");
                judge.other_names = vec!["Judge Rao".to_owned()];
                assert_eq!(f.add(&judge), Added::Extended);
            },
            "[[actor]]\nname = \"Kavita Rao\"\nother_names = [\"K. Rao\"]\n\n[[actor]]\nname = \"K. Rao\"\nother_names = [\"Judge Rao\"]\n",
        );
    }

    #[test]
    fn an_actor_is_added_to_an_empty_file_and_after_others() {
        check(
            "",
            |f| assert_eq!(f.add(&person("Tove Lind")), Added::New),
            "[[actor]]\nname = \"Tove Lind\"\n",
        );
        check(
            RAO,
            |f| {
                f.add(&ActorEntry::named("Harbour Trust", NameKind::Organisation));
            },
            &format!("{RAO}\n[[actor]]\nname = \"Harbour Trust\"\nkind = \"organisation\"\n"),
        );
    }

    #[test]
    fn a_known_name_is_not_added_again() {
        check(RAO, |f| assert_eq!(f.add(&person("K. Rao")), Added::Known), RAO);
    }

    #[test]
    fn another_name_joins_the_list_and_comments_stay() {
        check(
            RAO,
            |f| f.same(&person("Kavita Rao"), "The Ice Queen"),
            "# who is who\n\n[[actor]]\nname = \"Kavita Rao\" # the mayor\nother_names = [\n  \"K. Rao\",\n  \"The Ice Queen\", # in letters\n]\n",
        );
    }

    #[test]
    fn two_entries_become_one() {
        check(
            "[[actor]]\nname = \"Kavita Rao\"\n\n[[actor]]\nname = \"K. Roa\"\nweak = [\"Kav\"]\n",
            |f| f.same(&person("Kavita Rao"), "K. Roa"),
            "[[actor]]\nname = \"Kavita Rao\"\nother_names = [\"K. Roa\"]\nweak = [\"Kav\"]\n",
        );
    }

    #[test]
    fn a_name_is_kept_apart_and_a_kind_set() {
        check(
            "[[actor]]\nname = \"Lindau\"\nother_names = [\"Lind\"]\n",
            |f| {
                f.not_same(&person("Lindau"), "Lind");
                f.set_kind(&person("Lindau"), NameKind::Place);
            },
            "[[actor]]\nname = \"Lindau\"\nnot = [\"Lind\"]\nkind = \"place\"\n",
        );
    }

    #[test]
    fn a_name_is_replaced_in_place() {
        check(
            "[[actor]]\nname = \"Lind\" # old\nweak = [\"Lind\", \"L\"]\n",
            |f| assert!(f.rename("Lind", "Lund")),
            "[[actor]]\nname = \"Lund\" # old\nweak = [\"Lund\", \"L\"]\n",
        );
    }

    #[test]
    fn other_toml_is_left_alone() {
        assert!(ActorsFile::read("[[actor]\n").is_err());
        assert!(ActorsFile::read("actor = 3\n").is_err());
    }
}
