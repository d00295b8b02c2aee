"""Everybody who may take a seat, as the team that would come of it (model.md 8)."""

import time
from collections.abc import Hashable, Sequence
from typing import TypeVar

from planner.analysis.answers import figures_answer, seconds_since, versions, violations_of
from planner.analysis.sentences.compare import with_sentences
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.questions import (
    Compared,
    Comparison,
    ShortRow,
)
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import requirements
from planner.figures.contribution import contributions
from planner.figures.coverage import shortfall
from planner.figures.job_fit import job_fit, rounded
from planner.figures.team_figures import Figures, TeamFigures

Key = TypeVar("Key", bound=Hashable)


def compare(
    dossier: Dossier,
    seat: str,
    *,
    cautious: bool = False,
    language: str = "nl",
) -> Comparison:
    """Return the people who may take a seat, in the order of the dossier's priorities.

    Everybody else stays where they sit; vacancies elsewhere stay empty; nobody develops.

    Raises:
        KeyError: the dossier has no such seat.
    """
    started = time.monotonic()
    situation = dossier.situation(cautious)
    team = situation.team_of_seat[seat]
    names = Names(situation, language)
    asked = tuple(requirements(dossier))
    today = Composition(situation.incumbents)
    empty = Figures(situation, today.with_occupant(seat, None))
    people = situation.may_sit(situation.seats[seat])
    with_them = {person: Figures(situation, today.with_occupant(seat, person)) for person in people}
    order = [priority.objective for priority in dossier.objectives_in_order()]
    figure_keys = [
        tuple(figures.objectives[objective] for objective in order)
        for figures in with_them.values()
    ]
    fits = [job_fit(figures.teams[team.id].team, person) for person, figures in with_them.items()]
    ranks = _ranks(figure_keys)
    fit_ranks = _ranks([-fit for fit in fits if fit is not None])
    compared = [
        Compared(
            person=person,
            rank=rank,
            job_fit=None if fit is None else rounded(fit),
            job_fit_rank=None if fit is None else fit_ranks[position],
            gain=empty.teams[team.id].coverage - figures.teams[team.id].coverage,
            contribution=_contribution(figures.teams[team.id], person),
            unique=_unique(figures.teams[team.id], person),
            short=short_rows(figures.teams[team.id]),
            dossier=figures_answer(figures),
            figures=figures_answer(figures.teams[team.id]),
            violations=violations_of(asked, figures, names),
        )
        for position, ((person, figures), rank, fit) in enumerate(
            zip(with_them.items(), ranks, fits, strict=True)
        )
    ]
    # The sort is stable: people who share a rank stay in the order of the dossier.
    compared.sort(key=lambda person: person.rank)
    answer = Comparison(
        seat=seat,
        team=team.id,
        empty=figures_answer(empty.teams[team.id]),
        people=compared,
        seed=0,
        seconds=seconds_since(started),
        versions=versions(),
    )
    return with_sentences(answer, situation)


def _ranks(keys: Sequence[Key]) -> list[int]:
    """Return the rank of each key, smallest first; equal ones share a rank (1, 2, 2, 4)."""
    return [1 + sum(other < key for other in keys) for key in keys]  # type: ignore[operator]


def _contribution(figures: TeamFigures, person: str) -> float:
    return float(contributions(figures.team, figures.carriers).get(person, 0))


def _unique(figures: TeamFigures, person: str) -> list[str]:
    return [behaviour for behaviour, people in figures.carriers.items() if people == (person,)]


def short_rows(figures: TeamFigures) -> list[ShortRow]:
    """Return the rows that lack carriers, in the order of the demand."""
    return [
        ShortRow(
            behaviour=row.behaviour,
            carriers=len(figures.carriers[row.behaviour]),
            required=row.carriers,
            shortfall=shortfall(row, figures.carriers),
        )
        for row in figures.team.rows
        if shortfall(row, figures.carriers)
    ]
