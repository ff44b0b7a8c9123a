//! Tests of reading and writing other programs' files.

use super::*;
use crate::actor::{Actor, ActorEntries, ActorEntry, Actors};
use crate::prose::NameKind;
use crate::text::DocumentId;
use std::collections::BTreeMap;

#[track_caller]
fn check(
    text: &str,
    format: ExchangeFormat,
    expected: &[(&str, NameKind)],
    problems: &[(usize, &str)],
) -> Vec<ActorEntry> {
    assert_eq!(ExchangeFormat::of(text), format);
    let imported = import(format, text);
    let found: Vec<_> = imported.actors.iter().map(|a| (a.name.as_str(), a.kind)).collect();
    assert_eq!(found, expected);
    assert_eq!(imported.problems.len(), problems.len(), "{:?}", imported.problems);
    for (problem, (line, words)) in imported.problems.iter().zip(problems) {
        assert_eq!(problem.line, *line, "{problem:?}");
        assert!(problem.message.contains(words), "{problem:?}");
    }
    imported.actors
}

use NameKind::{Organisation, Person, State};

#[test]
fn signs_alone_are_no_name() {
    check("name,kind\n},person\n", ExchangeFormat::Csv, &[], &[(2, "needs a name")]);
}

#[test]
fn a_table_has_one_line_for_each_office() {
    let actors = check(
        "\u{feff}Name;Aliases;Role;Organisation;From;Wikidata\nKavita Rao;K. Rao|Kav;Mayor;Lindau;2013-04;Q1\nKavita Rao;;Minister;;2016;\n",
        ExchangeFormat::Csv,
        &[("Kavita Rao", Person)],
        &[],
    );
    let [rao] = actors.as_slice() else { panic!() };
    assert_eq!(rao.other_names, ["K. Rao", "Kav"]);
    assert_eq!(rao.wikidata.as_deref(), Some("Q1"));
    let offices: Vec<_> =
        rao.memberships.iter().map(|m| (m.role.as_str(), m.from.map(|d| d.to_string()))).collect();
    assert_eq!(
        offices,
        [("Mayor", Some("2013-04".to_owned())), ("Minister", Some("2016".to_owned()))]
    );
}

#[test]
fn a_table_s_mistakes_are_told_by_line() {
    check(
        "name,kind,from,role,shoe\nTove Lind,ship,,,\n,person,,Mayor,\nPiet Harker,,02/09/2025,Mayor,\n",
        ExchangeFormat::Csv,
        &[("Tove Lind", Person), ("Piet Harker", Person)],
        &[
            (1, "`shoe` is unknown"),
            (2, "not a kind of actor"),
            (3, "needs a name"),
            (4, "not a date"),
        ],
    );
    check(
        "who,what\nTove Lind,mayor\n",
        ExchangeFormat::Csv,
        &[],
        &[(1, "`who`"), (1, "`what`"), (1, "called `name`")],
    );
}

#[test]
fn entities_come_with_the_offices_they_hold() {
    let actors = check(
        r#"{"id":"p","schema":"Person","properties":{"name":["Kavita Rao"],"alias":["K. Rao"],"weakAlias":["Rao"],"wikidataId":["Q1"]}}
{"id":"o","schema":"Company","properties":{"name":["Veltrona Ltd"]}}
{"id":"t","schema":"Position","properties":{"name":["Mayor"],"organization":["o"]}}
{"id":"h","schema":"Occupancy","properties":{"holder":["p"],"post":["t"],"startDate":["2013-04-01T00:00:00"],"sourceUrl":["https://lindau.example"]}}
{"id":"m","schema":"Membership","properties":{"member":["p"],"organization":["o"],"role":["director"]}}
{"id":"x","schema":"Vessel","properties":{"name":["Aurora"]}}
"#,
        ExchangeFormat::FollowTheMoney,
        &[("Kavita Rao", Person), ("Veltrona Ltd", Organisation)],
        &[],
    );
    let rao = &actors[0];
    assert_eq!(
        (rao.other_names.as_slice(), rao.weak.as_slice()),
        (&["K. Rao".to_owned()][..], &["Rao".to_owned()][..])
    );
    let offices: Vec<_> = rao
        .memberships
        .iter()
        .map(|m| (m.role.as_str(), m.organisation.as_deref(), m.from.map(|d| d.to_string())))
        .collect();
    assert_eq!(
        offices,
        [
            ("Mayor", Some("Veltrona Ltd"), Some("2013-04-01".to_owned())),
            ("director", Some("Veltrona Ltd"), None)
        ]
    );
}

