---@brief
--- The onrecord language server: hover a named actor for what the corpus says of it, jump from a
--- quotation to its exact place, and be told of quotations the corpus does not bear out.
---
--- Neovim 0.11 and later find this file on the runtime path: `vim.lsp.enable('onrecord')`.
--- It is complete by itself, so that it can also be copied to `~/.config/nvim/lsp/`.

--- What a code lens opens: the places the server sends, in the quickfix list.
local function show_references(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local items = vim.lsp.util.locations_to_items(command.arguments[3], client.offset_encoding)
  vim.fn.setqflist({}, ' ', { title = command.title, items = items })
  vim.cmd('botright copen')
end

--- Hints are stale when the corpus changes and the note does not. Neovim keeps what it has drawn for a version of a buffer
--- (0.10 always, 0.12 when something else is drawn before the answer comes), unless they are enabled anew.
local function renew_hints(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  for bufnr in pairs(client and client.attached_buffers or {}) do
    if vim.lsp.inlay_hint.is_enabled({ bufnr = bufnr }) then
      vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
    end
  end
  return vim.NIL
end

---@type vim.lsp.Config
return {
  cmd = { 'onrecord', 'lsp' },
  -- Sources are often plain text, and names and quotations in them answer too.
  filetypes = { 'markdown', 'text' },
  root_markers = { 'onrecord.toml', 'seeds', 'sources', 'corpus', '.git' },
  -- A lone file has no corpus to be checked against.
  workspace_required = true,
  commands = { ['onrecord.showReferences'] = show_references },
  handlers = { ['workspace/inlayHint/refresh'] = renew_hints },
  capabilities = {
    experimental = { commands = { commands = { 'onrecord.showReferences' } } },
  },
}
