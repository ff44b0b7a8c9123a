//! Renaming: an actor's name or a cite key, in every note at once; a key in the bibliography that gives it too.
//!
//! Sources are what others wrote, and so are the words in quotation marks: neither is ever changed. Of an actor's names the
//! one under the cursor changes, and of the others the words that they share with it.

use super::actor_edits::difference;
use super::renamed_keys as keys;
use super::subject::{Subject, subject};
use crate::actor::{ActorIndex, ActorKind, ActorsFile, Mention};
use crate::corpus::Resolution;
use crate::note::{CitationStyle, Note};
use crate::rules::Replacement;
use crate::text::{Cover, DocumentId, Span, alternatives};
use crate::workspace::{Assessment, Scope, Snapshot};
use std::path::{Path, PathBuf};

/// How many of those that a name may mean are told.
const MOST_OTHERS: usize = 3;

/// The edits of one document, in order, none overlapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEdits {
    /// The document.
    pub path: PathBuf,
    /// What changes; bytes of the document.
    pub edits: Vec<Replacement>,
}

/// What a rename at some place would replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The name or key under the cursor; bytes of the document asked about.
    pub span: Span,
    /// Its words, to begin the new name with.
    pub text: String,
}

/// Why something cannot be renamed, as a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn refused<T>(why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(why.into()))
}

/// What a rename at a byte offset of a document would replace. Refused where nothing stands that has a name, and where
/// the words are not the note's own.
pub fn renamable(snapshot: &Snapshot, path: &Path, offset: usize) -> Result<Renamable, Refusal> {
    let (wanted, span) = wanted(snapshot, path, offset)?;
    let text = match wanted {
        Wanted::Actor { form, .. } => form,
        Wanted::Source { key, .. } | Wanted::Key(key) | Wanted::Given { key, .. } => key,
    };
    Ok(Renamable { span, text })
}

/// The edits that give the actor or the source at a byte offset of a note the name or cite key `new`, over all notes,
/// ordered by path. Looks at every note of the workspace, so it is for a question, never for a key.
pub fn rename(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    new: &str,
) -> Result<Vec<DocumentEdits>, Refusal> {
    let (wanted, _) = wanted(snapshot, path, offset)?;
    let new = new.trim();
    check(snapshot, path, &wanted, new)?;
    let mut documents = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let assessment = snapshot.assessment(path, entry);
        let note = Cited { snapshot, path, note: &entry.note, assessment: &assessment };
        let edits = edits(&note, &wanted, new);
        if !edits.is_empty() {
            documents.push(DocumentEdits { path: path.to_owned(), edits });
        }
    }
    if let Wanted::Given { key, scope } = &wanted {
        documents.extend(keys::in_bibliographies(snapshot, scope, key, new));
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}

/// The edit that a rename at a byte offset of a note makes in an actors file with this text: the entry of the actor bears
/// the new name, and keeps the old one as another, since the sources go on to use it. `None` when the file does not have
/// the actor, or is none.
pub fn rename_known(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    new: &str,
    file: &str,
) -> Option<Replacement> {
    let (Wanted::Actor { actor, kind, form }, _) = wanted(snapshot, path, offset).ok()? else {
        return None;
    };
    let mut known = ActorsFile::read(file).ok()?;
    let change = Change::new(&form, new.trim(), kind);
    let name = &snapshot.actors.actor(actor)?.name;
    let renamed = change.applied(name)?;
    known.rename_own(name, &renamed).then(|| difference(file, &known.text()))?
}

/// What is to be renamed.
enum Wanted<'a> {
    /// An actor, by the form of its name under the cursor.
    Actor { actor: ActorIndex, kind: ActorKind, form: String },
    /// A key that a bibliography gives, and whose bibliographies they are.
    Given { key: String, scope: &'a Scope },
    /// A source, by the key as written, which is the name of its file.
    Source { source: DocumentId, key: String },
    /// A key that no source has, or several.
    Key(String),
}

