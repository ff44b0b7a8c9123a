if vim.g.loaded_onrecord then
  return
end
vim.g.loaded_onrecord = true

-- Loaded on first use, so that the plugin adds nothing to the startup time.
local actions = {
  check = function(args)
    require('onrecord').check(args)
  end,
  dossier = function(args)
    require('onrecord.dossier').open(args[1] and table.concat(args, ' '))
  end,
  explain = function(args)
    require('onrecord').explain(args[1])
  end,
  restart = function()
    require('onrecord').restart()
  end,
}

vim.api.nvim_create_user_command('Onrecord', function(command)
  local action = table.remove(command.fargs, 1)
  if actions[action] then
    actions[action](command.fargs)
  else
    vim.notify('onrecord: unknown command ' .. action .. '; see :help :Onrecord', vim.log.levels.ERROR)
  end
end, {
  nargs = '+',
  desc = 'The onrecord language server',
  complete = function(lead, line)
    if line:match('^%s*%S+%s+check%s') then
      return vim.fn.getcompletion(lead, 'file')
    elseif line:match('^%s*%S+%s+dossier%s') then
      return vim.tbl_map(function(name)
        -- A name of several words is completed word by word.
        return name:sub(#line:match('^%s*%S+%s+dossier%s+(.*)$') - #lead + 1)
      end, require('onrecord.dossier').complete(line:match('^%s*%S+%s+dossier%s+(.*)$')))
    elseif line:match('^%s*%S+%s+%S+%s') then
      return {}
    end
    local names = vim.tbl_keys(actions)
    table.sort(names)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, lead)
    end, names)
  end,
})

-- Default colours of names, quotations and citations: groups that every colour scheme defines.
local links = {
  ['@lsp.type.person'] = 'Identifier',
  ['@lsp.type.organisation'] = 'Identifier',
  ['@lsp.type.state'] = 'Type',
  ['@lsp.type.place'] = 'Type',
  ['@lsp.type.people'] = 'Identifier',
  ['@lsp.type.quotation'] = 'String',
  ['@lsp.type.citation'] = 'Special',
  ['@lsp.typemod.quotation.misquoted'] = 'DiagnosticWarn',
  ['@lsp.typemod.quotation.unfound'] = 'Comment',
  ['@lsp.typemod.citation.unfound'] = 'DiagnosticError',
}
local function link()
  for group, to in pairs(links) do
    for _, filetype in ipairs({ 'markdown', 'text' }) do
      vim.api.nvim_set_hl(0, group .. '.' .. filetype, { link = to, default = true })
    end
  end
end
link()
vim.api.nvim_create_autocmd('ColorScheme', {
  group = vim.api.nvim_create_augroup('onrecord.colours', { clear = true }),
  desc = 'Link the colours of onrecord again',
  callback = link,
})
