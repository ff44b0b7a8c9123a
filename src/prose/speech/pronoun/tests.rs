//! The antecedents of pronouns, one construction at a time.

use crate::prose::{Attribution, Block, Confidence, Reason, read};

/// The attribution of the last quotation of a text.
fn last(text: &str) -> Attribution {
    let reading = read(text, &Block::of_plain_text(text));
    reading.quotations.last().and_then(|q| q.attribution.clone()).expect("a speaker")
}

/// The antecedent of the last quotation's pronoun.
fn meant(text: &str) -> Option<&str> {
    last(text).antecedent.map(|name| name.of(text))
}

#[test]
fn the_subject_of_the_sentence_before_comes_before_its_object() {
    let text = "Ingrid Solheim praised Berit Ravn on Monday. “The ledgers are open,” she said.";
    assert_eq!(meant(text), Some("Ingrid Solheim"));
    let meaning = last(text).meaning.unwrap();
    assert_eq!(meaning.reason, Reason::SubjectBefore);
    let possessor =
        "Ingrid Solheim has read the plan of Berit Ravn’s office. “It is thin,” she said.";
    assert_eq!(meant(possessor), Some("Ingrid Solheim"));
}

#[test]
fn the_subject_of_the_sentences_between_comes_before_who_spoke_last() {
    let text = "“Both plans matter to the crews,” said Fallon Reed.\n\n\
        On Monday night, Ingrid Solheim leaned on the harbour tax. She then went at the record of the council. \
        “There may be a reason,” she said.";
    assert_eq!(meant(text), Some("Ingrid Solheim"));
}

#[test]
fn a_person_introduced_after_the_verb_may_be_meant() {
    let noted = "“He must be seen as a change,” said Sean Spindler, the guild's planner. However, talks come late, noted Radio \
        North's Dante Kjaer.\n\n“One might expect them to matter more,” he wrote.";
    assert_eq!(meant(noted), Some("Dante Kjaer"));
    let joined = "The mayor held a rally on Monday. She was joined by Arne Lund, head of the pilots' guild. \
        “The tax will fall,” he said.";
    assert_eq!(meant(joined), Some("Arne Lund"));
}

#[test]
fn a_given_name_a_title_or_a_noun_implies_the_sex() {
    let given = "Arne Lund met Ingrid Solheim at the pier. “The ledgers are open,” she said.";
    assert_eq!(meant(given), Some("Ingrid Solheim"));
    let title = "Mr. Quell met Mrs. Ravn at the pier. “The ledgers are open,” she said.";
    assert_eq!(meant(title), Some("Mrs. Ravn"));
    let noun =
        "Zed Quell, a spokeswoman for the guild, met Tov Karr. “The ledgers are open,” she said.";
    assert_eq!(meant(noun), Some("Zed Quell"));
}

#[test]
fn an_earlier_given_name_implies_the_sex_of_a_surname() {
    let text = "Ingrid Solheim came late to the pier, and so did Arne Lund.\n\n\
        Lund met Solheim again on Friday.\n\n“The ledgers are open,” she said.";
    assert_eq!(meant(text), Some("Ingrid Solheim"));
}

#[test]
fn an_earlier_pronoun_implies_the_sex() {
    let text = "Quell says that she will not pay. Arne Lund met Quell on Friday. “The ledgers are open,” she said.";
    assert_eq!(meant(text), Some("Quell"));
}

#[test]
fn only_people_are_meant() {
    for (thing, person) in [
        ("Ravn supporters cheered in the harbour.", None),
        ("The Karhu Herald came out on Monday.", None),
        ("Sweden left the treaty on Monday.", None),
        ("Arne Lund leads in Sweden. The Harbour Party leads elsewhere.", Some("Arne Lund")),
    ] {
        let text = format!("{thing} “The tax will fall,” he said.");
        assert_eq!(meant(&text), person, "{text}");
    }
}

#[test]
fn it_and_they_are_not_resolved() {
    for pronoun in ["it", "they"] {
        let text = format!(
            "The harbour guild and its captains met Arne Lund on Monday. “The tax will fall,” {pronoun} said."
        );
        assert_eq!(meant(&text), None);
    }
}

#[test]
fn two_speakers_alternate() {
    let text = "“Will the tax fall?” asked Arne Lund.\n\n“It will,” Ingrid Solheim replied.\n\n“When?” he said.\n\n\
        “Soon,” she said.";
    assert_eq!(meant(text), Some("Ingrid Solheim"));
    let reading = read(text, &Block::of_plain_text(text));
    let third = reading.quotations[2].attribution.as_ref().unwrap();
    assert_eq!(third.antecedent.map(|name| name.of(text)), Some("Arne Lund"));
}

#[test]
fn the_addressee_is_not_the_speaker() {
    let text = "Arne Lund met Tor Ravn on Monday. “The tax will fall,” he told Lund.";
    assert_eq!(meant(text), Some("Tor Ravn"));
}

#[test]
fn a_pronoun_in_quoted_speech_is_not_resolved() {
    let text =
        "Arne Lund met Tor Ravn. “Then he said ‘the tax will fall’ and left,” Ravn told the guild.";
    let reading = read(text, &Block::of_plain_text(text));
    let inner = reading.quotations.iter().filter(|q| q.parent.is_some());
    let antecedents: Vec<_> = inner.filter_map(|q| q.attribution.as_ref()?.antecedent).collect();
    assert!(antecedents.is_empty());
}

#[test]
fn an_uncertain_antecedent_is_doubtful_and_has_an_alternative() {
    let text = "The storm surprised Arne Lund and Tor Ravn. “The tax will fall,” he said.";
    let attribution = last(text);
    assert_eq!(attribution.confidence, Confidence::Doubtful);
    assert!(attribution.meaning.unwrap().other.is_some());
    assert!(attribution.shown(text).starts_with("he: perhaps "), "{}", attribution.shown(text));
}

#[test]
fn a_certain_antecedent_has_no_alternative() {
    let text = "Ingrid Solheim opened the ledgers on Monday. She read from them. “There may be a reason,” she said.";
    let attribution = last(text);
    assert_eq!(attribution.confidence, Confidence::Resolved);
    assert_eq!(attribution.shown(text), "she: Ingrid Solheim");
}

#[test]
fn headlines_are_skipped() {
    let text =
        "Arne Lund Slams Harbour Tax.\n\nThe weather was fine.\n\n“The tax will fall,” he said.";
    assert_eq!(meant(text), None);
}

#[test]
fn a_person_introduced_at_the_end_of_the_sentence_before_makes_it_uncertain() {
    let text = "“A lot of her visits come across as show,” Anders Ruud said. He feels she avoids the crews, which is something \
        that concerns Henry Crespin, president of the pilots' guild. “No one writes songs for her,” he said.";
    let attribution = last(text);
    let all = [attribution.antecedent, attribution.meaning.and_then(|meaning| meaning.other)];
    assert!(all.iter().flatten().any(|name| name.of(text) == "Henry Crespin"));
    assert_eq!(attribution.confidence, Confidence::Doubtful);
}
