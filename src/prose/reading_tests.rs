//! The reading of every English construction that attributes words.

use super::AttributionRule as Rule;
use super::Block;
use super::BlockKind;
use super::Confidence;
use super::Form;
use super::Kind;
use super::Reading;
use super::read;
use crate::text::Span;
use proptest::prelude::*;

fn plain(text: &str) -> Reading {
    read(text, &Block::of_plain_text(text))
}

/// The speakers of all quotations, in order, as written; `-` for none.
fn speakers(text: &str) -> Vec<String> {
    names(text, &plain(text))
}

fn names(text: &str, reading: &Reading) -> Vec<String> {
    let name = |a: &super::Attribution| a.named().of(text).to_owned();
    reading.quotations.iter().map(|q| q.attribution.as_ref().map_or("-".to_owned(), name)).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text), expected, "{text}");
}

#[track_caller]
fn check_rule(text: &str, speaker: &str, rule: Rule, confidence: Confidence) {
    let reading = plain(text);
    let attribution = reading.quotations[0].attribution.as_ref().expect(text);
    assert_eq!(
        (attribution.named().of(text), attribution.rule, attribution.confidence),
        (speaker, rule, confidence),
        "{text}"
    );
}

/// A note whose blocks are `lines`, each with its kind.
fn note(lines: &[(BlockKind, &str)]) -> (String, Vec<Block>) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (kind, line) in lines {
        let start = text.len();
        let quotes = [*kind, blocks.last().map_or(BlockKind::Other, |b: &Block| b.kind)];
        let continued = quotes == [BlockKind::Quote; 2];
        text.push_str(line);
        blocks.push(Block { span: Span::new(start, text.len()), kind: *kind, depth: 1, continued });
        text.push_str("\n\n");
    }
    (text, blocks)
}

#[track_caller]
fn check_note(lines: &[(BlockKind, &str)], expected: &[&str]) {
    let (text, blocks) = note(lines);
    assert_eq!(names(&text, &read(&text, &blocks)), expected, "{text}");
}

/// The words of all quotations.
#[track_caller]
fn check_words(text: &str, expected: &[&str]) {
    let words: Vec<&str> = plain(text).quotations.iter().map(|q| q.words.of(text)).collect();
    assert_eq!(words, expected, "{text}");
}

#[test]
fn speaker_before() {
    let explicit = Confidence::Explicit;
    check_rule(
        "Marta Olsen said, “The bridge is closed for the winter.”",
        "Marta Olsen",
        Rule::SpeakerBefore,
        explicit,
    );
    check_rule(
        "Olsen told reporters: \"We will not sell the harbour.\"",
        "Olsen",
        Rule::SpeakerBefore,
        explicit,
    );
    check("The minister added that “no decision has been taken yet.”", &["The minister"]);
}

#[test]
fn speaker_after() {
    let explicit = Confidence::Explicit;
    check_rule(
        "“The bridge is closed for the winter,” Marta Olsen said.",
        "Marta Olsen",
        Rule::SpeakerAfter,
        explicit,
    );
    check_rule(
        "“The bridge is closed for the winter,” said Marta Olsen, the mayor.",
        "Marta Olsen",
        Rule::SpeakerAfter,
        explicit,
    );
    check("“Is the bridge closed?” Olsen asked.", &["Olsen"]);
    check("“Nobody will cross it,” enthuses Olsen.", &["Olsen"]);
}

#[test]
fn speaker_inside() {
    check(
        "“The bridge,” Marta Olsen said, “is closed for the winter.”",
        &["Marta Olsen", "Marta Olsen"],
    );
    check("“The bridge is closed,” Olsen said. “It will open again in May.”", &["Olsen", "Olsen"]);
}

#[test]
fn apposition_and_relative_clause() {
    check(
        "“The bridge is closed,” Marta Olsen, the mayor of Lund, told the radio.",
        &["Marta Olsen"],
    );
    check(
        "Marta Olsen, who has run the town since May, said, “We will mend the bridge.”",
        &["Marta Olsen"],
    );
    check(
        "Pavel Novak, director of the harbour fund, a charity, said it was “a sad day for the town.”",
        &["Pavel Novak"],
    );
}

