//! A language client on stdio for tests and benchmarks: small, strict, and without sleeps.
//!
//! It fails on unread messages and requires the server process to end.

#![allow(dead_code, reason = "each test and benchmark uses its own part")]

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The timeout for anything: far more than it takes, because machines are busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A server process and the wire to it.
pub(crate) struct Client {
    child: Child,
    wire: Option<ChildStdin>,
    /// Whoever holds the lock keeps the client from reading.
    reading: Arc<Mutex<()>>,
    incoming: Receiver<Value>,
    /// Messages that arrived while another was awaited.
    unread: VecDeque<Value>,
    /// Methods that a test does not wait for: they may also arrive at its end.
    skipped: Vec<String>,
    next_id: i64,
    /// Whether the server's requests get an answer.
    pub(crate) answers: bool,
    /// The settings that the server gets from the editor.
    pub(crate) settings: Value,
}

impl Client {
    /// Starts the server of this build.
    pub(crate) fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        // Rule pages go into the user's cache folder, which tests must not touch.
        command.args(["lsp", "--stdio"]).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
        Self::start_command(command)
    }

    /// Starts any server.
    pub(crate) fn start_command(mut command: Command) -> Self {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let mut output = BufReader::new(child.stdout.take().expect("its output is piped"));
        let (send, incoming) = channel();
        let reading = Arc::new(Mutex::new(()));
        let may_read = reading.clone();
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if send.send(message).is_err() {
                    break;
                }
                drop(may_read.lock());
            }
        });
        let wire = child.stdin.take();
        let (unread, skipped) = (VecDeque::new(), Vec::new());
        let (answers, settings) = (true, json!({}));
        Self { child, wire, reading, incoming, unread, skipped, next_id: 0, answers, settings }
    }

    /// Starts the server and initializes it in a folder, with settings as `initializationOptions`.
    pub(crate) fn in_folder(folder: &Path, capabilities: Value, settings: Value) -> (Self, Value) {
        let mut client = Self::start();
        let answer = client.initialize(folder, capabilities, settings);
        (client, answer)
    }

    /// Sends `initialize` and `initialized`; returns the server's answer.
    pub(crate) fn initialize(
        &mut self,
        folder: &Path,
        capabilities: Value,
        settings: Value,
    ) -> Value {
        let uri = uri(folder);
        let params = json!({
            "processId": null,
            "rootUri": uri,
            "workspaceFolders": [{ "uri": uri, "name": "test" }],
            "capabilities": capabilities,
            "initializationOptions": settings,
        });
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer
    }

    /// While the returned lock is held, the client reads at most one more message.
    pub(crate) fn reading(&self) -> Arc<Mutex<()>> {
        self.reading.clone()
    }

    /// Sends raw bytes.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let wire = self.wire.as_mut().expect("the wire is open");
        wire.write_all(bytes).and_then(|()| wire.flush()).expect("the server reads");
    }

    /// Sends a message of any kind.
    pub(crate) fn send_message(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send_message(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let mut message = json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send_message(&message);
        self.next_id
    }

    /// Sends the same request many times from a separate thread, which counts those written: without reading, writes may
    /// block for ever. The wire closes when the thread's result is dropped; nothing else can be sent.
    pub(crate) fn asks(
        &mut self,
        times: usize,
        method: &str,
        params: Value,
    ) -> (JoinHandle<ChildStdin>, Arc<AtomicUsize>) {
        let mut wire = self.wire.take().expect("the wire is open");
        let first = self.next_id + 1;
        self.next_id += times as i64;
        let method = method.to_owned();
        let written = Arc::new(AtomicUsize::new(0));
        let count = written.clone();
        let writer = std::thread::spawn(move || {
            for id in (first..).take(times) {
                let message =
                    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
                let body = message.to_string();
                let sent = write!(wire, "Content-Length: {}\r\n\r\n{body}", body.len());
                if sent.and_then(|()| wire.flush()).is_err() {
                    break;
                }
                count.fetch_add(1, Ordering::Relaxed);
            }
            wire
        });
        (writer, written)
    }

    /// The complete answer to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait("an answer", |m| m.get("method").is_none() && m["id"] == id)
    }

    /// Sends a request and returns its result; an error fails the test.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// Repeats a request until its result matches.
    pub(crate) fn until(&mut self, method: &str, params: &Value, fits: impl Fn(&Value) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !fits(&self.request(method, params.clone())) {
            assert!(Instant::now() < deadline, "{method} never gives what is waited for");
        }
    }

    /// The error code of the answer to a request.
    pub(crate) fn error(&mut self, method: &str, params: Value) -> i64 {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
    }

    /// The next message that matches; others are kept.
    pub(crate) fn wait(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&fits) {
            return self.unread.remove(at).expect("it was just found");
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.incoming.recv_timeout(left) {
                Ok(message) => {
                    self.reply(&message);
                    if fits(&message) {
                        return message;
                    }
                    self.unread.push_back(message);
                }
                Err(RecvTimeoutError::Timeout) => panic!("waited in vain for {what}"),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("the server closed its output while {what} was waited for")
                }
            }
        }
    }

    /// Reads unsolicited messages for that long: answers the server's requests and drops messages to be skipped.
    pub(crate) fn idle(&mut self, time: Duration) {
        let until = Instant::now() + time;
        let left = || until.saturating_duration_since(Instant::now());
        while let Ok(message) = self.incoming.recv_timeout(left()) {
            self.reply(&message);
            if !self.skipped.iter().any(|method| message["method"] == **method) {
                self.unread.push_back(message);
            }
        }
        self.unread.retain(|m| !self.skipped.iter().any(|method| m["method"] == **method));
    }

    /// The parameters of the next notification of a method.
    pub(crate) fn notification(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let mut message = self.wait(method, |m| m["method"] == method && fits(&m["params"]));
        message["params"].take()
    }

    /// The diagnostics published for a document at this version or later.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: Option<i64>) -> Vec<Value> {
        let fits = |p: &Value| p["uri"] == uri && p["version"].as_i64() >= version;
        let mut params = self.notification("textDocument/publishDiagnostics", fits);
        match params["diagnostics"].take() {
            Value::Array(list) => list,
            other => panic!("no list of diagnostics: {other}"),
        }
    }

    /// The server's unsolicited requests and notifications that the test did not read.
    pub(crate) fn unread(&self) -> impl Iterator<Item = &str> {
        self.unread.iter().map(|message| message["method"].as_str().unwrap_or("an answer"))
    }

    /// Drops unread messages that may arrive at any time, now and later: logs, progress, irrelevant diagnostics.
    pub(crate) fn skip(&mut self, methods: &[&str]) {
        self.skipped.extend(methods.iter().map(|method| (*method).to_owned()));
        self.unread.retain(|m| !methods.iter().any(|method| m["method"] == *method));
    }

    fn reply(&mut self, message: &Value) {
        let (Some(method), Some(id)) = (message["method"].as_str(), message.get("id")) else {
            return;
        };
        if self.answers {
            let result = match method {
                "workspace/configuration" => json!([self.settings]),
                "window/showDocument" => json!({ "success": true }),
                _ => Value::Null,
            };
            self.send_message(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
        }
    }

    /// Opens a document.
    pub(crate) fn open(&mut self, uri: &str, version: i64, text: &str) {
        let document =
            json!({ "uri": uri, "languageId": "markdown", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the whole text of a document.
    pub(crate) fn replace(&mut self, uri: &str, version: i64, text: &str) {
        self.change(uri, version, json!([{ "text": text }]));
    }

    /// Changes a document.
    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// Closes a document.
    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Waits until the server's progress reports the corpus as loaded. Needs `window.workDoneProgress`.
    pub(crate) fn indexed(&mut self) {
        self.notification("$/progress", |p| p["value"]["kind"] == "end");
        self.skip(&["window/workDoneProgress/create", "$/progress"]);
    }

    /// Sends `shutdown` and `exit`; the process must exit with 0 and leave no unread message, except logs and progress.
    pub(crate) fn finish(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        let status = self.ended();
        assert_eq!(status.code(), Some(0), "{status}");
        while let Ok(message) = self.incoming.recv_timeout(PATIENCE) {
            self.unread.push_back(message);
        }
        self.skip(&["window/logMessage", "window/workDoneProgress/create", "$/progress"]);
        let skipped = std::mem::take(&mut self.skipped);
        self.unread.retain(|m| !skipped.iter().any(|method| m["method"] == **method));
        assert!(self.unread.is_empty(), "unread: {:?}", self.unread);
    }

    /// Closes the server's standard input.
    pub(crate) fn hang_up(&mut self) {
        self.wire = None;
    }

    /// Waits until the process has ended.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("the process can be asked") {
                return status;
            }
            assert!(Instant::now() < deadline, "the server's process does not end");
            std::thread::yield_now();
        }
    }

    /// The id of the server process.
    pub(crate) fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Resident memory of the server process in KiB, as Linux reports it.
    pub(crate) fn resident(&self) -> u64 {
        self.told("VmRSS:")
    }

    /// Peak resident memory of the server process, in KiB.
    pub(crate) fn most_resident(&self) -> u64 {
        self.told("VmHWM:")
    }

    fn told(&self, what: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process_id()));
        let status = status.expect("the process runs");
        let line = status.lines().find(|line| line.starts_with(what)).expect("Linux tells");
        line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("a number of KiB")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The URI of a file.
pub(crate) fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).expect("an absolute path").to_string()
}

/// The line and UTF-16 column of the first `needle` in a text, plus `inside` columns.
pub(crate) fn position(text: &str, needle: &str, inside: usize) -> Value {
    let at = text.find(needle).unwrap_or_else(|| panic!("no {needle:?} in the text"));
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let column = before.get(start..).unwrap_or_default().encode_utf16().count() + inside;
    json!({ "line": line, "character": column })
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok();
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.expect("every message has a length")];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server sends JSON"))
}
