//! Configuration: `onrecord.toml` and the editor's settings, which have the same keys.
//!
//! Each key is read on its own: a wrong one becomes a problem at its place, and the others still count.

use super::problem::Problem;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the configuration file at the root of a workspace.
pub const FILE: &str = "onrecord.toml";

/// Folders at the root of a workspace that are a corpus without configuration.
pub const CORPUS_FOLDERS: &[&str] = &["seeds", "sources", "corpus"];

/// The default actors file, at the root of a workspace.
pub const ACTORS_FILE: &str = "actors.toml";

/// How strict the rules are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// For notes that are being written.
    #[default]
    Draft,
    /// For notes that are about to be published: missing citations and speakers weigh more.
    Release,
}

impl Profile {
    /// The value for this profile, of one for a draft and one for a release.
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
    /// Its name in configuration and output.
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

/// Settings of the editor or the command line, which override the file: the same keys as `onrecord.toml`, as JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(pub Value);

/// The configuration in effect for one folder of the workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Folders of the corpus, relative to the root; empty means [`CORPUS_FOLDERS`].
    pub corpus: Vec<PathBuf>,
    /// Globs of the notes, relative to the root; empty means every Markdown file outside the corpus.
    pub notes: Vec<String>,
    /// The actors file, relative to the root; `None` means [`ACTORS_FILE`].
    pub actors: Option<PathBuf>,
    /// Bibliographies, relative to the root: BibTeX or CSL-JSON. Without any, file names are the cite keys.
    pub bibliography: Vec<PathBuf>,
    /// Draft or release.
    pub profile: Profile,
    /// Severities by rule name, overriding the profile's.
    pub rules: BTreeMap<String, Severity>,
    /// Severities by rule name for certain notes, overriding all others. If several match a note, the longest glob
    /// counts.
    pub folders: Vec<FolderRules>,
    /// Where the configuration file names rules, for checking the names where the rules are known.
    pub rule_spans: BTreeMap<String, Span>,
    /// Where the configuration file names files and folders, by key and by the path as written.
    pub path_spans: BTreeMap<(String, String), Span>,
    /// The keys set by the editor's settings, over the file: for these the user is responsible.
    pub set_by_user: BTreeSet<String>,
}

/// Severities for the notes that match a glob.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FolderRules {
    /// The glob, relative to the root, as written: `drafts/**`.
    pub glob: String,
    /// Severities by rule name.
    pub rules: BTreeMap<String, Severity>,
}

impl FolderRules {
    /// Whether they apply to a path relative to the root. A glob that does not end in a wildcard also matches a folder.
    fn holds(&self, path: &Path) -> bool {
        let matches = |glob: &str| {
            globset::Glob::new(glob).is_ok_and(|glob| glob.compile_matcher().is_match(path))
        };
        matches(&self.glob) || matches(&format!("{}/**", self.glob.trim_end_matches('/')))
    }
}

impl Config {
    /// Reads a configuration file, overridden by the editor's settings. Problems are reported at `path`.
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
        match DeTable::parse(text) {
            Err(error) => {
                wrong(error.span().map(Span::from), format!("not valid TOML: {}", error.message()))
            }
            Ok(table) => {
                for (key, value) in table.get_ref() {
                    let (name, known) = (key.get_ref(), KEYS.contains(&&**key.get_ref()));
                    let set = config.set(name, &json(value.get_ref()));
                    for (way, message) in set.err().unwrap_or_default() {
                        let span = if known { place(value, &way) } else { key.span().into() };
                        wrong(Some(span), message);
                    }
                    for (written, span) in strings_in(value) {
                        config.path_spans.insert((name.to_string(), written), span);
                    }
                    let table = value.get_ref().as_table();
                    match &**name {
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
                    Err(all) => {
                        for (_, message) in all {
                            wrong(None, format!("in the editor's settings: {message}"));
                        }
                    }
                }
            }
        }
        (config, problems)
    }

    /// The configured severity of a rule in a note, if any: that of its folder, else that for all. The path is relative
    /// to the root.
    pub fn severity(&self, rule: &str, path: &Path) -> Option<Severity> {
        let here = self.folders.iter().filter(|f| f.rules.contains_key(rule) && f.holds(path));
        let here = here.max_by_key(|f| f.glob.len()).and_then(|f| f.rules.get(rule));
        here.or_else(|| self.rules.get(rule)).copied()
    }

