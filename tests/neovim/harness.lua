--- Helpers for the session: cases, conditions, positions, comparisons.

local M = {}

local work = vim.env.ONRECORD_WORK
M.project = work .. '/project'

local label = tostring(vim.version()):match('^%d+%.%d+') .. ' ' .. vim.env.ONRECORD_START

--- How long to wait for a condition, in milliseconds. After the first timeout the rest of the session waits less.
local patience = 30000

--- Prints a line; the runner counts those that begin with `ok` and `not ok`.
local function say(line)
  io.stdout:write(line, '\n')
  io.stdout:flush()
end

--- Runs one case without the windows and buffers of an earlier one, and reports its result.
---@param name string
---@param body fun()
function M.case(name, body)
  vim.cmd('silent! only! | silent! %bwipeout!')
  local passed, problem = pcall(body)
  -- Neovim 0.10 raises an error in unrelated code when tokens arrive for a wiped buffer.
  if not passed and tostring(problem):find('semantic_tokens.lua.*Invalid buffer id') then
    passed, problem = pcall(body)
  end
  say((passed and 'ok ' or 'not ok ') .. label .. ': ' .. name)
  if not passed then
    say('# ' .. tostring(problem):gsub('\n', '\n# '))
  end
end

--- Ends the editor; the runner looks for the last word.
function M.finish()
  say('done')
  vim.cmd('qall!')
end

--- Waits until a condition holds and returns what it returned.
---@generic T
---@param what string
---@param condition fun(): T?
---@return T
function M.eventually(what, condition)
  local value
  local held = vim.wait(patience, function()
    value = condition()
    return value
  end, 20)
  if not held then
    patience = 3000
    error('never happened: ' .. what, 2)
  end
  return value
end

--- Fails with both values if they differ.
function M.equal(got, wanted, what)
  if not vim.deep_equal(got, wanted) then
    error(('%s\nwanted: %s\ngot:    %s'):format(what, vim.inspect(wanted), vim.inspect(got)), 2)
  end
end

--- Fails if a text lacks a part.
function M.contains(text, part)
  if not text:find(part, 1, true) then
    error(('no “%s” in:\n%s'):format(part, text), 2)
  end
end

--- Compares with a file in `expected/`, or writes it if ONRECORD_BLESS is set.
function M.expected(name, text)
  local path = work .. '/tests/expected/' .. name
  if vim.env.ONRECORD_BLESS == '1' then
    vim.fn.writefile(vim.split(text, '\n'), path)
  end
  M.equal(vim.split(text, '\n'), vim.fn.readfile(path), 'differs from expected/' .. name)
end

--- Opens a file of the project and returns its buffer once the server knows it.
---@param file string
---@return integer bufnr
function M.open(file)
  vim.cmd.edit(vim.fn.fnameescape(M.project .. '/' .. file))
  local bufnr = vim.api.nvim_get_current_buf()
  M.client(bufnr)
  return bufnr
end

--- The client of a buffer, once it is attached and initialised.
---@return vim.lsp.Client
function M.client(bufnr)
  return M.eventually('a client attached', function()
    local client = vim.lsp.get_clients({ name = 'onrecord', bufnr = bufnr })[1]
    return client and client.initialized and client
  end)
end

--- The position of a text in the current buffer: row and byte column, both 0-based.
---@return integer row
---@return integer column
function M.place(text)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return row - 1, column - 1
    end
  end
  error('not in the buffer: ' .. text, 2)
end

--- Puts the cursor on a text of the current buffer.
function M.cursor(text)
  local row, column = M.place(text)
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
end

--- Replaces a text of the current buffer, as one undoable edit.
function M.replace(text, by)
  local row, column = M.place(text)
  vim.api.nvim_buf_set_text(0, row, column, row, column + #text, { by })
end

--- Runs the program as at a shell prompt and returns its output.
---@return string
function M.program(...)
  local result = vim
    .system({ 'onrecord', ... }, { cwd = M.project, text = true, env = { NO_COLOR = '1' } })
    :wait(30000)
  if result.code > 1 then
    error(('onrecord %s: %s'):format(table.concat({ ... }, ' '), result.stderr), 2)
  end
  return result.stdout
end

--- The answer to one request about the current buffer.
function M.request(method, params)
  -- With its number: notifications pending for “buffer 0” are not sent before the request.
  local bufnr = vim.api.nvim_get_current_buf()
  local client = M.client(bufnr)
  local answer
  local handler = function(err, result)
    answer = { err = err, result = result }
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, handler, bufnr)
  else
    client.request(method, params, handler, bufnr)
  end
  M.eventually('an answer to ' .. method, function()
    return answer
  end)
  M.equal(answer.err, nil, method .. ' failed')
  return answer.result
end

--- The parameters of a request at the cursor.
function M.here()
  return vim.lsp.util.make_position_params(0, M.client(0).offset_encoding)
end

--- The text of a range of a buffer, in the client's encoding.
function M.range_text(bufnr, range)
  local encoding = M.client(bufnr).offset_encoding
  local function column(position)
    local line = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1]
    if encoding == 'utf-8' then
      return position.character
    end
    return vim.str_byteindex(line, position.character, encoding == 'utf-16')
  end
  local lines = vim.api.nvim_buf_get_text(
    bufnr,
    range.start.line,
    column(range.start),
    range['end'].line,
    column(range['end']),
    {}
  )
  return table.concat(lines, '\n')
end

return M
