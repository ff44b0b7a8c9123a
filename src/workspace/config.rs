//! Configuration: `onrecord.toml` and the editor's settings, which have the same keys.
//!
//! Each key is read on its own: a wrong one is a problem in its place, the others still count.

use super::problem::Problem;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The name of the configuration file at the root of a workspace.
pub const FILE: &str = "onrecord.toml";

/// Folders that are a corpus without being configured, at the root of a workspace.
pub const CORPUS_FOLDERS: &[&str] = &["seeds", "sources", "corpus"];

/// The actors file when none is configured, at the root of a workspace.
pub const ACTORS_FILE: &str = "actors.toml";

/// How strict the rules are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// While writing.
    #[default]
    Draft,
    /// Before the note leaves the house.
    Release,
}

impl Profile {
    /// That of two values, for a draft and for a release, which it stands for.
    pub fn choose<T>(self, [draft, release]: [T; 2]) -> T {
        match self {
            Profile::Draft => draft,
            Profile::Release => release,
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The rule is silent.
    Off,
    /// A faint mark.
    Hint,
    /// For information.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The name by which it is configured and printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Hint => "hint",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What the editor or the command line sets, over the file: the same keys as `onrecord.toml`, as JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(pub Value);

/// The configuration in force in one folder of the workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Folders of the corpus, relative to the root; empty means [`CORPUS_FOLDERS`].
    pub corpus: Vec<PathBuf>,
    /// Globs of the notes, relative to the root; empty means every Markdown file outside the corpus.
    pub notes: Vec<String>,
    /// The actors file, relative to the root; `None` means [`ACTORS_FILE`].
    pub actors: Option<PathBuf>,
    /// Bibliographies, relative to the root: BibTeX or CSL-JSON. Without any, the files' names are the cite keys.
    pub bibliography: Vec<PathBuf>,
    /// Draft or release.
    pub profile: Profile,
    /// Severities by rule name, over those of the profile.
    pub rules: BTreeMap<String, Severity>,
    /// Severities by rule name for some notes only, over all others. Where several fit a note the longest glob counts.
    pub folders: Vec<FolderRules>,
    /// Where the configuration file names rules, for those who know which rules there are.
    pub rule_spans: BTreeMap<String, Span>,
    /// Where the configuration file names files and folders, by key and by what is written.
    pub path_spans: BTreeMap<(String, String), Span>,
    /// The keys that the editor's settings have set, over the file: these the user answers for.
    pub set_by_user: BTreeSet<String>,
}

/// How much rules weigh in the notes that a glob names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FolderRules {
    /// The glob, relative to the root, as written: `drafts/**`.
    pub glob: String,
    /// Severities by rule name.
    pub rules: BTreeMap<String, Severity>,
}

impl FolderRules {
    /// Whether they count for a path relative to the root. A glob that ends in no wildcard names a folder too.
    fn holds(&self, path: &Path) -> bool {
        let matches = |glob: &str| {
            globset::Glob::new(glob).is_ok_and(|glob| glob.compile_matcher().is_match(path))
        };
        matches(&self.glob) || matches(&format!("{}/**", self.glob.trim_end_matches('/')))
    }
}

impl Config {
    /// Reads a configuration file and, over it, the editor's settings. `path` is where problems are reported.
    pub fn read(path: &Path, text: &str, settings: &Settings) -> (Self, Vec<Problem>) {
        let mut config = Self::default();
        let mut problems = Vec::new();
        let mut wrong = |span: Option<Span>, message: String| {
            problems.push(Problem {
                path: path.to_owned(),
                span: span.unwrap_or_default(),
                message,
            });
        };
        match toml::de::DeTable::parse(text) {
            Err(error) => {
                wrong(error.span().map(Span::from), format!("not valid TOML: {}", error.message()))
            }
            Ok(table) => {
                for (key, value) in table.get_ref() {
                    let json = json(value.get_ref());
                    if config.is_unknown(key.get_ref()) {
                        let message = config.set(key.get_ref(), &json).err().unwrap_or_default();
                        wrong(Some(key.span().into()), message);
                        continue;
                    }
                    for (path, message) in config.set_each(key.get_ref(), &json) {
                        wrong(Some(place(value, &path)), message);
                    }
                    for (written, span) in strings_in(value) {
                        config.path_spans.insert((key.get_ref().to_string(), written), span);
                    }
                    let table = value.get_ref().as_table();
                    match &**key.get_ref() {
                        "rules" => config.rule_spans.extend(table.into_iter().flat_map(names)),
                        "folders" => {
                            let tables = table.into_iter().flat_map(|globs| globs.iter());
                            let rules = tables.filter_map(|(_, v)| v.get_ref().as_table());
                            config.rule_spans.extend(rules.flat_map(names));
                        }
                        _ => {}
                    }
                }
            }
        }
        if let Value::Object(entries) = &settings.0 {
            for (key, value) in entries {
                if !KEYS.contains(&key.as_str()) || value.is_null() {
                    continue;
                }
                match config.set(key, value) {
                    Ok(()) => drop(config.set_by_user.insert(key.clone())),
                    Err(message) => wrong(None, format!("in the editor's settings: {message}")),
                }
            }
        }
        (config, problems)
    }

