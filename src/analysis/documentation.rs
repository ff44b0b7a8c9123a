//! What stands beside a proposal or a hint when it is looked at: the source that a key names, the sentence around a place.

use super::markdown::escaped;
use crate::corpus::Source;
use crate::text::{DocumentId, Passage};
use crate::workspace::Snapshot;

/// A source as Markdown: its title, who published it when, its file.
pub fn source_card(snapshot: &Snapshot, id: DocumentId) -> Option<String> {
    let source = snapshot.corpus.source(id)?;
    let file = escaped(&snapshot.shown(&source.path));
    let parts = [heading(source), published(source).join(" · "), file];
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"))
}

/// The title of a source, or its key when it has none, in bold.
pub(super) fn heading(source: &Source) -> String {
    format!("**{}**", escaped(source.metadata.title.as_ref().unwrap_or(&source.key)))
}

/// Who wrote and who published a source, and when; what is known of it, as Markdown.
pub(super) fn published(source: &Source) -> Vec<String> {
    let metadata = &source.metadata;
    let names = [&metadata.author, &metadata.publisher].into_iter().flatten();
    let date = metadata.date.map(|date| date.to_string());
    names.map(|name| escaped(name)).chain(date).collect()
}

/// The sentence around a place of the corpus as Markdown, and the place.
pub fn sentence_card(snapshot: &Snapshot, place: Passage) -> String {
    let sentence = Passage { span: snapshot.sentence(place), ..place };
    format!("> {}\n\n{}", escaped(snapshot.words(sentence)), escaped(&snapshot.passage(place)))
}
