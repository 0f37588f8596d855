-- Puts a template container into the buffer: with tab stops where this Neovim can (0.10 and newer), else as plain text.

local M = {}

local function byte_of(buf, position, encoding)
  local line = vim.api.nvim_buf_get_lines(buf, position.line, position.line + 1, false)[1] or ''
  if position.character == 0 or encoding == 'utf-8' then
    return math.min(position.character, #line)
  elseif vim.fn.has('nvim-0.11') == 1 then
    return vim.str_byteindex(line, encoding, position.character, false)
  end
  return vim.str_byteindex(line, math.min(position.character, #line), encoding == 'utf-16')
end

--- The one edit with a snippet and the others; no snippet where there is none, or several.
local function sort(edit)
  local plain, snippet = {}, nil
  for _, change in ipairs(edit.documentChanges or {}) do
    for _, each in ipairs(change.edits) do
      if not each.snippet then
        plain[#plain + 1] = each
      elseif snippet then
        return nil
      else
        snippet = each
      end
    end
  end
  return snippet, plain
end

local function expand(client, buf, snippet, plain)
  local namespace = vim.api.nvim_create_namespace('podls.template')
  local text, encoding = snippet.snippet.value, client.offset_encoding
  if snippet.range['end'].line >= vim.api.nvim_buf_line_count(buf) then
    -- What the server calls the empty line behind the last line break, Neovim does not have.
    vim.api.nvim_buf_set_lines(buf, -1, -1, false, { '' })
    text = text:gsub('\n$', '')
  end
  local function mark(position, right)
    return vim.api.nvim_buf_set_extmark(buf, namespace, position.line, byte_of(buf, position, encoding), { right_gravity = right })
  end
  local from, to = mark(snippet.range.start, false), mark(snippet.range['end'], true)
  vim.lsp.util.apply_text_edits(plain, buf, encoding)
  local start = vim.api.nvim_buf_get_extmark_by_id(buf, namespace, from, {})
  local stop = vim.api.nvim_buf_get_extmark_by_id(buf, namespace, to, {})
  vim.api.nvim_buf_clear_namespace(buf, namespace, 0, -1)
  local row, column = start[1], start[2]
  vim.api.nvim_buf_set_text(buf, row, column, stop[1], stop[2], {})
  -- The text has the indentation it needs, and Neovim adds that of the line it is put in: let that be an empty one.
  if text:sub(-1) == '\n' then
    vim.api.nvim_buf_set_text(buf, row, column, row, column, { '', '' })
    text = text:sub(1, -2)
  end
  if text:sub(1, 1) == '\n' then
    vim.api.nvim_buf_set_text(buf, row, column, row, column, { '', '' })
    row, column, text = row + 1, 0, text:sub(2)
  end
  local indent = vim.api.nvim_buf_get_lines(buf, row, row + 1, false)[1]:match('^%s*')
  text = text:gsub('\n' .. indent, '\n')
  local allowed = vim.o.virtualedit
  vim.o.virtualedit = 'onemore' -- a snippet may begin behind the last character
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
  vim.snippet.expand(text)
  vim.o.virtualedit = allowed
end

--- Puts the template `id` into the Pod at `position`. `ask` sends a request, `say` tells the user what is wrong.
function M.insert(client, buf, position, id, ask, say)
  local tick = vim.api.nvim_buf_get_changedtick(buf)
  local function request(snippets)
    local params = { textDocument = { uri = vim.uri_from_bufnr(buf) }, position = position, id = id, snippets = snippets }
    ask(client, buf, 'podls/insertTemplate', params, function(edit)
      if type(edit) ~= 'table' or vim.api.nvim_get_current_buf() ~= buf or vim.api.nvim_buf_get_changedtick(buf) ~= tick then
        return say('the text has changed meanwhile; try again')
      end
      if not snippets then
        return vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
      end
      local snippet, plain = sort(edit)
      if snippet then
        expand(client, buf, snippet, plain)
      else
        request(false)
      end
    end)
  end
  request(vim.snippet ~= nil)
end

return M
