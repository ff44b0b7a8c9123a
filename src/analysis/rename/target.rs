//! What a rename at a place is about: an actor by a form of its name, or a cite key; otherwise it is refused.

use super::keys;
use super::name::words;
use crate::actor::ActorIndex;
use crate::analysis::subject::{Subject, subject};
use crate::corpus::Resolution;
use crate::note::{CitationStyle, Note};
use crate::prose::NameKind;
use crate::text::{DocumentId, Span, alternatives};
use crate::workspace::{Scope, Snapshot};
use std::path::Path;

/// The most actors listed for an ambiguous name.
const MOST_OTHERS: usize = 3;

/// What a rename at some place would replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The name or key under the cursor; bytes of the document asked about.
    pub span: Span,
    /// Its words, as the initial text for the new name.
    pub text: String,
}

/// What a rename at a byte offset of a document would replace. Refused if nothing there has a name, or if the words are
/// not the note's own.
pub fn renamable(snapshot: &Snapshot, path: &Path, offset: usize) -> Result<Renamable, String> {
    let (target, span) = target(snapshot, path, offset)?;
    let text = match target {
        RenameTarget::Actor { form, .. } => form,
        RenameTarget::Source { key, .. }
        | RenameTarget::Key(key)
        | RenameTarget::Given { key, .. } => key,
    };
    Ok(Renamable { span, text })
}

/// What is to be renamed.
pub(super) enum RenameTarget<'a> {
    /// An actor, by the form of its name under the cursor.
    Actor { actor: ActorIndex, kind: NameKind, form: String },
    /// A key in a bibliography, and the scope of that bibliography.
    Given { key: String, scope: &'a Scope },
    /// A source, by the key as written, which is its file name.
    Source { source: DocumentId, key: String },
    /// A key of no source, or of several.
    Key(String),
}

pub(super) fn target<'a>(
    snapshot: &'a Snapshot,
    path: &'a Path,
    offset: usize,
) -> Result<(RenameTarget<'a>, Span), String> {
    let Some(subject) = subject(snapshot, path, offset) else {
        return Err("Only the name of an actor or a cite key can be renamed".to_owned());
    };
    match &subject {
        Subject::Actor { document: Some(_), .. } | Subject::Quoted { .. } => {
            Err("Sources are not changed: rename the actor in a note".to_owned())
        }
        Subject::Actor { mention, document: None, .. } if !mention.span.touches(offset) => {
            Err("A title is not part of the name: rename the actor on the name itself".to_owned())
        }
        Subject::Actor { mention, document: None, .. } => {
            let entry = snapshot.note(path).ok_or_else(String::new)?;
            let note = &entry.note;
            if quoted(note, mention.span) {
                return Err("Quoted words belong to the source: rename the actor where the note itself names it".to_owned());
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
                return Err(message);
            }
            let kind = snapshot.actors.actor(actor).map_or(NameKind::Person, |a| a.kind);
            let form = words(mention.span.of(&note.text)).join(" ");
            Ok((RenameTarget::Actor { actor, kind, form }, mention.span))
        }
        Subject::Citation { entry, assessment, citation } => {
            let number = *citation;
            let resolved = entry.note.citations.get(number).zip(assessment.citations.get(number));
            let Some((citation, resolution)) = resolved else {
                return Err("No citation here".to_owned());
            };
            if citation.style == CitationStyle::Link {
                return Err("This citation is a link to a file: rename the file".to_owned());
            }
            let (key, span) = assessment.key(number, citation);
            let key = key.to_owned();
            let given = keys::given(snapshot, path, &key, resolution);
            let given = given.or_else(|| keys::given_now(snapshot, path, &key, resolution));
            let target = match (given, resolution) {
                (Some((key, scope)), _) => RenameTarget::Given { key, scope },
                (None, Resolution::One(source)) => RenameTarget::Source { source: *source, key },
                (None, _) => RenameTarget::Key(key),
            };
            Ok((target, span))
        }
        Subject::Entry { key, span, .. } => {
            let scope = keys::scope_of(snapshot, path);
            Ok((RenameTarget::Given { key: key.clone(), scope }, *span))
        }
        Subject::Quotation(_) => {
            Err("Quoted words belong to the source and cannot be renamed".to_owned())
        }
    }
}

/// Whether `new` may replace it.
pub(super) fn check(
    snapshot: &Snapshot,
    path: &Path,
    target: &RenameTarget<'_>,
    new: &str,
) -> Result<(), String> {
    match target {
        RenameTarget::Actor { .. } => {
            if new.contains(['\n', '\r']) || !new.contains(char::is_alphabetic) {
                return Err("A name is one line with at least one letter".to_owned());
            }
        }
        RenameTarget::Given { .. } | RenameTarget::Source { .. } | RenameTarget::Key(_) => {
            if new.is_empty() || new.contains(['\n', '\r']) {
                return Err("A cite key is one line, and not empty".to_owned());
            }
        }
    }
    match target {
        RenameTarget::Given { key, scope } => keys::check(snapshot, scope, key, new),
        RenameTarget::Source { source, .. }
            if snapshot.resolve_key(path, new) != Resolution::One(*source) =>
        {
            let key = snapshot.corpus.head(*source).map_or("", |s| s.key);
            Err(format!(
                "@{new} would not resolve to {key}, whose key is the name of its file. Rename the file, or shorten the key"
            ))
        }
        _ => Ok(()),
    }
}

/// Whether the words are in a quotation of the note.
fn quoted(note: &Note, span: Span) -> bool {
    note.quotations.iter().any(|q| q.words.overlaps(span))
}
