--- Starts the onrecord language server and implements the `:Onrecord` commands.

local M = {}

--- The version of this plugin and of the matching server.
M.version = '0.1.0'

local modern = vim.fn.has('nvim-0.11') == 1

---@class onrecord.Options
---@field cmd? string[] The command that starts the server. Default: `{ 'onrecord', 'lsp' }`.
---@field filetypes? string[] Default: `{ 'markdown', 'text' }`.
---@field root_markers? string[] Files and folders that mark the root of a project.
---@field settings? { onrecord: table } The keys of `onrecord.toml`; these take precedence over the file.
---@field on_attach? fun(client: vim.lsp.Client, bufnr: integer)
---@field capabilities? lsp.ClientCapabilities

--- The configuration from `setup()`, for 0.10; later versions store it in `vim.lsp.config`.
---@type table?
local resolved

--- The defaults of `lsp/onrecord.lua`, which 0.10 does not read by itself.
local function defaults()
  local file = vim.api.nvim_get_runtime_file('lsp/onrecord.lua', false)[1]
  return file and dofile(file) or {}
end

--- The effective configuration.
---@return table
function M.config()
  if modern then
    return vim.lsp.config.onrecord or {}
  end
  return resolved or defaults()
end

--- The running clients, of one buffer if given.
---@param bufnr integer?
---@return vim.lsp.Client[]
function M.clients(bufnr)
  return vim.lsp.get_clients({ name = 'onrecord', bufnr = bufnr })
end

--- The root of a buffer's project, or nil if there is no root marker.
---@param bufnr integer?
---@return string?
function M.root(bufnr)
  bufnr = bufnr or vim.api.nvim_get_current_buf()
  local config = M.config()
  if type(config.root_dir) ~= 'function' then
    return config.root_dir or vim.fs.root(bufnr, config.root_markers or {})
  end
  local root
  config.root_dir(bufnr, function(found)
    root = found
  end, config.root_markers)
  return root
end

--- Starts the server for a buffer, as 0.11 and later do by themselves.
---@param bufnr integer
local function attach(bufnr)
  local root = M.root(bufnr)
  -- Skips buffers without a file (help, terminals, scratch) and files outside a project.
  if vim.bo[bufnr].buftype ~= '' or vim.api.nvim_buf_get_name(bufnr) == '' or not root then
    return
  end
  local config = vim.tbl_extend('force', M.config(), { name = 'onrecord', root_dir = root })
  -- 0.10 does not merge these into its defaults.
  config.capabilities = vim.tbl_deep_extend(
    'force',
    vim.lsp.protocol.make_client_capabilities(),
    config.capabilities or {}
  )
  vim.lsp.start(config, { bufnr = bufnr })
end

--- Starts the server for every open note and source of a project, and for those opened later.
---@param opts onrecord.Options?
function M.setup(opts)
  if modern then
    vim.lsp.config('onrecord', opts or {})
    vim.lsp.enable('onrecord')
    return
  end
  resolved = vim.tbl_deep_extend('force', defaults(), opts or {})
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('onrecord', { clear = true }),
    pattern = resolved.filetypes,
    desc = 'Start the onrecord language server',
    callback = function(event)
      attach(event.buf)
    end,
  })
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if
      vim.api.nvim_buf_is_loaded(bufnr)
      and vim.tbl_contains(resolved.filetypes, vim.bo[bufnr].filetype)
    then
      attach(bufnr)
    end
  end
end

--- Stops the running servers and starts them again for the same buffers.
function M.restart()
  local clients = M.clients()
  if #clients == 0 then
    vim.notify('onrecord: no server is running', vim.log.levels.WARN)
    return
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_keys(client.attached_buffers)
    if modern then
      client:stop()
    else
      client.stop()
    end
    vim.wait(3000, function()
      return vim.lsp.get_client_by_id(client.id) == nil
    end, 20)
    for _, bufnr in ipairs(buffers) do
      if vim.api.nvim_buf_is_loaded(bufnr) then
        vim.lsp.start(client.config, { bufnr = bufnr })
      end
    end
  end
end

