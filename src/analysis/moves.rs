//! Updates citations when files are renamed or moved: the edits that keep every note's citations leading where they
//! led.

use super::edits::{DocumentEdits, in_json};
use crate::corpus::Resolution;
use crate::note::{Citation, CitationStyle};
use crate::text::DocumentId;
use crate::workspace::bibliography::{Bibliography, BibliographyEntry};
use crate::workspace::{Files, Replacement, Scope, Snapshot, names, paths, resolve};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file or folder that gets another name or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The path before.
    pub from: PathBuf,
    /// The path after.
    pub to: PathBuf,
}

/// The edits that the notes need, each at the path it has now, ordered by path; notes without any are left out. Cite
/// keys change if they come from the file name and would no longer resolve to the source alone; also those of unmoved
/// sources, if another gets their name. Links change if the note or the source moves. Bibliographies name the new
/// files.
///
/// Looks at every note and the name of every source, so it is for explicit requests, not for keystrokes.
pub fn moved_citations(snapshot: &Snapshot, moves: &[Move]) -> Vec<DocumentEdits> {
    let after = After::of(snapshot, moves);
    let mut changed: Vec<DocumentEdits> = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let assessment = snapshot.assessment(path, entry);
        let note_then = moved(moves, path);
        let moved_note = MovedNote { after: &after, then: note_then.as_deref().unwrap_or(path) };
        let stays = note_then.is_none();
        let cited = entry.note.citations.iter().zip(&assessment.citations).enumerate();
        let edits = cited.flat_map(|(number, (citation, resolution))| {
            let Resolution::One(id) = resolution else { return Vec::new() };
            let cited = assessment.citation(&entry.note, number);
            let edits = cited.and_then(|cited| {
                let link = || moved_note.link(*id, citation);
                if citation.style == CitationStyle::Link {
                    let moves = !stays || after.moved.contains_key(id);
                    return cited.citing(("", &link()), None).filter(|_| moves);
                }
                cited.citing((&moved_note.key(*id, cited.key)?, &link()), None)
            });
            edits.unwrap_or_default()
        });
        let changes = |edit: &Replacement| edit.span.of(&entry.note.text) != edit.text;
        changed.extend(DocumentEdits::of(path, edits.filter(changes).collect()));
    }
    changed.extend(in_bibliographies(snapshot, moves));
    changed.sort_by(|a, b| a.path.cmp(&b.path));
    changed
}

/// Where the sources are after the moves.
struct After<'a> {
    snapshot: &'a Snapshot,
    moved: FxHashMap<DocumentId, PathBuf>,
    /// The sources by file name.
    stems: BTreeMap<String, Vec<DocumentId>>,
}

impl<'a> After<'a> {
    fn of(snapshot: &'a Snapshot, moves: &[Move]) -> Self {
        let mut after = Self { snapshot, moved: FxHashMap::default(), stems: BTreeMap::new() };
        for (id, head) in snapshot.corpus.heads() {
            let then = moved(moves, head.path);
            let stem = then.as_deref().and_then(Path::file_stem);
            let stem = stem.map_or(head.key.into(), |stem| stem.to_string_lossy());
            after.stems.entry(stem.into_owned()).or_default().push(id);
            after.moved.extend(then.map(|then| (id, then)));
        }
        after
    }

    fn path(&self, id: DocumentId) -> Option<&Path> {
        let moved = self.moved.get(&id).map(PathBuf::as_path);
        moved.or_else(|| self.snapshot.corpus.head(id).map(|head| head.path))
    }
}

/// The sources of one scope after the moves.
struct ScopeAfter<'a> {
    after: &'a After<'a>,
    scope: &'a Scope,
}

impl ScopeAfter<'_> {
    fn has(&self, id: &DocumentId) -> bool {
        let path = self.after.path(*id);
        let stays = !self.after.moved.contains_key(id) && self.scope.corpus.holds(*id);
        stays
            || self.scope.places.is_empty()
            || path.is_some_and(|path| self.scope.places.iter().any(|p| path.starts_with(p)))
    }
}

impl Files for ScopeAfter<'_> {
    fn named(&self, stem: &str) -> Vec<DocumentId> {
        let named = self.after.stems.get(stem).into_iter().flatten();
        named.filter(|id| self.has(id)).copied().collect()
    }

    fn beginning(&self, start: &str, most: usize) -> Vec<DocumentId> {
        let mut found = Vec::new();
        for mark in ["_", "-", "."].into_iter().filter(|_| !start.is_empty()) {
            let start = format!("{start}{mark}");
            let longer = self.after.stems.range(start.clone()..);
            let longer = longer.take_while(|(stem, _)| stem.starts_with(&start));
            let ids = longer.flat_map(|(_, ids)| ids).filter(|id| self.has(id));
            found.extend(ids.take(most).copied());
        }
        found
    }

    fn path(&self, id: DocumentId) -> Option<Cow<'_, Path>> {
        self.after.path(id).map(Cow::Borrowed)
    }
}

/// A note after the moves.
struct MovedNote<'a> {
    after: &'a After<'a>,
    /// Its path after the moves.
    then: &'a Path,
}

