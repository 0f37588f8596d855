#!/usr/bin/env bash
# neovim.sh PODLS NVIM...: tests the Neovim client with a podls binary in each of the given Neovims. With OLD=1 the plugin is shown
# only what Neovim 0.8 has.
set -euo pipefail
. "$(dirname "$0")/common.sh"
podls=$(find_podls "$1")
shift

failed=0
for nvim in "$@"; do
  echo "== $("$nvim" --version | sed -n 1p)${OLD:+, as if it were 0.8}"
  work=$downloads/work/neovim
  rm -rf "$work"
  mkdir -p "$work/bin" "$work/project/.git" "$work/home"
  cp -r "$root/examples/." "$work/project/"
  cp -r "$root/editors/neovim" "$work/plugin"
  ln -s "$podls" "$work/bin/podls"
  # The whole configuration of a user who only added the plugin.
  [ -z "${OLD:-}" ] || echo "vim.cmd('luafile $here/neovim-old.lua')" > "$work/init.lua"
  cat >> "$work/init.lua" <<'INIT'
vim.opt.runtimepath:prepend(vim.env.PLUGIN)
vim.opt.swapfile = false
vim.opt.hidden = true
vim.cmd('filetype plugin indent on')
vim.cmd('helptags ' .. vim.env.PLUGIN .. '/doc')
INIT
  export PLUGIN=$work/plugin PROJECT=$work/project HOME=$work/home
  export XDG_CONFIG_HOME=$HOME XDG_DATA_HOME=$HOME XDG_STATE_HOME=$HOME XDG_CACHE_HOME=$HOME
  for path in "$work/bin:$PATH" /usr/bin:/bin; do
    # Results come on stdout; what Neovim shows its user comes on stderr and is of interest only after a failure.
    if ! PATH=$path timeout 600 "$nvim" --headless -i NONE -u "$work/init.lua" -c "luafile $here/neovim.lua" 2>"$work/messages"; then
      failed=1
      echo "not ok - Neovim ended with an error; its messages:"
      cat "$work/messages"
      echo
    fi
  done
done
exit $failed