#[test]
fn according_to_and_in_the_words_of() {
    check_rule(
        "According to Olsen, the harbour is “a gift to the whole country.”",
        "Olsen",
        Rule::AccordingTo,
        Confidence::Explicit,
    );
    check("“We are of one mind on the bridge,” were the words of Marta Olsen.", &["Marta Olsen"]);
}

#[test]
fn partial_quotations_have_the_subject_that_governs_them() {
    check("Marta Olsen urged the council to “create a better harbour”.", &["Marta Olsen"]);
    check("Novak called the plan “a gift to speculators.”", &["Novak"]);
    check(
        "President Adeyemi announced that the north was open “to listening to what the south had to say” on Friday.",
        &["President Adeyemi"],
    );
    check(
        "Japan, threatened with “fire and storm” on Friday by Ruritania, closed its ports.",
        &["Ruritania"],
    );
}

#[test]
fn nouns_that_are_cues() {
    check(
        "The town kept to its line: “the issue must be resolved through dialogue.” The phrase, spoken by Councilor Marta Olsen, was new.",
        &["Councilor Marta Olsen"],
    );
}

#[test]
fn second_hand() {
    let text = "“Everyone who met them will pay for it,” Novak told Olsen, as pointed out by the Lund Herald.";
    let reading = plain(text);
    let attribution = reading.quotations[0].attribution.as_ref().unwrap();
    assert_eq!(attribution.speaker.of(text), "Novak");
    assert_eq!(attribution.through.map(|t| t.of(text)), Some("the Lund Herald"));

    check("Jean Moreau says the fund promised that “they will mend it in spring.”", &["the fund"]);

    let text =
        "Deputy Premier Novak urged the town to “create a good atmosphere”, Reuters reported.";
    let reading = plain(text);
    let attribution = reading.quotations[0].attribution.as_ref().unwrap();
    assert_eq!(attribution.speaker.of(text), "Deputy Premier Novak");
    assert_eq!(attribution.through.map(|t| t.of(text)), Some("Reuters"));
}

#[test]
fn pronouns() {
    let text = "“The bridge is closed,” Marta Olsen said. She also said, “it will open again when the ice is gone.”";
    let reading = plain(text);
    let attribution = reading.quotations[1].attribution.as_ref().unwrap();
    assert_eq!(attribution.speaker.of(text), "She");
    assert_eq!(attribution.antecedent.map(|a| a.of(text)), Some("Marta Olsen"));
    assert_eq!(attribution.confidence, Confidence::Resolved);
}

#[test]
fn a_pronoun_is_not_somebody_of_whom_the_words_speak() {
    check(
        "Pavel Novak praised the town. Mayor Olsen said that the bridge was “safe again”.\n\n“Mayor Olsen was elected to mend that bridge, and we honour it,” he said.",
        &["Mayor Olsen", "Pavel Novak"],
    );
}

#[test]
fn a_quotation_without_a_cue_goes_on() {
    let text = "“The bridge is closed,” Marta Olsen said.\n\n“It will open when the ice is gone. We all look forward to it.”";
    check(text, &["Marta Olsen", "Marta Olsen"]);
    let second = plain(text).quotations[1].attribution.clone().unwrap();
    assert_eq!((second.rule, second.confidence), (Rule::FollowOn, Confidence::FollowOn));
}

#[test]
fn an_introduction_in_the_paragraph_before() {
    check(
        "Olsen went on:\n\n“The bridge is closed. It will open when the ice is gone.”",
        &["Olsen"],
    );
}

#[test]
fn speakers_without_a_name() {
    check("“We were not satisfied with them,” a senior official said.", &["a senior official"]);
    check("“The plan is dead,” analysts said.", &["analysts"]);
    check(
        "The article ends with the following paragraph: “Nobody in the town wants this kind of harbour.”",
        &["The article"],
    );
}

#[test]
fn labels() {
    check("Olsen: “The bridge is closed for the winter.”", &["Olsen"]);
}

