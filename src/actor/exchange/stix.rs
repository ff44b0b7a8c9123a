//! STIX 2.1: the identities of a bundle, as threat intelligence exchanges them.

use super::collection::{Collection, names_somebody, office};
use crate::actor::file::ActorEntry;
use crate::prose::NameKind;
use serde_json::Value;

/// Whether a text is STIX: its first object is a bundle or an identity.
pub(super) fn is_stix(text: &str) -> bool {
    objects(text).is_ok_and(|objects| {
        objects.iter().any(|(_, object)| {
            matches!(object.get("type").and_then(Value::as_str), Some("bundle" | "identity"))
        })
    })
}

/// Reads the identities. Skips other objects, and classes of people and systems, which are not actors.
pub(super) fn import(text: &str) -> Collection {
    let mut imported = Collection::default();
    let objects = match objects(text) {
        Ok(objects) => objects,
        Err((line, message)) => {
            imported.problem(line, message);
            return imported;
        }
    };
    for (line, object) in &objects {
        match object.get("objects") {
            Some(Value::Array(inside)) => {
                for object in inside {
                    identity(object, *line, &mut imported);
                }
            }
            _ => identity(object, *line, &mut imported),
        }
    }
    imported
}

fn identity(object: &Value, line: usize, imported: &mut Collection) {
    let field = |key: &str| object.get(key).and_then(Value::as_str);
    if field("type") != Some("identity") {
        return;
    }
    let Some(name) = field("name").filter(|name| names_somebody(name)) else {
        let id = field("id").unwrap_or("without an id");
        imported.problem(line, format!("the identity {id} has no name"));
        return;
    };
    let kind = match field("identity_class") {
        Some("individual") => NameKind::Person,
        Some("class" | "system") => return,
        // The class is optional in STIX; without one, do not claim that it is a person.
        _ => NameKind::Organisation,
    };
    let mut actor = ActorEntry::named(name, kind);
    let roles = object.get("roles").and_then(Value::as_array).into_iter().flatten();
    actor.memberships = roles.filter_map(Value::as_str).map(|role| office(role, None)).collect();
    let references = object.get("external_references").and_then(Value::as_array);
    let wikidata = references.into_iter().flatten().find(|reference| {
        let name = reference.get("source_name").and_then(Value::as_str);
        name.is_some_and(|name| name.eq_ignore_ascii_case("wikidata"))
    });
    let id = wikidata.and_then(|reference| reference.get("external_id")).and_then(Value::as_str);
    actor.wikidata = id.map(str::to_owned);
    imported.add(actor);
}

/// The JSON objects of a text with their first lines: the whole text as one object, one a line, or an array.
fn objects(text: &str) -> Result<Vec<(usize, Value)>, (usize, String)> {
    let flat = |line: usize, value: Value| match value {
        Value::Array(all) => all.into_iter().map(|v| (line, v)).collect(),
        value => vec![(line, value)],
    };
    let whole = match serde_json::from_str::<Value>(text) {
        Ok(value) => return Ok(flat(1, value)),
        Err(error) => error,
    };
    let mut objects = Vec::new();
    for (line, written) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        match serde_json::from_str::<Value>(written) {
            Ok(value) => objects.extend(flat(line, value)),
            Err(_) => return Err((whole.line(), format!("not JSON: {whole}"))),
        }
    }
    Ok(objects)
}
