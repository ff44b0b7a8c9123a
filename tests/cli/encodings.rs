//! Notes in encodings other than UTF-8: they are read, and fixes preserve everything else byte for byte.

use crate::folder::Folder;
use serde_json::Value;
use std::fs;

const SOURCE: &str = "Harbour stays open\n\n“We shall never close the harbour while a single boat goes out from it,” \
    said Marta Ruiz, the mayor of Café Colina.\n";

/// A slip, characters that distinguish encodings, and every kind of line ending.
const NOTE: &str = "# Café – Señor Olin\r\n\r\nMarta Ruiz said: “We shall never close the harbor while a single boat goes out from it” \
    [@102].\r\n\nA line.\r\n\r\nAnd a last one – without an end";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

/// Encodes the few characters of these notes as Windows-1252.
fn windows(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        '’' => 0x92,
        c => u8::try_from(u32::from(c)).unwrap(),
    };
    text.chars().map(byte).collect()
}

type Encoder = fn(&str) -> Vec<u8>;

const ENCODINGS: &[(&str, &str, Encoder)] = &[
    ("UTF-16LE", "utf-16le", |text| utf16(text, u16::to_le_bytes)),
    ("UTF-16BE", "utf-16be", |text| utf16(text, u16::to_be_bytes)),
    ("Windows-1252", "windows-1252", windows),
];

fn folder() -> Folder {
    Folder::empty().with("seeds/102_harbour.txt", SOURCE)
}

#[test]
fn note_in_another_encoding_is_read_and_the_encoding_reported() {
    for (name, short, encode) in ENCODINGS {
        let folder = folder().with("note.md", encode(NOTE));
        let outcome = folder.run(&["check"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""), "{name}: {outcome:?}");
        assert!(outcome.stdout.contains(&format!("\nnote.md was read as {name}\n")), "{outcome:?}");
        let row: Value =
            serde_json::from_str(folder.run(&["check", "--format", "jsonl"]).stdout.trim())
                .unwrap();
        assert_eq!(row["encoding"], *short);
        assert_eq!((&row["line"], &row["column"]), (&Value::from(3), &Value::from(19)), "{row}");
        // Offsets are bytes of the UTF-8 text.
        let text =
            if *short == "windows-1252" { NOTE.to_owned() } else { format!("\u{feff}{NOTE}") };
        let start = row["start"].as_u64().unwrap() as usize;
        assert!(text[start..].starts_with("We shall never"), "{row}");
    }
    let utf8 = folder().with("note.md", NOTE).run(&["check", "--format", "jsonl"]).stdout;
    assert!(!utf8.contains("encoding"), "{utf8}");
}

#[test]
fn fix_preserves_encoding_bom_and_line_endings() {
    let after = NOTE.replace("harbor while", "harbour while");
    let marked: Encoder = |text| format!("\u{feff}{text}").into_bytes();
    let plain: Encoder = |text| text.as_bytes().to_vec();
    let all = ENCODINGS.iter().map(|(.., encode)| *encode).chain([marked, plain]);
    for (number, encode) in all.enumerate() {
        for ends in ["as they are", "\n", "\r\n"] {
            let dressed = |text: &str| match ends {
                "as they are" => text.to_owned(),
                end => text.replace("\r\n", "\n").replace('\n', end),
            };
            let folder = folder().with("note.md", encode(&dressed(NOTE)));
            let outcome = folder.run(&["fix"]);
            assert_eq!(
                (outcome.code, outcome.stdout.as_str()),
                (0, "1 edit in 1 note\n"),
                "{number}"
            );
            assert_eq!(
                fs::read(folder.file("note.md")).unwrap(),
                encode(&dressed(&after)),
                "{number}"
            );
        }
    }
}

#[test]
fn character_missing_from_the_encoding_stops_the_fix() {
    let source = "“We shall never close the Kovács Őrs harbour while a single boat goes out from it,” said Marta Ruiz.\n";
    let note = "Marta Ruiz said: “We shall never close the Kovács Ors harbour while a single boat goes out from it” [@102].\n";
    let folder =
        Folder::empty().with("seeds/102_harbour.txt", source).with("note.md", windows(note));
    let outcome = folder.run(&["fix"]);
    if outcome.code == 0 {
        // There was no safe fix, so nothing was written.
        assert_eq!(outcome.stdout, "nothing to fix\n");
    } else {
        assert_eq!(outcome.code, 2);
        assert!(outcome.stderr.contains("Windows-1252, has no “Ő”"), "{}", outcome.stderr);
    }
    assert_eq!(fs::read(folder.file("note.md")).unwrap(), windows(note));
}

#[test]
fn sources_in_other_encodings_are_read() {
    for (name, _, encode) in ENCODINGS {
        let note = "Marta Ruiz said: “We shall never close the harbour while a single boat goes out from it” [@102].\n";
        let folder =
            Folder::empty().with("seeds/102_harbour.txt", encode(SOURCE)).with("note.md", note);
        let outcome = folder.run(&["check"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{name}: {outcome:?}");
    }
}

/// A letter in Windows-1251 and in KOI8-R, which put the alphabet elsewhere.
fn cyrillic(text: &str, alphabet: &str) -> Vec<u8> {
    let byte = |c: char| match alphabet.chars().position(|letter| letter == c) {
        Some(at) => 0xc0 + at as u8,
        None => u8::try_from(u32::from(c)).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn the_card_of_a_source_names_an_encoding_that_may_have_been_guessed() {
    const SAID: &str = "Мы никогда не закроем эту гавань, пока из нее выходит хотя бы одна лодка";
    const WINDOWS: &str = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
    const KOI8: &str = "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
    let note = format!("Ruiz said: “{SAID}” [@102].\n");
    let at = format!("note.md:1:{}", note[..note.find("@102").unwrap() + 1].chars().count());
    for (name, alphabet) in [("Windows-1251", WINDOWS), ("KOI8-R", KOI8)] {
        let source = cyrillic(&format!("\"{SAID}\", - said Marta Ruiz.\n"), alphabet);
        let folder =
            Folder::empty().with("seeds/102_harbour.txt", source).with("note.md", note.as_str());
        let outcome = folder.run(&["check"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{name}: {outcome:?}");
        let card = folder.run(&["hover", &at]).stdout;
        assert!(card.contains(&format!("Read as {name}.")), "{card}");
    }
    let folder = folder().with("note.md", note.as_str());
    assert!(!folder.run(&["hover", &at]).stdout.contains("Read as"));
}

#[test]
fn unsupported_encoding_gets_a_clear_error() {
    let torn = "“Never”, she said in Москва".as_bytes().split_last().unwrap().1;
    for (content, said) in [
        (torn, "is not UTF-8 (the first wrong byte is number "),
        (b"caf\xe9 \x8d\x81\xfd", "is not UTF-8"),
        (b"\x89PNG\0\0", "is binary"),
        (b"\xff\xfeodd", "is binary"),
    ] {
        let folder = folder().with("right.md", "Nothing.\n").with("note.md", content);
        let outcome = folder.run(&["check", "note.md"]);
        assert_eq!(outcome.code, 2);
        assert!(outcome.stderr.contains(said), "{said}: {}", outcome.stderr);
        let all = folder.run(&["check"]);
        assert!(all.stdout.contains("1 note not checked"), "{}", all.stdout);
        assert_eq!(folder.run(&["fix", "note.md"]).code, 2);
        assert_eq!(fs::read(folder.file("note.md")).unwrap(), content);
    }
}
