"""Somebody who joins a dossier: their id, and as what they come."""

from collections.abc import Collection
from typing import Any, Literal

from planner.dossier.editing import Edit, Place, value_at
from planner.dossier.new_ids import new_id

# As what somebody is there: a candidate, a candidate for one seat, in a circle, or on a seat.
Part = Literal["candidate", "for", "circle", "seat"]


def new_person_id(name: str, taken: Collection[str]) -> str:
    """Return an id that is made of a name, and that nobody has yet."""
    return new_id(name, taken, "person")


def added(person: str, name: str) -> Edit:
    """Return the edit that adds somebody."""
    return Edit(("people", person), {"id": person, "name": name})


def place_of_part(part: Part, team: str = "", seat: str = "") -> Place:
    """Return where a dossier says that somebody has a part."""
    match part:
        case "candidate":
            return ("candidates",)
        case "circle":
            return ("teams", team, "circle")
        case "for":
            return ("teams", team, "seats", seat, "candidates")
        case "seat":
            return ("teams", team, "seats", seat, "incumbent")


def listed(raw: Any, place: Place, person: str) -> Edit:
    """Return the edit that puts somebody at the end of a list of people."""
    return Edit(place, [*_people_at(raw, place), person])


def unlisted(raw: Any, place: Place, person: str) -> Edit:
    """Return the edit that takes somebody from a list of people."""
    return Edit(place, [each for each in _people_at(raw, place) if each != person])


def _people_at(raw: Any, place: Place) -> list[Any]:
    found = value_at(raw, place)
    return found if isinstance(found, list) else []
