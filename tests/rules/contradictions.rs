//! When a speaker contradicts a note: who is named, and how, in the note and in the source.

use super::support;
use onrecord::analysis;
use onrecord::workspace::Severity::{self, Error, Info};

const WORDS: &str = "We had warned for weeks that this was coming";

/// The severity of `misattributed-quote` in a note; the note writes “Q” for the words.
#[track_caller]
fn check(sources: &[(&str, &str)], note: &str, expected: Option<Severity>) {
    let note = note.replace("“Q”", &format!("“{WORDS}”")).replace("Q,”", &format!("{WORDS},”"));
    let sources: Vec<(&str, String)> =
        sources.iter().map(|(name, text)| (*name, text.replace('Q', WORDS))).collect();
    let sources: Vec<(&str, &str)> = sources.iter().map(|(name, text)| (*name, &**text)).collect();
    let snapshot = support::snapshot(&note, &sources);
    let found = analysis::findings(&snapshot, &support::note_path());
    let found: Vec<_> = found.into_iter().filter(|f| f.rule == "misattributed-quote").collect();
    let weights: Vec<Severity> = found.iter().map(|f| f.severity).collect();
    assert_eq!(weights, expected.into_iter().collect::<Vec<_>>(), "{note}{sources:?}\n{found:#?}");
}

const KUBRAN: (&str, &str) =
    ("k.txt", "KARHU - “Q,” said Oskar Kubran, the infrastructure minister.\n");

#[test]
fn full_name_unknown_to_the_corpus_contradicts_the_source() {
    for note in [
        "“Q,” said Arthur Blane [@k].\n",
        "Arthur Blane said: “Q” [@k].\n",
        "Deputy Mayor Ilse Varga argued that “Q” [@k].\n",
        "“Q,” Mr. Tomas Reker, the engineer, said [@k].\n",
        "According to Arthur Blane, “Q” [@k].\n",
        "“Q,” said Arthur Blane.\n",
    ] {
        check(&[KUBRAN], note, Some(Error));
    }
    let surname = (
        "k.txt",
        "Oskar Kubran, the infrastructure minister, came late. “Q,” Kubran said at the gate.\n",
    );
    check(&[surname], "“Q,” said Arthur Blane [@k].\n", Some(Error));
}

#[test]
fn only_the_cited_source_contradicts_an_unknown_name() {
    let other = ("other.txt", "The harbour was closed on Monday.\n");
    check(&[KUBRAN, other], "“Q,” said Arthur Blane [@k].\n", Some(Error));
    check(&[KUBRAN, other], "“Q,” said Arthur Blane.\n", None);
    let second = ("second.txt", "“Q,” the leaflet read.\n");
    check(&[KUBRAN, second], "“Q,” said Arthur Blane.\n", None);
}

#[test]
fn possible_variants_of_a_name_are_not_reported() {
    for (source, note) in [
        ("Volodymyr Taranenko", "Vladimir Taranienko"),
        ("Mohammed Saleh", "Muhammad Salih"),
        ("Muammar Gadirov", "Moammar Qadhirov"),
        ("Lin Haotian", "Haotian Lin"),
        ("John Holt", "J. R. Holt"),
        ("John Holt", "John Holt Jr."),
        ("Anna Berg-Lund", "Anna Lund"),
        ("Elizabeth Oakes", "Liz Trent"),
        ("José Álvarez", "Jose Alvarez"),
        ("Piet van der Berg", "Piet Vanderberg"),
        ("Nikolai Tesin", "Nikolay Tesyn"),
        ("Олег Соколов", "Oleg Sokolov"),
        ("Oskar Kubran", "Kubran"),
        ("Oskar Kubran", "Pope Martin"),
        ("Oskar Kubran", "Mother Agnes Marie"),
    ] {
        let text = format!("KARHU - “Q,” said {source}, the infrastructure minister.\n");
        check(&[("k.txt", &text)], &format!("“Q,” said {note} [@k].\n"), None);
    }
}

#[test]
fn person_and_organisation_do_not_contradict() {
    for note in [
        "The minister said “Q” [@k].\n",
        "The Ministry of Infrastructure said “Q” [@k].\n",
        "Reuters said “Q” [@k].\n",
        "Norland Rail Group said “Q” [@k].\n",
        "Norland said “Q” [@k].\n",
        "A senior official said “Q” [@k].\n",
    ] {
        check(&[KUBRAN], note, None);
    }
    let company = ("k.txt", "“Q,” said Oskar Kubran, who speaks for Peter Holm, the shipowner.\n");
    check(&[company], "“Q,” said Peter Holm [@k].\n", None);
}

