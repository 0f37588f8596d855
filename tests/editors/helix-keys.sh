#!/usr/bin/env bash
# helix-keys.sh PODLS HX: types into a Helix that is configured as editors/helix says, and reads its screen and the files it writes.
set -uo pipefail
. "$(dirname "$0")/common.sh"
. "$here/screen.sh"
podls=$(find_podls "$1")
hx=$2
need tmux tmux

echo "== $("$hx" --version), typed"
lay_out helix
mkdir -p "$HOME/helix"
cp "$root/editors/helix/languages.toml" "$HOME/helix/"
printf '[editor.inline-diagnostics]\ncursor-line = "warning"\n' > "$HOME/helix/config.toml"

PATH=$work/bin:$PATH start "$project" "$hx" broken/typo.yaml
expect "the file opens" on_screen 'imagePullPolcy: Always'
expect "podls has looked at it" on_screen '●|▲'
type '/Polcy'; keys Enter
expect "the error stands at its line" on_screen 'there is no field'
keys Space; type 'a'
expect "space a lists the fix" on_screen 'Rename to .imagePullPolicy'
keys Enter
expect "the fix is in the text" on_screen ' imagePullPolicy: Always'
type ':w'; keys Enter
expect "the fixed file is written" grep -q 'imagePullPolicy: Always' "$project/broken/typo.yaml"

type ':o native-sidecar.yaml'; keys Enter
expect "the next file opens" on_screen 'kind: Deployment'
type '/initContainers'; keys Enter; keys Space; type 'k'
expect "hover explains" on_screen 'one after the other|in order|one by one|to completion|to its end'
keys Escape
type '/name: logs'; keys Enter; type 'gll'; keys Space; type 'r'
expect "rename asks for a name" on_screen 'rename-to:'
keys C-u; type 'traces'; keys Enter
expect "the mount has the new name" on_screen 'name: traces'
type ':w'; keys Enter
renamed() { [ "$(grep -c 'name: traces$' "$project/native-sidecar.yaml")" = 3 ]; }
expect "volume and mounts have the new name" renamed

type ':o sidecars.yaml'; keys Enter
expect "another file opens" on_screen 'log-processor'
type '/image: nginx'; keys Enter; type 'oimageP'
expect "completion has the field" on_screen 'imagePullPolicy '
keys C-n
expect "it is chosen" on_screen '^ *[0-9●▲ ]* +imagePullPolicy: '
keys Enter Escape
expect "Helix is done typing" on_screen ' NOR '
type ':w'; keys Enter
expect "it is accepted" grep -qE '^    imagePullPolicy' "$project/sidecars.yaml"
type ':qa!'; keys Enter
expect "Helix ends" ended
[ "$failures" = 0 ]
