"""Teams and seats as they are set up, and what goes with one that is taken away."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.analysis.findings import some
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Seat, Team
from planner.dossier.dossier import Dossier
from planner.dossier.editing import value_at
from planner.dossier.removing import Removal
from planner.resources.catalogue import Translator
from planner.web.own_words import own_words
from planner.web.screens.opened import Opened
from planner.web.views.asked import Reader

Option = tuple[str, str]


@dataclass(frozen=True)
class SeatCard:
    """A seat in a few words."""

    id: str
    title: str
    note: str
    incumbent: str
    locked: bool
    optional: bool
    may_take: str
    minimum: str


@dataclass(frozen=True)
class TeamStructure:
    """A team as the page shows it, with what its fields hold."""

    title: str
    headline: str
    title_field: str
    note_field: str
    seats: tuple[SeatCard, ...]
    circle: tuple[str, ...]
    people: tuple[Option, ...]


@dataclass(frozen=True)
class SeatFields:
    """A seat as its form holds it."""

    id: str
    title: str
    title_field: str
    note_field: str
    incumbent: str
    incumbents: tuple[Option, ...]
    locked: bool
    optional: bool
    who: str
    candidates: tuple[str, ...]
    people: tuple[Option, ...]
    of_dossier: str
    minimum: tuple[tuple[int, str, str], ...]
    behaviours: tuple[Option, ...]


@dataclass(frozen=True)
class RemovalView:
    """What goes with a seat or a team: who leaves their seat, and which wishes."""

    people: str
    gone: tuple[str, ...]
    narrowed: tuple[str, ...]


def team_structure(found: Opened, names: Names, team: str, words: Translator) -> TeamStructure:
    """Return a team as the page shows it."""
    situation = names.situation
    of_team = situation.teams_by_id[team]
    place = ("teams", team)
    return TeamStructure(
        title=names.team(team),
        headline=_headline(of_team, words),
        title_field=own_words(value_at(found.raw, (*place, "title")), words.language),
        note_field=own_words(value_at(found.raw, (*place, "note")), words.language),
        seats=tuple(_card(situation, seat, names, words) for seat in of_team.seats),
        circle=of_team.circle,
        people=_people(situation, names),
    )


def _headline(team: Team, words: Translator) -> str:
    empty = sum(seat.incumbent is None for seat in team.seats)
    seats = words.say_count("{number} seat", "{number} seats", len(team.seats))
    if not team.seats:
        return words.say("This team has no seats yet")
    if not empty:
        return words.say("This team has {seats}, all of them taken", seats=seats)
    if empty == len(team.seats):
        return words.say("This team has {seats}, and nobody sits there yet", seats=seats)
    return words.say_count(
        "This team has {seats}, of which {number} is empty",
        "This team has {seats}, of which {number} are empty",
        empty,
        seats=seats,
    )


def _card(situation: Situation, seat: Seat, names: Names, words: Translator) -> SeatCard:
    others = [each for each in situation.open_to(seat) if each != seat.incumbent]
    return SeatCard(
        id=seat.id,
        title=names.seat(seat.id),
        note=own_words(seat.note, words.language),
        incumbent="" if seat.incumbent is None else names.person(seat.incumbent),
        locked=seat.locked,
        optional=seat.optional,
        may_take=_may_take(seat, others, names, words),
        minimum="; ".join(
            words.say(
                "{behaviour} {level} or above",
                behaviour=names.behaviour(behaviour),
                level=names.number(level / 10),
            )
            for behaviour, level in seat.minimum.items()
        ),
    )


def _may_take(seat: Seat, others: list[str], names: Names, words: Translator) -> str:
    if seat.locked:
        return words.say("Nobody else: the seat is fixed.")
    if not others:
        return words.say("Nobody else.")
    if seat.candidates is None:
        return words.say_count(
            "Every candidate of the dossier ({number}).",
            "Every candidate of the dossier ({number}).",
            len(others),
        )
    return words.say(
        "Only {people}.", people=some([names.person(each) for each in others], names, words)
    )


def seat_fields(found: Opened, names: Names, team: str, seat: str, words: Translator) -> SeatFields:
    """Return a seat as its form holds it."""
    situation = names.situation
    of_seat = situation.seats[seat]
    place = ("teams", team, "seats", seat)
    seated = {
        each for each in situation.incumbents.values() if each not in (None, of_seat.incumbent)
    }
    people = _people(situation, names)
    behaviours = situation.repertoire.behaviours
    return SeatFields(
        id=seat,
        title=names.seat(seat),
        title_field=own_words(value_at(found.raw, (*place, "title")), words.language),
        note_field=own_words(value_at(found.raw, (*place, "note")), words.language),
        incumbent=of_seat.incumbent or "",
        incumbents=(
            ("", words.say("nobody: the seat is empty")),
            *(option for option in people if option[0] not in seated),
        ),
        locked=of_seat.locked,
        optional=of_seat.optional,
        who="all" if of_seat.candidates is None else "some",
        candidates=of_seat.candidates or (),
        people=people,
        of_dossier=some([names.person(each) for each in situation.candidates], names, words),
        minimum=tuple(
            (position, names.behaviour(each.id), names.number(of_seat.minimum[each.id] / 10))
            for position, each in enumerate(behaviours)
            if each.id in of_seat.minimum
        ),
        behaviours=(
            ("", words.say("choose a behaviour")),
            *(
                (each.id, names.behaviour(each.id))
                for each in behaviours
                if each.id not in of_seat.minimum
            ),
        ),
    )


def _people(situation: Situation, names: Names) -> tuple[Option, ...]:
    return tuple((person, names.person(person)) for person in situation.people)


def title_of(dossier: Dossier, team: str, seat: str | None, language: str) -> str:
    """Return what a team is called, or one of its seats."""
    names = Names(dossier.situation(), language)
    return names.team(team) if seat is None else names.seat(seat)


def removal_view(
    dossier: Dossier, removal: Removal, words: Translator, seat: str | None = None
) -> RemovalView:
    """Return what goes with a seat, or else with the team that the removal is about."""
    situation = dossier.situation()
    names, reader = Names(situation, words.language), Reader(dossier, words)
    place = removal.edits[-1].place
    seats: Iterable[Seat] = (
        situation.teams_by_id[str(place[1])].seats if seat is None else [situation.seats[seat]]
    )
    leaving = [names.person(each.incumbent) for each in seats if each.incumbent is not None]
    return RemovalView(
        people=some(leaving, names, words),
        gone=tuple(reader.wish(Item("constraint", each)).sentence for each in removal.gone),
        narrowed=tuple(reader.wish(Item("constraint", each)).sentence for each in removal.narrowed),
    )