#[test]
fn interviews() {
    let text = "We spoke to Marta Olsen, the mayor, about the bridge.\n\nQ: “Will it open again?”\n\nA: “When the ice is gone.”\n\nQ: “And the ferry?”\n\nA: “It runs.”";
    let reading = plain(text);
    let written: Vec<&str> = reading
        .quotations
        .iter()
        .map(|q| q.attribution.as_ref().map_or("-", |a| a.speaker.of(text)))
        .collect();
    assert_eq!(written, ["Q", "A", "Q", "A"]);
    check(text, &["Q", "Marta Olsen", "Q", "Marta Olsen"]);
}

#[test]
fn a_phrase_without_a_verb_announces() {
    check_rule(
        "Marta Olsen to her sister, 1911: “The house is full of guests.”",
        "Marta Olsen",
        Rule::Label,
        Confidence::Explicit,
    );
    check("Lange told the Herald: “I came in late.”", &["Lange"]);
}

#[test]
fn as_somebody_put_it_and_in_a_statement() {
    check("As Olsen put it, “the bridge is closed for the winter.”", &["Olsen"]);
    check("“The bridge is closed,” Olsen said in a statement.", &["Olsen"]);
}

#[test]
fn what_the_reporter_interrupts_goes_on() {
    let continues =
        |text: &str| plain(text).quotations.iter().map(|q| q.continues).collect::<Vec<_>>();
    assert_eq!(continues("“The bridge,” Olsen said, “is closed.”"), [None, Some(0)]);
    assert_eq!(continues("“It is closed,” Olsen said. “Use the ferry.”"), [None, None]);
}

#[test]
fn marks_before_or_behind_the_comma() {
    check("“The bridge is closed for the winter”, Olsen said.", &["Olsen"]);
    check("Olsen said that “the bridge is closed for the winter”.", &["Olsen"]);
}

#[test]
fn what_is_no_speech() {
    check("She was reading the novel “The Bridge of Ice” when he came.", &["-"]);
    check("They met “accidentally” in the harbour.", &["-"]);
}

#[test]
fn parenthesis_and_line() {
    check_rule(
        "“The bridge is closed for the winter” (Olsen, 2013).",
        "Olsen",
        Rule::Parenthesis,
        Confidence::Explicit,
    );
    check_rule(
        "“The bridge is closed for the winter.” — Marta Olsen",
        "Marta Olsen",
        Rule::Line,
        Confidence::Explicit,
    );
}

#[test]
fn block_quotations() {
    use BlockKind::{Paragraph, Quote};
    check_note(&[(Quote, "The bridge is closed.\n— Marta Olsen")], &["Marta Olsen"]);
    check_note(
        &[
            (Quote, "The bridge is closed."),
            (Quote, "It will open again."),
            (Quote, "— Marta Olsen, in Lund"),
        ],
        &["Marta Olsen"],
    );
    check_note(
        &[(Paragraph, "Marta Olsen said:"), (Quote, "The bridge is closed for the winter.")],
        &["Marta Olsen"],
    );
    check_note(
        &[(Paragraph, "The harbour is old."), (Quote, "The bridge is closed for the winter.")],
        &["-"],
    );

    let (text, blocks) = note(&[
        (Quote, "The bridge is closed."),
        (Quote, "It will open."),
        (Quote, "— Marta Olsen"),
    ]);
    let reading = read(&text, &blocks);
    assert_eq!(reading.quotations[0].form, Form::Block);
    assert_eq!(reading.quotations[0].words.of(&text), "The bridge is closed.\n\nIt will open.");
}

#[test]
fn headings_and_lists() {
    use BlockKind::{Heading, Item, Paragraph};
    check_note(
        &[
            (Heading, "Marta Olsen"),
            (Item, "“The bridge is closed for the winter.”"),
            (Item, "“It will open again in May.”"),
        ],
        &["Marta Olsen", "Marta Olsen"],
    );
    check_note(
        &[(Heading, "Background"), (Item, "“The bridge is closed for the winter.”")],
        &["-"],
    );
    check_note(
        &[
            (Paragraph, "Marta Olsen said:"),
            (Item, "“The bridge is closed for the winter.”"),
            (Item, "“It will open again in May.”"),
        ],
        &["Marta Olsen", "Marta Olsen"],
    );
}

#[test]
fn a_note_without_a_speaker() {
    check(
        "The talks went badly. “We will never agree to such terms at all.” Then it rained.",
        &["-"],
    );
}

