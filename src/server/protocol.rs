//! The only import of the protocol's library: moving to another one touches this file.

pub(super) use tower_lsp::jsonrpc::{
    Error, ErrorCode, Id, Request as Message, Response, Result as Answer,
};
pub(super) use tower_lsp::lsp_types::*;
pub(super) use tower_lsp::{Client, ClientSocket, LanguageServer, LspService, async_trait};
