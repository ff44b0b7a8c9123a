--- `:Onrecord dossier`: everything the sources say about an actor, in a scratch buffer whose lines link to the sources.

local M = {}

local onrecord = require('onrecord')
local modern = vim.fn.has('nvim-0.11') == 1

--- The target of a line in a dossier's buffer: a location or another actor.
---@class onrecord.Target
---@field location? lsp.Location
---@field actor? string

--- By buffer and line, from 1.
---@type table<integer, table<integer, onrecord.Target>>
local targets = {}

---@return vim.lsp.Client?
local function client()
  return onrecord.clients(0)[1] or onrecord.clients()[1]
end

--- Sends a request to the server and passes on the result.
local function ask(method, params, done)
  local server = client()
  if not server then
    vim.notify('onrecord: no server is running', vim.log.levels.WARN)
    return
  end
  local handler = function(err, answer)
    if err then
      vim.notify('onrecord: ' .. err.message, vim.log.levels.ERROR)
    else
      done(answer ~= vim.NIL and answer or nil, server)
    end
  end
  if modern then
    server:request(method, params, handler)
  else
    server.request(method, params, handler)
  end
end

--- A value of the result, or nil instead of `vim.NIL`.
local function given(value)
  return value ~= vim.NIL and value or nil
end

--- The lines of a dossier and their targets.
---@return string[], table<integer, onrecord.Target>
local function lines_of(dossier)
  local lines, leads = {}, {}
  local function add(text, target)
    lines[#lines + 1] = (text:gsub('%s+', ' '))
    leads[#lines] = target
  end
  local function section(title)
    add('')
    add('## ' .. title)
    add('')
  end
  local function item(entry, otherwise)
    local passage = given(entry.passage) or otherwise
    local location = given(entry.location)
    add(('- %s — %s'):format(entry.text, passage), location and { location = location })
  end

  add('# ' .. dossier.name)
  add('')
  local function counted(count, noun)
    return ('%d %s%s'):format(count, noun, count == 1 and '' or 's')
  end
  local totals = ('%s · %s in %s'):format(
    dossier.kind,
    counted(dossier.mentions, 'mention'),
    counted(dossier.documents, 'source')
  )
  local dates = given(dossier.dates)
  if dates then
    totals = totals .. ' · ' .. (dates[1] == dates[2] and dates[1] or dates[1] .. ' – ' .. dates[2])
  end
  add(totals)
  local forms = {}
  for _, alias in ipairs(dossier.aliases) do
    forms[#forms + 1] = ('%s %d×'):format(alias.text, alias.count)
  end
  add('Seen as ' .. table.concat(forms, ' · '))

  if #dossier.roles > 0 then
    section('Roles')
    for _, role in ipairs(dossier.roles) do
      item(role, 'your actors file')
    end
  end
  if #dossier.company > 0 then
    section('Named together with')
    for _, companion in ipairs(dossier.company) do
      add(('- %s %d×'):format(companion.name, companion.count), { actor = companion.id })
    end
  end
  if #dossier.notes > 0 then
    section('In your notes')
    for _, note in ipairs(dossier.notes) do
      item(note, '')
    end
  end
  section('Timeline')
  if dossier.leftOut > 0 then
    add(('%d earlier entries are not shown.'):format(dossier.leftOut))
  end
  local day
  for _, event in ipairs(dossier.timeline) do
    local date = given(event.date) or 'Undated'
    if date ~= day then
      day = date
      add('')
      add('### ' .. date)
      add('')
    end
    item(event, '')
  end
  return lines, leads
end

--- Opens the target of the line under the cursor: a location in the previous window, an actor's dossier here.
local function follow(encoding)
  local bufnr = vim.api.nvim_get_current_buf()
  local target = (targets[bufnr] or {})[vim.api.nvim_win_get_cursor(0)[1]]
  if not target then
    return
  elseif target.actor then
    M.open(target.actor)
    return
  end
  local here = vim.api.nvim_get_current_win()
  vim.cmd.wincmd('p')
  if vim.api.nvim_get_current_win() == here then
    vim.cmd('aboveleft new')
  end
  vim.lsp.util.show_document(target.location, encoding, { focus = true })
end

local function show(dossier, server)
  local name = 'onrecord://dossier/' .. dossier.id
  local bufnr = vim.fn.bufnr('^' .. name .. '$')
  if bufnr == -1 then
    bufnr = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(bufnr, name)
  end
  local window = vim.fn.bufwinid(bufnr)
  if vim.startswith(vim.api.nvim_buf_get_name(0), 'onrecord://dossier/') then
    vim.api.nvim_set_current_buf(bufnr)
  elseif window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd('botright split')
    vim.api.nvim_set_current_buf(bufnr)
  end
  local lines, leads = lines_of(dossier)
  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].filetype = 'markdown'
  vim.wo.wrap, vim.wo.linebreak, vim.wo.conceallevel = true, true, 0
  targets[bufnr] = leads
  local keys = { buffer = bufnr, nowait = true }
  vim.keymap.set('n', '<CR>', function()
    follow(server.offset_encoding)
  end, vim.tbl_extend('force', keys, { desc = 'Go to the place of this line' }))
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', vim.tbl_extend('force', keys, { desc = 'Close' }))
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = bufnr,
    once = true,
    callback = function()
      targets[bufnr] = nil
    end,
  })
end

--- Shows the dossier of an actor, by name or id, or of the one under the cursor.
---@param actor string?
function M.open(actor)
  local server = client()
  local params = actor and { actor = actor }
    or server and vim.lsp.util.make_position_params(0, server.offset_encoding)
  ask('onrecord/dossier', params, function(dossier, answering)
    if dossier then
      show(dossier, answering)
    elseif actor then
      vim.notify('onrecord: no actor is known as ' .. actor, vim.log.levels.WARN)
    else
      vim.notify('onrecord: no actor under the cursor; give a name', vim.log.levels.WARN)
    end
  end)
end

--- The names of actors that begin with `lead`, for the command line.
---@param lead string
---@return string[]
function M.complete(lead)
  local server = client()
  if not server then
    return {}
  end
  local answer = modern and server:request_sync('onrecord/actors', nil, 1000)
    or not modern and server.request_sync('onrecord/actors', nil, 1000, 0)
  local names = {}
  for _, actor in ipairs(answer and given(answer.result) or {}) do
    if vim.startswith(actor.name:lower(), lead:lower()) then
      names[#names + 1] = actor.name
    end
  end
  return names
end

return M
