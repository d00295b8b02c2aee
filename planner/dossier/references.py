"""What must fit together across a dossier: ids that exist, people on one seat, levels on the scale.

The checks read the raw file, not the validated model, and pass over whatever has the wrong
shape: so a file with mistakes of both sorts is told all of them at once.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

import constraints
from planner.domain.exact import exact_number
from planner.domain.faults import Fault, fault_at, shown
from planner.domain.level import from_tenths, usual_tenths
from planner.domain.repertoire import Repertoire, Scale
from planner.dossier.repertoires import shipped, shipped_ids
from planner.dossier.strict_json import join
from planner.resources.catalogue import marked

_WHAT = {
    "person": marked("names a person who is not in the dossier: {value}"),
    "seat": marked("names a seat that is not in the dossier: {value}"),
    "team": marked("names a team that is not in the dossier: {value}"),
    "behaviour": marked("names a behaviour that is not in the repertoire: {value}"),
    "direction": marked("names a direction that is not in the repertoire: {value}"),
}


def _items(value: Any) -> list[tuple[int, Any]]:
    return list(enumerate(value)) if isinstance(value, list) else []


def _entries(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _records(value: Any) -> list[tuple[int, dict[str, Any]]]:
    return [(position, item) for position, item in _items(value) if isinstance(item, dict)]


@dataclass
class _Known:
    """The ids that a dossier declares; `None` where they cannot be known."""

    ids: dict[str, set[str] | None]
    scale: Scale | None
    faults: list[Fault] = field(default_factory=list)

    def check(self, what: str, value: Any, path: str) -> None:
        ids = self.ids[what]
        if ids is not None and isinstance(value, str) and value not in ids:
            self.faults.append(Fault(path, _WHAT[what], {"value": shown(value)}))

    def fits(self, behaviour: str, level: Any) -> bool:
        """Tell whether there is nothing to be said of somebody's level, without its path."""
        behaviours, scale = self.ids["behaviour"], self.scale
        if (behaviours is not None and behaviour not in behaviours) or scale is None:
            return False
        parts = level.values() if isinstance(level, dict) else (level,)
        return all(
            part is None or ((tenths := usual_tenths(part)) is not None and scale.holds(tenths))
            for part in parts
        )

    def check_level(self, value: Any, path: str) -> None:
        if self.scale is None or isinstance(value, bool):
            return
        if not isinstance(value, int | float | Decimal):
            return
        try:
            value = exact_number(value)
        except PydanticCustomError:
            # What is no number to work with is told where the value itself is read.
            return
        # Compared as they are, because a product of decimals is rounded.
        lowest, highest = (Decimal(end) / 10 for end in (self.scale.minimum, self.scale.maximum))
        if not lowest <= value <= highest:
            self.faults.append(
                fault_at(
                    path,
                    "must lie on the scale from {minimum} to {maximum}, and is {value}",
                    minimum=from_tenths(self.scale.minimum),
                    maximum=from_tenths(self.scale.maximum),
                    value=shown(value),
                )
            )


def _declared(records: list[tuple[int, dict[str, Any]]]) -> set[str]:
    return {item["id"] for _, item in records if isinstance(item.get("id"), str)}


def cross_check(raw: Any, sound: Container[int] = ()) -> list[Fault]:
    """Return every mistake that only the dossier as a whole shows.

    Args:
        raw: the parsed file.
        sound: the identities (`id`) of people in it whose levels are known to fit the repertoire.
    """
    if not isinstance(raw, dict):
        return []
    people = _records(raw.get("people"))
    teams = _records(raw.get("teams"))
    seats = [
        (join(join("teams", position), "seats"), index, seat)
        for position, team in teams
        for index, seat in _records(team.get("seats"))
    ]
    repertoire, faults = _repertoire(raw.get("repertoire"))
    known = _Known(
        ids={
            "person": _declared(people),
            "seat": _declared([(0, seat) for _, _, seat in seats]),
            "team": _declared(teams),
            **_vocabulary(repertoire),
        },
        scale=_scale(repertoire),
        faults=faults,
    )
    known.faults += _doubled([(f"people[{position}]", person) for position, person in people])
    known.faults += _doubled([(f"teams[{position}]", team) for position, team in teams])
    known.faults += _doubled([(f"{path}[{index}]", seat) for path, index, seat in seats])
    _check_people(known, raw, [each for each in people if id(each[1]) not in sound])
    for position, team in teams:
        _check_team(known, team, f"teams[{position}]")
    _check_seated_once(known, seats)
    for position, constraint in _records(raw.get("constraints")):
        _check_constraint(known, constraint, f"constraints[{position}]")
    return known.faults