#[test]
fn marks_of_all_kinds() {
    check_words(
        "\"One two,\" “three four,” ''five six,'' ``seven eight'' and «nine ten».",
        &["One two,", "three four,", "five six,", "seven eight", "nine ten"],
    );
    check_words("“Mixed\" marks and \"mixed” marks.", &["Mixed", "mixed"]);
    check_words(
        "‘We don’t know,’ she said, ‘what the boys’ father wants.’",
        &["We don’t know,", "what the boys’ father wants."],
    );
    check_words("In the '90s he was 6'2\" tall and rock 'n' roll was king.", &[]);
}

#[test]
fn nested_marks() {
    let text = "“He said ‘never again’ and left,” Olsen said.";
    let reading = plain(text);
    assert_eq!(reading.quotations[1].words.of(text), "never again");
    assert_eq!(reading.quotations[1].parent, Some(0));
}

#[test]
fn paragraphs_that_open_again() {
    let text = "“The bridge is closed.\n\n“It will open again,” Olsen said.";
    let reading = plain(text);
    assert_eq!(reading.quotations.len(), 1);
    assert_eq!(
        reading.quotations[0].words.of(text),
        "The bridge is closed.\n\n“It will open again,"
    );
    assert!(reading.quotations[0].closed);
}

#[test]
fn an_unclosed_quotation_ends_with_its_paragraph() {
    let text = "“The bridge is closed.\n\nIt snowed.";
    let reading = plain(text);
    assert_eq!(reading.quotations[0].words.of(text), "The bridge is closed.");
    assert!(!reading.quotations[0].closed);
}

#[test]
fn kinds() {
    let kind = |text: &str| plain(text).quotations[0].kind;
    assert_eq!(kind("The film “The Bridge of Ice” opened."), Kind::Title);
    assert_eq!(kind("“The bridge is closed,” Olsen said."), Kind::Speech);
    assert_eq!(kind("They met “accidentally” in the harbour."), Kind::Scare);
}

#[test]
fn sentences_end_where_people_end_them() {
    let text = "Mr. Grey of the U.S. Navy came. “Is it closed?” he asked. It was, i.e. all of it.";
    let reading = plain(text);
    let sentences: Vec<&str> = reading.sentences.iter().map(|s| s.of(text)).collect();
    assert_eq!(
        sentences,
        ["Mr. Grey of the U.S. Navy came.", "“Is it closed?” he asked.", "It was, i.e. all of it."]
    );
}

proptest! {
    #[test]
    fn odd_input_is_read_without_harm(text in "([ \n\"'`“”‘’«»„.,:;?!()—-]|[a-dA-Dé𝒜]|Lin |said |he |'' |[0-9]){0,80}", kinds in prop::collection::vec(0u8..5, 1..9)) {
        let mut blocks = Block::of_plain_text(&text);
        for (block, kind) in blocks.iter_mut().zip(kinds.iter().cycle()) {
            block.kind = match kind {
                0 => BlockKind::Heading,
                1 => BlockKind::Item,
                2 => BlockKind::Quote,
                _ => BlockKind::Paragraph,
            };
        }
        let reading = read(&text, &blocks);
        let mut last = 0;
        for (i, quotation) in reading.quotations.iter().enumerate() {
            for span in [quotation.span, quotation.words] {
                prop_assert!(text.get(span.start..span.end).is_some(), "{span:?}");
            }
            prop_assert!(quotation.span.covers(quotation.words));
            prop_assert!(last <= quotation.span.start);
            last = quotation.span.start;
            if let Some(parent) = quotation.parent {
                prop_assert!(parent < i);
                prop_assert!(reading.quotations[parent].span.covers(quotation.span));
            }
            if let Some(a) = &quotation.attribution {
                for span in [Some(a.speaker), a.cue, a.antecedent, a.through].into_iter().flatten() {
                    prop_assert!(text.get(span.start..span.end).is_some_and(|t| !t.is_empty()));
                }
            }
        }
        for sentence in &reading.sentences {
            prop_assert!(text.get(sentence.start..sentence.end).is_some());
        }
    }
}
