//! The constructions by which English attributes words, one a line: the text, the speaker of its last quotation, and
//! the rule.

use crate::prose::AttributionRule::{self, *};
use crate::prose::Block;
use crate::prose::Kind;
use crate::prose::read;

type Line = (&'static str, &'static str, AttributionRule);

#[track_caller]
fn check(lines: &[Line]) {
    for (text, speaker, rule) in lines {
        let reading = read(text, &Block::of_plain_text(text));
        let last = reading.quotations.iter().rfind(|q| q.parent.is_none());
        let attribution = last.and_then(|q| q.attribution.as_ref());
        let found = attribution.map(|a| (a.named().of(text), a.rule));
        assert_eq!(found, Some((*speaker, *rule)), "{text}");
    }
}

#[test]
fn beside_the_words() {
    check(&[
        ("Olsen said: “The bridge is closed for the winter.”", "Olsen", SpeakerBefore),
        ("Marta Olsen told the council that “the bridge is closed”.", "Marta Olsen", Governed),
        ("“The bridge is closed for the winter,” Olsen said.", "Olsen", SpeakerAfter),
        ("“The bridge is closed for the winter,” said Marta Olsen.", "Marta Olsen", SpeakerAfter),
        ("“The bridge is closed,” said the mayor, Marta Olsen.", "Marta Olsen", SpeakerAfter),
        ("“It is closed,” Olsen said, “and it stays closed.”", "Olsen", SpeakerBefore),
        // An unlisted verb: its position shows what it does.
        ("“The bridge is closed for the winter,” chirruped Olsen.", "Olsen", SpeakerAfter),
        ("“The bridge is closed for the winter,” Olsen harrumphed.", "Olsen", SpeakerAfter),
    ]);
}

#[test]
fn phrases_that_introduce() {
    check(&[
        ("According to Olsen, the harbour is “a gift to the country”.", "Olsen", AccordingTo),
        ("In the words of Olsen, the harbour is “a gift to the country”.", "Olsen", AccordingTo),
        ("As Olsen put it, “the bridge is closed for the winter.”", "Olsen", Governed),
        ("“The bridge is closed,” were the words of Marta Olsen.", "Marta Olsen", AccordingTo),
        ("In a statement Olsen said: “The bridge is closed.”", "Olsen", SpeakerBefore),
        ("“The bridge is closed for the winter.” — Marta Olsen", "Marta Olsen", Line),
        ("“The bridge is closed for the winter” (Olsen, 2013).", "Olsen", Parenthesis),
        ("Olsen: “The bridge is closed for the winter.”", "Olsen", Label),
        ("14:15 Marta Olsen: “The bridge is closed for the winter.”", "Marta Olsen", Label),
    ]);
}

#[test]
fn two_who_speak_in_one_sentence() {
    check(&[
        (
            "Lund said that “it is safe”, while Olsen replied: “Close it now.”",
            "Olsen",
            SpeakerBefore,
        ),
        ("Lund said that “it is safe”, while Olsen said that “it leaks”.", "Olsen", SpeakerBefore),
        ("Lund said “it is safe” but Marta Olsen said, “Close it.”", "Marta Olsen", SpeakerBefore),
        ("Lund said “it is safe”, whereas Olsen disagreed: “Close it.”", "Olsen", SpeakerBefore),
        (
            "Lund said “it is safe”, while the council said: “Close it.”",
            "the council",
            SpeakerBefore,
        ),
        ("Lund said “it is safe” and added: “We are proud of it.”", "Lund", SpeakerBefore),
        ("Lund said that “it is safe” and that “it was costly”.", "Lund", Governed),
    ]);
}

#[test]
fn between_speaker_and_verb() {
    check(&[
        (
            "“It is closed,” Marta Olsen, the mayor of Lund, told the radio.",
            "Marta Olsen",
            SpeakerAfter,
        ),
        ("Olsen, who has run the town since May, said, “It is closed.”", "Olsen", SpeakerBefore),
        ("The plan, says Olsen, is “a gift to every speculator”.", "Olsen", Governed),
    ]);
}

#[test]
fn nouns_and_passives() {
    check(&[
        ("Novak repeated his claim that “the fund owns the pier.”", "Novak", Governed),
        (
            "The town kept to “the issue must be resolved by talks.” The phrase, spoken by Councilor Marta Olsen, was new.",
            "Councilor Marta Olsen",
            Noun,
        ),
        (
            "Lund, threatened with “fire and storm” by Ruritania, closed its port.",
            "Ruritania",
            Governed,
        ),
    ]);
}