    /// The severity set for a rule in a note, if any: by the folder it lies in, else for all. The path is relative to the
    /// root.
    pub fn severity(&self, rule: &str, path: &Path) -> Option<Severity> {
        let here = self.folders.iter().filter(|f| f.rules.contains_key(rule) && f.holds(path));
        let here = here.max_by_key(|f| f.glob.len()).and_then(|f| f.rules.get(rule));
        here.or_else(|| self.rules.get(rule)).copied()
    }

    /// Sets a key, and what is wrong with it, each with the way to it: names of tables and numbers in lists.
    fn set_each(&mut self, key: &str, value: &Value) -> Vec<(Vec<String>, String)> {
        match (key, value) {
            ("rules", Value::Object(_)) => {
                let _ = self.set(key, value);
                wrong_severities(&[], value)
            }
            ("folders", Value::Object(globs)) => {
                let mut wrong = Vec::new();
                for (glob, rules) in globs {
                    let one = Value::Object([(glob.clone(), rules.clone())].into_iter().collect());
                    let set = self.set(key, &one);
                    let inside = wrong_severities(std::slice::from_ref(glob), rules);
                    match set {
                        Err(message) if inside.is_empty() => {
                            wrong.push((vec![glob.clone()], message))
                        }
                        _ => wrong.extend(inside),
                    }
                }
                wrong
            }
            ("corpus" | "notes" | "bibliography", Value::Array(items)) => {
                let Err(message) = self.set(key, value) else { return Vec::new() };
                // The first that cannot stand alone is the one that is wrong.
                let alone = |item: &Value| {
                    !item.is_string()
                        || Self::default().set(key, &Value::Array(vec![item.clone()])).is_err()
                };
                let at = items.iter().position(alone).map(|at| at.to_string());
                vec![(at.into_iter().collect(), message)]
            }
            _ => self
                .set(key, value)
                .err()
                .map(|message| (Vec::new(), message))
                .into_iter()
                .collect(),
        }
    }

    fn is_unknown(&self, key: &str) -> bool {
        !KEYS.contains(&key)
    }

