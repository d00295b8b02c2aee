"""The levels of a dossier as a table: a file to take along, and a preview of one that comes."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from planner.domain.level import Level
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.dossier.editing import ABSENT
from planner.dossier.level_table import LevelTable, RefusedCell
from planner.resources.catalogue import Translator
from planner.web.language import fault_text, number
from planner.web.language import level as level_text

# With what a spreadsheet begins a formula: a cell that begins so is told to be text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_SHOWN = 300


@dataclass(frozen=True)
class ChangeView:
    """A level that would change: whose, of what, and from what to what."""

    person: str
    behaviour: str
    before: str
    after: str


@dataclass(frozen=True)
class RefusedView:
    """A cell that is refused: where it stands, and why."""

    where: str
    why: str


@dataclass(frozen=True)
class TableView:
    """What would come of a table."""

    headline: str
    changes: tuple[ChangeView, ...]
    more_changes: int
    refused: tuple[RefusedView, ...]
    more_refused: int
    same: int
    can_be_taken: bool


def written_table(situation: Situation, names: Names, words: Translator) -> str:
    """Return the levels as text of a CSV file, as a spreadsheet in the reader's language has it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if words.language == "nl" else ",")
    behaviours = situation.repertoire.behaviours
    heads = [words.say("name").capitalize(), *(names.behaviour(each.id) for each in behaviours)]
    writer.writerow(["id", *map(_plain, heads)])
    # The same levels come again and again, and numbers are slow to write.
    cell = cache(_cell)
    for person in situation.people.values():
        levels = [cell(person.levels.get(each.id)) for each in behaviours]
        writer.writerow([_plain(person.id), _plain(names.person(person.id)), *levels])
    return text.getvalue()


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(level: Level | None) -> str:
    if level is None:
        return ""
    if level.low is None or level.high is None:
        return level_text(level.level)
    return f"{level_text(level.level)} ({level_text(level.low)}–{level_text(level.high)})"


def table_view(table: LevelTable, names: Names, words: Translator) -> TableView:
    """Return what would come of a table, in words."""
    changes = [
        ChangeView(
            names.person(change.person),
            names.behaviour(change.behaviour),
            _said(change.before, words),
            _said(change.after, words),
        )
        for change in table.changes[:MOST_SHOWN]
    ]
    refused = sorted(table.refused, key=lambda cell: (cell.row, cell.column))
    return TableView(
        headline=_headline(table, words),
        changes=tuple(changes),
        more_changes=max(0, len(table.changes) - MOST_SHOWN),
        refused=tuple(_refused(cell, names, words) for cell in refused[:MOST_SHOWN]),
        more_refused=max(0, len(refused) - MOST_SHOWN),
        same=table.same,
        can_be_taken=bool(table.changes) and not table.refused,
    )


def _said(value: Any, words: Translator) -> str:
    """Return a level of a file as people write it."""
    if value is None or value is ABSENT:
        return words.say("not known")
    if isinstance(value, dict):
        level, low, high = (number(value[part]) for part in ("level", "low", "high"))
        return f"{level} ({low}–{high})"
    return number(value)


def _headline(table: LevelTable, words: Translator) -> str:
    if any(not cell.row for cell in table.refused):
        return words.say("This table cannot be taken")
    if table.refused:
        return words.say_count(
            "{number} cell of this table cannot be taken",
            "{number} cells of this table cannot be taken",
            len(table.refused),
        )
    if not table.changes:
        return words.say("This table changes nothing")
    people = len({change.person for change in table.changes})
    levels = words.say_count("{number} level", "{number} levels", len(table.changes))
    return words.say_count(
        "This table changes {levels} of {number} person",
        "This table changes {levels} of {number} people",
        people,
        levels=levels,
    )


def _refused(cell: RefusedCell, names: Names, words: Translator) -> RefusedView:
    why = "; ".join(map(fault_text, cell.faults))
    if not cell.row:
        return RefusedView(words.say("The table"), why)
    column = _letters(cell.column)
    who = names.person(cell.who) if cell.who in names.situation.people else cell.who
    parts = [part for part in (who, cell.head) if part]
    place = words.say("Cell {cell}", cell=f"{column}{cell.row}")
    return RefusedView(f"{place} ({', '.join(parts)})" if parts else place, why)


def _letters(column: int) -> str:
    """Return a column as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
