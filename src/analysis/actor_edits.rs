//! What may be recorded about a name in the actors file: a new actor, the same as another, not the same, another kind.

use super::edits::difference;
use super::subject::{Subject, subject};
use crate::actor::{Actor, ActorEntry, ActorIndex, ActorsFile, Added, LinkRule, Mention};
use crate::prose::{NameKind, names};
use crate::text::Span;
use crate::workspace::{Replacement, Snapshot};
use std::path::Path;

/// The most other actors that a name may be merged with.
const MOST_OTHERS: usize = 3;

/// A change of the actors file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorEdit {
    /// The title of the menu entry.
    pub title: String,
    /// The edit, in bytes of the actors file.
    pub edit: Replacement,
}

/// The possible changes of an actors file with this text (empty if there is none) for the name at a span of a note or a
/// source. None if the file is not an actors file: its own problems come first.
pub fn actor_edits(snapshot: &Snapshot, path: &Path, span: Span, file: &str) -> Vec<ActorEdit> {
    let Ok(before) = ActorsFile::read(file) else { return Vec::new() };
    let editor = ActorsFileEditor { snapshot, file, before };
    match subject(snapshot, path, span.start) {
        Some(Subject::Actor { mention, document, .. }) => {
            let text = match document {
                Some(id) => snapshot.corpus.source(id).map(|s| s.text.as_str()),
                None => snapshot.note(path).map(|entry| entry.note.text.as_str()),
            };
            editor.of_actor(&mention, mention.span.of(text.unwrap_or_default()))
        }
        _ => editor.of_stranger(path, span).into_iter().collect(),
    }
}

struct ActorsFileEditor<'a> {
    snapshot: &'a Snapshot,
    file: &'a str,
    before: ActorsFile,
}

impl ActorsFileEditor<'_> {
    fn of_actor(&self, mention: &Mention, written: &str) -> Vec<ActorEdit> {
        let Some(actor) = self.snapshot.actors.actor(mention.actor) else { return Vec::new() };
        let entry = ActorEntry::named(&actor.name, actor.kind);
        let mut edits = Vec::from_iter(self.added(&with_forms(actor)));
        for other in self.others(mention, actor, written) {
            let title = format!("{} and {} are the same", actor.name, other.name);
            // The one named more often keeps its name.
            let (kept, joined) = if self.ranks_before(&other.name, &actor.name) {
                (ActorEntry::named(&other.name, other.kind), &actor.name)
            } else {
                (entry.clone(), &other.name)
            };
            edits.extend(self.edit(title, |file| file.same(&kept, joined)));
        }
        let form = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let other_form = form != actor.name && actor.kind != NameKind::State;
        if other_form && mention.rule != LinkRule::Metonym {
            let title = format!("“{form}” is not {}", actor.name);
            edits.extend(self.edit(title, |file| file.not_same(&entry, &form)));
        }
        for kind in [NameKind::Person, NameKind::Organisation, NameKind::Place] {
            if kind != actor.kind && actor.kind != NameKind::State {
                let title = format!("{} is {}, not {}", actor.name, a(kind), a(actor.kind));
                edits.extend(self.edit(title, |file| file.set_kind(&entry, kind)));
            }
        }
        edits
    }

    /// A name without an actor yet: the selected one, or the one under the cursor in a note.
    fn of_stranger(&self, path: &Path, span: Span) -> Option<ActorEdit> {
        let note = &self.snapshot.note(path)?.note;
        if !span.is_empty() {
            let name = span.of(&note.text).trim();
            let named = name.starts_with(char::is_uppercase) && !name.contains(['\n', '\r']);
            return named.then(|| self.added(&ActorEntry::named(name, NameKind::Person)))?;
        }
        let at = note.prose.map.to_derived(Span::new(span.start, span.start + 1));
        let found = names(&note.prose.text).into_iter().find(|name| name.span.touches(at.start))?;
        self.added(&ActorEntry::named(found.span.of(&note.prose.text), found.kind))
    }

    fn added(&self, actor: &ActorEntry) -> Option<ActorEdit> {
        let title = format!("Add {} to the actors file", actor.name);
        let mut added = Added::New;
        let edit = self.edit(title, |file| added = file.add(actor));
        edit.filter(|_| added == Added::New)
    }

    fn edit(&self, title: String, change: impl FnOnce(&mut ActorsFile)) -> Option<ActorEdit> {
        let mut file = self.before.clone();
        change(&mut file);
        let edit = difference(self.file, &file.text())?;
        Some(ActorEdit { title, edit })
    }

    /// Other actors of the same kind that the name may mean, or that share the surname.
    fn others(&self, mention: &Mention, actor: &Actor, written: &str) -> Vec<&Actor> {
        let actors = &self.snapshot.actors;
        let mut words = actor.name.split_whitespace();
        let (first, last) = (words.next(), words.next_back());
        let names = [Some(written), last.or(first), first].into_iter().flatten();
        let named = names.flat_map(|name| actors.named(name));
        let mut found: Vec<ActorIndex> = Vec::new();
        for index in mention.also.iter().copied().chain(named) {
            if index != mention.actor && !found.contains(&index) {
                found.push(index);
            }
        }
        let others = found.into_iter().filter_map(|index| actors.actor(index));
        others.filter(|other| other.kind == actor.kind).take(MOST_OTHERS).collect()
    }

    fn ranks_before(&self, one: &str, other: &str) -> bool {
        let first = self.snapshot.actors.all().find(|(_, a)| a.name == one || a.name == other);
        first.is_some_and(|(_, actor)| actor.name == one)
    }
}

