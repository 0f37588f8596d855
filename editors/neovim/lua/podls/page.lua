-- A text from podls in a window of its own, coloured as in a terminal.

local M = {}

local groups = { -- by the numbers in the escape sequences
  [1] = 'Title',
  [2] = 'Comment',
  [31] = 'DiagnosticError',
  [32] = 'String',
  [33] = 'Type',
  [34] = 'Function',
  [35] = 'Statement',
  [36] = 'Special',
  [90] = 'Comment',
  [94] = 'Function',
}

--- The lines of a text without its escape sequences, and the places they colour: { line, from, to, group }.
local function read(text)
  local lines, places, group = {}, {}, nil
  for _, line in ipairs(vim.split(text:gsub('\n+$', ''), '\n', { plain = true })) do
    local plain, at = '', 1
    while at <= #line do
      local from, to, numbers = line:find('\27%[([%d;]*)m', at)
      local part = line:sub(at, (from or 0) - 1)
      if group and part ~= '' then
        places[#places + 1] = { #lines, #plain, #plain + #part, group }
      end
      plain = plain .. part
      if not from then
        break
      end
      group = nil
      for number in numbers:gmatch('%d+') do
        group = groups[tonumber(number)] or group
      end
      at = to + 1
    end
    lines[#lines + 1] = plain
  end
  return lines, places
end

--- Shows a text under a name; the window that shows that name already is used again. The cursor stays where it is.
function M.show(name, text)
  local lines, places = read(text)
  local buf = vim.fn.bufnr('^' .. vim.fn.escape(name, '[]*?{}\\') .. '$')
  if buf == -1 then
    buf = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buf, name)
    vim.bo[buf].bufhidden = 'wipe'
  end
  vim.bo[buf].modifiable = true
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].modifiable = false
  local namespace = vim.api.nvim_create_namespace('podls.page')
  vim.api.nvim_buf_clear_namespace(buf, namespace, 0, -1)
  for _, place in ipairs(places) do
    vim.api.nvim_buf_set_extmark(buf, namespace, place[1], place[2], { end_col = place[3], hl_group = place[4] })
  end
  if vim.fn.bufwinid(buf) == -1 then
    local back = vim.api.nvim_get_current_win()
    vim.cmd(('botright %dsplit'):format(math.min(#lines, math.max(5, math.floor(vim.o.lines / 2)))))
    vim.api.nvim_win_set_buf(0, buf)
    vim.wo.wrap, vim.wo.number, vim.wo.relativenumber, vim.wo.list, vim.wo.spell = false, false, false, false, false
    vim.api.nvim_set_current_win(back)
  end
  return buf
end

return M
