--- `:checkhealth onrecord`: checks the program, its version, the corpus and the running servers.

local M = {}

local onrecord = require('onrecord')
local health = vim.health

local function check_neovim()
  health.start('onrecord: Neovim')
  local version = tostring(vim.version())
  if vim.fn.has('nvim-0.10') == 1 then
    health.ok('Neovim ' .. version)
  else
    health.error('Neovim ' .. version .. ' is too old', 'Install Neovim 0.10 or later.')
  end
end

local function check_program()
  health.start('onrecord: program')
  local program = onrecord.program()
  local path = vim.fn.exepath(program)
  if path == '' then
    health.error('`' .. program .. '` was not found', {
      'Install it with `cargo install --path .` in a clone of onrecord, and make sure that it is on PATH.',
      "Or name it: require('onrecord').setup({ cmd = { '/path/to/onrecord', 'lsp' } })",
    })
    return
  end
  health.ok('found: ' .. path)
  local ran, result = pcall(function()
    return vim.system({ path, '--version' }, { text = true }):wait(5000)
  end)
  local version = ran and result.code == 0 and result.stdout:match('(%d+%.%d+%.%S+)')
  if not version then
    health.error('`' .. path .. ' --version` did not answer', 'Build or install it again.')
  elseif version == onrecord.version then
    health.ok('version ' .. version .. ', the same as the plugin')
  else
    health.warn(
      'program ' .. version .. ', plugin ' .. onrecord.version,
      'Install both from the same release; they are tested together.'
    )
  end
end

--- The default folders of a corpus.
local corpus_folders = { 'seeds', 'sources', 'corpus' }

local function check_corpus(root)
  local configuration = vim.fs.joinpath(root, 'onrecord.toml')
  if vim.uv.fs_stat(configuration) then
    health.info('configuration: ' .. configuration)
  end
  for _, name in ipairs(corpus_folders) do
    local folder = vim.fs.joinpath(root, name)
    local files = vim.fs.find(function()
      return true
    end, { path = folder, type = 'file', limit = math.huge })
    if #files > 0 then
      health.ok(('corpus: %s (%d files)'):format(folder, #files))
      return
    end
  end
  if not vim.uv.fs_stat(configuration) then
    health.warn('no corpus in ' .. root, {
      'Put sources into a folder `sources`, or name their folder in `onrecord.toml`.',
    })
  end
end

local function check_clients()
  health.start('onrecord: clients')
  local clients = onrecord.clients()
  if #clients == 0 then
    health.warn('no server is running', {
      "Call vim.lsp.enable('onrecord') (0.11 and later) or require('onrecord').setup() (any version).",
      'Open a note of a project: ' .. 'a folder with one of ' .. table.concat(
        onrecord.config().root_markers or {},
        ', '
      ) .. '.',
    })
    return
  end
  for _, client in ipairs(clients) do
    -- 0.10 does not store the server's `serverInfo`.
    local server = client.server_info
    local name = server and server.name .. ' ' .. (server.version or '') or client.name
    local buffers = vim.tbl_count(client.attached_buffers)
    health.ok(('client %d: %s, %d buffers attached'):format(client.id, name, buffers))
    health.info('position encoding: ' .. client.offset_encoding)
    local root = client.config.root_dir or client.root_dir
    health.info('root: ' .. (root or 'none'))
    if root then
      check_corpus(root)
    end
  end
end

function M.check()
  check_neovim()
  check_program()
  check_clients()
end

return M
