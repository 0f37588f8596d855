-- Turns podls on for YAML files; everything else is loaded with the first of them.
-- `vim.g.podls_enable = false` before this file is read keeps it off.

if vim.g.loaded_podls then
  return
end
vim.g.loaded_podls = true

if vim.fn.has('nvim-0.8') == 0 then
  vim.notify('podls needs Neovim 0.8 or newer', vim.log.levels.WARN)
  return
end
if vim.g.podls_enable == false or vim.g.podls_enable == 0 then
  return
end

vim.api.nvim_create_user_command('PodlsRestart', function()
  require('podls').restart()
end, { desc = 'Restart the podls language server' })

--- A command that commands.lua does, with the words it takes.
local function command(name, what, does, complete)
  vim.api.nvim_create_user_command(name, function(given)
    require('podls.commands')[does](given.args)
  end, {
    desc = what,
    nargs = complete and '?' or 0,
    complete = complete and function(word)
      return require('podls.commands')[complete](word)
    end,
  })
end
command('PodlsDraw', 'Show the picture of the Pod at the cursor', 'draw')
command('PodlsExplain', 'Explain the finding at the cursor, or a code', 'explain', 'codes')
command('PodlsTemplate', 'Insert a template container into the Pod at the cursor', 'template', 'templates')
command('PodlsKubectl', 'Type a kubectl command for a container into a terminal', 'kubectl')

local group = vim.api.nvim_create_augroup('podls', {})
vim.api.nvim_create_autocmd({ 'LspAttach', 'LspDetach' }, {
  group = group,
  desc = 'Know what podls serves and who else serves YAML',
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client == nil then
      return
    elseif client.name == 'podls' and event.event == 'LspAttach' then
      require('podls').serves(client, event.buf)
    elseif client.name:lower():find('yaml', 1, true) then
      require('podls.beside').look()
    end
  end,
})
vim.api.nvim_create_autocmd('BufWritePost', {
  group = group,
  pattern = { 'podls.yaml', '.podls.yaml' },
  desc = 'Judge by the new settings',
  callback = function()
    require('podls').judge_again()
  end,
})
vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'yaml',
  desc = 'Start podls',
  callback = function(event)
    require('podls').on_yaml(event.buf)
  end,
})
-- Loaded late, by a plugin manager: the files that are open already.
if vim.v.vim_did_enter == 1 then
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) and vim.bo[buf].filetype == 'yaml' then
      require('podls').on_yaml(buf)
    end
  end
end

if vim.fn.has('nvim-0.11') == 1 then
  vim.lsp.enable('podls')
end
