"""`benchmarks/RESULTS.md`: the last results as a page that can be read beside the code."""

import json
from pathlib import Path
from typing import Any

from benchmarks.report import RESULTS

PAGE = Path(__file__).parent / "RESULTS.md"

_INTRODUCTION = """# What was measured

Each table is what `make bench` (or `python -m benchmarks NAME` for one of them) printed last.
`ours` and `theirs` were measured side by side in one run, and only their ratio is worth
comparing: the seconds belong to the machine. The program's bars stand in the note below each
table. This page is written by the benchmarks themselves.
"""


def write(order: list[str]) -> None:
    """Write the page from the results that there are, in an order of names."""
    parts = [_INTRODUCTION]
    for name in order:
        path = RESULTS / f"{name}.json"
        if path.exists():
            parts.append(_section(json.loads(path.read_text(encoding="utf-8"))))
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _section(result: dict[str, Any]) -> str:
    machine = result["machine"]
    lines = [
        f"## {result['title']}",
        "",
        "| case | baseline | theirs | ours | unit | ratio |",
        "| --- | --- | ---: | ---: | --- | ---: |",
    ]
    for line in result["lines"]:
        ratio = "–" if line["ratio"] is None else f"{line['ratio']:.2f}"
        figures = f"{line['theirs']:.4g} | {line['ours']:.4g}"
        lines.append(
            f"| {line['name']} | {line['baseline']} | {figures} | {line['unit']} | {ratio} |"
        )
    lines += [
        "",
        result["note"],
        "",
        f"`python -m benchmarks {result['name']}`, {result['date']}: {machine['cores']} cores "
        f"({machine['processor']}), {machine['memory_gb']} GB; {machine['system']}, Python "
        f"{machine['python']}, OR-Tools {machine['ortools']}, "
        f"abd-planner {machine['abd-planner']}.",
        "",
    ]
    return "\n".join(lines)
