//! How fast names are discovered in a corpus, and known names found in a text.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::actor::{Actors, Document, KnownActors};
use onrecord::prose::{Reading, names};
use onrecord::text::DocumentId;
use std::hint::black_box;

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

/// News-like text of about a megabyte with invented people.
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
    let documents = [Document { id: DocumentId(0), text: &text, reading: &reading, date: None }];
    let actors = Actors::of(&documents, &KnownActors::default());
    group
        .bench_function("link known names", |b| b.iter(|| actors.link(black_box(&text), &reading)));
    group.bench_function("find and link a corpus", |b| {
        b.iter(|| Actors::of(black_box(&documents), &KnownActors::default()));
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
