//! Actors from a table: one row for each actor, or for each office of one.

use super::collection::{Collection, date, names_somebody, office};
use crate::actor::file::{ActorEntry, parse_kind};
use crate::prose::NameKind;
use csv::{ReaderBuilder, StringRecord};

/// The columns, each under all its names; the first is ours.
const COLUMNS: &[&[&str]] = &[
    &["name", "full name", "label"],
    &["kind", "type"],
    &["other_names", "other names", "aliases", "alias", "also"],
    &["weak", "weak names"],
    &["not"],
    &["role", "position", "office", "title"],
    &["organisation", "organization", "employer", "party"],
    &["from", "start", "start date", "start_date", "since"],
    &["to", "end", "end date", "end_date", "until"],
    &["source", "url"],
    &["wikidata", "wikidata id", "qid"],
];

/// Reads a table. Its separator is whichever of comma, semicolon and tab the first line has most of.
pub(super) fn import(text: &str) -> Collection {
    let mut imported = Collection::default();
    let head = text.lines().next().unwrap_or_default();
    let count = |c: &u8| head.bytes().filter(|b| b == c).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(count).unwrap_or(b',');
    let mut reader = ReaderBuilder::new()
        .delimiter(if count(&delimiter) == 0 { b',' } else { delimiter })
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(header) => columns(header, &mut imported),
        Err(error) => {
            imported.problem(1, error.to_string());
            return imported;
        }
    };
    if !columns.contains(&Some("name")) {
        imported.problem(1, "no column is called `name`: the first line must name the columns");
        return imported;
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, |p| p.line() as usize);
                row(&Row { columns: &columns, record: &record }, line, &mut imported);
            }
            Err(error) => {
                let line = error.position().map_or(0, |p| p.line() as usize);
                imported.problem(line, error.to_string());
            }
        }
    }
    imported
}

/// A row by our names of the columns.
fn columns(header: &StringRecord, imported: &mut Collection) -> Vec<Option<&'static str>> {
    let column = |name: &str| {
        let wanted = name.to_lowercase();
        let column = COLUMNS.iter().find(|names| names.contains(&wanted.as_str()));
        if column.is_none() && !name.is_empty() {
            imported.problem(1, format!("the column `{name}` is unknown and was ignored"));
        }
        column?.first().copied()
    };
    header.iter().map(column).collect()
}

struct Row<'a> {
    columns: &'a [Option<&'static str>],
    record: &'a StringRecord,
}

impl Row<'_> {
    fn field(&self, wanted: &str) -> Option<&str> {
        let at = self.columns.iter().position(|column| *column == Some(wanted))?;
        self.record.get(at).filter(|field| !field.is_empty())
    }

    /// Several names in one field, separated by semicolons or bars.
    fn list(&self, wanted: &str) -> Vec<String> {
        let names = self.field(wanted).unwrap_or_default().split([';', '|']).map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }
}

fn row(row: &Row<'_>, line: usize, imported: &mut Collection) {
    let Some(name) = row.field("name").filter(|name| names_somebody(name)) else {
        if row.record.iter().any(|field| !field.is_empty()) {
            imported.problem(line, "an actor needs a name");
        }
        return;
    };
    let kind = match row.field("kind").map(str::to_lowercase).as_deref() {
        None => NameKind::Person,
        Some("company") => NameKind::Organisation,
        Some("country") => NameKind::State,
        Some(other) => parse_kind(other).unwrap_or_else(|message| {
            imported.problem(line, message);
            NameKind::Person
        }),
    };
    let mut actor = ActorEntry::named(name, kind);
    actor.other_names = row.list("other_names");
    actor.weak = row.list("weak");
    actor.not = row.list("not");
    actor.wikidata = row.field("wikidata").map(str::to_owned);
    if let Some(role) = row.field("role") {
        let mut held = office(role, row.field("organisation").map(str::to_owned));
        let mut day = |column| {
            let written = row.field(column)?;
            date(written).map_err(|message| imported.problem(line, message)).ok()
        };
        (held.from, held.to) = (day("from"), day("to"));
        held.source = row.field("source").map(str::to_owned);
        actor.memberships.push(held);
    }
    imported.add(actor);
}
