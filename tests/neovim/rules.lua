--- The examples of the rules' pages in the editor: each rule reports where its page underlines, and its first fix
--- produces the page's result.

package.path = vim.env.ONRECORD_WORK .. '/tests/?.lua;' .. package.path
local h = require('harness')
local case, equal, eventually = h.case, h.equal, h.eventually

--- The example of a page: its sources by file name, the wrong note and the fixed one.
---@param path string
local function example(path)
  local found = { sources = {} }
  local kind, lines
  for _, line in ipairs(vim.fn.readfile(path)) do
    if lines and line == '```' then
      local source = kind:match('^source=(.+)')
      if source then
        found.sources[source] = lines
      elseif not found[kind] then
        found[kind] = lines
      end
      kind, lines = nil, nil
    elseif lines then
      lines[#lines + 1] = line
    elseif line:match('^```') then
      local language
      language, kind = line:match('^```(%S+) (.+)$')
      -- Some rules report in the bibliography.
      found.document = language == 'bibtex' and 'refs.bib' or found.document or 'note.md'
      lines = {}
    end
  end
  return found
end

--- A note without its marks, and the underlined words.
local function unmarked(lines)
  local text, words = {}, {}
  for _, line in ipairs(lines) do
    local before, carets = line:match('^( *)(%^+)')
    if carets then
      words[#words + 1] = vim.fn.strcharpart(text[#text], #before, #carets)
    else
      text[#text + 1] = line
    end
  end
  return text, words
end

--- A project for one page: the sources, the note, and the rule turned on if it is off by default.
local function project(rule, found, note)
  local root = vim.env.ONRECORD_WORK .. '/pages/' .. rule
  vim.fn.mkdir(root .. '/seeds', 'p')
  for name, lines in pairs(found.sources) do
    vim.fn.writefile(lines, root .. '/seeds/' .. name)
  end
  vim.fn.writefile({ '# Note' }, root .. '/note.md')
  vim.fn.writefile(note, root .. '/' .. found.document)
  if found.document == 'refs.bib' then
    vim.fn.writefile({ 'bibliography = ["refs.bib"]' }, root .. '/onrecord.toml')
  end
  local page = table.concat(vim.fn.readfile(vim.env.ONRECORD_WORK .. '/rules/' .. rule .. '.md'), '\n')
  if page:find('*draft:* off', 1, true) then
    vim.fn.writefile({ '[rules]', rule .. ' = "warning"' }, root .. '/onrecord.toml')
  end
  return root
end

--- The findings of a rule in the current buffer, in text order.
local function found_by(rule)
  local found = vim.tbl_filter(function(diagnostic)
    return diagnostic.code == rule
  end, vim.diagnostic.get(0))
  table.sort(found, function(a, b)
    return a.lnum == b.lnum and a.col < b.col or a.lnum < b.lnum
  end)
  return found
end

--- The first line of a diagnostic's underlined text.
local function words_of(diagnostic)
  local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
  local last = diagnostic.end_lnum == diagnostic.lnum and diagnostic.end_col or #line
  return line:sub(diagnostic.col + 1, last)
end

--- The actions at the cursor that belong to a rule, in menu order.
local function actions(rule)
  local params = h.here()
  params.range = { start = params.position, ['end'] = params.position }
  params.position = nil
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  return vim.tbl_filter(function(action)
    return action.diagnostics[1].code == rule
  end, h.request('textDocument/codeAction', params) or {})
end

--- Applies a menu action as a key would, and waits until the buffer has changed.
local function take(rule, title)
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == title and action.diagnostics[1].code == rule
    end,
  })
  eventually('the fix “' .. title .. '”', function()
    return vim.api.nvim_buf_get_changedtick(0) ~= before
  end)
end

local function end_servers()
  for _, client in ipairs(vim.lsp.get_clients({ name = 'onrecord' })) do
    vim.lsp.stop_client(client.id)
  end
  eventually('the server to end', function()
    return #vim.lsp.get_clients({ name = 'onrecord' }) == 0
  end)
end

--- Opens the note of a page and waits until its rule reports.
local function opened(rule, found, note)
  local root = project(rule, found, note)
  vim.cmd.edit(root .. '/note.md')
  h.client(0)
  if found.document ~= 'note.md' then
    vim.cmd.edit(root .. '/' .. found.document)
  end
  eventually(rule .. ' to speak', function()
    return #found_by(rule) > 0
  end)
end

for _, path in ipairs(vim.fn.glob(vim.env.ONRECORD_WORK .. '/rules/*.md', true, true)) do
  local rule = vim.fn.fnamemodify(path, ':t:r')
  case(rule .. ' speaks where its page says, and is put right by its fix', function()
    local found = example(path)
    local note, words = unmarked(found.wrong)
    opened(rule, found, note)
    equal(vim.tbl_map(words_of, found_by(rule)), words, 'what is underlined')
    if found.fixed then
      local first = found_by(rule)[1]
      vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
      -- Before the corpus is loaded there are no fixes, only suppressions.
      local fix = eventually('a fix', function()
        local first_action = actions(rule)[1]
        return first_action and not vim.startswith(first_action.title, 'Silence') and first_action
      end)
      take(rule, fix.title)
      equal(vim.api.nvim_buf_get_lines(0, 0, -1, false), found.fixed, 'the note with the fix')
      eventually(rule .. ' to be silent', function()
        return #found_by(rule) == 0
      end)
    end
    vim.cmd('silent! %bwipeout!')
    end_servers()
  end)
end

case('a rule is silenced everywhere by a line in a new onrecord.toml', function()
  local found = example(vim.env.ONRECORD_WORK .. '/rules/misquote.md')
  opened('misquote', found, (unmarked(found.wrong)))
  local note = vim.api.nvim_get_current_buf()
  local root = vim.fs.dirname(vim.api.nvim_buf_get_name(note))
  local first = found_by('misquote')[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local title = 'Silence misquote everywhere (onrecord.toml)'
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == title
    end,
  })
  eventually('the configuration in a buffer', function()
    local file = vim.fn.bufnr(root .. '/onrecord.toml')
    local lines = file > 0 and vim.api.nvim_buf_get_lines(file, 0, -1, false) or {}
    return vim.tbl_contains(lines, 'misquote = "off"')
  end)
  vim.cmd('silent! wall')
  vim.api.nvim_win_set_buf(0, note)
  eventually('misquote to be silent', function()
    return #found_by('misquote') == 0
  end)
  vim.cmd('silent! %bwipeout!')
  end_servers()
end)

h.finish()
