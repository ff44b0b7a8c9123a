---@brief
--- The onrecord language server: hover a named actor for what the corpus says of it, jump from a
--- quotation to its exact place, and be told of quotations the corpus does not bear out.
---
--- Neovim 0.11 and later find this file on the runtime path: `vim.lsp.enable('onrecord')`.
--- It is complete by itself, so that it can also be copied to `~/.config/nvim/lsp/`.

---@type vim.lsp.Config
return {
  cmd = { 'onrecord', 'lsp' },
  -- Sources are often plain text, and names and quotations in them answer too.
  filetypes = { 'markdown', 'text' },
  root_markers = { 'onrecord.toml', 'seeds', 'sources', 'corpus', '.git' },
  -- A lone file has no corpus to be checked against.
  workspace_required = true,
}
