//! The wire: amid any noise, each well-formed request gets one answer, and all output is well-formed.

use onrecord::server;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex};

/// Separates the pieces of an input; the first byte of each piece gives its kind.
const BETWEEN: u8 = 0x1e;

pub(crate) fn run(data: &[u8]) {
    let mut sent = Sent::default();
    for (number, piece) in (1..).zip(data.split(|byte| *byte == BETWEEN)) {
        let Some((kind, rest)) = piece.split_first() else { continue };
        sent.add(number, *kind, rest);
    }
    let output = Output::default();
    server::serve(Cursor::new(sent.wire), output.clone());
    let answered = output.answers();
    for (id, count) in &answered {
        assert!(sent.hazy || *count == 1, "{id} is answered {count} times");
    }
    for id in &sent.asked {
        assert!(
            sent.hazy || answered.contains_key(&id.to_string()),
            "{id} is not answered: {answered:?}"
        );
    }
}

/// What the client writes, and the answers it is owed.
#[derive(Default)]
struct Sent {
    wire: Vec<u8>,
    asked: Vec<i64>,
    /// Whether something was written that ends all obligations: end of input, or an arbitrary header.
    hazy: bool,
}

impl Sent {
    fn add(&mut self, id: i64, kind: u8, rest: &[u8]) {
        let text = harmless(rest);
        let (method, params) = text.split_once('\n').unwrap_or((&text, "{}"));
        let params: Value = serde_json::from_str(params).unwrap_or(Value::Null);
        match kind % 6 {
            0 => self.request(&["Content-Length: "], id, method, params),
            1 => {
                self.hazy |= method == "exit";
                let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
                self.frame(&["Content-Length: "], message.to_string().as_bytes());
            }
            // A frame with any content: it yields an error at most, or whatever it happens to request.
            2 => {
                self.hazy |= text.contains("id") || text.contains("exit") || text.contains('\\');
                self.frame(&["Content-Length: "], text.as_bytes());
            }
            // Noise between frames, in whole lines.
            3 => {
                self.hazy |= text.to_ascii_lowercase().contains("content-length");
                self.wire.extend_from_slice(text.as_bytes());
                self.wire.extend_from_slice(b"\n");
            }
            4 => {
                let answer = json!({ "jsonrpc": "2.0", "id": id, "result": params });
                self.frame(&["Content-Length: "], answer.to_string().as_bytes());
            }
            _ => {
                let headers = ["Content-Type: application/x; charset=utf-8\r\n", "content-length:"];
                self.request(&headers, id, method, params);
            }
        }
    }

    fn request(&mut self, headers: &[&str], id: i64, method: &str, params: Value) {
        self.hazy |= method == "exit";
        // tower-lsp accepts parameters that are an object, a list, or absent.
        let params = if params.is_object() || params.is_array() { params } else { json!({}) };
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.asked.push(id);
        self.frame(headers, message.to_string().as_bytes());
    }

    fn frame(&mut self, headers: &[&str], body: &[u8]) {
        headers.iter().for_each(|header| self.wire.extend_from_slice(header.as_bytes()));
        self.wire.extend_from_slice(format!("{}\r\n\r\n", body.len()).as_bytes());
        self.wire.extend_from_slice(body);
    }
}

/// The text of a piece, with anything misspelt that would make a server read this machine's disk.
fn harmless(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("initialize", "initialise").replace("file:", "filed:")
}

/// The server's output.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics while writing").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Output {
    /// How often each id was answered. Every byte must belong to a well-formed message.
    fn answers(&self) -> BTreeMap<String, usize> {
        let bytes = self.0.lock().expect("the server is done").clone();
        let mut rest = bytes.as_slice();
        let mut answers = BTreeMap::new();
        while !rest.is_empty() {
            let head = rest.windows(4).position(|four| four == b"\r\n\r\n").expect("a header");
            let header = std::str::from_utf8(&rest[..head]).expect("a header of text");
            let length = header.strip_prefix("Content-Length: ").expect("a length");
            let body = head + 4..head + 4 + length.parse::<usize>().expect("a number");
            let message: Value = serde_json::from_slice(&rest[body.clone()]).expect("JSON");
            rest = &rest[body.end..];
            assert_eq!(message["jsonrpc"], "2.0");
            if message.get("method").is_none() && !message["id"].is_null() {
                *answers.entry(message["id"].to_string()).or_default() += 1;
            }
        }
        answers
    }
}
