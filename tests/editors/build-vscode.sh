#!/usr/bin/env bash
# build-vscode.sh: checks, tests and packs the VS Code extension; leaves target/editors/extension/podls.vsix.
# Works on a copy, so that editors/vscode stays as it was checked out. Needs Node 22.18 or newer on PATH.
set -euo pipefail
. "$(dirname "$0")/common.sh"
mkdir -p "$downloads/extension"
cd "$downloads/extension"

find . -mindepth 1 -maxdepth 1 ! -name node_modules -exec rm -rf {} +
tar -c -C "$root/editors/vscode" --exclude ./node_modules --exclude ./dist --exclude ./server --exclude './*.vsix' . | tar -x
if ! cmp -s package-lock.json node_modules/.installed; then
  retry npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed
fi

if grep -n '"resolved"' package-lock.json; then
  echo "not ok - package-lock.json names no registry"
  exit 1
fi
npm run --silent check
echo "ok - the extension has no type errors"
node --test --test-reporter=tap 'src/**/*.test.ts' > tests.tap || { cat tests.tap; exit 1; }
sed -nE 's/^ok [0-9]+ - /ok - unit test: /p' tests.tap
npm run --silent package > package.log 2>&1 || { cat package.log; exit 1; }
test -s podls.vsix
echo "ok - the extension is packed"

# As the release does it for each platform, with a stand-in for the program.
mkdir -p server
printf '#!/bin/sh\n' > server/podls
chmod 755 server/podls
npm run --silent package -- --target linux-x64 --out podls-linux-x64.vsix > package-linux.log 2>&1 || { cat package-linux.log; exit 1; }
python3 - <<'CHECK'
import zipfile
package = zipfile.ZipFile("podls-linux-x64.vsix")
assert package.getinfo("extension/server/podls").external_attr >> 16 & 0o111, "the program cannot be executed"
assert b'TargetPlatform="linux-x64"' in package.read("extension.vsixmanifest")
names = sorted(name for name in package.namelist() if "/src/" in name or "node_modules" in name or name.endswith(".ts"))
assert not names, names
CHECK
echo "ok - the extension is packed for a platform, with its server"
