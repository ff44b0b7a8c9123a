//! Suppression by a comment in the note, which is reported once it is unused.

use crate::support;
use onrecord::analysis;

const VISIT: (&str, &str) = (
    "visit.txt",
    "A visit\n\n“The talks will not resume before March, and everybody knows it,” Ada Moreno said.\n",
);

/// Asserts that the fix that silences the first finding of a rule turns `before` into `after`, where the rule is silent.
fn silenced(rule: &str, before: &str, after: &str) {
    let snapshot = support::snapshot(before, &[VISIT]);
    let path = support::note_path();
    let found = analysis::findings(&snapshot, &path);
    let finding = found.iter().find(|f| f.rule == rule).expect(rule);
    let fix = analysis::suppress_here(&snapshot, &path, finding).expect("it can be silenced");
    assert_eq!(analysis::apply(before, &fix.edits), after);
    let left = analysis::findings(&support::snapshot(after, &[VISIT]), &path);
    assert!(!left.iter().any(|f| f.rule == rule || f.rule == "unused-suppression"), "{left:#?}");
}

#[test]
fn suppression_goes_before_the_paragraph() {
    silenced(
        "misquote",
        "It rained.\n\nMoreno said that “the talks will resume before\nMarch” [@visit].\n",
        "It rained.\n\n<!-- onrecord-ignore misquote -->\nMoreno said that “the talks will resume before\nMarch” [@visit].\n",
    );
    silenced(
        "unsourced-blockquote",
        "It rained.\n\n> Not here.\n>\n> The talks will not resume before March.\n",
        "It rained.\n\n<!-- onrecord-ignore unsourced-blockquote -->\n> Not here.\n>\n> The talks will not resume before March.\n",
    );
}

#[test]
fn suppression_in_lists_and_tables_goes_after_the_words() {
    silenced(
        "misquote",
        "- It rained.\n- Moreno said that “the talks will resume before March” [@visit].\n- So.\n",
        "- It rained.\n- Moreno said that “the talks will resume before March” [@visit]. <!-- onrecord-ignore misquote -->\n- So.\n",
    );
}

#[test]
fn existing_suppression_gets_another_name() {
    silenced(
        "misquote",
        "<!-- onrecord-ignore wrong-locator: by ear -->\nMoreno said that “the talks will resume before March, and everybody knows it” [@visit, ¶9].\n",
        "<!-- onrecord-ignore wrong-locator misquote: by ear -->\nMoreno said that “the talks will resume before March, and everybody knows it” [@visit, ¶9].\n",
    );
}

#[test]
fn unknown_rules_and_unused_suppressions_are_reported() {
    super::check(
        "unused-suppression",
        &[VISIT],
        "
<!-- onrecord-ignore misqoute because I say so -->
                     ^^^^^^^^ there is no rule misqoute to silence: did you mean misquote?
Moreno said that “the talks will resume before March” [@visit].

<!-- onrecord-ignore wrong-source, misquote -->
                     ^^^^^^^^^^^^ wrong-source reports nothing there
Moreno said that “the talks will resume before March” [@visit].

<!-- onrecord-ignore -->
^^^^^^^^^^^^^^^^^^^^^^^^ silences nothing
It rained.

<!-- onrecord-ignore loaded-cue -->
It rained.
",
    );
}

#[test]
fn suppressions_are_not_judged_before_the_corpus_is_known() {
    super::check("unused-suppression", &[], "<!-- onrecord-ignore misquote -->\nIt rained.\n");
}
