//! What the client announced in `initialize`, as far as it matters here.

use super::commands::SHOW_REFERENCES;
use super::protocol::InitializeParams;
use super::quirks;
use crate::text::Encoding;
use serde_json::Value;

/// What was agreed with the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreed {
    /// The unit of columns.
    pub(super) encoding: Encoding,
    pub(super) diagnostics: DiagnosticSupport,
    pub(super) shown: Presentation,
    pub(super) edits: EditSupport,
    pub(super) requests: RequestSupport,
    pub(super) refreshes: RefreshSupport,
    pub(super) resolves: ResolveSupport,
}

/// How diagnostics reach the client, and what may be in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DiagnosticSupport {
    /// The client pulls them, and can be asked to refresh. A client that only pulls would keep what it got while the
    /// corpus was being read, so it is pushed to like those that do not pull.
    pub(super) pulls: bool,
    /// Pulling those of the whole workspace may be offered too.
    pub(super) pulls_workspace: bool,
    /// Related places in them.
    pub(super) related: bool,
    /// Their rule as a link.
    pub(super) rule_links: bool,
}

/// The forms of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Presentation {
    /// Markdown in hovers.
    pub(super) markdown: bool,
    /// `LocationLink` answers.
    pub(super) location_links: bool,
    /// Details on every line of a list of completions.
    pub(super) label_details: bool,
    /// Symbols of a document as a tree.
    pub(super) symbol_trees: bool,
    /// Semantic tokens.
    pub(super) semantic_tokens: bool,
    /// Folds cover whole lines, so columns do not matter.
    pub(super) folds_lines: bool,
    /// Folds may have a text of their own.
    pub(super) folded_text: bool,
    /// The most folds of a document.
    pub(super) most_folds: usize,
}

/// What edits may contain, and what the client requests before it edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EditSupport {
    /// With the document's version.
    pub(super) versioned: bool,
    /// Creating files.
    pub(super) creates_files: bool,
    /// Code actions with their edit.
    pub(super) code_actions: bool,
    /// It asks whether something can be renamed before prompting for the new name.
    pub(super) prepares_renames: bool,
    /// It asks before it renames files.
    pub(super) asks_before_file_renames: bool,
}

/// What the server may request from the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RequestSupport {
    /// `$/progress` started by the server.
    pub(super) progress: bool,
    /// `workspace/configuration`.
    pub(super) configuration: bool,
    /// Dynamic registration of `workspace/didChangeWatchedFiles`.
    pub(super) registers_files: bool,
    /// Dynamic registration of `workspace/didChangeConfiguration`.
    pub(super) registers_configuration: bool,
    /// The content of documents with a scheme of ours: `workspace/textDocumentContent`, registered dynamically.
    pub(super) contents: bool,
    /// Showing documents.
    pub(super) shows_documents: bool,
    /// The client's own command that shows a list of places.
    pub(super) shows_references: bool,
}

/// What the client can be asked to refresh, besides diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RefreshSupport {
    pub(super) inlay_hints: bool,
    pub(super) code_lenses: bool,
    pub(super) semantic_tokens: bool,
}

/// What the client resolves lazily, for one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ResolveSupport {
    /// The range of a workspace symbol.
    pub(super) symbols: bool,
    /// The place of an inlay hint.
    pub(super) inlay_hints: bool,
}

/// The defaults for a client that announced nothing.
impl Default for Agreed {
    fn default() -> Self {
        Self::with(&InitializeParams::default())
    }
}

impl Agreed {
    /// What follows from the client's capabilities.
    pub(super) fn with(params: &InitializeParams) -> Self {
        let client = Announced(serde_json::to_value(&params.capabilities).unwrap_or_default());
        let forgets_open = quirks::forgets_open_documents(params.client_info.as_ref());
        let refreshes = client.has("/workspace/diagnostic/refreshSupport");
        let semantic_tokens = client.at("/textDocument/semanticTokens").is_some();
        Self {
            encoding: encoding(&client),
            diagnostics: DiagnosticSupport {
                pulls: client.at("/textDocument/diagnostic").is_some() && refreshes,
                pulls_workspace: !forgets_open,
                related: client.has("/textDocument/publishDiagnostics/relatedInformation"),
                rule_links: client.has("/textDocument/publishDiagnostics/codeDescriptionSupport"),
            },
            shown: presentation(&client),
            edits: EditSupport {
                versioned: client.has("/workspace/workspaceEdit/documentChanges"),
                // According to the protocol, a client that can create files accepts `documentChanges`, even without
                // versions.
                creates_files: client
                    .lists("/workspace/workspaceEdit/resourceOperations", "create"),
                code_actions: client
                    .at("/textDocument/codeAction/codeActionLiteralSupport")
                    .is_some(),
                prepares_renames: client.has("/textDocument/rename/prepareSupport"),
                asks_before_file_renames: client.has("/workspace/fileOperations/willRename"),
            },
            requests: RequestSupport {
                progress: client.has("/window/workDoneProgress"),
                configuration: client.has("/workspace/configuration"),
                registers_files: client.has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
                registers_configuration: client
                    .has("/workspace/didChangeConfiguration/dynamicRegistration"),
                contents: client.has("/experimental/textDocumentContent/dynamicRegistration"),
                shows_documents: client.has("/window/showDocument/support"),
                shows_references: client.lists("/experimental/commands/commands", SHOW_REFERENCES),
            },
            refreshes: RefreshSupport {
                inlay_hints: client.has("/workspace/inlayHint/refreshSupport"),
                code_lenses: client.has("/workspace/codeLens/refreshSupport"),
                semantic_tokens: semantic_tokens
                    && client.has("/workspace/semanticTokens/refreshSupport"),
            },
            resolves: ResolveSupport {
                symbols: client
                    .lists("/workspace/symbol/resolveSupport/properties", "location.range"),
                inlay_hints: client
                    .lists("/textDocument/inlayHint/resolveSupport/properties", "label.location"),
            },
        }
    }
}

