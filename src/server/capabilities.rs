//! The capabilities that the server offers a client, given what it announced.

use super::agreed::Agreed;
use super::commands::{OPEN_ORIGINAL, SHOW};
use super::protocol::*;
use crate::text::Encoding;

/// What begins a citation or its locator, opens a quotation, or separates its words: in Markdown, VS Code only asks for
/// completion after these. Other editors ask at letters by themselves.
const TRIGGERS: [&str; 9] = ["@", "{", "[", ",", "¶", "“", "\"", "„", " "];

/// The capabilities for this client.
pub(super) fn offered(agreed: &Agreed) -> ServerCapabilities {
    let (resolve_provider, work_done_progress_options) = (Some(true), Default::default());
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
        workspace: Some(workspace(agreed)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        type_definition_provider: Some(TypeDefinitionProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options,
        }),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
            resolve_provider,
            ..CompletionOptions::default()
        }),
        execute_command_provider: agreed.requests.shows_documents.then(|| ExecuteCommandOptions {
            commands: vec![SHOW.to_owned(), OPEN_ORIGINAL.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        workspace_symbol_provider: optional(
            agreed.resolves.symbols,
            WorkspaceSymbolOptions { resolve_provider, work_done_progress_options },
        ),
        inlay_hint_provider: optional(
            agreed.resolves.inlay_hints,
            InlayHintServerCapabilities::Options(InlayHintOptions {
                resolve_provider,
                work_done_progress_options,
            }),
        ),
        rename_provider: optional(
            agreed.edits.prepares_renames,
            RenameOptions { prepare_provider: Some(true), work_done_progress_options },
        ),
        semantic_tokens_provider: agreed.shown.semantic_tokens.then(semantic_tokens),
        diagnostic_provider: agreed.diagnostics.pulls.then(|| diagnostics(agreed)),
        code_action_provider: agreed.edits.code_actions.then(code_actions),
        ..ServerCapabilities::default()
    }
}

/// Options for a client that understands them, else just true.
fn optional<T>(understood: bool, options: T) -> Option<OneOf<bool, T>> {
    Some(if understood { OneOf::Right(options) } else { OneOf::Left(true) })
}

fn semantic_tokens() -> SemanticTokensServerCapabilities {
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend: super::token_encoding::legend(),
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    })
}

fn diagnostics(agreed: &Agreed) -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some(super::diagnosis::SOURCE.to_owned()),
        // A change of one note affects no other's diagnostics; a change of the corpus requests a refresh.
        inter_file_dependencies: false,
        workspace_diagnostics: agreed.diagnostics.pulls_workspace,
        ..DiagnosticOptions::default()
    })
}

fn code_actions() -> CodeActionProviderCapability {
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::REFACTOR_REWRITE,
            fix_all(),
        ]),
        ..CodeActionOptions::default()
    })
}

fn workspace(agreed: &Agreed) -> WorkspaceServerCapabilities {
    WorkspaceServerCapabilities {
        workspace_folders: Some(WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(OneOf::Left(true)),
        }),
        file_operations: agreed.edits.asks_before_file_renames.then(|| {
            WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(every_file()),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }
        }),
    }
}

/// Files and folders: a moved folder takes its sources along.
fn every_file() -> FileOperationRegistrationOptions {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    let scheme = Some("file".to_owned());
    FileOperationRegistrationOptions { filters: vec![FileOperationFilter { scheme, pattern }] }
}

/// The kind of the action that applies all safe fixes.
pub(super) fn fix_all() -> CodeActionKind {
    CodeActionKind::new("source.fixAll.onrecord")
}
