//! Safe fixes do no damage: no mark inside a word, no lost locator, no merged paragraphs.

use super::{check, fix};
use crate::support;
use onrecord::analysis;

const FERRY: (&str, &str) = (
    "ferry.txt",
    "The ferry\n\n“The crews were asked to wait at home – all of them – until the very ‘big storm’ was over and done with,” which surprised \
     nobody in the harbour, Ines Falk said.\n\n\
     “A well and truly built ferry will sail in any weather, then, (or nearly any) that the harbour knows,” Piet Harker said.\n\n\
     “They call it ‘the big storm’ in town, and they say ‘the “long” winter’ on the island,” Falk said.\n",
);

/// The note after its safe fixes.
fn fixed(sources: &[(&str, &str)], note: &str) -> String {
    let snapshot = support::snapshot(note, sources);
    analysis::apply(note, &analysis::fix_all(&snapshot, &support::note_path()))
}

#[test]
fn ellipsis_goes_outside_marks_and_words() {
    for (before, after) in [
        (
            "Falk said “all of them – until the ‘big storm’ was over and done with” [@ferry].\n",
            "Falk said “all of them – until the … ‘big storm’ was over and done with” [@ferry].\n",
        ),
        (
            "Harker said “truly built ferry will sail in any weather, (or nearly any) that the harbour knows” [@ferry].\n",
            "Harker said “truly built ferry will sail in any weather, … (or nearly any) that the harbour knows” [@ferry].\n",
        ),
        // A hyphenated word is not split.
        (
            "Harker said “A well-built ferry will sail in any weather, then, (or nearly any) that the harbour knows” [@ferry].\n",
            "Harker said “A well-built ferry will sail in any weather, then, (or nearly any) that the harbour knows” [@ferry].\n",
        ),
    ] {
        assert_eq!(fixed(&[FERRY], before), after);
    }
}

#[test]
fn quotation_closes_at_the_right_word_despite_dashes() {
    let source = (
        "wait.txt",
        "The wait\n\n“The crews were asked to wait at home – all of them – until noon on Friday,” which surprised nobody in the room, \
         Ines Falk said.\n",
    );
    fix(
        "overrun-quote",
        &[source],
        "Falk said “The crews were asked to wait at home—all of them—until noon on Friday, which surprised nobody” [@wait].",
        "Falk said “The crews were asked to wait at home—all of them—until noon on Friday”, which surprised nobody [@wait].",
    );
}

#[test]
fn nested_marks_are_left_to_the_writer() {
    let note = "Falk said “they say “the ‘long’ winter” on the island” [@ferry].\n";
    assert_eq!(fixed(&[FERRY], note), note);
    let plain = "Falk said “They call it “the big storm” in town” [@ferry].\n";
    assert!(fixed(&[FERRY], plain).contains("it ‘the big storm’ in town”"));
}

#[test]
fn repeated_words_are_not_removed() {
    let sources = [FERRY];
    let note = |locator: &str| {
        format!(
            "Harker said “A well and truly built ferry will sail in any weather” [@ferry, {locator}].\n"
        )
    };
    assert_eq!(fixed(&sources, &note("¶7")), note("¶2"));
    assert_eq!(fixed(&sources, &note("¶¶7, 9")), note("¶¶7, 9"));
    assert_eq!(fixed(&sources, &note("¶7, my emphasis")), note("¶2, my emphasis"));
}

#[test]
fn removing_a_comment_keeps_paragraphs_and_rule_lists() {
    for (before, after) in [
        (
            "Nothing is quoted here.\n<!-- onrecord-ignore misquote -->\nNor is it here.\n",
            "Nothing is quoted here.\n\nNor is it here.\n",
        ),
        (
            "Nothing is quoted here.\r\n\r\n<!-- onrecord-ignore misquote -->\r\nNor is it here.\r\n",
            "Nothing is quoted here.\r\n\r\nNor is it here.\r\n",
        ),
    ] {
        assert_eq!(fixed(&[FERRY], before), after);
    }
}

#[test]
fn corrected_word_keeps_its_line_and_markup() {
    for (before, after) in [
        (
            "> The crews were asked to wait at home – all of them –\n> untill the very ‘big storm’ was over and done with\n>\n> — Falk [@ferry]\n",
            "> The crews were asked to wait at home – all of them –\n> until the very ‘big storm’ was over and done with\n>\n> — Falk [@ferry]\n",
        ),
        (
            "| who | what |\r\n|---|---|\r\n| Falk | “The crews were asked to wait at home – all of thme – until the very ‘big storm’ was over” [@ferry] |\r\n",
            "| who | what |\r\n|---|---|\r\n| Falk | “The crews were asked to wait at home – all of them – until the very ‘big storm’ was over” [@ferry] |\r\n",
        ),
        (
            "Falk said “The crews were asked to wait at home – all of **thme** – until the very ‘big storm’ was over” [@ferry].\n",
            "Falk said “The crews were asked to wait at home – all of **them** – until the very ‘big storm’ was over” [@ferry].\n",
        ),
    ] {
        assert_eq!(fixed(&[FERRY], before), after);
    }
    check(
        "misquote",
        &[FERRY],
        "Falk said “all of them – until the very ‘big storm’ was over” [@ferry].\n",
    );
}
