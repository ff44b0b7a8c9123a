//! Inlay hints after quotations, and how an uncertain speaker is shown.

use super::support;
use onrecord::analysis;
use onrecord::text::Span;
use std::path::Path;

/// The inlay hints of a note with one source.
#[track_caller]
fn check(source: &str, note: &str, expected: &[&str]) {
    let snapshot = support::snapshot(note, &[("k.txt", source)]);
    let hints = analysis::hints(&snapshot, &support::note_path(), Span::new(0, note.len()));
    let labels: Vec<&str> = hints.iter().map(|hint| hint.label.as_str()).collect();
    assert_eq!(labels, expected, "{note}");
}

const ADDRESS: &str = "Address by Clara Lagrange, chair of the harbour union\n\n\
    As Jonas Moller once wrote, “A port is made by its storms, and by what is mended after each of them.”\n\n\
    The situation in the docks is grave and not enough food is getting in.\n";

#[test]
fn tick_requires_no_finding_at_warning_or_above() {
    check(
        ADDRESS,
        "Moller wrote: “A port is made by its storms, and by what is mended after each of them” [@k].\n",
        &["✓ Jonas Moller, k ¶1"],
    );
    check(
        ADDRESS,
        "Lagrange wrote: “A port is made by its storms, and by what is mended after each of them” [@k].\n",
        &["≠ Jonas Moller, k ¶1"],
    );
    check(
        ADDRESS,
        "Lagrange said: “The situation in the docks is grave … enough food is getting in” [@k].\n",
        &["! Clara Lagrange, k ¶2"],
    );
    check(
        ADDRESS,
        "Moller wrote: “A port is made by its storms, and by what is mended after each of them” [@k, ¶9].\n",
        &["! Jonas Moller, k ¶1"],
    );
}

#[test]
fn each_quotation_has_its_own_hint() {
    let source = "“The talks will not resume before March,” Ada Moreno said. “Nobody asked the fishermen about it,” said \
                  Piet Harker, a fisherman.\n";
    let note = "Ada Moreno said “the talks will not resume before March” and “nobody asked the fishermen about it” [@k].\n";
    check(source, note, &["✓ Ada Moreno, k ¶1", "≠ Piet Harker, k ¶1"]);
}

#[test]
fn clause_about_something_is_attributed_to_its_subject() {
    for clause in [
        "a decision that Council Secretary Antonio Guerra said would “strike at the people who can least afford it.”",
        "a step which Antonio Guerra said was “striking at the people who can least afford it.”",
        "a move Antonio Guerra said could “strike at the people who can least afford it.”",
        "a move that, Antonio Guerra said, would “strike at the people who can least afford it.”",
    ] {
        let source = format!(
            "KARHU, July 17 - Norland said on Monday that it was leaving the ferry treaty, {clause}\n"
        );
        let words = clause.split('“').nth(1).unwrap().trim_end_matches(".”");
        let note = format!("Guerra said it would “{words}” [@k].\n");
        let snapshot = support::snapshot(&note, &[("k.txt", &source)]);
        let hints = analysis::hints(&snapshot, &support::note_path(), Span::new(0, note.len()));
        let labels: Vec<&str> = hints.iter().map(|hint| hint.label.as_str()).collect();
        assert!(labels[0].starts_with("✓ Antonio Guerra, k"), "{labels:?} {clause}");
    }
}

#[test]
fn speaker_resolved_from_a_pronoun_is_shown_with_it() {
    let source = "Oskar Kubran, the minister, came late to the harbour.\n\n“We had warned for weeks that this was coming,” he \
                  said. “Nobody wanted to know anything about it.”\n";
    let note = "Kubran said “we had warned for weeks that this was coming” [@k].\n";
    check(source, note, &["✓ he: Oskar Kubran, k ¶1"]);
    let snapshot = support::snapshot(note, &[("k.txt", source)]);
    let note_path = support::note_path();
    let at = |path: &Path, text: &str, words: &str| {
        let offset = text.find(words).unwrap() + 1;
        let hover = analysis::hover(&snapshot, path, offset).unwrap();
        onrecord::server::markdown(&hover.card, &|_| None)
    };
    let card = at(&note_path, note, "warned");
    assert!(
        card.contains(
            "Speaker in the source: **he: Oskar Kubran**, subject of the sentence before"
        ),
        "{card}"
    );
    let said = at(&note_path, note, "Kubran");
    assert!(
        said.contains("- perhaps “We had warned for weeks that this was coming,” (he said)"),
        "{said}"
    );
    let symbols = analysis::document_symbols(&snapshot, Path::new("/desk/sources/k.txt"));
    assert_eq!(symbols[0].detail, "he: Oskar Kubran");
    let actor = snapshot.actors.named("Oskar Kubran")[0];
    let view = analysis::dossier_view(&snapshot, actor).unwrap();
    let texts: Vec<&str> = view.timeline.iter().map(|event| event.text.as_str()).collect();
    assert!(
        texts.contains(&"perhaps “We had warned for weeks that this was coming,” (he said)"),
        "{texts:?}"
    );
}

#[test]
fn messages_express_doubt_about_the_speaker() {
    let source = "Oskar Kubran, the minister, came late to the harbour.\n\n“We had warned for weeks that this was coming,” he \
                  said.\n";
    for (note, rule) in [
        ("“We had warned for weeks that this was coming” [@k].\n", "missing-speaker"),
        ("“We had warned for weeks that this was coming.”\n", "unattributed-quote"),
    ] {
        let snapshot = support::snapshot(note, &[("k.txt", source)]);
        let found = analysis::findings(&snapshot, &support::note_path());
        let found = found.iter().find(|f| f.rule == rule).unwrap_or_else(|| panic!("{found:#?}"));
        assert!(found.message.contains("he: Oskar Kubran"), "{}", found.message);
        let named = found.fixes.iter().filter(|fix| fix.title.contains("Kubran"));
        assert!(named.clone().count() > 0, "{:#?}", found.fixes);
        for fix in named {
            assert!(fix.title.contains("he: Oskar Kubran"), "{}", fix.title);
        }
    }
}
