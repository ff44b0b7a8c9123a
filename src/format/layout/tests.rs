//! What is blanked in documents of every layout, and what stays.

use super::blanked;
use crate::text::{Encoding, Text};
use proptest::prelude::*;

/// The remaining words, separated by single spaces; checks the invariants of every text.
#[track_caller]
fn words(text: &str) -> String {
    let read = blanked(text);
    keeps_places(text, &read);
    read.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn keeps_places(text: &str, read: &str) {
    assert_eq!(read.len(), text.len());
    assert_eq!(read.chars().count(), text.chars().count());
    let (before, after) = (Text::new(text), Text::new(read));
    for (at, c) in text.char_indices() {
        assert!(read.is_char_boundary(at), "{at}");
        let place = |text: &Text| text.position(at, Encoding::Utf16);
        assert_eq!(place(&before), place(&after), "{c:?} at {at}");
    }
}

#[track_caller]
fn stays(text: &str) {
    assert_eq!(blanked(text), text);
}

#[test]
fn line_numbers_of_a_deposition_are_no_words() {
    let text = "1        Q.  Did you at any time speak to the dredging company?
2        A.  Nobody on my staff has spoken to the dredging company
3   about the money or about the contract for the lower basin.
4        Q.  And the ferry?
";
    assert_eq!(
        words(text),
        "Q. Did you at any time speak to the dredging company? A. Nobody on my staff has spoken to the dredging \
         company about the money or about the contract for the lower basin. Q. And the ferry?"
    );
    assert_eq!(words(&text.replace("   ", " ")), words(text));
    assert_eq!(words(&text.replace("  ", "\t")), words(text));
    for sign in ["1: ", "1 | ", "1│ "] {
        let mut numbered = String::new();
        for (number, line) in (1..).zip(text.lines()) {
            let words = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
            numbered.push_str(&sign.replace('1', &number.to_string()));
            numbered.push_str(words);
            numbered.push('\n');
        }
        assert_eq!(words(&numbered), words(text), "{numbered}");
    }
}

#[test]
fn the_foot_and_head_between_numbered_pages_are_no_words() {
    let page = |first: &str, lines: [&str; 3]| {
        let mut page = format!("\x0c          {first}\n\n");
        for number in 1..=12 {
            let words = if number > 9 {
                lines[number - 10]
            } else {
                "that nobody asked the keeper of the lower"
            };
            page.push_str(&format!("{number:>2}    {words}\n"));
        }
        page.push_str("\n     Harrow Reporting, Inc.\n");
        page
    };
    let text = page(
        "Page 7",
        [
            "quay about it, and that",
            "the boats had lain in the inner",
            "harbour for as long as the",
        ],
    ) + &page("Page 8", ["quay, he said.", "", "I do."]);
    let read = words(&text);
    assert!(read.contains("harbour for as long as the that nobody asked"), "{read}");
    assert!(!read.contains("Page 8") && !read.contains("12"), "{read}");
}

#[test]
fn every_fifth_line_may_have_a_number_on_either_side() {
    let line = "the harbour was closed for the winter and the ferry lay";
    let mut left = String::new();
    let mut right = String::new();
    for number in 1..=20 {
        let shown = if number % 5 == 0 { number.to_string() } else { String::new() };
        left.push_str(&format!("{shown:>3}  {line}\n"));
        right.push_str(&format!("{line}     {shown}\n"));
    }
    let all = [line; 20].join(" ");
    assert_eq!(words(&left), all);
    assert_eq!(words(&right), all);
}

#[test]
fn lists_tables_and_years_stay() {
    // Items of a list.
    stays("1 red apples\n2 green pears\n3 plums\n4 a loaf of bread\n5 salt\n");
    stays(
        "1. The council closes the bridge for the winter.\n2. The ferry runs every day.\n3. The mayor agreed.\n4. So did the rest.\n",
    );
    stays(
        "1 The council closes the bridge for the winter.\n2 The ferry runs every day.\n3 The mayor agreed to all of it.\n4 So did the rest.\n",
    );
    // Figures.
    stays(
        "2010   345   12.5\n2011   346   13.5\n2012   347   11.0\n2013   348   10.0\n2014   349   9.0\n",
    );
    stays(
        "2010 the harbour was built by men who came from the north and the\n2011 the ferry came, which had been bought from the northern company\n2012 the bridge was closed\n2013 the bridge fell\n",
    );
    // A recipe.
    stays(
        "1 cup of flour\n2 eggs\n3 spoons of sugar\n4 apples\n\nMix it, and wait for\n20 minutes before you open the oven.\n",
    );
    // Code.
    stays(
        "fn main() {\n    let a = [1, 2];\n    for i in 0..2 {\n        print(a[i]);\n    }\n}\n",
    );
    // A timetable, and a result.
    stays(
        "9:00 Registration\n9:30 Opening of the session\n10:15 Coffee\n10:45 The harbour and its ferries\n",
    );
    stays("Norvik won 3:1 and\n4:2 in the last year.\n");
}

#[test]
fn chapters_and_verses_stay() {
    let chapter = |n: usize| {
        format!(
            "{n}\n\n{}",
            "The harbour was closed for the winter.\nThe ferry lay in the ice.\n\n"
                .repeat(n * 7 + 3)
        )
    };
    stays(&(1..6).map(chapter).collect::<String>());
    let chapter = |n: usize| {
        format!(
            "\x0cCHAPTER {n}\n\n{}",
            "The harbour was closed for the winter.\nThe ferry lay in the ice.\n\n".repeat(20)
        )
    };
    stays(&(1..6).map(chapter).collect::<String>());
    let stanza = "O wind that takes the ferry out\nand never brings it home,\nthe keeper of the quiet light\nis rowing on the foam,\n\nAnd the sea went on.\n\n";
    stays(&format!("12 songs of the port\n\n{}", stanza.repeat(9)));
}

#[test]
fn a_page_number_in_mid_sentence_is_no_word() {
    for line in [
        "12",
        "- 12 -",
        "[12]",
        "Page 3 of 12",
        "12                    THE PORT INQUIRY",
        "THE PORT INQUIRY          12",
        "12\n\n\x0cTHE PORT INQUIRY",
        "\x0cPage 12",
    ] {
        let text = format!(
            "The clerk said that nobody in the ministry had asked for\nthe letters that\n\n{line}\n\ncame in spring, and that no one had read them.\n"
        );
        assert_eq!(
            words(&text),
            "The clerk said that nobody in the ministry had asked for the letters that came in spring, and that no one had read them.",
            "{line:?}"
        );
    }
    // A sign on a door, and a figure that the sentence is about.
    stays("The clerk went to a door that said\n\nPLATFORM 9\n\nand knocked.\n");
    stays("It is written there that there are twelve of them.\n\n12\n\nThe clerk counted.\n");
}

#[test]
fn heads_that_come_back_are_no_words() {
    let body = "The harbour was closed for the winter, and nobody who had a boat\nwas told of it by the ministry. The ferry lay in the\n";
    let rest = "ice until the end of April, and the keeper of the light rowed\nacross for bread when he had to.\n\n";
    let mut text = String::new();
    for page in 0..4 {
        text.push_str(&rest.repeat(12));
        text.push_str(body);
        let head = if page % 2 == 0 {
            format!("A/77/SR.12\n\n{}/45      22-12345\n\n", page + 3)
        } else {
            format!("22-12345      {}/45\n\nA/77/SR.12\n\n", page + 3)
        };
        text.push_str(&format!("\n{head}"));
        text.push_str(rest);
    }
    let read = words(&text);
    assert!(
        !read.contains("22-12345") && !read.contains("/45") && !read.contains("SR.12"),
        "{read}"
    );
    assert!(read.contains("The ferry lay in the ice until the end"));
}

#[test]
fn pages_inside_lines_are_no_words() {
    assert_eq!(
        words("The court [*123] held that the ferry\nwas [*124]\nlate."),
        "The court held that the ferry was late."
    );
    assert_eq!(
        words("It was [Pg 12] late, and the\nice [Pg 13] was thin."),
        "It was late, and the ice was thin."
    );
    stays("He cites the report [p. 12] and the ledger [p. 7].");
}

#[test]
fn marks_of_footnotes_are_no_words() {
    for (first, second) in [("1", "2"), ("¹", "²"), ("[1]", "[2]")] {
        let text = format!(
            "The ferry was late.{first} The ice,” he said,{second} had come\nearly in 1903\nor so.\n"
        );
        assert_eq!(
            words(&text),
            "The ferry was late. The ice,” he said, had come early in 1903 or so.",
            "{text}"
        );
    }
    assert_eq!(words("It was late.[1][2] It came.[1]\n"), "It was late. It came.");
    // Figures that count nothing, units, and items of code.
    stays("The ice was 3.5 feet thick, he said. See No.7 and No.8 there.\n12\n");
    stays("It takes 12 km² and 3 m³ of it.\n1 m¹\n");
    stays("let a = values[1];\nlet b = values[2];\n");
    stays("He was late.5 It was nothing.17\n3 boats\n");
}

#[test]
fn a_head_below_footnotes_is_a_running_line() {
    let text = "Nobody disputes that the ledger that was found in the lower basin says nothing of the\n\
         ——————\n\
         \x20 1 The harbour office held four auctions in the same year.\n\
         \x0c12            IN RE THE LOWER BASIN\n\n\
         letters that the pilots sent to it.\n";
    assert_eq!(
        words(text),
        "Nobody disputes that the ledger that was found in the lower basin says nothing of the —————— 1 The harbour \
         office held four auctions in the same year. letters that the pilots sent to it."
    );
}

#[test]
fn cues_of_subtitles() {
    let srt = "1\n00:00:01,000 --> 00:00:04,000\nADA BRILL: We shall keep the <i>harbour</i> open\n\n2\n00:00:04,000 --> 00:00:06,000\n{\\an8}through the whole of the winter season.\n";
    let read = "ADA BRILL: We shall keep the harbour open through the whole of the winter season.";
    assert_eq!(words(srt), read);
    assert_eq!(words(&srt.replace('\n', "\r\n")), read);
    let vtt = "\u{feff}WEBVTT - the harbour\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE not said\n\nintro\n00:05.000 --> 00:09.000 align:start\n<v Jon Tarrow>The ferry contract has\n\n00:09.000 --> 00:12.000\n<v Jon Tarrow>never been put before the town council.</v>\n\n00:12.000 --> 00:14.000\n<v.loud Ada Brill>Never.\n";
    assert_eq!(
        words(vtt),
        "Jon Tarrow:The ferry contract has never been put before the town council. Ada Brill:Never."
    );
    let rolling = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nwe shall<00:00:01.500><c> keep</c>\n\n00:00:02.000 --> 00:00:03.000\nwe shall keep\nthe harbour<00:00:02.500><c> open</c>\n\n00:00:03.000 --> 00:00:04.000\nthe harbour open\n\n";
    assert_eq!(words(rolling), "we shall keep the harbour open");
    // An arrow is not yet a subtitle.
    stays("a --> b\nc --> d\n1\n2 --> 3\n");
}

#[test]
fn stamps_of_transcripts() {
    assert_eq!(
        words("0:03\nwe shall keep\n0:07\nthe harbour\n0:11\nopen\n"),
        "we shall keep the harbour open"
    );
    assert_eq!(
        words("[00:12:03] ADA BRILL: We shall keep\n[00:12:09] the harbour open.\n"),
        "ADA BRILL: We shall keep the harbour open."
    );
    assert_eq!(
        words("Ada Brill  0:03\nWe shall.\n\nJon Tarrow  0:17\nWhen?\n\nAda Brill  1:02\nSoon.\n"),
        "Ada Brill We shall. Jon Tarrow When? Ada Brill Soon."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn every_text_keeps_its_places(
        text in "([0-9]{1,3}|[a-d]{1,6}|[A-D]{2,5}|é|—|😀|\n|\n\n|\r\n|\x0c|  |\t| |\\.|:|-|\\[\\*|\\]|<v |>|<i>|00:00:01\\.000 --> 00:00:02\\.000|WEBVTT|Page |0:0[0-9]){0,60}",
    ) {
        keeps_places(&text, &blanked(&text));
    }

    #[test]
    fn reading_twice_takes_nothing_more_of_numbered_lines(lines in prop::collection::vec("[a-f]{2,7}( [a-f]{2,7}){6,8}", 4..30)) {
        let numbered: String = (1..).zip(&lines).map(|(n, line)| format!("{n:>2}   {line}\n")).collect();
        let plain: String = lines.iter().map(|line| format!("     {line}\n")).collect();
        prop_assert_eq!(&*blanked(&numbered), plain);
    }
}

#[test]
fn names_with_their_times_above_words_are_no_running_heads() {
    stays(
        "[3/4/2025 9:02 AM] Ada Brill\nmorning all, did the build go through?\n[3/4/2025 9:04 AM] Bo Strand\nnot yet, I look at it\n[3/4/2025 9:05 AM] Bo Strand\nthe lamp test hangs\n[3/4/2025 9:10 AM] Cy Holt\nI had that yesterday\n",
    );
}