    fn set(&mut self, key: &str, value: &Value) -> Result<(), String> {
        match key {
            "corpus" => self.corpus = strings(key, value)?.into_iter().map(PathBuf::from).collect(),
            "notes" => {
                let globs = strings(key, value)?;
                if let Some(error) = globs.iter().find_map(|glob| globset::Glob::new(glob).err()) {
                    return Err(format!("`notes` holds a glob that cannot be read: {error}"));
                }
                self.notes = globs;
            }
            "actors" => match value {
                Value::String(path) => self.actors = Some(path.into()),
                _ => return Err("`actors` is the path of one file, as a string".to_owned()),
            },
            "bibliography" => {
                self.bibliography = strings(key, value)?.into_iter().map(PathBuf::from).collect();
            }
            "profile" => {
                self.profile = serde_json::from_value(value.clone())
                    .map_err(|_| "`profile` is \"draft\" or \"release\"".to_owned())?;
            }
            "rules" => {
                let (rules, wrong) = severities(key, value)?;
                self.rules.extend(rules);
                wrong.map_or(Ok(()), Err)?;
            }
            "folders" => {
                let Value::Object(globs) = value else {
                    return Err(
                        "`folders` is a table of tables: [folders.\"drafts/**\"]".to_owned()
                    );
                };
                let mut problem = None;
                for (glob, rules) in globs {
                    if let Err(error) = globset::Glob::new(glob) {
                        return Err(format!("`folders` holds a glob that cannot be read: {error}"));
                    }
                    let (rules, wrong) = severities(&format!("folders.{glob}"), rules)?;
                    self.folders.push(FolderRules { glob: glob.clone(), rules });
                    problem = problem.or(wrong);
                }
                problem.map_or(Ok(()), Err)?;
            }
            _ => return Err(format!("no such key `{key}`: there are {}", KEYS.join(", "))),
        }
        Ok(())
    }
}

/// The keys of a configuration.
const KEYS: &[&str] = &["corpus", "notes", "actors", "bibliography", "profile", "rules", "folders"];

/// Severities by rule name.
type Severities = BTreeMap<String, Severity>;

/// Severities by rule name, and what is wrong with those that are none.
fn severities(key: &str, value: &Value) -> Result<(Severities, Option<String>), String> {
    let Value::Object(rules) = value else {
        return Err(format!("`{key}` is a table: rule name = \"off|hint|info|warning|error\""));
    };
    let mut known = BTreeMap::new();
    let mut wrong = Vec::new();
    for (rule, level) in rules {
        match serde_json::from_value(level.clone()) {
            Ok(severity) => drop(known.insert(rule.clone(), severity)),
            Err(_) => wrong.push(rule.as_str()),
        }
    }
    let names = wrong.join("`, `");
    let message = format!("the severity of `{names}` is one of off, hint, info, warning, error");
    Ok((known, (!wrong.is_empty()).then_some(message)))
}

/// The severities of a table that are none, each with the way to it below `above`.
fn wrong_severities(above: &[String], table: &Value) -> Vec<(Vec<String>, String)> {
    let Value::Object(rules) = table else { return Vec::new() };
    let wrong = rules
        .iter()
        .filter(|(_, level)| serde_json::from_value::<Severity>((*level).clone()).is_err());
    wrong
        .map(|(rule, _)| {
            let way = above.iter().cloned().chain([rule.clone()]).collect();
            (way, format!("the severity of `{rule}` is one of off, hint, info, warning, error"))
        })
        .collect()
}

/// Where a value stands that a way leads to, by names of tables and numbers in lists; as far as it goes.
fn place(value: &toml::Spanned<toml::de::DeValue<'_>>, way: &[String]) -> Span {
    use toml::de::DeValue;
    let Some((first, rest)) = way.split_first() else { return value.span().into() };
    let inside = match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().find(|(key, _)| key.get_ref() == first).map(|(_, value)| value)
        }
        DeValue::Array(items) => first.parse().ok().and_then(|at: usize| items.get(at)),
        _ => None,
    };
    inside.map_or_else(|| value.span().into(), |inside| place(inside, rest))
}

/// A string, or the strings of a list, with their places.
fn strings_in(value: &toml::Spanned<toml::de::DeValue<'_>>) -> Vec<(String, Span)> {
    use toml::de::DeValue;
    match value.get_ref() {
        DeValue::String(text) => vec![(text.to_string(), value.span().into())],
        DeValue::Array(items) => items.iter().flat_map(strings_in).collect(),
        _ => Vec::new(),
    }
}

/// The keys of a table with their places.
fn names<'a>(table: &'a toml::de::DeTable<'_>) -> impl Iterator<Item = (String, Span)> + use<'a> {
    let names: Vec<(String, Span)> =
        table.iter().map(|(k, _)| (k.get_ref().to_string(), Span::from(k.span()))).collect();
    names.into_iter()
}

fn strings(key: &str, value: &Value) -> Result<Vec<String>, String> {
    let one = |v: &Value| v.as_str().map(str::to_owned);
    let found = match value {
        Value::String(s) => Some(vec![s.clone()]),
        Value::Array(items) => items.iter().map(one).collect(),
        _ => None,
    };
    found.ok_or_else(|| format!("`{key}` is a string or a list of strings"))
}

