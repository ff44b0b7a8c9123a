//! Resolves the keys in a note, writes citations of a source, and gives it a name for people.

use super::assessment::Assessment;
use super::entry::NoteEntry;
use super::locating::locator;
use super::scope::Scope;
use super::snapshot::Snapshot;
use crate::corpus::Resolution;
use crate::note::{Citation, CitationStyle, Dialect, Note, written};
use crate::text::{DocumentId, Passage};
use std::path::{Path, PathBuf};

/// The most folders of a path that a key may include.
const MOST_FOLDERS: usize = 16;

impl Snapshot {
    /// What a citation in the note at `path` resolves to, and whether by its longer key (see [`Citation::long`]).
    pub fn resolve(&self, path: &Path, citation: &Citation) -> (Resolution, bool) {
        if citation.style == CitationStyle::Link {
            let target = super::paths::beside(path, &citation.key);
            return (self.source_at(&target).map_or(Resolution::None, Resolution::One), false);
        }
        if let Some((long, _)) = &citation.long {
            let mut known = self.scopes.around(path).map(|scope| scope.whole(long));
            if let Some(known) = known.find(|known| !matches!(known, Resolution::None)) {
                return (known, true);
            }
        }
        let resolution = self.resolve_key(path, &citation.key);
        if resolution == Resolution::None && citation.style == CitationStyle::Wiki {
            let found = other_case(&citation.key).into_iter();
            let found = found.map(|key| self.resolve_key(path, &key));
            let one = found.into_iter().find(|found| matches!(found, Resolution::One(_)));
            return (one.unwrap_or(resolution), false);
        }
        (resolution, false)
    }

    /// What a key resolves to in the document at `path`, whose own folder is searched first.
    pub fn resolve_key(&self, path: &Path, key: &str) -> Resolution {
        let mut known = false;
        for scope in self.scopes.around(path) {
            match scope.resolve(key) {
                Resolution::None => {}
                Resolution::Unsourced => known = true,
                found => return found,
            }
        }
        if known { Resolution::Unsourced } else { Resolution::None }
    }

    /// The full key by which the document at `path` cites a source: it means this source there, even when other files
    /// are added to its folder.
    pub fn key(&self, path: &Path, id: DocumentId) -> String {
        let given = || self.scopes.around(path).flat_map(move |scope| scope.keys.of_source(id));
        let means = |key: &&String| self.resolve_key(path, key) == Resolution::One(id);
        if let Some(key) = given().find(means) {
            return key.clone();
        }
        let among = |key: &&String| self.resolve_key(path, key).cited().contains(&id);
        if let Some(key) = given().find(among) {
            return key.clone();
        }
        let Some(head) = self.corpus.head(id) else { return String::new() };
        let means = |key: &String| self.resolve_key(path, key) == Resolution::One(id);
        names(head.path).find(means).unwrap_or_else(|| head.key.to_owned())
    }

    /// The shortest unambiguous name of a source for people: a prefix of its key or file name, all of it, or the end of
    /// its path. `path` is the document it is used in.
    pub fn name(&self, path: Option<&Path>, id: DocumentId) -> String {
        let Some(head) = self.corpus.head(id) else { return String::new() };
        let all: &Scope = self.scopes.all();
        let resolve = |key: &str| match path {
            Some(path) => self.resolve_key(path, key),
            None => all.resolve(key),
        };
        let given = match path {
            Some(path) => self.scopes.around(path).find_map(|s| s.keys.of_source(id).first()),
            None => all.keys.of_source(id).first(),
        };
        let key = given.map_or(head.key, String::as_str);
        let short = key.split(['_', '-', '.']).next().unwrap_or(key);
        let of_key = [short, key].into_iter().map(str::to_owned);
        let mut possible = of_key.chain(names(head.path));
        let found = possible.find(|name| resolve(name) == Resolution::One(id));
        found.unwrap_or_else(|| key.to_owned())
    }

    /// A place, for people who read the document at `path`: `000 ¶1`, `talk 00:12:03`, or `000:35` where nothing is
    /// numbered.
    pub fn passage_in(&self, path: Option<&Path>, place: Passage) -> String {
        let Some(source) = self.corpus.source(place.document) else { return String::new() };
        let name = self.name(path, place.document);
        match locator(source, place.span.start) {
            Some(locator) => format!("{name} {locator}"),
            None => format!("{name}:{}", source.line(place.span.start)),
        }
    }

    /// A citation of a source, and of a place in it: `[@000_talks, ¶1]`, in the note's dialect and unambiguous for the
    /// note's reader.
    pub fn citation(
        &self,
        path: &Path,
        dialect: Dialect,
        id: DocumentId,
        locator: Option<&str>,
    ) -> String {
        let link = self.link(path, id);
        written(dialect, &self.key(path, id), locator, &link)
    }

    /// The path of a source as a link target in the document at `path`.
    pub fn link(&self, path: &Path, id: DocumentId) -> String {
        let target = self.corpus.head(id).map_or(Path::new(""), |head| head.path);
        super::paths::link(path.parent().unwrap_or(Path::new("")), target)
    }

    /// The dialect of a note's citations: that of most of those that resolve to a source.
    pub fn dialect(&self, note: &Note, assessment: &Assessment) -> Dialect {
        dialect(note, assessment.citations.iter())
    }

    /// The same, without assessing the whole note.
    pub fn dialect_of(&self, path: &Path, entry: &NoteEntry) -> Dialect {
        dialect(&entry.note, self.stand_for(path, entry).iter())
    }
}

fn dialect<'a>(note: &Note, resolutions: impl Iterator<Item = &'a Resolution>) -> Dialect {
    let (mut pandoc, mut wiki, mut link, mut wikis) = (0usize, 0usize, 0usize, 0usize);
    for (citation, resolution) in note.citations.iter().zip(resolutions) {
        let leads = usize::from(!resolution.possible().is_empty());
        match citation.style {
            CitationStyle::Bracketed => pandoc += 1,
            CitationStyle::Narrative => pandoc += leads,
            CitationStyle::Wiki => {
                wiki += leads;
                wikis += 1;
            }
            CitationStyle::Link => link += leads,
        }
    }
    match pandoc.max(wiki).max(link) {
        // Notes in a vault link to each other like this.
        0 if wikis > 0 => Dialect::Wiki,
        most if most == pandoc => Dialect::Pandoc,
        most if most == wiki => Dialect::Wiki,
        _ => Dialect::Link,
    }
}

/// The names of a file as keys, shortest first: without its extension, with more and more of its folders; then the same
/// with the extension.
pub(crate) fn names(path: &Path) -> impl Iterator<Item = String> + '_ {
    let stem = path.with_extension("");
    let ends = |path: PathBuf| {
        let steps: Vec<String> =
            path.iter().map(|step| step.to_string_lossy().into_owned()).collect();
        let first = steps.len().saturating_sub(MOST_FOLDERS);
        (first..steps.len()).rev().map(move |from| {
            steps.get(from..).unwrap_or_default().join("/").trim_start_matches("//").to_owned()
        })
    };
    ends(stem).chain(ends(path.to_owned()))
}

/// A key as matched ignoring case, as links in a vault are.
fn other_case(key: &str) -> Vec<String> {
    let mut chars = key.chars();
    let first = chars.next();
    let rest = chars.as_str();
    let capital = first.map(|c| c.to_uppercase().chain(rest.chars()).collect::<String>());
    let small = first.map(|c| c.to_lowercase().chain(rest.chars()).collect::<String>());
    let mut forms = vec![key.to_lowercase()];
    forms.extend(capital);
    forms.extend(small);
    forms.retain(|form| form != key);
    forms
}
