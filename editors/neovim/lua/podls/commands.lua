-- What the user commands do. The program answers what it can answer without a session, the server the rest.

local M = {}

local podls = require('podls')

local function say(text)
  vim.notify('podls: ' .. text, vim.log.levels.WARN)
end

--- What the program prints when it is run with arguments and fed a text; nothing, and a message, if it fails.
local function run(arguments, input)
  local program, there = podls.program()
  if not program or not there then
    return say(program and program .. ' is not an executable program' or 'cmd is a function: there is no program to run')
  end
  local command = vim.list_extend({ program }, arguments)
  local printed = input and vim.fn.system(command, input) or vim.fn.system(command)
  if vim.v.shell_error ~= 0 then
    return say((vim.trim(printed):gsub('^podls: ', '')))
  end
  return printed
end

--- The client of the current buffer.
local function client_here()
  local buf = vim.api.nvim_get_current_buf()
  for _, client in ipairs(podls.clients()) do
    if vim.lsp.buf_is_attached(buf, client.id) then
      return client, buf
    end
  end
  say('does not run for this buffer (:checkhealth podls)')
end

local function ask(client, buf, method, params, answered)
  podls.call(client, 'request', method, params, function(failure, result)
    if failure then
      say(failure.message or vim.inspect(failure))
    else
      answered(result)
    end
  end, buf)
end

--- :PodlsDraw
function M.draw()
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local line = vim.api.nvim_win_get_cursor(0)[1]
  local arguments = { '--color', 'always', 'draw', '--text', '--line', tostring(line) }
  local settings = ((podls.clients()[1] or podls).settings or podls.config().settings or {}).podls or {}
  if (settings.kubernetesVersion or '') ~= '' then
    vim.list_extend(arguments, { '--kubernetes-version', settings.kubernetesVersion })
  end
  local picture = run(vim.list_extend(arguments, { '-' }), table.concat(lines, '\n') .. '\n')
  if picture then
    require('podls.page').show('podls://draw', picture)
  end
end

local function pages()
  local printed = run({ 'explain', '--format', 'json' })
  return printed and vim.json.decode(printed) or {}
end

--- The codes that begin with a word, for the command line.
function M.codes(word)
  return vim.tbl_filter(function(code)
    return vim.startswith(code, word)
  end, vim.tbl_map(function(page)
    return page.code
  end, pages()))
end

--- The codes of the findings at the cursor, else of those in its line.
local function codes_here()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local at, in_line = {}, {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = row - 1 })) do
    if diagnostic.source == 'podls' and type(diagnostic.code) == 'string' then
      in_line[diagnostic.code] = true
      if diagnostic.col <= column and (diagnostic.end_lnum > row - 1 or column < diagnostic.end_col) then
        at[diagnostic.code] = true
      end
    end
  end
  local found = vim.tbl_keys(next(at) and at or in_line)
  table.sort(found)
  return found
end

--- :PodlsExplain [code]
function M.explain(code)
  local function show(chosen)
    local page = chosen and run({ '--color', 'always', 'explain', chosen })
    if page then
      require('podls.page').show('podls://explain', page)
    end
  end
  if code ~= '' then
    return show(code)
  end
  local here = codes_here()
  if #here == 1 then
    return show(here[1])
  elseif #here > 1 then
    return vim.ui.select(here, { prompt = 'Explain' }, show)
  end
  vim.ui.select(pages(), {
    prompt = 'Explain',
    format_item = function(page)
      return page.code .. '  ' .. page.says
    end,
  }, function(page)
    show(page and page.code)
  end)
end

--- Which templates there are depends on the document: a podls.yaml beside it may name more.
local function about(buf)
  return { textDocument = { uri = vim.uri_from_bufnr(buf) } }
end

--- :PodlsTemplate [id]
function M.template(id)
  local client, buf = client_here()
  if not client then
    return
  end
  local function insert(chosen)
    local row, column = unpack(vim.api.nvim_win_get_cursor(0))
    require('podls.template').insert(client, buf, { line = row - 1, character = column }, chosen, ask, say)
  end
  if id ~= '' then
    return insert(id)
  end
  ask(client, buf, 'podls/templates', about(buf), function(templates)
    vim.ui.select(templates, {
      prompt = 'Insert container',
      format_item = function(template)
        return template.title
      end,
    }, function(template)
      if template then
        insert(template.id)
      end
    end)
  end)
end

--- The templates that begin with a word, for the command line.
function M.templates(word)
  local client, buf = podls.clients()[1], vim.api.nvim_get_current_buf()
  local answer = client and podls.call(client, 'request_sync', 'podls/templates', about(buf), 1000, buf)
  local ids = vim.tbl_map(function(template)
    return template.id
  end, answer and answer.result or {})
  return vim.tbl_filter(function(id)
    return vim.startswith(id, word)
  end, ids)
end

--- :PodlsKubectl
function M.kubectl()
  local client, buf = client_here()
  if not client then
    return
  end
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  ask(client, buf, 'textDocument/codeLens', { textDocument = { uri = vim.uri_from_bufnr(buf) } }, function(lenses)
    local offered = {}
    for i, lens in ipairs(lenses or {}) do
      local asked = lens.command and (lens.command.arguments or {})[1]
      if asked and asked.line then
        -- Those of the container at the cursor come first, then what stands above it, then what stands below.
        local distance = row - lens.range.start.line
        offered[#offered + 1] = { asked = asked, rank = distance >= 0 and distance or 1e6 - distance, i = i }
      end
    end
    if #offered == 0 then
      return say('there are no commands for this file')
    end
    table.sort(offered, function(one, other)
      if one.rank == other.rank then
        return one.i < other.i
      end
      return one.rank < other.rank
    end)
    vim.ui.select(offered, {
      prompt = 'Type into a terminal',
      format_item = function(each)
        return each.asked.line
      end,
    }, function(each)
      if each then
        require('podls.terminal').type(each.asked, client.config.root_dir)
      end
    end)
  end)
end

return M
