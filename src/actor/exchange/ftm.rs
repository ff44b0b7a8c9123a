//! FollowTheMoney: entities as JSON, one a line, as Aleph and OpenSanctions exchange them.
//!
//! Schemata and properties are those of <https://followthemoney.tech/explorer/>: Person, Organization and PublicBody
//! with their names; an office is a Position in an Organization, held by an Occupancy; a passage that names an actor is
//! a Mention.

use super::collection::{Collection, date, names_somebody, office};
use crate::actor::file::{ActorEntry, Membership};
use crate::actor::model::{Actor, Role, RoleGroup, group_roles};
use crate::prose::{NameKind, PartialDate};
use crate::text::DocumentId;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Schemata of organisations.
const ORGANISATIONS: &[&str] =
    &["Organization", "Company", "PublicBody", "LegalEntity", "Airline", "NonProfit"];

/// The topic of a state: a country's government.
const NATIONAL: &str = "gov.national";

/// Schemata that tie a holder to an organisation, with the properties for the two and the role.
const TIES: &[(&str, &str, &str, &str)] = &[
    ("Membership", "member", "organization", "role"),
    ("Directorship", "director", "organization", "role"),
    ("Employment", "employee", "employer", "role"),
];

/// One entity, as read.
#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    properties: Value,
}

impl Entity {
    fn all(&self, property: &str) -> impl Iterator<Item = &str> {
        let values = self.properties.get(property).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(Value::as_str)
    }

    fn first(&self, property: &str) -> Option<&str> {
        self.all(property).next()
    }
}

/// Reads the entities of a file and turns persons and organisations into actors.
pub(super) fn import(text: &str) -> Collection {
    let mut imported = Collection::default();
    let mut entities: BTreeMap<String, Entity> = BTreeMap::new();
    let mut order = Vec::new();
    for (line, written) in (1..).zip(text.lines()) {
        if written.trim().is_empty() {
            continue;
        }
        match entity(written) {
            Ok(entity) => {
                order.push((line, entity.id.clone()));
                entities.insert(entity.id.clone(), entity);
            }
            Err(message) => imported.problem(line, message),
        }
    }
    let mut offices: BTreeMap<&str, Vec<Membership>> = BTreeMap::new();
    for entity in entities.values() {
        if let Some((holder, office)) = held(entity, &entities) {
            offices.entry(holder).or_default().push(office);
        }
    }
    for (line, id) in &order {
        let Some(entity) = entities.get(id) else { continue };
        let Some(kind) = kind(entity) else { continue };
        let Some(name) = entity.first("name").filter(|name| names_somebody(name)) else {
            imported.problem(*line, format!("the {} `{id}` has no name", entity.schema));
            continue;
        };
        let mut actor = ActorEntry::named(name, kind);
        let other = entity.all("name").skip(1).chain(entity.all("alias"));
        actor.other_names = other.map(str::to_owned).collect();
        actor.weak = entity.all("weakAlias").map(str::to_owned).collect();
        actor.wikidata = entity.first("wikidataId").map(str::to_owned);
        let positions = entity.all("position").map(|role| office(role, None));
        actor.memberships = offices.remove(id.as_str()).unwrap_or_default();
        actor.memberships.extend(positions);
        imported.add(actor);
    }
    imported
}

fn entity(line: &str) -> Result<Entity, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| {
        format!("not a JSON object (column {}): each line must be one entity", error.column())
    })?;
    if !value.is_object() {
        return Err("not a JSON object: each line must be one entity".to_owned());
    }
    serde_json::from_value(value)
        .map_err(|_| "not a FollowTheMoney entity: it has no `id` or no `schema`".to_owned())
}

fn kind(entity: &Entity) -> Option<NameKind> {
    if entity.schema == "Person" {
        return Some(NameKind::Person);
    }
    let national = entity.all("topics").any(|topic| topic == NATIONAL);
    let organisation = ORGANISATIONS.contains(&entity.schema.as_str());
    organisation.then_some(if national { NameKind::State } else { NameKind::Organisation })
}

/// The holder of an office and the office, when the entity ties the two.
fn held<'a>(
    entity: &'a Entity,
    all: &'a BTreeMap<String, Entity>,
) -> Option<(&'a str, Membership)> {
    let name = |id: &str| all.get(id).and_then(|e| e.first("name")).map(str::to_owned);
    let (holder, mut office) = if entity.schema == "Occupancy" {
        let post = all.get(entity.first("post")?)?;
        let organisation = post.first("organization").and_then(name);
        (entity.first("holder")?, office(post.first("name")?, organisation))
    } else {
        let (_, holder, organisation, role) =
            TIES.iter().find(|(schema, ..)| *schema == entity.schema)?;
        let role = entity.first(role).unwrap_or("member");
        (entity.first(holder)?, office(role, entity.first(organisation).and_then(name)))
    };
    office.from = entity.first("startDate").and_then(|written| date(written).ok());
    office.to = entity.first("endDate").and_then(|written| date(written).ok());
    office.source = entity.first("sourceUrl").map(str::to_owned);
    Some((holder, office))
}

/// An exported document, for its mentions.
#[derive(Clone, Debug)]
pub struct ExportedDocument {
    /// Its cite key.
    pub key: String,
    /// Its file name.
    pub file: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<PartialDate>,
}

