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

# retry COMMAND…: for what needs the network. Three times, with a pause.
retry() {
  local pause
  for pause in 5 15 ''; do
    "$@" && return
    [ -n "$pause" ] || return 1
    echo "again in $pause s: $*" >&2
    sleep "$pause"
  done
}

# Prints a Chromium there is: $CHROMIUM, else what its distributors call it.
find_chromium() {
  command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome
}

# Installs Debian packages when the given program (or file) is not there yet: need PROGRAM PACKAGE...
need() {
  local program=$1 sudo=
  shift
  [ -e "$program" ] || command -v "$program" >/dev/null && return
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "installing $* (for $program)"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
  retry $sudo "${apt[@]}" update
  retry $sudo "${apt[@]}" -y --no-install-recommends install "$@" >/dev/null
}

# from_pypi FOLDER PACKAGE==VERSION: puts the wheel of a Python package into FOLDER. Nothing of it is run.
from_pypi() {
  python3 -m pip --version >/dev/null 2>&1 || need pip3 python3-pip
  PIP_DISABLE_PIP_VERSION_CHECK=1 retry python3 -m pip download --quiet --no-deps --only-binary :all: --dest "$1" "$2"
}

# from_npm FOLDER PACKAGE@VERSION…: puts npm packages into FOLDER/node_modules. Nothing of them is run.
from_npm() {
  local folder=$1
  shift
  need npm npm
  retry npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error "$@" >/dev/null
}

# recipe LANGUAGE: prints the first code block of docs/editors.md in a language, so that what is tested is what people copy.
recipe() {
  awk -v fence='```'"$1" '$0 == "```" { inside = 0 } inside; $0 == fence && !seen { inside = seen = 1 }' "$root/docs/editors.md"
}
