//! What an editor announces that asks for colours, quick fixes and findings with their versions.

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
