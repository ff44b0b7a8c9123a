//! `onrecord check` for programs: JSON, SARIF and workflow commands.

use crate::folder::{Folder, WRONG};
use serde_json::Value;

fn folder() -> Folder {
    Folder::new().with("notes/wrong.md", WRONG)
}

fn run(folder: &Folder, format: &str) -> String {
    let outcome = folder.run(&["check", "--format", format]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""));
    outcome.stdout
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn json_has_the_fields_that_are_promised() {
    let rows = json(&run(&folder(), "json"));
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 2);
    for row in rows {
        let fields: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = [
            "path", "rule", "severity", "start", "end", "line", "column", "message", "related",
            "fixes",
        ];
        expected.sort_unstable();
        let mut fields = fields;
        fields.sort_unstable();
        assert_eq!(fields, expected);
        let (start, end) = (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap());
        assert!(WRONG.get(start as usize..end as usize).is_some_and(|words| !words.is_empty()));
        assert_eq!(row["path"], "notes/wrong.md");
    }
    let unknown = rows.iter().find(|row| row["rule"] == "unknown-source").unwrap();
    assert_eq!((&unknown["line"], &unknown["severity"]), (&Value::from(5), &Value::from("error")));
}

#[test]
fn json_lines_hold_the_same_rows() {
    let folder = folder();
    let list = json(&run(&folder, "json"));
    let lines: Vec<Value> = run(&folder, "jsonl").lines().map(json).collect();
    assert_eq!(list, Value::from(lines));
}

/// The types are made from the schema of SARIF 2.1.0: what they cannot read, or do not write again, is not in it.
#[test]
fn sarif_is_what_its_schema_says() {
    let log = json(&run(&folder(), "sarif"));
    let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), log);

    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "notes/wrong.md");
        assert!(WRONG.contains(place["region"]["snippet"]["text"].as_str().unwrap()));
    }
}

#[test]
fn sarif_fingerprints_survive_edits_elsewhere_in_the_note() {
    let fingerprints = |folder: &Folder| -> Vec<Value> {
        let log = json(&run(folder, "sarif"));
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.into_iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    let folder = folder();
    let before = fingerprints(&folder);
    let folder = folder.with("notes/wrong.md", WRONG.replace("# Wrong", "# Wrong\n\nAnd new."));
    assert_eq!(fingerprints(&folder), before);
}

#[test]
fn workflow_commands_are_one_a_line() {
    for line in run(&folder(), "github").lines() {
        assert!(
            line.starts_with("::warning file=notes/wrong.md,line=")
                || line.starts_with("::error file="),
            "{line}"
        );
    }
}
