#!/usr/bin/env bash
# get-editor.sh SUITE FOLDER PACKAGE PROGRAM: puts a package of a Debian suite (trixie, forky, …) into FOLDER and makes
# FOLDER/PROGRAM start the program of it: neovim nvim, hx hx.
#
# The package comes with all its libraries, the C library included, so any suite runs on any host; the host's own package
# database is not touched. apt checks the signatures. A folder that already holds a working one is left as it is.
set -euo pipefail
. "$(dirname "$0")/common.sh"
suite=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
package=$3
program=$4

if "$folder/$program" --version >/dev/null 2>&1; then
  exit 0
fi
need patchelf patchelf

mirror=${DEBIAN_MIRROR:-$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
state=$folder/.apt
rm -rf "${folder:?}/usr" "$state"
mkdir -p "$state"/{lists/partial,archives/partial,etc/preferences.d}
: > "$state/status" # an empty package database: apt then resolves the whole closure
echo "deb [signed-by=$keyring] ${mirror:-http://deb.debian.org/debian} $suite main" > "$state/sources.list"
apt_private() {
  apt-get -qq -o Dir::State="$state" -o Dir::State::lists="$state/lists" -o Dir::State::status="$state/status" \
    -o Dir::Cache="$state" -o Dir::Cache::archives="$state/archives" -o Dir::Etc="$state/etc" \
    -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=- -o Debug::NoLocking=true \
    -o APT::Sandbox::User="$(id -un)" -o APT::Install-Recommends=false -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}
apt_private update
apt_private -y --download-only install "$package" >/dev/null
for archive in "$state"/archives/*.deb; do
  dpkg-deb -x "$archive" "$folder"
done
rm -rf "$state"

# Bind the program to the libraries beside it.
shopt -s nullglob
loaders=("$folder"/usr/lib/*-linux-gnu/ld-linux*.so.* "$folder"/lib/*-linux-gnu/ld-linux*.so.*)
libraries=$(cd "$folder" && printf '%s:' "$folder"/usr/lib/*-linux-gnu "$folder"/lib/*-linux-gnu)
patchelf --set-interpreter "${loaders[0]}" --force-rpath --set-rpath "$libraries" "$folder/usr/bin/$program"
cat > "$folder/$program" <<'LAUNCHER'
#!/usr/bin/env bash
# Starts the editor unpacked beside this file, with its own runtime files and tree-sitter parsers.
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case ${0##*/} in
nvim) VIMRUNTIME=$folder/usr/share/nvim/runtime exec "$folder/usr/bin/nvim" --cmd "set runtimepath+=$folder/usr/lib/nvim" "$@" ;;
hx) HELIX_RUNTIME=$folder/usr/lib/hx/runtime exec "$folder/usr/bin/hx" "$@" ;;
esac
LAUNCHER
chmod +x "$folder/$program"
"$folder/$program" --version | head -n 1
