//! What citations become when files get other names: the edits that keep every note's citations leading where they led.

use super::Replacement;
use super::rename::DocumentEdits;
use crate::corpus::Resolution;
use crate::note::{Citation, CitationStyle};
use crate::text::DocumentId;
use crate::workspace::Snapshot;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::path::{Component, Path, PathBuf};

/// A file or folder that gets another name or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The path now.
    pub from: PathBuf,
    /// The path then.
    pub to: PathBuf,
}

/// What cannot stand as it is in the target of a Markdown link.
const IN_LINK: &AsciiSet =
    &CONTROLS.add(b' ').add(b'(').add(b')').add(b'<').add(b'>').add(b'%').add(b'#');

/// The edits that the notes need, each at the path it has now, ordered by path; notes without any are left out. Cite keys change
/// where they are taken from the file's name and the new name no longer begins with what the note has; links change
/// where note or source move. Keys that a bibliography gives stay.
pub fn moved_citations(snapshot: &Snapshot, moves: &[Move]) -> Vec<DocumentEdits> {
    let mut changed: Vec<DocumentEdits> = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let judged = snapshot.judged(path, entry);
        let cited = entry.note.citations.iter().zip(&judged.citations);
        let edits: Vec<Replacement> = cited
            .filter_map(|(citation, resolution)| {
                let Resolution::One(id) = resolution else { return None };
                let written = citation.key_span.of(&entry.note.text);
                // A reference link's target stands elsewhere, and one spelt otherwise is left to its writer.
                let here = written.trim_start_matches('@') == citation.key;
                let text = renamed(snapshot, moves, path, citation, *id).filter(|_| here)?;
                (text != citation.key).then_some(Replacement { span: citation.key_span, text })
            })
            .collect();
        if !edits.is_empty() {
            changed.push(DocumentEdits { path: path.to_owned(), edits });
        }
    }
    changed.sort_by(|a, b| a.path.cmp(&b.path));
    changed
}

fn renamed(
    snapshot: &Snapshot,
    moves: &[Move],
    note: &Path,
    citation: &Citation,
    id: DocumentId,
) -> Option<String> {
    let source = snapshot.corpus.source(id)?;
    let then = moved(moves, &source.path);
    if citation.style == CitationStyle::Link {
        let note_then = moved(moves, note);
        if then.is_none() && note_then.is_none() {
            return None;
        }
        let folder = note_then.as_deref().unwrap_or(note).parent()?.to_owned();
        let link = relative(&folder, then.as_deref().unwrap_or(&source.path));
        let dotted = citation.key.starts_with("./") && !link.starts_with("..");
        let link = if dotted { format!("./{link}") } else { link };
        return Some(utf8_percent_encode(&link, IN_LINK).to_string());
    }
    let then = then?;
    let (stem, new) = (source.path.file_stem()?.to_str()?, then.file_stem()?.to_str()?);
    if source.key != stem || begins(new, &citation.key) {
        return None;
    }
    let short = new.split(['_', '-', '.']).next().unwrap_or(new);
    let mut others = snapshot.corpus.heads().filter(|(other, _)| *other != id);
    let taken = others.any(|(_, other)| begins(other.key, short));
    let wants_short = citation.key != stem && !short.is_empty() && !taken;
    Some(if wants_short { short } else { new }.to_owned())
}

/// Whether a key resolves to a source of that whole name.
fn begins(whole: &str, key: &str) -> bool {
    whole.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '-', '.']))
}

/// Where a path leads after the moves; `None` when it stays. Of a folder and a file in it that both move, the file counts.
fn moved(moves: &[Move], path: &Path) -> Option<PathBuf> {
    let around = moves.iter().filter_map(|m| Some((m, path.strip_prefix(&m.from).ok()?)));
    let (nearest, rest) = around.min_by_key(|(_, rest)| rest.as_os_str().len())?;
    Some(if rest.as_os_str().is_empty() { nearest.to.clone() } else { nearest.to.join(rest) })
}

/// A path as a link in a document of `folder` has it.
fn relative(folder: &Path, target: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), target.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|c| c.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
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
