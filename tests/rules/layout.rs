//! Sources as printers, courts and players lay them out: layout is never part of the words, and a wrong word is still
//! found.

use super::support;
use onrecord::analysis;
use onrecord::workspace::Severity;

/// Sentences to fill a few pages, each with distinct words.
const PARAGRAPHS: &[&str] = &[
    "The ferry contract was never put before the council, and the clerk who kept the ledger of the lower basin had been \
     told in the autumn that nobody would ask for it. The pilots knew of it because the harbour office had sent a copy to \
     the wrong quay.",
    "“We had to row across for bread while the ice was thin enough to break,” said Fiona Laird, who keeps the light on the \
     outer mole and has done so for eleven winters. The ministry answered her second letter in March, when the boats were \
     running again and the answer was of no use to anybody.",
    "There were forty barges in the inner dock, of which the company had hired nine without a tender. When the dredger came \
     the crews were sent home, and the sluice at the mill stayed open until the canal had run dry between the two bridges.",
    "“Nobody on my staff has spoken to the dredging company about the money,” said Otto Brandvik, the port’s treasurer, \
     who had signed the papers himself. The auditors found three letters in his hand and a fourth that was not dated.",
    "The granary burned in the second week of the strike. What the inquiry wanted to know was why the watchman had the key \
     to the customs house, and whether the harbourmaster had counted the sacks before or after the roof fell in.",
];

/// Correct quotations, each of words that span several lines.
const RIGHT: &[&str] = &[
    "the clerk who kept the ledger of the lower basin had been told in the autumn that nobody would ask for it",
    "the harbour office had sent a copy to the wrong quay",
    "answered her second letter in March, when the boats were running again and the answer was of no use to anybody",
    "When the dredger came the crews were sent home, and the sluice at the mill stayed open until the canal had run dry",
    "The auditors found three letters in his hand and a fourth that was not dated. The granary burned in the second week \
     of the strike",
    "whether the harbourmaster had counted the sacks before or after the roof fell in",
];

/// The words of [`RIGHT`] with one word changed in the middle, the changed word, and the original.
const WRONG: &[(&str, &str)] = &[
    (
        "the clerk who kept the ledger of the lower harbour had been told in the autumn that nobody would ask for it",
        "basin",
    ),
    (
        "When the dredger came the crews were sent home, and the sluice at the bridge stayed open until the canal had run dry",
        "mill",
    ),
];

/// The words wrapped at a width.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// All lines, with an empty one between paragraphs.
fn lines(width: usize) -> Vec<String> {
    let wrapped = PARAGRAPHS.iter().map(|p| wrapped(p, width));
    wrapped.flat_map(|lines| lines.into_iter().chain([String::new()])).collect()
}

/// All lines without empty ones between.
fn close_lines(width: usize) -> Vec<String> {
    lines(width).into_iter().filter(|line| !line.is_empty()).collect()
}

/// The findings at warning or above of a note, with the source text they point at.
fn findings(note: &str, source: &str) -> Vec<(String, String, Vec<String>)> {
    let snapshot = support::snapshot(note, &[("doc.txt", source)]);
    let found = analysis::findings(&snapshot, &support::note_path());
    let weighty = found.into_iter().filter(|f| f.severity >= Severity::Warning);
    let place = |related: &onrecord::workspace::Related| {
        // The file itself, not its parsed text.
        source.get(related.span.start..related.span.end).unwrap_or_default().to_owned()
    };
    weighty.map(|f| (f.rule.to_owned(), f.message, f.related.iter().map(place).collect())).collect()
}

/// Asserts that correct quotations are not reported, and that a changed word is found at its location in the file.
#[track_caller]
fn reads(source: &str) {
    let quoted = |words: &&str| format!("The paper has “{words}” [@doc].\n\n");
    let note: String = RIGHT.iter().map(quoted).collect();
    let found = findings(&note, source);
    assert_eq!(found, [], "{source}");
    for (wrong, word) in WRONG {
        let found = findings(&quoted(wrong), source);
        let (rule, message, places) = found.first().unwrap_or_else(|| panic!("{wrong}\n{source}"));
        assert_eq!((rule.as_str(), found.len()), ("misquote", 1), "{message}");
        assert!(message.contains(&format!("“{word}”")), "{message}");
        let whole: String = places.concat();
        let (first, last) = (wrong.split(' ').next().unwrap(), wrong.rsplit(' ').next().unwrap());
        assert!(whole.starts_with(first) && whole.ends_with(last), "{whole:?}");
    }
}

/// The same, and that speakers are those of the text.
#[track_caller]
fn reads_with_speakers(source: &str) {
    reads(source);
    let note = |speaker: &str| {
        format!(
            "{speaker} said “We had to row across for bread while the ice was thin enough to break” [@doc].\n"
        )
    };
    assert_eq!(findings(&note("Fiona Laird"), source), [], "{source}");
    let found = findings(&note("Otto Brandvik"), source);
    assert!(found.iter().any(|f| f.0 == "misattributed-quote"), "{found:?}\n{source}");
}

