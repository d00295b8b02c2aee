"""The documents about security: every requirement stands there once, and every test is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from planner.dossier.strict_json import DEEPEST
from planner.jobs.queue import MOST_UNFINISHED
from planner.store.database import PATIENCE_SECONDS
from planner.web.app import MOST_FORM_BYTES
from planner.web.uploads import MOST_FILE_BYTES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "security"
DOCUMENTS = sorted(FOLDER.glob("*.md"))
STANDS = ("met", "partly", "not met", "operator", "n/a")

# The numbers of OWASP ASVS 5.0.0 by section, for each of the two levels
# (https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en).
_LEVEL_1 = """
1.2: 1 2 3 4 5; 1.3: 1 2; 1.5: 1; 2.1: 1; 2.2: 1 2; 2.3: 1; 3.2: 1 2; 3.3: 1; 3.4: 1 2; 3.5: 1 2
3; 4.1: 1; 4.4: 1; 5.2: 1 2; 5.3: 1 2; 6.1: 1; 6.2: 1 2 3 4 5 6 7 8; 6.3: 1 2; 6.4: 1 2; 7.2: 1
2 3 4; 7.4: 1 2; 8.1: 1; 8.2: 1 2; 8.3: 1; 9.1: 1 2 3; 9.2: 1; 10.4: 1 2 3 4 5; 11.3: 1 2; 11.4:
1; 12.1: 1; 12.2: 1 2; 13.4: 1; 14.2: 1; 14.3: 1; 15.1: 1; 15.2: 1; 15.3: 1
"""
_LEVEL_2 = """
1.1: 1 2; 1.2: 6 7 8 9; 1.3: 3 4 5 6 7 8 9 10 11; 1.4: 1 2 3; 1.5: 2; 2.1: 2 3; 2.2: 3; 2.3: 2 3
4; 2.4: 1; 3.3: 2 3 4; 3.4: 3 4 5 6; 3.5: 4 5; 3.7: 1 2; 4.1: 2 3; 4.2: 1; 4.3: 1 2; 4.4: 2 3 4;
5.1: 1; 5.2: 3; 5.4: 1 2 3; 6.1: 2 3; 6.2: 9 10 11 12; 6.3: 3 4; 6.4: 3 4; 6.5: 1 2 3 4 5; 6.6:
1 2 3; 6.8: 1 2 3 4; 7.1: 1 2 3; 7.3: 1 2; 7.4: 3 4 5; 7.5: 1 2; 7.6: 1 2; 8.1: 2; 8.2: 3; 8.4:
1; 9.2: 2 3 4; 10.1: 1 2; 10.2: 1 2; 10.3: 1 2 3 4; 10.4: 6 7 8 9 10 11; 10.5: 1 2 3 4 5; 10.6:
1 2; 10.7: 1 2 3; 11.1: 1 2; 11.2: 1 2 3; 11.3: 3; 11.4: 2 3 4; 11.5: 1; 11.6: 1; 12.1: 2 3;
12.3: 1 2 3 4; 13.1: 1; 13.2: 1 2 3 4 5; 13.3: 1 2; 13.4: 2 3 4 5; 14.1: 1 2; 14.2: 2 3 4; 14.3:
2 3; 15.1: 2 3; 15.2: 2 3; 15.3: 2 3 4 5 6 7; 16.1: 1; 16.2: 1 2 3 4 5; 16.3: 1 2 3 4; 16.4: 1 2
3; 16.5: 1 2 3; 17.1: 1; 17.2: 1 2 3 4; 17.3: 1 2
"""


def numbers(level: str) -> list[str]:
    sections = (part.split(":") for part in level.replace("\n", " ").split(";"))
    return [f"{name.strip()}.{number}" for name, rest in sections for number in rest.split()]


def rows() -> list[list[str]]:
    """Return the cells of each row of the table: number, level, asked, stands, how, tests."""
    found = re.findall(r"^\| (\d+\.\d+\.\d+ .*) \|$", text(FOLDER / "asvs.md"), re.MULTILINE)
    return [[cell.strip() for cell in row.split(" | ")] for row in found]


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def functions(path: Path) -> frozenset[str]:
    return frozenset(
        node.name for node in ast.walk(ast.parse(text(path))) if isinstance(node, ast.FunctionDef)
    )


def named_tests(path: Path) -> list[tuple[str, str]]:
    return re.findall(r"`([\w/]+\.py)::(\w+)`", text(path))


def test_the_standard_has_as_many_requirements_as_it_says():
    assert (len(numbers(_LEVEL_1)), len(numbers(_LEVEL_2))) == (70, 183)


def test_every_requirement_of_both_levels_stands_there_once():
    levels = dict.fromkeys(numbers(_LEVEL_1), "1") | dict.fromkeys(numbers(_LEVEL_2), "2")
    assert Counter(row[0] for row in rows()) == Counter(list(levels))
    assert {row[0]: row[1] for row in rows()} == levels


def test_each_row_says_how_it_stands_and_why():
    for row in rows():
        assert len(row) == 6 or (len(row) == 5 and row[4].endswith("|")), row
        assert row[3] in STANDS, row
        assert row[2], row
        assert row[4].strip(" |"), row


def test_the_rows_are_counted_right():
    counted = Counter((row[1], row[3]) for row in rows())
    for level in "12":
        cells = [counted[level, stands] for stands in STANDS]
        line = " | ".join(map(str, [level, *cells, sum(cells)]))
        assert f"| {line} |" in text(FOLDER / "asvs.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_each_test_that_is_named_is_there(path):
    for file, name in named_tests(path):
        assert (ROOT / "tests" / file).is_file(), file
        assert name in functions(ROOT / "tests" / file), f"{file}::{name}"


def test_in_these_chapters_no_row_is_met_without_a_test():
    looked_through = {*map(str, (1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 17))}
    without = {
        row[0]
        for row in rows()
        if row[3] == "met" and row[0].partition(".")[0] in looked_through and not row[5:]
    }
    assert without == set()


def test_the_limits_of_the_guide_are_those_of_the_code():
    guide = text(ROOT / "docs" / "operators.md")
    limits = guide.partition("\n## Limits\n")[2].partition("\n## ")[0]
    gunicorn = text(ROOT / "docs" / "deployment" / "gunicorn.conf.py")
    threads = re.search(r"^threads = (\d+)$", gunicorn, re.M)[1]
    for told in (
        f"| a form | {MOST_FORM_BYTES // 1024} KiB | 413 |",
        f"a table of levels | {MOST_FILE_BYTES // 1024**2} MiB | 413 |",
        f"| nesting in a dossier | {DEEPEST} levels |",
        f"| calculations that wait and run | {MOST_UNFINISHED} |",
        f"| requests at once | {threads} threads;",
        f"| a write | waits {PATIENCE_SECONDS:.0f} seconds",
    ):
        assert told in limits, told


def test_tests_are_named_at_all():
    assert len(named_tests(FOLDER / "asvs.md")) > 100
    assert len(named_tests(FOLDER / "threat-model.md")) > 50


def test_each_mitigation_of_the_threat_model_has_its_letter():
    letters = re.findall(
        r"^\| ([STRIDE](?:, [STRIDE])*) \|", text(FOLDER / "threat-model.md"), re.M
    )
    assert set("".join(letters).replace(", ", "")) == set("STRIDE")
