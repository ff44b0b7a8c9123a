//! Speed of discovering names in a corpus, finding known names in a text, merging one changed source, and hovering over every
//! form of a name in the sample notes.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::actor::{ActorEntries, Actors, DocumentNames, EntryIndex, NameMemo, ReadDocument};
use onrecord::analysis;
use onrecord::prose::{Reading, Words, names};
use onrecord::text::{DocumentId, Span};
use onrecord::workspace::{Settings, Workspace};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const GIVEN: &[&str] =
    &["Kavita", "Orla", "Erik", "Tove", "Anil", "Marta", "Jonas", "Leila", "Pavel", "Ines"];
const FAMILY: &[&str] = &[
    "Rao",
    "Brandt",
    "Lindqvist",
    "Mehta",
    "Okafor",
    "Serrano",
    "Novak",
    "Haddad",
    "Eriksen",
    "Costa",
];
const HEADS: &[&str] = &[
    "Harbour Board",
    "Ministry of Fisheries",
    "Lindau University",
    "Veltrona Ltd",
    "River Authority",
];

/// About a megabyte of news-like text with invented people.
fn text() -> String {
    let mut text = String::new();
    for i in 0..4000 {
        let (given, family) = (GIVEN[i % 10], FAMILY[(i / 10) % 10]);
        let head = HEADS[i % 5];
        text.push_str(&format!(
            "The talks in Norway went on for a second week, and it was Minister {given} {family} who spoke of the old \
             harbour. Mr. {family} said that the {head} had not answered the letters which the fishermen sent in \
             spring. Nobody in the town believed that the ferries would sail again before the ice is gone.\n"
        ));
    }
    text
}

fn bench(c: &mut Criterion) {
    let text = text();
    let mut group = c.benchmark_group("actors");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("discover", |b| {
        b.iter(|| names(black_box(&text)));
    });
    let reading = Reading::default();
    let documents = [ReadDocument {
        id: DocumentId(0),
        text: &text,
        reading: &reading,
        turns: &[],
        date: None,
    }];
    let actors = Actors::of(&documents, &ActorEntries::default());
    group.bench_function("link known names", |b| {
        let whole = || std::iter::once(Span::new(0, text.len()));
        b.iter(|| actors.link(black_box(&text), whole(), &mut NameMemo::default()));
    });
    group.bench_function("find and link a corpus", |b| {
        b.iter(|| Actors::of(black_box(&documents), &ActorEntries::default()));
    });
    group.finish();
    c.bench_function("join one changed source of 400", |b| {
        let known = EntryIndex::of(ActorEntries::default());
        let mut documents: Vec<(DocumentId, Arc<DocumentNames>)> = (0u32..)
            .map(DocumentId)
            .zip(text.as_bytes().chunks(text.len() / 400))
            .map(|(id, chunk)| {
                let text = String::from_utf8_lossy(chunk);
                let document =
                    ReadDocument { id, text: &text, reading: &reading, turns: &[], date: None };
                (id, Arc::new(DocumentNames::of(&document, &Words::default(), &known)))
            })
            .collect();
        let actors = Actors::default().updated(documents.clone());
        if let Some((_, names)) = documents.first_mut() {
            *names = Arc::new(DocumentNames::clone(names));
        }
        b.iter(|| actors.updated(black_box(documents.clone())));
    });
    hovers();
}

/// Hovers over every form of a name in the sample notes a hundred times and prints the slowest.
fn hovers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = Workspace::holding(root, Settings::default()).snapshot();
    let mut times: Vec<Duration> = Vec::new();
    // On a busy machine the slowest hovers are those that were interrupted, so each form counts with its median.
    let mut slowest = Duration::ZERO;
    for (path, entry) in
        snapshot.notes.iter().filter(|(path, _)| path.starts_with(root.join("tests/notes")))
    {
        let assessment = snapshot.assessment(path, entry);
        for mention in &assessment.mentions {
            let mut of_form: Vec<Duration> = Vec::new();
            for _ in 0..100 {
                let start = Instant::now();
                black_box(analysis::hover(&snapshot, path, mention.span.start));
                of_form.push(start.elapsed());
            }
            of_form.sort_unstable();
            slowest = slowest.max(of_form.get(50).copied().unwrap_or_default());
            times.append(&mut of_form);
        }
    }
    times.sort_unstable();
    let at =
        |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!(
        "hover over {} forms of names: p50 {:?}, p99 {:?}; of the slowest form, p50 {slowest:?}",
        times.len() / 100,
        at(0.5),
        at(0.99)
    );
}

criterion_group!(benches, bench);
criterion_main!(benches);