impl MovedNote<'_> {
    fn resolve(&self, key: &str) -> Resolution {
        let scopes = self.after.snapshot.scopes.around(self.then);
        let found =
            scopes.map(|scope| resolve(&ScopeAfter { after: self.after, scope }, &scope.keys, key));
        let leads = |found: &Resolution| !found.possible().is_empty();
        found.into_iter().find(leads).unwrap_or(Resolution::None)
    }

    /// The new key of a source if the written one no longer resolves to it.
    fn key(&self, id: DocumentId, written: &str) -> Option<String> {
        let means = |key: &str| self.resolve(key) == Resolution::One(id);
        if means(written) {
            return None;
        }
        let path = self.after.path(id)?;
        names(path).find(|name| means(name))
    }

    fn link(&self, id: DocumentId, citation: &Citation) -> String {
        let folder = self.then.parent().unwrap_or(Path::new(""));
        let link = paths::link(folder, self.after.path(id).unwrap_or(Path::new("")));
        let dotted = citation.key.starts_with("./") && !link.starts_with('.');
        if dotted { format!("./{link}") } else { link }
    }
}

/// The edits of bibliographies that name a moved file, or move themselves.
fn in_bibliographies(snapshot: &Snapshot, moves: &[Move]) -> Vec<DocumentEdits> {
    let edits = |bibliography: Cow<'_, Bibliography>| {
        let then = moved(moves, &bibliography.path);
        let entries = bibliography.entries.iter();
        let edits = entries.filter_map(|entry| {
            let span = entry.file_span?;
            let written = span.of(&bibliography.text);
            let text = renamed_file(&bibliography, then.as_deref(), entry, written, moves)?;
            (text != written).then_some(Replacement { span, text })
        });
        DocumentEdits::of(&bibliography.path, edits.collect())
    };
    snapshot.bibliographies_now().filter_map(edits).collect()
}

/// A field `file` after the moves; `None` if it names a moved file in a way that cannot be replaced.
fn renamed_file(
    bibliography: &Bibliography,
    then: Option<&Path>,
    entry: &BibliographyEntry,
    written: &str,
    moves: &[Move],
) -> Option<String> {
    let folder = bibliography.path.parent()?;
    let folder_then = then.and_then(Path::parent).unwrap_or(folder);
    let mut text = written.to_owned();
    for file in &entry.files {
        let file_then = moved(moves, file);
        let target = file_then.as_deref().unwrap_or(file);
        let absolute = file.to_string_lossy();
        if text.contains(&*absolute) {
            let then = as_field(bibliography, &target.to_string_lossy())?;
            text = text.replacen(&*absolute, &then, 1);
            continue;
        }
        let (old, new) = (paths::relative(folder, file), paths::relative(folder_then, target));
        if old == new {
            continue;
        }
        text =
            text.contains(&old).then_some(text)?.replacen(&old, &as_field(bibliography, &new)?, 1);
    }
    Some(text)
}

/// A path as written in a bibliography's field.
fn as_field(bibliography: &Bibliography, path: &str) -> Option<String> {
    let mut escaped = String::new();
    for c in path.chars() {
        if matches!(c, ':' | ';' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    if bibliography.is_json() {
        return Some(in_json(&escaped));
    }
    (!escaped.contains(['{', '}', '"'])).then_some(escaped)
}

/// The new path after the moves; `None` if it stays. If both a folder and a file in it move, the file counts.
fn moved(moves: &[Move], path: &Path) -> Option<PathBuf> {
    let around = moves.iter().filter_map(|m| Some((m, path.strip_prefix(&m.from).ok()?)));
    let (nearest, rest) = around.min_by_key(|(_, rest)| rest.as_os_str().len())?;
    Some(if rest.as_os_str().is_empty() { nearest.to.clone() } else { nearest.to.join(rest) })
}

#[cfg(test)]
mod tests {
    use super::super::apply;
    use super::super::fixture::{NOTE, SOURCE, desk};
    use super::*;

    #[track_caller]
    fn check(note: &str, moves: &[(&str, &str)], expected: &str) {
        let snapshot = desk(note);
        let moves: Vec<Move> =
            moves.iter().map(|(from, to)| Move { from: from.into(), to: to.into() }).collect();
        let found = moved_citations(&snapshot, &moves);
        let edits = found.first().map(|d| d.edits.as_slice()).unwrap_or_default();
        assert_eq!(apply(note, edits), expected);
    }

    #[test]
    fn a_key_follows_its_file() {
        let to = |name: &'static str| [(SOURCE, name)];
        check("A [@visit, ¶2].\n", &to("/desk/seeds/harbour.txt"), "A [@harbour, ¶2].\n");
        check("A [see @visit; @no].\n", &to("/desk/seeds/h_1.txt"), "A [see @h_1; @no].\n");
        check("A [[visit]].\n", &to("/desk/seeds/harbour.txt"), "A [[harbour]].\n");
        check("A [@visit].\n", &to("/desk/seeds/visit_2.txt"), "A [@visit].\n");
        check("A [@visit].\n", &to("/desk/seeds/old/visit.txt"), "A [@visit].\n");
    }

    #[test]
    fn a_link_follows_note_and_source() {
        let link = "A [text](seeds/visit.txt#L3).\n";
        check(link, &[(SOURCE, "/desk/seeds/a b.txt")], "A [text](seeds/a%20b.txt#L3).\n");
        check(link, &[("/desk/seeds", "/desk/sources")], "A [text](sources/visit.txt#L3).\n");
        check(link, &[(NOTE, "/desk/notes/n.md")], "A [text](../seeds/visit.txt#L3).\n");
        check(link, &[("/desk/other.md", "/desk/notes/n.md")], link);
    }
}
