//! Every longer quotation of the seeds, typed with straight marks, is found at its exact position.

use onrecord::corpus::{Corpus, Query, Source, Verdict};
use std::path::Path;
use std::sync::Arc;

fn seeds() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let key = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        Arc::new(Source::read(key, path, text))
    };
    Corpus::new(files.into_iter().map(read).collect())
}

/// The words as typed on a keyboard.
fn typed(words: &str) -> String {
    words
        .replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace('…', "...")
        .replace(['–', '—'], " -- ")
}

#[test]
fn every_quotation_is_found_at_its_place() {
    let corpus = seeds();
    let mut count = 0;
    for (id, source) in corpus.sources() {
        for quotation in &source.reading.quotations {
            let words = quotation.words.of(&source.text).trim();
            if words.split_whitespace().count() < 4 {
                continue;
            }
            let found = corpus.find(&Query { words: &typed(words), cited: Some(id) });
            assert!(
                found.iter().any(|m| m.source == id && quotation.words == m.span),
                "{}: {words:?} at {:?}, found {found:#?}",
                source.key,
                quotation.words
            );
            assert!(found.iter().all(|m| m.verdict == Verdict::Verbatim), "{words:?}: {found:#?}");
            count += 1;
        }
    }
    assert!(count >= 38, "only {count} quotations");
}

#[test]
fn titles_and_paragraphs_are_read() {
    let corpus = seeds();
    let source = |key: &str| {
        let found = corpus.sources().find(|(_, s)| s.short_key() == key);
        found.unwrap().1.clone()
    };
    let title = |key: &str| source(key).metadata.title.clone().unwrap_or_default();
    assert_eq!(
        title("000"),
        "China Likes John Kerry’s Style, But the Relationship Lacks Chemistry"
    );
    assert_eq!(title("001"), "Why Kerry’s visit to Beijing ended in failure");
    assert_eq!(title("002"), "China and the US are talking, but their détente has limits");
    assert_eq!(title("003"), "");
    assert_eq!(title("004"), "John Kerry Looks to Peking for Help with North Korea");
    let author = |key: &str| source(key).metadata.author.clone().unwrap_or_default();
    assert_eq!(author("001"), "Oleg Ladogin");
    assert_eq!(source("001").metadata.publisher.as_deref(), Some("RUSSTRAT"));
    assert_eq!(author("002"), "");
    assert_eq!(author("003"), "Scott A. Synder");
    assert_eq!(author("004"), "Mary Young (editor)");
    let paragraph = |key: &str, words: &str| {
        let source = source(key);
        source.paragraph(source.text.find(words).unwrap())
    };
    assert_eq!(paragraph("000", "China Likes"), None);
    assert_eq!(paragraph("000", "the issue needs"), Some(1));
    assert_eq!(paragraph("001", "accidentally"), Some(1));
    assert_eq!(paragraph("002", "The news is by your side"), None);
    assert_eq!(paragraph("002", "China and the United States are back"), Some(1));
    assert_eq!(paragraph("002", "In Bangkok"), Some(2));
    assert_eq!(paragraph("002", "Leave A Reply"), None);
    assert_eq!(paragraph("003", "artificial earthquake"), Some(1));
    assert_eq!(paragraph("004", "U.S. Secretary of State"), Some(1));
    assert_eq!(paragraph("004", "After a stop in Seoul"), Some(2));
}
