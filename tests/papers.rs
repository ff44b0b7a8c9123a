//! The papers say what is so: every dependency, rule and version that they list is the one in the code, and their links lead
//! somewhere.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The names of the dependencies, for the program and for its tests.
fn dependencies() -> Vec<String> {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    ["dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_table())
        .flat_map(|table| table.keys().cloned())
        .collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let architecture = read("ARCHITECTURE.md");
    let named = |name: &str| {
        let word = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
        architecture
            .lines()
            .filter(|l| l.starts_with('|'))
            .any(|l| l.split(word).any(|w| w == name))
    };
    let missing: Vec<_> = dependencies().into_iter().filter(|name| !named(name)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md gives no reason for {missing:?}");
}

#[test]
fn every_rule_has_its_row() {
    let readme = read("README.md");
    for rule in onrecord::rules::ALL {
        let row = format!("| [`{0}`](docs/rules/{0}.md) |", rule.name);
        assert!(readme.contains(&row), "README.md has no row {row}");
    }
    let rows =
        readme.lines().filter(|line| line.starts_with("| [`") && line.contains("docs/rules/"));
    assert_eq!(
        rows.count(),
        onrecord::rules::ALL.len(),
        "README.md has rows of rules that are not there"
    );
}

#[test]
fn editors_belong_to_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    for (path, line) in [
        ("editors/neovim/lua/onrecord/init.lua", format!("M.version = '{version}'")),
        ("editors/emacs/onrecord.el", format!(";; Version: {version}")),
        ("editors/vscode/package.json", format!("\"version\": \"{version}\"")),
    ] {
        assert!(read(path).contains(&line), "{path} does not say {line}");
    }
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        for link in read(page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or("");
            let outside = link.contains("://") || path.is_empty();
            if !outside && !Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists() {
                broken.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "links to nothing: {broken:?}");
}
