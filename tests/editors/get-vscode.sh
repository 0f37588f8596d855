#!/usr/bin/env bash
# get-vscode.sh FOLDER [CODE_SERVER NODE]: puts a real VS Code, the Node it wants and a driver for Chromium into FOLDER, from npm
# alone. Another version of code-server needs the Node of its time.
#
# The npm package code-server carries VS Code's own server build in lib/vscode; that part is run directly (the web UI of VS Code,
# with its extension host on Node). No compiler and no install script is used: the native modules left out only make the log
# noisier. Chromium itself comes from Debian when none is there. A folder that is complete is left as it is.
set -euo pipefail
. "$(dirname "$0")/common.sh"
# Newer releases of code-server want Node 24; node-linux-* are plain packages that hold the official binary.
code_server=${2:-4.139.1} node=${3:-24.21.0} npm=11.19.1 playwright=1.65.1
mkdir -p "$1"
folder=$(cd "$1" && pwd)
stamp="code-server $code_server, node $node, npm $npm, playwright-core $playwright"

find_chromium >/dev/null || need chromium chromium fonts-dejavu-core
if [ "$(cat "$folder/complete" 2>/dev/null)" = "$stamp" ]; then
  exit 0
fi

cd "$folder"
rm -rf complete tools bin vscode package
export npm_config_ignore_scripts=true npm_config_audit=false npm_config_fund=false npm_config_loglevel=error
case $(uname -m) in
  x86_64) arch=x64 ;;
  aarch64) arch=arm64 ;;
  *) echo "no Node package is known here for $(uname -m)" >&2; exit 1 ;;
esac
from_npm tools "node-linux-$arch@$node" "npm@$npm" "playwright-core@$playwright"
mkdir bin
ln -s "../tools/node_modules/node-linux-$arch/bin/node" bin/node
ln -s ../tools/node_modules/npm/bin/npm-cli.js bin/npm
export PATH=$folder/bin:$PATH

retry npm pack --silent "code-server@$code_server" >/dev/null
tar -xzf "code-server-$code_server.tgz" package/lib/vscode
mv package/lib/vscode vscode
rm -r package "code-server-$code_server.tgz"
(cd vscode && retry npm ci --omit=dev --legacy-peer-deps >/dev/null) # pinned by its own npm-shrinkwrap.json
echo "$stamp" > complete
echo "VS Code $(node -p 'require("./vscode/package.json").version'), Node $(node --version)"