#[test]
fn entities_mistakes_are_told_by_line() {
    check(
        "{\"id\":\"p\",\"schema\":\"Person\",\"properties\":{}}\n{\"id\": 3\n[]\n{\"id\":\"q\"}\n",
        ExchangeFormat::FollowTheMoney,
        &[],
        &[(1, "has no name"), (2, "column"), (3, "not a JSON object"), (4, "no `schema`")],
    );
}

#[test]
fn identities_of_a_bundle_are_actors() {
    let bundle = r#"{"type":"bundle","id":"bundle--1","objects":[
 {"type":"identity","id":"identity--1","name":"Tove Lind","identity_class":"individual","roles":["pilot"]},
 {"type":"identity","id":"identity--2","name":"Harbour Trust","identity_class":"organization"},
 {"type":"identity","id":"identity--3","name":"all pilots","identity_class":"class"},
 {"type":"identity","id":"identity--4","identity_class":"group"},
 {"type":"malware","name":"worm"}]}"#;
    let actors = check(
        bundle,
        ExchangeFormat::Stix,
        &[("Tove Lind", Person), ("Harbour Trust", Organisation)],
        &[(1, "identity--4")],
    );
    assert_eq!(actors[0].memberships[0].role, "pilot");
    assert_eq!(import(ExchangeFormat::Stix, "{\"type\":\n").problems.len(), 1);
}

const FILE: &str = r#"
[[actor]]
name = "Kavita Rao"
other_names = ["K. Rao"]
weak = ["Rao"]
memberships = [
  { role = "Mayor", organisation = "Lindau", from = "2013-04", to = "2016", source = "https://lindau.example" },
  { role = "Minister" },
]
wikidata = "Q1"

[[actor]]
name = "Lindau"
kind = "organisation"

[[actor]]
name = "Norway"
kind = "state"
"#;

#[test]
fn what_is_exported_is_imported_again() {
    let (known, _) = ActorEntries::read(FILE);
    let actors = Actors::of(&[], &known);
    let exported = actors.all().map(|(_, actor): (_, &Actor)| {
        let entry = known.actors().iter().find(|k| k.name == actor.name);
        ExportedActor { actor, known: entry, roles: Vec::new(), mentioned: BTreeMap::new() }
    });
    let lines: Vec<String> =
        export(&BTreeMap::new(), exported).iter().map(ToString::to_string).collect();
    let imported = import(ExchangeFormat::FollowTheMoney, &lines.join("\n"));
    assert_eq!(imported.problems, []);
    for entry in known.actors() {
        let again = imported.actors.iter().find(|a| a.name == entry.name).unwrap();
        let mut expected = entry.clone();
        expected.span = again.span;
        assert_eq!(*again, expected);
    }
    assert_eq!(imported.actors.iter().filter(|a| a.kind == State).count(), 1);
}

#[test]
fn a_document_s_names_are_exported_as_mentions() {
    let (known, _) = ActorEntries::read(FILE);
    let actors = Actors::of(&[], &known);
    let document = ExportedDocument {
        key: "visit".to_owned(),
        file: "visit.txt".to_owned(),
        title: None,
        date: None,
    };
    let rao = actors.all().find(|(_, a)| a.name == "Kavita Rao").unwrap().1;
    let mentioned = BTreeMap::from([(DocumentId(0), vec!["K. Rao".to_owned()])]);
    let exported = ExportedActor { actor: rao, known: None, roles: Vec::new(), mentioned };
    let documents = BTreeMap::from([(DocumentId(0), document)]);
    let entities = export(&documents, std::iter::once(exported));
    let mention = entities.iter().find(|e| e["schema"] == "Mention").unwrap();
    assert_eq!(mention["properties"]["document"][0], "onrecord-source-visit");
    assert_eq!(mention["properties"]["resolved"][0], "onrecord-kavita-rao");
    assert_eq!(mention["properties"]["name"][0], "K. Rao");
}
