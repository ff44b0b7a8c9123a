if vim.g.loaded_onrecord then
  return
end
vim.g.loaded_onrecord = true

-- Loaded when first used, so that the plugin costs nothing at start.
local actions = {
  check = function(args)
    require('onrecord').check(args)
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
    vim.notify('onrecord: no command ' .. action .. '; see :help :Onrecord', vim.log.levels.ERROR)
  end
end, {
  nargs = '+',
  desc = 'The onrecord language server',
  complete = function(lead, line)
    if line:match('^%s*%S+%s+check%s') then
      return vim.fn.getcompletion(lead, 'file')
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