/// A TOML value as JSON, so that the file and the editor's settings are read by the same code.
fn json(value: &toml::de::DeValue<'_>) -> Value {
    use toml::de::DeValue;
    match value {
        DeValue::String(s) => Value::String(s.to_string()),
        DeValue::Boolean(b) => Value::Bool(*b),
        DeValue::Array(items) => Value::Array(items.iter().map(|v| json(v.get_ref())).collect()),
        DeValue::Table(table) => Value::Object(
            table.iter().map(|(k, v)| (k.get_ref().to_string(), json(v.get_ref()))).collect(),
        ),
        DeValue::Integer(n) => Value::String(n.to_string()),
        DeValue::Float(n) => Value::String(n.to_string()),
        DeValue::Datetime(d) => Value::String(d.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<(String, String)>) {
        let (config, problems) = Config::read(Path::new(FILE), text, &Settings::default());
        let problems =
            problems.into_iter().map(|p| (p.span.of(text).to_owned(), p.message)).collect();
        (config, problems)
    }

    #[test]
    fn every_key_is_read() {
        let (config, problems) = read(
            "corpus = ['a', '../b']\nnotes = 'notes/**/*.md'\nactors = 'who.toml'\nprofile = 'release'\n\
             [rules]\nmisquote = 'error'\nunattributed-quote = 'off'\n",
        );
        assert_eq!(problems, []);
        assert_eq!(config.corpus, [PathBuf::from("a"), PathBuf::from("../b")]);
        assert_eq!(config.notes, ["notes/**/*.md"]);
        assert_eq!(config.profile, Profile::Release);
        let anywhere = Path::new("a.md");
        assert_eq!(config.severity("unattributed-quote", anywhere), Some(Severity::Off));
        assert_eq!(config.severity("wrong-source", anywhere), None);
    }

    #[test]
    fn a_folder_may_weigh_rules_its_own_way() {
        let (config, problems) = read(
            "[rules]\nmisquote = 'error'\n[folders.'drafts']\nmisquote = 'hint'\n\
             [folders.'**/old/*.md']\nmisquote = 'off'\nwrong-source = 'loud'\n",
        );
        let check = |path, expected| {
            assert_eq!(config.severity("misquote", Path::new(path)), Some(expected), "{path}");
        };
        check("a.md", Severity::Error);
        check("drafts/a.md", Severity::Hint);
        check("drafts/deep/a.md", Severity::Hint);
        check("drafts/old/a.md", Severity::Off);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].1.contains("`wrong-source`"), "{}", problems[0].1);
    }

    #[test]
    fn a_wrong_key_is_a_problem_in_its_place_and_the_others_count() {
        let (config, problems) = read("corpsu = 'a'\nprofile = 'loud'\ncorpus = 'b'\n");
        assert_eq!(config.corpus, [PathBuf::from("b")]);
        let places: Vec<_> = problems.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(places, ["corpsu", "'loud'"]);
        assert!(problems[0].1.contains("no such key `corpsu`"), "{}", problems[0].1);
    }

    #[test]
    fn what_is_wrong_inside_a_value_is_found_there() {
        let check = |text: &str, expected: &[&str]| {
            let (_, problems) = read(text);
            let places: Vec<_> = problems.iter().map(|(words, _)| words.as_str()).collect();
            assert_eq!(places, expected, "{text}");
        };
        check("[rules]\nmisquote = \"loud\"\nwrong-source = 'off'\nsic = 3\n", &["\"loud\"", "3"]);
        check("rules.misquote = 'loud'\n", &["'loud'"]);
        check("rules = 'loud'\n", &["'loud'"]);
        check("[folders.'a/**']\nmisquote = 'loud'\n[folders.b]\nmisquote = 'off'\n", &["'loud'"]);
        check("folders.'a/**'.misquote = 'loud'\n", &["'loud'"]);
        check("folders.a = 3\n", &["3"]);
        check("corpus = ['a',\n true,\n 'b']\n", &["true"]);
        check("notes = ['a/**', 'b[']\n", &["'b['"]);
        check("notes = 'b['\n", &["'b['"]);
        check("corpus = { a = 1 }\n", &["{ a = 1 }"]);
        check("actors = ['a']\n", &["['a']"]);
        check("bibliography = true\n", &["true"]);
    }

    #[test]
    fn text_that_is_no_toml_is_a_problem_not_a_failure() {
        let (config, problems) = read("corpus = [\n");
        assert_eq!(config, Config::default());
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn settings_of_the_editor_come_over_the_file() {
        let settings =
            Settings(serde_json::json!({"profile": "release", "path": "/x", "corpus": null}));
        let (config, problems) =
            Config::read(Path::new(FILE), "profile = 'draft'\ncorpus = 'c'", &settings);
        assert_eq!((config.profile, config.corpus.len(), problems.len()), (Profile::Release, 1, 0));
    }
}
