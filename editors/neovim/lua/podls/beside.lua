-- Living beside yaml-language-server: while it runs with a Kubernetes schema, podls does not say the same again.

local M = {}

local newer = vim.fn.has('nvim-0.11') == 1
local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients

--- Whether a client is a yaml-language-server.
function M.is_yaml_server(client)
  return client.name ~= 'podls' and client.name:lower():find('yaml', 1, true) ~= nil
end

local function has_schema(client)
  local settings = client.settings or client.config.settings or {}
  for uri in pairs(type(settings.yaml) == 'table' and settings.yaml.schemas or {}) do
    if tostring(uri):lower():find('kubernetes', 1, true) then
      return true
    end
  end
  return false
end

--- What `schemaFeatures = 'auto'` means now: 'on', or 'off' while another server has a Kubernetes schema.
function M.features()
  for _, client in ipairs(get_clients()) do
    if M.is_yaml_server(client) and next(client.attached_buffers or {}) and has_schema(client) then
      return 'off'
    end
  end
  return 'on'
end

--- The answers to `workspace/configuration`, with what 'auto' means.
function M.resolve(items, answers)
  for i, item in ipairs(items or {}) do
    local ours = type(answers) == 'table' and answers[i]
    if item.section == 'podls' and type(ours) == 'table' and (ours.schemaFeatures or 'auto') == 'auto' then
      answers[i] = vim.tbl_extend('force', ours, { schemaFeatures = M.features() })
    end
  end
  return answers
end

local last = 'on'

--- A server has come or gone: podls asks for its settings again if that matters.
function M.look()
  vim.schedule(function()
    local now = M.features()
    if now ~= last then
      last = now
      require('podls').settings_changed()
    end
  end)
end

return M