    /// Sets a key, as far as the value is valid. The error lists everything wrong with it.
    fn set(&mut self, key: &str, value: &Value) -> Result<(), Vec<Wrong>> {
        let whole = |message: &str| vec![(Vec::new(), message.to_owned())];
        let paths = || strings(key, value).map(|all| all.into_iter().map(PathBuf::from).collect());
        let mut wrong = Vec::new();
        match key {
            "corpus" => self.corpus = paths()?,
            "bibliography" => self.bibliography = paths()?,
            "notes" => {
                let globs = strings(key, value)?;
                for (at, glob) in globs.iter().enumerate() {
                    read_glob(key, glob).map_err(|why| vec![(vec![at.to_string()], why)])?;
                }
                self.notes = globs;
            }
            "actors" => {
                let path = value.as_str();
                let path =
                    path.ok_or_else(|| whole("`actors` must be the path of one file, as a string"));
                self.actors = Some(path?.into());
            }
            "profile" => {
                self.profile = serde_json::from_value(value.clone())
                    .map_err(|_| whole("`profile` must be \"draft\" or \"release\""))?;
            }
            "rules" => self.rules.extend(severities(key, &[], value, &mut wrong)),
            "folders" => {
                let globs = value.as_object().ok_or_else(|| {
                    whole("`folders` must be a table of tables: [folders.\"drafts/**\"]")
                })?;
                for (glob, rules) in globs {
                    let way = [glob.clone()];
                    if let Err(why) = read_glob(key, glob) {
                        wrong.push((way.to_vec(), why));
                        continue;
                    }
                    let rules = severities(&format!("folders.{glob}"), &way, rules, &mut wrong);
                    self.folders.push(FolderRules { glob: glob.clone(), rules });
                }
            }
            _ => {
                return Err(whole(&format!(
                    "unknown key `{key}`: the keys are {}",
                    KEYS.join(", ")
                )));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// The keys of a configuration.
const KEYS: &[&str] = &["corpus", "notes", "actors", "bibliography", "profile", "rules", "folders"];

/// The path to an invalid value, as names of tables and indexes of lists, and what is wrong with it.
type Wrong = (Vec<String>, String);

/// The severities of a table by rule name. Invalid ones are errors; `above` is the path to the table.
fn severities(
    key: &str,
    above: &[String],
    value: &Value,
    wrong: &mut Vec<Wrong>,
) -> BTreeMap<String, Severity> {
    let Value::Object(rules) = value else {
        let message =
            format!("`{key}` must be a table: rule name = \"off|hint|info|warning|error\"");
        wrong.push((above.to_vec(), message));
        return BTreeMap::new();
    };
    let mut known = BTreeMap::new();
    for (rule, level) in rules {
        match serde_json::from_value(level.clone()) {
            Ok(severity) => drop(known.insert(rule.clone(), severity)),
            Err(_) => wrong.push((
                [above, std::slice::from_ref(rule)].concat(),
                format!("the severity of `{rule}` must be one of off, hint, info, warning, error"),
            )),
        }
    }
    known
}

fn read_glob(key: &str, glob: &str) -> Result<(), String> {
    match globset::Glob::new(glob) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("`{key}` has an invalid glob: {error}")),
    }
}

/// The span of the value at a path of table names and list indexes, as far as it exists.
fn place(value: &Spanned<DeValue<'_>>, way: &[String]) -> Span {
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

/// A string, or the strings of a list, with their spans.
fn strings_in(value: &Spanned<DeValue<'_>>) -> Vec<(String, Span)> {
    match value.get_ref() {
        DeValue::String(text) => vec![(text.to_string(), value.span().into())],
        DeValue::Array(items) => items.iter().flat_map(strings_in).collect(),
        _ => Vec::new(),
    }
}

/// The keys of a table with their spans.
fn names(table: &DeTable<'_>) -> Vec<(String, Span)> {
    table.iter().map(|(k, _)| (k.get_ref().to_string(), Span::from(k.span()))).collect()
}

/// A string, or the strings of a list.
fn strings(key: &str, value: &Value) -> Result<Vec<String>, Vec<Wrong>> {
    let wrong = |way| vec![(way, format!("`{key}` must be a string or a list of strings"))];
    let Value::Array(items) = value else {
        return Ok(vec![value.as_str().ok_or_else(|| wrong(Vec::new()))?.to_owned()]);
    };
    let one = |(at, item): (usize, &Value)| {
        item.as_str().map(str::to_owned).ok_or_else(|| wrong(vec![at.to_string()]))
    };
    items.iter().enumerate().map(one).collect()
}

/// A TOML value as JSON, so that the same code reads the file and the editor's settings.
fn json(value: &DeValue<'_>) -> Value {
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
    fn a_folder_may_have_its_own_severities() {
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
    fn an_invalid_key_is_a_problem_at_its_place_and_the_others_count() {
        let (config, problems) = read("corpsu = 'a'\nprofile = 'loud'\ncorpus = 'b'\n");
        assert_eq!(config.corpus, [PathBuf::from("b")]);
        let places: Vec<_> = problems.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(places, ["corpsu", "'loud'"]);
        assert!(problems[0].1.contains("unknown key `corpsu`"), "{}", problems[0].1);
    }

    #[test]
    fn errors_inside_a_value_have_their_own_place() {
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
    fn editor_settings_override_the_file() {
        let settings =
            Settings(serde_json::json!({"profile": "release", "path": "/x", "corpus": null}));
        let (config, problems) =
            Config::read(Path::new(FILE), "profile = 'draft'\ncorpus = 'c'", &settings);
        assert_eq!((config.profile, config.corpus.len(), problems.len()), (Profile::Release, 1, 0));
    }
}
