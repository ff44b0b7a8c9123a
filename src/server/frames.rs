//! Frames on the wire: a header with the length, and a body of JSON.

use super::protocol::{Error, Message, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{BufRead, Read};

/// The longest header line that is kept, in bytes: those of the protocol have about forty.
const LONGEST_HEADER: u64 = 8 << 10;

/// The largest body that is read, in bytes. A document of the largest size fits, with six bytes (`\u00e9`) for each of
/// its own.
const LARGEST_BODY: u64 = 6 * crate::workspace::load::MAX_BYTES;

/// A frame read from the wire.
#[derive(Debug)]
pub(super) enum Frame {
    /// A request or notification.
    Request(Message),
    /// The client's answer to a request of the server.
    Answer(Response),
    /// Anything else, with the error to send.
    Malformed(Error),
    /// A message larger than any document, which was skipped; the error to send.
    TooLarge(Error),
}

/// The next frame; `None` at the end of the input. After an invalid one, reading resumes at the next header with a
/// length.
/// header that has a length.
pub(super) fn read_frame(input: &mut impl BufRead) -> Option<Frame> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(LONGEST_HEADER).read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        match (line.trim_ascii(), length) {
            (b"", Some(length)) => return body(input, length),
            (header, _) => length = content_length(header).or(length),
        }
    }
}

/// The length in a header line, in bytes.
fn content_length(header: &[u8]) -> Option<u64> {
    let (name, value) = std::str::from_utf8(header).ok()?.split_once(':')?;
    let named = name.trim().eq_ignore_ascii_case("content-length");
    named.then(|| value.trim().parse().ok()).flatten()
}

fn body(input: &mut impl BufRead, length: u64) -> Option<Frame> {
    if length > LARGEST_BODY {
        let skipped = std::io::copy(&mut input.take(length), &mut std::io::sink()).ok()?;
        return (skipped == length).then(|| Frame::TooLarge(too_large(length)));
    }
    // Grows as data arrives: the length is only a claim.
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body).ok()?;
    if u64::try_from(read) != Ok(length) {
        return None;
    }
    let Ok(message) = serde_json::from_slice::<Value>(&body) else {
        return Some(Frame::Malformed(Error::parse_error()));
    };
    let frame = if message.get("method").is_some() {
        Message::deserialize(message).map(Frame::Request)
    } else {
        Response::deserialize(message).map(Frame::Answer)
    };
    Some(frame.unwrap_or_else(|_| Frame::Malformed(Error::invalid_request())))
}

fn too_large(length: u64) -> Error {
    let (length, most) = (length >> 20, LARGEST_BODY >> 20);
    let message = format!("a message of {length} MB is not read: at most {most} MB").into();
    Error { message, ..Error::invalid_request() }
}

/// A message with its header, for sending. `None` if it cannot be serialized.
pub(super) fn framed(message: &impl Serialize) -> Option<Vec<u8>> {
    let body = serde_json::to_vec(message).ok()?;
    let header = format!("Content-Length: {}\r\n\r\n", body.len());
    Some([header.as_bytes(), &body].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The frames in some input, one word each: a method, `answer`, or an error code.
    fn read(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let word = |frame| match frame {
            Frame::Request(message) => message.method().to_owned(),
            Frame::Answer(_) => "answer".to_owned(),
            Frame::Malformed(error) | Frame::TooLarge(error) => error.code.code().to_string(),
        };
        std::iter::from_fn(|| read_frame(&mut input).map(word)).collect()
    }

    #[test]
    fn requests_notifications_and_answers_are_told_apart() {
        let input = [
            frame(r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":"“é𝄞”"}}"#),
            frame(r#"{"jsonrpc":"2.0","method":"b"}"#),
            frame(r#"{"jsonrpc":"2.0","id":1,"result":null}"#),
            frame(r#"{"jsonrpc":"2.0","id":2,"error":{"code":-1,"message":"no"}}"#),
        ];
        assert_eq!(read(&input.concat()), ["a", "b", "answer", "answer"]);
    }

    #[test]
    fn headers_come_in_any_order_and_spelling() {
        let body = r#"{"jsonrpc":"2.0","method":"a"}"#;
        let length = body.len();
        for header in [
            format!("content-length:{length}\r\n\r\n"),
            format!(
                "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {length}\r\n\r\n"
            ),
            format!("A: b\r\nContent-Length: {length}\r\nC: d\r\nE: f\r\n\r\n"),
            format!("Content-Length: {length}\n\n"),
        ] {
            assert_eq!(read(&(header + body)), ["a"]);
        }
    }

    #[test]
    fn what_is_no_message_is_said_so_and_the_next_one_is_read() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"good"}"#);
        for (bad, code) in [
            ("{", "-32700"),
            ("", "-32700"),
            ("[]", "-32600"),
            ("1", "-32600"),
            (r#"{"jsonrpc":"1.0","method":"a"}"#, "-32600"),
            (r#"{"jsonrpc":"2.0","id":{},"method":"a"}"#, "-32600"),
            (r#"{"jsonrpc":"2.0","id":1}"#, "-32600"),
        ] {
            assert_eq!(read(&(frame(bad) + &good)), [code, "good"], "{bad}");
        }
        for noise in ["noise\r\n\r\n", "Content-Length: many\r\n\r\n", "\r\n\r\n", "\0\u{1}:\n"] {
            assert_eq!(read(&(noise.to_owned() + &good)), ["good"], "{noise:?}");
        }
    }

    #[test]
    fn a_frame_cut_short_is_the_end() {
        for cut in [
            "Content-Le",
            "Content-Length: 99\r\n",
            "Content-Length: 18446744073709551615\r\n\r\n{",
        ] {
            assert_eq!(read(cut), Vec::<String>::new());
        }
    }

    #[test]
    fn a_header_without_end_takes_no_memory() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"good"}"#);
        let endless = std::io::repeat(b'x').take(3 * LONGEST_HEADER);
        let mut input =
            std::io::BufReader::new(endless.chain("\n".as_bytes()).chain(good.as_bytes()));
        assert!(
            matches!(read_frame(&mut input), Some(Frame::Request(message)) if message.method() == "good")
        );
    }

    #[test]
    fn a_message_larger_than_any_document_is_skipped_and_said_so() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"good"}"#);
        let header = format!("Content-Length: {}\r\n\r\n", LARGEST_BODY + 1);
        let body = std::io::repeat(b' ').take(LARGEST_BODY + 1);
        let mut input =
            std::io::BufReader::new(header.as_bytes().chain(body).chain(good.as_bytes()));
        assert!(
            matches!(read_frame(&mut input), Some(Frame::TooLarge(e)) if e.message.contains("192 MB"))
        );
        assert!(
            matches!(read_frame(&mut input), Some(Frame::Request(message)) if message.method() == "good")
        );
    }
}
