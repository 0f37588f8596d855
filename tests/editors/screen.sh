# screen.sh: sourced by the tests that type. An editor in a terminal of its own (tmux): keys go in, what it shows comes out.
# shellcheck shell=bash
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

screen() { tmux_ capture-pane -p; }
keys() { tmux_ send-keys "$@"; }
type() { tmux_ send-keys -l "$1"; }

# Waits until a command succeeds, at most ten seconds.
until_true() {
  local end=$((SECONDS + 10))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

on_screen() { screen | grep -qE -- "$1"; }
not_on_screen() { ! on_screen "$1"; }

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
