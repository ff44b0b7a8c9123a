//! The house rules that a compiler does not keep: arrows between rooms point down, every file says what it is, protocol
//! types stay in the server.

mod circles;
mod shape;

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the lowest floor up. Rooms on one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["memo", "container"],
    &["text"],
    &["prose"],
    &["format", "voice"],
    &["note", "corpus", "actor"],
    &["workspace"],
    &["analysis", "rules"],
    &["server", "cli"],
    &["main", "lib"],
];

/// Rooms of one floor of which the first may name the second: the findings of a note are the findings of its rules, and
/// the command line starts the server.
const NEIGHBOURS: &[(&str, &str)] = &[("analysis", "rules"), ("cli", "server"), ("main", "lib")];

fn sources() -> Vec<(String, PathBuf, String)> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(&root).unwrap();
            let first = inner.components().next().unwrap().as_os_str().to_str().unwrap();
            let room = first.strip_suffix(".rs").unwrap_or(first).to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (room, inner.to_owned(), text)
        })
        .collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The code of a file without comments, so that a doc link upward is not an arrow.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(n, line)| (n + 1, line.split("//").next().unwrap_or(line)))
}

#[test]
fn every_room_has_a_floor() {
    for (room, path, _) in sources() {
        assert!(
            floor(&room).is_some(),
            "{}: room {room} is on no floor of tests/architecture.rs",
            path.display()
        );
    }
}

#[test]
fn arrows_point_down() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        let Some(here) = floor(&room) else { continue };
        if room == "lib" {
            continue;
        }
        for (number, line) in code(&text) {
            for part in line.split("crate::").skip(1) {
                let named: Vec<&str> = match part.strip_prefix('{') {
                    Some(list) => list.split([',', '}', ';']).collect(),
                    None => vec![part],
                };
                for name in named {
                    let name = name
                        .trim()
                        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                        .next()
                        .unwrap_or("");
                    let Some(there) = floor(name) else { continue };
                    let neighbours = NEIGHBOURS.contains(&(room.as_str(), name));
                    if name != room && there >= here && !neighbours {
                        wrong.push(format!("src/{}:{number}: {room} names {name}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that do not point down:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_begins_with_a_sentence() {
    let mut wrong = Vec::new();
    for (_, path, text) in sources() {
        let first = text.lines().next().unwrap_or("");
        if !first.starts_with("//! ") || first.len() < 20 {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "files without a first sentence: {wrong:?}");
}

#[test]
fn protocol_types_stay_in_the_server() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        if room == "server" {
            continue;
        }
        for (number, line) in code(&text) {
            if ["tower_lsp", "lsp_types", "tokio::", "dashmap"]
                .iter()
                .any(|word| line.contains(word))
            {
                wrong.push(format!("src/{}:{number}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "protocol or runtime types outside server/:\n{}", wrong.join("\n"));
}

#[test]
fn only_loading_and_watching_read_the_disk() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        let path = path.display().to_string();
        if ["server", "cli", "main"].contains(&room.as_str()) || path.starts_with("workspace/") {
            continue;
        }
        let production = text.split("#[cfg(test)]").next().unwrap_or("");
        for (number, line) in code(production) {
            if line.contains("std::fs")
                || line.contains("fs::read")
                || line.contains("fs::File")
                || line.contains(" File::open")
            {
                wrong.push(format!("src/{path}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "disk access outside workspace/:\n{}", wrong.join("\n"));
}

#[test]
fn one_file_has_unsafe_code() {
    let lines = sources().into_iter().flat_map(|(_, path, text)| {
        let found: Vec<bool> = code(&text).map(|(_, line)| line.contains("unsafe")).collect();
        let path = path.display().to_string();
        found.into_iter().filter(|unsafe_| *unsafe_).map(move |_| path.clone())
    });
    let mut files: Vec<String> = lines.collect();
    files.dedup();
    assert_eq!(files, ["workspace/cache/mapping.rs"], "unsafe code; its head says why it is there");
}
