//! Every format of sources: what is read of a document, and that no damaged or hostile copy of one panics, takes long or
//! takes much memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use assert_cmd::Command;
use fastrand::Rng;
use onrecord::format::{self, Extraction, Illegible, Input};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// How many damaged copies of each document are read; `ONRECORD_DAMAGED` overrides it.
const COPIES: usize = 60;

/// The CPU seconds in which a damaged file has to be read or refused.
const SECONDS: u32 = 20;

/// The documents in `tests/fixtures/formats/`.
fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats");
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension != "md"));
    found.sort();
    assert!(found.len() >= 14, "{found:?}");
    found
}

fn extract<'a>(path: &Path, bytes: &'a [u8]) -> Result<Extraction<'a>, Illegible> {
    format::extract(path, Input::Bytes(bytes))
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// The program, with a cache of its own.
fn onrecord(cache: &Path) -> Command {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.env("XDG_CACHE_HOME", cache).env("COLUMNS", "100");
    command
}

#[test]
fn every_document_is_read_as_a_person_would_read_it() {
    let cache = tempfile::tempdir().unwrap();
    for path in documents() {
        let output = onrecord(cache.path()).arg("read").arg(&path).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{path:?}: {}", String::from_utf8_lossy(&output.stderr));
        insta::assert_snapshot!(format!("read {}", name(&path)), text);
    }
}

#[test]
fn the_same_words_are_found_in_every_format() {
    let words = [
        "We knew nothing of it until the morning",
        "Nobody asked the people who work here",
        "defended the sale: “The talks with the company would not have survived another summer",
        "in a closed session on Thursday night, by nine votes to six. Ada Moreno, the mayor",
        "The harbour belongs to those who keep it open in winter, and a contract that forgets them will not last",
        "for as long as a ferry sails from Oldhaven",
        "One hundred and sixty landings",
        "Three members of the council had left the room before the vote was taken",
        "have asked the court in Lindau to stop the contract",
    ];
    for path in documents().iter().filter(|path| name(path).starts_with("harbour.")) {
        let bytes = fs::read(path).unwrap();
        let read = extract(path, &bytes).unwrap();
        let source = onrecord::corpus::Source::of("a".to_owned(), path.clone(), read);
        let corpus = onrecord::corpus::Corpus::new(vec![source.into()]);
        for quoted in words {
            let query = onrecord::corpus::Query { words: quoted, cited: None };
            let found = corpus.find(&query);
            let best = found.first().map(|found| found.verdict);
            assert!(
                best.is_some_and(|v| v <= onrecord::corpus::Verdict::Permitted),
                "{path:?}: {quoted}"
            );
        }
    }
}

/// A copy of a file with a few of its bytes changed, dropped, doubled or cut off.
fn damaged(bytes: &[u8], random: &mut Rng) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for _ in 0..random.usize(1..=40) {
        let at = random.usize(0..=copy.len());
        let end = (at + random.usize(0..=60)).min(copy.len());
        match random.u8(0..10) {
            0..=4 => copy.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.u8(..)),
            5..=6 => drop(copy.drain(at..end)),
            7..=8 => {
                let piece = copy[at..end].to_vec();
                copy.splice(at..at, piece);
            }
            _ if random.u8(0..8) == 0 => copy.truncate(at),
            _ => copy.splice(at..at, [0, 0xff, b'<', b'{', b'\\', b'&']).for_each(drop),
        }
    }
    copy
}

/// A copy of an archive in which one entry is damaged, and all checksums are right.
fn damaged_inside(bytes: &[u8], random: &mut Rng) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = random.usize(0..archive.len());
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).ok()?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content).ok()?;
        if number == chosen {
            content = damaged(&content, random);
        }
        copy.start_file(entry.name().ok()?.into_owned(), SimpleFileOptions::default()).ok()?;
        copy.write_all(&content).ok()?;
    }
    Some(copy.finish().ok()?.into_inner())
}

#[cfg(unix)]
fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

