//! The methods, by subject: this list is what the server can do.
//!
//! `backend` says how each is called. What a method does before its first `await` happens in the order of the wire.

pub(super) mod call_hierarchy;
pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod document_link;
pub(super) mod document_sync;
pub(super) mod dossier;
pub(super) mod execute_command;
pub(super) mod folding_range;
pub(super) mod hover;
pub(super) mod initialize;
pub(super) mod inlay_hint;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod selection_range;
pub(super) mod semantic_tokens;
pub(super) mod symbol;
#[cfg(debug_assertions)]
pub(super) mod test;
pub(super) mod text_document_content;
pub(super) mod will_rename_files;
pub(super) mod workspace_changes;
