//! The edits of a rename: in every note, in the bibliographies that have the key, in the actors file.

use super::keys;
use super::name::NameChange;
use super::target::{RenameTarget, check, target};
use crate::actor::{ActorsFile, Mention};
use crate::analysis::edits::{DocumentEdits, difference};
use crate::corpus::Resolution;
use crate::note::{CitationStyle, Note};
use crate::text::Cover;
use crate::workspace::{Assessment, Replacement, Snapshot};
use std::path::Path;

/// The edits that rename the actor or source at a byte offset of a note to `new`, over all notes, ordered by path.
/// Looks at every note of the workspace, so it is for explicit requests, not for keystrokes.
pub fn rename(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    new: &str,
) -> Result<Vec<DocumentEdits>, String> {
    let (target, _) = target(snapshot, path, offset)?;
    let new = new.trim();
    check(snapshot, path, &target, new)?;
    let mut documents = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let assessment = snapshot.assessment(path, entry);
        let note = NoteCitations { snapshot, path, note: &entry.note, assessment: &assessment };
        documents.extend(DocumentEdits::of(path, edits(&note, &target, new)));
    }
    if let RenameTarget::Given { key, scope } = &target {
        documents.extend(keys::in_bibliographies(snapshot, scope, key, new));
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}

/// The edit of an actors file with this text for a rename at a byte offset of a note: the actor's entry gets the new
/// name, and keeps the old one as another, since the sources go on using it. `None` if the file does not have the
/// actor, or is not an actors file.
pub fn rename_known(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    new: &str,
    file: &str,
) -> Option<Replacement> {
    let (RenameTarget::Actor { actor, kind, form }, _) = target(snapshot, path, offset).ok()?
    else {
        return None;
    };
    let mut known = ActorsFile::read(file).ok()?;
    let change = NameChange::new(&form, new.trim(), kind);
    let name = &snapshot.actors.actor(actor)?.name;
    let renamed = change.applied(name)?;
    known.rename_own(name, &renamed).then(|| difference(file, &known.text()))?
}

/// A note before a rename of a key.
struct NoteCitations<'a> {
    snapshot: &'a Snapshot,
    path: &'a Path,
    note: &'a Note,
    assessment: &'a Assessment,
}

fn edits(cited: &NoteCitations<'_>, target: &RenameTarget<'_>, new: &str) -> Vec<Replacement> {
    let NoteCitations { snapshot, path, note, assessment } = *cited;
    match target {
        RenameTarget::Actor { actor, kind, form } => {
            let change = NameChange::new(form, new, *kind);
            let quoted = Cover::of(note.quotations.iter().map(|quotation| quotation.words));
            let here =
                |m: &&Mention| m.actor == *actor && m.also.is_empty() && !quoted.overlaps(m.span);
            let edit = |m: &Mention| {
                Some(Replacement::new(m.span, change.applied(m.span.of(&note.text))?))
            };
            assessment.mentions.iter().filter(here).filter_map(edit).collect()
        }
        RenameTarget::Given { key, scope } => cited.keys(|written, resolution| {
            let given = keys::given(snapshot, path, written, resolution);
            let here = match given {
                Some((given, its)) => given == *key && its.root == scope.root,
                // The editor has a bibliography open that has not been read yet.
                None => {
                    let mut around = snapshot.scopes.around(path);
                    let inside = around.any(|its| its.root == scope.root);
                    written == key && resolution.cited().is_empty() && inside
                }
            };
            here.then(|| new.to_owned())
        }),
        RenameTarget::Source { source, .. } => cited.keys(|written, resolution| {
            let here = *resolution == Resolution::One(*source)
                && keys::given(snapshot, path, written, resolution).is_none();
            let means = || snapshot.resolve_key(path, new) == Resolution::One(*source);
            here.then(|| if means() { new.to_owned() } else { snapshot.key(path, *source) })
        }),
        RenameTarget::Key(key) => cited.keys(|written, resolution| {
            (written == key && resolution.cited().is_empty()).then(|| new.to_owned())
        }),
    }
}