#[test]
#[cfg(unix)]
fn damaged_copies_are_read_or_named() {
    let copies = std::env::var("ONRECORD_DAMAGED").ok().and_then(|count| count.parse().ok());
    let copies = copies.unwrap_or(COPIES);
    for path in documents() {
        let bytes = fs::read(&path).unwrap();
        let mut random = Rng::with_seed(25);
        for number in 0..copies {
            let inside = (number % 2 == 1).then(|| damaged_inside(&bytes, &mut random)).flatten();
            let copy = inside.unwrap_or_else(|| damaged(&bytes, &mut random));
            let began = cpu_seconds();
            let read = catch_unwind(AssertUnwindSafe(|| extract(&path, &copy)));
            let took = cpu_seconds() - began;
            let read = read.unwrap_or_else(|_| panic!("copy {number} of {path:?} panics"));
            assert!(took < f64::from(SECONDS), "copy {number} of {path:?} takes {took} s");
            match read {
                Ok(read) => {
                    let blocks = read.blocks.unwrap_or_default();
                    assert!(
                        blocks.iter().all(|b| read.text.get(b.span.start..b.span.end).is_some())
                    );
                    assert!(read.milestones.iter().all(|m| m.at <= read.text.len()), "{path:?}");
                }
                Err(why) => assert!(!why.to_string().is_empty() && !why.advice().is_empty()),
            }
        }
    }
}

/// An archive with these entries.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in entries {
        writer.start_file(*name, options.large_file(true)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Files that grow without end when they are unpacked, expanded or nested.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let types = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let word = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
    let paragraph = "<w:p><w:r><w:t>Nobody came to the harbour.</w:t></w:r></w:p>";
    let long = word.to_owned() + &paragraph.repeat(3_000_000);
    let spaces = [word.as_bytes(), &vec![b' '; 400 << 20]].concat();
    let deep = word.to_owned() + &"<w:tbl><w:tr><w:tc>".repeat(500_000);
    let entities = (0..30)
        .fold("<!DOCTYPE w:document [<!ENTITY a0 \"ha\">".to_owned(), |dtd, n| {
            dtd + &format!("<!ENTITY a{} \"{}\">", n + 1, format!("&a{n};").repeat(10))
        });
    let entities =
        format!("{entities}]>{word}<w:p><w:r><w:t>&a30;</w:t></w:r></w:p></w:body></w:document>");
    let docx = |document: &[u8]| {
        archive(&[("[Content_Types].xml", types), ("word/document.xml", document)])
    };
    let formatting: String = (0..20_000).map(|n| format!("<b a={n}>")).collect();
    let reopened = formatting + &"<p>Nobody came.".repeat(20_000);
    let parts = "--b\nContent-Type: multipart/mixed; boundary=b\n\n".repeat(50_000);
    let mail = format!("From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n{parts}");
    vec![
        ("long.docx", docx(long.as_bytes())),
        ("spaces.docx", docx(&spaces)),
        ("deep.docx", docx(deep.as_bytes())),
        ("entities.docx", docx(entities.as_bytes())),
        ("entities.odt", archive(&[("content.xml", entities.as_bytes())])),
        ("spaces.epub", archive(&[("META-INF/container.xml", &spaces)])),
        ("deep.html", "<div><span>".repeat(200_000).into_bytes()),
        ("reopened.html", reopened.into_bytes()),
        ("tables.html", "<table><tr><td>".repeat(200_000).into_bytes()),
        ("deep.rtf", [&b"{\\rtf1 "[..], &vec![b'{'; 20 << 20]].concat()),
        ("deep.eml", mail.into_bytes()),
        ("long.vtt", format!("WEBVTT\n\n{}", "00:01.000 --> 00:02.000\n".repeat(2_000_000)).into()),
    ]
}

#[test]
#[cfg(target_os = "linux")]
fn bombs_are_read_or_refused_in_little_time_and_memory() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in bombs() {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        // The shell's limits: CPU seconds, and data in kilobytes, of which the allocator reserves some.
        let limited = "ulimit -t 30; ulimit -d 819200; exec \"$0\" read \"$1\" > \"$2\"";
        let output = std::process::Command::new("sh")
            .args(["-c", limited, env!("CARGO_BIN_EXE_onrecord")])
            .args([&path, &folder.path().join("out")])
            .env("XDG_CACHE_HOME", folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(
            code == Some(0) || code == Some(2) && said.contains(name),
            "{name}: {code:?} {said}"
        );
        fs::remove_file(&path).unwrap();
    }
}
