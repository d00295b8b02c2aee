"""The people of a dossier as a list: who they are there, what they carry, what is not known."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.person import Person
from planner.resources.catalogue import Translator, marked
from planner.web.language import number
from planner.web.views.people_roles import GROUPS, Group, Roles

ON_A_PAGE = 60
_TITLES = {
    "members": marked("On a seat"),
    "circle": marked("In a circle"),
    "candidates": marked("Candidates"),
    "others": marked("Without a part yet"),
}
_MEANINGS = {
    "members": marked("Who sits on the teams today."),
    "circle": marked("Around a team: they count where the task asks leadership to be spread."),
    "candidates": marked("They may take a seat, and have none today."),
    "others": marked("They are known here, and count for no team."),
}


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for."""

    search: str = ""
    group: str = ""
    seat: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anybody may be left out."""
        return bool(self.search or self.group or self.seat)


@dataclass(frozen=True)
class PersonRow:
    """One person in the list."""

    id: str
    name: str
    parts: tuple[str, ...]
    carried: int
    rows: int
    unknown: int
    tenure: str


@dataclass(frozen=True)
class GroupView:
    """People who are the same in the dossier."""

    id: Group
    title: str
    meaning: str
    total: int
    people: tuple[PersonRow, ...]


@dataclass(frozen=True)
class PeopleView:
    """Everything that the list shows."""

    headline: str
    lead: str
    groups: tuple[GroupView, ...]
    total: int
    found: int
    page: int
    pages: int
    choices: tuple[tuple[str, str], ...]
    seats: tuple[tuple[str, str], ...]


def people_view(roles: Roles, wanted: Wanted) -> PeopleView:
    """Return what the list shows."""
    people = roles.situation.people
    group_of = {person: roles.group(person) for person in people}
    totals = dict.fromkeys(GROUPS, 0)
    for group in group_of.values():
        totals[group] += 1
    found = _found(roles, wanted, group_of)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(wanted.page, pages)
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return PeopleView(
        headline=_headline(roles, [p for p, group in group_of.items() if group == "candidates"]),
        lead=_lead(roles, totals),
        groups=tuple(_groups(roles, shown, group_of, totals)),
        total=len(people),
        found=len(found),
        page=page,
        pages=pages,
        choices=tuple(
            (group, roles.words.say(_TITLES[group])) for group in GROUPS if totals[group]
        ),
        seats=tuple((seat, roles.names.seat(seat)) for seat in roles.situation.seats),
    )


def _found(roles: Roles, wanted: Wanted, group_of: dict[str, Group]) -> list[Person]:
    """Return who is looked for: group by group, and members in the order of their seats."""
    needle = wanted.search.strip().casefold()
    open_to = _open_to(roles, wanted.seat)
    found = [
        person
        for person in roles.situation.people.values()
        if wanted.group in ("", group_of[person.id])
        and (open_to is None or person.id in open_to)
        and (needle in (person.name or "").casefold() or needle in person.id.casefold())
    ]
    order = {group: position for position, group in enumerate(GROUPS)}
    seats = {seat: position for position, seat in enumerate(roles.situation.seats)}
    found.sort(key=lambda person: (order[group_of[person.id]], _seat_order(roles, seats, person)))
    return found


def _open_to(roles: Roles, seat: str) -> frozenset[str] | None:
    """Return who may take a seat; nothing where no seat is asked for."""
    known = roles.situation.seats.get(seat)
    return None if known is None else frozenset(roles.situation.may_sit(known))


def _seat_order(roles: Roles, seats: dict[str, int], person: Person) -> int:
    own = roles.seat_of.get(person.id)
    return seats[own.id] if own is not None else 0


def _groups(
    roles: Roles,
    shown: Iterable[Person],
    group_of: dict[str, Group],
    totals: dict[Group, int],
) -> Iterable[GroupView]:
    held: dict[Group, list[PersonRow]] = {}
    for person in shown:
        held.setdefault(group_of[person.id], []).append(_row(roles, person))
    for group, rows in held.items():
        yield GroupView(
            group,
            roles.words.say(_TITLES[group]),
            roles.words.say(_MEANINGS[group]),
            totals[group],
            tuple(rows),
        )


def _row(roles: Roles, person: Person) -> PersonRow:
    asked = roles.asked_of(person.id)
    return PersonRow(
        id=person.id,
        name=roles.names.person(person.id),
        parts=tuple(roles.said(person.id)),
        carried=asked.carried,
        rows=asked.rows,
        unknown=asked.unknown,
        tenure=said_tenure(person, roles.words),
    )


def said_tenure(person: Person, words: Translator) -> str:
    """Return how long somebody has been in their post; nothing where that is not known."""
    years = person.tenure_years
    return (
        "" if years is None else words.say("{years} years in the present post", years=number(years))
    )


def _headline(roles: Roles, candidates: list[str]) -> str:
    words, total = roles.words, len(roles.situation.people)
    if not total:
        return words.say("Nobody is in this dossier yet")
    people = words.say_count("1 person", "{number} people", total)
    asked = candidates or list(roles.situation.people)
    unknown = [count for person in asked if (count := roles.asked_of(person).unknown)]
    if not unknown:
        if candidates:
            return words.say(
                "{people}; of every candidate all that is asked is known", people=people
            )
        return words.say("{people}; of everybody all that is asked is known", people=people)
    levels = words.say_count(
        "{number} level is not known yet", "{number} levels are not known yet", sum(unknown)
    )
    if candidates:
        return words.say_count(
            "{people}; of {number} candidate {levels}",
            "{people}; of {number} candidates {levels}",
            len(unknown),
            people=people,
            levels=levels,
        )
    return words.say("{people}; {levels}", people=people, levels=levels)


def _lead(roles: Roles, totals: dict[Group, int]) -> str:
    words = roles.words
    if not roles.situation.people:
        return words.say(
            "Add somebody by name below, and say whether they sit on a seat, are a candidate or "
            "belong to the circle. Then fill in their levels, by hand or from a table."
        )
    parts = [
        words.say_count("{number} on a seat", "{number} on a seat", totals["members"]),
        words.say_count("{number} in a circle", "{number} in a circle", totals["circle"]),
        words.say_count("{number} candidate", "{number} candidates", totals["candidates"]),
        words.say_count(
            "{number} without a part yet", "{number} without a part yet", totals["others"]
        ),
    ]
    kept = [part for group, part in zip(GROUPS, parts, strict=True) if totals[group]]
    return words.say(
        "{parts}. A dash is a level that nobody knows yet, which is not the same as a low one.",
        parts=roles.names.listed(kept),
    )
