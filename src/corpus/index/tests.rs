//! A stored corpus answers like one in memory, and damage is noticed.

use super::{Builder, IndexSegment, Stamp};
use crate::corpus::{Corpus, Query, Source};
use crate::text::DocumentId;
use proptest::prelude::*;
use rustc_hash::FxHashSet;
use std::path::PathBuf;
use std::sync::Arc;

const BUILD: u64 = 1;

const TEXTS: &[&str] = &[
    "Ferry stops\n\n“We have waited long enough for the new bridge,” said Piet Harker, the mayor of Lund. “Nobody will wait \
     for another winter.”\n\nThe council voted on Monday.\n",
    "Ice\n\nThe harbour was closed for the winter, and nobody should try to cross the ice, Ada Lund said on Tuesday.\n",
    "“The matter needs to be handled,” he said, “with a great deal of patience and goodwill on all sides of the water.”\n",
    "Kurz\n\nNothing of note happened in the town of Lund – the coöperative firm’s ﬁrst ship, 4,000 tons, came in.\n",
];

fn sources(texts: &[&str]) -> Vec<Arc<Source>> {
    let read = |(i, text): (usize, &&str)| {
        let key = format!("s{i}_paper");
        Arc::new(Source::read(key, PathBuf::from(format!("/c/s{i}.txt")), (*text).to_owned()))
    };
    texts.iter().enumerate().map(read).collect()
}

fn bytes(sources: &[Arc<Source>]) -> Vec<u8> {
    let mut builder = Builder::default();
    for source in sources {
        assert!(builder.push(
            source,
            Stamp { modified: 5, size: source.text.len() as u64 },
            b"more"
        ));
    }
    builder.finish(BUILD).pieces().collect::<Vec<_>>().concat()
}

#[test]
fn a_segment_built_over_texts_equals_one_built_at_once() {
    let sources = sources(TEXTS);
    let stamp = |source: &Source| Stamp { modified: 5, size: source.text.len() as u64 };
    let mut texts = Builder::default();
    for source in &sources {
        assert!(texts.push_text(&source.key, &source.path, &source.text, stamp(source)));
    }
    let texts = texts.finish(BUILD).pieces().collect::<Vec<_>>().concat();
    let texts = Arc::new(IndexSegment::open(Arc::new(texts), BUILD).unwrap());
    // Reuse a builder that made another segment before.
    let mut over = Builder::default();
    over.push_text("other", &PathBuf::from("/c/other.txt"), TEXTS[1], Stamp::default());
    over.finish(BUILD);
    over.begin_over(texts);
    for source in &sources {
        assert!(!over.is_complete());
        over.push(source, stamp(source), b"more");
    }
    assert!(over.is_complete());
    assert_eq!(over.finish(BUILD).pieces().collect::<Vec<_>>().concat(), bytes(&sources));
}

fn stored(sources: &[Arc<Source>]) -> Arc<IndexSegment> {
    Arc::new(IndexSegment::open(Arc::new(bytes(sources)), BUILD).unwrap())
}

fn stocked(sources: &[Arc<Source>]) -> Corpus {
    Corpus::default().stocked(vec![(stored(sources), FxHashSet::default())], Vec::new())
}

/// Compares places, verdicts and changes, in memory and stored.
fn check_alike(memory: &Corpus, stored: &Corpus, words: &str) {
    for cited in [None, Some(DocumentId(0)), Some(DocumentId(2))] {
        let query = Query { words, cited };
        assert_eq!(memory.find(&query), stored.find(&query), "{words} {cited:?}");
    }
}

#[test]
fn stored_documents_round_trip() {
    let sources = sources(TEXTS);
    let corpus = stocked(&sources);
    assert_eq!(corpus.len(), sources.len());
    for ((id, found), source) in corpus.sources().zip(&sources) {
        assert_eq!(found.text, source.text);
        assert_eq!(found.metadata, source.metadata);
        assert_eq!(found.blocks, source.blocks);
        assert_eq!(found.reading, source.reading);
        assert_eq!(found.paragraph(120), source.paragraph(120));
        assert_eq!(corpus.head(id), Some(source.head()));
        assert_eq!(corpus.at(&source.path), Some(id));
        assert_eq!(corpus.resolve(&source.key), crate::corpus::Resolution::One(id));
        assert_eq!(corpus.resolve(source.short_key()), crate::corpus::Resolution::One(id));
    }
    assert_eq!(corpus.at(&PathBuf::from("/c/s9.txt")), None);
    assert_eq!(corpus.resolve("s"), crate::corpus::Resolution::None);
}

#[test]
fn quotations_are_found_alike() {
    let sources = sources(TEXTS);
    let (memory, stored) = (Corpus::new(sources.clone()), stocked(&sources));
    for words in [
        "We have waited long enough for the new bridge",
        "we have waited for ever and long enough for the new bridge",
        "The matter needs to be handled with a great deal of patience",
        "closed for the winter ... nobody should try to cross the ice",
        "patience and [generosity] on all sides of the water",
        "the cooperative firm's first ship, 4,000 tons",
        "Nobody will wait",
        "of the",
        "Lund",
        "nothing that stands there at all, in any of them",
        "",
    ] {
        check_alike(&memory, &stored, words);
    }
}

