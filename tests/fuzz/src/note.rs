//! The note parser: every span lies in the note, and the prose maps back to the words it came from.

use super::check::{in_order, inside};
use onrecord::note::Note;
use onrecord::text::Span;

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let note = Note::read(text.clone());
    assert_eq!(note.text, text);
    prose(&note);
    quotations(&note);
    for citation in &note.citations {
        inside(&text, citation.span);
        let parts = [Some(citation.key_span), citation.locator.as_ref().map(|l| l.span)];
        for part in parts.into_iter().flatten() {
            inside(&text, part);
            assert!(citation.span.covers(part), "{part:?} is no part of {citation:?}");
        }
        citation.reference.into_iter().for_each(|reference| inside(&text, reference));
    }
    assert!(
        note.citations.is_sorted_by_key(|citation| citation.span.start),
        "{:?}",
        note.citations
    );
    for suppression in &note.suppressions {
        inside(&text, suppression.span);
        inside(&text, suppression.scope);
        suppression.rules.iter().for_each(|(_, span)| inside(&text, *span));
    }
    in_order(&text, note.headings.iter().map(|heading| heading.span));
    note.front_matter.into_iter().for_each(|span| inside(&text, span));
}

/// Every character of the prose is a character of the note, and maps there and back.
fn prose(note: &Note) {
    let (prose, map) = (&note.prose.text, &note.prose.map);
    in_order(prose, note.blocks.iter().map(|block| block.span));
    in_order(prose, note.reading.sentences.iter().copied());
    for (start, c) in prose.char_indices() {
        let here = Span::new(start, start + c.len_utf8());
        let origin = map.to_origin(here);
        inside(&note.text, origin);
        if c.is_alphanumeric() {
            let written = origin.of(&note.text);
            assert!(written == c.to_string() || written.starts_with('&'), "{c:?} from {written:?}");
            assert!(map.to_derived(origin).covers(here), "{here:?} of {prose:?}");
        }
    }
}

fn quotations(note: &Note) {
    let text = &note.text;
    for (number, quotation) in note.quotations.iter().enumerate() {
        inside(text, quotation.span);
        inside(text, quotation.words);
        assert!(quotation.span.covers(quotation.words), "{quotation:?}");
        inside(&note.prose.text, quotation.prose);
        assert_eq!(quotation.text, quotation.prose.of(&note.prose.text));
        for (start, c) in quotation.text.char_indices() {
            inside(text, note.place(quotation, Span::new(start, start + c.len_utf8())));
        }
        assert!(quotation.parent.is_none_or(|parent| parent < number), "{quotation:?}");
        assert!(quotation.continues.is_none_or(|earlier| earlier < number), "{quotation:?}");
        assert!(quotation.citations.iter().all(|n| *n < note.citations.len()), "{quotation:?}");
        if let Some(given) = &quotation.attribution {
            inside(text, given.speaker);
            given.cue.into_iter().chain(given.antecedent).for_each(|span| inside(text, span));
        }
    }
    assert!(note.quotations.is_sorted_by_key(|q| q.span.start), "{:?}", note.quotations);
}
