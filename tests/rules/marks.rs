//! Quotations in the marks of every language: read from mark to mark, compared with their source, never reported as
//! unclosed.

use super::{check, fix};
use crate::support;
use onrecord::analysis;
use onrecord::note::Note;

const HARBOUR: (&str, &str) = (
    "harbour.txt",
    "Ada Brill, the harbour master, said: “We shall keep the harbour open through the whole of the winter season.”\n\n\
     Jon Tarrow, a councillor, told reporters: “The ferry contract has never been put before the town council.”\n",
);

const RIGHT: &str = "We shall keep the harbour open through the whole of the winter season";
const WRONG: &str = "We shall keep the harbour shut through the whole of the winter season";

/// Pairs of opening and closing marks in use.
const PAIRS: &[(&str, &str)] = &[
    ("“", "”"),
    ("\"", "\""),
    ("„", "“"),
    ("„", "”"),
    ("”", "”"),
    ("«", "»"),
    ("« ", " »"),
    ("«\u{a0}", "\u{a0}»"),
    ("«\u{202f}", "\u{202f}»"),
    ("»", "«"),
    ("»", "»"),
    ("‹", "›"),
    ("›", "‹"),
    ("‚", "‘"),
    ("‘", "’"),
    ("「", "」"),
    ("『", "』"),
    ("“", "„"),
    ("''", "''"),
];

