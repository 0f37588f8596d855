-- The tests in a real Neovim, run by neovim.sh with the plugin on 'runtimepath' and podls in $PATH.
-- They say what a user sees: the editor's own diagnostics, its code action command, the text of the buffer.
-- Works on every Neovim the plugin supports. Prints a line a test; the exit code tells whether all passed.

local failures = 0

local function report(line)
  io.stdout:write(line .. '\n')
  io.stdout:flush()
end

local function test(name, body)
  local passed, err = xpcall(body, debug.traceback)
  if passed then
    report('ok - ' .. name)
  else
    failures = failures + 1
    report('not ok - ' .. name .. '\n    ' .. tostring(err):gsub('\n', '\n    '))
  end
end

local function wait_until(what, condition)
  if not vim.wait(10000, condition, 20) then
    error('waited in vain: ' .. what, 2)
  end
end

local function clients()
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = 'podls' })
end

local function is_ready()
  local client = clients()[1]
  return client ~= nil and client.initialized == true
end

local function open(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/' .. file))
  local buf = vim.api.nvim_get_current_buf()
  wait_until('podls attached to ' .. file, function()
    return is_ready() and vim.lsp.buf_is_attached(buf, clients()[1].id)
  end)
  return buf
end

local function ask(buf, method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(buf) }
  local answers = vim.lsp.buf_request_sync(buf, method, params, 10000)
  local answer = answers and answers[clients()[1].id]
  assert(answer, method .. ' was not answered')
  assert(answer.err == nil and answer.error == nil, method .. ': ' .. vim.inspect(answer))
  return answer.result
end

--- Line (from 0) and column (in bytes, from 0) of the first place a plain text stands in a buffer.
local function place_of(buf, text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(buf, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return { line = i - 1, character = column - 1 }
    end
  end
  error(text .. ' is not in the buffer')
end

--- What the symbols call the containers: name to role.
local function roles(buf)
  local found = {}
  local function visit(symbols)
    for _, symbol in ipairs(symbols or {}) do
      local words = (symbol.name .. ' ' .. (symbol.detail or '')):lower()
      local name = words:match('main%-app') or words:match('init%-setup') or words:match('log%-processor') or words:match('cache%-warmup')
      local role = words:match('sidecar') or words:match('init container') or words:match('app container')
      if name and role then
        found[name] = role
      end
      visit(symbol.children)
    end
  end
  visit(ask(buf, 'textDocument/documentSymbol', {}))
  return found
end

local function expect_equal(actual, expected)
  assert(vim.deep_equal(actual, expected), 'expected ' .. vim.inspect(expected) .. ', got ' .. vim.inspect(actual))
end

--- Messages of all kinds shown since the last call.
local messages = {}
local notify = vim.notify
vim.notify = function(text, ...) ---@diagnostic disable-line: duplicate-set-field
  messages[#messages + 1] = text
  return notify(text, ...)
end

local function test_with_server()
  local init, sidecars, typo

  test('opening a manifest starts podls, once for the project', function()
    init = open('init-container.yaml')
    sidecars = open('sidecars.yaml')
    typo = open('broken/typo.yaml')
    expect_equal(#clients(), 1)
  end)

  test('a misspelled field is one error, where it stands', function()
    wait_until('a diagnostic', function()
      return #vim.diagnostic.get(typo) > 0
    end)
    local diagnostics = vim.diagnostic.get(typo)
    expect_equal(#diagnostics, 1)
    expect_equal(diagnostics[1].code, 'unknown-field')
    expect_equal(diagnostics[1].severity, vim.diagnostic.severity.ERROR)
    expect_equal({ line = diagnostics[1].lnum, character = diagnostics[1].col }, place_of(typo, 'imagePullPolcy'))
  end)

  test('the manifests of the mission are clean', function()
    expect_equal(vim.diagnostic.get(init), {})
    expect_equal(vim.diagnostic.get(sidecars), {})
  end)

  test('symbols tell init container, sidecar and app container apart', function()
    expect_equal(roles(init), { ['init-setup'] = 'init container', ['main-app'] = 'app container' })
    expect_equal(roles(sidecars), { ['main-app'] = 'app container', ['log-processor'] = 'sidecar', ['cache-warmup'] = 'sidecar' })
  end)

  test('hover explains initContainers', function()
    local hover = ask(init, 'textDocument/hover', { position = place_of(init, 'initContainers') })
    assert(type(hover) == 'table', 'no hover')
    local text = type(hover.contents) == 'table' and hover.contents.value or hover.contents
    assert(type(text) == 'string' and #text > 20, 'too little: ' .. vim.inspect(hover))
  end)

  test('completion offers the fields of a container', function()
    vim.api.nvim_set_current_buf(sidecars)
    local image = place_of(sidecars, 'image: nginx')
    local indentation = (' '):rep(image.character)
    vim.api.nvim_buf_set_lines(sidecars, image.line + 1, image.line + 1, false, { indentation .. 'imageP' })
    local result = ask(sidecars, 'textDocument/completion', { position = { line = image.line + 1, character = image.character + 6 } })
    local labels = {}
    for _, item in ipairs(result.items or result) do
      labels[#labels + 1] = vim.trim(item.label)
    end
    assert(vim.tbl_contains(labels, 'imagePullPolicy'), 'offered: ' .. vim.inspect(labels))
    vim.api.nvim_buf_set_lines(sidecars, image.line + 1, image.line + 2, false, {})
    wait_until('no diagnostic once the half-typed line is gone', function()
      return #vim.diagnostic.get(sidecars) == 0
    end)
  end)

  test('the code action repairs the misspelled field', function()
    vim.api.nvim_set_current_buf(typo)
    local wrong = place_of(typo, 'imagePullPolcy')
    vim.api.nvim_win_set_cursor(0, { wrong.line + 1, wrong.character })
    vim.lsp.buf.code_action({
      apply = true,
      filter = function(action)
        return action.title == 'Rename to `imagePullPolicy`'
      end,
    })
    wait_until('the text is changed', function()
      return vim.api.nvim_buf_get_lines(typo, wrong.line, wrong.line + 1, false)[1]:find('imagePullPolicy: Always', 1, true)
    end)
    wait_until('the diagnostic is gone', function()
      return #vim.diagnostic.get(typo) == 0
    end)
  end)

  test('undo brings the finding back, :PodlsRestart keeps it', function()
    vim.cmd('silent undo')
    wait_until('the diagnostic is back', function()
      return #vim.diagnostic.get(typo) == 1
    end)
    local before = clients()[1].id
    vim.cmd('PodlsRestart')
    wait_until('another podls serves all three files', function()
      return is_ready() and clients()[1].id ~= before and vim.tbl_count(clients()[1].attached_buffers) == 3
    end)
    expect_equal(#clients(), 1)
    wait_until('a diagnostic from it', function()
      return #vim.diagnostic.get(typo) == 1
    end)
  end)

  test('closing clears the diagnostics', function()
    vim.cmd('bdelete! ' .. typo)
    wait_until('no diagnostic anywhere', function()
      return #vim.diagnostic.get() == 0
    end)
  end)

  test(':checkhealth podls finds the program', function()
    vim.cmd('checkhealth podls')
    local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    assert(text:find(vim.fn.exepath('podls'), 1, true) and not text:find('ERROR'), text)
  end)

  test('there is help', function()
    vim.cmd('help podls-configuration')
    expect_equal(vim.fn.expand('%:t'), 'podls.txt')
  end)

  test('nothing was said meanwhile', function()
    expect_equal(messages, {})
    local shown = vim.fn.execute('messages')
    assert(not shown:find('deprecated'), shown)
  end)

  test(':PodlsRestart brings back a podls that has died', function()
    vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/broken/typo.yaml'))
    wait_until('a diagnostic', function()
      return #vim.diagnostic.get(0) == 1
    end)
    clients()[1].rpc.terminate()
    wait_until('no client', function()
      return #clients() == 0
    end)
    vim.cmd('PodlsRestart')
    wait_until('a diagnostic again', function()
      return is_ready() and #vim.diagnostic.get(0) == 1
    end)
  end)

  test('podls ends when Neovim lets go of it', function()
    local client = clients()[1]
    if vim.fn.has('nvim-0.11') == 1 then
      client:stop()
    else
      client.stop()
    end
    wait_until('no client', function()
      return #clients() == 0
    end)
  end)
end

local function test_without_server()
  test('a missing server gets one message and a word in :checkhealth', function()
    vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/init-container.yaml'))
    vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/sidecars.yaml'))
    vim.wait(500)
    assert(#messages == 1, vim.inspect(messages) .. vim.fn.execute('messages'))
    assert(messages[1]:find('podls', 1, true), messages[1])
    vim.cmd('checkhealth podls')
    local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    assert(text:find('podls is not an executable program', 1, true), text)
  end)
end

if vim.fn.executable('podls') == 1 then
  test_with_server()
else
  test_without_server()
end
vim.cmd(failures == 0 and 'qall!' or 'cquit 1')
