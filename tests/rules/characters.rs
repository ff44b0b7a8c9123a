//! Characters that are not quotation marks, and names with variant characters: inches, apostrophes, markup.

use super::{check, fix};
use crate::support;
use onrecord::analysis;
use onrecord::note::Note;

const CHANNEL: (&str, &str) = (
    "channel.txt",
    "“The channel must be deepened before the winter gales close the southern approach,” said Marta Quill, the harbour \
     master.\n\nTom O’Dell, a pilot, said: “No vessel of that draught should enter without two tugs and daylight.”\n",
);

const WORDS: &str =
    "the channel must be deepened before the winter gales close the southern approach";

fn findings(note: &str, sources: &[(&str, &str)]) -> Vec<String> {
    let snapshot = support::snapshot(note, sources);
    let found = analysis::findings(&snapshot, &support::note_path());
    found.into_iter().map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

fn words(note: &str) -> Vec<String> {
    Note::read(note.to_owned()).quotations.iter().map(|q| q.text.clone()).collect()
}

fn speakers(note: &str) -> Vec<String> {
    let note = Note::read(note.to_owned());
    let speaker = |q: &onrecord::note::Quotation| {
        q.attribution.as_ref().map_or(String::new(), |a| note.plain(a.speaker).to_owned())
    };
    note.quotations.iter().map(speaker).collect()
}

#[test]
fn inch_and_foot_marks_do_not_end_a_quotation() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("„", "“"), ("«", "»"), ("‘", "’"), ("'", "'")]
    {
        for measure in [
            "5'10\"",
            "6\"",
            "6'",
            "5′10″",
            "5’10″",
            "24\"x36\"",
            "24\" x 36\"",
            "24\" by 36\"",
            "5' 10\"",
            "3.5\"",
            "6'2\" tall",
            "9\" wide",
            "51°30'26\"N",
            "3'",
        ] {
            // A straight foot mark inside straight single marks is inconclusive.
            if open == "'" && measure.contains('\'') {
                continue;
            }
            let quoted =
                format!("We measured the mast at {measure} and nobody in the yard objected to it");
            let note = format!("Marta Quill said {open}{quoted}{close} [@measure].");
            assert_eq!(words(&note).first(), Some(&quoted), "{note}");
            let source = format!("{open}{quoted},{close} said Marta Quill.\n");
            assert_eq!(findings(&note, &[("measure.txt", &source)]), [""; 0], "{note}");
            let wrong = note.replace("nobody", "everybody");
            let found = findings(&wrong, &[("measure.txt", &source)]);
            assert!(found.len() == 1 && found[0].starts_with("misquote"), "{wrong}: {found:#?}");
        }
    }
}

#[test]
fn a_quotation_may_end_with_a_number() {
    for (note, expected) in [
        ("He said \"we sold 6\" and \"they sold 7\" in May.", &["we sold 6", "they sold 7"][..]),
        ("He said \"we sold 6\", she said \"they sold 7\".", &["we sold 6", "they sold 7"]),
        ("He said “we sold 6” and “they sold 7” in May.", &["we sold 6", "they sold 7"]),
        ("He said “we sold 6\" and left.", &["we sold 6"]),
        ("He said 'we sold 6' and 'they sold 7' in May.", &["we sold 6", "they sold 7"]),
        ("A 6\" pipe and a 7\" one, he said, \"will do\".", &["will do"]),
        ("\"It is 5'10\"\", he said.", &["It is 5'10\""]),
        ("“It is 5'10\"”, he said.", &["It is 5'10\""]),
        ("The ’6” pipe” is not said.", &[]),
        ("Sheets of 24\"x36\" and 8\"x10\" are sold.", &[]),
    ] {
        assert_eq!(words(note), expected, "{note}");
    }
}

#[test]
fn apostrophe_variants_in_a_name_are_equal() {
    for sign in ["'", "’", "ʼ", "‘", "´"] {
        let note = format!("According to Tom O{sign}Dell, “{WORDS}” [@channel].\n");
        let found = findings(&note, &[CHANNEL]);
        assert!(
            found.len() == 1 && found[0].starts_with("misattributed-quote"),
            "{note}: {found:#?}"
        );
        let short = format!("O{sign}Dell said that “{WORDS}” [@channel].\n");
        let found = findings(&short, &[CHANNEL]);
        assert!(
            found.len() == 1 && found[0].starts_with("misattributed-quote"),
            "{short}: {found:#?}"
        );
    }
    for (name, other) in
        [("D’Arcy", "D'Arcy"), ("N'Diaye", "N’Diaye"), ("L’Estrange", "LʼEstrange")]
    {
        let source = format!(
            "“{WORDS},” said Marta Quill.\n\nJean {name}, a pilot, said: “No vessel should enter without two tugs.”\n"
        );
        let note = format!("Jean {other} said that “{WORDS}” [@s].\n");
        let found = findings(&note, &[("s.txt", &source)]);
        assert!(found.len() == 1 && found[0].starts_with("misattributed"), "{note}: {found:#?}");
    }
}

