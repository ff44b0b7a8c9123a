//! One message: its header, and the messages attached to it.

use super::body;
use crate::format::builder::TextBuilder;
use crate::format::illegible::Illegible;
use crate::prose::{BlockKind, PartialDate};
use mail_parser::{HeaderName, Message, MessageParser, PartType};

/// The most messages and multiparts inside a message. The parser nests messages as deep as they are, and looks for the end
/// of each multipart in all that follows.
const MOST_INSIDE: usize = 300;

/// How deep forwarded messages may be inside each other.
const DEEPEST: u8 = 8;

/// What the header of a message says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Head {
    pub(super) subject: Option<String>,
    /// The subject without “Re:”.
    pub(super) topic: Option<String>,
    /// The writer’s name, else the address.
    pub(super) from: Option<String>,
    pub(super) date: Option<PartialDate>,
}

/// Parses a message, gives it to `read`, and returns its head.
///
/// # Errors
/// If it is no message.
pub(super) fn parse(bytes: &[u8], read: &mut dyn FnMut(&Message<'_>)) -> Result<Head, Illegible> {
    let lower = |word: &[u8]| {
        let first = word.first().copied().unwrap_or_default();
        let places = memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes);
        let is_it = |at: &usize| {
            bytes.get(*at..*at + word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
        };
        places.filter(is_it).take(MOST_INSIDE + 1).count()
    };
    if [&b"message/"[..], b"boundary"].into_iter().any(|word| lower(word) > MOST_INSIDE) {
        return Err(Illegible::Damaged("has too many parts inside each other"));
    }
    let message = MessageParser::default().parse(bytes).filter(|message| !message.parts.is_empty());
    let message = message.ok_or(Illegible::Damaged("has no header"))?;
    let known = [HeaderName::From, HeaderName::Date, HeaderName::Subject, HeaderName::To];
    if !known.into_iter().any(|name| message.header(name).is_some()) {
        return Err(Illegible::Damaged("has no header"));
    }
    read(&message);
    Ok(head(&message))
}

fn head(message: &Message<'_>) -> Head {
    let said = |text: &str| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name.as_deref().and_then(said));
    let date = message.date().filter(|date| date.month > 0 && date.day > 0);
    Head {
        subject: message.subject().and_then(said),
        topic: message.thread_name().and_then(said),
        from: name.or_else(|| from.and_then(|from| from.address.as_deref().and_then(said))),
        date: date.and_then(|date| {
            Some(PartialDate {
                year: date.year.try_into().ok()?,
                month: Some(date.month.try_into().ok()?),
                day: Some(date.day.try_into().ok()?),
            })
        }),
    }
}

/// Writes a message: its subject, its writer and date, its body, and the messages attached to it.
pub(super) fn write(message: &Message<'_>, builder: &mut TextBuilder) {
    write_nested(message, 1, builder);
}

fn write_nested(message: &Message<'_>, depth: u8, builder: &mut TextBuilder) {
    let head = head(message);
    if let Some(subject) = &head.subject {
        builder.begin(BlockKind::Heading, depth);
        builder.text(subject);
    }
    builder.begin(BlockKind::Heading, depth + 1);
    if let Some(from) = &head.from {
        builder.text("From: ");
        builder.text(from);
        builder.line_break();
    }
    if let Some(date) = head.date {
        builder.text("Date: ");
        builder.text(&date.to_string());
    }
    builder.end();
    body::write(message, builder);
    for part in &message.parts {
        if let PartType::Message(inside) = &part.body
            && depth < DEEPEST
            && !inside.parts.is_empty()
            && !builder.is_full()
        {
            write_nested(inside, depth + 1, builder);
        }
    }
}
