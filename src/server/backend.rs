//! The methods that the server answers, each handled in its own file.

use super::document::{DocumentSnapshot, When, at_position, computed};
use super::methods::text_document_content::{CONTENT, Content, ContentParams};
use super::methods::{self, *};
use super::output::WeakOutput;
use super::protocol::*;
use super::quirks::SYMBOLS;
use super::session::Session;
use crate::workspace::Snapshot;
use std::sync::Arc;

/// The service for the transport, and its socket. Must be called on the runtime.
pub(super) fn service(output: WeakOutput) -> (LspService<Backend>, ClientSocket) {
    let session = |client| Arc::new(Session::new(client, output));
    let build = LspService::build(|client| Backend { session: session(client) })
        .custom_method(SYMBOLS, Backend::symbols)
        .custom_method("window/workDoneProgress/cancel", Backend::progress_cancel)
        .custom_method(CONTENT, Backend::content)
        .custom_method("onrecord/dossier", Backend::dossier)
        .custom_method("onrecord/actors", Backend::actors);
    // Requests that sleep and panic on demand, for tests of the wire. Not an environment variable: release builds have
    // no such door.
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

/// The protocol's methods, each with the handler in its file, and how it is called.
macro_rules! methods {
    (
        notifications { $($notification:ident($taken:ty) => $taker:path,)* }
        documents { $($of:ident($of_params:ty) -> $of_answer:ty => $of_handler:path,)* }
        positions { $($at:ident($at_params:ty) -> $at_answer:ty => $at_handler:path, $when:ident;)* }
        snapshots { $($in:ident($in_params:ty) -> $in_answer:ty => $in_handler:path,)* }
        requests { $($request:ident($params:ty) -> $answer:ty => $handler:path,)* }
    ) => {
        #[async_trait]
        impl LanguageServer for Backend {
            async fn initialize(&self, params: InitializeParams) -> Answer<InitializeResult> {
                Ok(initialize::answer(&self.session, params))
            }

            async fn initialized(&self, _: InitializedParams) {
                initialize::done(&self.session);
            }

            async fn shutdown(&self) -> Answer<()> {
                Ok(())
            }

            async fn execute_command(
                &self,
                params: ExecuteCommandParams,
            ) -> Answer<Option<serde_json::Value>> {
                execute_command::answer(&self.session, params)
            }

            $(async fn $notification(&self, params: $taken) {
                $taker(&self.session, params);
            })*

            $(async fn $of(&self, params: $of_params) -> Answer<Option<$of_answer>> {
                let document = DocumentSnapshot::of(&self.session, &params.text_document.uri);
                let Some(document) = document else { return Ok(None) };
                computed(move || $of_handler(&document, params)).await.map(Some)
            })*

            $(async fn $at(&self, params: $at_params) -> Answer<Option<$at_answer>> {
                let place = params.text_document_position_params;
                at_position(&self.session, place, When::$when, $at_handler).await
            })*

            $(async fn $in(&self, params: $in_params) -> Answer<$in_answer> {
                self.computed(params, $in_handler).await
            })*

            $(async fn $request(&self, params: $params) -> Answer<$answer> {
                $handler(self.session.clone(), params).await
            })*
        }
    };
}

methods! {
    notifications {
        did_open(DidOpenTextDocumentParams) => document_sync::opened,
        did_change(DidChangeTextDocumentParams) => document_sync::changed,
        did_save(DidSaveTextDocumentParams) => document_sync::saved,
        did_close(DidCloseTextDocumentParams) => document_sync::closed,
        did_change_configuration(DidChangeConfigurationParams) => workspace_changes::settings,
        did_change_watched_files(DidChangeWatchedFilesParams) => workspace_changes::files,
        did_change_workspace_folders(DidChangeWorkspaceFoldersParams) => workspace_changes::folders,
    }
    documents {
        document_symbol(DocumentSymbolParams) -> DocumentSymbolResponse => symbol::of_document,
        inlay_hint(InlayHintParams) -> Vec<InlayHint> => inlay_hint::answer,
        document_link(DocumentLinkParams) -> Vec<DocumentLink> => document_link::answer,
        folding_range(FoldingRangeParams) -> Vec<FoldingRange> => folding_range::answer,
        selection_range(SelectionRangeParams) -> Vec<SelectionRange> => methods::selection_range::answer,
        semantic_tokens_full(SemanticTokensParams) -> SemanticTokensResult => semantic_tokens::full,
        semantic_tokens_full_delta(SemanticTokensDeltaParams) -> SemanticTokensFullDeltaResult => semantic_tokens::changed,
        semantic_tokens_range(SemanticTokensRangeParams) -> SemanticTokensRangeResult => semantic_tokens::range,
        code_lens(CodeLensParams) -> Vec<CodeLens> => code_lens::answer,
    }
    positions {
        hover(HoverParams) -> Hover => hover::answer, AtHand;
        goto_definition(GotoDefinitionParams) -> GotoDefinitionResponse => definition::answer, AtHand;
        goto_type_definition(GotoDefinitionParams) -> GotoDefinitionResponse => definition::of_type, AtHand;
        document_highlight(DocumentHighlightParams) -> Vec<DocumentHighlight> => references::highlights, InTurn;
        prepare_call_hierarchy(CallHierarchyPrepareParams) -> Vec<CallHierarchyItem> => call_hierarchy::prepare, InTurn;
    }
    snapshots {
        symbol_resolve(WorkspaceSymbol) -> WorkspaceSymbol => symbol::resolve,
        completion_resolve(CompletionItem) -> CompletionItem => completion::resolve,
        inlay_hint_resolve(InlayHint) -> InlayHint => inlay_hint::resolve,
        incoming_calls(CallHierarchyIncomingCallsParams) -> Option<Vec<CallHierarchyIncomingCall>> => call_hierarchy::incoming,
        outgoing_calls(CallHierarchyOutgoingCallsParams) -> Option<Vec<CallHierarchyOutgoingCall>> => call_hierarchy::outgoing,
        will_rename_files(RenameFilesParams) -> Option<WorkspaceEdit> => will_rename_files::answer,
    }
    requests {
        references(ReferenceParams) -> Option<Vec<Location>> => references::answer,
        completion(CompletionParams) -> Option<CompletionResponse> => completion::answer,
        prepare_rename(TextDocumentPositionParams) -> Option<PrepareRenameResponse> => rename::prepare,
        rename(RenameParams) -> Option<WorkspaceEdit> => rename::answer,
        code_action(CodeActionParams) -> Option<CodeActionResponse> => code_action::answer,
        diagnostic(DocumentDiagnosticParams) -> DocumentDiagnosticReportResult => diagnostic::of_document,
        workspace_diagnostic(WorkspaceDiagnosticParams) -> WorkspaceDiagnosticReportResult => diagnostic::of_workspace,
    }
}

/// Methods that the library does not know.
impl Backend {
    async fn symbols(&self, params: WorkspaceSymbolParams) -> Answer<WorkspaceSymbolResponse> {
        self.computed(params, symbol::of_workspace).await
    }

    async fn content(&self, params: ContentParams) -> Answer<Content> {
        self.computed(params, text_document_content::answer).await
    }

    async fn progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        workspace_changes::stopped(&self.session, params);
    }

    async fn dossier(&self, params: dossier::Whose) -> Answer<serde_json::Value> {
        dossier::answer(self.session.clone(), params).await
    }

    async fn actors(&self) -> Answer<serde_json::Value> {
        dossier::actors(self.session.clone()).await
    }

    /// The answer to a question about the whole workspace.
    async fn computed<P: Send + 'static, T: Send + 'static>(
        &self,
        params: P,
        answer: fn(&Session, &Snapshot, P) -> T,
    ) -> Answer<T> {
        let (session, snapshot) = (self.session.clone(), self.session.moment().snapshot.clone());
        computed(move || answer(&session, &snapshot, params)).await
    }
}

#[cfg(debug_assertions)]
impl Backend {
    async fn test_sleep(&self, params: test::Sleep) -> Answer<test::Seen> {
        test::sleep(&self.session, params).await
    }

    async fn test_panic(&self) -> Answer<()> {
        test::panic().await
    }

    async fn test_ask(&self, _: serde_json::Value) {
        test::ask(&self.session);
    }

    async fn test_text(&self, params: TextDocumentIdentifier) -> Answer<Option<String>> {
        Ok(test::text(&self.session, &params.uri))
    }
}
