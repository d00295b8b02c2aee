"""An earlier version of a dossier beside the one that stands: what is different, in sentences.

Names, titles and numbers only: what levels somebody has is for those who may see profiles.
"""

from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.names import Names
from planner.domain.text import Text, say
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import Translator

# Ids then and now, and what each is called then and now.
_Kind = tuple[list[str], list[str], Callable[[str], str], Callable[[str], str]]


@dataclass(frozen=True)
class SeatThen:
    """A seat of an earlier version, and who sat there."""

    title: str
    who: str


@dataclass(frozen=True)
class TeamThen:
    """A team of an earlier version."""

    title: str
    seats: tuple[SeatThen, ...]
    asked: int


@dataclass(frozen=True)
class VersionView:
    """An earlier version: its teams, how much there is in it, and what is different now."""

    title: str
    teams: tuple[TeamThen, ...]
    people: int
    wishes: int
    differences: tuple[str, ...]


def version_view(then: Dossier, stands: Dossier, words: Translator) -> VersionView:
    """Return an earlier version beside the one that stands, in the reader's language."""
    names = Names(then.situation(), words.language)
    return VersionView(
        title=say(then.title, words.language, ""),
        teams=tuple(
            TeamThen(
                names.team(team.id),
                tuple(
                    SeatThen(
                        names.seat(seat.id),
                        "" if seat.incumbent is None else names.person(seat.incumbent),
                    )
                    for seat in team.seats
                ),
                len(team.demand),
            )
            for team in then.teams
        ),
        people=len(then.people),
        wishes=len(then.constraints),
        differences=tuple(_Beside(then, stands, words).differences()),
    )


class _Beside:
    """Two versions of one dossier, told apart."""

    def __init__(self, then: Dossier, stands: Dossier, words: Translator) -> None:
        self._then, self._stands = then, stands
        self._words = words
        self._names_then = Names(then.situation(), words.language)
        self._names_now = Names(stands.situation(), words.language)

    def differences(self) -> list[str]:
        told = [
            self._title(self._then.title, self._stands.title),
            *self._comings_and_goings(),
            *self._sitting(),
            *self._changed(),
        ]
        found = [sentence for sentence in told if sentence]
        if not found and self._then != self._stands:
            return [self._words.say("Something small was different, such as a note.")]
        return found

    def _title(self, then: Text, stands: Text) -> str:
        if then == stands:
            return ""
        title = say(then, self._words.language, "")
        return self._words.say("The title was: {title}.", title=title)

    def _comings_and_goings(self) -> list[str]:
        """Return which teams, seats and people there were and are not, or the other way round."""
        then, now = self._names_then, self._names_now
        old, new = self._then.situation(), self._stands.situation()
        kinds: tuple[_Kind, ...] = (
            ([team.id for team in old.teams], [team.id for team in new.teams], then.team, now.team),
            (list(old.seats), list(new.seats), then.seat, now.seat),
            (list(old.people), list(new.people), then.person, now.person),
        )
        gone = [name(one) for ids, others, name, _ in kinds for one in ids if one not in others]
        came = [name(one) for others, ids, _, name in kinds for one in ids if one not in others]
        told = []
        if gone:
            told.append(
                self._words.say("There then, and not now: {names}.", names=then.listed(gone))
            )
        if came:
            told.append(
                self._words.say("There now, and not then: {names}.", names=now.listed(came))
            )
        return told

    def _sitting(self) -> list[str]:
        before = self._then.situation().incumbents
        after = self._stands.situation().incumbents
        return [
            self._words.say(
                "{seat}: then {before}, now {after}.",
                seat=self._names_now.seat(seat),
                before=self._who(self._names_then, before[seat]),
                after=self._who(self._names_now, person),
            )
            for seat, person in after.items()
            if seat in before and before[seat] != person
        ]

    def _who(self, names: Names, person: str | None) -> str:
        return self._words.say("nobody") if person is None else names.person(person)

    def _changed(self) -> list[str]:
        words, then, now = self._words, self._then, self._stands
        tasks = {team.id: team.demand for team in now.teams}
        told = [
            words.say("The task of {team} was different.", team=self._names_then.team(team.id))
            for team in then.teams
            if team.id in tasks and team.demand != tasks[team.id]
        ]
        people = {one.id: one for one in now.people}
        number = sum(one.id in people and one != people[one.id] for one in then.people)
        if number:
            told.append(
                words.say_count(
                    "Something about {number} person was different.",
                    "Something about {number} people was different.",
                    number,
                )
            )
        if then.constraints != now.constraints:
            told.append(words.say("The wishes were different."))
        if then.priorities != now.priorities:
            told.append(words.say("The order of what counts was different."))
        places, others = _places(then), _places(now)
        if any(others.get(place, kept) != kept for place, kept in places.items()):
            told.append(words.say("Who may sit where, or who is in a circle, was different."))
        return told


def _places(dossier: Dossier) -> dict[str, object]:
    """Return what a version says of its places but who sits there, as far as both may have it."""
    seats = {
        f"seat {seat.id}": (seat.candidates, seat.minimum, seat.locked, seat.optional)
        for team in dossier.teams
        for seat in team.seats
    }
    circles = {f"circle {team.id}": set(team.circle) for team in dossier.teams}
    return {"candidates": set(dossier.candidates), **seats, **circles}