#[test]
fn depositions() {
    let numbered = |separator: &str| {
        let lines = close_lines(58);
        let pages = lines.chunks(12).enumerate().map(|(page, lines)| {
            let lines = (1..).zip(lines).map(|(n, line)| format!("{n:>2}{separator}{line}\n"));
            format!("\x0c                    Inquest of March 3        Page {}\n\n{}\n     Harrow Reporting\n", page + 41, lines.collect::<String>())
        });
        pages.collect::<String>()
    };
    for separator in ["   ", " ", "\t", " | ", ": "] {
        reads(&numbered(separator));
        reads(&numbered(separator).replace('\x0c', ""));
    }
    reads_with_speakers(&numbered("    "));
}

#[test]
fn intermittent_line_numbers() {
    let shown = |n: usize| if n.is_multiple_of(5) { n.to_string() } else { String::new() };
    let left = (1..).zip(close_lines(62)).map(|(n, line)| format!("{:>4}   {line}\n", shown(n)));
    reads_with_speakers(&left.collect::<String>());
    let right = (1..).zip(close_lines(62)).map(|(n, line)| format!("{line:<66}{}\n", shown(n)));
    reads_with_speakers(&right.collect::<String>());
}

#[test]
fn running_heads_and_feet() {
    type Furniture = fn(usize) -> String;
    let kinds: &[Furniture] = &[
        |n| format!("\n{n}\n\x0c\n"),
        |n| format!("\n- {n} -\n\n"),
        |n| format!("\nPage {n} of 9\n\n"),
        |n| format!("\n{n}\n\n\x0cTHE INQUIRY INTO THE LOWER BASIN\n\n"),
        |n| {
            format!(
                "\n                 Cite as: 714 H. S. ____ (2031)            {n}\n\n                     Opinion of the Court\n\n"
            )
        },
        |n| format!("\nHARROW-{:07}\n\x0c\n", 412 + n),
        |n| match n % 2 {
            0 => format!("\n22-12345                  {n}/45\n\x0cA/77/SR.12\n\n"),
            _ => format!("\n{n}/45                  22-12345\n\x0cA/77/SR.12\n\n"),
        },
        |n| match n % 2 {
            0 => format!("{n} THE LEDGER OF THE PORT\n"),
            _ => format!("THE FIRST WINTER {n}\n"),
        },
    ];
    for kind in kinds {
        let lines = lines(60);
        let pages =
            lines.chunks(7).enumerate().map(|(n, page)| page.join("\n") + "\n" + &kind(n + 2));
        reads(&pages.collect::<String>());
    }
}

#[test]
fn subtitles_and_transcripts() {
    let cues = close_lines(38);
    let time = |n: usize| format!("00:{:02}:{:02}", n / 15, n % 15 * 4 + 1);
    let each = |cue: &dyn Fn(usize, &str) -> String| {
        cues.iter()
            .enumerate()
            .map(|(n, line)| cue(n, &line.replace(['“', '”'], "")))
            .collect::<String>()
    };
    let srt =
        each(&|n, line| format!("{}\n{},000 --> {},500\n{line}\n\n", n + 1, time(n), time(n + 1)));
    reads(&srt);
    reads(&format!("\u{feff}{}", srt.replace('\n', "\r\n")));
    reads(&each(&|n, line| format!("{},000 --> {},500\n<i>{line}</i>\n\n", time(n), time(n + 1))));
    let vtt = each(&|n, line| {
        format!("c{n}\n{}.000 --> {}.500 line:0\n<v Jon Tarrow>{line}\n\n", time(n), time(n + 1))
    });
    reads(&format!("WEBVTT\nKind: captions\n\nNOTE by hand\n\n{vtt}"));
    reads(&each(&|n, line| format!("{}:{:02}\n{line}\n", n / 15, n % 15 * 4 + 1)));
    reads(&each(&|n, line| format!("[{}] {line}\n", time(n))));
    reads(&each(&|n, line| format!("[{}.000 --> {}.000]  {line}\n", time(n), time(n + 1))));
}

