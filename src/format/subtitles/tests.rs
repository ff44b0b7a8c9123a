//! What comes out of subtitles, and what does not.

use super::SUBTITLES;
use crate::format::{Extraction, Illegible, Input, Unit};

fn read(text: &str) -> Extraction<'static> {
    (SUBTITLES.extract)(Input::Bytes(text.as_bytes())).unwrap().into_owned()
}

/// Subtitles of cues three seconds long, one after the other.
fn srt(cues: &[&str]) -> String {
    let cues = cues.iter().enumerate().map(|(at, words)| {
        let (from, to) = (3 * at, 3 * at + 3);
        format!("{}\n00:00:{from:02},000 --> 00:00:{to:02},000\n{words}\n\n", at + 1)
    });
    cues.collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let read = read(text);
    let found: Vec<&str> =
        read.text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).collect();
    assert_eq!(found, expected);
}

#[test]
fn cues_become_sentences_and_their_times_milestones() {
    let text = "1\n00:00:01,500 --> 00:00:03,000\nWe have never\nclosed the\n\n2\n00:00:03,000 --> 00:00:05,000\n\
        harbour. 3\n\n3\n01:00:09,000 --> 01:00:10,000 X1:40 X2:600\nAnd we never will.\n";
    check(text, &["We have never closed the harbour. 3", "And we never will."]);
    let read = read(text);
    let times: Vec<(u32, &str)> = read
        .milestones
        .iter()
        .map(|milestone| {
            assert_eq!(milestone.unit, Unit::Time);
            let words = read.text.get(milestone.at..).unwrap().trim_start();
            (milestone.number, words.split(' ').next().unwrap())
        })
        .collect();
    assert_eq!(times, [(1, "We"), (3, "harbour."), (3609, "And")]);
}

#[test]
fn sounds_music_and_markup_are_not_said() {
    check(
        &srt(&[
            "[BELL\nRINGING]",
            "{\\an8}<i>We</i> are <font color=\"#fff\">open</font> &amp; full. (applause)",
            "♪ La la\nla ♪",
            "(laughing) The (old) rule &#8211; 5 &lt; 6.",
            "♪ Tra la",
        ]),
        &["We are open & full.", "The (old) rule – 5 < 6."],
    );
}

#[test]
fn speakers_begin_paragraphs_and_are_named_once() {
    check(
        &srt(&[
            "ADA BRILL: We never",
            "ADA BRILL: closed it.",
            "- Never?\n- No.",
            ">> PIET (on phone): I see.",
            "Remember: I was there.",
            "MAN: [coughs]",
        ]),
        &[
            "ADA BRILL: We never closed it.",
            "- Never?",
            "- No.",
            "PIET: I see. Remember: I was there.",
        ],
    );
    let teams = "WEBVTT\n\n5f1c0e0a-1/12-0\n00:00:03.000 --> 00:00:05.000\n<v Ada Brill>We never closed</v>\n\n\
        5f1c0e0a-1/12-1\n00:00:05.000 --> 00:00:06.000\n<v Ada Brill>it.</v>\n\n\
        5f1c0e0a-1/13-0\n00:00:06.000 --> 00:00:07.000 align:start\n<v.loud Piet Harker>Never?\n";
    check(teams, &["Ada Brill: We never closed it.", "Piet Harker: Never?"]);
}

#[test]
fn headers_notes_styles_and_regions_are_not_said() {
    check(
        "WEBVTT - A talk\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\nNOTE\nBy hand\n\n\
         intro\n00:01.000 --> 00:02.000\nWe are open.\n\nNOTE Not yet\nchecked\n\n00:02.000 --> 00:04.000\nYes.\n",
        &["We are open. Yes."],
    );
    check("0:00:01.000,0:00:02.000\nWe are\n\n0:00:02.000,0:00:04.000\nopen.\n", &["We are open."]);
}

#[test]
fn rolling_captions_count_once_and_repeated_words_twice() {
    let rolling = "WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000\n \nso<00:00:00.500><c> we</c><c> never</c>\n\n\
        00:00:02.000 --> 00:00:02.010\nso we never\n \n\n00:00:02.010 --> 00:00:04.000\nso we never\n\
        closed<00:00:03.000><c> the</c><c> harbour</c>\n\n00:00:04.000 --> 00:00:04.010\nclosed the harbour\n \n\n\
        00:00:04.010 --> 00:00:06.000\nclosed the harbour\nat<00:00:05.000><c> all</c>\n";
    check(rolling, &["so we never closed the harbour at all"]);
    check(&srt(&["We", "We are", "We are open", "We are open now."]), &["We are open now."]);
    check(&srt(&["No.", "No.", "I said so.", "Never.", "Go."]), &["No. No. I said so. Never. Go."]);
}

#[test]
fn what_is_no_subtitles_is_refused() {
    let extract = |text: &str| (SUBTITLES.extract)(Input::Bytes(text.as_bytes())).map(|_| ());
    assert!(matches!(extract("Only words."), Err(Illegible::Damaged(_))));
    assert!(matches!(extract("WEBVTT\n\nNOTE nothing"), Err(Illegible::NoText)));
    let hostile = srt(&[
        &"<".repeat(100_000),
        &"&".repeat(100_000),
        &"(".repeat(100_000),
        &"♪".repeat(9_999),
    ]);
    let _ = extract(&hostile);
    let _ = extract(&"00:00:01,000 --> 00:00:02,000\n".repeat(50_000));
}
