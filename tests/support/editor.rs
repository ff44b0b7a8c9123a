//! Capabilities of an editor with semantic tokens, quick fixes and versioned diagnostics.

use serde_json::{Value, json};

pub(crate) fn capabilities() -> Value {
    let tokens = json!({
        "requests": { "full": { "delta": true }, "range": true },
        "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
    });
    let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
    json!({
        "window": { "workDoneProgress": true },
        "textDocument": {
            "semanticTokens": tokens,
            "codeAction": { "codeActionLiteralSupport": kinds },
            "publishDiagnostics": { "versionSupport": true },
        },
    })
}
