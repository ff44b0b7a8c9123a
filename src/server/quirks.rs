//! Quirks of clients and of the protocol's library: where they deviate from the protocol, and the workarounds.

use super::protocol::{ClientInfo, Message};
use serde_json::{Value, json};

/// The method under which `workspace/symbol` is answered: the library cannot send answers without ranges.
pub(super) const SYMBOLS: &str = "onrecord/workspaceSymbols";

/// A message as the client meant it, before tower-lsp 0.20 and lsp-types 0.94 parse it.
pub(super) fn patched(message: Message) -> Message {
    match message.method() {
        "initialize" => rebuilt(message, None, capabilities),
        "workspace/symbol" => rebuilt(message, Some(SYMBOLS), |_| ()),
        // Emacs sends `shutdown` with `null` parameters, which the library rejects.
        _ if message.params() == Some(&Value::Null) => rebuilt(message, None, |_| ()),
        _ => message,
    }
}

/// Capabilities of the client that lsp-types 0.94 does not read: the protocol calls `workspace.diagnostics` what it
/// calls `workspace.diagnostic`, and `workspace.textDocumentContent` is newer. That is moved to where experimental ones
/// are.
fn capabilities(params: &mut Value) {
    if let Some(contents) = params.pointer("/capabilities/workspace/textDocumentContent").cloned()
        && let Some(capabilities) = params.get_mut("capabilities").and_then(Value::as_object_mut)
        && let Some(others) =
            capabilities.entry("experimental").or_insert_with(|| json!({})).as_object_mut()
    {
        others.insert("textDocumentContent".to_owned(), contents);
    }
    let workspace = params.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut);
    if let Some(workspace) = workspace
        && let Some(named) = workspace.get("diagnostics").cloned()
    {
        workspace.entry("diagnostic").or_insert(named);
    }
}

/// Whether a client drops the diagnostics of open documents when it pulls those of the workspace. Neovim (0.12), asked
/// to refresh, pulls only the workspace's if they are offered, and ignores what the answer says about open documents:
/// they would keep for good what they got while the corpus was being read.
pub(super) fn forgets_open_documents(client: Option<&ClientInfo>) -> bool {
    client.is_some_and(|client| client.name == "Neovim")
}

/// The result id of a document's diagnostics, different after each opening: Neovim (0.12) drops the diagnostics of a
/// document that it reloads, and pulls with the id of those it dropped.
pub(super) fn result_id(made: &str, opening: Option<u64>) -> String {
    opening.map_or_else(|| made.to_owned(), |opening| format!("{made}.{opening}"))
}

fn rebuilt(message: Message, name: Option<&'static str>, patch: impl Fn(&mut Value)) -> Message {
    let (method, id, params) = message.into_parts();
    let mut built = Message::build(name.map_or(method, Into::into));
    if let Some(id) = id {
        built = built.id(id);
    }
    if let Some(mut params) = params.filter(|params| !params.is_null()) {
        patch(&mut params);
        built = built.params(params);
    }
    built.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_as_the_protocol_says() {
        let params = json!({ "capabilities": { "workspace": { "diagnostics": { "a": 1 } } } });
        let message = patched(Message::build("initialize").params(params).id(1).finish());
        let params = message.params().unwrap();
        assert_eq!(params["capabilities"]["workspace"]["diagnostic"], json!({ "a": 1 }));
        let message = patched(Message::build("workspace/symbol").params(json!({})).id(2).finish());
        assert_eq!((message.method(), message.id()), (SYMBOLS, Some(&2.into())));
        let message = Message::build("shutdown").params(Value::Null).id(3).finish();
        assert_eq!(patched(message).params(), None);
    }

    #[test]
    fn neovim_is_not_offered_what_makes_it_forget_open_documents() {
        for (name, forgets) in [("Neovim", true), ("Visual Studio Code", false)] {
            let client = ClientInfo { name: name.to_owned(), version: None };
            assert_eq!(forgets_open_documents(Some(&client)), forgets, "{name}");
        }
    }
}
