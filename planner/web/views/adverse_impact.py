"""Whether selection falls out worse for one group: numbers by group, and what they say."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from planner.domain.faults import Fault, fault_at
from planner.domain.table_text import text_rows
from planner.ratings.adverse_impact import Impact, Outcome, Selected, adverse_impact
from planner.ratings.sentences import decimal_text
from planner.resources.catalogue import Translator, marked

MOST_GROUPS = 50
MOST_LETTERS = 100
_LARGEST = 10_000_000
_CELLS = 3

_SAID: dict[Outcome, str] = {
    "reference": marked("chosen most often; the others stand beside it"),
    "too_few": marked("too few to say"),
    "lower": marked("clearly less often, and not by chance alone"),
    "unclear": marked("perhaps less often: look again with more decisions"),
    "none": marked("no sign that they are chosen less often"),
}


@dataclass(frozen=True)
class ImpactLine:
    """One group: how many were chosen, of how many, and what that says beside the others."""

    group: str
    selected: int
    total: int
    percent: float
    ratio: str
    p: str
    said: str
    is_concern: bool


def read_groups(text: str) -> tuple[list[Selected], list[Fault]]:
    """Return the groups that lines of a table give, and every mistake with its line.

    The first line may be the names of the columns.
    """
    groups, faults = list[Selected](), list[Fault]()
    try:
        rows = list(text_rows(text))
    except csv.Error:
        return [], [fault_at("", marked("cannot be read as a table"))]
    for position, (number, row) in enumerate(rows):
        cells = [cell.strip() for cell in row]
        if position == 0 and len(cells) == _CELLS and not any(map(str.isdecimal, cells[1:])):
            continue
        read = list(_read(number, cells))
        groups += [one for one in read if isinstance(one, Selected)]
        faults += [one for one in read if isinstance(one, Fault)]
    if len(groups) > MOST_GROUPS:
        template = marked("holds more than {most} groups")
        faults.append(fault_at("", template, most=MOST_GROUPS))
    return groups, faults


def impact_lines(groups: list[Selected], words: Translator) -> list[ImpactLine]:
    """Return what numbers say of each group.

    Raises:
        PydanticCustomError: there are fewer than two groups, or two of one name.
    """
    return [_line(one, words) for one in adverse_impact(groups)]


def _read(number: int, cells: list[str]) -> Iterator[Selected | Fault]:
    while len(cells) > _CELLS and not cells[-1]:
        cells.pop()
    if len(cells) != _CELLS or not cells[0]:
        template = marked("line {line} must say a group, how many were chosen, and of how many")
        yield fault_at("", template, line=number)
        return
    if len(cells[0]) > MOST_LETTERS:
        template = marked("line {line} has a name of more than {most} letters")
        yield fault_at("", template, line=number, most=MOST_LETTERS)
        return
    counts = [int(cell) if cell.isascii() and cell.isdecimal() else -1 for cell in cells[1:]]
    if not all(0 <= count <= _LARGEST for count in counts):
        template = marked("line {line} must have whole numbers after the name")
        yield fault_at("", template, line=number)
        return
    try:
        yield Selected(cells[0], *counts)
    except PydanticCustomError:
        template = marked("line {line} has more people chosen than there were, or nobody at all")
        yield fault_at("", template, line=number)


def _line(one: Impact, words: Translator) -> ImpactLine:
    group = one.group
    return ImpactLine(
        group=group.group,
        selected=group.selected,
        total=group.total,
        percent=float(group.rate * 100),
        ratio="–" if one.ratio is None else decimal_text(one.ratio, words.language),
        p="–" if one.p is None else decimal_text(one.p, words.language, 4),
        said=words.say(_SAID[one.outcome]),
        is_concern=one.outcome == "lower",
    )
