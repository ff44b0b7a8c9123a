//! The methods the server answers, each handed to its own file.

use super::methods;
use super::output::WeakOutput;
use super::protocol::*;
use super::quirks::SYMBOLS;
use super::session::Session;
use std::sync::Arc;

/// The service for the transport, and the socket that belongs to it. Must be called on the runtime.
pub(super) fn service(output: WeakOutput) -> (LspService<Backend>, ClientSocket) {
    let session = |client| Arc::new(Session::new(client, output));
    let build = LspService::build(|client| Backend { session: session(client) })
        .custom_method(SYMBOLS, Backend::symbols)
        .custom_method("window/workDoneProgress/cancel", Backend::progress_cancel)
        .custom_method("onrecord/dossier", Backend::dossier)
        .custom_method("onrecord/actors", Backend::actors);
    // Requests that sleep and panic at will, for the tests of the wire. Not an environment variable: what users run
    // is built without debug assertions and has no such door.
    #[cfg(debug_assertions)]
    let build = build
        .custom_method("onrecord/test/sleep", Backend::test_sleep)
        .custom_method("onrecord/test/panic", Backend::test_panic)
        .custom_method("onrecord/test/ask", Backend::test_ask)
        .custom_method("onrecord/test/text", Backend::test_text);
    build.finish()
}

/// The session as tower-lsp sees it.
pub(super) struct Backend {
    session: Arc<Session>,
}

/// The protocol's methods, each with the handler in its file. A request is `name(parameters) -> answer`.
macro_rules! methods {
    (
        notifications { $($notification:ident($taken:ty) => $taker:ident,)* }
        requests { $($request:ident($params:ty) -> $answer:ty => $module:ident::$handler:ident,)* }
    ) => {
        #[async_trait]
        impl LanguageServer for Backend {
            async fn initialize(&self, params: InitializeParams) -> Answer<InitializeResult> {
                Ok(methods::initialize::answer(&self.session, params))
            }

            async fn initialized(&self, _: InitializedParams) {
                methods::initialized::take(&self.session);
            }

            async fn shutdown(&self) -> Answer<()> {
                Ok(())
            }

            async fn execute_command(
                &self,
                params: ExecuteCommandParams,
            ) -> Answer<Option<serde_json::Value>> {
                methods::execute_command::answer(&self.session, params)
            }

            $(async fn $notification(&self, params: $taken) {
                methods::$taker::take(&self.session, params);
            })*

            $(async fn $request(&self, params: $params) -> Answer<$answer> {
                methods::$module::$handler(self.session.clone(), params).await
            })*
        }
    };
}

methods! {
    notifications {
        did_open(DidOpenTextDocumentParams) => did_open,
        did_change(DidChangeTextDocumentParams) => did_change,
        did_save(DidSaveTextDocumentParams) => did_save,
        did_close(DidCloseTextDocumentParams) => did_close,
        did_change_configuration(DidChangeConfigurationParams) => did_change_configuration,
        did_change_watched_files(DidChangeWatchedFilesParams) => did_change_watched_files,
        did_change_workspace_folders(DidChangeWorkspaceFoldersParams) => did_change_workspace_folders,
    }
    requests {
        hover(HoverParams) -> Option<Hover> => hover::answer,
        goto_definition(GotoDefinitionParams) -> Option<GotoDefinitionResponse> => definition::answer,
        goto_type_definition(GotoDefinitionParams) -> Option<GotoDefinitionResponse> => type_definition::answer,
        references(ReferenceParams) -> Option<Vec<Location>> => references::answer,
        document_highlight(DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> => document_highlight::answer,
        document_symbol(DocumentSymbolParams) -> Option<DocumentSymbolResponse> => document_symbol::answer,
        symbol_resolve(WorkspaceSymbol) -> WorkspaceSymbol => symbol_resolve::answer,
        completion(CompletionParams) -> Option<CompletionResponse> => completion::answer,
        completion_resolve(CompletionItem) -> CompletionItem => completion_resolve::answer,
        inlay_hint(InlayHintParams) -> Option<Vec<InlayHint>> => inlay_hint::answer,
        inlay_hint_resolve(InlayHint) -> InlayHint => inlay_hint_resolve::answer,
        document_link(DocumentLinkParams) -> Option<Vec<DocumentLink>> => document_link::answer,
        folding_range(FoldingRangeParams) -> Option<Vec<FoldingRange>> => folding_range::answer,
        selection_range(SelectionRangeParams) -> Option<Vec<SelectionRange>> => selection_range::answer,
        semantic_tokens_full(SemanticTokensParams) -> Option<SemanticTokensResult> => semantic_tokens::full,
        semantic_tokens_full_delta(SemanticTokensDeltaParams) -> Option<SemanticTokensFullDeltaResult> => semantic_tokens::changed,
        semantic_tokens_range(SemanticTokensRangeParams) -> Option<SemanticTokensRangeResult> => semantic_tokens::range,
        prepare_call_hierarchy(CallHierarchyPrepareParams) -> Option<Vec<CallHierarchyItem>> => call_hierarchy::prepare,
        incoming_calls(CallHierarchyIncomingCallsParams) -> Option<Vec<CallHierarchyIncomingCall>> => call_hierarchy::incoming,
        outgoing_calls(CallHierarchyOutgoingCallsParams) -> Option<Vec<CallHierarchyOutgoingCall>> => call_hierarchy::outgoing,
        prepare_rename(TextDocumentPositionParams) -> Option<PrepareRenameResponse> => rename::prepare,
        rename(RenameParams) -> Option<WorkspaceEdit> => rename::answer,
        will_rename_files(RenameFilesParams) -> Option<WorkspaceEdit> => will_rename_files::answer,
        code_lens(CodeLensParams) -> Option<Vec<CodeLens>> => code_lens::answer,
        code_action(CodeActionParams) -> Option<CodeActionResponse> => code_action::answer,
        diagnostic(DocumentDiagnosticParams) -> DocumentDiagnosticReportResult => diagnostic::answer,
        workspace_diagnostic(WorkspaceDiagnosticParams) -> WorkspaceDiagnosticReportResult => workspace_diagnostic::answer,
    }
}

/// Methods that the library does not know.
impl Backend {
    async fn symbols(&self, params: WorkspaceSymbolParams) -> Answer<WorkspaceSymbolResponse> {
        methods::symbol::answer(self.session.clone(), params).await
    }

    async fn progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        methods::progress_cancel::take(&self.session, params);
    }

    async fn dossier(&self, params: methods::dossier::Whose) -> Answer<serde_json::Value> {
        methods::dossier::answer(self.session.clone(), params).await
    }

    async fn actors(&self) -> Answer<serde_json::Value> {
        methods::dossier::actors(self.session.clone()).await
    }
}

#[cfg(debug_assertions)]
impl Backend {
    async fn test_sleep(&self, params: methods::test::Sleep) -> Answer<methods::test::Seen> {
        methods::test::sleep(&self.session, params).await
    }

    async fn test_panic(&self) -> Answer<()> {
        methods::test::panic().await
    }

    async fn test_ask(&self, _: serde_json::Value) {
        methods::test::ask(&self.session);
    }

    async fn test_text(&self, params: TextDocumentIdentifier) -> Answer<Option<String>> {
        Ok(methods::test::text(&self.session, &params.uri))
    }
}
