-- Starting and restarting podls. Neovim 0.11 and newer start it themselves, from lsp/podls.lua; for older ones this file does.

local M = {}

local newer = vim.fn.has('nvim-0.11') == 1 -- has vim.lsp.enable() and vim.lsp.config()
local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients

--- The running podls clients.
function M.clients()
  return get_clients({ name = 'podls' })
end

--- Calls a method of a client, which takes itself as the first argument since 0.11.
function M.call(client, method, ...)
  if newer then
    return client[method](client, ...)
  end
  return client[method](...)
end

--- The buffers a client serves.
function M.buffers(client)
  return vim.tbl_keys(client.attached_buffers or {})
end

--- The configuration in force: lsp/podls.lua and what the user changed in it, through vim.lsp.config() or, before 0.11, vim.g.podls.
function M.config()
  if newer then
    return vim.tbl_extend('force', vim.lsp.config.podls, { name = 'podls' })
  end
  local defaults = dofile(vim.api.nvim_get_runtime_file('lsp/podls.lua', false)[1])
  return vim.tbl_deep_extend('force', defaults, vim.g.podls or {}, { name = 'podls' })
end

--- The program that the configuration names, if it names one, and whether it is there.
function M.program()
  local cmd = M.config().cmd
  local program = type(cmd) == 'table' and cmd[1] or nil
  return program, program == nil or vim.fn.executable(program) == 1
end

local warned = false

--- Says once, when it is needed and missing, that there is no server: Neovim itself is silent about it.
local function has_program()
  local program, there = M.program()
  if not there and not warned then
    warned = true
    vim.notify('podls does not run: ' .. program .. ' is not an executable program (:help podls-install)', vim.log.levels.WARN)
  end
  return there
end

local function root_of(buf)
  local folder = vim.fs.dirname(vim.api.nvim_buf_get_name(buf))
  local marker = vim.fs.find(M.config().root_markers, { upward = true, path = folder })[1]
  return marker and vim.fs.dirname(marker) or nil
end

local function start(buf, root_dir)
  local config = vim.tbl_extend('force', M.config(), { root_dir = root_dir })
  vim.api.nvim_buf_call(buf, function()
    vim.lsp.start(config, {
      reuse_client = function(client)
        return client.name == 'podls' and client.config.root_dir == root_dir
      end,
    })
  end)
end

--- A buffer has become YAML: make sure that podls serves it.
function M.on_yaml(buf)
  if vim.bo[buf].buftype == '' and has_program() and not newer then
    start(buf, root_of(buf))
  end
end

--- Stops every podls and starts it again, with the configuration of now, for the buffers it served.
function M.restart()
  local served = {} -- { buffer, root folder }
  local function stop(force)
    for _, client in ipairs(M.clients()) do
      M.call(client, 'stop', force)
    end
    return vim.wait(2000, function()
      return #M.clients() == 0
    end, 10)
  end

  for _, client in ipairs(M.clients()) do
    for _, buf in ipairs(M.buffers(client)) do
      served[#served + 1] = { buf, client.config.root_dir }
    end
  end
  if not stop(false) then
    stop(true)
  end
  local buf = vim.api.nvim_get_current_buf()
  if #served == 0 and vim.bo[buf].filetype == 'yaml' then -- it had died
    served[1] = { buf, root_of(buf) }
  end
  warned = false
  if has_program() then
    for _, each in ipairs(served) do
      start(each[1], each[2])
    end
  end
end

--- Has 0.10 and 0.11 ask for diagnostics again: they do so only after a change of the text, and podls cannot tell them to.
function M.judge_again()
  if vim.fn.has('nvim-0.10') == 0 or vim.lsp.handlers['workspace/diagnostic/refresh'] then
    return
  end
  vim.defer_fn(function()
    for _, client in ipairs(M.clients()) do
      for _, buf in ipairs(M.buffers(client)) do
        local data = { client_id = client.id, method = 'textDocument/didChange' }
        vim.api.nvim_exec_autocmds('LspNotify', { buffer = buf, modeline = false, data = data })
      end
    end
  end, 200)
end

--- Tells the running podls that settings changed; it asks for them.
function M.settings_changed()
  for _, client in ipairs(M.clients()) do
    M.call(client, 'notify', 'workspace/didChangeConfiguration', { settings = client.settings or client.config.settings })
  end
  M.judge_again()
end

--- Changes settings of the running podls: `require('podls').set({ kubernetesVersion = '1.33' })`.
function M.set(changed)
  for _, client in ipairs(M.clients()) do
    local settings = vim.tbl_deep_extend('force', client.settings or client.config.settings or {}, { podls = changed })
    client.settings = settings -- where newer ones look
    client.config.settings = settings
  end
  M.settings_changed()
end

local served = {} -- buffers by client
local deaths = {} -- in milliseconds
local may_die = 4 -- times in three minutes

--- podls serves a buffer.
function M.serves(client, buf)
  served[client.id] = served[client.id] or {}
  served[client.id][buf] = client.config.root_dir or false
end

--- podls has ended; one that was not asked to is started again.
function M.ended(code, signal, id)
  vim.schedule(function()
    local buffers = served[id] or {}
    served[id] = nil
    local was_asked = signal == 15 or code == 143 or (code == 0 and signal == 0)
    local exiting = vim.v.exiting
    if was_asked or (exiting ~= nil and exiting ~= vim.NIL) or not next(buffers) then
      return
    end
    local now = vim.loop.now()
    deaths = vim.tbl_filter(function(death)
      return now - death < 180000
    end, deaths)
    deaths[#deaths + 1] = now
    if #deaths > may_die then
      vim.notify('podls has ended too often and stays off; :PodlsRestart starts it again', vim.log.levels.ERROR)
      return
    end
    vim.defer_fn(function()
      for buf, root in pairs(buffers) do
        if vim.api.nvim_buf_is_loaded(buf) and vim.bo[buf].filetype == 'yaml' and has_program() then
          start(buf, root or nil)
        end
      end
    end, 100)
  end)
end

return M
