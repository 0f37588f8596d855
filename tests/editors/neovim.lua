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
  if not vim.wait(failures == 0 and 60000 or 5000, condition, 20) then
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

--- What the API server would refuse: advice depends on the profile and is no matter of the client's.
local function errors(buf)
  return vim.diagnostic.get(buf, { severity = vim.diagnostic.severity.ERROR })
end

local function text_of(buf)
  return table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n')
end

--- Answers the next question that a list asks, with the first choice whose text fits; returns where the choices go.
local function choose(pattern)
  local seen = {}
  vim.ui.select = function(items, options, chosen) ---@diagnostic disable-line: duplicate-set-field
    for i, item in ipairs(items) do
      local shown = (options.format_item or tostring)(item)
      seen[#seen + 1] = shown
      if shown:find(pattern) and not seen.chosen then
        seen.chosen = { item, i }
      end
    end
    chosen(unpack(seen.chosen or {}))
  end
  return seen
end

local function call(client, method, ...)
  if vim.fn.has('nvim-0.11') == 1 then
    return client[method](client, ...)
  end
  return client[method](...)
end

local function ask(buf, method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(buf) }
  local answers = vim.lsp.buf_request_sync(buf, method, params, 60000)
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
      return #errors(typo) > 0
    end)
    local diagnostics = errors(typo)
    expect_equal(#diagnostics, 1)
    expect_equal(diagnostics[1].code, 'unknown-field')
    expect_equal(diagnostics[1].severity, vim.diagnostic.severity.ERROR)
    expect_equal({ line = diagnostics[1].lnum, character = diagnostics[1].col }, place_of(typo, 'imagePullPolcy'))
  end)

  test('the manifests of the mission are clean', function()
    expect_equal(errors(init), {})
    expect_equal(errors(sidecars), {})
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
      return #errors(sidecars) == 0
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
      return #errors(typo) == 0
    end)
  end)

  test('undo brings the finding back, :PodlsRestart keeps it', function()
    vim.cmd('silent undo')
    wait_until('the diagnostic is back', function()
      return #errors(typo) == 1
    end)
    local before = clients()[1].id
    vim.cmd('PodlsRestart')
    wait_until('another podls serves all three files', function()
      return is_ready() and clients()[1].id ~= before and vim.tbl_count(clients()[1].attached_buffers) == 3
    end)
    expect_equal(#clients(), 1)
    wait_until('a diagnostic from it', function()
      return #errors(typo) == 1
    end)
  end)

  test('closing clears the diagnostics', function()
    vim.cmd('bdelete! ' .. typo)
    wait_until('no diagnostic anywhere', function()
      return #errors() == 0
    end)
  end)

  test('a template goes in with tab stops, and can be undone', function()
    vim.api.nvim_set_current_buf(sidecars)
    local before = text_of(sidecars)
    vim.api.nvim_win_set_cursor(0, { place_of(sidecars, 'main-app').line + 1, 4 })
    local offered = choose('wait for a service')
    vim.cmd('PodlsTemplate')
    wait_until('the template is there', function()
      return text_of(sidecars):find('wait-for-service', 1, true)
    end)
    assert(#offered > 10, vim.inspect(offered))
    local at = place_of(sidecars, 'my-service')
    expect_equal(place_of(sidecars, 'initContainers').character, 2)
    if vim.snippet and not vim.env.OLD then
      assert(vim.snippet.active(), 'no tab stops')
      vim.wait(50)
      expect_equal(vim.api.nvim_win_get_cursor(0)[1], at.line + 1)
      vim.snippet[vim.snippet.stop and 'stop' or 'exit']()
    end
    vim.cmd('stopinsert')
    vim.wait(500)
    expect_equal(errors(sidecars), {})
    vim.cmd('PodlsTemplate no-such-template')
    wait_until('a word about the template that there is none of', function()
      return #messages > 0
    end)
    assert(messages[1]:find('no-such-template', 1, true), messages[1])
    messages = {}
    for _ = 1, 5 do
      if text_of(sidecars) ~= before then
        vim.cmd('silent undo')
      end
    end
    expect_equal(text_of(sidecars), before)
  end)

  test('a template goes in at the end of a file, too', function()
    local file = vim.env.PROJECT .. '/end.yaml'
    vim.fn.writefile({ '# 🚀 é', 'apiVersion: v1', 'kind: Pod', 'metadata: {name: end}', 'spec:', '    containers:', '        - name: app', '          image: nginx:1' }, file)
    local buf = open('end.yaml')
    vim.api.nvim_win_set_cursor(0, { 8, 0 })
    vim.cmd('PodlsTemplate log-shipper')
    wait_until('the template is there', function()
      return text_of(buf):find('log%-shipper')
    end)
    vim.cmd('stopinsert')
    assert(not text_of(buf):find('\n$'), 'an empty line at the end')
    wait_until('no error', function()
      return #errors(buf) == 0
    end)
    vim.wait(200)
    expect_equal(errors(buf), {})
    vim.cmd('bdelete! ' .. buf)
  end)

  test(':PodlsDraw shows the Pod at the cursor, as it is in the buffer', function()
    vim.api.nvim_set_current_buf(sidecars)
    vim.cmd('PodlsDraw')
    local page = vim.fn.bufnr('podls://draw')
    assert(page ~= -1, 'no window: ' .. vim.inspect(messages))
    local text = text_of(page)
    assert(text:find('Pod sidecar%-demo') and text:find('cache%-warmup') and not text:find('\27'), text)
    assert(#vim.api.nvim_buf_get_extmarks(page, -1, 0, -1, {}) > 2, 'no colours')
    expect_equal(vim.api.nvim_get_current_buf(), sidecars)
    vim.api.nvim_set_current_buf(init)
    vim.cmd('PodlsDraw')
    assert(text_of(page):find('init%-setup'), text_of(page))
    expect_equal(#vim.api.nvim_list_wins(), 2)
    vim.cmd('bwipeout! ' .. page)
  end)

  test(':PodlsExplain explains the finding at the cursor, or a code', function()
    local typo = open('broken/typo.yaml')
    wait_until('a diagnostic', function()
      return #errors(typo) == 1
    end)
    local wrong = place_of(typo, 'imagePullPolcy')
    vim.api.nvim_win_set_cursor(0, { wrong.line + 1, wrong.character })
    vim.cmd('PodlsExplain')
    assert(text_of(vim.fn.bufnr('podls://explain')):find('unknown%-field'))
    vim.cmd('PodlsExplain wrong-type')
    assert(text_of(vim.fn.bufnr('podls://explain')):find('wrong%-type'))
    assert(vim.tbl_contains(vim.fn.getcompletion('PodlsExplain wrong-', 'cmdline'), 'wrong-type'))
    vim.cmd('bwipeout! ' .. vim.fn.bufnr('podls://explain'))
    vim.cmd('bdelete! ' .. typo)
  end)

  test(':PodlsKubectl types a command into a terminal, without Enter', function()
    vim.api.nvim_set_current_buf(sidecars)
    vim.api.nvim_win_set_cursor(0, { place_of(sidecars, 'log-processor').line + 1, 4 })
    local offered = choose('^kubectl.*logs.*log%-processor')
    vim.cmd('PodlsKubectl')
    wait_until('a list of commands', function()
      return #offered > 0
    end)
    assert(offered[1]:find('log-processor', 1, true), vim.inspect(offered))
    local terminal
    wait_until('a terminal', function()
      terminal = vim.api.nvim_get_current_buf()
      return vim.bo[terminal].buftype == 'terminal'
    end)
    wait_until('the line in it', function()
      return text_of(terminal):gsub('\n', ''):find(offered.chosen[1].asked.line, 1, true)
    end)
    vim.wait(300)
    assert(not text_of(terminal):find('not found'), 'it was run: ' .. text_of(terminal))
    vim.cmd('stopinsert')
    vim.cmd('bwipeout! ' .. terminal)
  end)

  test('the lens above a container does the same', function()
    local lenses = ask(sidecars, 'textDocument/codeLens', {})
    local command = lenses[1].command
    expect_equal(command.command, 'podls.runInTerminal')
    local client = clients()[1]
    local run = (client.commands or client.config.commands)[command.command]
    run(command, { client_id = client.id, bufnr = sidecars })
    wait_until('the line in a terminal', function()
      return vim.bo.buftype == 'terminal' and text_of(0):gsub('\n', ''):find(command.arguments[1].line, 1, true)
    end)
    vim.cmd('stopinsert')
    vim.cmd('bwipeout! ' .. vim.api.nvim_get_current_buf())
  end)

  test('renaming a volume renames its mounts', function()
    local buf = open('native-sidecar.yaml')
    local before = text_of(buf)
    local _, uses = before:gsub('name: logs\n', '')
    expect_equal(uses, 3)
    local mount = place_of(buf, 'name: logs')
    vim.api.nvim_win_set_cursor(0, { mount.line + 1, mount.character + 6 })
    vim.lsp.buf.rename('renamed-volume')
    wait_until('all places are renamed', function()
      local _, now = text_of(buf):gsub('name: renamed%-volume\n', '')
      return now == uses
    end)
    vim.cmd('silent undo')
    expect_equal(text_of(buf), before)
  end)

  test('settings change what is said at once', function()
    local buf = open('native-sidecar.yaml')
    vim.wait(300)
    local before = #vim.diagnostic.get(buf)
    require('podls').set({ kubernetesVersion = '1.27' })
    wait_until('native sidecars are too new for 1.27', function()
      return #vim.diagnostic.get(buf, { severity = { min = vim.diagnostic.severity.WARN } }) > 0
    end)
    require('podls').set({ kubernetesVersion = '' })
    wait_until('as before', function()
      return #vim.diagnostic.get(buf) == before
    end)
    vim.cmd('bdelete! ' .. buf)
  end)

  test('so does a podls.yaml that is written', function()
    local buf = open('native-sidecar.yaml')
    local function warnings()
      return #vim.diagnostic.get(buf, { severity = { min = vim.diagnostic.severity.WARN } })
    end
    local settings = open('podls.yaml')
    vim.api.nvim_buf_set_lines(settings, 0, -1, false, { 'kubernetesVersion: "1.27"' })
    vim.cmd('silent write')
    vim.cmd('buffer ' .. buf) -- some judge only what is on the screen
    wait_until('native sidecars are too new for 1.27', function()
      return warnings() > 0
    end)
    vim.cmd('buffer ' .. settings)
    vim.api.nvim_buf_set_lines(settings, 0, -1, false, { 'kubernetesVersion: "1.37"' })
    vim.cmd('silent write')
    vim.cmd('buffer ' .. buf)
    wait_until('as before', function()
      return warnings() == 0
    end)
    vim.cmd('bdelete! ' .. settings)
    vim.cmd('bdelete! ' .. buf)
    os.remove(vim.env.PROJECT .. '/podls.yaml')
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
      return #errors(0) == 1
    end)
    clients()[1].rpc.terminate()
    wait_until('no client', function()
      return #clients() == 0
    end)
    vim.cmd('PodlsRestart')
    wait_until('a diagnostic again', function()
      return is_ready() and #errors(0) == 1
    end)
  end)

  test('a podls that is killed comes back by itself', function()
    local before = clients()[1]
    local pids = vim.fn.systemlist({ 'pgrep', '-P', tostring(vim.fn.getpid()), '-x', 'podls' })
    expect_equal(#pids, 1)
    vim.loop.kill(tonumber(pids[1]), 'sigkill')
    wait_until('another one, with the same diagnostic', function()
      return is_ready() and clients()[1].id ~= before.id and #errors(0) == 1
    end)
    expect_equal(#clients(), 1)
  end)

  test('podls ends when Neovim lets go of it', function()
    local client = clients()[1]
    call(client, 'stop')
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

local function test_too_old()
  test('a Neovim that is too old gets one message', function()
    vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/init-container.yaml'))
    vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/sidecars.yaml'))
    vim.wait(200)
    local shown = vim.trim(vim.fn.execute('messages'))
    expect_equal(vim.tbl_filter(function(line)
      return line:find('podls') or line:find('E%d+')
    end, vim.split(shown, '\n')), { 'podls needs Neovim 0.8 or newer' })
  end)
end

if vim.fn.has('nvim-0.8') == 0 then
  test_too_old()
elseif vim.fn.executable('podls') == 1 then
  test_with_server()
else
  test_without_server()
end
vim.cmd(failures == 0 and 'qall!' or 'cquit 1')
