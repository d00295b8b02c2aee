"""The parts that somebody may have in a dossier, as choices of a form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.dossier.editing import Edit, Place
from planner.dossier.joining import listed, place_of_part, unlisted
from planner.web.views.people_roles import Roles

_MOST_CHOICES = 60


@dataclass(frozen=True)
class PartChoice:
    """A part that somebody may have: a value for the form, its words, and whether they have it."""

    value: str
    label: str
    place: Place
    has: bool = False


def part_choices(roles: Roles, person: str) -> tuple[PartChoice, ...]:
    """Return the lists that somebody may stand on: candidates, and circles.

    A form can hold only so many: the parts that somebody has come first.
    """
    candidate, *others = _lists(roles, person)
    if len(others) >= _MOST_CHOICES:
        others = sorted(others, key=lambda choice: not choice.has)[: _MOST_CHOICES - 1]
    return (candidate, *others)


def new_parts(roles: Roles) -> tuple[PartChoice, ...]:
    """Return as what somebody may come: on a list, on an empty seat, or without a part yet."""
    situation, names, words = roles.situation, roles.names, roles.words
    seats = [
        PartChoice(
            f"seat:{seat.id}",
            words.say("On the empty seat {seat}", seat=names.seat(seat.id)),
            place_of_part("seat", situation.team_of_seat[seat.id].id, seat.id),
        )
        for seat in situation.seats.values()
        if seat.incumbent is None
    ]
    candidate, *others = _lists(roles, "")
    none = PartChoice("none", words.say("Without a part yet"), ())
    return (candidate, *seats[:_MOST_CHOICES], *others[:_MOST_CHOICES], none)


def part_edits(
    raw: Any, person: str, choices: Iterable[PartChoice], ticked: frozenset[str]
) -> dict[str, Edit]:
    """Return the edits that put somebody on the lists that are ticked, and off the others."""
    return {
        choice.value: (listed if choice.value in ticked else unlisted)(raw, choice.place, person)
        for choice in choices
        if (choice.value in ticked) != choice.has
    }


def _lists(roles: Roles, person: str) -> list[PartChoice]:
    situation, names, words = roles.situation, roles.names, roles.words
    has_own_lists = any(seat.candidates is not None for seat in situation.seats.values())
    choices = [
        PartChoice(
            "candidate",
            words.say("Candidate, for every seat that has no candidates of its own")
            if has_own_lists
            else words.say("Candidate, for every seat"),
            place_of_part("candidate"),
            person in situation.candidates,
        )
    ]
    choices += [
        PartChoice(
            f"for:{seat.id}",
            words.say("Candidate for {seat}", seat=names.seat(seat.id)),
            place_of_part("for", situation.team_of_seat[seat.id].id, seat.id),
            person in seat.candidates,
        )
        for seat in situation.seats.values()
        if seat.candidates is not None
    ]
    return choices + [
        PartChoice(
            f"circle:{team.id}",
            words.say("In the circle of {team}", team=names.team(team.id)),
            place_of_part("circle", team.id),
            person in team.circle,
        )
        for team in situation.teams
    ]
