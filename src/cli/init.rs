//! `onrecord init`: writes an initial configuration file.

use super::terminal;
use crate::rules;
use crate::workspace::{Profile, config};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Writes `onrecord.toml` in the current directory. Exits with 2 if there is one already.
pub(super) fn run() -> io::Result<ExitCode> {
    let file = OpenOptions::new().write(true).create_new(true).open(config::FILE);
    let mut file = file.map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::AlreadyExists => "already exists and was not changed".to_owned(),
            _ => format!("cannot be written here: {error}"),
        };
        io::Error::other(format!("{} {why}", config::FILE))
    })?;
    file.write_all(template().as_bytes())?;
    terminal::print(&format!("wrote {}\n", config::FILE))?;
    Ok(ExitCode::SUCCESS)
}

/// A configuration that changes nothing: every key is a comment with its default.
fn template() -> String {
    let mut out = format!(
        "# Configuration of onrecord. Commented keys show the defaults.\n\
         # Editors accept the same keys in their settings.\n\n\
         # Folders of the sources that notes quote, relative to this file.\n\
         # corpus = [{corpus}]\n\n\
         # Which files are notes; by default, every Markdown file outside the corpus.\n\
         # notes = [\"**/*.md\"]\n\n\
         # Names, offices and other spellings of people and organisations that you know better than the sources do.\n\
         # actors = \"{actors}\"\n\n\
         # Bibliographies that give sources their cite keys, by the field `file` of an entry: BibTeX or CSL-JSON.\n\
         # bibliography = []\n\n\
         # Strictness: \"draft\" while writing, \"release\" before publishing.\n\
         # profile = \"draft\"\n\n\
         # Severities for the notes of one folder, or of a glob, which override those below; for example:\n\
         # folders.\"drafts/**\".unattributed-quote = \"off\"\n\n\
         # Severities: off, hint, info, warning or error. `onrecord explain RULE` says what a rule reports.\n\
         [rules]\n",
        corpus = quoted(config::CORPUS_FOLDERS),
        actors = config::ACTORS_FILE,
    );
    for rule in rules::ALL {
        let severity = rule.severity(Profile::Draft).name();
        let _ = writeln!(out, "# {} = \"{severity}\"", rule.name);
    }
    out
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Config, Settings};
    use std::path::Path;

    fn read(text: &str) -> (Config, usize) {
        let (config, problems) =
            Config::read(Path::new("onrecord.toml"), text, &Settings::default());
        (config, problems.len())
    }

    #[test]
    fn the_template_changes_nothing() {
        assert_eq!(read(&template()), (Config::default(), 0));
    }

    #[test]
    fn every_key_of_the_template_can_be_used() {
        let keys: String = template()
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(key) if key.contains(" = ") => format!("{key}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let (config, problems) = read(&keys);
        assert_eq!(problems, 0, "{keys}");
        assert_eq!(config.rules.len(), rules::ALL.len());
        assert!(!config.notes.is_empty() && !config.corpus.is_empty() && config.actors.is_some());
    }
}
