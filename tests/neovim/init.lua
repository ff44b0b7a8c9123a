-- A user's configuration: the plugin on the runtime path, and one line.
vim.opt.runtimepath:prepend(vim.env.ONRECORD_WORK .. '/plugin')
vim.opt.swapfile = false

if vim.env.ONRECORD_START == 'enable' then
  vim.lsp.enable('onrecord')
else
  require('onrecord').setup()
end
