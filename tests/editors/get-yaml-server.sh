#!/usr/bin/env bash
# get-yaml-server.sh FOLDER: puts yaml-language-server (npm) and a Kubernetes schema for it (of the PyPI package kubernetes-validate)
# into FOLDER: bin/yaml-language-server and schema/all.json. Nothing is run that is installed.
set -euo pipefail
. "$(dirname "$0")/common.sh"
mkdir -p "$1"
folder=$(cd "$1" && pwd)
server=yaml-language-server@2.0.0 schema=kubernetes-validate==1.37.0
if [ "$(cat "$folder/complete" 2>/dev/null)" = "$server $schema" ]; then
  exit 0
fi
from_npm "$folder" "$server"
from_pypi "$folder" "$schema"
mkdir -p "$folder/schema" "$folder/bin"
# The server knows a Kubernetes schema by its layout: all.json refers to the definitions in _definitions.json.
python3 - "$folder" <<'SCHEMA'
import glob, json, re, sys, zipfile
folder = sys.argv[1]
wheel = zipfile.ZipFile(glob.glob(folder + "/kubernetes_validate-*.whl")[0])
for name in ("all.json", "_definitions.json"):
    text = wheel.read("kubernetes_validate/kubernetes-json-schema/v1.37.0-local-strict/" + name).decode()
    text = re.sub(r'"(?:/api/)?_definitions\.json#/(?:\$defs|definitions)/', '"_definitions.json#/definitions/', text)
    schema = json.loads(text.replace('"#/$defs/', '"#/definitions/'))
    schema = {"definitions" if key == "$defs" else key: schema[key] for key in schema if key not in ("$id", "$schema")}
    json.dump(schema, open(f"{folder}/schema/{name}", "w"))
SCHEMA
rm "$folder"/kubernetes_validate-*.whl
ln -sf ../node_modules/.bin/yaml-language-server "$folder/bin/yaml-language-server"
echo "$server $schema" > "$folder/complete"
echo "$server"
