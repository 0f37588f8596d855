---@brief
---
--- podls, the language server for Kubernetes Pods.
---
--- It understands Pods and the Pod templates of Deployments, StatefulSets, DaemonSets, Jobs and CronJobs, and is silent on other YAML.
--- Install it with `cargo install podls`, then `vim.lsp.enable('podls')`.
---
--- Settings:
--- - `kubernetesVersion`: the Kubernetes version to check against, such as '1.34'; empty for the newest known.
--- - `hints`: what is shown between the lines, each true or false: `roles`, `resources`, `probes`, `quantities`, `schedules` and `commands`.
--- - `podSecurity`: the level of the Pod Security Standards that Pods must meet, 'baseline' or 'restricted'; empty for none.
--- - `schemaFeatures`: whether podls says what a schema says, too (unknown fields, wrong types, names of fields): 'on', 'off', or
---   'auto', which is off while yaml-language-server runs with a Kubernetes schema.
--- - `templates`: a folder with template containers of your own; empty for none.

---@type vim.lsp.Config
return {
  cmd = { 'podls', 'serve' },
  filetypes = { 'yaml' },
  root_markers = { '.git' },
  settings = {
    podls = {
      kubernetesVersion = '',
      podSecurity = '',
      schemaFeatures = 'auto',
      templates = '',
    },
  },
  -- Types a kubectl line above a container into a terminal (:help vim.lsp.codelens).
  commands = {
    ['podls.runInTerminal'] = function(command, context)
      local asked = (command.arguments or {})[1] or {}
      local found, terminal = pcall(require, 'podls.terminal')
      if found then
        local client = vim.lsp.get_client_by_id(context.client_id)
        terminal.type(asked, client and client.config.root_dir)
      else -- this file alone was copied
        vim.notify(asked.line or '')
      end
    end,
  },
  -- 'auto' becomes 'on' or 'off' when podls asks.
  handlers = {
    ['workspace/configuration'] = function(failure, params, context, config)
      local answers = vim.lsp.handlers['workspace/configuration'](failure, params, context, config)
      local found, beside = pcall(require, 'podls.beside')
      return found and beside.resolve(params.items, answers) or answers
    end,
  },
  on_exit = function(code, signal, id)
    vim.schedule(function()
      local found, podls = pcall(require, 'podls')
      if found then
        podls.ended(code, signal, id)
      end
    end)
  end,
  -- The settings are known to the server from its first moment, not only from the first question it asks.
  before_init = function(params, config)
    local own = (config.settings or {}).podls or {}
    params.initializationOptions = vim.tbl_extend('force', own, { commands = vim.tbl_keys(config.commands or {}) })
  end,
}