/// An entry for an actor, with its other full names in the corpus.
fn with_forms(actor: &Actor) -> ActorEntry {
    let mut entry = ActorEntry::named(&actor.name, actor.kind);
    const FULL: &[LinkRule] =
        &[LinkRule::Exact, LinkRule::Shortened, LinkRule::Initials, LinkRule::Acronym];
    let forms = actor.aliases.iter().filter(|a| FULL.contains(&a.rule) && a.text != actor.name);
    entry.other_names = forms.map(|a| a.text.clone()).collect();
    entry
}

/// A kind with its article.
fn a(kind: NameKind) -> String {
    let article = if kind == NameKind::Organisation { "an" } else { "a" };
    format!("{article} {}", kind.word())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOTE, desk, span_of};
    use super::*;

    /// The titles offered for some words of a note, and the file after applying the one with `wanted` in its title.
    #[track_caller]
    fn check(note: &str, words: &str, file: &str, wanted: &str, after: &str) {
        let snapshot = desk(note);
        let at = span_of(note, words).start;
        let edits = actor_edits(&snapshot, Path::new(NOTE), Span::new(at, at), file);
        let titles: Vec<&str> = edits.iter().map(|e| e.title.as_str()).collect();
        let Some(found) = edits.iter().find(|e| e.title.contains(wanted)) else {
            panic!("no {wanted:?} in {titles:?}")
        };
        assert_eq!(super::super::apply(file, std::slice::from_ref(&found.edit)), after);
    }

    #[test]
    fn a_name_is_added_with_comments_kept() {
        check(
            "Anna Moreno came.",
            "Anna",
            "# mine\n",
            "Add Anna Moreno",
            "# mine\n\n[[actor]]\nname = \"Anna Moreno\"\n",
        );
    }

    #[test]
    fn a_stranger_is_added_too() {
        check(
            "It was Ms. Tove Lindqvist who came.",
            "Tove",
            "",
            "Add Tove Lindqvist",
            "[[actor]]\nname = \"Tove Lindqvist\"\n",
        );
    }

    #[test]
    fn a_form_is_told_from_an_actor() {
        check(
            "Then Moreno came.",
            "Moreno",
            "",
            "“Moreno” is not Anna Moreno",
            "[[actor]]\nname = \"Anna Moreno\"\nnot = [\"Moreno\"]\n",
        );
    }

    #[test]
    fn a_kind_is_corrected() {
        check(
            "Then Moreno came.",
            "Moreno",
            "",
            "is a place, not a person",
            "[[actor]]\nname = \"Anna Moreno\"\nkind = \"place\"\n",
        );
    }

    #[test]
    fn a_broken_file_is_left_alone() {
        let snapshot = desk("Anna Moreno came.");
        assert_eq!(actor_edits(&snapshot, Path::new(NOTE), Span::new(1, 1), "[[actor"), []);
    }
}
