//! Files of mail: which messages are in them, and what they have in common.

use super::message::{Head, parse, write};
use crate::format::builder::TextBuilder;
use crate::format::charset::Charset;
use crate::format::extraction::{Extraction, Format, Input, Properties};
use crate::format::illegible::Illegible;
use std::borrow::Cow;

/// One message.
pub const MAIL: Format =
    Format { name: "e-mail", extensions: &["eml", "emlx"], converts: true, extract: mail };

/// Messages one after the other.
pub const MAILBOX: Format =
    Format { name: "mailbox", extensions: &["mbox"], converts: true, extract: mailbox };

fn mail(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let bytes = input.bytes();
    // Apple Mail writes the length of the message before it, and a list of properties behind it.
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let length = std::str::from_utf8(first).ok().and_then(|line| line.trim().parse().ok());
    let after = bytes.get(first.len() + 1..).unwrap_or_default();
    let message = match length {
        Some(length) => after.get(..length).unwrap_or(after),
        // A message taken out of a mailbox.
        None if bytes.starts_with(b"From ") => after,
        None => bytes,
    };
    let mut builder = TextBuilder::new();
    let head = parse(message, &mut |message| write(message, &mut builder))?;
    builder.finish(Charset::UTF_8, properties(&[head]))
}

fn mailbox(input: Input<'_>) -> Result<Extraction<'_>, Illegible> {
    let bytes = input.bytes();
    if !bytes.trim_ascii_start().starts_with(b"From ") && !bytes.trim_ascii().is_empty() {
        return Err(Illegible::Damaged("does not begin like a mailbox"));
    }
    let (mut builder, mut heads, mut failed) = (TextBuilder::new(), Vec::new(), 0);
    for message in messages(bytes) {
        if builder.is_full() {
            break;
        }
        match parse(&unescaped(message), &mut |message| write(message, &mut builder)) {
            Ok(head) => heads.push(head),
            Err(_) => failed += 1,
        }
    }
    let mut read = builder.finish(Charset::UTF_8, properties(&heads))?;
    if failed > 0 {
        read.problems.push("has messages that cannot be read".to_owned());
    }
    Ok(read)
}

/// The messages of a mailbox. Each begins below a line with its envelope, `From ada@norland.org Mon Mar  3 …`, which
/// stands at the beginning or after an empty line.
fn messages(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut starts = Vec::new();
    let (mut at, mut after_empty) = (0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = at + line.len();
        if after_empty && is_envelope(line) {
            starts.push((at, end));
        }
        after_empty = line.trim_ascii().is_empty();
        at = end;
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(at, _)| *at).chain([bytes.len()]).collect();
    starts.into_iter().zip(ends).filter_map(|((_, from), to)| bytes.get(from..to))
}

/// Whether a line is the envelope of a message: it has a time and a year.
fn is_envelope(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let mut words = rest.split(u8::is_ascii_whitespace);
    let is_time =
        |word: &[u8]| word.contains(&b':') && word.iter().all(|b| b.is_ascii_digit() || *b == b':');
    words.any(is_time) && words.any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit))
}

/// A message without the marks that keep its own lines from looking like envelopes: `>From`, `>>From`.
fn unescaped(message: &[u8]) -> Cow<'_, [u8]> {
    let is_marked = |line: &[u8]| {
        let bare = line.trim_ascii_start();
        let marks = bare.iter().take_while(|byte| **byte == b'>').count();
        line.starts_with(b">") && bare.get(marks..).is_some_and(|rest| rest.starts_with(b"From "))
    };
    if memchr::memmem::find(message, b">From ").is_none() {
        return Cow::Borrowed(message);
    }
    let lines = message.split_inclusive(|byte| *byte == b'\n');
    let bare = lines.map(|line| match is_marked(line) {
        true => line.get(1..).unwrap_or_default(),
        false => line,
    });
    Cow::Owned(bare.collect::<Vec<_>>().concat())
}

/// What all messages have in common; the date is that of a single one.
fn properties(heads: &[Head]) -> Properties {
    let Some(first) = heads.first() else { return Properties::default() };
    let topic = |head: &Head| head.topic.clone();
    let one_topic = heads.iter().all(|head| topic(head) == topic(first));
    let one_writer = heads.iter().all(|head| head.from == first.from);
    Properties {
        title: first.subject.clone().filter(|_| one_topic),
        author: first.from.clone().filter(|_| one_writer),
        date: first.date.filter(|_| heads.len() == 1),
        ..Properties::default()
    }
}