impl NoteCitations<'_> {
    /// The edits of keys in the note's citations for which `renamed` has another. The same key in a footnote cited
    /// twice is one.
    fn keys(&self, renamed: impl Fn(&str, &Resolution) -> Option<String>) -> Vec<Replacement> {
        let citations = self.note.citations.iter().zip(&self.assessment.citations).enumerate();
        let edits = citations
            .filter(|(_, (citation, _))| citation.style != CitationStyle::Link)
            .filter_map(|(number, (_, resolution))| {
                let cited = self.assessment.citation(self.note, number)?;
                let new = renamed(cited.key, resolution).filter(|new| new != cited.key)?;
                let source = resolution.cited().first();
                let link = source.map_or(String::new(), |id| self.snapshot.link(self.path, *id));
                cited.citing((&new, &link), None)
            })
            .flatten();
        edits.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorEntries;
    use crate::analysis::{apply, fixture};
    use crate::corpus::{Corpus, Source};
    use crate::workspace::{Loaded, Settings, Workspace};
    use std::collections::HashMap;
    use std::path::PathBuf;
    use std::sync::Arc;

    const SOURCE: &str = "Minister Kavita Rao said on Monday that the ferries would sail again. Mr. Tove Lind, a pilot, \
                          disagreed. “The ice is thin,” Rao said. Anna Berg, a judge, and Erik Berg, a teacher, listened.\n";

    /// The first note has the cursor `|`; all notes are returned as renamed.
    fn renamed(notes: &[&str], new: &str) -> Result<Vec<String>, String> {
        let source = Source::read(
            "2001_talks".to_owned(),
            "/w/seeds/2001_talks.txt".into(),
            SOURCE.to_owned(),
        );
        let corpus = Corpus::new(vec![Arc::new(source)]);
        let loaded =
            Loaded::of(Vec::new(), HashMap::new(), corpus, &ActorEntries::default(), Vec::new());
        let mut workspace = Workspace::new(vec!["/w".into()], Settings::default());
        workspace.install(loaded);
        let offset = notes[0].find('|').unwrap();
        let texts: Vec<String> = notes.iter().map(|n| n.replace('|', "")).collect();
        let path = |i: usize| PathBuf::from(format!("/w/{i}.md"));
        for (i, text) in texts.iter().enumerate() {
            let _ = workspace.open(&path(i), text, 1);
        }
        let edits = rename(&workspace.snapshot(), &path(0), offset, new)?;
        Ok((0..texts.len())
            .map(|i| {
                let own = edits.iter().find(|d| d.path == path(i));
                apply(&texts[i], own.map_or(&[], |d| d.edits.as_slice()))
            })
            .collect())
    }

    #[track_caller]
    fn check(notes: &[&str], new: &str, expected: &[&str]) {
        assert_eq!(renamed(notes, new).unwrap(), expected);
    }

    #[track_caller]
    fn check_refused(note: &str, new: &str, why: &str) {
        let refusal = renamed(&[note], new).unwrap_err();
        assert!(refusal.contains(why), "{refusal}");
    }

    #[test]
    fn a_name_changes_in_all_notes_and_takes_its_surname_along() {
        check(
            &["Kavita R|ao spoke; Rao left. Tove Lind stayed.", "What Kavita\nRao said."],
            "Kavita Raoh",
            &["Kavita Raoh spoke; Raoh left. Tove Lind stayed.", "What Kavita Raoh said."],
        );
    }

    #[test]
    fn a_form_alone_becomes_the_full_name() {
        check(
            &["Then R|ao left. Kavita Rao came back."],
            "Kavita Rao",
            &["Then Kavita Rao left. Kavita Rao came back."],
        );
    }

    #[test]
    fn quoted_words_stay() {
        check(
            &["Kavita R|ao knew that “Kavita Rao is late”."],
            "Kavita Lund",
            &["Kavita Lund knew that “Kavita Rao is late”."],
        );
        check_refused("He heard “Kavita R|ao is late”.", "Kavita Lund", "belong to the source");
    }

    #[test]
    fn a_name_of_two_people_must_be_made_clear_first() {
        check_refused("But B|erg disagreed.", "Bergh", "write the full name first");
    }

    #[test]
    fn a_cite_key_changes_to_another_of_the_same_source() {
        check(
            &[
                "The ice is thin [@20|01, ¶1]; @2001_talks says so.",
                "[[2001]] and [see @2001; @other]",
            ],
            "2001_talks",
            &[
                "The ice is thin [@2001_talks, ¶1]; @2001_talks says so.",
                "[[2001_talks]] and [see @2001_talks; @other]",
            ],
        );
        check_refused("[@20|01]", "other", "whose key is the name of its file");
        check_refused("[@20|01]", "two words", "whose key is the name of its file");
        check_refused("[@20|01]", "two\nlines", "one line");
    }

    #[test]
    fn a_key_without_a_source_changes_where_it_is_written_so() {
        check(
            &["[@oth|er] and [@2001]", "@other says"],
            "2001",
            &["[@2001] and [@2001]", "@2001 says"],
        );
    }

    #[test]
    fn the_actors_file_follows_and_keeps_its_comments_and_the_old_name() {
        let file = "# who\n[[actor]]\nname = \"Anna Moreno\" # the pilot\n";
        let snapshot = fixture::desk("Then Moreno came.");
        let note = Path::new(fixture::NOTE);
        let check = |new: &str, expected: &str| {
            let edit = rename_known(&snapshot, note, 6, new, file);
            assert_eq!(apply(file, edit.as_slice()), expected);
        };
        check(
            "Morena",
            "# who\n[[actor]]\nname = \"Anna Morena\" # the pilot\nother_names = [\"Anna Moreno\"]\n",
        );
        check("Moreno", file);
        assert_eq!(rename_known(&snapshot, note, 6, "Morena", ""), None);
        assert_eq!(rename_known(&snapshot, note, 6, "Morena", "[[actor"), None);
    }

    #[test]
    fn elsewhere_there_is_nothing_to_rename() {
        check_refused("nothing h|ere", "x", "Only the name of an actor");
    }
}
