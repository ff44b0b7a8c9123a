//! What client and server can do: what the client announced, as far as it matters here, and what is offered in return.

use super::methods::execute_command;
use super::protocol::*;
use crate::text::Encoding;

/// What was agreed with the client in `initialize`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreed {
    /// How columns are counted.
    pub(super) encoding: Encoding,
    /// The client asks for diagnostics, and can be told to ask again. A client that only does the first would keep
    /// what it got while the corpus was still being read, so it is pushed to like those that do not ask at all.
    pub(super) pulls: bool,
    /// Diagnostics of the whole workspace may be offered, too.
    pub(super) pulls_workspace: bool,
    /// `LocationLink` answers.
    pub(super) links: bool,
    /// Markdown in hovers.
    pub(super) markdown: bool,
    /// `$/progress` that the server starts.
    pub(super) progress: bool,
    /// `workspace/configuration`.
    pub(super) configuration: bool,
    /// `workspace/didChangeWatchedFiles`, registered while running.
    pub(super) watches: bool,
    /// `workspace/didChangeConfiguration`, registered while running.
    pub(super) registers_configuration: bool,
    /// Edits with the document's version.
    pub(super) versioned_edits: bool,
    /// Edits that make a new file.
    pub(super) creates_files: bool,
    /// Code actions that carry their edit.
    pub(super) actions: bool,
    /// Other places in a diagnostic.
    pub(super) related: bool,
    /// A diagnostic's rule as a link.
    pub(super) rule_links: bool,
    /// Documents that the server asks to be shown.
    pub(super) shows_documents: bool,
    /// Details on every line of a list of completions.
    pub(super) label_details: bool,
    /// Code lenses that the server may ask to be made again.
    pub(super) lens_refresh: bool,
    /// Semantic tokens, which it may be asked to ask for again.
    pub(super) colours: bool,
    /// Semantic tokens that the server may ask to be made again.
    pub(super) colour_refresh: bool,
    /// Folds take whole lines, so columns mean nothing.
    pub(super) folds_lines: bool,
    /// Folds may bring the text that stands for them.
    pub(super) folded_text: bool,
    /// The most folds of a document.
    pub(super) most_folds: usize,
    /// It asks whether something can be renamed before it asks the user for the new name.
    pub(super) prepares_renames: bool,
    /// It asks before it renames files.
    pub(super) asks_before_renames: bool,
    /// Symbols of a document as a tree.
    pub(super) symbol_trees: bool,
    /// Symbols of the workspace without ranges, and a question for the range of the one that is chosen.
    pub(super) resolves_symbols: bool,
    /// Inlay hints without places, and a question for the place of the one that is looked at.
    pub(super) resolves_hints: bool,
    /// The command that shows a list of places, which is the client's own.
    pub(super) shows_references: bool,
    /// Inlay hints that the server may ask to be made again.
    pub(super) hint_refresh: bool,
}

/// What a client that announced nothing gets.
impl Default for Agreed {
    fn default() -> Self {
        Self::with(&InitializeParams::default())
    }
}

