//! What stands beside a proposal or a hint when it is looked at: the source that a key names, the sentence around a place.

use super::markdown::escaped;
use crate::actor::Place;
use crate::text::DocumentId;
use crate::workspace::Snapshot;

/// A source as Markdown: its title, who published it when, its file.
pub fn source_card(snapshot: &Snapshot, id: DocumentId) -> Option<String> {
    let source = snapshot.corpus.source(id)?;
    let metadata = &source.metadata;
    let title = metadata.title.as_ref().unwrap_or(&source.key);
    let names = [&metadata.author, &metadata.publisher].into_iter().flatten();
    let date = metadata.date.map(|date| date.to_string());
    let about: Vec<String> = names.map(|name| escaped(name)).chain(date).collect();
    let file = escaped(&snapshot.shown(&source.path));
    let parts = [format!("**{}**", escaped(title)), about.join(" · "), file];
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"))
}

/// The sentence around a place of the corpus as Markdown, and the place.
pub fn sentence_card(snapshot: &Snapshot, place: Place) -> String {
    let sentence = Place { span: snapshot.sentence(place), ..place };
    format!("> {}\n\n{}", escaped(snapshot.words(sentence)), escaped(&snapshot.passage(place)))
}
