//! `onrecord.toml`, the editor's settings, and the actors file.

use super::check::inside;
use onrecord::actor::{ActorEntries, ActorsFile, Added};
use onrecord::analysis::{apply, suppress_everywhere};
use onrecord::workspace::config::FILE;
use onrecord::workspace::{Config, Settings, Severity};
use std::path::Path;

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    configuration(&text);
    settings(&text);
    actors(&text);
}

fn configuration(text: &str) {
    let (config, problems) = read(text);
    problems.iter().for_each(|problem| inside(text, problem.span));
    config.rule_spans.values().for_each(|span| inside(text, *span));
    for path in ["a.md", "drafts/a.md", "drafts/old/ä.md"] {
        config.severity("misquote", Path::new(path));
    }
    // Silencing a rule in the file works and leaves the rest of the file intact.
    if let Some(edit) = suppress_everywhere(text, "misquote") {
        inside(text, edit.span);
        let (silenced, after) = read(&apply(text, &[edit]));
        assert_eq!(silenced.rules.get("misquote"), Some(&Severity::Off), "{text:?}");
        assert!(after.len() <= problems.len(), "{text:?}: {problems:?} became {after:?}");
    }
}

fn read(text: &str) -> (Config, Vec<onrecord::workspace::Problem>) {
    Config::read(Path::new(FILE), text, &Settings::default())
}

fn settings(text: &str) {
    if let Ok(value) = serde_json::from_str(text) {
        let (_, problems) = Config::read(Path::new(FILE), "", &Settings(value));
        assert!(problems.iter().all(|problem| problem.span.is_empty()), "{problems:?}");
    }
}

fn actors(text: &str) {
    let (known, problems) = ActorEntries::read(text);
    problems.iter().for_each(|problem| inside(text, problem.span));
    known.actors().iter().for_each(|actor| inside(text, actor.span));
    let Ok(mut file) = ActorsFile::read(text) else { return };
    // A round trip changes nothing but line endings, which become uniform, including the last.
    let plain = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
    assert_eq!(plain(&file.text()), plain(text));
    for actor in known.actors() {
        file.add(actor);
    }
    let (again, _) = ActorEntries::read(&file.text());
    for actor in known.actors() {
        assert_eq!(file.add(actor), Added::Known, "{actor:?} in {:?}", file.text());
        assert!(again.actors().iter().any(|other| other.name == actor.name), "{actor:?} is lost");
    }
}
