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

---@type vim.lsp.Config
return {
  cmd = { 'onrecord', 'lsp' },
  -- Sources are often plain text, and names and quotations in them answer too.
  filetypes = { 'markdown', 'text' },
  root_markers = { 'onrecord.toml', 'seeds', 'sources', 'corpus', '.git' },
  -- A lone file has no corpus to be checked against.
  workspace_required = true,
  commands = { ['onrecord.showReferences'] = show_references },
  capabilities = {
    experimental = { commands = { commands = { 'onrecord.showReferences' } } },
  },
}
