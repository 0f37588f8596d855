-- :checkhealth podls

local M = {}

function M.check()
  local health = vim.health
  local start = health.start or health.report_start -- the names before Neovim 0.10
  local ok = health.ok or health.report_ok
  local warn = health.warn or health.report_warn
  local fail = health.error or health.report_error
  local info = health.info or health.report_info

  start('podls')

  if vim.fn.has('nvim-0.11') == 1 then
    ok('Neovim starts podls through vim.lsp.enable()')
  else
    ok('Neovim is older than 0.11: an autocommand starts podls')
  end
  if vim.g.podls_enable == false or vim.g.podls_enable == 0 then
    warn('vim.g.podls_enable turns podls off')
  end

  local podls = require('podls')
  local program, there = podls.program()
  if program == nil then
    info('cmd is a function: nothing is known of the program')
  elseif not there then
    fail(program .. ' is not an executable program', {
      'cargo install podls',
      'or say where it is; see :help podls-configuration',
    })
  else
    local version = vim.fn.system({ program, '--version' })
    if vim.v.shell_error == 0 then
      ok(vim.trim(version) .. ' (' .. vim.fn.exepath(program) .. ')')
    else
      warn(program .. ' --version failed: ' .. vim.trim(version))
    end
  end

  local clients = podls.clients()
  if #clients == 0 then
    info('podls is not running: it starts with the first YAML file')
  end
  for _, client in ipairs(clients) do
    info(('client %d: %d file(s), folder %s'):format(client.id, #podls.buffers(client), client.config.root_dir or '(none)'))
  end
end

return M