impl Agreed {
    /// What follows from the client's announcement.
    pub(super) fn with(params: &InitializeParams) -> Self {
        let client = &params.capabilities;
        let document = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let window = client.window.as_ref();
        let hover = document.and_then(|d| d.hover.as_ref());
        let formats = hover.and_then(|h| h.content_format.as_ref());
        let published = document.and_then(|d| d.publish_diagnostics.as_ref());
        let definition = document.and_then(|d| d.definition.as_ref());
        let refresh = workspace.and_then(|w| w.diagnostic.as_ref());
        let pulls = document.is_some_and(|d| d.diagnostic.is_some());
        // Told to ask again, Neovim (0.12) asks for the workspace only, when that is offered, and drops what the answer
        // says of open documents: they would keep for good what they got while the corpus was being read.
        let forgets_open = params.client_info.as_ref().is_some_and(|c| c.name == "Neovim");
        let tokens = document.and_then(|d| d.semantic_tokens.as_ref());
        let folds = document.and_then(|d| d.folding_range.as_ref());
        let most_folds = folds.and_then(|f| f.range_limit).and_then(|n| usize::try_from(n).ok());
        let dynamic = |registration: Option<bool>| registration == Some(true);
        Self {
            encoding: encoding(client),
            pulls: pulls && refresh.is_some_and(|r| r.refresh_support == Some(true)),
            pulls_workspace: !forgets_open,
            links: definition.is_some_and(|d| d.link_support == Some(true)),
            markdown: formats.is_none_or(|f| f.is_empty() || f.contains(&MarkupKind::Markdown)),
            progress: window.is_some_and(|w| w.work_done_progress == Some(true)),
            configuration: workspace.is_some_and(|w| w.configuration == Some(true)),
            watches: workspace
                .and_then(|w| w.did_change_watched_files.as_ref())
                .is_some_and(|w| dynamic(w.dynamic_registration)),
            registers_configuration: workspace
                .and_then(|w| w.did_change_configuration.as_ref())
                .is_some_and(|w| dynamic(w.dynamic_registration)),
            versioned_edits: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .is_some_and(|e| e.document_changes == Some(true)),
            // Who can make files takes the list of changes that making one needs, says the protocol, also without versions.
            creates_files: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .and_then(|e| e.resource_operations.as_ref())
                .is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create)),
            actions: document
                .and_then(|d| d.code_action.as_ref())
                .is_some_and(|a| a.code_action_literal_support.is_some()),
            related: published.is_some_and(|p| p.related_information == Some(true)),
            shows_documents: window
                .and_then(|w| w.show_document.as_ref())
                .is_some_and(|show| show.support),
            label_details: document
                .and_then(|d| d.completion.as_ref())
                .and_then(|c| c.completion_item.as_ref())
                .is_some_and(|item| item.label_details_support == Some(true)),
            lens_refresh: workspace
                .and_then(|w| w.code_lens.as_ref())
                .is_some_and(|l| l.refresh_support == Some(true)),
            colours: tokens.is_some(),
            colour_refresh: tokens.is_some()
                && workspace
                    .and_then(|w| w.semantic_tokens.as_ref())
                    .is_some_and(|t| t.refresh_support == Some(true)),
            folds_lines: folds.is_none_or(|f| f.line_folding_only == Some(true)),
            folded_text: folds
                .and_then(|f| f.folding_range.as_ref())
                .is_some_and(|f| f.collapsed_text == Some(true)),
            most_folds: most_folds.unwrap_or(usize::MAX),
            prepares_renames: document
                .and_then(|d| d.rename.as_ref())
                .is_some_and(|r| r.prepare_support == Some(true)),
            asks_before_renames: workspace
                .and_then(|w| w.file_operations.as_ref())
                .is_some_and(|f| f.will_rename == Some(true)),
            symbol_trees: document
                .and_then(|d| d.document_symbol.as_ref())
                .is_some_and(|s| s.hierarchical_document_symbol_support == Some(true)),
            resolves_symbols: workspace
                .and_then(|w| w.symbol.as_ref())
                .and_then(|s| s.resolve_support.as_ref())
                .is_some_and(|r| r.properties.iter().any(|p| p == "location.range")),
            resolves_hints: document
                .and_then(|d| d.inlay_hint.as_ref())
                .and_then(|h| h.resolve_support.as_ref())
                .is_some_and(|r| r.properties.iter().any(|p| p == "label.location")),
            shows_references: client
                .experimental
                .as_ref()
                .and_then(|e| e.pointer("/commands/commands")?.as_array())
                .is_some_and(|c| c.iter().any(|c| c == execute_command::SHOW_REFERENCES)),
            hint_refresh: workspace
                .and_then(|w| w.inlay_hint.as_ref())
                .is_some_and(|h| h.refresh_support == Some(true)),
            rule_links: published.is_some_and(|p| p.code_description_support == Some(true)),
        }
    }
}

