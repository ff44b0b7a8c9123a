//! Every speech in the five seed articles has its true speaker; other quotations have none.

use onrecord::prose::{Block, Confidence, read};
use std::fs;
use std::path::Path;

/// Article, first words of the quotation, speaker (the antecedent of a pronoun), and the relaying speaker.
const SPEECHES: &[(&str, &str, &str, Option<&str>)] = &[
    ("000", "we are in agreement in asking", "John Kerry", None),
    ("000", "supporting the denuclearization", "Beijing", None),
    ("000", "the issue needs to be handled", "State Councilor Yang Jiechi", None),
    ("001", "the climate is not ideological", "John Kerry", Some("Reuters")),
    ("001", "Everyone who met with you", "Wang Yi", Some("Reuters")),
    ("001", "create a good atmosphere", "Chinese Vice Premier Han Zheng", Some("Reuters")),
    ("001", "The US wants to ask China", "The article", None),
    ("001", "What are you even talking about", "The Chinese", None),
    ("001", "competition, cooperation and", "the editorial", None),
    ("001", "To do this, the US lacks", "the editorial", None),
    ("001", "Washington should not have", "the editorial", None),
    ("001", "If the US ever tries to abuse", "The article", None),
    ("001", "The US should go along with", "Wang Yi", None),
    ("001", "the reason for the deterioration", "Wang Yi", None),
    ("001", "The whole thing that happened", "Anders Korr", None),
    ("001", "disastrous consequences", "Qin Gang", None),
    ("001", "textbook Cold War", "Qin Gang", None),
    ("001", "If we cannot resolve", "Qin Gang", Some("National Review")),
    ("001", "This position is not in", "Jinping", None),
    ("001", "test the assumption", "the anonymous source", None),
    ("001", "leadership level would be", "the anonymous source", None),
    ("001", "and frankly, we were not", "the insider", None),
    ("001", "steady state of affairs", "the anonymous source", None),
    ("001", "to establish a fence", "the anonymous source", None),
    ("001", "tough competitive position", "the anonymous source", None),
    ("001", "cultural revolution 2.0", "China", None),
    ("001", "transformation of capitalism", "Domestic observers", None),
    ("002", "If China and the United States", "Wu Xinbo", None),
    ("002", "several parties", "China", None),
    ("002", "equals", "Mr. Wang", None),
    ("002", "nurturing China's goodwill", "Chinese propaganda organs such as Global Times", None),
    ("002", "talk kindly to China", "Another editorial", None),
    ("002", "If Beijing fails to stop", "Sheena Greitens", None),
    ("002", "tactical pause in the battle", "Danny Russel", None),
    ("002", "The tactical pause, which", "Mr. Russell", None),
    ("003", "we cannot continue business", "Secretary of State John Kerry", None),
    ("003", "[t]here is no hope", "The Global Times", None),
    ("004", "critical moment", "U.S. Secretary of State John Kerry", None),
    ("004", "Obviously there are", "Kerry", None),
    ("004", "China has an enormous", "John Kerry", None),
    ("004", "There is no group of leaders", "John Kerry", None),
    ("004", "throw [the Korean peninsula]", "Chinese president Xi", None),
    ("004", "very concerned", "Laurent Fabius", None),
    ("004", "they will give the greatest", "They", None),
    ("004", "to listening to what North", "President Park", None),
    ("004", "President Park was elected", "John Kerry", None),
    ("004", "We hope that vision", "John Kerry", None),
    ("004", "nuclear flames", "North Korea", None),
    ("004", "steps forward", "Kerry", None),
];

/// Titles, terms and scare quotes.
const NO_SPEECH: &[(&str, &str)] = &[
    ("001", "accidentally"),
    ("001", "Washington Can’t Determine"),
    ("001", "qualitative"),
    ("001", "14th Five-Year Plan"),
    ("002", "San Francisco Vision"),
    ("002", "core interests"),
    ("003", "artificial earthquake"),
    ("003", "strategic patience"),
    ("004", "Relations Between the North"),
];

fn seed(prefix: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let path = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix))
        .unwrap();
    fs::read_to_string(path).unwrap()
}

/// The parsed speaker of the quotations that begin with these words, and who relays them.
fn speakers(text: &str, words: &str) -> Vec<Option<(String, Option<String>)>> {
    let reading = read(text, &Block::of_plain_text(text));
    let of = |span: onrecord::text::Span| span.of(text).to_owned();
    reading
        .quotations
        .iter()
        .filter(|q| q.words.of(text).starts_with(words))
        .map(|q| q.attribution.as_ref().map(|a| (of(a.named()), a.through.map(of))))
        .collect()
}

#[test]
fn every_speech_has_the_expected_speaker() {
    let mut wrong = Vec::new();
    for (key, words, speaker, through) in SPEECHES {
        let text = seed(key);
        let found = speakers(&text, words);
        assert!(!found.is_empty(), "{key}: no quotation begins with {words:?}");
        let expected = Some(((*speaker).to_owned(), through.map(str::to_owned)));
        if !found.contains(&expected) {
            wrong.push(format!("{key}: “{words}…” is {expected:?}, read as {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_quotations_have_no_speaker() {
    let mut wrong = Vec::new();
    for (key, words) in NO_SPEECH {
        let found = speakers(&seed(key), words);
        if found.iter().any(Option::is_some) || found.is_empty() {
            wrong.push(format!("{key}: “{words}…” read as {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn guessed_speaker_is_not_explicit() {
    let text = seed("001");
    let reading = read(&text, &Block::of_plain_text(&text));
    let guess =
        reading.quotations.iter().find(|q| q.words.of(&text).starts_with("To do this, the US"));
    let attribution = guess.and_then(|q| q.attribution.clone()).unwrap();
    assert_eq!(attribution.confidence, Confidence::FollowOn);
}
