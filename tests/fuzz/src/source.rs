//! The parser for sources: plain texts with their metadata and the actors named in them.

use super::check::{in_order, inside, places};
use super::prose;
use onrecord::actor::{ActorEntries, Actors, ReadDocument};
use onrecord::corpus::Source;
use onrecord::text::DocumentId;
use std::path::PathBuf;

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let source =
        Source::read("a_1".to_owned(), PathBuf::from("/desk/sources/a_1.txt"), text.clone());
    blanked(&text, &source.text);
    let text = source.text.clone();
    assert!(*source.lines() == *text.as_str());
    in_order(&text, source.blocks.iter().map(|block| block.span));
    prose::check(&text, &source.reading);
    source.metadata.title_span.into_iter().for_each(|span| inside(&text, span));
    let mut before = (0, 0);
    for at in places(&text, 40) {
        let here = (source.line(at), source.paragraph(at).unwrap_or(before.1));
        assert!(before.0 <= here.0 && before.1 <= here.1, "{before:?} and then {here:?}");
        before = here;
    }
    actors(&source);
}

/// Layout in a text is blanked byte for byte, and nothing else changes.
fn blanked(text: &str, read: &str) {
    assert_eq!(read.len(), text.len());
    for ((at, before), (place, after)) in text.char_indices().zip(read.char_indices()) {
        let label = before.is_ascii() && after == ':';
        assert!(
            at == place && (before == after || after.is_whitespace() || label),
            "{before:?} at {at}"
        );
        assert_eq!(before.len_utf8(), after.len_utf8());
        assert_eq!(before == '\n', after == '\n');
    }
}

/// Mentions are where they are reported, and have a card.
fn actors(source: &Source) {
    let (text, reading) = (source.text.as_str(), &source.reading);
    let document = ReadDocument {
        id: DocumentId(0),
        text,
        reading,
        turns: &source.record.turns,
        date: source.metadata.date,
    };
    let actors = Actors::of(&[document], &ActorEntries::default());
    in_order(text, actors.mentions(DocumentId(0)).iter().map(|mention| mention.span));
    for (index, actor) in actors.all() {
        assert!(!actor.id.is_empty() && !actor.name.trim().is_empty(), "{actor:?}");
        let dossier = actors.dossier(index).expect("everybody has a dossier");
        let places = dossier.roles.iter().filter_map(|role| role.place);
        places.for_each(|place| inside(text, place.span));
        dossier.said.iter().for_each(|said| inside(text, said.words.span));
        assert!(actors.named(&actor.id).contains(&index), "{} is not found by its id", actor.id);
    }
}