/// UTF-16 whenever it is offered or nothing is, because editors warn when servers on one buffer differ; else the first
/// offer we know.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    let offered = client.general.as_ref().and_then(|g| g.position_encodings.as_deref());
    let mut offers = offered.unwrap_or_default().iter().filter_map(known);
    let first = offers.next();
    let utf16 = first == Some(Encoding::Utf16) || offers.any(|o| o == Encoding::Utf16);
    first.filter(|_| !utf16).unwrap_or(Encoding::Utf16)
}

/// What the server offers to this client.
pub(super) fn offered(agreed: &Agreed) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match agreed.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        type_definition_provider: Some(TypeDefinitionProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(if agreed.resolves_symbols {
            OneOf::Right(WorkspaceSymbolOptions {
                resolve_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        } else {
            OneOf::Left(true)
        }),
        completion_provider: Some(CompletionOptions {
            // What begins a citation or the place in it, what opens a quotation, and the blanks between its words: VS Code
            // asks at nothing else in Markdown. Letters start completion in other editors by themselves.
            trigger_characters: Some(
                ["@", "{", "[", ",", "¶", "“", "\"", "„", " "].map(str::to_owned).to_vec(),
            ),
            resolve_provider: Some(true),
            ..CompletionOptions::default()
        }),
        inlay_hint_provider: Some(if agreed.resolves_hints {
            OneOf::Right(InlayHintServerCapabilities::Options(InlayHintOptions {
                resolve_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }))
        } else {
            OneOf::Left(true)
        }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        rename_provider: Some(if agreed.prepares_renames {
            OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        } else {
            OneOf::Left(true)
        }),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
        semantic_tokens_provider: agreed.colours.then(|| {
            SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
                legend: super::colours::legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..SemanticTokensOptions::default()
            })
        }),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        execute_command_provider: agreed.shows_documents.then(|| ExecuteCommandOptions {
            commands: vec![execute_command::SHOW.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        diagnostic_provider: agreed.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some(super::diagnosis::SOURCE.to_owned()),
                // A change of one note changes no other's diagnostics; a change of the corpus asks for a refresh.
                inter_file_dependencies: false,
                workspace_diagnostics: agreed.pulls_workspace,
                ..DiagnosticOptions::default()
            })
        }),
        code_action_provider: agreed.actions.then(|| {
            CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QUICKFIX,
                    CodeActionKind::REFACTOR_REWRITE,
                    fix_all(),
                ]),
                ..CodeActionOptions::default()
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: agreed.asks_before_renames.then(|| {
                WorkspaceFileOperationsServerCapabilities {
                    will_rename: Some(every_file()),
                    ..WorkspaceFileOperationsServerCapabilities::default()
                }
            }),
        }),
        ..ServerCapabilities::default()
    }
}

/// Files and folders alike: a folder that moves takes its sources along.
fn every_file() -> FileOperationRegistrationOptions {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    let scheme = Some("file".to_owned());
    FileOperationRegistrationOptions { filters: vec![FileOperationFilter { scheme, pattern }] }
}

/// The kind of the action that applies every safe fix.
pub(super) fn fix_all() -> CodeActionKind {
    CodeActionKind::new("source.fixAll.onrecord")
}

#[cfg(test)]
mod tests {
    use super::super::amendment::amended;
    use super::*;
    use serde_json::{Value, json};

    fn agreed(capabilities: Value) -> Agreed {
        let message =
            Message::build("initialize").params(json!({ "capabilities": capabilities })).id(1);
        let params = amended(message.finish()).params().cloned().unwrap();
        Agreed::with(&serde_json::from_value(params).unwrap())
    }

    #[test]
    fn neovim_is_not_offered_what_makes_it_forget_open_documents() {
        for (name, offered) in [("Neovim", false), ("Visual Studio Code", true)] {
            let params = json!({ "capabilities": {}, "clientInfo": { "name": name } });
            let agreed = Agreed::with(&serde_json::from_value(params).unwrap());
            assert_eq!(agreed.pulls_workspace, offered, "{name}");
        }
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
        assert!(!agreed(json!({ "textDocument": pull })).pulls);
        assert!(!agreed(json!({ "workspace": refresh })).pulls);
        assert!(agreed(json!({ "textDocument": pull, "workspace": refresh })).pulls);
    }
}
