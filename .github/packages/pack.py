#!/usr/bin/env python3
"""pack.py TARGET PROGRAM FOLDER: wraps a built podls for one platform, as a Python wheel and as an npm package.
pack.py npm FOLDER: the npm package that people install; it brings in the one for their platform.

TARGET is Rust's name of the platform. Nothing is compiled, fetched or published here, and the same input makes the same bytes.
"""

import base64
import gzip
import hashlib
import io
import json
import re
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Rust's name: Node's names of system and processor, and Python's tag. The Linux programs need no C library.
TARGETS = {
    "x86_64-unknown-linux-musl": ("linux", "x64", "manylinux_2_17_x86_64.musllinux_1_1_x86_64"),
    "aarch64-unknown-linux-musl": ("linux", "arm64", "manylinux_2_17_aarch64.musllinux_1_1_aarch64"),
    "x86_64-apple-darwin": ("darwin", "x64", "macosx_10_12_x86_64"),
    "aarch64-apple-darwin": ("darwin", "arm64", "macosx_11_0_arm64"),
    "x86_64-pc-windows-msvc": ("win32", "x64", "win_amd64"),
    "aarch64-pc-windows-msvc": ("win32", "arm64", "win_arm64"),
}
README, LICENSE = (ROOT / "README.md").read_text(), (ROOT / "LICENSE").read_text()


def of_cargo(name):
    return re.search(rf'^{name} = "(.*)"$', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)[1]


VERSION, ABOUT = of_cargo("version"), of_cargo("description")


def wheel(tag, name, program, folder):
    info, tags = f"podls-{VERSION}.dist-info", tag.split(".")
    about = f"Metadata-Version: 2.1\nName: podls\nVersion: {VERSION}\nSummary: {ABOUT}\nLicense: MIT\nRequires-Python: >=3.7\n"
    files = {
        f"podls-{VERSION}.data/scripts/{name}": program,
        f"{info}/LICENSE": LICENSE.encode(),
        f"{info}/METADATA": f"{about}Description-Content-Type: text/markdown\n\n{README}".encode(),
        f"{info}/WHEEL": "".join(
            ["Wheel-Version: 1.0\nGenerator: pack.py\nRoot-Is-Purelib: false\n", *(f"Tag: py3-none-{one}\n" for one in tags)]
        ).encode(),
    }
    record = ""
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(data)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    with zipfile.ZipFile(folder / f"podls-{VERSION}-py3-none-{tag}.whl", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            archive.writestr(entry, data)


def npm(manifest, files, folder):
    manifest = {"version": VERSION, "description": ABOUT, "license": "MIT", "preferUnplugged": True, **manifest}
    files = {"package.json": json.dumps(manifest, indent=2).encode(), "LICENSE": LICENSE.encode(), **files}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path, data in files.items():
            entry = tarfile.TarInfo(f"package/{path}")
            entry.size, entry.mode = len(data), 0o755 if path.startswith("podls") else 0o644
            archive.addfile(entry, io.BytesIO(data))
    name = f"{manifest['name']}-{VERSION}.tgz"
    (folder / name).write_bytes(gzip.compress(packed.getvalue(), mtime=0))


def main(what, *rest):
    folder = Path(rest[-1])
    folder.mkdir(parents=True, exist_ok=True)
    if what == "npm":
        parts = {f"podls-{system}-{processor}": VERSION for system, processor, _ in TARGETS.values()}
        manifest = {"name": "podls", "bin": {"podls": "podls.js"}, "engines": {"node": ">=18"}, "optionalDependencies": parts}
        npm(manifest, {"README.md": README.encode(), "podls.js": (Path(__file__).parent / "podls.js").read_bytes()}, folder)
        return
    system, processor, tag = TARGETS[what]
    name = "podls.exe" if system == "win32" else "podls"
    program = Path(rest[0]).read_bytes()
    wheel(tag, name, program, folder)
    npm({"name": f"podls-{system}-{processor}", "os": [system], "cpu": [processor]}, {name: program}, folder)


if len(sys.argv) not in (3, 4) or (sys.argv[1] == "npm") != (len(sys.argv) == 3):
    sys.exit(__doc__)
main(*sys.argv[1:])