#[test]
fn apostrophe_variants_are_one_actor() {
    let sources = [
        ("a.txt", "Tom O’Dell, a pilot, said: “No vessel of that draught should enter.”\n"),
        ("b.txt", "Tom O'Dell, a pilot, said: “The tugs were late again this morning.”\n"),
    ];
    let snapshot = support::snapshot("Tom O'Dell and Tom O’Dell.", &sources);
    let named: Vec<&str> = snapshot
        .actors
        .all()
        .map(|(_, a)| a.name.as_str())
        .filter(|n| n.contains("Dell"))
        .collect();
    assert_eq!(named.len(), 1, "{named:?}");
    assert_eq!(
        findings("Tom O'Dell said that “no vessel of that draught should enter” [@a].", &sources),
        [""; 0]
    );
}

#[test]
fn markup_is_not_part_of_a_speaker() {
    for name in [
        "[Tom O’Dell](https://x.example)",
        "[[Tom O’Dell]]",
        "[[odell|Tom O’Dell]]",
        "**Tom O’Dell**",
        "*Tom* **O’Dell**",
        "<b>Tom O’Dell</b>",
        "==Tom O’Dell==",
        "[Tom O’Dell]{.person}",
        "Tom O’Dell",
    ] {
        for frame in
            ["{}’s view: “W” [@channel].", "{} said: “W” [@channel].", "{}: “W” [@channel]."]
        {
            let note = frame.replace("{}", name).replace('W', WORDS);
            assert_eq!(speakers(&note), ["Tom O’Dell"], "{note}");
            let found = findings(&note, &[CHANNEL]);
            let accused = found.iter().find(|f| f.starts_with("misattributed-quote"));
            let accused = accused.unwrap_or_else(|| panic!("{note}: {found:#?}"));
            assert!(accused.contains("is attributed to Tom O’Dell, but"), "{accused}");
        }
    }
}

#[test]
fn possessive_is_stripped() {
    for (lead, expected) in [
        ("Ada Brill’s view", "Ada Brill"),
        ("Ada Brill's word", "Ada Brill"),
        ("Ada Brill’s own words", "Ada Brill"),
        ("Ada Brill’s statement", "Ada Brill"),
        ("Ada Brill’s take", "Ada Brill"),
        ("Ada Brill’s answer", "Ada Brill"),
        ("Ada Brill’s verdict", "Ada Brill"),
        ("Tom O’Dell’s reply", "Tom O’Dell"),
        ("Henry James’ view", "Henry James"),
        ("Ada Brill’s spokesman", "Ada Brill’s spokesman"),
    ] {
        assert_eq!(speakers(&format!("{lead}: “{WORDS}”.")), [expected], "{lead}");
    }
    assert_eq!(speakers(&format!("In Ada Brill’s words, “{WORDS}”.")), ["Ada Brill"]);
}

#[test]
fn heading_does_not_cite_scare_quotes() {
    for heading in [
        "## Quill: “the channel must be deepened before the winter gales” [@channel]",
        "## The winter [@channel]",
        "# Channel [[channel]]",
        "## The winter\n\n[@channel]",
    ] {
        let note = format!(
            "{heading}\n\nThe inspectors were 'late' and the ferry \"early\". Nobody called it a “success story”.\n"
        );
        let found = findings(&note, &[CHANNEL]);
        assert!(!found.iter().any(|f| f.starts_with("quote-not-found")), "{note}: {found:#?}");
    }
    // Speech below a heading cites the heading's source.
    let note = format!("## Notes [@channel]\n\nMarta Quill said that “{WORDS}”.\n");
    assert_eq!(findings(&note, &[CHANNEL]), [""; 0]);
    let note = note.replace("winter gales", "summer gales");
    assert!(findings(&note, &[CHANNEL])[0].starts_with("misquote"));
}

#[test]
fn marks_around_code_are_not_quotations() {
    for note in [
        "The flag “`--keep`” is new, and so is ‘`-k`’.",
        "The flag \"`--keep`\" is new, and so is '`-k`'.",
        "The flags “`--keep`, `-k`” are new; \"`--keep` / `-k`\" too.",
        "Type «`x`» or „`y`“ or 「`z`」.",
        "See '`a`' and '`b`' and \"`c`\" here.",
        "“![a picture](a.png)” is a picture, \"$x^2$\" a formula.",
    ] {
        assert_eq!(words(note), [""; 0], "{note}");
        assert_eq!(findings(note, &[CHANNEL]), [""; 0], "{note}");
    }
}

#[test]
fn line_block_bar_is_markup() {
    let note = "| Marta Quill said that “the channel must be deepened\n| before the winter gales close\n| the southern approach” [@channel].\n";
    assert_eq!(words(note), [WORDS]);
    assert_eq!(findings(note, &[CHANNEL]), [""; 0]);
    assert_eq!(
        words("> | The channel must be deepened\n> | before the winter gales\n> — Marta Quill\n"),
        ["The channel must be deepened before the winter gales"]
    );
    // A table stays a table, and a bar inside a line belongs to a word.
    assert_eq!(words("| Who | What |\n|---|---|\n| Quill | “yes we will” |\n"), ["yes we will"]);
    assert_eq!(words("He said “a | b” there.\n"), ["a | b"]);
}

#[test]
fn fix_inserts_the_speaker_inside_the_markup() {
    fix(
        "misattributed-quote",
        &[CHANNEL],
        &format!("[[Tom O’Dell]]’s view: “{WORDS}” [@channel].\n"),
        &format!("[[Marta Quill]]’s view: “{WORDS}” [@channel].\n"),
    );
    check(
        "misattributed-quote",
        &[CHANNEL],
        &format!("\n[Marta Quill](https://x.example)’s view: “{WORDS}” [@channel].\n"),
    );
}
