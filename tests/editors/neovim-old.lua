-- Has the plugin's own code in a Neovim 0.10 see what 0.8 has: no package of 0.8 or 0.9 is left to fetch. Loaded by neovim.sh before
-- the plugin. The editor below is still 0.10, so this proves only that the plugin calls nothing that is too new.

local newer = { -- what 0.9 and 0.10 brought
  vim = { 'snippet', 'system', 'uv', 'iter', 'ringbuf', 'islist', 'list_contains', 'loader', 'version', 'keycode', 'text', 'secure', 'glob', 'base64', 'lpeg', 're', 'func', 'show_pos', 'print' },
  lsp = { 'get_clients', 'inlay_hint', 'status' },
  fs = { 'root', 'joinpath' },
  health = { 'start', 'ok', 'info', 'warn', 'error' },
  diagnostic = { 'count', 'is_enabled' },
  api = { 'nvim_exec2', 'nvim_get_option_info2', 'nvim_get_hl', 'nvim__redraw' },
}
local function without(whole, names, instead)
  local hidden = {}
  for _, name in ipairs(names) do
    hidden[name] = true
  end
  return setmetatable(instead or {}, {
    __index = function(_, name)
      return not hidden[name] and whole[name] or nil
    end,
    __newindex = whole,
  })
end

local fn = without(vim.fn, {}, {
  has = function(what)
    local minor = tonumber(what:match('^nvim%-0%.(%d+)'))
    return minor and (minor <= 8 and 1 or 0) or vim.fn.has(what)
  end,
})
local parts = { fn = fn }
for part, names in pairs(newer) do
  parts[part] = part ~= 'vim' and without(vim[part], names) or nil
end
local old = without(vim, newer.vim, parts)

table.insert(package.loaders, 2, function(name)
  local file = name:match('^podls') and vim.api.nvim_get_runtime_file('lua/' .. name:gsub('%.', '/') .. '*.lua', false)[1]
  local direct = name == 'podls' and vim.api.nvim_get_runtime_file('lua/podls/init.lua', false)[1] or file
  return direct and setfenv(assert(loadfile(direct)), setmetatable({ vim = old }, { __index = _G })) or nil
end)

-- What is old is not worth a word here, and diagnostics come unasked.
vim.deprecate = function() end
local capabilities = vim.lsp.protocol.make_client_capabilities
vim.lsp.protocol.make_client_capabilities = function()
  local all = capabilities()
  all.textDocument.diagnostic = nil
  return all
end
