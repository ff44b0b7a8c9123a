//! The parsers for quotations and names, on plain text.

use super::check::{in_order, inside};
use onrecord::prose::{Block, Reading, Words, read, read_names, read_note};

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let blocks = Block::of_plain_text(&text);
    in_order(&text, blocks.iter().map(|block| block.span));
    check(&text, &read(&text, &blocks));
    check(&text, &read_note(&text, &blocks, None));
    names(&text);
}

/// Invariants of every parse.
pub(crate) fn check(text: &str, reading: &Reading) {
    in_order(text, reading.sentences.iter().copied());
    let quotations = &reading.quotations;
    assert!(quotations.is_sorted_by_key(|q| q.span.start), "{quotations:?}");
    for (number, quotation) in quotations.iter().enumerate() {
        inside(text, quotation.span);
        inside(text, quotation.words);
        assert!(quotation.span.covers(quotation.words), "{quotation:?}");
        assert!(quotation.continues.is_none_or(|earlier| earlier < number), "{quotation:?}");
        if let Some(parent) = quotation.parent {
            assert!(parent < number, "{quotation:?}");
            assert!(quotations[parent].span.covers(quotation.span), "{quotation:?}");
        }
        if let Some(given) = &quotation.attribution {
            inside(text, given.speaker);
            assert!(!given.speaker.is_empty(), "{quotation:?}");
            let others = [given.cue, given.antecedent, given.through];
            others.into_iter().flatten().for_each(|span| inside(text, span));
        }
    }
}

fn names(text: &str) {
    let (names, descriptions) = read_names(text, &Words::of(text));
    in_order(text, names.iter().map(|name| name.span));
    for name in &names {
        assert!(!name.span.is_empty() && !name.words.is_empty(), "{name:?}");
        name.roles.iter().chain(&name.acronym).for_each(|span| inside(text, *span));
    }
    in_order(text, descriptions.iter().map(|description| description.span));
}
