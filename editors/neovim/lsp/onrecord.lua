---@brief
--- The onrecord language server: hover over an actor to see what the corpus says about it, jump from a
--- quotation to its source, and get warnings about quotations that the corpus does not support.
---
--- Neovim 0.11 and later find this file on the runtime path with `vim.lsp.enable('onrecord')`.
--- It needs no other file, so it can also be copied to `~/.config/nvim/lsp/`.

--- Shows the locations of a code lens in the quickfix list.
local function show_references(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local items = vim.lsp.util.locations_to_items(command.arguments[3], client.offset_encoding)
  vim.fn.setqflist({}, ' ', { title = command.title, items = items })
  vim.cmd('botright copen')
end

--- Refreshes inlay hints after the corpus has changed but not the note. Neovim keeps the hints of a buffer version (0.10
--- always, 0.12 if it redraws before the answer arrives) unless they are enabled again.
local function refresh_hints(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  for bufnr in pairs(client and client.attached_buffers or {}) do
    if vim.lsp.inlay_hint.is_enabled({ bufnr = bufnr }) then
      vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
    end
  end
  return vim.NIL
end

local root_markers = { 'onrecord.toml', 'seeds', 'sources', 'corpus', '.git' }

--- The text of a source that is no text file lies in the cache folder, below the path of that source: it belongs to the
--- project of the source. `markers` are those of the user's configuration by default.
local function root_dir(bufnr, on_dir, markers)
  local name = vim.fs.normalize(vim.api.nvim_buf_get_name(bufnr))
  local source = name:match('/onrecord/readable(/.+)%.txt$')
  markers = markers or vim.lsp.config.onrecord.root_markers
  local root = vim.fs.root(source or bufnr, markers)
  if root then
    on_dir(root)
  end
end

---@type vim.lsp.Config
return {
  cmd = { 'onrecord', 'lsp' },
  -- Sources are often plain text, and hover works in them too.
  filetypes = { 'markdown', 'text' },
  root_dir = root_dir,
  root_markers = root_markers,
  -- A lone file has no corpus to check against.
  workspace_required = true,
  commands = { ['onrecord.showReferences'] = show_references },
  handlers = { ['workspace/inlayHint/refresh'] = refresh_hints },
  capabilities = {
    experimental = { commands = { commands = { 'onrecord.showReferences' } } },
  },
}
