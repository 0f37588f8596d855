# common.sh: sourced by the shell scripts beside it. Says where things are.
# shellcheck shell=bash disable=SC2034
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
downloads=${PODLS_EDITORS_DIR:-$target/editors} # everything fetched, built or written by these tests

# Prints the absolute path of the podls binary to test: the given one, else the release build, else the debug build.
find_podls() {
  local candidate
  for candidate in "${@:-$target/release/podls}" "${@:-$target/debug/podls}"; do
    if [ -x "$candidate" ] && [ ! -d "$candidate" ]; then
      echo "$(cd "$(dirname "$candidate")" && pwd)/$(basename "$candidate")"
      return
    fi
  done
  echo "no podls binary (${*:-looked for $target/release/podls and $target/debug/podls}): cargo build --release makes one" >&2
  return 1
}

# Installs Debian packages when the given program is not there yet: need PROGRAM PACKAGE...
need() {
  local program=$1 sudo=
  shift
  command -v "$program" >/dev/null && return
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "installing $* (for $program)"
  $sudo apt-get -qq update
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null
}
