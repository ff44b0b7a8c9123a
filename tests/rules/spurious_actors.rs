//! Spurious actors and roles, and initials that do not end a sentence.

use super::{check, support};
use onrecord::prose::NameKind;

/// The actors of a source by name, with their roles.
fn actors(text: &str) -> Vec<(String, NameKind, Vec<String>)> {
    let snapshot = support::snapshot("", &[("source.txt", text)]);
    let told = snapshot.actors.all().map(|(index, actor)| {
        let dossier = snapshot.actors.dossier(index);
        let roles = dossier.into_iter().flat_map(|d| d.roles).map(|role| role.text).collect();
        (actor.name.clone(), actor.kind, roles)
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    told
}

#[track_caller]
fn named(text: &str, expected: &[&str]) {
    let names: Vec<String> = actors(text).into_iter().map(|(name, _, _)| name).collect();
    assert_eq!(names, expected, "{text}");
}

#[track_caller]
fn roles(text: &str, name: &str, expected: &[&str]) {
    let found = actors(text);
    let roles = found.iter().find(|(n, _, _)| n == name).map(|(_, _, roles)| roles.clone());
    assert_eq!(
        roles.as_deref(),
        Some(expected.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>().as_slice()),
        "{text}: {found:?}"
    );
}

#[test]
fn initial_does_not_end_a_sentence() {
    let source = [(
        "bank.txt",
        "The bank\n\n“We have waited for the numbers long enough by now,” said Ada I. Brill, the head of the bank, on Tuesday.\n",
    )];
    for name in [
        "Ada I. Brill",
        "Joseph I. Lind",
        "A. I. Brill",
        "A.I. Brill",
        "Ada V. Brill",
        "Ada X. Brill",
        "Ada A. Brill",
        "Ada-Marie I. Brill",
        "J.R.R. Brill",
        "Ada Brill Jr.",
        "Ada St. Brill",
        "Mr. Ada I. Brill",
        "Sen. Ada I. Brill",
    ] {
        for note in [
            format!("“We have waited for the numbers long enough by now,” {name} said [@bank]."),
            format!("“We have waited for the numbers long enough by now,” said {name} [@bank]."),
            format!(
                "“We have waited for the numbers long enough by now,” {name} said on Tuesday, and left."
            ),
            format!(
                "{name} said that “we have waited for the numbers long enough by now” [@bank]."
            ),
        ] {
            check("unattributed-quote", &source, &note);
            check("missing-speaker", &source, &note);
        }
    }
    // “I” as a speaker does end one.
    for text in [
        "He is older than I. Ada Brill left. “We have waited for the numbers long enough by now.”",
        "So am I. Brill left. “We have waited for the numbers long enough by now.”",
    ] {
        let snapshot = support::snapshot(text, &source);
        let found = onrecord::analysis::findings(&snapshot, &support::note_path());
        assert!(found.iter().any(|f| f.rule == "unattributed-quote"), "{text}: {found:#?}");
    }
}

#[test]
fn name_does_not_include_a_following_i() {
    named(
        "Ada Brill: At Kickwell I learned to sell. At Kickwell I met Jon Tarrow. When I left Kickwell I was forty.\n\nJon Tarrow: In \
         Norland I was poor. In Norland I had no boat.\n",
        &["Ada Brill", "Jon Tarrow", "Kickwell", "Norland"],
    );
    for sentence in [
        "After Kellmark I never looked back.",
        "For Kellmark I would do anything.",
        "When she left Kellmark I cried.",
        "In Kellmark I am known.",
        "At Kellmark I think we did well.",
        "With Kellmark I always felt at home.",
        "Of all the people at Kellmark I liked her most.",
        "At Kellmark I, too, was poor.",
        "Before Kellmark I sold boats.",
        "It was at Kellmark I first saw the sea.",
    ] {
        let found = actors(&format!("{sentence} They went to Kellmark by boat."));
        assert!(found.iter().any(|(name, _, _)| name == "Kellmark"), "{sentence}: {found:?}");
        assert!(found.iter().all(|(name, _, _)| !name.ends_with(" I")), "{sentence}: {found:?}");
    }
    for name in ["With Charles I learned to sail.", "When I left Charles I was forty."] {
        let found = actors(&format!("{name} They went to see Charles Lind by boat."));
        assert!(found.iter().all(|(name, _, _)| !name.ends_with(" I")), "{name}: {found:?}");
    }
}

#[test]
fn regnal_number_is_part_of_the_name() {
    for (text, name) in [
        (
            "The portrait of Elizabeth I was sold. Elizabeth I of Norland had it made.",
            "Elizabeth I",
        ),
        ("Pope John Paul I died in the spring, and John Paul I was mourned.", "John Paul I"),
        (
            "The trial of Charles I began in the winter. Charles I, king of Norland, said nothing.",
            "Charles I",
        ),
        ("They sold it to Charles I of Norland, and Charles I paid.", "Charles I"),
        ("King Ardan I ruled for a year. The town loved King Ardan I.", "Ardan I"),
    ] {
        let found = actors(text);
        assert!(found.iter().any(|(n, _, _)| n.ends_with(name)), "{name}: {found:?}");
    }
}

#[test]
fn name_does_not_run_into_the_next_sentence() {
    for text in [
        "She works for Lindhof Inc. The board met on Tuesday. Lindhof Inc. sells boats.",
        "He met Jon Tarrow Jr. They sailed to Kell. Jon Tarrow Jr. came back.",
        "She works for Lindhof Ltd. He does not. Lindhof Ltd. sells boats.",
    ] {
        let found = actors(text);
        let swallowed =
            |name: &str| [" The", " They", " He"].iter().any(|word| name.contains(word));
        assert!(found.iter().all(|(name, _, _)| !swallowed(name)), "{text}: {found:?}");
    }
}

#[test]
fn action_while_speaking_is_not_a_role() {
    for narration in [
        "shoving him back into the chair from which he had risen",
        "bending forward and sinking his voice",
        "his eyes on the door",
        "her head in her hands",
        "with a smile",
        "turning to the captain",
        "as he left the judge alone",
        "looking at me, his old friend",
        "leading his brother by the hand",
        "watching the captain",
        "dressed as a priest",
        "followed by the doctor",
        "slowly, like a judge",
        "leaning forward",
        "pushing the chair back",
        "who had seen the captain before",
        "and the captain nodded",
        "taking the chair",
    ] {
        let text =
            format!("“Good morning to you all,” said Brill, {narration}. Ada Brill sat down.\n");
        roles(&text, "Ada Brill", &[]);
        let text = format!("Ada Brill, {narration}, said nothing.\n");
        roles(&text, "Ada Brill", &[]);
    }
    let to =
        "“Pray sit,” said Brill to the hydraulic engineer. “You are tired.” Ada Brill sat down.\n";
    roles(to, "Ada Brill", &[]);
    for role in [
        "the head of the port",
        "a doctor of long standing",
        "managing director of Kell",
        "acting mayor of Lund",
        "visiting professor at Lund",
        "the captain",
        "leading economist at the bank",
        "retired general",
        "her brother’s lawyer",
        "chair of the board",
    ] {
        roles(
            &format!("“Good morning to you all,” said Ada Brill, {role}.\n"),
            "Ada Brill",
            &[role],
        );
    }
}

#[test]
fn label_in_capitals_resolves_to_the_person() {
    let text = "KARHU - The council met in the town on Tuesday.\n\nMS. BRILL: I have nothing to say to that.\n\nMR MERROW: And I?\n\nTARROW: I \
                met Ada Brill and Jon Tarrow there.\n\nJON TARROW: So I did.\n\nSOKOLOVA: I came late.\n\nTHE COURT: Go on.\n\nSOKOLOVA: I shall.\n\nNOTE: nothing.\n";
    let found = actors(text);
    let kinds: Vec<(&str, NameKind)> =
        found.iter().map(|(name, kind, _)| (name.as_str(), *kind)).collect();
    for (name, kind) in [
        ("Ada Brill", NameKind::Person),
        ("Jon Tarrow", NameKind::Person),
        ("Merrow", NameKind::Person),
        ("Sokolova", NameKind::Person),
    ] {
        assert!(kinds.contains(&(name, kind)), "{name}: {kinds:?}");
    }
    for name in ["BRILL", "TARROW", "JON TARROW", "NOTE", "COURT"] {
        assert!(kinds.iter().all(|(n, _)| *n != name), "{name}: {kinds:?}");
    }
    assert!(!kinds.contains(&("KARHU", NameKind::Person)), "{kinds:?}");
}

#[test]
fn nouns_of_other_languages_are_not_actors() {
    named(
        "Der Hafen im Moor\n\n“Wir haben die Schleuse in jener Nacht nicht geöffnet”, sagte Ada Brill. Der Hafenrat will den Bericht \
         noch vor dem Winter vorlegen. Das Eis kommt, und Brill wartet auf die Brücke.\n",
        &["Ada Brill"],
    );
    let found = actors(
        "«Мы не закроем мост», — сказал Иван Соколов. Паром ходит каждый день. Совет порта ждёт, и Соколов ждёт. Мы тоже.\n",
    );
    let names: Vec<&str> = found.iter().map(|(name, _, _)| name.as_str()).collect();
    assert_eq!(names, ["Иван Соколов"]);
}
