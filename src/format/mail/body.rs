//! The body of a message: its plain text, or its HTML where the plain text is none.

use super::plain;
use crate::format::builder::TextBuilder;
use crate::format::charset::Charset;
use crate::format::decoding::decode;
use crate::format::extraction::Properties;
use crate::format::html;
use mail_parser::{ContentType, Encoding, Message, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// HTML has more than this many times the words of a plain text that stands in for it: “view this message in a browser”.
const STUB: usize = 3;

/// Writes the body of a message.
pub(super) fn write(message: &Message<'_>, builder: &mut TextBuilder) {
    let parts = |ids: &[u32]| -> Vec<&MessagePart<'_>> {
        ids.iter().filter_map(|id| message.parts.get(*id as usize)).collect()
    };
    let (plain, html) = (parts(&message.text_body), parts(&message.html_body));
    let is_html = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let chosen = if plain.iter().any(is_html) || !html.iter().any(is_html) {
        plain
    } else if words(message, &html) > STUB * words(message, &plain) {
        html
    } else {
        plain
    };
    builder.mark_quotations(true);
    for part in chosen {
        write_part(message, part, builder);
    }
    builder.end();
    builder.mark_quotations(false);
}

fn write_part(message: &Message<'_>, part: &MessagePart<'_>, builder: &mut TextBuilder) {
    match &part.body {
        PartType::Text(text) => plain::write(&redecoded(message, part, text), flow(part), builder),
        PartType::Html(text) => {
            html::write(&redecoded(message, part, text), true, builder);
        }
        _ => {}
    }
}

/// How many words parts have as they would be written.
fn words(message: &Message<'_>, parts: &[&MessagePart<'_>]) -> usize {
    let mut builder = TextBuilder::new();
    for part in parts {
        write_part(message, part, &mut builder);
    }
    let read = builder.finish(Charset::UTF_8, Properties::default());
    read.map_or(0, |read| read.text.split_whitespace().count())
}

/// The text of a part, in its likely encoding if it names none and is not UTF-8.
fn redecoded<'a>(message: &'a Message<'_>, part: &MessagePart<'_>, text: &'a str) -> Cow<'a, str> {
    let named = part.content_type().and_then(|kind| kind.attribute("charset"));
    let bare = part.encoding == Encoding::None && named.is_none() && text.contains('\u{fffd}');
    let bytes = message.raw_message.get(part.offset_body as usize..part.offset_end as usize);
    match bytes.filter(|_| bare).map(decode) {
        Some(Ok((text, _))) => text,
        _ => Cow::Borrowed(text),
    }
}

/// Whether the lines of a part are to be flowed together, and how.
fn flow(part: &MessagePart<'_>) -> plain::Flow {
    let is = |kind: &ContentType<'_>, name: &str, value: &str| {
        kind.attribute(name).is_some_and(|it| it.eq_ignore_ascii_case(value))
    };
    match part.content_type().filter(|kind| is(kind, "format", "flowed")) {
        None => plain::Flow::Fixed,
        Some(kind) if is(kind, "delsp", "yes") => plain::Flow::Joined,
        Some(_) => plain::Flow::Spaced,
    }
}