--- The configured program; the default if `cmd` is a function.
---@return string
function M.program()
  local cmd = M.config().cmd
  return type(cmd) == 'table' and cmd[1] or 'onrecord'
end

--- Runs the program in the project's folder and passes on its output.
---@param args string[]
---@param done fun(result: vim.SystemCompleted)
local function run(args, done)
  local command = vim.list_extend({ M.program() }, args)
  local started, err = pcall(vim.system, command, {
    cwd = M.root() or vim.fn.getcwd(),
    env = { NO_COLOR = '1' },
    text = true,
  }, function(result)
    vim.schedule(function()
      -- Exit code 1 means findings; 2 that the program could not run.
      if result.code > 1 then
        vim.notify(vim.trim(result.stderr), vim.log.levels.ERROR)
      else
        done(result)
      end
    end)
  end)
  if not started then
    vim.notify('onrecord: cannot run ' .. command[1] .. ': ' .. err, vim.log.levels.ERROR)
  end
end

local kinds = { error = 'E', warning = 'W', info = 'I', hint = 'N' }

--- The column of a finding for the quickfix list, in bytes from 1; the program counts characters.
local function byte_column(path, line, column)
  local text = vim.fn.readfile(path, '', line)[line] or ''
  local before = vim.fn.strcharpart(text, 0, column - 1)
  return #before + 1
end

--- Checks the project's notes as saved on disk and puts the findings into the quickfix list.
---@param paths string[]? Notes and folders; the whole project if empty.
function M.check(paths)
  local root = M.root() or vim.fn.getcwd()
  local files = vim.tbl_map(function(path)
    return vim.fn.fnamemodify(path, ':p')
  end, paths or {})
  run(vim.list_extend({ 'check', '--format', 'json' }, files), function(result)
    local decoded, findings = pcall(vim.json.decode, result.stdout)
    if not decoded then
      vim.notify('onrecord: cannot read the findings: ' .. findings, vim.log.levels.ERROR)
      return
    end
    local items = {}
    for _, finding in ipairs(findings) do
      local path = finding.path
      if not vim.startswith(path, '/') then
        path = vim.fs.joinpath(root, path)
      end
      items[#items + 1] = {
        filename = path,
        lnum = finding.line,
        col = byte_column(path, finding.line, finding.column),
        type = kinds[finding.severity],
        text = finding.message .. ' [' .. finding.rule .. ']',
      }
    end
    vim.fn.setqflist({}, ' ', { title = 'onrecord check', items = items })
    if #items > 0 then
      vim.cmd('botright copen')
    else
      vim.cmd('cclose')
      vim.notify('onrecord: nothing found')
    end
  end)
end

--- Shows text in a scratch window that `q` closes.
---@param name string
---@param text string
---@return integer bufnr
local function show(name, text)
  vim.cmd('botright new')
  local bufnr = vim.api.nvim_get_current_buf()
  vim.bo[bufnr].buftype = 'nofile'
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].swapfile = false
  vim.api.nvim_buf_set_name(bufnr, 'onrecord://' .. name)
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(vim.trim(text), '\n'))
  vim.bo[bufnr].filetype = 'markdown'
  vim.bo[bufnr].modifiable = false
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = bufnr, desc = 'Close' })
  return bufnr
end

--- The rule of the finding under the cursor, else of the first one on its line.
local function rule_here()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local here = vim.tbl_filter(function(diagnostic)
    return diagnostic.source == 'onrecord'
  end, vim.diagnostic.get(0, { lnum = row - 1 }))
  for _, diagnostic in ipairs(here) do
    if diagnostic.col <= column and column < (diagnostic.end_col or math.huge) then
      return diagnostic.code
    end
  end
  return here[1] and here[1].code
end

--- Shows the page of a rule.
---@param rule string? The rule of the finding under the cursor when nil.
function M.explain(rule)
  rule = rule or rule_here()
  if not rule then
    vim.notify('onrecord: no finding under the cursor; give a rule', vim.log.levels.WARN)
    return
  end
  run({ 'explain', rule }, function(result)
    show('explain/' .. rule, result.stdout)
  end)
end

return M