fn wanted<'a>(
    snapshot: &'a Snapshot,
    path: &'a Path,
    offset: usize,
) -> Result<(Wanted<'a>, Span), Refusal> {
    let Some(subject) = subject(snapshot, path, offset) else {
        return refused("Only the name of an actor or a cite key can be renamed");
    };
    match &subject {
        Subject::Actor { document: Some(_), .. } | Subject::Quoted { .. } => {
            refused("A source stays as it is: rename the actor in a note")
        }
        Subject::Actor { mention, document: None, .. } if !mention.span.touches(offset) => {
            refused("A title is no part of the name: rename the actor on the name itself")
        }
        Subject::Actor { mention, document: None, .. } => {
            let entry = snapshot.note(path).ok_or_else(|| Refusal(String::new()))?;
            let note = &entry.note;
            if quoted(note, mention.span) {
                return refused(
                    "The words of a quotation are its source’s: rename the actor where the note names it itself",
                );
            }
            let actor = mention.actor;
            let named = |i: &ActorIndex| snapshot.actors.actor(*i).map(|a| a.name.clone());
            if !mention.also.is_empty() {
                let all = std::iter::once(&actor).chain(&mention.also);
                let others: Vec<String> = all.filter_map(named).take(MOST_OTHERS).collect();
                let more = (mention.also.len() + 1).saturating_sub(MOST_OTHERS);
                let message = format!(
                    "“{}” may name {}: write the full name first",
                    mention.span.of(&note.text),
                    alternatives(&others, more)
                );
                return refused(message);
            }
            let kind = snapshot.actors.actor(actor).map_or(ActorKind::Person, |a| a.kind);
            let form = words(mention.span.of(&note.text)).join(" ");
            Ok((Wanted::Actor { actor, kind, form }, mention.span))
        }
        Subject::Citation { entry, assessment, citation } => {
            let number = *citation;
            let resolved = entry.note.citations.get(number).zip(assessment.citations.get(number));
            let Some((citation, resolution)) = resolved else { return refused("No citation here") };
            if citation.style == CitationStyle::Link {
                return refused("This citation is a link to a file: rename the file");
            }
            let (key, span) = assessment.key(number, citation);
            let key = key.to_owned();
            let given = keys::given(snapshot, path, &key, resolution);
            let given = given.or_else(|| keys::given_now(snapshot, path, &key, resolution));
            let wanted = match (given, resolution) {
                (Some((key, scope)), _) => Wanted::Given { key, scope },
                (None, Resolution::One(source)) => Wanted::Source { source: *source, key },
                (None, _) => Wanted::Key(key),
            };
            Ok((wanted, span))
        }
        Subject::Entry { key, span, .. } => {
            let scope = keys::scope_of(snapshot, path);
            Ok((Wanted::Given { key: key.clone(), scope }, *span))
        }
        Subject::Quotation { .. } => {
            refused("The words of a quotation are its source’s and cannot be renamed")
        }
    }
}

/// Whether `new` may take the place of what is wanted.
fn check(snapshot: &Snapshot, path: &Path, wanted: &Wanted<'_>, new: &str) -> Result<(), Refusal> {
    match wanted {
        Wanted::Actor { .. } => {
            if new.contains(['\n', '\r']) || !new.contains(char::is_alphabetic) {
                return refused("A name is one line with at least one letter");
            }
        }
        Wanted::Given { .. } | Wanted::Source { .. } | Wanted::Key(_) => {
            if new.is_empty() || new.contains(['\n', '\r']) {
                return refused("A cite key is one line, and not empty");
            }
        }
    }
    match wanted {
        Wanted::Given { key, scope } => keys::check(snapshot, scope, key, new),
        Wanted::Source { source, .. }
            if snapshot.resolve_key(path, new) != Resolution::One(*source) =>
        {
            let key = snapshot.corpus.head(*source).map_or("", |s| s.key);
            refused(format!(
                "@{new} would not lead to {key}: its key is the name of its file. Rename the file, or shorten the key"
            ))
        }
        _ => Ok(()),
    }
}

/// A note before a rename of a key.
struct Cited<'a> {
    snapshot: &'a Snapshot,
    path: &'a Path,
    note: &'a Note,
    assessment: &'a Assessment,
}

fn edits(cited: &Cited<'_>, wanted: &Wanted<'_>, new: &str) -> Vec<Replacement> {
    let Cited { snapshot, path, note, assessment } = *cited;
    match wanted {
        Wanted::Actor { actor, kind, form } => {
            let change = Change::new(form, new, *kind);
            let quoted = Cover::of(note.quotations.iter().map(|quotation| quotation.words));
            let here =
                |m: &&Mention| m.actor == *actor && m.also.is_empty() && !quoted.overlaps(m.span);
            let mentions = assessment.mentions.iter().filter(here);
            mentions
                .filter_map(|m| {
                    let text = change.applied(m.span.of(&note.text))?;
                    Some(Replacement { span: m.span, text })
                })
                .collect()
        }
        Wanted::Given { key, scope } => cited.keys(|written, resolution| {
            let given = keys::given(snapshot, path, written, resolution);
            let here = match given {
                Some((given, its)) => given == *key && its.root == scope.root,
                // The editor holds a bibliography that is not read yet.
                None => {
                    let mut around = snapshot.scopes.around(path);
                    let inside = around.any(|its| its.root == scope.root);
                    written == key && resolution.cited().is_empty() && inside
                }
            };
            here.then(|| new.to_owned())
        }),
        Wanted::Source { source, .. } => cited.keys(|written, resolution| {
            let here = *resolution == Resolution::One(*source)
                && keys::given(snapshot, path, written, resolution).is_none();
            let means = || snapshot.resolve_key(path, new) == Resolution::One(*source);
            here.then(|| if means() { new.to_owned() } else { snapshot.key(path, *source) })
        }),
        Wanted::Key(key) => cited.keys(|written, resolution| {
            (written == key && resolution.cited().is_empty()).then(|| new.to_owned())
        }),
    }
}