#[test]
fn relayed_words_do_not_contradict() {
    for source in [
        "“Q,” Ada Moreno said, according to Piet Harker, a neighbour.\n",
        "Piet Harker, a neighbour, quoted Ada Moreno as saying: “Q.”\n",
        "“Q,” said Ada Moreno’s spokesman, Piet Harker.\n",
        "“Q,” said Piet Harker, a spokesman for Ada Moreno.\n",
        "“Q,” Piet Harker said, quoting Ada Moreno.\n",
    ] {
        for name in ["Ada Moreno", "Piet Harker"] {
            check(&[("k.txt", source)], &format!("“Q,” said {name} [@k].\n"), None);
        }
    }
    // Speaking with a person is not relaying their words.
    let met = ("k.txt", "“Q,” Piet Harker told Ada Moreno at the gate.\n");
    check(&[met], "“Q,” said Ada Moreno [@k].\n", Some(Error));
}

#[test]
fn name_joined_with_a_headline_is_not_another_actor() {
    let source = (
        "k.txt",
        "Oskar Kubran Praises Harbour Workers\n\nOskar Kubran Praises Harbour Workers Again, the bill read.\n\n\
         “Q,” Oskar Kubran Praises Harbour said. “It is done,” Oskar Kubran said.\n",
    );
    check(&[source], "“Q,” said Oskar Kubran [@k].\n", None);
}

#[test]
fn nested_quotation_is_not_the_outer_speakers() {
    let source = (
        "k.txt",
        "“When Oskar Kubran says ‘all is well in the harbour,’ he means the other harbour,” Ada Moreno said on Monday.\n",
    );
    let note = "Ada Moreno said “When Oskar Kubran says ‘all is well in the harbour,’ he means the other harbour” [@k].\n";
    check(&[source], note, None);
    let inner = "Ada Moreno said “all is well in the harbour” [@k].\n";
    check(&[source], inner, Some(Error));
}

#[test]
fn pronoun_does_not_contradict() {
    let source = (
        "k.txt",
        "Oskar Kubran met Ada Moreno, the mayor. He was late. “Q,” he said at the gate.\n",
    );
    check(&[source], "“Q,” said Ada Moreno [@k].\n", None);
    check(&[KUBRAN], "Ada Moreno met the minister. “Q,” she said [@k].\n", None);
}

#[test]
fn doubtful_speaker_does_not_contradict() {
    let source = (
        "k.txt",
        "Oskar Kubran met Ada Moreno, the mayor, over a plan for the harbour, which “Q” had been the talk of.\n",
    );
    check(&[source], "“Q,” said Arthur Blane [@k].\n", None);
}

#[test]
fn tables_labels_and_attribution_lines_in_a_note_contradict() {
    let known = (
        "k.txt",
        "“Q,” said Oskar Kubran, the infrastructure minister. Ada Moreno, the mayor, said nothing.\n",
    );
    for note in [
        "| Speaker | Words | Source |\n|---|---|---|\n| Ada Moreno | “Q” | [@k] |\n",
        "Ada Moreno: “Q” [@k]\n",
        "- **Ada Moreno:** “Q” [@k]\n",
        "> “Q”\n>\n> — Ada Moreno [@k]\n",
        "“Q” — Ada Moreno [@k]\n",
        "“Q” (Ada Moreno, [@k])\n",
    ] {
        check(&[known], note, Some(Error));
    }
}

#[test]
fn labels_and_attribution_lines_in_a_source_contradict_at_info() {
    for source in [
        "What was heard at the gate on Monday\n\nOskar Kubran: “Q.”\n\nAda Moreno: “We know.”\n",
        "Words of the week, as the desk has them\n\n“Q.”\n\n— Oskar Kubran\n\n“We know.”\n\n— Ada Moreno\n",
        "Oskar Kubran spoke at length, saying “Q,” and Ada Moreno listened.\n",
    ] {
        check(&[("k.txt", source)], "“Q,” said Ada Moreno [@k].\n", Some(Info));
    }
}

#[test]
fn row_with_two_names_does_not_contradict() {
    let sources: &[(&str, &str)] =
        &[("k", "“Q,” said Oskar Kubran, the minister.\n\nAda Moreno met Arthur Blane.")];
    check(
        sources,
        "| To | Words | From | Source |\n|---|---|---|---|\n| Ada Moreno | “Q” | Oskar Kubran | [@k] |\n",
        None,
    );
}
