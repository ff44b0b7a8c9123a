//! Time to parse a note of 20 KB, as on every keystroke.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::note::{Memory, Note};
use onrecord::prose;
use std::hint::black_box;

/// A page of an analyst's note: wrapped prose, quotations, citations, a list, a block quotation, a footnote.
const PAGE: &str = "\
## Lee in the north (April)

Lee left the north with *little*. Kim held that “the matter needs to be handled, as **ever**, through
dialogue and consultation” [@mill, ¶3], and the minister told the visitors to “go home, please” [@lee_2013].
Nobody was “open to listening”, as [the paper](../seeds/mill.txt#L4) put it.[^1]

- “We are ready,” Lee said. “We have always been ready.” (@mill, p. 4)
    - in the same hour: “no comment on that” `code` https://example.org/page

> “There is no hope to put an end to it if nobody changes their policies.”
> — Kim, [@mill]

[^1]: See @lee_2013, p. 4, and [@mill].

";

fn read(c: &mut Criterion) {
    let note = PAGE.repeat(20_000 / PAGE.len() + 1);
    let mut group = c.benchmark_group("note");
    group.throughput(Throughput::Bytes(note.len() as u64));
    group.bench_function("read 20 KB", |b| b.iter(|| Note::read(black_box(note.clone()))));
    let read = Note::read(note);
    group.bench_function("of which the reading of its prose", |b| {
        b.iter(|| prose::read_note(black_box(&read.prose.text), &read.blocks, None));
    });
    let mut memory = Memory::default();
    group.bench_function("read 20 KB again", |b| {
        b.iter(|| Note::read_again(black_box(read.text.clone()), &mut memory));
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
