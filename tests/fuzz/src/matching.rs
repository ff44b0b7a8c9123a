//! Matching: matches lie in their source, and words copied from a source are found there.

use super::check::{documents, in_order, inside};
use super::desk;
use onrecord::corpus::{Corpus, Match, Query, Verdict};
use onrecord::text::{DocumentId, fold};

pub(crate) fn run(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let (sources, words) = documents(&input);
    let corpus = desk::corpus(&sources);
    for cited in [None, Some(DocumentId(0))] {
        let query = Query { words, cited };
        let found = corpus.find(&query);
        found.iter().for_each(|one| check(&corpus, words, one));
        corpus.variants(&query, &found).iter().for_each(|one| check(&corpus, words, one));
    }
    for (number, source) in (0..).zip(&sources) {
        copied(&corpus, DocumentId(number), source, data.len());
    }
}

fn check(corpus: &Corpus, words: &str, found: &Match) {
    let source = corpus.source(found.source).expect("a match is in a source");
    let text = source.text.as_str();
    inside(text, found.span);
    in_order(text, found.pieces.iter().copied());
    assert_eq!(found.pieces.first().map(|piece| piece.start), Some(found.span.start), "{found:?}");
    assert_eq!(found.pieces.last().map(|piece| piece.end), Some(found.span.end), "{found:?}");
    assert!(found.pieces.iter().all(|piece| !piece.is_empty()), "{found:?}");
    assert!((0.0..=1.0).contains(&found.similarity), "{found:?}");
    for change in &found.changes {
        inside(words, change.quoted);
        inside(text, change.source);
        assert!(!change.quoted.is_empty() || !change.source.is_empty(), "{found:?}");
    }
    assert!(found.changes.is_sorted_by_key(|change| change.quoted.start), "{found:?}");
    assert!(found.verdict > Verdict::Verbatim || found.changes.is_empty(), "{found:?}");
}

/// Six words or more from one line, without characters that are special in a quotation.
fn copied(corpus: &Corpus, id: DocumentId, source: &str, seed: usize) {
    const WORDS: usize = 6;
    let plain = |line: &&str| {
        line.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b','))
            && line.split_whitespace().filter(|word| word.len() > 2).count() > WORDS
    };
    let lines: Vec<&str> = source.lines().filter(plain).collect();
    let Some(line) = lines.get(seed % lines.len().max(1)) else { return };
    let words: Vec<&str> = line.split_whitespace().collect();
    let from = seed % (words.len() - WORDS);
    let quoted = words[from..].join(" ");
    let found = corpus.find(&Query { words: &quoted, cited: Some(id) });
    let there = |one: &Match| {
        let text = corpus.source(one.source).map_or("", |source| &source.text);
        one.verdict <= Verdict::Permitted
            && fold::content(one.span.of(text)).text == fold::content(&quoted).text
    };
    assert!(found.iter().any(there), "{quoted:?} is in {line:?}: {found:?}");
}
