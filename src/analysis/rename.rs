//! Renaming: an actor's name or a cite key, in every note at once; a key in the bibliography that gives it too.
//!
//! Sources are what others wrote, and so are the words in quotation marks: neither is ever changed. Of an actor's names the
//! one under the cursor changes, and of the others the words that they share with it.

use super::actor_edits::difference;
use super::subject::{Subject, subject};
use crate::actor::{ActorIndex, ActorKind, ActorsFile, Mention};
use crate::corpus::Resolution;
use crate::note::{Citation, CitationStyle, Note};
use crate::rules::Replacement;
use crate::text::{Cover, DocumentId, Span, alternatives};
use crate::workspace::bibliography::Bibliography;
use crate::workspace::{Judged, Snapshot};
use std::borrow::Cow;
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
        Wanted::Source { key, .. } | Wanted::Key(key) => key,
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
    check(snapshot, &wanted, new)?;
    let mut documents = Vec::new();
    for (path, entry) in snapshot.notes.iter() {
        let judged = snapshot.judged(path, entry);
        let edits = edits(&entry.note, &judged, &wanted, new);
        if !edits.is_empty() {
            documents.push(DocumentEdits { path: path.to_owned(), edits });
        }
    }
    documents.extend(in_bibliographies(snapshot, &wanted, new));
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(documents)
}

/// The edits of the bibliographies that define a key.
fn in_bibliographies(snapshot: &Snapshot, wanted: &Wanted, new: &str) -> Vec<DocumentEdits> {
    let Some(key) = defined(snapshot, wanted) else { return Vec::new() };
    let edits = |bibliography: Cow<'_, Bibliography>| {
        let entries = bibliography.entries.iter().filter(|entry| entry.key == key);
        let edits: Vec<Replacement> =
            entries.map(|entry| Replacement { span: entry.span, text: new.to_owned() }).collect();
        (!edits.is_empty()).then(|| DocumentEdits { path: bibliography.path.clone(), edits })
    };
    snapshot.bibliographies_now().filter_map(edits).collect()
}

/// Whether a bibliography gives a key to a source.
fn gives(snapshot: &Snapshot, key: &str) -> bool {
    let has =
        |bibliography: Cow<'_, Bibliography>| bibliography.entries.iter().any(|e| e.key == key);
    snapshot.bibliographies_now().any(has)
}

/// The key of what is renamed, if a bibliography gives it.
fn defined(snapshot: &Snapshot, wanted: &Wanted) -> Option<String> {
    let key = match wanted {
        Wanted::Actor { .. } => return None,
        Wanted::Source { source, .. } => snapshot.corpus.source(*source)?.key.clone(),
        Wanted::Key(key) => key.clone(),
    };
    gives(snapshot, &key).then_some(key)
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
enum Wanted {
    /// An actor, by the form of its name under the cursor.
    Actor { actor: ActorIndex, kind: ActorKind, form: String },
    /// A source, by the key as written.
    Source { source: DocumentId, key: String },
    /// A key that no source has, or several.
    Key(String),
}

fn wanted(snapshot: &Snapshot, path: &Path, offset: usize) -> Result<(Wanted, Span), Refusal> {
    let Some(subject) = subject(snapshot, path, offset) else {
        return refused("Only the name of an actor or a cite key can be renamed");
    };
    match &subject {
        Subject::Actor { document: Some(_), .. } | Subject::Quoted { .. } => {
            refused("A source stays as it is: rename the actor in a note")
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
        Subject::Citation { entry, judged, citation } => {
            let resolved = entry.note.citations.get(*citation).zip(judged.citations.get(*citation));
            let Some((citation, resolution)) = resolved else { return refused("No citation here") };
            if citation.style == CitationStyle::Link {
                return refused("This citation is a link to a file: rename the file");
            }
            let key = citation.key.clone();
            let wanted = match resolution {
                Resolution::One(source) => Wanted::Source { source: *source, key },
                Resolution::Several(_) | Resolution::None => Wanted::Key(key),
            };
            Ok((wanted, citation.key_span))
        }
        Subject::Entry { key, span, source } => {
            let key = key.clone();
            let wanted = match source {
                Some(source) => Wanted::Source { source: *source, key },
                None => Wanted::Key(key),
            };
            Ok((wanted, *span))
        }
        Subject::Quotation { .. } => {
            refused("The words of a quotation are its source’s and cannot be renamed")
        }
    }
}

/// Whether `new` may take the place of what is wanted.
fn check(snapshot: &Snapshot, wanted: &Wanted, new: &str) -> Result<(), Refusal> {
    match wanted {
        Wanted::Actor { .. } => {
            if new.contains(['\n', '\r']) || !new.contains(char::is_alphabetic) {
                return refused("A name is one line with at least one letter");
            }
        }
        Wanted::Source { .. } | Wanted::Key(_) => {
            let in_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/');
            if new.is_empty() || !new.chars().all(in_key) {
                return refused("A cite key is made of letters, digits and _ - . : /");
            }
        }
    }
    if let Some(key) = defined(snapshot, wanted) {
        let same =
            |id: &DocumentId| matches!(wanted, Wanted::Source { source, .. } if source == id);
        let free = match snapshot.corpus.resolve(new) {
            Resolution::None => true,
            Resolution::One(id) => same(&id),
            Resolution::Several(_) => false,
        };
        if !free || (new != key && gives(snapshot, new)) {
            return refused(format!("@{new} is another source’s key already"));
        }
        return Ok(());
    }
    if let Wanted::Source { source, .. } = wanted
        && snapshot.corpus.resolve(new) != Resolution::One(*source)
    {
        let key = snapshot.corpus.source(*source).map_or("", |s| s.key.as_str());
        return refused(format!(
            "@{new} would not lead to {key}: its key is the name of its file. Rename the file, or shorten the key"
        ));
    }
    Ok(())
}

fn edits(note: &Note, judged: &Judged, wanted: &Wanted, new: &str) -> Vec<Replacement> {
    match wanted {
        Wanted::Actor { actor, kind, form } => {
            let change = Change::new(form, new, *kind);
            let quoted = Cover::of(note.quotations.iter().map(|quotation| quotation.words));
            let here =
                |m: &&Mention| m.actor == *actor && m.also.is_empty() && !quoted.overlaps(m.span);
            let mentions = judged.mentions.iter().filter(here);
            mentions
                .filter_map(|m| {
                    let text = change.applied(m.span.of(&note.text))?;
                    Some(Replacement { span: m.span, text })
                })
                .collect()
        }
        Wanted::Source { source, .. } => {
            let here = |r: &Resolution| *r == Resolution::One(*source);
            keys(note, judged, new, |_, resolution| here(resolution))
        }
        Wanted::Key(key) => keys(note, judged, new, |citation, _| citation.key == *key),
    }
}

/// The edits of the keys of a note's citations that `holds` for. The same key in a footnote that is cited twice is one.
fn keys(
    note: &Note,
    judged: &Judged,
    new: &str,
    holds: impl Fn(&Citation, &Resolution) -> bool,
) -> Vec<Replacement> {
    let citations = note.citations.iter().zip(&judged.citations);
    let mut spans: Vec<Span> = citations
        .filter(|(c, r)| c.style != CitationStyle::Link && c.key != new && holds(c, r))
        .map(|(c, _)| c.key_span)
        .collect();
    spans.sort_unstable();
    spans.dedup();
    spans.into_iter().map(|span| Replacement { span, text: new.to_owned() }).collect()
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
        check_refused("[@20|01]", "two words", "made of letters");
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