fn presentation(client: &Announced) -> Presentation {
    let formats = "/textDocument/hover/contentFormat";
    let folds = "/textDocument/foldingRange";
    let most_folds = client.at("/textDocument/foldingRange/rangeLimit").and_then(Value::as_u64);
    Presentation {
        markdown: client.list(formats).is_empty() || client.lists(formats, "markdown"),
        location_links: client.has("/textDocument/definition/linkSupport"),
        label_details: client.has("/textDocument/completion/completionItem/labelDetailsSupport"),
        symbol_trees: client.has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
        semantic_tokens: client.at("/textDocument/semanticTokens").is_some(),
        folds_lines: client.at(folds).is_none()
            || client.has("/textDocument/foldingRange/lineFoldingOnly"),
        folded_text: client.has("/textDocument/foldingRange/foldingRange/collapsedText"),
        most_folds: most_folds.and_then(|most| most.try_into().ok()).unwrap_or(usize::MAX),
    }
}

/// A client's capabilities, looked up by their paths in the protocol.
struct Announced(Value);

impl Announced {
    fn at(&self, path: &str) -> Option<&Value> {
        self.0.pointer(path)
    }

    fn has(&self, path: &str) -> bool {
        self.at(path) == Some(&Value::Bool(true))
    }

    fn list(&self, path: &str) -> &[Value] {
        self.at(path).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    fn lists(&self, path: &str, word: &str) -> bool {
        self.list(path).iter().any(|listed| listed == word)
    }
}

/// UTF-16 if it is offered or nothing is, since editors warn when servers on one buffer differ; else the first known
/// offer.
fn encoding(client: &Announced) -> Encoding {
    let known = |offer: &Value| match offer.as_str()? {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    let mut offers = client.list("/general/positionEncodings").iter().filter_map(known);
    let first = offers.next();
    let utf16 = first == Some(Encoding::Utf16) || offers.any(|o| o == Encoding::Utf16);
    first.filter(|_| !utf16).unwrap_or(Encoding::Utf16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::protocol::Message;
    use serde_json::json;

    fn agreed(capabilities: Value) -> Agreed {
        let message =
            Message::build("initialize").params(json!({ "capabilities": capabilities })).id(1);
        let params = quirks::patched(message.finish()).params().cloned().unwrap();
        Agreed::with(&serde_json::from_value(params).unwrap())
    }

    #[test]
    fn utf16_unless_the_client_leaves_no_choice() {
        for (offers, wanted) in [
            (json!(null), Encoding::Utf16),
            (json!([]), Encoding::Utf16),
            (json!(["utf-8", "utf-16", "utf-32"]), Encoding::Utf16),
            (json!(["utf-16"]), Encoding::Utf16),
            (json!(["utf-8"]), Encoding::Utf8),
            (json!(["utf-32", "utf-8"]), Encoding::Utf32),
            (json!(["utf-7", "utf-8"]), Encoding::Utf8),
            (json!(["utf-7"]), Encoding::Utf16),
        ] {
            let offers = json!({ "general": { "positionEncodings": offers } });
            assert_eq!(agreed(offers.clone()).encoding, wanted, "{offers}");
        }
    }

    #[test]
    fn a_client_is_asked_to_pull_only_when_it_can_be_told_to_pull_again() {
        let pull = json!({ "diagnostic": {} });
        let refresh = json!({ "diagnostics": { "refreshSupport": true } });
        assert!(!agreed(json!({ "textDocument": pull })).diagnostics.pulls);
        assert!(!agreed(json!({ "workspace": refresh })).diagnostics.pulls);
        assert!(agreed(json!({ "textDocument": pull, "workspace": refresh })).diagnostics.pulls);
    }
}
