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

vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('podls', {}),
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
