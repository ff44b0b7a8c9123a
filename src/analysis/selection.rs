//! The steps of an expanding selection: word, name, quotation, sentence, paragraph, document.

use crate::text::Span;
use crate::workspace::Snapshot;
use std::path::Path;

/// The spans around a byte offset of a note or a source, each inside the next, smallest first; the last is the whole
/// document.
pub fn selections(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Span> {
    let Some(around) = around(snapshot, path, offset) else { return Vec::new() };
    let mut steps: Vec<Span> = Vec::new();
    let mut take = |span: Span| {
        let grows = steps.last().is_none_or(|last| span.covers(*last) && span != *last);
        if grows && span.touches(offset) && !span.is_empty() {
            steps.push(span);
        }
    };
    take(word(&around.text, offset));
    around.names.into_iter().for_each(&mut take);
    let mut quoted = around.quoted;
    quoted.sort_by_key(|span| span.len());
    // A sentence in the middle of which a quotation begins ends, for the selection, where the quotation does.
    let sentence = around.sentences.iter().copied().find(|span| span.touches(offset));
    if let (Some(sentence), Some(words)) = (sentence, quoted.first()) {
        let (start, end) = (sentence.start.max(words.start), sentence.end.min(words.end));
        take(Span::new(start, end));
    }
    quoted.iter().copied().for_each(&mut take);
    // Sentences and paragraphs that a quotation spans are selected together.
    for parts in [around.sentences, around.blocks] {
        let whole = quoted.last().copied();
        let meant = |s: &Span| s.touches(offset) || whole.is_some_and(|whole| s.overlaps(whole));
        let joined = parts.into_iter().filter(meant).reduce(Span::join);
        joined.map(|s| whole.map_or(s, |whole| s.join(whole))).into_iter().for_each(&mut take);
    }
    take(Span::new(0, around.text.len()));
    steps
}

/// The spans around a place, each list in no order.
struct Around {
    text: String,
    names: Vec<Span>,
    /// Quotations and their words, including nested ones.
    quoted: Vec<Span>,
    sentences: Vec<Span>,
    blocks: Vec<Span>,
}

fn around(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Around> {
    let here = |span: &Span| span.touches(offset);
    if let Some(entry) = snapshot.note(path) {
        let note = &entry.note;
        let assessment = snapshot.assessment(path, entry);
        let origin = |span: &Span| note.prose.map.to_origin(*span);
        let citations = note.citations.iter().flat_map(|c| [c.key_span, c.span]);
        let quoted = note.quotations.iter().flat_map(|q| [q.words, q.span]);
        return Some(Around {
            text: note.text.clone(),
            names: assessment
                .mentions
                .iter()
                .map(|m| m.span)
                .chain(citations)
                .filter(here)
                .collect(),
            quoted: quoted.filter(here).collect(),
            sentences: note.reading.sentences.iter().map(origin).collect(),
            blocks: note.blocks.iter().map(|b| origin(&b.span)).collect(),
        });
    }
    let id = snapshot.source_at(path)?;
    let source = snapshot.corpus.source(id)?;
    let quoted = source.reading.quotations.iter().flat_map(|q| [q.words, q.span]);
    Some(Around {
        text: source.text.clone(),
        names: snapshot.actors.mentions(id).iter().map(|m| m.span).filter(here).collect(),
        quoted: quoted.filter(here).collect(),
        sentences: source.reading.sentences.clone(),
        blocks: source.blocks.iter().map(|b| b.span).collect(),
    })
}

/// The word at an offset; empty between words.
fn word(text: &str, offset: usize) -> Span {
    let part = |c: char| c.is_alphanumeric() || c == '’' || c == '\'' || c == '-';
    let (Some(before), Some(after)) = (text.get(..offset), text.get(offset..)) else {
        return Span::new(offset, offset);
    };
    let start = before.trim_end_matches(part).len();
    let end = offset + (after.len() - after.trim_start_matches(part).len());
    let span = Span::new(start, end);
    let trimmed = span.of(text).trim_matches(['’', '\'', '-']);
    let start = start + span.of(text).find(trimmed).unwrap_or(0);
    Span::new(start, start + trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{NOTE, desk};
    use super::*;

    fn check(marked: &str, expected: &[&str]) {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let snapshot = desk(&text);
        let found = selections(&snapshot, Path::new(NOTE), offset);
        let shown: Vec<&str> = found.iter().map(|s| s.of(&text)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_document() {
        check(
            "Moreno said: “It rained. The ferry sa|nk.” He left.\n\nNext.\n",
            &[
                "sank",
                "The ferry sank.",
                "It rained. The ferry sank.",
                "“It rained. The ferry sank.”",
                "Moreno said: “It rained. The ferry sank.”",
                "Moreno said: “It rained. The ferry sank.” He left.",
                "Moreno said: “It rained. The ferry sank.” He left.\n\nNext.\n",
            ],
        );
    }

    #[test]
    fn a_name_and_a_citation_are_steps_of_their_own() {
        check(
            "So Anna Mor|eno left.\n",
            &["Moreno", "Anna Moreno", "So Anna Moreno left.", "So Anna Moreno left.\n"],
        );
        check("So [@vi|sit].\n", &["visit", "[@visit]", "So [@visit].", "So [@visit].\n"]);
    }
}
