//! Typesets a manuscript in its document's layout: labels, margins, cues, columns, pages.

use super::manuscript::{Kind, Manuscript, Paragraph};
use std::fmt::Write;

/// The document for a manuscript.
pub(crate) fn set(text: &Manuscript) -> String {
    match text.layout.as_str() {
        "transcript" => transcript(text),
        "deposition" => deposition(text),
        "opinion" => opinion(text),
        "subtitles" => subtitles(text),
        "columns" => columns(text),
        "letter" => letter(text),
        "novel" => novel(text),
        "wire" => wire(text),
        "interview" => interview(text),
        "minutes" => minutes(text),
        layout => panic!("no layout {layout}"),
    }
}

/// Greedy lines of at most this many characters.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines
}

/// The same, with words hyphenated at line ends as in print.
fn hyphenate(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last_mut().unwrap();
        let space = usize::from(!line.is_empty());
        let room = width.saturating_sub(line.chars().count() + space);
        if word.chars().count() <= room || line.is_empty() {
            line.push_str(if space == 1 { " " } else { "" });
            line.push_str(word);
            continue;
        }
        let cut = division(word, room.saturating_sub(1));
        if let Some((head, tail)) = cut.map(|at| word.split_at(at)) {
            write!(line, " {head}-").unwrap();
            lines.push(tail.to_owned());
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Where a word may be hyphenated so that its head fits: between two consonants, or before one between vowels.
fn division(word: &str, room: usize) -> Option<usize> {
    let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
    if letters.len() < 6 || !letters.chars().all(|c| c.is_ascii_lowercase()) {
        return None;
    }
    let vowel = |i: usize| b"aeiouy".contains(&letters.as_bytes()[i]);
    let good = |i: &usize| !vowel(*i) && vowel(i + 1) && (vowel(i - 1) || vowel(i - 2));
    (2..letters.len() - 2).rev().filter(|i| *i <= room).find(good)
}

/// With bare footnote numbers after the words, as superscripts are extracted from print.
fn with_note_numbers(text: &str) -> String {
    let mut parts = text.split("[^");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |plain, part| plain + &part.replacen(']', "", 1))
}

fn typed(text: &str) -> String {
    text.replace(". ", ".  ")
}

/// Labelled turns, headings in capitals, an empty line between.
fn transcript(text: &Manuscript) -> String {
    let mut out = String::new();
    for paragraph in &text.paragraphs {
        let label = match paragraph.kind {
            Kind::Turn => format!("{}:  ", text.voice(&paragraph.turn).label),
            _ => String::new(),
        };
        writeln!(out, "{label}{}\n", paragraph.text).unwrap();
    }
    out
}

/// Pages of 25 numbered lines, each with a head and a foot.
fn deposition(text: &Manuscript) -> String {
    const WIDTH: usize = 54;
    let mut lines = Vec::new();
    for Paragraph { kind, turn, text: said, .. } in &text.paragraphs {
        let said = typed(said);
        if *kind == Kind::Heading {
            lines.push(format!("{said:^WIDTH$}").trim_end().to_owned());
            continue;
        }
        let label = match turn.as_str() {
            "Q" | "A" => format!("     {turn}.    "),
            code => format!("          {}:  ", text.voice(code).label),
        };
        // Words keep the two spaces after a full stop.
        let filler = "_".repeat(label.len());
        let wrapped = wrap(&format!("{filler}{}", said.replace("  ", "\u{1}")), WIDTH);
        let wrapped = wrapped.join("\n").replace(&filler, &label).replace('\u{1}', "  ");
        lines.extend(wrapped.lines().map(|line| line.trim_end().to_owned()));
    }
    let mut out = String::new();
    for (page, lines) in lines.chunks(25).enumerate() {
        writeln!(out, "{:>62}\n", page + 4).unwrap();
        writeln!(out, "             Leland J. Kessler - March 12, 2024\n").unwrap();
        for (n, line) in lines.iter().enumerate() {
            writeln!(out, "{:>2}  {line}", n + 1).unwrap();
        }
        writeln!(out, "\n      Alder & Finch Reporting      (555) 014-2290\n\u{c}").unwrap();
    }
    out
}

/// Printed pages, justified and hyphenated, as extracted from a PDF: heads, numbers and footnotes in between.
fn opinion(text: &Manuscript) -> String {
    const WIDTH: usize = 62;
    const PAGE: usize = 36;
    let mut out = String::from("(Slip Opinion)              OCTOBER TERM, 2023\n\n");
    let mut page = 1;
    let mut line = 0;
    let mut notes: Vec<String> = Vec::new();
    let mut turn = |out: &mut String, notes: &mut Vec<String>| {
        if !notes.is_empty() {
            out.push_str("——————\n");
            notes.drain(..).for_each(|note| writeln!(out, "{note}").unwrap());
        }
        page += 1;
        let head = if page % 2 == 0 {
            format!(
                "{page}            HARROW v. TIDEWATER FERRY DISTRICT\n\nOpinion of the Court\n\n"
            )
        } else {
            format!("Cite as: 417 Westmark 88 (2024)            {page}\n\nOpinion of the Court\n\n")
        };
        write!(out, "\n\u{c}{head}").unwrap();
    };
    for paragraph in &text.paragraphs {
        let plain = with_note_numbers(&paragraph.text);
        match &paragraph.kind {
            Kind::Footnote(_) => {}
            Kind::Heading => {
                write!(out, "\n{plain:^WIDTH$}\n\n").unwrap();
                line += 3;
            }
            _ => {
                let mut carried = String::new();
                for set in hyphenate(&format!("\u{1}{plain}"), WIDTH) {
                    let mut set = std::mem::take(&mut carried) + &set;
                    // No printer hyphenates a word across the notes at the foot of a page.
                    let last = line + 1 == PAGE && !notes.is_empty();
                    if let Some(at) = set.rfind(' ').filter(|_| last && set.ends_with('-')) {
                        carried = set[at + 1..set.len() - 1].to_owned();
                        set.truncate(at);
                    }
                    if line >= PAGE {
                        turn(&mut out, &mut notes);
                        line = 0;
                    }
                    let set = set.replace('\u{1}', "  ");
                    writeln!(out, "{set}").unwrap();
                    line += 1;
                }
                for note in &text.paragraphs {
                    let Kind::Footnote(number) = &note.kind else { continue };
                    if paragraph.text.contains(&format!("[^{number}]")) {
                        let set = hyphenate(&format!("  {number} {}", note.text), WIDTH + 8);
                        line += set.len();
                        notes.extend(set);
                    }
                }
            }
        }
    }
    turn(&mut out, &mut notes);
    out
}

/// Numbered and timed cues of two short lines; some turns with a label, and a dash where the speaker changes within a cue.
fn subtitles(text: &Manuscript) -> String {
    let mut out = String::new();
    let (mut number, mut clock) = (0, 1000);
    let mut cue = |out: &mut String, lines: &[String]| {
        number += 1;
        let length = 900 + 55 * lines.iter().map(String::len).sum::<usize>();
        let time = |ms: usize| {
            let (hours, minutes) = (ms / 3_600_000, ms / 60_000 % 60);
            format!("{hours:02}:{minutes:02}:{:02},{:03}", ms / 1000 % 60, ms % 1000)
        };
        let (from, to) = (time(clock), time(clock + length));
        writeln!(out, "{number}\n{from} --> {to}\n{}\n", lines.join("\n")).unwrap();
        clock += length + 120;
    };
    for (n, paragraph) in text.paragraphs.iter().enumerate() {
        let label = match paragraph.kind {
            // A visible speaker needs no label.
            Kind::Turn if n % 4 == 3 => "- ".to_owned(),
            Kind::Turn => format!("{}: ", text.voice(&paragraph.turn).label),
            _ => String::new(),
        };
        for lines in wrap(&format!("{label}{}", paragraph.text), 40).chunks(2) {
            cue(&mut out, lines);
        }
    }
    out
}

/// Two narrow columns per page, one after the other, with hyphenation, a head and a number between.
fn columns(text: &Manuscript) -> String {
    const COLUMN: usize = 44;
    let mut out = String::new();
    let mut lines = 0;
    let mut page = 46;
    for paragraph in &text.paragraphs {
        if paragraph.kind == Kind::Heading {
            write!(out, "{}\n\n", paragraph.text).unwrap();
            continue;
        }
        for line in hyphenate(&paragraph.text, 36) {
            writeln!(out, "{line}").unwrap();
            lines += 1;
            if lines % COLUMN == 0 && lines / COLUMN % 2 == 1 {
                out.push('\n');
            } else if lines % COLUMN == 0 {
                let head = if page % 2 == 0 { "ORCHARD REVIEW" } else { "Spring 2024" };
                write!(out, "\n{page}\n\n\u{c}{head}\n\n").unwrap();
                page += 1;
            }
        }
    }
    out
}

/// Typed, with two spaces after full stops, an empty line between paragraphs and a number above each further sheet.
fn letter(text: &Manuscript) -> String {
    let mut out = String::new();
    let (mut lines, mut sheet) = (0, 1);
    for paragraph in &text.paragraphs {
        let typed = typed(&paragraph.text).replace("  ", "\u{1} ");
        for line in wrap(&typed, 70) {
            let line = line.replace('\u{1}', " ");
            writeln!(out, "{}", line.trim_end()).unwrap();
            lines += 1;
            if lines % 52 == 0 {
                sheet += 1;
                write!(out, "\n\n{:>36}\n\n", format!("- {sheet} -")).unwrap();
            }
        }
        out.push('\n');
        lines += 1;
    }
    out
}

/// As in free-book libraries: lines of 72 characters, underscores for italics.
fn novel(text: &Manuscript) -> String {
    let mut out = String::new();
    for paragraph in &text.paragraphs {
        let plain = match paragraph.text.as_str() {
            "* * *" => "       *       *       *".to_owned(),
            text => text.replace('*', "_"),
        };
        let lines = if plain.starts_with("  ") { vec![plain] } else { wrap(&plain, 72) };
        let gap = if paragraph.kind == Kind::Heading { "\n\n" } else { "\n" };
        write!(out, "{}\n{gap}", lines.join("\n")).unwrap();
    }
    out
}

/// As wire copy: wrapped, each paragraph indented, no empty lines.
fn wire(text: &Manuscript) -> String {
    let mut out = String::new();
    for paragraph in &text.paragraphs {
        if paragraph.kind == Kind::Heading {
            write!(out, "\n{}\n\n", paragraph.text).unwrap();
            continue;
        }
        let lines = wrap(&format!("\u{1}{}", paragraph.text), 66).join("\n");
        writeln!(out, "{}", lines.replace('\u{1}', "   ")).unwrap();
    }
    out
}

/// As in a magazine: bold questions and bare answers, then names on lines of their own.
fn interview(text: &Manuscript) -> String {
    let mut out = String::new();
    let mut second = false;
    for paragraph in &text.paragraphs {
        let said = &paragraph.text;
        second |= said.contains("SECOND AFTERNOON");
        match (paragraph.kind == Kind::Turn, paragraph.turn.as_str()) {
            (true, "I") if second => write!(out, "INTERVIEWER\n{said}\n\n"),
            (true, _) if second => write!(out, "ODUYA\n{said}\n\n"),
            (true, "I") => write!(out, "**{said}**\n\n"),
            _ => write!(out, "{said}\n\n"),
        }
        .unwrap();
    }
    out
}

/// Numbered items with a hanging indent, and a foot on each page.
fn minutes(text: &Manuscript) -> String {
    let mut out = String::new();
    let (mut lines, mut page) = (0, 1);
    for paragraph in &text.paragraphs {
        let item = paragraph.text.split(' ').next().unwrap_or("");
        let numbered =
            item.starts_with(|c: char| c.is_ascii_digit()) && paragraph.kind == Kind::Prose;
        let body = if numbered { paragraph.text[item.len()..].trim() } else { &paragraph.text };
        for (n, line) in wrap(body, 70).iter().enumerate() {
            let margin = match (numbered, n) {
                (true, 0) => format!("{item:<6}"),
                (true, _) => " ".repeat(6),
                (false, _) => String::new(),
            };
            writeln!(out, "{margin}{line}").unwrap();
            lines += 1;
            if lines % 48 == 0 {
                write!(out, "\nWellow Harbour Trust - 9 September - Page {page} of 6\n\n").unwrap();
                page += 1;
            }
        }
        out.push('\n');
        lines += 1;
    }
    out
}
