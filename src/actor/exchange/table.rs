//! Actors of a table: one line for each actor, or for each office of one.

use super::collection::{Collection, date, names_somebody, office};
use crate::actor::file::{ActorEntry, parse_kind};
use crate::prose::NameKind;
use csv::{ReaderBuilder, StringRecord};

/// What a column holds, and the names it goes by.
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Name, &["name", "full name", "label"]),
    (Column::Kind, &["kind", "type"]),
    (Column::OtherNames, &["other_names", "other names", "aliases", "alias", "also"]),
    (Column::Weak, &["weak", "weak names"]),
    (Column::Not, &["not"]),
    (Column::Role, &["role", "position", "office", "title"]),
    (Column::Organisation, &["organisation", "organization", "employer", "party"]),
    (Column::From, &["from", "start", "start date", "start_date", "since"]),
    (Column::To, &["to", "end", "end date", "end_date", "until"]),
    (Column::Source, &["source", "url"]),
    (Column::Wikidata, &["wikidata", "wikidata id", "qid"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Kind,
    OtherNames,
    Weak,
    Not,
    Role,
    Organisation,
    From,
    To,
    Source,
    Wikidata,
}

/// Reads a table. Separated by commas, semicolons or tabs, whichever the first line has most of.
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
    if !columns.contains(&Some(Column::Name)) {
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

fn columns(header: &StringRecord, imported: &mut Collection) -> Vec<Option<Column>> {
    let mut columns = Vec::new();
    for name in header {
        let wanted = name.to_lowercase();
        let column = COLUMNS.iter().find(|(_, names)| names.contains(&wanted.as_str()));
        if column.is_none() && !name.is_empty() {
            imported.problem(1, format!("the column `{name}` is not known and was left out"));
        }
        columns.push(column.map(|(column, _)| *column));
    }
    columns
}

struct Row<'a> {
    columns: &'a [Option<Column>],
    record: &'a StringRecord,
}

impl Row<'_> {
    fn field(&self, wanted: Column) -> Option<&str> {
        let at = self.columns.iter().position(|column| *column == Some(wanted))?;
        self.record.get(at).filter(|field| !field.is_empty())
    }

    /// Several names in one field: between semicolons or bars.
    fn list(&self, wanted: Column) -> Vec<String> {
        let names = self.field(wanted).unwrap_or_default().split([';', '|']).map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }
}

fn row(row: &Row<'_>, line: usize, imported: &mut Collection) {
    let Some(name) = row.field(Column::Name).filter(|name| names_somebody(name)) else {
        if row.record.iter().any(|field| !field.is_empty()) {
            imported.problem(line, "an actor needs a name");
        }
        return;
    };
    let kind = match row.field(Column::Kind).map(str::to_lowercase).as_deref() {
        None => NameKind::Person,
        Some("company") => NameKind::Organisation,
        Some("country") => NameKind::State,
        Some(other) => parse_kind(other).unwrap_or_else(|message| {
            imported.problem(line, message);
            NameKind::Person
        }),
    };
    let mut actor = ActorEntry::named(name, kind);
    actor.other_names = row.list(Column::OtherNames);
    actor.weak = row.list(Column::Weak);
    actor.not = row.list(Column::Not);
    actor.wikidata = row.field(Column::Wikidata).map(str::to_owned);
    if let Some(role) = row.field(Column::Role) {
        let mut held = office(role, row.field(Column::Organisation).map(str::to_owned));
        let mut day = |column| {
            let written = row.field(column)?;
            date(written).map_err(|message| imported.problem(line, message)).ok()
        };
        (held.from, held.to) = (day(Column::From), day(Column::To));
        held.source = row.field(Column::Source).map(str::to_owned);
        actor.memberships.push(held);
    }
    imported.add(actor);
}
