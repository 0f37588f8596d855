#!/usr/bin/env bash
# emacs-keys.sh PODLS EMACS: types into an Emacs that is configured as docs/editors.md says, and reads its screen and the files it writes.
set -uo pipefail
. "$(dirname "$0")/common.sh"
. "$here/screen.sh"
podls=$(find_podls "$1")
emacs=$2
need tmux tmux

echo "== $("$emacs" --version 2>/dev/null | sed -n 1p), typed"
lay_out emacs
{
  # yaml-mode from beside it, and no questions.
  echo "(add-to-list 'load-path \"$(echo "${emacs%/*}"/usr/share/emacs/site-lisp/elpa-src/yaml-mode-*)\")"
  echo "(require 'yaml-mode)"
  echo "(setq inhibit-startup-screen t make-backup-files nil flymake-show-diagnostics-at-end-of-line t)"
  recipe elisp
} > "$work/init.el"

PATH=$work/bin:$PATH start "$project" "$emacs" -nw -Q -l "$work/init.el" broken/typo.yaml
expect "the error stands at its line" on_screen 'imagePullPolcy: Always +podls \[unknown-field\]'
expect "hints stand between the lines" on_screen 'spec: requests nothing'
keys C-s; type 'imagePullPolcy'; keys Enter M-x; type 'eglot-code-actions'; keys Enter
expect "the fix is offered" on_screen 'Pick an action.*Rename to .imagePullPolicy'
keys Enter
expect "the fix is in the text" on_screen ' imagePullPolicy: Always'
keys C-x C-s
expect "the fixed file is written" grep -q 'imagePullPolicy: Always' "$project/broken/typo.yaml"

keys C-x C-f; type "$project/native-sidecar.yaml"; keys Enter
expect "the next file opens" on_screen 'kind: Deployment'
expect "podls serves it too" on_screen 'native sidecar'
keys C-s; type 'initContainers'; keys Enter M-b M-x; type 'eldoc-doc-buffer'; keys Enter
expect "hover explains" on_screen 'one after the other|in order|one by one|to completion|to its end'
keys C-s; type 'name: logs'; keys Enter M-x; type 'eglot-rename'; keys Enter
expect "rename asks for a name" on_screen 'Rename .logs. to'
keys C-a C-k; type 'traces'; keys Enter
expect "the volume has the new name" on_screen 'name: traces'
keys C-x s; type '!'
renamed() { [ "$(grep -c 'name: traces$' "$project/native-sidecar.yaml")" = 3 ]; }
expect "volume and mounts have the new name" renamed

keys C-x C-f; type "$project/sidecars.yaml"; keys Enter
expect "another file opens" on_screen 'log-processor'
expect "it is served" on_screen 'YAML.*eglot:project'
keys C-s; type 'image: nginx'; keys Enter C-e Enter; type 'imageP'; keys C-M-i
expect "the completion is accepted" on_screen '^ *imagePullPolicy'
keys C-x C-s
expect "and written" grep -qE '^    imagePullPolicy' "$project/sidecars.yaml"
keys C-x C-c
expect "Emacs ends" ended
[ "$failures" = 0 ]
