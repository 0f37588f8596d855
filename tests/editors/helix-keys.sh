#!/usr/bin/env bash
# helix-keys.sh PODLS HX: types into a Helix that is configured as editors/helix says, and reads its screen and the files it writes.
set -uo pipefail
. "$(dirname "$0")/common.sh"
. "$here/screen.sh"
podls=$(find_podls "$1")
hx=$2
need tmux tmux

echo "== $("$hx" --version), typed"
work=$downloads/work/helix
rm -rf "$work"
mkdir -p "$work/bin" "$work/project/.git" "$work/home/helix"
cp -r "$root/examples/." "$work/project/"
cp "$root/editors/helix/languages.toml" "$work/home/helix/"
printf '[editor.inline-diagnostics]\ncursor-line = "warning"\n' > "$work/home/helix/config.toml"
ln -s "$podls" "$work/bin/podls"
export HOME=$work/home XDG_CONFIG_HOME=$work/home XDG_CACHE_HOME=$work/home XDG_DATA_HOME=$work/home
project=$work/project

PATH=$work/bin:$PATH start "$project" "$hx" broken/typo.yaml
expect "the file opens" on_screen 'imagePullPolcy: Always'
sleep 1
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
sleep 0.5
type '/initContainers'; keys Enter; keys Space; type 'k'
expect "hover explains" on_screen 'one after the other|in order|one by one|to completion|to its end'
keys Escape
type '/name: logs'; keys Enter; type 'gll'; keys Space; type 'r'
expect "rename asks for a name" on_screen 'rename-to:'
keys C-u; type 'traces'; keys Enter; sleep 0.5
type ':w'; keys Enter
renamed() { [ "$(grep -c 'name: traces$' "$project/native-sidecar.yaml")" = 3 ]; }
expect "volume and mounts have the new name" renamed

type ':o sidecars.yaml'; keys Enter
expect "another file opens" on_screen 'log-processor'
sleep 0.5
type '/image: nginx'; keys Enter; type 'oimageP'
expect "completion has the field" on_screen 'imagePullPolicy '
keys C-n; sleep 0.2; keys Enter; keys Escape; sleep 0.3
type ':w'; keys Enter
expect "it is accepted" grep -qE '^    imagePullPolicy' "$project/sidecars.yaml"
type ':qa!'; keys Enter
ended() { ! tmux_ has-session 2>/dev/null; }
expect "Helix ends" ended
[ "$failures" = 0 ]
