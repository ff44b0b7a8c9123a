//! A source's own words attributed to someone else: the author, if known, and the cases that are exempt.

use super::support;
use onrecord::analysis;

const OWN: &str = "The town wants to keep its cranes while the island pays for the repairs";

/// A report with the words in it, `head` above and `tail` below.
fn report(head: &str, tail: &str) -> String {
    format!(
        "{head}The harbour of Port Ellis was closed on Monday after a storm that broke two of its three cranes and drove a \
         ferry onto the rocks. “We had warned for weeks,” said Oskar Kubran, the infrastructure minister. {OWN}. Ada \
         Moreno, the mayor, was at sea that night.\n\nNobody was hurt, and the ferry was towed off in the morning.\n{tail}"
    )
}

/// Which of the two possible rules reports the words, with its message.
#[track_caller]
fn check(source: &str, note: &str, expected: Option<(&str, &str)>) {
    let note = note.replace("OWN", OWN);
    let snapshot = support::snapshot(&note, &[("k.txt", source)]);
    let found = analysis::findings(&snapshot, &support::note_path());
    let rules = ["misattributed-quote", "paraphrase-in-quotes"];
    let found: Vec<_> = found.into_iter().filter(|f| rules.contains(&f.rule)).collect();
    match (expected, found.as_slice()) {
        (None, []) => {}
        (Some((rule, says)), [one]) => {
            assert_eq!(one.rule, rule, "{}", one.message);
            assert!(one.message.contains(says), "{}", one.message);
        }
        _ => panic!("{expected:?} expected in {note}{source}\n{found:#?}"),
    }
}

const BY: &str = "Storm Closes the Harbour of Port Ellis\n\nBy Mira Holt\n\n";

#[test]
fn own_words_belong_to_a_known_author() {
    for note in [
        "Ada Moreno said “OWN” [@k].\n",
        "“OWN,” said Oskar Kubran [@k].\n",
        "“OWN,” said Arthur Blane [@k].\n",
        "According to Ada Moreno, “OWN” [@k].\n",
        "> OWN.\n>\n> — Ada Moreno [@k]\n",
        "Moreno argued that “the town wants to keep its cranes” [@k].\n",
        "Moreno argued that “wants to keep its” cranes [@k].\n",
    ] {
        check(&report(BY, ""), note, Some(("misattributed-quote", "Mira Holt")));
    }
    let signed = report("", "\nMira Holt, COURIER\n");
    check(&signed, "Ada Moreno said “OWN” [@k].\n", Some(("misattributed-quote", "Mira Holt")));
    let matter = report("---\ntitle: The storm\nauthor: Mira Holt\n---\n", "");
    check(&matter, "Ada Moreno said “OWN” [@k].\n", Some(("misattributed-quote", "Mira Holt")));
}

#[test]
fn own_words_without_an_author_are_not_a_quotation() {
    for head in
        ["", "Storm Closes the Harbour of Port Ellis\n\n", "The storm\n\nEdited by Mira Holt\n\n"]
    {
        check(
            &report(head, ""),
            "Ada Moreno said “OWN” [@k].\n",
            Some(("paraphrase-in-quotes", "own words")),
        );
    }
}

#[test]
fn words_reported_of_the_speaker_are_a_paraphrase() {
    let source = format!(
        "{BY}Ada Moreno, the mayor, said that {}. “Nobody minds,” said Piet Harker, a fisherman.\n",
        OWN.replacen("The", "the", 1)
    );
    check(
        &source,
        "Ada Moreno said “the town wants to keep its cranes” [@k].\n",
        Some(("paraphrase-in-quotes", "about Ada Moreno")),
    );
    let behind =
        format!("{BY}{OWN}, Ada Moreno said. “Nobody minds,” said Piet Harker, a fisherman.\n");
    check(
        &behind,
        "Ada Moreno said “the town wants to keep its cranes” [@k].\n",
        Some(("paraphrase-in-quotes", "")),
    );
}

#[test]
fn possible_authors_are_not_accused() {
    for name in ["Mira Holt", "Holt", "M. Holt", "Myra Holt"] {
        check(&report(BY, ""), &format!("{name} wrote “OWN” [@k].\n"), None);
    }
    let two = "Storm Closes the Harbour of Port Ellis\n\nBy Mira Holt and Ada Moreno\n\n";
    check(&report(two, ""), "Ada Moreno said “OWN” [@k].\n", None);
    let below = report("", "\nAda Moreno is mayor of Port Ellis.\n");
    check(&below, "Ada Moreno said “OWN” [@k].\n", None);
}

#[test]
fn speech_and_fiction_are_exempt() {
    for head in [
        "Address by Ada Moreno, mayor of Port Ellis\n\n",
        "Remarks on the Storm\n\nBy Mira Holt\n\n",
        "Statement of the mayor\n\n",
        "A Letter from the Island\n\nBy Mira Holt\n\n",
        "Interview with the mayor\n\nBy Mira Holt\n\n",
        "CHAPTER III\n\n",
        "The Storm: A Novel\n\nBy Mira Holt\n\n",
        "Dear Anna,\n\n",
        "ADA MORENO: Good evening, and thank you all for coming.\n\n",
        "**Ada Moreno:** Good evening, and thank you all for coming.\n\n",
        "Q. Were you at sea that night?\n\nA. I was.\n\n",
        "Mr. MORENO. I thank the chair, and yield back my time.\n\n",
        "[10:04] Ada Moreno: Good evening.\n\n[10:05] Piet Harker: Good evening.\n\n",
        "Transcript of the evening\n\n",
    ] {
        check(&report(head, ""), "Ada Moreno said “OWN” [@k].\n", None);
    }
}

#[test]
fn words_quoted_in_other_ways_are_exempt() {
    for (before, behind) in [
        ("The mayor put it like this:\n\n", "\n\n"),
        ("The mayor put it like this:\n", "\n"),
        ("\n\n> ", "\n\n"),
        ("«", "»"),
        ("„", "“"),
        ("\n\n— ", "\n\n"),
        ("\n\n- ", "\n\n"),
        ("“", " and nobody closed the mark."),
    ] {
        let source = report(BY, "").replace(&format!("{OWN}."), &format!("{before}{OWN}.{behind}"));
        check(&source, "Ada Moreno said “OWN” [@k].\n", None);
    }
}

#[test]
fn short_uncertain_or_otherwise_sourced_words_are_exempt() {
    check(&report(BY, ""), "Ada Moreno spoke of “keep its cranes” [@k].\n", None);
    check(&report(BY, ""), "The mayor said “OWN” [@k].\n", None);
    check(&report(BY, ""), "The article said “OWN” [@k].\n", None);
    check(&report(BY, ""), "Ada Moreno was at sea. She said “OWN” [@k].\n", None);
    let quoted = report(BY, &format!("\n“{OWN},” Ada Moreno said later.\n"));
    check(&quoted, "Ada Moreno said “OWN” [@k].\n", None);
}
