#!/usr/bin/env bash
# get-neovim.sh SUITE FOLDER: puts the Neovim of a Debian suite (trixie, forky, …) into FOLDER and makes FOLDER/nvim start it.
#
# The package comes with all its libraries, the C library included, so any suite runs on any host; the host's own package
# database is not touched. apt checks the signatures. A folder that already holds a working Neovim is left as it is.
set -euo pipefail
. "$(dirname "$0")/common.sh"
suite=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)

if "$folder/nvim" --version >/dev/null 2>&1; then
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
apt_private -y --download-only install neovim >/dev/null
for package in "$state"/archives/*.deb; do
  dpkg-deb -x "$package" "$folder"
done
rm -rf "$state"

# Bind the program to the libraries beside it.
loaders=("$folder"/usr/lib/*-linux-gnu/ld-linux*.so.*)
libraries=$(dirname "${loaders[0]}")
patchelf --set-interpreter "${loaders[0]}" --force-rpath --set-rpath "$libraries" "$folder/usr/bin/nvim"
cat > "$folder/nvim" <<'LAUNCHER'
#!/usr/bin/env bash
# Starts the Neovim unpacked beside this file, with its own runtime files and tree-sitter parsers.
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
VIMRUNTIME=$folder/usr/share/nvim/runtime exec "$folder/usr/bin/nvim" --cmd "set runtimepath+=$folder/usr/lib/nvim" "$@"
LAUNCHER
chmod +x "$folder/nvim"
"$folder/nvim" --version | head -n 1
