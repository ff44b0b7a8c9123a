//! `onrecord check` for programs: JSON, SARIF and workflow commands.

use crate::folder::{Folder, RIGHT, WRONG};
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
fn json_has_the_documented_fields() {
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
fn json_lines_have_the_same_rows_as_json() {
    let folder = folder();
    let list = json(&run(&folder, "json"));
    let lines: Vec<Value> = run(&folder, "jsonl").lines().map(json).collect();
    assert_eq!(list, Value::from(lines));
}

/// The schema as published by the OASIS committee, in `tests/schemas`.
fn schema() -> jsonschema::Validator {
    let schema = json(include_str!("../schemas/sarif-schema-2.1.0.json"));
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn sarif_validates_against_its_schema() {
    let schema = schema();
    let misquoted = RIGHT.replace("while a single boat", "while any boat");
    let full = folder()
        .with("notes/ü b.md", misquoted)
        .with("onrecord.toml", "[rules]\nmisqoute = \"off\"\n");
    let empty = Folder::new().with("right.md", RIGHT);
    let logs =
        [json(&run(&full, "sarif")), json(&empty.run(&["check", "--format", "sarif"]).stdout)];
    for log in &logs {
        let wrong: Vec<String> =
            schema.iter_errors(log).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
    // The note covers what could go wrong: fixes, related locations, a finding without a rule page.
    let results = logs[0]["runs"][0]["results"].as_array().unwrap();
    for part in ["fixes", "relatedLocations", "partialFingerprints", "ruleIndex"] {
        assert!(results.iter().any(|result| result.get(part).is_some()), "{part}");
    }
    assert!(results.iter().any(|result| result.get("ruleIndex").is_none()));
    let mut broken = logs[0].clone();
    broken["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(!schema.is_valid(&broken));
}

#[test]
fn sarif_results_have_rules_and_locations() {
    let log = json(&run(&folder(), "sarif"));
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
fn workflow_commands_print_one_per_line() {
    for line in run(&folder(), "github").lines() {
        assert!(
            line.starts_with("::warning file=notes/wrong.md,line=")
                || line.starts_with("::error file="),
            "{line}"
        );
    }
}
