//! What tower-lsp 0.20 and its types read otherwise than the protocol says, put right before they see it.

use super::protocol::Message;
use serde_json::Value;

/// The method under which `workspace/symbol` is answered: the library knows no answer that leaves out ranges.
pub(super) const SYMBOLS: &str = "onrecord/workspaceSymbols";

/// A message as the client meant it.
pub(super) fn amended(message: Message) -> Message {
    match message.method() {
        "initialize" => rebuilt(message, None, diagnostics),
        "workspace/symbol" => rebuilt(message, Some(SYMBOLS), |_| ()),
        // Emacs sends `shutdown` with `null` for parameters, which the library refuses.
        _ if message.params() == Some(&Value::Null) => rebuilt(message, None, |_| ()),
        _ => message,
    }
}

/// The protocol names the capability `workspace.diagnostics`, lsp-types 0.94 reads `workspace.diagnostic`.
fn diagnostics(params: &mut Value) {
    let workspace = params.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut);
    if let Some(workspace) = workspace
        && let Some(named) = workspace.get("diagnostics").cloned()
    {
        workspace.entry("diagnostic").or_insert(named);
    }
}

fn rebuilt(message: Message, name: Option<&'static str>, mend: impl Fn(&mut Value)) -> Message {
    let (method, id, params) = message.into_parts();
    let mut built = Message::build(name.map_or(method, Into::into));
    if let Some(id) = id {
        built = built.id(id);
    }
    if let Some(mut params) = params.filter(|params| !params.is_null()) {
        mend(&mut params);
        built = built.params(params);
    }
    built.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn messages_are_read_as_the_protocol_says() {
        let params = json!({ "capabilities": { "workspace": { "diagnostics": { "a": 1 } } } });
        let message = amended(Message::build("initialize").params(params).id(1).finish());
        let params = message.params().unwrap();
        assert_eq!(params["capabilities"]["workspace"]["diagnostic"], json!({ "a": 1 }));
        let message = amended(Message::build("workspace/symbol").params(json!({})).id(2).finish());
        assert_eq!((message.method(), message.id()), (SYMBOLS, Some(&2.into())));
        let message = Message::build("shutdown").params(Value::Null).id(3).finish();
        assert_eq!(amended(message).params(), None);
    }
}