fn findings(note: &str, sources: &[(&str, &str)]) -> Vec<String> {
    let snapshot = support::snapshot(note, sources);
    let found = analysis::findings(&snapshot, &support::note_path());
    found.into_iter().map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

fn words(note: &str) -> Vec<String> {
    let note = Note::read(note.to_owned());
    assert!(note.quotations.iter().all(|q| q.closed), "{:#?}", note.quotations);
    note.quotations.iter().map(|q| q.text.clone()).collect()
}

#[test]
fn correct_quotation_in_any_marks_is_not_reported() {
    for (open, close) in PAIRS {
        for frame in [
            "Ada Brill said: {} [@harbour].",
            "Ada Brill said that {}, and left [@harbour].",
            "{}, said Ada Brill [@harbour].",
            "({}, said Ada Brill [@harbour].)",
            "**{}**, said Ada Brill [@harbour].",
            "Ada Brill said {}; then she said {} twice [@harbour].",
            "- {} — Ada Brill [@harbour]",
        ] {
            let note = frame.replace("{}", &format!("{open}{RIGHT}{close}"));
            assert_eq!(findings(&note, &[HARBOUR]), [""; 0], "{note}");
            assert_eq!(words(&note)[0], RIGHT, "{note}");
        }
    }
}

#[test]
fn wrong_word_in_any_marks_is_reported() {
    for (open, close) in PAIRS {
        let note = format!("Ada Brill said: {open}{WRONG}{close} [@harbour].");
        let found = findings(&note, &[HARBOUR]);
        assert!(found.len() == 1 && found[0].starts_with("misquote"), "{note}: {found:#?}");
    }
}

#[test]
fn text_between_two_quotations_is_not_quoted() {
    for (open, close) in PAIRS {
        let note = format!(
            "Ada Brill said: {open}{RIGHT}{close}, and nobody believed it, but Jon Tarrow said: {open}The ferry contract has \
             never been put before the town council.{close} [@harbour]"
        );
        assert_eq!(
            words(&note),
            [RIGHT, "The ferry contract has never been put before the town council."],
            "{note}"
        );
        assert_eq!(findings(&note, &[HARBOUR]), [""; 0], "{note}");
    }
}

#[test]
fn marks_of_different_languages_can_be_adjacent() {
    let all: Vec<String> =
        PAIRS.iter().enumerate().map(|(n, (o, c))| format!("{o}words of number {n}{c}")).collect();
    let note = format!("Brill said {}.", all.join(", then said "));
    let expected: Vec<String> = (0..PAIRS.len()).map(|n| format!("words of number {n}")).collect();
    assert_eq!(words(&note), expected);
}

#[test]
fn nested_marks() {
    let check = |note: &str, expected: &[&str]| {
        let note = Note::read(note.to_owned());
        let found: Vec<String> = note
            .quotations
            .iter()
            .map(|q| format!("{}{}", if q.parent.is_some() { "· " } else { "" }, q.text))
            .collect();
        assert_eq!(found, expected, "{}", note.text);
        assert!(note.quotations.iter().all(|q| q.closed), "{}", note.text);
    };
    check("„Er sagte ‚Nein‘ zu mir“, sagte sie.", &["Er sagte ‚Nein‘ zu mir", "· Nein"]);
    check("„Er sagte ‚Nein‘“, sagte sie.", &["Er sagte ‚Nein‘", "· Nein"]);
    check("»Er sagte ›Nein‹ zu mir«, sagte sie.", &["Er sagte ›Nein‹ zu mir", "· Nein"]);
    check("«Он сказал „нет“ мне», сказала она.", &["Он сказал „нет“ мне", "· нет"]);
    check("«Он сказал „нет“», сказала она.", &["Он сказал „нет“", "· нет"]);
    check("« Il a dit “non” hier », dit-elle.", &["Il a dit “non” hier", "· non"]);
    check("« Il a dit « non » hier », dit-elle.", &["Il a dit « non » hier", "· non"]);
    check("「彼は『いいえ』と言った」と彼女。", &["彼は『いいえ』と言った", "· いいえ"]);
    check("“He cried „halt“ and ran,” she said.", &["He cried „halt“ and ran,", "· halt"]);
    check("„Er rief “halt” und lief“, sagte sie.", &["Er rief “halt” und lief", "· halt"]);
    check("“He wrote «so be it» there,” she said.", &["He wrote «so be it» there,", "· so be it"]);
    check("“See 「the sign」,” she said.", &["See 「the sign」,", "· the sign"]);
}

#[test]
fn arrows_are_not_quotation_marks() {
    for note in [
        "Home » News » Sport and weather of the day.",
        "Read more » about the harbour.",
        "Open the menu › Settings › Privacy and look.",
        "The file is a›b›c here.",
        "The 5\" pipe »fits the old one.",
    ] {
        assert_eq!(findings(note, &[HARBOUR]), [""; 0], "{note}");
    }
}

#[test]
fn quotation_of_several_paragraphs() {
    for (open, again, close) in
        [("„", "„", "“"), ("«", "»", "»"), ("«", "«", "»"), ("“", "“", "”"), ("”", "”", "”")]
    {
        let note = format!(
            "Brill wrote: {open}The first of two paragraphs.\n\n{again}The second of two paragraphs{close}, and left."
        );
        let found = words(&note);
        assert_eq!(found.len(), 1, "{note}: {found:?}");
        assert!(found[0].ends_with("The second of two paragraphs"), "{found:?}");
    }
}

#[test]
fn sources_with_any_marks() {
    for (open, close) in PAIRS {
        let source = format!(
            "Ada Brill, the harbour master, said: {open}{RIGHT}{close}. She left.\n\nJon Tarrow said: {open}Nobody asked the town council about the ferry{close}.\n"
        );
        let note = format!("Jon Tarrow said “{RIGHT}” [@s].");
        let found = findings(&note, &[("s.txt", &source)]);
        assert!(
            found.len() == 1 && found[0].starts_with("misattributed-quote"),
            "{source}: {found:#?}"
        );
    }
}

#[test]
fn unclosed_mark_is_closed_in_its_own_style() {
    for (open, close) in [("„", "“"), ("«", "»"), ("「", "」"), ("“", "”")] {
        fix(
            "unclosed-quote",
            &[HARBOUR],
            &format!("Ada Brill said: {open}{RIGHT}, and left [@harbour].\n"),
            &format!("Ada Brill said: {open}{RIGHT},{close} and left [@harbour].\n"),
        );
    }
    fix(
        "unclosed-quote",
        &[HARBOUR],
        &format!("Ona „mówi” tak. Ada Brill said: „{RIGHT}, and left [@harbour].\n"),
        &format!("Ona „mówi” tak. Ada Brill said: „{RIGHT},” and left [@harbour].\n"),
    );
}

#[test]
fn nested_marks_of_the_same_form() {
    check(
        "nested-same-mark",
        &[HARBOUR],
        "
Brill sagte: „Wir nennen das „unseren Hafen“ und bleiben“, und ging.
                             ^^^^^^^^^^^^^^^ is inside a quotation with the same kind of marks
",
    );
    fix(
        "nested-same-mark",
        &[HARBOUR],
        "Brill sagte: „Wir nennen das „unseren Hafen“ und bleiben“, und ging.\n",
        "Brill sagte: „Wir nennen das ‚unseren Hafen‘ und bleiben“, und ging.\n",
    );
    // Guillemets and corner brackets show where they end.
    check("nested-same-mark", &[HARBOUR], "\nElle dit : « Nous disons « non » et restons ».\n");
}

#[test]
fn fix_preserves_the_marks() {
    for (open, close) in PAIRS {
        fix(
            "misquote",
            &[HARBOUR],
            &format!("Ada Brill said: {open}{WRONG}{close} [@harbour].\n"),
            &format!("Ada Brill said: {open}{RIGHT}{close} [@harbour].\n"),
        );
    }
}
