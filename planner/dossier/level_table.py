"""A table of levels, people by behaviours: what it would change, and every cell that it cannot be.

The table is text, as a spreadsheet gives it: pasted with tabs, or a CSV file with commas or
semicolons. People are named by their id or name, behaviours by their id or label in any language.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.domain.faults import Fault, fault_at, shown
from planner.dossier.dossier import Dossier
from planner.dossier.editing import ABSENT, Edit
from planner.dossier.typed_levels import faults_of_levels, is_same_level, level_in_cell
from planner.resources.catalogue import marked

MOST_CHANGES = 5000
_ID_HEADS = frozenset({"id"})
_NAME_HEADS = frozenset({"name", "naam", "person", "persoon"})


@dataclass(frozen=True)
class LevelChange:
    """One level that the table would change, as the file has it before and after."""

    person: str
    behaviour: str
    before: Any
    after: Any

    @property
    def edit(self) -> Edit:
        """Return the edit that makes the change."""
        return Edit(("people", self.person, "levels", self.behaviour), self.after)


@dataclass(frozen=True)
class RefusedCell:
    """A cell that cannot be taken: its row and column as a spreadsheet counts them, and why.

    Both are 0 where the table as a whole is meant; the column is 0 for a whole row.
    """

    row: int
    column: int
    faults: tuple[Fault, ...]
    who: str = ""
    head: str = ""


@dataclass
class LevelTable:
    """What a table says."""

    changes: list[LevelChange] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    same: int = 0
    people: int = 0

    @property
    def edits(self) -> dict[str, Edit]:
        """Return the edits by names of their own."""
        return {str(position): change.edit for position, change in enumerate(self.changes)}


def read_level_table(text: str, dossier: Dossier, raw: Any) -> LevelTable:
    """Return what a table would change in a dossier, and every cell that cannot be taken."""
    try:
        rows = _rows(text)
    except csv.Error:
        return LevelTable(refused=[_whole(marked("cannot be read as a table"))])
    if not rows:
        return LevelTable(refused=[_whole(marked("is empty"))])
    return _Reading(dossier, raw, rows).table


def _whole(template: str) -> RefusedCell:
    return RefusedCell(0, 0, (Fault("", template),))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with its number."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    first = next((line for line in lines.split("\n") if line.strip()), "")
    reader = csv.reader(io.StringIO(lines), delimiter=_separator(first))
    rows = (
        (number, [_unguarded(cell.strip()) for cell in row]) for number, row in enumerate(reader, 1)
    )
    return [(number, row) for number, row in rows if any(row)]


def _unguarded(cell: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell


def _separator(head: str) -> str:
    """Return what stands between the cells: of tab, semicolon and comma the first that is there."""
    outside = "".join(head.split('"')[::2])
    return next((mark for mark in "\t;," if mark in outside), "\t")


class _Reading:
    """The reading of one table."""

    def __init__(self, dossier: Dossier, raw: Any, rows: Sequence[tuple[int, list[str]]]) -> None:
        self.table = LevelTable()
        self._raw = raw
        self._levels = {person["id"]: person.get("levels") or {} for person in raw["people"]}
        self._ids: Mapping[str, str] = {person.id: person.id for person in dossier.people}
        self._named = _by_name([(person.id, person.name) for person in dossier.people])
        self._labelled = _by_name(
            [
                (each.id, label)
                for each in dossier.whole_repertoire.behaviours
                for label in _labels(each.label)
            ]
        ) | {each.id.casefold(): {each.id} for each in dossier.whole_repertoire.behaviours}
        (self._head_row, self._head), *body = rows
        self._columns = self._behaviours()
        self._cells: list[tuple[RefusedCell, LevelChange]] = []
        seen: dict[str, int] = {}
        for number, row in body:
            self._take_row(number, row, seen)
        self._judge()
        if not body and not self.table.refused:
            self.table.refused.append(_whole(marked("has a head but no rows")))

    def _behaviours(self) -> dict[int, str]:
        """Return the behaviour of each column; the others say who the row is about."""
        heads = [head.casefold() for head in self._head]
        who = [
            position
            for position, head in enumerate(heads)
            if head in _ID_HEADS | _NAME_HEADS and head not in self._labelled
        ]
        self._who = who or [0]
        found: dict[int, str] = {}
        for position, head in enumerate(heads):
            if position in self._who or not head:
                continue
            known = self._labelled.get(head, set())
            if len(known) == 1 and not known & set(found.values()):
                found[position] = next(iter(known))
            else:
                self._refuse(self._head_row, position, _fault_of_head(self._head[position], known))
        if not found and not self.table.refused:
            self.table.refused.append(_whole(marked("has no column with a behaviour")))
        return found

    def _refuse(self, row: int, position: int, fault: Fault, who: str = "") -> None:
        head = self._head[position] if position < len(self._head) else ""
        self.table.refused.append(RefusedCell(row, position + 1, (fault,), who, head))

    def _take_row(self, number: int, row: list[str], seen: dict[str, int]) -> None:
        person = self._person(number, row, seen)
        for position, text in enumerate(row):
            headless = position >= len(self._head) or not self._head[position]
            if text and headless and position not in self._who:
                self._refuse(number, position, fault_at("", "stands in a column without a head"))
        if person is None:
            return
        self.table.people += 1
        for position, behaviour in self._columns.items():
            text = row[position] if position < len(row) else ""
            if not text:
                continue
            before = self._levels[person].get(behaviour, ABSENT)
            change = LevelChange(person, behaviour, before, level_in_cell(text))
            if is_same_level(before, change.after):
                self.table.same += 1
            else:
                cell = RefusedCell(number, position + 1, (), person, self._head[position])
                self._cells.append((cell, change))

    def _person(self, number: int, row: list[str], seen: dict[str, int]) -> str | None:
        given = [(p, row[p]) for p in self._who if p < len(row) and row[p]]
        if not given:
            fault = fault_at("", "is missing: the row does not say whom it is about")
            self._refuse(number, self._who[0], fault)
            return None
        # An id says more than a name; where both stand, the id tells.
        position, text = min(given, key=lambda each: self._head[each[0]].casefold() != "id")
        known = {text} if text in self._ids else self._named.get(text.casefold(), set())
        if len(known) != 1:
            self._refuse(number, position, _fault_of_person(text, known), text)
            return None
        person = next(iter(known))
        if person in seen:
            fault = fault_at("", "stands in row {row} already", row=seen[person])
            self._refuse(number, position, fault, text)
            return None
        seen[person] = number
        return person

    def _judge(self) -> None:
        """Hold the cells to the rules; what is right would be changed."""
        if len(self._cells) > MOST_CHANGES:
            template = marked("changes more than {most} levels at once; send it in parts")
            fault = fault_at("", template, most=MOST_CHANGES)
            self.table.refused.append(RefusedCell(0, 0, (fault,)))
            return
        levels = [(change.behaviour, change.after) for _, change in self._cells]
        found = faults_of_levels(self._raw, levels)
        for (cell, change), faults in zip(self._cells, found, strict=True):
            if faults:
                refused = RefusedCell(cell.row, cell.column, faults, cell.who, cell.head)
                self.table.refused.append(refused)
            else:
                self.table.changes.append(change)


def _labels(label: str | dict[str, str] | None) -> list[str]:
    if label is None:
        return []
    return [label] if isinstance(label, str) else list(label.values())


def _by_name(named: Sequence[tuple[str, str | None]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for identifier, name in named:
        if name:
            found.setdefault(name.strip().casefold(), set()).add(identifier)
    return found


def _fault_of_head(head: str, known: set[str]) -> Fault:
    if not known:
        return fault_at("", "is no behaviour of this repertoire: {value}", value=shown(head))
    if len(known) > 1:
        return fault_at("", "is the label of more behaviours; use the id", value=shown(head))
    return fault_at("", "stands in another column too: {value}", value=shown(head))


def _fault_of_person(text: str, known: set[str]) -> Fault:
    if not known:
        return fault_at("", "is nobody in this dossier: {value}", value=shown(text))
    return fault_at("", "is the name of more people; use the id: {value}", value=shown(text))
