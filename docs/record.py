#!/usr/bin/env python3
"""Records podls in a colour terminal as docs/check.svg: a check, its fixes as a diff, a drawing, one after the other.

usage: docs/record.py [PODLS]      (PODLS is target/release/podls unless given; needs nothing but Python)

The picture is one SVG of text that fetches nothing and runs no script. Who asks for less motion, or cannot show it, sees the check.
"""
import os
import re
import subprocess
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCENES = [
    (["check", "--profile", "none", "examples/broken/unknown-fields.yaml"], 8),
    (["check", "--fix", "--diff", "--quiet", "examples/broken/typo.yaml"], 6),
    (["draw", "examples/native-sidecar.yaml"], 8),
]
SECONDS = sum(seconds for _, seconds in SCENES)
COLUMNS, MOST_LINES = 110, 34
ADVANCE, LINE, SIZE, TOP, LEFT = 8.4, 18, 14, 48, 16  # in pixels
COLOURS = {
    30: "#484f58", 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea", 37: "#c9d1d9",
    90: "#8b949e", 91: "#ffa198", 92: "#7ee787", 93: "#f2cc60", 94: "#79c0ff", 95: "#d2a8ff", 96: "#76e3ea", 97: "#f0f6fc",
}
PALETTE = {8: 90, **{n: 30 + n for n in range(8)}, **{8 + n: 90 + n for n in range(8)}}  # 38;5;N


def styled(line, state):
    """The parts of a line as (text, css), and the state behind it."""
    parts = []
    for code, text in re.findall(r"\x1b\[([\d;]*)m|([^\x1b]+)", line):
        if text:
            parts.append((text, dict(state)))
            continue
        numbers = [int(number or 0) for number in code.split(";")]
        while numbers:
            number = numbers.pop(0)
            if number == 0:
                state = {}
            elif number == 1:
                state = {**state, "font-weight": "bold"}
            elif number == 2:
                state = {**state, "opacity": ".6"}
            elif number == 38 and numbers[:1] == [5]:
                state = {**state, "fill": COLOURS.get(PALETTE.get(numbers[1], 37), "#c9d1d9")}
                numbers = numbers[2:]
            elif number in COLOURS:
                state = {**state, "fill": COLOURS[number]}
    return parts, state


def rows(text):
    """The lines as a terminal breaks them, each as parts."""
    state, found = {}, []
    for line in text:
        parts, state = styled(line, state)
        row, column = [], 0
        for part, css in parts:
            while column + len(part) > COLUMNS:
                row.append((part[:COLUMNS - column], css))
                part = part[COLUMNS - column:]
                found.append(row)
                row, column = [], 0
            row.append((part, css))
            column += len(part)
        found.append(row)
    return found if len(found) <= MOST_LINES else [*found[:MOST_LINES - 1], [("…", {"opacity": ".6"})]]


def drawn(rows):
    lines = []
    for number, parts in enumerate(rows):
        column, spans = 0, []
        for part, css in parts:
            if part.strip():
                style = "".join(f' {name}="{value}"' for name, value in css.items())
                lead = len(part) - len(part.lstrip())
                x = LEFT + (column + lead) * ADVANCE
                word = part.strip()
                spans.append(f'<tspan x="{x:.1f}" textLength="{len(word) * ADVANCE:.1f}"{style}>{escape(word)}</tspan>')
            column += len(part)
        if spans:
            lines.append(f'<text y="{TOP + number * LINE}">{"".join(spans)}</text>')
    return "\n".join(lines)


def main():
    podls = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/podls").resolve()
    scenes, rules, begin = [], [], 0
    for index, (words, seconds) in enumerate(SCENES):
        run = subprocess.run([podls, "--color", "always", *words], cwd=ROOT, capture_output=True, text=True,
                             env={**os.environ, "COLUMNS": str(COLUMNS)})
        out = (run.stdout if "--diff" in words else run.stdout + run.stderr).expandtabs().rstrip("\n").split("\n")
        scenes.append(rows([f"\x1b[32m$\x1b[0m podls {' '.join(words)}", *out]))
        first, last = begin / SECONDS * 100, (begin + seconds) / SECONDS * 100
        shown = "visible" if index == 0 else "hidden"
        rules.append(f".s{index}{{visibility:{shown};animation:k{index} {SECONDS}s step-end infinite}}")
        steps = {0: "hidden", first: "visible", last: "hidden"}
        frames = "".join(f"{at:.2f}%{{visibility:{value}}}" for at, value in sorted(steps.items()) if at < 100)
        rules.append(f"@keyframes k{index}{{{frames}}}")
        begin += seconds
    width = round(COLUMNS * ADVANCE + 2 * LEFT)
    height = TOP + max(map(len, scenes)) * LINE
    groups = "\n".join(f'<g class="s{index}">\n{drawn(scene)}\n</g>' for index, scene in enumerate(scenes))
    style = "\n".join(rules)
    (ROOT / "docs/check.svg").write_text(f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>podls in a terminal: a check, its fixes as a diff, and a drawing of a Pod</title>
<style>
text{{font:{SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#c9d1d9;white-space:pre}}
{style}
@media (prefers-reduced-motion:reduce){{g{{animation:none!important}}}}
</style>
<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>
<g><circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/></g>
{groups}
</svg>
""")


main()
