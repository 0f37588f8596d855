#!/usr/bin/env python3
"""Draws what `podls check` prints on a colour terminal as docs/check.svg.

usage: docs/record.py [PODLS]      (needs: pip install rich; PODLS is target/release/podls unless given)
"""
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
FILES = ["examples/broken/unknown-fields.yaml", "examples/broken/wrong-types.yaml"]


def main():
    podls = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "target/release/podls"
    shown = ["check", *FILES]
    run = subprocess.run([podls, "--color", "always", *shown], cwd=ROOT, capture_output=True, text=True,
                         env={**os.environ, "COLUMNS": "100"})
    console = Console(record=True, width=112, file=open(os.devnull, "w"))
    console.print(Text.from_ansi("\x1b[32m$\x1b[0m podls " + " ".join(shown)))
    console.print(Text.from_ansi(run.stdout + run.stderr))
    # A fixed id keeps the file the same as long as the report is.
    svg = console.export_svg(title="podls", unique_id="podls")
    # The picture fetches nothing: it is drawn in whatever monospace font is there.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.S)
    svg = svg.replace("Fira Code, monospace", "ui-monospace, monospace")
    lines = (line.rstrip() for line in svg.splitlines())
    (ROOT / "docs/check.svg").write_text("\n".join(line for line in lines if line) + "\n")


main()
