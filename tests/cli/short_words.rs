//! Two errors in one quotation are two findings in few lines: the quotation is shown once, and no card repeats them.

use crate::folder::Folder;

const NOTE: &str = "# Note\n\nIt was late. “The harbour will never again be opened to the ships of the northern fleet.”\n";
const SOURCE: &str = "The council met on Tuesday.\n\n“We have waited long enough for the new bridge,” said Piet Harker.\n";

fn folder() -> Folder {
    Folder::empty().with("note.md", NOTE).with("seeds/visit.txt", SOURCE)
}

#[test]
fn invented_quotation_without_a_speaker_takes_six_lines() {
    let outcome = folder().run(&["check"]);
    let told: Vec<&str> = outcome.stdout.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(told.len(), 6, "{}", outcome.stdout);
    for rule in ["unattributed-quote", "quote-not-found"] {
        assert_eq!(told.iter().filter(|line| line.contains(rule)).count(), 1, "{}", outcome.stdout);
    }
    assert!(told.iter().all(|line| line.chars().count() <= 100), "{}", outcome.stdout);
}

#[test]
fn hover_repeats_the_findings_and_nothing_more() {
    let outcome = folder().run(&["hover", "note.md:3:30"]);
    assert_eq!(outcome.stdout.matches("has neither a speaker").count(), 1, "{}", outcome.stdout);
    assert!(!outcome.stdout.contains("Not found"), "{}", outcome.stdout);
}