def _repertoire(value: Any) -> tuple[Any, list[Fault]]:
    """Return the repertoire, as shipped or as raw object, and the mistakes within it."""
    if isinstance(value, str):
        if value in shipped_ids():
            return shipped(value), []
        template = marked("names no repertoire that ships with the program; known are: {known}")
        return None, [fault_at("repertoire", template, known=", ".join(shipped_ids()))]
    if not isinstance(value, dict):
        return None, []
    faults: list[Fault] = []
    directions = _records(value.get("directions"))
    behaviours = _records(value.get("behaviours"))
    for name, records in (("directions", directions), ("behaviours", behaviours)):
        faults += _doubled([(f"repertoire.{name}[{i}]", record) for i, record in records])
    declared = _declared(directions)
    for position, behaviour in behaviours:
        direction = behaviour.get("direction")
        if isinstance(direction, str) and direction not in declared:
            path = f"repertoire.behaviours[{position}].direction"
            faults.append(Fault(path, _WHAT["direction"], {"value": shown(direction)}))
    return value, faults


def _vocabulary(repertoire: Any) -> dict[str, set[str] | None]:
    if isinstance(repertoire, Repertoire):
        return {"behaviour": set(repertoire.by_id), "direction": set(repertoire.directions_by_id)}
    if isinstance(repertoire, dict):
        return {
            "behaviour": _declared(_records(repertoire.get("behaviours"))),
            "direction": _declared(_records(repertoire.get("directions"))),
        }
    return {"behaviour": None, "direction": None}


def _scale(repertoire: Any) -> Scale | None:
    if isinstance(repertoire, Repertoire):
        return repertoire.scale
    if isinstance(repertoire, dict):
        try:
            return Scale.model_validate(repertoire.get("scale"))
        except ValueError:
            return None
    return None


def _doubled(records: list[tuple[str, dict[str, Any]]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for path, record in records:
        identifier = record.get("id")
        if not isinstance(identifier, str):
            continue
        if identifier in first:
            template = marked("is the id of {first} too: {value}")
            yield fault_at(
                join(path, "id"), template, first=first[identifier], value=shown(identifier)
            )
        else:
            first[identifier] = path


def _check_people(known: _Known, raw: dict[str, Any], people: list[tuple[int, Any]]) -> None:
    for position, person in people:
        path = f"people[{position}].levels"
        for behaviour, level in _entries(person.get("levels")):
            if known.fits(behaviour, level):
                continue
            where = join(path, behaviour)
            known.check("behaviour", behaviour, where)
            known.check_level(level, where)
            for end in ("level", "low", "high"):
                if isinstance(level, dict) and end in level:
                    known.check_level(level[end], join(where, end))
    for position, candidate in _items(raw.get("candidates")):
        known.check("person", candidate, f"candidates[{position}]")


def _check_team(known: _Known, team: dict[str, Any], path: str) -> None:
    for position, person in _items(team.get("circle")):
        known.check("person", person, f"{path}.circle[{position}]")
    demanded: set[str] = set()
    for position, row in _records(team.get("demand")):
        where = f"{path}.demand[{position}]"
        behaviour = row.get("behaviour")
        known.check("behaviour", behaviour, f"{where}.behaviour")
        known.check_level(row.get("level"), f"{where}.level")
        if isinstance(behaviour, str):
            if behaviour in demanded:
                template = marked("is demanded in an earlier row of this team too: {value}")
                known.faults.append(
                    fault_at(f"{where}.behaviour", template, value=shown(behaviour))
                )
            demanded.add(behaviour)
    for position, seat in _records(team.get("seats")):
        where = f"{path}.seats[{position}]"
        known.check("person", seat.get("incumbent"), f"{where}.incumbent")
        for index, person in _items(seat.get("candidates")):
            known.check("person", person, f"{where}.candidates[{index}]")
        for behaviour, level in _entries(seat.get("minimum")):
            known.check("behaviour", behaviour, join(f"{where}.minimum", behaviour))
            known.check_level(level, join(f"{where}.minimum", behaviour))
        if seat.get("locked") is True and seat.get("incumbent") is None:
            template = marked("is true, but the seat has no incumbent to keep it")
            known.faults.append(fault_at(f"{where}.locked", template))


def _check_seated_once(known: _Known, seats: list[tuple[str, int, dict[str, Any]]]) -> None:
    first: dict[str, str] = {}
    for path, index, seat in seats:
        person, where = seat.get("incumbent"), f"{path}[{index}].incumbent"
        if not isinstance(person, str):
            continue
        if person in first:
            template = marked("sits on another seat already ({first}): {value}")
            known.faults.append(fault_at(where, template, first=first[person], value=shown(person)))
        else:
            first[person] = where


_KINDS = {kind.name(): kind for kind in constraints.KINDS}


def _check_constraint(known: _Known, constraint: dict[str, Any], path: str) -> None:
    name = constraint.get("kind")
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        return
    for parameter in kind.model_fields:
        what = kind.refers_to(parameter)
        if what is None:
            continue
        value = constraint.get(parameter)
        known.check(what, value, f"{path}.{parameter}")
        for position, item in _items(value):
            known.check(what, item, f"{path}.{parameter}[{position}]")
