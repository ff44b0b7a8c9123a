//! The methods the server answers, each handed to its own file.

use super::amendment::SYMBOLS;
use super::methods;
use super::output::WeakOutput;
use super::protocol::*;
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

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        methods::did_open::take(&self.session, params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        methods::did_change::take(&self.session, params);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        methods::did_save::take(&self.session, params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        methods::did_close::take(&self.session, params);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        methods::did_change_configuration::take(&self.session, params);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        methods::did_change_watched_files::take(&self.session, params);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        methods::did_change_workspace_folders::take(&self.session, params);
    }

    async fn hover(&self, params: HoverParams) -> Answer<Option<Hover>> {
        methods::hover::answer(self.session.clone(), params).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Answer<Option<GotoDefinitionResponse>> {
        methods::definition::answer(self.session.clone(), params).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Answer<Option<GotoDefinitionResponse>> {
        methods::type_definition::answer(self.session.clone(), params).await
    }

    async fn references(&self, params: ReferenceParams) -> Answer<Option<Vec<Location>>> {
        methods::references::answer(self.session.clone(), params).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Answer<Option<Vec<DocumentHighlight>>> {
        methods::document_highlight::answer(self.session.clone(), params).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Answer<Option<DocumentSymbolResponse>> {
        methods::document_symbol::answer(self.session.clone(), params).await
    }

    async fn symbol_resolve(&self, params: WorkspaceSymbol) -> Answer<WorkspaceSymbol> {
        methods::symbol_resolve::answer(self.session.clone(), params).await
    }

    async fn inlay_hint_resolve(&self, params: InlayHint) -> Answer<InlayHint> {
        methods::inlay_hint_resolve::answer(self.session.clone(), params).await
    }

    async fn completion(&self, params: CompletionParams) -> Answer<Option<CompletionResponse>> {
        methods::completion::answer(self.session.clone(), params).await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Answer<CompletionItem> {
        methods::completion_resolve::answer(self.session.clone(), params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Answer<Option<Vec<InlayHint>>> {
        methods::inlay_hint::answer(self.session.clone(), params).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Answer<Option<Vec<DocumentLink>>> {
        methods::document_link::answer(self.session.clone(), params).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Answer<Option<Vec<FoldingRange>>> {
        methods::folding_range::answer(self.session.clone(), params).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Answer<Option<Vec<SelectionRange>>> {
        methods::selection_range::answer(self.session.clone(), params).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Answer<Option<SemanticTokensResult>> {
        methods::semantic_tokens::full(self.session.clone(), params).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Answer<Option<SemanticTokensFullDeltaResult>> {
        methods::semantic_tokens::changed(self.session.clone(), params).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Answer<Option<SemanticTokensRangeResult>> {
        methods::semantic_tokens::range(self.session.clone(), params).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Answer<Option<Vec<CallHierarchyItem>>> {
        methods::call_hierarchy::prepare(self.session.clone(), params).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Answer<Option<Vec<CallHierarchyIncomingCall>>> {
        methods::call_hierarchy::incoming(self.session.clone(), params).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Answer<Option<Vec<CallHierarchyOutgoingCall>>> {
        methods::call_hierarchy::outgoing(self.session.clone(), params).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Answer<Option<PrepareRenameResponse>> {
        methods::rename::prepare(self.session.clone(), params).await
    }

    async fn rename(&self, params: RenameParams) -> Answer<Option<WorkspaceEdit>> {
        methods::rename::answer(self.session.clone(), params).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Answer<Option<WorkspaceEdit>> {
        methods::will_rename_files::answer(self.session.clone(), params).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Answer<Option<Vec<CodeLens>>> {
        methods::code_lens::answer(self.session.clone(), params).await
    }

    async fn execute_command(
        &self,
        params: ExecuteCommandParams,
    ) -> Answer<Option<serde_json::Value>> {
        methods::execute_command::answer(&self.session, params)
    }

    async fn code_action(&self, params: CodeActionParams) -> Answer<Option<CodeActionResponse>> {
        methods::code_action::answer(self.session.clone(), params).await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Answer<DocumentDiagnosticReportResult> {
        methods::diagnostic::answer(self.session.clone(), params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Answer<WorkspaceDiagnosticReportResult> {
        methods::workspace_diagnostic::answer(self.session.clone(), params).await
    }
}

impl Backend {
    async fn symbols(&self, params: WorkspaceSymbolParams) -> Answer<WorkspaceSymbolResponse> {
        methods::symbol::answer(self.session.clone(), params).await
    }

    async fn progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        methods::progress_cancel::take(&self.session, params);
    }

    async fn dossier(&self, params: methods::dossier::Wanted) -> Answer<serde_json::Value> {
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
