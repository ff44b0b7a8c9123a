//! The methods, one file each: this listing is what the server can do.
//!
//! `answer` answers a request, `take` takes a notification. What they do before their first `await` happens in the
//! order of the wire.

pub(super) mod call_hierarchy;
pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod completion;
pub(super) mod completion_resolve;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod did_change;
pub(super) mod did_change_configuration;
pub(super) mod did_change_watched_files;
pub(super) mod did_change_workspace_folders;
pub(super) mod did_close;
pub(super) mod did_open;
pub(super) mod did_save;
pub(super) mod document_highlight;
pub(super) mod document_link;
pub(super) mod document_symbol;
pub(super) mod dossier;
pub(super) mod execute_command;
pub(super) mod folding_range;
pub(super) mod hover;
pub(super) mod initialize;
pub(super) mod initialized;
pub(super) mod inlay_hint;
pub(super) mod inlay_hint_resolve;
pub(super) mod progress_cancel;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod selection_range;
pub(super) mod semantic_tokens;
pub(super) mod symbol;
pub(super) mod symbol_resolve;
#[cfg(debug_assertions)]
pub(super) mod test;
pub(super) mod type_definition;
pub(super) mod will_rename_files;
pub(super) mod workspace_diagnostic;
