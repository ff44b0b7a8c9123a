//! A language client on standard input and output that measures how long an editor waits.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

/// A server and the connection to it.
pub struct Server {
    child: Child,
    wire: ChildStdin,
    /// Read by the thread that waits for an answer, since passing messages between threads would be measured too.
    incoming: BufReader<ChildStdout>,
    next: i64,
    /// When the process was started.
    pub began: Instant,
}

/// The URI of a file.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

impl Server {
    /// Starts a server in a folder and initializes it.
    pub fn start(command: &[String], folder: &Path, pulls: bool) -> std::io::Result<Self> {
        let began = Instant::now();
        let mut child = Command::new(&command[0])
            .args(&command[1..])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let incoming = BufReader::new(child.stdout.take().ok_or(std::io::ErrorKind::Other)?);
        let wire = child.stdin.take().ok_or(std::io::ErrorKind::Other)?;
        let mut server = Self { child, wire, incoming, next: 0, began };
        let mut capabilities = json!({ "textDocument": { "definition": { "linkSupport": true } } });
        if pulls {
            capabilities["textDocument"]["diagnostic"] = json!({});
            capabilities["workspace"] = json!({ "diagnostics": { "refreshSupport": true } });
        }
        let root = uri(folder);
        server.request(
            "initialize",
            json!({
                "processId": null, "rootUri": root, "capabilities": capabilities,
                "workspaceFolders": [{ "uri": root, "name": "archive" }],
                "initializationOptions": { "diagnosticsDelay": 0 },
            }),
        );
        server.tell("initialized", json!({}));
        Ok(server)
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(|m| m.get("method").is_none() && m["id"] == id)["result"].take()
    }

    /// Waits for diagnostics of a document's version or a later one.
    pub fn diagnostics(&mut self, uri: &str, version: i64) {
        self.wait(|m| {
            m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["uri"] == uri
                && m["params"]["version"].as_i64().is_none_or(|v| v >= version)
        });
    }

    /// The resident memory of the server now, in MiB.
    pub fn resident(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|l| l.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or_default() / 1024.0
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        // One write, like Neovim: each write would wake the server.
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let _ = self.wire.write_all(frame.as_bytes());
    }

    fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let Some(message) = read(&mut self.incoming) else {
                panic!("the server ended");
            };
            if let (Some(method), Some(id)) = (message["method"].as_str(), message.get("id")) {
                let result =
                    if method == "workspace/configuration" { json!([{}]) } else { Value::Null };
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
            }
            if fits(&message) {
                return message;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(number) = line.strip_prefix("Content-Length: ") {
            length = number.trim().parse().ok()?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
