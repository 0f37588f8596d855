# screen.sh: sourced by the tests that type. An editor in a terminal of its own (tmux): keys go in, what it shows comes out.
# shellcheck shell=bash disable=SC2154
socket=podls-$$
failures=0

tmux_() { tmux -L "$socket" -f /dev/null "$@"; }

# start FOLDER COMMAND…: runs an editor in FOLDER. Its environment is that of the caller.
start() {
  local folder=$1
  shift
  tmux_ new-session -d -x 120 -y 45 -c "$folder" "$(printf '%q ' env TERM=screen-256color "PATH=$PATH" "$@")" 2>/dev/null
}
stop() { tmux_ kill-server 2>/dev/null || true; }
trap stop EXIT

cursor() { tmux_ display-message -p '#{cursor_x} #{cursor_y}'; }
screen() { tmux_ capture-pane -p; }
keys() { tmux_ send-keys "$@"; }
type() { tmux_ send-keys -l "$1"; }

# Waits until a command succeeds, at most a minute: machines may be busy. After a failure the rest is hardly worth it.
until_true() {
  local end=$((SECONDS + (failures ? 5 : 60)))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

on_screen() { screen | grep -qE -- "$1"; }
not_on_screen() { ! on_screen "$1"; }
ended() { ! tmux_ has-session 2>/dev/null; }

# lay_out NAME: makes $work, an empty folder of that name with the manifests of examples/ in project/, podls in bin/ and a home/.
lay_out() {
  work=$downloads/work/$1 project=$downloads/work/$1/project
  rm -rf "$work"
  mkdir -p "$work/bin" "$work/home" "$project/.git"
  cp -r "$root/examples/." "$project/"
  ln -s "$podls" "$work/bin/podls"
  export HOME=$work/home
  export XDG_CONFIG_HOME=$HOME XDG_DATA_HOME=$HOME XDG_STATE_HOME=$HOME XDG_CACHE_HOME=$HOME
}

# expect NAME COMMAND…: a test that passes as soon as the command succeeds; else the screen is shown.
expect() {
  local name=$1
  shift
  if until_true "$@"; then
    echo "ok - $name"
  else
    failures=$((failures + 1))
    echo "not ok - $name"
    screen | sed 's/^/    |/'
  fi
}
