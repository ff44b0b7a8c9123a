//! A workspace of a few files for one test.

use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A source with one quotation by invented people.
pub(crate) const VISIT: &str = "Minister visits the harbour

Anna Moreno, the minister of transport, arrived at the harbour on Monday.

“The talks will not resume before March, and everybody knows it,” Anna Moreno said.

“We have waited long enough for the new bridge,” said Piet Harker, the mayor of Lindau.
";

/// A note that quotes it correctly, once.
pub(crate) const GOOD: &str = "Anna Moreno said: “The talks will not resume before March, and everybody knows it” [@visit].\n";

/// A note that leaves out a word.
pub(crate) const BAD: &str =
    "Anna Moreno said: “The talks will resume before March, and everybody knows it” [@visit].\n";

/// A folder with files, removed at the end.
pub(crate) struct Folder {
    dir: TempDir,
    root: PathBuf,
}

impl Folder {
    /// A folder with these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let folder = Self { dir, root };
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    /// A folder with the source and this note.
    pub(crate) fn with_note(note: &str) -> Self {
        Self::of(&[("seeds/visit.txt", VISIT), ("note.md", note)])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        uri(&self.path(name))
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    /// A client with these capabilities in this folder, once the corpus is loaded. Diagnostics are not debounced.
    pub(crate) fn client(&self, capabilities: Value) -> Client {
        let mut capabilities = capabilities;
        capabilities["window"]["workDoneProgress"] = json!(true);
        let mut client = Client::start();
        client.initialize(&self.root, capabilities, json!({ "diagnosticsDelay": 0 }));
        client.indexed();
        client
    }

    /// A client with minimal capabilities.
    pub(crate) fn plain_client(&self) -> Client {
        self.client(json!({}))
    }

    pub(crate) fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }
}

/// The capabilities of a client that shows everything a diagnostic can have.
pub(crate) fn rich() -> Value {
    json!({
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "definition": { "linkSupport": true },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    })
}

/// The capabilities of a client with pull diagnostics.
pub(crate) fn pulling() -> Value {
    json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    })
}

/// The rules in a list of diagnostics.
pub(crate) fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|d| d["code"].as_str().unwrap()).collect()
}
