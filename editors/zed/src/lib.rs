//! Starts the onrecord language server in Zed: the program on the PATH, with the settings of `lsp.onrecord`.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, LanguageServerId, Result, serde_json::Value};

struct Onrecord;

impl zed::Extension for Onrecord {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        let missing = "onrecord is not on the PATH: run `cargo install --path .` in a clone of its repository";
        let command = worktree.which("onrecord").ok_or(missing)?;
        Ok(zed::Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.settings)
    }
}

zed::register_extension!(Onrecord);
