"""What is explored as a dossier of its own, as a file has it: for an analysis, or to keep."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from planner.domain.level import from_tenths
from planner.domain.situation import Situation
from planner.dossier.editing import ABSENT, Edit, edited
from planner.dossier.exploring import AskedRow, Explored


def explored_file(raw: Any, explored: Explored) -> Any:
    """Return the content of a dossier after the steps; `raw` is the content before them.

    Whoever gave up a seat may take it again, and a seat that somebody else took is not locked:
    otherwise an analysis could not weigh the way back.
    """
    return edited(raw, list(_edits(explored)))


def _edits(explored: Explored) -> Iterator[Edit]:
    # A seat is emptied before anybody takes another: the edits are one, but each is simple.
    for seat, person in explored.moved.items():
        yield from _seat(explored.before, seat, person)
    for step in explored.composition.development:
        level = explored.before.people[step.person].levels[step.behaviour]
        assert level is not None
        raised = level.raised(step.rise, explored.before.repertoire.scale.maximum)
        value: Any = _number(raised.level)
        if raised.low is not None and raised.high is not None:
            value = {"level": value, "low": _number(raised.low), "high": _number(raised.high)}
        yield Edit(("people", step.person, "levels", step.behaviour), value)
    for row in explored.changed_rows:
        yield from _row(row)


def _row(row: AskedRow) -> Iterator[Edit]:
    place = ("teams", row.team, "demand", row.behaviour)
    if row.after is None:
        yield Edit(place, ABSENT)
        return
    if row.before is None:
        yield Edit(place, {"behaviour": row.behaviour})
    yield Edit((*place, "importance"), row.after.importance)
    yield Edit((*place, "level"), _number(row.after.level))
    yield Edit((*place, "carriers"), row.after.carriers)


def _seat(situation: Situation, seat: str, person: str | None) -> Iterator[Edit]:
    known = situation.seats[seat]
    place = ("teams", situation.team_of_seat[seat].id, "seats", seat)
    yield Edit((*place, "incumbent"), person)
    yield Edit((*place, "candidates"), list(situation.open_to(known)))
    if known.locked:
        yield Edit((*place, "locked"), False)


def _number(tenths: int) -> int | Decimal:
    number = from_tenths(tenths)
    return number if isinstance(number, int) else Decimal(str(number))
