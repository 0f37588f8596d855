#!/usr/bin/env bash
# vim-keys.sh PODLS VIM: types into a Vim with ALE that is configured as docs/editors.md says, and reads its screen and the files it
# writes. Debian's package vim-ale must lie beside that Vim.
set -uo pipefail
. "$(dirname "$0")/common.sh"
. "$here/screen.sh"
podls=$(find_podls "$1")
vim=$2
need tmux tmux

echo "== $("$vim" --version | sed -n 1p), typed"
lay_out vim
mkdir -p "$HOME/.vim/after/ftplugin"
recipe vim > "$HOME/.vim/after/ftplugin/yaml.vim"
cat > "$work/vimrc" <<VIMRC
set nocompatible hidden noswapfile nobackup completeopt=menuone,noinsert omnifunc=ale#completion#OmniFunc
set runtimepath^=${vim%/*}/usr/share/vim-ale
let g:ale_virtualtext_cursor = 'all'
filetype plugin indent on
VIMRC

PATH=$work/bin:$PATH start "$project" "$vim" -u "$work/vimrc" -i NONE broken/typo.yaml
expect "the error stands beside its line" on_screen 'imagePullPolcy: Always.*there is no field'
type '/Polcy'; keys Enter; type ':ALECodeAction'; keys Enter
expect "the fix is listed" on_screen '[0-9]+\) Rename to .imagePullPolicy'
number=$(screen | grep -oE '[0-9]+\) Rename to .imagePullPolicy' | head -n 1 | cut -d ')' -f 1)
keys "$number" Enter
expect "the fix is in the text" on_screen '^ *(>> |E> |W> )? *imagePullPolicy: Always'
type ':w'; keys Enter
expect "the fixed file is written" grep -q 'imagePullPolicy: Always' "$project/broken/typo.yaml"

type ':e native-sidecar.yaml'; keys Enter
expect "the next file opens" on_screen 'kind: Deployment'
type '/initContainers'; keys Enter; type ':ALEHover'; keys Enter
expect "hover explains" on_screen 'one after the other|in order|one by one|to completion|to its end'
keys Escape
type ':e sidecars.yaml'; keys Enter
expect "another file opens" on_screen 'log-processor'
type '/image: nginx'; keys Enter; type 'oimageP'; keys C-x C-o
expect "completion has the field" on_screen 'imagePullPolicy: .*string'
keys C-y Escape; type ':w'; keys Enter
expect "it is accepted" grep -qE '^    imagePullPolicy' "$project/sidecars.yaml"
type ':qa!'; keys Enter
expect "Vim ends" ended
[ "$failures" = 0 ]
