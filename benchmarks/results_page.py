"""`benchmarks/RESULTS.md`: the last results as a page that can be read beside the code."""

import json
import re
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


def write(name: str, order: list[str]) -> None:
    """Write what a benchmark measured just now on the page, whose sections follow `order`.

    The other sections stay as they are: each says when and where it was measured, and a run of
    one benchmark, or on another machine, takes none of them away.
    """
    parts_by_name = sections(PAGE.read_text(encoding="utf-8"))
    result = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    parts_by_name[name] = _section(result)
    parts = [_INTRODUCTION, *(parts_by_name[each] for each in order if each in parts_by_name)]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def sections(page: str) -> dict[str, str]:
    """Return the sections of a page of results, each by the name in its command."""
    command = re.compile(r"^`python -m benchmarks ([a-z-]+)`", re.MULTILINE)
    found = {}
    for part in page.split("\n## ")[1:]:
        if named := command.search(part):
            found[named.group(1)] = "## " + part.rstrip("\n") + "\n"
    return found


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
