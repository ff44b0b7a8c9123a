//! The command line and the editor agree: every quotation, citation and name of the sample notes, queried both ways.

#[path = "support/client.rs"]
mod client;

use assert_cmd::Command;
use client::{Client, uri};
use onrecord::analysis::subject;
use onrecord::text::{Encoding, Span, Text};
use onrecord::workspace::{Settings, Snapshot, Workspace};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A process per item would be too slow: every nth item is enough to cover each kind.
const EVERY: usize = 5;

fn notes_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes")
}

/// The first byte of every quotation, citation and name of a note, in order.
fn things(snapshot: &Snapshot, path: &Path) -> Vec<usize> {
    let entry = snapshot.note(path).unwrap();
    let assessment = snapshot.assessment(path, entry);
    let note = &entry.note;
    let quotations = note.quotations.iter().map(|q| q.words);
    let citations = note.citations.iter().map(|c| c.key_span);
    let names = assessment.mentions.iter().map(|m| m.span);
    let spans: Vec<Span> = quotations.chain(citations).chain(names).collect();
    let mut starts: Vec<usize> = spans.iter().map(|span| span.start).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter().filter(|&at| subject(snapshot, path, at).is_some()).step_by(EVERY).collect()
}

/// The output of `onrecord COMMAND FILE:LINE:COLUMN --format jsonl`, one value per line.
fn printed(command: &str, path: &Path, text: &Text, offset: usize) -> Vec<Value> {
    let at = text.position(offset, Encoding::Utf32);
    let place = format!("{}:{}:{}", path.display(), at.line + 1, at.column + 1);
    let output = Command::cargo_bin("onrecord")
        .unwrap()
        .args([command, &place, "--format", "jsonl"])
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn hover_and_definition_agree_between_editor_and_command_line() {
    let folder = notes_folder();
    let workspace = Workspace::holding(&folder, Settings::default());
    let snapshot = workspace.snapshot();
    let links = json!({
        "window": { "workDoneProgress": true },
        "textDocument": {
            "hover": { "contentFormat": ["markdown"] },
            "definition": { "linkSupport": true },
        },
    });
    let (mut client, _) = Client::in_folder(&folder, links, json!({}));
    client.indexed();
    let mut notes: Vec<&Path> = snapshot.notes.iter().map(|(path, _)| path).collect();
    notes.sort();
    let mut asked = 0;
    for path in notes {
        let entry = snapshot.note(path).unwrap();
        let uri = uri(path);
        client.open(&uri, 1, &entry.note.text);
        for offset in things(&snapshot, path) {
            let at = entry.lines.position(offset, Encoding::Utf16);
            let place = json!({ "textDocument": { "uri": uri }, "position": { "line": at.line, "character": at.column } });
            let what = format!("{}:{}:{}", path.display(), at.line + 1, at.column + 1);

            let hover = client.request("textDocument/hover", place.clone());
            let rows = printed("hover", path, &entry.lines, offset);
            let said = rows.first().map_or(&Value::Null, |row| &row["markdown"]);
            assert_eq!(&hover["contents"]["value"], said, "hover at {what}");

            let definition = client.request("textDocument/definition", place);
            let jumps: Vec<(String, u64, String)> = definition
                .as_array()
                .into_iter()
                .flatten()
                .map(|link| landing(&snapshot, link))
                .collect();
            let rows = printed("definition", path, &entry.lines, offset);
            let printed: Vec<(String, u64, String)> = rows
                .iter()
                .map(|row| {
                    let file = Path::new(row["path"].as_str().unwrap()).file_name().unwrap();
                    let text = row["text"].as_str().unwrap().to_owned();
                    (file.display().to_string(), row["line"].as_u64().unwrap(), text)
                })
                .collect();
            assert_eq!(jumps, printed, "definition at {what}");
            asked += 1;
        }
    }
    assert!(asked > 20, "only {asked} things were asked about");
}

/// File, 1-based line and selected words of an editor link's target.
fn landing(snapshot: &Snapshot, link: &Value) -> (String, u64, String) {
    let uri = url::Url::parse(link["targetUri"].as_str().unwrap()).unwrap();
    let path = uri.to_file_path().unwrap();
    let text = snapshot.lines(&path).unwrap();
    let range = &link["targetSelectionRange"];
    let offset = |end: &Value| {
        let number = |key: &str| u32::try_from(end[key].as_u64().unwrap()).unwrap();
        text.offset(
            onrecord::text::Position::new(number("line"), number("character")),
            Encoding::Utf16,
        )
    };
    let span = Span::new(offset(&range["start"]), offset(&range["end"]));
    let line = range["start"]["line"].as_u64().unwrap() + 1;
    (
        path.file_name().unwrap().to_str().unwrap().to_owned(),
        line,
        span.of(&text.to_string()).to_owned(),
    )
}
