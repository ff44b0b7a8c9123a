//! A server that is used all day does not grow.

use crate::folder::{Folder, GOOD};
use crate::soak::rounds;
use serde_json::json;

/// Rounds that take some ten seconds with a debug build; `cargo bench --bench soak` runs all 20,000.
const ROUNDS: usize = 2_000;

/// A tenth, plus allocator slack.
const SLACK: u64 = 2_048;

#[test]
#[cfg(target_os = "linux")]
fn memory_is_stable_after_thousands_of_requests() {
    let text = format!("\n\n{GOOD}");
    let folder = Folder::with_note(&text);
    let mut client = folder.client(json!({}));
    let note = folder.uri("note.md");
    client.open(&note, 1, &text);
    rounds(&mut client, &note, 0, ROUNDS / 4);
    let first = client.resident();
    rounds(&mut client, &note, ROUNDS / 4, ROUNDS - ROUNDS / 4);
    let last = client.resident();
    assert!(
        last <= first + first / 10 + SLACK,
        "{first} KiB after the first, {last} KiB at the end"
    );
}
