//! Extreme load: eight servers on one folder, a note of 10,000 quotations, 200 edits a second, documents above the size limit,
//! and a client that stops reading.
//!
//! `cargo bench --bench load -- clients`, `-- note`, `-- edits` or `-- wire`; all four without an argument.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark fails loudly"
)]

#[path = "../tests/support/client.rs"]
mod client;
#[path = "load/clients.rs"]
mod clients;
#[path = "../tests/support/editor.rs"]
mod editor;
#[path = "load/edits.rs"]
mod edits;
#[path = "load/note.rs"]
mod note;
#[path = "load/percentile.rs"]
mod percentile;
#[path = "load/texts.rs"]
mod texts;
#[path = "load/wire.rs"]
mod wire;
#[path = "../tests/support/words.rs"]
mod words;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo bench` passes `--bench`. `cargo test --all-targets` does not: then there is nothing to do.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let wanted: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|a| *a != "--bench").collect();
    let all: [(&str, fn()); 4] = [
        ("clients", clients::run),
        ("note", note::run),
        ("edits", edits::run),
        ("wire", wire::run),
    ];
    for (name, run) in all.iter().filter(|(name, _)| wanted.is_empty() || wanted.contains(name)) {
        println!("{name}:");
        run();
    }
}
