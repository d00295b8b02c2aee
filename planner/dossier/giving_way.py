"""How something that is asked gives way: the edits of a dossier that make it ask less, or nothing.

An explanation tells how little is enough, as the parameters that differ; here they become edits,
so that giving way is saved, seen and undone as every other change is.
"""

import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planner.domain.items import Item
from planner.dossier.dossier import Dossier
from planner.dossier.editing import ABSENT, Edit, Place

# A position beyond the last: what is put there is added at the end of a list.
AT_THE_END = sys.maxsize


class CannotGiveWay(ValueError):
    """There is no such thing in the dossier, or nothing less that it can ask."""


def asking_less(dossier: Dossier, item: Item, instead: Mapping[str, Any]) -> list[Edit]:
    """Return the edits with which an item asks what an explanation says is enough.

    Raises:
        CannotGiveWay: the item knows no less, or is not in the dossier.
    """
    values = {name: _exact(value) for name, value in instead.items()}
    match item.kind, item.key:
        case "constraint", int() as index if index < len(dossier.constraints):
            return [Edit(("constraints", index, name), value) for name, value in values.items()]
        case "minimum", str() as seat:
            return [Edit((*_seat(dossier, seat), "minimum"), values["minimum"])]
        case "critical", (str() as team, str() as behaviour):
            return _fewer_carriers(dossier, team, behaviour, values["carriers"])
    raise CannotGiveWay


def asking_nothing(dossier: Dossier, item: Item) -> list[Edit]:
    """Return the edits with which an item is not asked any more.

    Raises:
        CannotGiveWay: the item is not in the dossier.
    """
    match item.kind, item.key:
        case "constraint", int() as index if index < len(dossier.constraints):
            return [Edit(("constraints", index), ABSENT)]
        case "locked", str() as seat:
            return [Edit((*_seat(dossier, seat), "locked"), False)]
        case "filled", str() as seat:
            return [Edit((*_seat(dossier, seat), "optional"), True)]
        case "minimum", str() as seat:
            return [Edit((*_seat(dossier, seat), "minimum"), ABSENT)]
        case "critical", (str() as team, str() as behaviour):
            return [Edit((*_row(dossier, team, behaviour), "critical"), False)]
    raise CannotGiveWay


def _fewer_carriers(dossier: Dossier, team: str, behaviour: str, carriers: Any) -> list[Edit]:
    """Return the edits with which a critical row must have fewer carriers.

    What the task asks does not change, so that the carriers that are missing stay a shortage: the
    row is not critical any more, and a wish asks for the carriers that there must be.
    """
    wish: dict[str, Any] = {"kind": "redundancy", "behaviours": [behaviour], "carriers": carriers}
    if len(dossier.teams) > 1:
        wish["teams"] = [team]
    added = (
        Edit(("constraints", AT_THE_END), wish)
        if "constraints" in dossier.model_fields_set
        else Edit(("constraints",), [wish])
    )
    return [Edit((*_row(dossier, team, behaviour), "critical"), False), added]


def _seat(dossier: Dossier, seat: str) -> Place:
    for team in dossier.teams:
        if any(each.id == seat for each in team.seats):
            return ("teams", team.id, "seats", seat)
    raise CannotGiveWay


def _row(dossier: Dossier, team: str, behaviour: str) -> Place:
    for each in dossier.teams:
        if each.id == team and any(row.behaviour == behaviour for row in each.demand):
            return ("teams", team, "demand", behaviour)
    raise CannotGiveWay


def _exact(value: Any) -> Any:
    """Return a value with its numbers as they are written, and not as binary fractions."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {name: _exact(inner) for name, inner in value.items()}
    return value