#[test]
fn wrapped_lines() {
    // Proportional width: ragged, as if some letters were wide.
    let ragged = |indent: &str| {
        let lines = PARAGRAPHS.iter().map(|paragraph| {
            let (mut lines, mut rest, mut turn) = (Vec::new(), *paragraph, 0);
            while !rest.is_empty() {
                turn += 1;
                let width = 78 + [0, 9, 4, 14, 2][turn % 5];
                let end = wrapped(rest, width).first().map_or(rest.len(), String::len);
                lines.push(rest[..end].to_owned());
                rest = rest[end..].trim_start();
            }
            format!("{indent}{}", lines.join("\n"))
        });
        lines.collect::<Vec<_>>()
    };
    reads_with_speakers(&ragged("").join("\n\n"));
    reads_with_speakers(&ragged("   ").join("\n"));
    reads_with_speakers(&ragged("").join("\n"));
    // Mail, double spacing, narrow columns, hyphenated and soft-hyphenated words.
    reads_with_speakers(&lines(70).join(" \n"));
    reads_with_speakers(
        &PARAGRAPHS.iter().map(|p| wrapped(p, 64).join("\n\n")).collect::<Vec<_>>().join("\n\n\n"),
    );
    reads_with_speakers(&lines(34).join("\n"));
    reads_with_speakers(
        &PARAGRAPHS
            .join("\n\n")
            .replace("harbour", "har-\nbour")
            .replace("contract", "con-\n\n\x0c\n\ntract"),
    );
    reads_with_speakers(&PARAGRAPHS.join("\n\n").replace("inter", "in\u{ad}ter"));
}

#[test]
fn name_across_a_ragged_line_end_is_one_name() {
    let source = "The port was shut for most of the winter, and nobody on the island had been told of it by the ministry,\n\
         which had moved to the capital. “We had to row across for bread while the ice was thin,” said Fiona\n\
         Laird, who keeps the light.\n\n\
         “They never answered a single letter that the council sent to them,” said Otto Brandvik in\n\
         April.\n";
    let note = |name: &str| {
        format!("{name} said “We had to row across for bread while the ice was thin” [@doc].\n")
    };
    assert_eq!(findings(&note("Fiona Laird"), source), []);
    let found = findings(&note("Otto Brandvik"), source);
    assert!(found.iter().any(|f| f.0 == "misattributed-quote"), "{found:?}");
}

#[test]
fn interruption_across_a_line_end_is_recognised() {
    let source = "   “There is some question about who is going to sign for the barge,” Otto Brandvik said, when he\n\
         was asked about the offer late on Monday by one of the men who had come with the\n\
         boat. “I have told them to bring me the paper and a pen, and to wait outside.”\n\
         \x20  The company did not answer letters that were sent to its office in the capital on the\n\
         day before.\n";
    let note = "Otto Brandvik said “There is some question about who is going to sign for the barge. I have told them to bring \
         me the paper and a pen” [@doc].\n";
    assert_eq!(findings(note, source), []);
}

#[test]
fn footnotes_do_not_split_a_sentence() {
    let source = "Nobody disputes that the council could have put the ferry out to tender before the winter had begun.1 What\n\
         the clerk was told is another matter, and the ledger that was found in the lower basin says nothing of the\n\
         ——————\n\
         \x20 2 Nor would it have helped the clerk to say so.\n\
         \x0c12            IN RE THE LOWER BASIN\n\n\
         letters that the pilots sent to it.2 The auditors read all of them in the spring of the next year.\n";
    let note = |words: &str| format!("The court held that “{words}” [@doc].\n");
    for words in [
        "before the winter had begun. What the clerk was told is another matter",
        "the ledger that was found in the lower basin says nothing of the letters that the pilots sent to it. The auditors read",
        "Nor would it have helped the clerk to say so",
    ] {
        assert_eq!(findings(&note(words), source), [], "{words}");
    }
    let wrong = "the ledger that was found in the lower basin says something of the letters that the pilots sent to it";
    assert_eq!(findings(&note(wrong), source).first().map(|f| f.0.as_str()), Some("misquote"));
}

#[test]
fn fixes_rejoin_hyphenated_words() {
    super::fix(
        "misquote",
        &[(
            "doc.txt",
            "Otto Brandvik answered: “I told the clerk that the old har-\nbour office would be shut for the winter.”\n",
        )],
        "Otto Brandvik answered: “I told the clerk that the new pier office would be shut for the winter” [@doc].",
        "Otto Brandvik answered: “I told the clerk that the old harbour office would be shut for the winter” [@doc].",
    );
}

#[test]
fn words_resembling_layout_are_kept() {
    for (source, words) in [
        (
            "1 cup of flour\n2 eggs\n3 spoons of sugar\n4 apples\n\nMix it all together.\n",
            "2 eggs 3 spoons of sugar 4 apples",
        ),
        (
            "9:00 Registration\n9:30 Opening of the session\n10:15 Coffee\n",
            "9:30 Opening of the session 10:15 Coffee",
        ),
        (
            "2010   345 boats\n2011   346 boats\n2012   347 boats\n2013   341 boats\n",
            "2011 346 boats 2012 347 boats",
        ),
        (
            "She went to a door that said\n\nPLATFORM 9\n\nand knocked on it.\n",
            "a door that said PLATFORM 9 and knocked",
        ),
    ] {
        let found = findings(&format!("The paper has “{words}” [@doc].\n"), source);
        assert_eq!(found, [], "{source}");
    }
}
