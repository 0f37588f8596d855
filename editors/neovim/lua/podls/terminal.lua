-- Types a kubectl line into a terminal. Whether it is run, the user decides: Enter is never pressed here.

local M = {}

local buffer -- of the terminal, while there is one

local function is_open()
  return buffer ~= nil and vim.api.nvim_buf_is_valid(buffer) and vim.b[buffer].terminal_job_id ~= nil
    and vim.fn.jobwait({ vim.b[buffer].terminal_job_id }, 0)[1] == -1
end

--- Takes what the server sends with the command `podls.runInTerminal`: `{ line, title }`. Files in it are named as seen from
--- the folder `root`.
function M.type(asked, root)
  local line = type(asked) == 'table' and asked.line
  if type(line) ~= 'string' or line:find('%c') then
    return -- a line break would run it
  end
  if is_open() then
    local window = vim.fn.bufwinid(buffer)
    if window == -1 then
      vim.cmd('botright 12split')
      vim.api.nvim_win_set_buf(0, buffer)
    else
      vim.api.nvim_set_current_win(window)
    end
  else
    vim.cmd('botright 12split')
    if root then
      vim.cmd('lcd ' .. vim.fn.fnameescape(root))
    end
    vim.cmd('terminal')
    buffer = vim.api.nvim_get_current_buf()
  end
  vim.api.nvim_chan_send(vim.b[buffer].terminal_job_id, line)
  vim.cmd('startinsert')
end

return M
