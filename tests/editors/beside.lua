-- podls and yaml-language-server, with a Kubernetes schema, in one buffer of a real Neovim 0.11 or newer. Run by beside.sh.

local failures = 0

local function report(line)
  io.stdout:write(line .. '\n')
  io.stdout:flush()
end

local function test(name, body)
  local passed, err = xpcall(body, debug.traceback)
  failures = failures + (passed and 0 or 1)
  report(passed and 'ok - ' .. name or 'not ok - ' .. name .. '\n    ' .. tostring(err):gsub('\n', '\n    '))
end

local function wait_until(what, condition)
  if not vim.wait(failures == 0 and 60000 or 5000, condition, 50) then
    error('waited in vain: ' .. what .. '\n' .. vim.inspect(vim.tbl_map(function(each)
      return { each.source, each.code, each.lnum, each.message }
    end, vim.diagnostic.get(0))), 2)
  end
end

local function client(name)
  return vim.lsp.get_clients({ name = name })[1]
end

local function open(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PROJECT .. '/' .. file))
  for _, name in ipairs({ 'podls', 'yamlls' }) do
    wait_until(name .. ' attached', function()
      local found = client(name)
      return found and found.initialized and found.attached_buffers[vim.api.nvim_get_current_buf()]
    end)
  end
  return vim.api.nvim_get_current_buf()
end

local function is_ours(diagnostic)
  return diagnostic.source == 'podls'
end

--- Errors and warnings, as lines: whose, where, what.
local function said(buf)
  local ours, theirs = {}, {}
  for _, each in ipairs(vim.diagnostic.get(buf, { severity = { min = vim.diagnostic.severity.WARN } })) do
    local list = is_ours(each) and ours or theirs
    list[#list + 1] = each
  end
  return ours, theirs
end

local function complete(buf, line, column)
  local params = { textDocument = { uri = vim.uri_from_bufnr(buf) }, position = { line = line, character = column } }
  local labels = {}
  for _, name in ipairs({ 'podls', 'yamlls' }) do
    local answer = client(name):request_sync('textDocument/completion', params, 20000, buf)
    local result = answer and answer.result or {}
    labels[name] = {}
    for _, item in ipairs(result.items or result) do
      labels[name][vim.trim(item.label)] = true
    end
  end
  return labels
end

test('podls holds back what the schema of the other server says', function()
  local buf = open('broken/typo.yaml')
  wait_until('the other server reports the field', function()
    local ours, theirs = said(buf)
    return #theirs == 1 and #ours == 0
  end)
  vim.wait(1500)
  local ours, theirs = said(buf)
  assert(#ours == 0, vim.inspect(ours))
  assert(theirs[1].message:find('imagePullPolcy', 1, true), theirs[1].message)
end)

test('the fix is offered all the same', function()
  vim.api.nvim_win_set_cursor(0, { 12, 6 })
  local params = vim.lsp.util.make_range_params(0, client('podls').offset_encoding)
  params.context = { diagnostics = {} }
  local answer = client('podls'):request_sync('textDocument/codeAction', params, 10000, 0)
  local titles = vim.tbl_map(function(action)
    return action.title
  end, answer.result)
  assert(vim.tbl_contains(titles, 'Rename to `imagePullPolicy`'), vim.inspect(titles))
end)

for _, file in ipairs({ 'sidecars.yaml', 'init-container.yaml', 'native-sidecar.yaml', 'cronjob.yaml', 'statefulset.yaml' }) do
  test('both find no error in ' .. file, function()
    local buf = open(file)
    vim.wait(1500)
    local ours, theirs = said(buf)
    ours = vim.tbl_filter(function(each)
      return each.severity == vim.diagnostic.severity.ERROR
    end, ours)
    assert(#ours == 0 and #theirs == 0, vim.inspect({ ours, theirs }))
  end)
end

for _, file in ipairs({ 'broken/wrong-types.yaml', 'broken/unknown-fields.yaml', 'broken/duplicate-key.yaml', 'broken/half-typed.yaml' }) do
  test('no place is judged twice in ' .. file, function()
    local buf = open(file)
    wait_until('the other server reports', function()
      local _, theirs = said(buf)
      return #theirs > 0
    end)
    vim.wait(1500)
    local ours, theirs = said(buf)
    for _, mine in ipairs(ours) do
      for _, other in ipairs(theirs) do
        local apart = mine.lnum ~= other.lnum or mine.end_col <= other.col or other.end_col <= mine.col
        assert(apart, vim.inspect({ mine, other }))
      end
    end
  end)
end

test('no label is offered twice, and both offer something', function()
  local buf = open('sidecars.yaml')
  local places = {
    { 11, '    ', 'fields of a container' },
    { 11, '    imagePullPolicy: ', 'a value' },
    { 11, '    tty: ', 'a boolean' },
    { 8, '  hostP', 'fields of a Pod' },
    { 9, '  - ', 'an item' },
    { 11, '    volumeMounts: [{name: ', 'a name of the manifest itself' },
    { 3, 'kind: ', 'a kind' },
    { 2, 'apiVersion: ', 'a version' },
  }
  local offered = { podls = 0, yamlls = 0 }
  for _, place in ipairs(places) do
    vim.api.nvim_buf_set_lines(buf, place[1], place[1], false, { place[2] })
    local labels = complete(buf, place[1], #place[2])
    for label in pairs(labels.podls) do
      assert(not labels.yamlls[label], place[3] .. ': both offer ' .. label)
    end
    for name, all in pairs(labels) do
      offered[name] = offered[name] + vim.tbl_count(all)
      report(('# %s: %s offers %d'):format(place[3], name, vim.tbl_count(all)))
    end
    vim.api.nvim_buf_set_lines(buf, place[1], place[1] + 1, false, {})
  end
  assert(offered.yamlls > 20 and offered.podls > 0, vim.inspect(offered))
end)

test('what only podls knows it says', function()
  vim.cmd('silent write!')
  local buf = open('sidecars.yaml')
  vim.api.nvim_buf_set_lines(buf, 14, 14, false, { '    volumeMounts:', '    - name: nowhere', '      mountPath: /data' })
  wait_until('the mount without a volume', function()
    local ours, theirs = said(buf)
    return #theirs == 0 and vim.iter(ours):any(function(each)
      return each.code == 'mount-unknown-volume'
    end)
  end)
  vim.cmd('silent undo')
  vim.cmd('silent write!')
end)

test('podls says all again when it is told to, and when the other server has gone', function()
  local buf = open('broken/typo.yaml')
  require('podls').set({ schemaFeatures = 'on' })
  wait_until('both report', function()
    local ours, theirs = said(buf)
    return #ours == 1 and #theirs == 1
  end)
  require('podls').set({ schemaFeatures = 'auto' })
  wait_until('one reports', function()
    local ours, theirs = said(buf)
    return #ours == 0 and #theirs == 1
  end)
  vim.lsp.enable('yamlls', false)
  for _, each in ipairs(vim.lsp.get_clients({ name = 'yamlls' })) do
    each:stop(true)
  end
  wait_until('podls reports', function()
    local ours, theirs = said(buf)
    return #ours == 1 and #theirs == 0
  end)
end)

vim.cmd(failures == 0 and 'qall!' or 'cquit 1')
