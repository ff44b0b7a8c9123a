//! The documentation matches the code: dependencies, rules, versions and tests that it lists exist, and its links resolve.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The names of all dependencies and dev-dependencies.
fn dependencies() -> Vec<String> {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    ["dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_table())
        .flat_map(|table| table.keys().cloned())
        .collect()
}

#[test]
fn every_dependency_has_a_reason_in_the_architecture() {
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
fn every_rule_has_a_row_in_the_readme() {
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
fn editor_plugins_have_the_package_version() {
    let version = env!("CARGO_PKG_VERSION");
    for (path, line) in [
        ("editors/neovim/lua/onrecord/init.lua", format!("M.version = '{version}'")),
        ("editors/emacs/onrecord.el", format!(";; Version: {version}")),
        ("editors/vscode/package.json", format!("\"version\": \"{version}\"")),
        ("editors/zed/extension.toml", format!("version = \"{version}\"")),
    ] {
        assert!(read(path).contains(&line), "{path} does not say {line}");
    }
}

/// The editors of the table in README.md, in its order, with their tests.
const EDITORS: &[(&str, &[&str])] = &[
    (
        "vscode",
        &[
            "tests/vscode/editor.test.mjs",
            "tests/vscode/features.test.mjs",
            "tests/vscode/writing.test.mjs",
        ],
    ),
    ("neovim", &["tests/neovim/session.lua"]),
    ("helix", &["tests/helix/run.sh"]),
    ("emacs", &["tests/emacs/session.el"]),
];

#[test]
fn every_yes_in_the_editor_table_has_a_test() {
    let features: toml::Table = toml::from_str(&read("tests/editors/features.toml")).unwrap();
    let readme = read("README.md");
    for (feature, tests) in &features {
        let row = readme.lines().find(|line| line.starts_with(&format!("| {feature} |")));
        let row = row.unwrap_or_else(|| panic!("README.md has no row “{feature}”"));
        let fields: Vec<&str> = row.split('|').skip(2).map(str::trim).collect();
        for ((editor, files), field) in EDITORS.iter().zip(fields) {
            let named = tests.get(editor).and_then(toml::Value::as_str);
            assert_eq!(field == "yes", named.is_some(), "{feature} in {editor}");
            let there = |name: &str| files.iter().any(|file| read(file).contains(name));
            assert!(named.is_none_or(there), "{editor} has no test {named:?}");
        }
    }
    let yes = |line: &&str| line.starts_with("| ") && line.contains("| yes |");
    assert_eq!(readme.lines().filter(yes).count(), features.len(), "rows without a test");
}

/// The text of all Rust files below a folder.
fn all_code(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let code = entries.filter(|path| path.is_dir() || path.extension().is_some_and(|e| e == "rs"));
    code.map(|path| if path.is_dir() { all_code(&path) } else { fs::read_to_string(path).unwrap() })
        .collect()
}

#[test]
fn every_test_named_in_security_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = all_code(&root.join("tests")) + &all_code(&root.join("src"));
    let page = read("docs/security.md");
    let named = page.split('`').skip(1).step_by(2).filter(|word| word.matches('_').count() > 2);
    let missing: Vec<&str> = named
        .filter(|name| !code.contains(&format!("fn {}", name.trim_end_matches('…'))))
        .collect();
    assert!(missing.is_empty(), "docs/security.md names {missing:?}");
    let files = page.split('`').filter(|word| word.starts_with("tests/") && !word.contains(' '));
    files.for_each(|file| assert!(root.join(file).exists(), "docs/security.md names {file}"));
}

#[test]
fn links_are_not_broken() {
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
