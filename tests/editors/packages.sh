#!/usr/bin/env bash
# packages.sh PODLS: makes the npm and PyPI packages of a podls binary, installs them from their files and runs what was installed.
set -euo pipefail
. "$(dirname "$0")/common.sh"
podls=$(find_podls "$1")
work=$downloads/work/packages
rm -rf "$work"
mkdir -p "$work/npm"
cp "$podls" "$work/podls"
strip "$work/podls" 2>/dev/null || true # debug builds are large, and packing is slow

target=$(uname -m)-unknown-linux-musl # no matter what it was built for
python3 "$root/.github/packages/pack.py" "$target" "$work/podls" "$work/dist"
python3 "$root/.github/packages/pack.py" npm "$work/dist"
wanted=$("$podls" --version)

python3 -m venv --without-pip "$work/venv"
python3 -m pip --version >/dev/null 2>&1 || need pip3 python3-pip
PIP_DISABLE_PIP_VERSION_CHECK=1 python3 -m pip --python "$work/venv/bin/python" install --quiet --no-index "$work"/dist/*.whl
[ "$("$work/venv/bin/podls" --version)" = "$wanted" ]
echo "ok - the wheel brings the program"

cd "$work/npm"
echo '{ "private": true }' > package.json
npm install --offline --omit=optional --no-audit --no-fund --loglevel=error "$work"/dist/podls-linux-*.tgz "$work"/dist/podls-[0-9]*.tgz >/dev/null
[ "$(npx --offline podls --version)" = "$wanted" ]
echo "ok - the npm package brings the program"
status=0
npx --offline podls check "$root/examples/broken" >/dev/null 2>&1 || status=$?
[ "$status" = 1 ]
echo "ok - its exit code is the program's"
rm -r node_modules/podls-linux-*
message=$(npx --offline podls --version 2>&1 || true)
[[ $message == *"the package podls-linux-"*" is missing"* ]]
echo "ok - a program that is missing is told of"