/// An exported actor.
#[derive(Clone, Debug)]
pub struct ExportedActor<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// Its entry in the user's file.
    pub known: Option<&'a ActorEntry>,
    /// Offices as sources state them.
    pub roles: Vec<Role>,
    /// The documents that name the actor, each with the forms it uses.
    pub mentioned: BTreeMap<DocumentId, Vec<String>>,
}

/// The entities of actors and of the documents that name them, one JSON object a line. Places are left out:
/// FollowTheMoney does not count them as actors. Roles from sources get the source's date, those of the user's file
/// their own dates.
pub fn export<'a>(
    documents: &BTreeMap<DocumentId, ExportedDocument>,
    actors: impl Iterator<Item = ExportedActor<'a>>,
) -> Vec<Value> {
    let mut entities: Vec<Value> = documents
        .values()
        .map(|document| {
            let properties = json!({
                "fileName": [document.file],
                "title": document.title.as_slice(),
                "date": written(document.date),
            });
            entity_of(document_id(document), "PlainText", properties)
        })
        .collect();
    let exported = |actor: &Actor| !matches!(actor.kind, NameKind::Place | NameKind::People);
    for ExportedActor { actor, known, roles, mentioned } in actors.filter(|one| exported(one.actor))
    {
        let id = format!("onrecord-{}", actor.id);
        entities.push(actor_of(&id, actor, known));
        if actor.kind == NameKind::Person {
            entities.extend(offices_of(&id, &roles, known));
        }
        for (document, names) in mentioned {
            let Some(document) = documents.get(&document).map(document_id) else { continue };
            let properties = json!({
                "document": [document],
                "resolved": [id],
                "name": names,
                "detectedSchema": [schema(actor.kind)],
            });
            entities.push(entity_of(format!("{id}-in-{document}"), "Mention", properties));
        }
    }
    entities
}

fn document_id(document: &ExportedDocument) -> String {
    format!("onrecord-source-{}", document.key)
}

fn schema(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "Person",
        NameKind::State => "PublicBody",
        NameKind::Organisation | NameKind::Place | NameKind::People => "Organization",
    }
}

fn actor_of(id: &str, actor: &Actor, known: Option<&ActorEntry>) -> Value {
    let weak = known.map(|k| k.weak.as_slice()).unwrap_or_default();
    let mut aliases = known.map(|k| k.other_names.clone()).unwrap_or_default();
    for alias in actor.aliases.iter().filter(|a| a.count > 0).map(|a| &a.text) {
        if *alias != actor.name && !aliases.contains(alias) && !weak.contains(alias) {
            aliases.push(alias.clone());
        }
    }
    let properties = json!({
        "name": [actor.name],
        "alias": aliases,
        "weakAlias": weak,
        "wikidataId": known.map(|k| k.wikidata.as_slice()).unwrap_or_default(),
        "topics": (actor.kind == NameKind::State).then_some(NATIONAL).as_slice(),
    });
    entity_of(id.to_owned(), schema(actor.kind), properties)
}

/// The Position and Occupancy of each office. The same words in several sources are one office.
fn offices_of(holder: &str, stated: &[Role], known: Option<&ActorEntry>) -> Vec<Value> {
    let mut entities = Vec::new();
    let mut add = |office: &Membership, seen: Vec<String>| {
        let organisation = office.organisation.as_ref().map(|name| {
            let id = format!("onrecord-organisation-{:016x}", xxh3_64(name.as_bytes()));
            entities.push(entity_of(id.clone(), "Organization", json!({ "name": [name] })));
            id
        });
        let scope = organisation.as_deref().unwrap_or(holder);
        let hash = xxh3_64(format!("{scope} {}", office.role).as_bytes());
        let post = format!("onrecord-position-{hash:016x}");
        let properties = json!({ "name": [office.role], "organization": organisation.as_slice() });
        entities.push(entity_of(post.clone(), "Position", properties));
        let (from, to) = (written(office.from), written(office.to));
        let number = xxh3_64(format!("{holder} {post} {from:?} {to:?}").as_bytes());
        let properties = json!({
            "holder": [holder],
            "post": [post],
            "startDate": from,
            "endDate": to,
            "date": seen,
            "sourceUrl": office.source.as_slice(),
        });
        entities.push(entity_of(
            format!("onrecord-occupancy-{number:016x}"),
            "Occupancy",
            properties,
        ));
    };
    for office in known.map(|k| k.memberships.as_slice()).unwrap_or_default() {
        add(office, Vec::new());
    }
    for RoleGroup { roles, .. } in group_roles(stated) {
        let mut roles = roles.into_iter().filter(|role| role.place.is_some()).peekable();
        let Some(text) = roles.peek().map(|role| role.text.as_str()) else { continue };
        let mut known = FxHashSet::default();
        let dates = roles.filter_map(|role| role.date).filter(|date| known.insert(*date));
        add(&office(text, None), dates.map(|date| date.to_string()).collect());
    }
    entities
}

/// A date as the list of values of a property.
fn written(date: Option<PartialDate>) -> Vec<String> {
    date.iter().map(ToString::to_string).collect()
}

/// An entity with only the properties that have a value.
fn entity_of(id: String, schema: &str, mut properties: Value) -> Value {
    if let Some(properties) = properties.as_object_mut() {
        properties.retain(|_, values| values.as_array().is_some_and(|values| !values.is_empty()));
    }
    json!({ "id": id, "schema": schema, "properties": properties })
}