impl Cited<'_> {
    /// The edits of the keys of the note's citations that `renamed` has another for. The same key in a footnote that is cited
    /// twice is one.
    fn keys(&self, renamed: impl Fn(&str, &Resolution) -> Option<String>) -> Vec<Replacement> {
        let citations = self.note.citations.iter().zip(&self.assessment.citations).enumerate();
        let mut edits: Vec<Replacement> = citations
            .filter(|(_, (citation, _))| citation.style != CitationStyle::Link)
            .filter_map(|(number, (_, resolution))| {
                let cited = self.assessment.citation(self.note, number)?;
                let new = renamed(cited.key, resolution).filter(|new| new != cited.key)?;
                let source = resolution.cited().first();
                let link = source.map_or(String::new(), |id| self.snapshot.link(self.path, *id));
                cited.citing((&new, &link), None)
            })
            .flatten()
            .map(|(span, text)| Replacement { span, text })
            .collect();
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        edits
    }
}

/// Whether the words stand in a quotation of the note.
fn quoted(note: &Note, span: Span) -> bool {
    note.quotations.iter().any(|q| q.words.overlaps(span))
}

fn words(name: &str) -> Vec<&str> {
    name.split_whitespace().collect()
}

/// What a rename does to the forms of a name.
struct Change<'a> {
    old: Vec<&'a str>,
    new: &'a str,
    /// The words of the old name that differ in the new one, with what they become.
    words: Vec<(&'a str, &'a str)>,
}

impl<'a> Change<'a> {
    /// A name that keeps its number of words changes word by word, so that “Rao” follows “Kavita Rao”. The names of a
    /// state (“Norwegian”, “Oslo”) do not follow each other.
    fn new(old: &'a str, new: &'a str, kind: ActorKind) -> Self {
        let (old, after) = (words(old), words(new));
        let pairs = old.iter().copied().zip(after.iter().copied());
        let follow = old.len() == after.len() && kind != ActorKind::State;
        let words = if follow { pairs.filter(|(a, b)| a != b).collect() } else { Vec::new() };
        Self { old, new, words }
    }

    /// What a form of the name becomes; `None` when it stays.
    fn applied(&self, form: &str) -> Option<String> {
        let form = words(form);
        if form == self.old {
            return (words(self.new) != form).then(|| self.new.to_owned());
        }
        let changed: Vec<&str> = form
            .iter()
            .map(|word| {
                self.words.iter().find(|(old, _)| old == word).map_or(*word, |(_, new)| new)
            })
            .collect();
        (changed != form).then(|| changed.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::KnownActors;
    use crate::corpus::{Corpus, Source};
    use crate::workspace::{Loaded, Settings, Workspace};
    use std::collections::HashMap;
    use std::sync::Arc;

    const SOURCE: &str = "Minister Kavita Rao said on Monday that the ferries would sail again. Mr. Tove Lind, a pilot, \
                          disagreed. “The ice is thin,” Rao said. Anna Berg, a judge, and Erik Berg, a teacher, listened.\n";

    /// The first note has the cursor `|`; all notes come back as the rename leaves them.
    fn renamed(notes: &[&str], new: &str) -> Result<Vec<String>, String> {
        let source = Source::read(
            "2001_talks".to_owned(),
            "/w/seeds/2001_talks.txt".into(),
            SOURCE.to_owned(),
        );
        let corpus = Corpus::new(vec![Arc::new(source)]);
        let loaded =
            Loaded::of(Vec::new(), HashMap::new(), corpus, &KnownActors::default(), Vec::new());
        let mut workspace = Workspace::new(vec!["/w".into()], Settings::default());
        workspace.install(loaded);
        let offset = notes[0].find('|').unwrap();
        let texts: Vec<String> = notes.iter().map(|n| n.replace('|', "")).collect();
        let path = |i: usize| PathBuf::from(format!("/w/{i}.md"));
        for (i, text) in texts.iter().enumerate() {
            let _ = workspace.open(&path(i), text, 1);
        }
        let edits = rename(&workspace.snapshot(), &path(0), offset, new).map_err(|r| r.0)?;
        Ok((0..texts.len())
            .map(|i| {
                let own = edits.iter().find(|d| d.path == path(i));
                super::super::apply(&texts[i], own.map_or(&[], |d| d.edits.as_slice()))
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
        check_refused("He heard “Kavita R|ao is late”.", "Kavita Lund", "are its source’s");
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
        check_refused("[@20|01]", "other", "its key is the name of its file");
        check_refused("[@20|01]", "two words", "its key is the name of its file");
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
        let snapshot = super::super::fixture::desk("Then Moreno came.");
        let note = Path::new(super::super::fixture::NOTE);
        let check = |new: &str, expected: &str| {
            let edit = rename_known(&snapshot, note, 6, new, file);
            assert_eq!(super::super::apply(file, edit.as_slice()), expected);
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
