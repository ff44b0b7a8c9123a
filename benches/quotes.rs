//! Speed of finding quotations and their speakers, in bytes of article text a second on one core.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::prose::{Block, read};
use std::fmt::Write;
use std::hint::black_box;

/// Newspaper paragraphs, about every second with a quotation.
const PARAGRAPHS: &[&str] = &[
    "The town of Lund closed its harbour bridge on Monday, a week after the first ice was seen in the bay, and the council \
     asked people to use the ferry instead.",
    "“The bridge is closed for the winter, and nobody should try to cross it,” said Marta Olsen, the mayor of Lund. “It will \
     open again when the ice is gone.”",
    "Pavel Novak, director of the harbour fund, told the council that the decision was “a gift to speculators” and urged it \
     to “create a better plan for the whole coast.”",
    "The fund, which was founded in 1962, owns most of the ground on both sides of the water, and it has sued the town \
     twice over the years without much success.",
    "According to two people who attended the meeting, Novak left before the vote. He later said that he had been “not at \
     all satisfied” with the way it was led.",
    "“I told them what I think of it,” he said.",
    "Experts from the university have warned since spring that the piers are weaker than the plans say. Their report runs \
     to ninety pages and lists eleven places where the iron has rusted through.",
];

fn article(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 300);
    for paragraph in PARAGRAPHS.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        let _ = write!(text, "{paragraph}\n\n");
    }
    text
}

fn quotes(c: &mut Criterion) {
    let text = article(1 << 20);
    let mut group = c.benchmark_group("quotes");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(20);
    group.bench_function("read and attribute", |b| {
        b.iter(|| read(black_box(&text), &Block::of_plain_text(&text)));
    });
    group.finish();
}

criterion_group!(benches, quotes);
criterion_main!(benches);
