--- An analyst's session: open notes, read the findings, hover, jump, edit, fix, close.

package.path = vim.env.ONRECORD_WORK .. '/tests/?.lua;' .. package.path
local h = require('harness')
local case, equal, contains, eventually = h.case, h.equal, h.contains, h.eventually

local held = '“the issue needs to be handled and resolved through dialogue and consultation”'

--- The findings in a buffer as `line:column rule`, with 0-based columns in bytes, in text order.
local function shown(bufnr)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(bufnr)) do
    found[#found + 1] = ('%d:%d %s'):format(diagnostic.lnum + 1, diagnostic.col, diagnostic.code)
  end
  table.sort(found)
  return found
end

--- The same from the output of `onrecord check`.
local function checked(file)
  local text = vim.fn.readblob(h.project .. '/' .. file)
  local found = {}
  for _, finding in ipairs(vim.json.decode(h.program('check', '--format', 'json', file))) do
    local before = text:sub(1, finding.start)
    local column = #before:match('[^\n]*$')
    found[#found + 1] = ('%d:%d %s'):format(finding.line, column, finding.rule)
  end
  table.sort(found)
  return found
end

--- The rules that report on the line of a text in the current buffer.
local function rules_at(text)
  local row = h.place(text)
  return vim.tbl_map(function(diagnostic)
    return diagnostic.code
  end, vim.diagnostic.get(0, { lnum = row }))
end

--- The text of the hover window, which is then closed.
local function hovered()
  vim.lsp.buf.hover()
  local window = eventually('a hover window', function()
    for _, candidate in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(candidate).relative ~= '' then
        return candidate
      end
    end
  end)
  local buffer = vim.api.nvim_win_get_buf(window)
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  vim.api.nvim_win_close(window, true)
  return text
end

--- A Markdown text without what a Neovim window may change: blank lines, trailing space, rules.
local function essence(markdown)
  local lines = {}
  for line in vim.gsplit(markdown, '\n') do
    line = vim.trim(line):gsub('\\([%p])', '%1')
    if line ~= '' and not line:match('^[-─]+$') then
      lines[#lines + 1] = line
    end
  end
  return lines
end

--- The cursor in the command line's form: file, 1-based line and column, in characters.
local function cursor_name(file)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local before = vim.api.nvim_get_current_line():sub(1, column)
  return ('%s:%d:%d'):format(file, row, vim.fn.strchars(before) + 1)
end

case('every sample note shows what `onrecord check` prints', function()
  local notes = vim.fn.glob(h.project .. '/tests/notes/**/*.md', true, true)
  assert(#notes >= 4, 'sample notes are missing')
  for _, path in ipairs(notes) do
    local file = path:sub(#h.project + 2)
    local wanted = checked(file)
    local bufnr = h.open(file)
    vim.wait(30000, function()
      return vim.deep_equal(shown(bufnr), wanted)
    end, 20)
    equal(shown(bufnr), wanted, 'findings of ' .. file)
    vim.cmd.bdelete()
  end
end)

case('hovering a named actor opens its card', function()
  h.open('notes/desk.md')
  eventually('an indexed corpus', function()
    return #rules_at('a wholly unacceptable') > 0
  end)
  h.cursor('Yang Jiechi')
  local text = hovered()
  contains(text, 'Yang Jiechi')
  contains(text, 'State Councilor')
  contains(text, 'a member of the Political Bureau')
  contains(text, 'dialogue and consultation')
  equal(
    essence(text),
    essence(
      vim.json.decode(h.program('hover', '--format', 'jsonl', cursor_name('notes/desk.md'))).markdown
    ),
    'the editor and the command line differ'
  )
end)

case('hovering a quotation shows its source and speaker', function()
  h.open('notes/desk.md')
  h.cursor('good atmosphere')
  local text = hovered()
  contains(text, 'Han Zheng')
  contains(text, 'seeds/001_')
end)

case('hovering a citation shows the source it names', function()
  h.open('notes/desk.md')
  h.cursor('@001')
  contains(hovered(), 'Why Kerry’s visit to Beijing ended in failure')
end)

case('go to definition lands on the words of the quotation', function()
  h.open('notes/desk.md')
  h.cursor('the issue needs')
  local links = h.request('textDocument/definition', h.here())
  vim.lsp.buf.definition()
  eventually('the source opened', function()
    return vim.api.nvim_buf_get_name(0):find('seeds/000_', 1, true)
  end)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local line = vim.api.nvim_buf_get_lines(0, row - 1, row, false)[1]
  equal(line:sub(column + 1, column + 9), 'the issue', 'where the cursor landed')
  h.client(0)
  local link = links[1] or links
  equal(
    vim.trim(h.range_text(0, link.targetSelectionRange or link.range)):gsub('%.$', ''),
    held:sub(4, -4),
    'what is selected'
  )
end)

case('go to definition inside a quotation lands on the word under the cursor', function()
  h.open('notes/desk.md')
  h.cursor('handled and resolved')
  vim.lsp.buf.definition()
  eventually('the source opened', function()
    return vim.api.nvim_buf_get_name(0):find('seeds/000_', 1, true)
  end)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local line = vim.api.nvim_buf_get_lines(0, row - 1, row, false)[1]
  equal(line:sub(column + 1, column + 7), 'handled', 'where the cursor landed')
end)

case('go to type definition leads from a name to where it is introduced', function()
  h.open('notes/desk.md')
  h.cursor('Yang Jiechi')
  vim.lsp.buf.type_definition()
  eventually('a source opened', function()
    return vim.api.nvim_buf_get_name(0):find('seeds/', 1, true)
  end)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local line = vim.api.nvim_buf_get_lines(0, row - 1, row, false)[1]
  equal(line:sub(column + 1, column + 11), 'Yang Jiechi', 'where the cursor landed')
end)

case('hover works inside a source too', function()
  local source = vim.fn.glob(h.project .. '/seeds/000_*', true, true)[1]
  h.open(source:sub(#h.project + 2))
  h.cursor('Yang Jiechi')
  contains(hovered(), 'State Councilor')
end)

case('changing a quotation shows a finding, and undo removes it', function()
  h.open('notes/desk.md')
  equal(rules_at('handled and resolved'), {}, 'before the edit')
  h.replace('handled and resolved', 'handled and avoided')
  eventually('a misquote', function()
    return vim.tbl_contains(rules_at('handled and avoided'), 'misquote')
  end)
  local finding = vim.diagnostic.get(0, { lnum = (h.place('handled and avoided')) })[1]
  equal(finding.source, 'onrecord', 'who says so')
  contains(finding.message, 'resolved')
  vim.cmd.undo()
  eventually('no finding', function()
    return #rules_at('handled and resolved') == 0
  end)
end)

case('after edits among wide characters, editor and server have the same text', function()
  h.open('notes/desk.md')
  -- Each keystroke is a separate change, before and between characters of two UTF-16 units.
  for _, keys in ipairs({ '“Ça va 😀” ', '𝒜𝒷', '\r', 'é̂' }) do
    h.cursor('😀 The naïve')
    vim.cmd.normal({ 'i' .. keys, bang = true })
  end
  h.cursor('geostrategic')
  local links = h.request('textDocument/definition', h.here())
  local link = links[1] or links
  contains(h.range_text(0, link.originSelectionRange), 'the climate is not ideological')
end)

case('the quick fix inserts the words of the source', function()
  h.open('notes/desk.md')
  h.replace('a good atmosphere', 'a fine atmosphere')
  eventually('a misquote', function()
    return vim.tbl_contains(rules_at('a fine atmosphere'), 'misquote')
  end)
  h.cursor('fine atmosphere')
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == 'Use the source’s words'
    end,
  })
  eventually('the words of the source', function()
    return table
      .concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
      :find('create a good atmosphere of cooperation', 1, true)
  end)
  eventually('no finding', function()
    return #rules_at('a good atmosphere') == 0
  end)
end)

case('pulled findings are shown, each once', function()
  local bufnr = h.open('notes/desk.md')
  eventually('findings', function()
    return #shown(bufnr) > 0
  end)
  local report = h.request('textDocument/diagnostic', {
    textDocument = vim.lsp.util.make_text_document_params(bufnr),
  })
  equal(report.kind, 'full', 'the kind of report')
  equal(#report.items, #shown(bufnr), 'how many findings')
end)

case('a reloaded note keeps its findings', function()
  local bufnr = h.open('notes/desk.md')
  eventually('findings', function()
    return #shown(bufnr) > 0
  end)
  vim.cmd('edit!')
  eventually('findings again', function()
    return #shown(bufnr) > 0
  end)
end)

case('closing a note removes its findings', function()
  local bufnr = h.open('notes/desk.md')
  eventually('findings', function()
    return #shown(bufnr) > 0
  end)
  vim.cmd.bdelete()
  eventually('no findings', function()
    return #shown(bufnr) == 0
  end)
end)

case('an open citation offers the sources', function()
  h.open('notes/desk.md')
  h.replace('[@004].', '[@0')
  local row = h.place('regime” [@0')
  vim.cmd.normal({ (row + 1) .. 'G$', bang = true })
  local params = h.here()
  params.position.character = params.position.character + 1
  local answer = h.request('textDocument/completion', params)
  local labels = vim.tbl_map(function(item)
    return item.label
  end, answer.items or answer)
  equal(#labels, 5, 'how many sources: ' .. table.concat(labels, ' '))
end)

case('references list where an actor is named', function()
  h.open('notes/desk.md')
  h.cursor('Yang Jiechi')
  vim.lsp.buf.references()
  local items = eventually('a list', function()
    local list = vim.fn.getqflist()
    return #list > 1 and list
  end)
  local files = {}
  for _, item in ipairs(items) do
    files[vim.fs.basename(vim.api.nvim_buf_get_name(item.bufnr)):sub(1, 4)] = true
  end
  assert(files['000_'] and files['001_'], vim.inspect(files))
end)

case('the outline lists the quotations of a note', function()
  local bufnr = h.open('notes/desk.md')
  local symbols = h.request('textDocument/documentSymbol', {
    textDocument = vim.lsp.util.make_text_document_params(bufnr),
  })
  contains(vim.inspect(symbols), 'the issue needs to be handled')
end)

case('a name is found in the whole workspace', function()
  h.open('notes/desk.md')
  contains(vim.inspect(h.request('workspace/symbol', { query = 'Yang' })), 'Yang Jiechi')
end)

case('hints show the place of a quotation', function()
  local bufnr = h.open('notes/desk.md')
  vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  local hints = eventually('hints', function()
    local found = vim.lsp.inlay_hint.get({ bufnr = bufnr })
    return #found > 0 and found
  end)
  contains(vim.inspect(hints[1].inlay_hint.label), '000 ¶1')
end)

case('hints follow a source that is removed and returns, while the note is unchanged', function()
  local bufnr = h.open('notes/desk.md')
  vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  local function drawn()
    vim.cmd.redraw()
    for _, space in pairs(vim.api.nvim_get_namespaces()) do
      local marks = vim.api.nvim_buf_get_extmarks(bufnr, space, 0, -1, { details = true })
      if vim.inspect(marks):find('✓ Yang Jiechi, 000 ¶1', 1, true) then
        return true
      end
    end
    return false
  end
  eventually('a hint', drawn)
  local source = vim.fn.glob(h.project .. '/seeds/000_*', true, true)[1]
  for _ = 1, 3 do
    assert(vim.uv.fs_rename(source, h.project .. '/away'))
    eventually('no hint', function()
      return not drawn()
    end)
    assert(vim.uv.fs_rename(h.project .. '/away', source))
    eventually('the hint again', drawn)
  end
end)

case(':Onrecord check fills the quickfix list', function()
  h.open('notes/desk.md')
  vim.cmd('Onrecord check')
  local items = eventually('findings', function()
    local list = vim.fn.getqflist({ title = 0, items = 0 })
    return list.title == 'onrecord check' and #list.items > 0 and list.items
  end)
  local desk = vim.tbl_filter(function(item)
    return vim.endswith(vim.api.nvim_buf_get_name(item.bufnr), 'notes/desk.md')
  end, items)
  contains(desk[1].text, '[quote-not-found]')
  equal(desk[1].type, 'E', 'how much it weighs')
  vim.cmd('cclose')
end)

case(':Onrecord explain shows the page of the rule under the cursor', function()
  local bufnr = h.open('notes/desk.md')
  eventually('findings', function()
    return #shown(bufnr) > 0
  end)
  h.cursor('unacceptable')
  vim.cmd('Onrecord explain')
  eventually('the page', function()
    return vim.api.nvim_buf_get_name(0):find('explain/quote-not-found', 1, true)
  end)
  contains(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'), 'quote-not-found')
  equal(vim.bo.modifiable, false, 'whether the page can be edited')
  vim.cmd.close()
end)

case(':Onrecord restart stops the server and starts another', function()
  local bufnr = h.open('notes/desk.md')
  local before = h.client(bufnr).id
  vim.cmd('Onrecord restart')
  eventually('another client', function()
    local client = vim.lsp.get_clients({ name = 'onrecord', bufnr = bufnr })[1]
    return client and client.id ~= before and client.initialized
  end)
  eventually('findings', function()
    return #shown(bufnr) > 0
  end)
end)

case(':Onrecord dossier shows an actor, and its lines link to the sources', function()
  local note = h.open('notes/desk.md')
  eventually('an indexed corpus', function()
    return #rules_at('a wholly unacceptable') > 0
  end)
  h.cursor('Yang Jiechi')
  vim.cmd('Onrecord dossier')
  eventually('the dossier', function()
    return vim.api.nvim_buf_get_name(0):find('dossier/yang-jiechi', 1, true)
  end)
  contains(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'), 'State Councilor — 000 ¶1')
  equal(vim.bo.modifiable, false, 'whether it can be edited')
  local dossier = vim.api.nvim_get_current_win()
  vim.fn.search('needs to be handled.*— 000')
  vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'xm', false)
  eventually('the source', function()
    return vim.api.nvim_buf_get_name(0):find('seeds/000_', 1, true)
  end)
  contains(vim.api.nvim_get_current_line():sub(vim.fn.col('.')), 'the issue needs to be handled')
  vim.api.nvim_set_current_win(dossier)
  vim.fn.search('^- John Kerry')
  vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'xm', false)
  eventually('another dossier', function()
    return vim.api.nvim_buf_get_name(0):find('dossier/john-kerry', 1, true)
  end)
  vim.api.nvim_feedkeys('q', 'xm', false)
  vim.cmd('Onrecord dossier Nobody At All')
  assert(vim.api.nvim_buf_is_valid(note))
end)

case('a name is changed in every note', function()
  local bufnr = h.open('notes/desk.md')
  h.cursor('Yang Jiechi')
  eventually('an indexed corpus', function()
    return #shown(bufnr) > 0
  end)
  vim.lsp.buf.rename('Yang J.')
  eventually('the new name', function()
    return vim.api.nvim_get_current_line():find('Yang J%.')
  end)
end)

case('names and quotations have different colours', function()
  local bufnr = h.open('notes/desk.md')
  h.cursor('Yang Jiechi')
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local types = eventually('tokens', function()
    local found = vim.lsp.semantic_tokens.get_at_pos(bufnr, row - 1, column)
    return found and #found > 0 and found
  end)
  equal(types[1].type, 'person', 'the type of a name')
  equal(vim.api.nvim_get_hl(0, { name = '@lsp.type.quotation.markdown' }).link, 'String', 'the colour')
end)

case('block quotations fold', function()
  local bufnr = h.open('notes/desk.md')
  vim.api.nvim_buf_set_lines(bufnr, -1, -1, false, { '', '> the issue needs to be', '> handled', '>', '> — Yang' })
  local folds = h.request('textDocument/foldingRange', {
    textDocument = vim.lsp.util.make_text_document_params(bufnr),
  })
  assert(#folds > 0, 'no folds')
  if vim.lsp.foldexpr then
    vim.wo.foldmethod = 'expr'
    vim.wo.foldexpr = 'v:lua.vim.lsp.foldexpr()'
    eventually('a fold', function()
      return vim.fn.foldlevel(folds[1].startLine + 1) > 0
    end)
  end
end)

case('a selection expands to the words of the quotation', function()
  h.open('notes/desk.md')
  h.cursor('handled and resolved')
  local params = h.here()
  params.positions = { params.position }
  local range = h.request('textDocument/selectionRange', params)[1]
  local steps = {}
  while range and steps[#steps] ~= held:sub(4, -4) do
    steps[#steps + 1] = h.range_text(0, range.range)
    range = range.parent
  end
  equal(steps[1], 'handled', 'the first step')
  assert(range, 'the words are no step: ' .. vim.inspect(steps))
end)

case('who quotes an actor fills the quickfix list', function()
  h.open('notes/desk.md')
  h.cursor('Yang Jiechi')
  vim.fn.setqflist({}, 'r')
  vim.lsp.buf.incoming_calls()
  eventually('callers', function()
    return vim.iter(vim.fn.getqflist()):any(function(item)
      return vim.api.nvim_buf_get_name(item.bufnr):find('seeds/000_', 1, true)
    end)
  end)
  vim.cmd('cclose')
end)

case('a lens in a source opens the list of notes that quote it', function()
  local source = vim.fn.glob(h.project .. '/seeds/000_*', true, true)[1]
  local bufnr = h.open(source:sub(#h.project + 2))
  local lenses = h.request('textDocument/codeLens', {
    textDocument = vim.lsp.util.make_text_document_params(bufnr),
  })
  local lens = lenses[1]
  contains(lens.command.title, 'quoted in')
  equal(lens.command.command, 'onrecord.showReferences', 'the command')
  vim.fn.setqflist({}, 'r')
  local client = h.client(bufnr)
  client.commands['onrecord.showReferences'](lens.command, { client_id = client.id, bufnr = bufnr })
  local places = vim.tbl_map(function(item)
    return vim.fs.basename(vim.api.nvim_buf_get_name(item.bufnr))
  end, vim.fn.getqflist())
  assert(#places > 0 and vim.iter(places):all(function(name)
    return vim.endswith(name, '.md')
  end), vim.inspect(places))
  vim.cmd('cclose')
end)

case('the places of an actor in a note are highlighted', function()
  local bufnr = h.open('notes/desk.md')
  h.cursor('Yang Jiechi')
  vim.lsp.buf.document_highlight()
  eventually('a highlight', function()
    local marks = vim.api.nvim_buf_get_extmarks(bufnr, -1, 0, -1, { details = true })
    return vim.iter(marks):any(function(mark)
      return (mark[4].hl_group or ''):find('LspReference', 1, true)
    end)
  end)
  vim.lsp.buf.clear_references()
end)

case(':Onrecord completes its commands', function()
  local commands = { 'check', 'dossier', 'explain', 'restart' }
  equal(vim.fn.getcompletion('Onrecord ', 'cmdline'), commands, 'commands')
  h.open('notes/desk.md')
  eventually('names', function()
    return vim.tbl_contains(vim.fn.getcompletion('Onrecord dossier Yang', 'cmdline'), 'Yang Jiechi')
  end)
  equal(vim.fn.getcompletion('Onrecord dossier Yang J', 'cmdline'), { 'Jiechi' }, 'a second word')
end)

case(':checkhealth onrecord reports the installation', function()
  h.open('notes/desk.md')
  -- Renaming has opened notes of a project inside this one, which has its own server.
  eventually('one server', function()
    local clients = vim.lsp.get_clients({ name = 'onrecord' })
    for _, client in ipairs(clients) do
      if client.config.root_dir ~= h.project then
        vim.lsp.stop_client(client.id, true)
      end
    end
    return #clients == 1
  end)
  vim.cmd('checkhealth onrecord')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  -- Versions, paths and numbers differ between runs and releases; the marks differ between versions of Neovim.
  text = text
    :gsub(vim.pesc(vim.env.ONRECORD_WORK), 'WORK')
    :gsub('Neovim %d[%w.+-]*', 'Neovim VERSION')
    :gsub('client %d+: onrecord[^,]*,', 'client N: onrecord,')
    :gsub('%d+ buffers', 'N buffers')
    :gsub('✅ ', '')
    :gsub('=+\n', '')
    :gsub('^.*(onrecord: Neovim)', '%1')
    :gsub('[ \t]+\n', '\n')
  h.expected('health.txt', vim.trim(text))
  vim.cmd.bdelete()
end)

case('the help builds and its tags resolve', function()
  vim.cmd.helptags(vim.env.ONRECORD_WORK .. '/plugin/doc')
  for _, tag in ipairs({ 'onrecord', 'onrecord.setup()', ':Onrecord', 'onrecord-health' }) do
    vim.cmd.help(tag)
    contains(vim.api.nvim_buf_get_name(0), 'plugin/doc/onrecord.txt')
    contains(vim.api.nvim_get_current_line(), '*' .. tag .. '*')
    vim.cmd.helpclose()
  end
end)

--- A project of its own, with a source in every format and a note about each, whose place is wrong.
local function formats()
  local fixtures = vim.env.ONRECORD_WORK .. '/fixtures'
  local project = vim.env.ONRECORD_WORK .. '/formats'
  local rows = vim.json.decode(vim.fn.readblob(fixtures .. '/formats.json'))
  vim.fn.mkdir(project .. '/sources', 'p')
  for _, row in ipairs(rows) do
    local source = ('%s/sources/%s.%s'):format(project, row.key, row.file:match('%w+$'))
    assert(vim.uv.fs_copyfile(fixtures .. '/formats/' .. row.file, source))
    local note = ('%s said “%s” [@%s, %s].'):format(row.speaker, row.words, row.key, row.wrong)
    vim.fn.writefile({ note }, ('%s/%s.md'):format(project, row.key))
  end
  return project, rows
end

case('sources of every format work: hover, correcting a locator, go to definition', function()
  local project, rows = formats()
  for _, row in ipairs(rows) do
    vim.cmd.edit(('%s/%s.md'):format(project, row.key))
    h.client(0)
    eventually('a wrong place in ' .. row.file, function()
      return vim.tbl_contains(rules_at(row.wrong), 'wrong-locator')
    end)
    local words = table.concat(vim.list_slice(vim.split(row.words, ' '), 3, 5), ' ')
    h.cursor(words)
    contains(hovered(), row.key .. ' ')
    h.cursor(row.wrong)
    vim.lsp.buf.code_action({
      apply = true,
      filter = function(action)
        return action.title == 'Cite ' .. row.right
      end,
    })
    eventually('the right place in ' .. row.file, function()
      return vim.api.nvim_get_current_line():find(row.right, 1, true)
    end)
    vim.cmd('silent write')
    h.cursor(words)
    vim.lsp.buf.definition()
    eventually('the text of ' .. row.file, function()
      return vim.api.nvim_buf_get_name(0):find('/' .. row.key .. '.', 1, true)
        and not vim.api.nvim_buf_get_name(0):find('%.md$')
    end)
    local line = vim.api.nvim_get_current_line()
    local column = vim.api.nvim_win_get_cursor(0)[2]
    equal(line:sub(column + 1, column + #words), words, 'where the cursor landed')
    vim.cmd('silent! %bwipeout!')
  end
end)

case('hover works in the text of a web page', function()
  local project = formats()
  vim.cmd.edit(project .. '/web.md')
  h.client(0)
  h.cursor('nothing of it')
  eventually('the text of the page', function()
    vim.lsp.buf.definition()
    return vim.api.nvim_buf_get_name(0):find('web.html.txt', 1, true)
  end)
  equal(vim.bo.readonly, true, 'whether it can be written')
  h.cursor('Ben Okafor')
  contains(hovered(), 'Ben Okafor')
end)

h.finish()
