#!/usr/bin/env bash
# neovim-keys.sh PODLS NVIM...: types as a user would into each of the given Neovims, and reads its screen and the files it writes.
set -uo pipefail
. "$(dirname "$0")/common.sh"
. "$here/screen.sh"
podls=$(find_podls "$1")
shift
need tmux tmux

for nvim in "$@"; do
  echo "== $("$nvim" --version | sed -n 1p), typed"
  lay_out neovim-keys
  cp -r "$root/editors/neovim" "$work/plugin"
  cat > "$work/init.lua" <<'INIT'
vim.opt.runtimepath:prepend(vim.env.PLUGIN)
vim.opt.swapfile = false
vim.opt.hidden = true
vim.opt.completeopt = 'menuone,noinsert'
vim.diagnostic.config({ virtual_text = { severity = { min = vim.diagnostic.severity.WARN } } })
if vim.fn.has('nvim-0.11') == 0 then -- what newer ones map by themselves
  vim.keymap.set('n', 'gra', vim.lsp.buf.code_action)
  vim.keymap.set('n', 'grn', vim.lsp.buf.rename)
  vim.keymap.set({ 'i', 's' }, '<Tab>', function()
    return vim.snippet.active({ direction = 1 }) and '<Cmd>lua vim.snippet.jump(1)<CR>' or '<Tab>'
  end, { expr = true })
end
INIT
  export PLUGIN=$work/plugin SHELL=/bin/sh

  PATH=$work/bin:$PATH start "$project" "$nvim" -i NONE -u "$work/init.lua" broken/typo.yaml
  expect "the error stands beside its line" on_screen 'imagePullPolcy: Always.*there is no field'

  keys /Polcy Enter gra
  expect "gra lists the fix" on_screen '[0-9]+: Rename to .imagePullPolicy'
  number=$(screen | grep -oE '[0-9]+: Rename to .imagePullPolicy' | head -n 1 | cut -d: -f 1)
  keys "$number" Enter
  expect "the fix is in the text" on_screen '^ *imagePullPolicy: Always'
  expect "the error is gone" not_on_screen 'there is no field'
  type ':w'; keys Enter
  expect "the fixed file is written" grep -q 'imagePullPolicy: Always' "$project/broken/typo.yaml"

  type ':e sidecars.yaml'; keys Enter
  expect "the next file opens" on_screen 'name: log-processor'
  type '/image: nginx'; keys Enter
  type 'oimageP'; keys C-x C-o
  expect "the completion menu has the field" on_screen 'imagePullPolicy.*(Field|podls|optional|string|Always)'
  keys C-y
  expect "the field is accepted" on_screen '^ *imagePullPolicy'
  keys Escape
  expect "Neovim is done typing" not_on_screen '^-- INSERT'
  type 'u'
  expect "undo takes it back" not_on_screen '^ *imagePullPolicy'

  type ':PodlsTemplate wait-for-service'; keys Enter
  expect "the template is put in" on_screen 'value: my-service'
  expect "its first place is selected" on_screen '^-- SELECT'
  type 'db'
  expect "it takes what is typed" on_screen 'value: db'
  place=$(cursor)
  keys Tab
  elsewhere() { [ "$(cursor)" != "$place" ] && on_screen '^-- SELECT'; }
  expect "Tab goes to the next one" elsewhere
  type '5432'; keys Escape
  type ':w'; keys Enter
  expect "its tab stops take what is typed" grep -q 'value: db' "$project/sidecars.yaml"
  expect "the second tab stop, too" grep -q "value: '5432'" "$project/sidecars.yaml"
  expect "podls finds no error in the file that was written" "$podls" check --quiet "$project/sidecars.yaml"

  type 'gg/initContainers'; keys Enter
  type ':lua vim.lsp.buf.hover()'; keys Enter
  expect "hover explains" on_screen '^.*(one after the other|in order|one by one|to completion|to its end)'
  keys Escape; type 'gg'

  type ':e native-sidecar.yaml'; keys Enter
  expect "and another" on_screen 'kind: Deployment'
  type '/name: logs'; keys Enter; type 'wwgrn'
  expect "rename asks for a name" on_screen 'New Name: logs'
  keys C-u; type 'traces'; keys Enter
  expect "the rename is on the screen" on_screen 'name: traces'
  type ':wa'; keys Enter
  renamed() { [ "$(grep -c 'name: traces$' "$project/native-sidecar.yaml")" = 3 ]; }
  expect "volume and mounts have the new name" renamed

  type ':PodlsDraw'; keys Enter
  expect ":PodlsDraw shows the picture" on_screen 'Deployment web'
  type ':bwipeout podls://draw'; keys Enter

  type ':PodlsKubectl'; keys Enter
  expect "kubectl commands are listed" on_screen '1: kubectl'
  command=$(screen | grep -oE '1: kubectl.*' | head -n 1 | sed 's/^1: //; s/ *$//')
  type '1'; keys Enter
  in_terminal() { screen | tail -n 14 | tr -d '\n' | grep -qF -- "${command:0:60}"; }
  expect "the command stands in a terminal" in_terminal
  expect "and is not run" not_on_screen 'not found|NotFound|refused'
  keys C-c 'C-\' C-n
  type ':qa!'; keys Enter
  expect "Neovim ends" ended
  stop
done
[ "$failures" = 0 ]