/// Each character of a script without spaces is a word, so that its runs of three are found like runs of words.
#[test]
fn scripts_without_spaces_are_found_alike() {
    let texts = [
        "港の橋は冬のあいだ閉鎖されると市長が月曜日に発表した。「来年の春まで誰も渡ってはならない」と彼女は述べた。",
        "ท่าเรือปิดในฤดูหนาวและไม่มีใครควรข้ามน้ำแข็งนายกเทศมนตรีกล่าวเมื่อวันจันทร์",
        "市议会周一投票决定关闭大桥，渔民们说他们已经等了十一年。",
    ];
    let sources = sources(&texts);
    let (memory, stored) = (Corpus::new(sources.clone()), stocked(&sources));
    for (words, source) in [
        ("来年の春まで誰も渡ってはならない", 0),
        ("ไม่มีใครควรข้ามน้ำแข็ง", 1),
        ("渔民们说他们已经等了十一年", 2),
        // A character is missing.
        ("渔民们说他们已等了十一年", 2),
    ] {
        check_alike(&memory, &stored, words);
        let found = stored.find(&Query { words, cited: None });
        assert_eq!(found.first().map(|m| m.source), Some(DocumentId(source)), "{words}");
    }
}

#[test]
fn a_change_hides_what_is_stored() {
    let all = sources(TEXTS);
    let edited = Arc::new(Source::read(
        "s1_paper".to_owned(),
        PathBuf::from("/c/s1.txt"),
        "The lake was never closed to anybody in those years.".to_owned(),
    ));
    let stored = stored(&all);
    let gone = FxHashSet::from_iter([1, 3]);
    let corpus = Corpus::default().stocked(vec![(stored, gone)], vec![edited.clone()]);
    let fresh = Corpus::new(vec![all[0].clone(), edited, all[2].clone()]);
    assert_eq!(corpus.len(), 3);
    for words in ["harbour was closed for the winter", "lake was never closed to anybody", "Lund"] {
        check_alike(&fresh, &corpus, words);
    }
}

#[test]
fn several_segments_are_one_corpus() {
    let all = sources(TEXTS);
    let parts =
        vec![(stored(&all[..1]), FxHashSet::default()), (stored(&all[1..3]), FxHashSet::default())];
    let corpus = Corpus::default().stocked(parts, vec![all[3].clone()]);
    let fresh = Corpus::new(all);
    for words in
        ["We have waited long enough for the new bridge", "a great deal of patience and", "Lund"]
    {
        check_alike(&fresh, &corpus, words);
    }
}

#[test]
fn a_damaged_document_is_absent_rather_than_wrong() {
    let sources = sources(TEXTS);
    let mut bytes = bytes(&sources);
    let at = bytes.windows(7).position(|w| w == b"harbour").unwrap();
    bytes[at] = b'H';
    let stored = Arc::new(IndexSegment::open(Arc::new(bytes), BUILD).unwrap());
    assert!(stored.check().is_err());
    let corpus = Corpus::default().stocked(vec![(stored.clone(), FxHashSet::default())], vec![]);
    assert!(corpus.source(DocumentId(1)).is_none());
    assert!(
        corpus.find(&Query { words: "harbour was closed for the winter", cited: None }).is_empty()
    );
    assert!(stored.is_damaged());
    assert!(corpus.source(DocumentId(0)).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_damage_reads_as_something(at in 0usize..4000, bit in 0u8..8) {
        let mut bytes = bytes(&sources(TEXTS));
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        if let Ok(stored) = IndexSegment::open(Arc::new(bytes), BUILD) {
            let corpus = Corpus::default().stocked(vec![(Arc::new(stored), FxHashSet::default())], vec![]);
            for words in TEXTS.iter().chain(&["Lund", "the matter needs to be handled"]) {
                corpus.find(&Query { words, cited: Some(DocumentId(0)) });
            }
            corpus.resolve("s1");
            corpus.having("the harbour", 9);
        }
    }

    #[test]
    fn words_in_a_row_are_found_alike(from in 0usize..40, len in 1usize..20, which in 0usize..4) {
        let sources = sources(TEXTS);
        let (memory, stored) = (Corpus::new(sources.clone()), stocked(&sources));
        let words: Vec<&str> = TEXTS[which].split_whitespace().skip(from).take(len).collect();
        check_alike(&memory, &stored, &words.join(" "));
    }

    /// A shingle of every five words in a row is stored, so a text that shares fewer may be missed.
    #[test]
    fn a_word_left_out_beside_five_in_a_row_makes_no_difference(
        from in 0usize..40, before in 0usize..8, behind in 5usize..12, which in 0usize..4, turned in any::<bool>(),
    ) {
        let (before, behind) = if turned { (behind, before) } else { (before, behind) };
        let sources = sources(TEXTS);
        let (memory, stored) = (Corpus::new(sources.clone()), stocked(&sources));
        let plain = |word: &&str| word.contains(char::is_alphanumeric);
        let all: Vec<&str> = TEXTS[which].split_whitespace().filter(plain).collect();
        let from = from % all.len().saturating_sub(before + behind).max(1);
        let end = all.len().min(from + before + 1 + behind);
        let words = [&all[from..from + before], &all[from + before + 1..end]].concat();
        check_alike(&memory, &stored, &words.join(" "));
    }
}
