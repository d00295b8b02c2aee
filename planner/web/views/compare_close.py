"""Two to four people closely: row by row, what one brings that another does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.domain.team import Demand
from planner.web.views.compare_case import Case, Effect
from planner.web.views.compare_words import duel, quoted

_ORDER: tuple[Effect, ...] = ("closes", "helps", "spare")


@dataclass(frozen=True)
class Brought:
    """A behaviour that one person brings and another does not, and what that does."""

    label: str
    effect: Effect
    sentence: str


@dataclass(frozen=True)
class CloseOne:
    """One person beside the others."""

    name: str
    percent: str
    brings: tuple[Brought, ...]


@dataclass(frozen=True)
class CloseDuel:
    """How sure the difference between two people is."""

    first: str
    second: str
    sentence: str
    is_undecided: bool


@dataclass(frozen=True)
class Close:
    """Everything that sets a few people apart, and what they have in common."""

    names: str
    people: tuple[CloseOne, ...]
    duels: tuple[CloseDuel, ...]
    alike: tuple[str, ...]


def close(case: Case, people: Sequence[str]) -> Close | None:
    """Return a few people side by side; nothing for fewer than two."""
    if len(people) < 2:
        return None
    return Close(
        names=case.names.people(people),
        people=tuple(
            CloseOne(
                name=case.names.person(person),
                percent=case.percent(case.with_person(person).coverage_percent),
                brings=tuple(_brings(case, person, [one for one in people if one != person])),
            )
            for person in people
        ),
        duels=tuple(
            CloseDuel(
                first=case.names.person(first),
                second=case.names.person(second),
                sentence=duel(case, first, second) if case.certainty.has_intervals else "",
                is_undecided=case.certainty.duel(first, second).is_undecided,
            )
            for first, second in combinations(people, 2)
        ),
        alike=tuple(_alike(case, people)),
    )


def _brings(case: Case, person: str, others: Sequence[str]) -> list[Brought]:
    found = [
        Brought(case.names.behaviour(row.behaviour), effect, _sentence(case, row, person, without))
        for row in case.rows
        if (effect := case.effect(person, row)) != "none"
        and (without := [one for one in others if not case.carries(one, row)])
    ]
    weight = {case.names.behaviour(row.behaviour): row.importance for row in case.rows}
    return sorted(found, key=lambda one: (_ORDER.index(one.effect), -weight[one.label]))


def _sentence(case: Case, row: Demand, person: str, without: Sequence[str]) -> str:
    """Return somebody's level on a row, and the levels of those who do not carry it."""
    own = _level(case, person, row)
    others = case.names.listed(
        case.words.say(
            "{person} has {level}",
            person=case.names.person(other),
            level=_level(case, other, row),
        )
        for other in without
    )
    return case.words.say(
        "{level} of the {asked} that is asked; {others}.",
        level=own,
        asked=case.names.number(row.level / 10),
        others=others,
    )


def _level(case: Case, person: str, row: Demand) -> str:
    level = case.situation.level(person, row.behaviour)
    if level is None:
        return case.words.say("no known level")
    return case.names.number(level / 10)


def _alike(case: Case, people: Sequence[str]) -> list[str]:
    """Return what all of them do, and what none of them does."""
    say, rows = case.words.say, case.rows
    filled = [
        row
        for row in rows
        if all(case.effect(person, row) in ("closes", "helps") for person in people)
    ]
    short = {
        person: {one.behaviour for one in answer.short}
        for answer in case.comparison.people
        if (person := answer.person) in people
    }
    lacking = [row for row in rows if all(row.behaviour in short[one] for one in people)]
    told = []
    if filled:
        told.append(say("Each of them carries {rows}, which is short.", rows=quoted(case, filled)))
    if lacking:
        told.append(
            say("With none of them {rows} gets carriers enough.", rows=quoted(case, lacking))
        )
    return told
