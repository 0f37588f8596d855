#!/usr/bin/env bash
# beside.sh PODLS FOLDER NVIM: tests podls beside the yaml-language-server that get-yaml-server.sh has put into FOLDER.
set -euo pipefail
. "$(dirname "$0")/common.sh"
podls=$(find_podls "$1")
server=$(cd "$2" && pwd)
nvim=$3

work=$downloads/work/beside
rm -rf "$work"
mkdir -p "$work/bin" "$work/project/.git" "$work/home"
cp -r "$root/examples/." "$work/project/"
cp -r "$root/editors/neovim" "$work/plugin"
ln -s "$podls" "$work/bin/podls"
cat > "$work/init.lua" <<'INIT'
vim.opt.runtimepath:prepend(vim.env.PLUGIN)
vim.opt.swapfile = false
vim.opt.hidden = true
vim.cmd('filetype plugin indent on')
vim.lsp.config('yamlls', {
  cmd = { vim.env.YAML_SERVER .. '/bin/yaml-language-server', '--stdio' },
  filetypes = { 'yaml' },
  root_markers = { '.git' },
  settings = {
    redhat = { telemetry = { enabled = false } },
    yaml = {
      schemaStore = { enable = false, url = '' },
      schemas = { kubernetes = '*.yaml' },
      kubernetesVersion = 'v1.37.0',
      kubernetesCRDStore = { enable = false },
    },
  },
  -- The server would fetch the schema; here it asks the editor for it, which has it in a folder.
  on_init = function(client)
    client:notify('yaml/registerContentRequest', vim.empty_dict())
  end,
  handlers = {
    ['vscode/content'] = function(_, asked)
      local uri = type(asked) == 'table' and (asked[1] or asked.uri) or asked
      return table.concat(vim.fn.readfile(vim.env.YAML_SERVER .. '/schema/' .. vim.fs.basename(uri)), '\n')
    end,
  },
})
vim.lsp.enable('yamlls')
INIT
export PLUGIN=$work/plugin PROJECT=$work/project YAML_SERVER=$server HOME=$work/home
export XDG_CONFIG_HOME=$HOME XDG_DATA_HOME=$HOME XDG_STATE_HOME=$HOME XDG_CACHE_HOME=$HOME
if ! PATH=$work/bin:$PATH timeout 900 "$nvim" --headless -i NONE -u "$work/init.lua" -c "luafile $here/beside.lua" 2>"$work/messages"; then
  cat "$work/messages"
  exit 1
fi