#[test]
fn parts_inside_a_clause() {
    check(&[
        ("Olsen urged the council to “create a better harbour”.", "Olsen", Governed),
        (
            "Adeyemi announced that the north was open “to listening to the south”.",
            "Adeyemi",
            Governed,
        ),
        ("Novak called the plan “a gift to every speculator on this coast.”", "Novak", Governed),
        ("Olsen “tried to convey” that “the bridge is not for sale”.", "Olsen", SpeakerBefore),
    ]);
}

#[test]
fn what_goes_on_from_before() {
    check(&[
        ("“The bridge is closed,” Olsen said. “It will open in May.”", "Olsen", FollowOn),
        ("“It is closed,” Olsen said.\n\n“We all look forward to May.”", "Olsen", FollowOn),
        (
            "“It is closed,” Marta Olsen said. He added, “it may open in May.”",
            "Marta Olsen",
            SpeakerBefore,
        ),
    ]);
}

#[test]
fn questions_and_answers_take_turns() {
    let start = "“Is the bridge closed?” Olsen asked.\n\n“It is,” Novak answered.";
    let question = format!("{start}\n\n“And who has the key?”");
    let answer = format!("{question}\n\n“Nobody has it.”");
    for (text, speaker) in [(&question, "Olsen"), (&answer, "Novak")] {
        let reading = read(text, &Block::of_plain_text(text));
        let last = reading.quotations.last().and_then(|q| q.attribution.as_ref()).unwrap();
        assert_eq!((last.named().of(text), last.rule), (speaker, FollowOn), "{text}");
    }
    check(&[
        ("Q: “Is it closed?”\n\nA: “It is.”", "A", Label),
        (
            "“It is closed,” Marta Olsen told us.\n\nWill it open again?\n\n“When the ice is gone.”",
            "Marta Olsen",
            FollowOn,
        ),
    ]);
}

#[test]
fn second_hand() {
    check(&[
        ("Novak replied, “Please leave the pier,” the Lund Herald wrote.", "Novak", SpeakerBefore),
        (
            "Novak urged the town to “create a good atmosphere”, Reuters reported.",
            "Novak",
            Governed,
        ),
    ]);
}

#[test]
fn speakers_without_an_actor() {
    check(&[
        ("“We were not satisfied,” a senior official said.", "a senior official", SpeakerAfter),
        ("“The plan is dead,” analysts said.", "analysts", SpeakerAfter),
        ("The editorial said that “the town has no plan at all.”", "The editorial", SpeakerBefore),
    ]);
}

#[test]
fn nobody_speaks() {
    for (text, kind) in [
        ("She was reading the novel “The Bridge of Ice” when he came.", Kind::Title),
        ("They met “accidentally” in the harbour.", Kind::Scare),
    ] {
        let quotation = read(text, &Block::of_plain_text(text)).quotations.remove(0);
        assert_eq!((quotation.attribution, quotation.kind), (None, kind), "{text}");
    }
}

#[test]
fn marks() {
    for (text, words) in [
        (
            "\"He said 'never again,'\" Olsen recalled.",
            vec!["He said 'never again,'", "never again,"],
        ),
        ("``Closed,'' Olsen said.", vec!["Closed,"]),
        ("''Closed,'' Olsen said.", vec!["Closed,"]),
        ("‘It’s closed,’ Olsen said.", vec!["It’s closed,"]),
        ("“Closed,\" Olsen said, \"for good.”", vec!["Closed,", "for good."]),
        // Reopened in every paragraph, and closed in none.
        (
            "Olsen wrote:\n\n“It is closed.\n\n“It stays closed.",
            vec!["It is closed.\n\n“It stays closed."],
        ),
        (
            "\"It is closed.\n\n\"It stays closed,\" Olsen said.",
            vec!["It is closed.\n\n\"It stays closed,"],
        ),
        ("<a href=\"x\">Olsen</a> said “closed”.", vec!["x", "closed"]),
    ] {
        let reading = read(text, &Block::of_plain_text(text));
        let found: Vec<&str> = reading.quotations.iter().map(|q| q.words.of(text)).collect();
        assert_eq!(found, words, "{text}");
    }
}
