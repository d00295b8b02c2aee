"""Everybody who may take a seat, as the team that would come of it (model.md 8)."""

import time
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

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
from planner.figures.contribution import contribution_of
from planner.figures.coverage import shortfall
from planner.figures.job_fit import job_fit, rounded
from planner.figures.team_figures import Figures, TeamFigures


def compare(
    dossier: Dossier,
    seat: str,
    *,
    cautious: bool = False,
    language: str = "nl",
    tells: bool = True,
) -> Comparison:
    """Return the people who may take a seat, in the order of the dossier's priorities.

    Everybody else stays where they sit; vacancies elsewhere stay empty; nobody develops. Without
    `tells` there are no sentences, which take as long as the figures.

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
    with_them = {person: empty.with_occupant(seat, person) for person in people}
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
    return with_sentences(answer, situation) if tells else answer


def _ranks(keys: Sequence[Any]) -> list[int]:
    """Return the rank of each key, smallest first; equal ones share a rank (1, 2, 2, 4)."""
    in_order = sorted(keys)
    return [1 + bisect_left(in_order, key) for key in keys]


def _contribution(figures: TeamFigures, person: str) -> float:
    return float(contribution_of(person, figures.team, figures.carriers))


def _unique(figures: TeamFigures, person: str) -> list[str]:
    return [behaviour for behaviour, people in figures.carriers.items() if people == (person,)]


def short_rows(figures: TeamFigures) -> list[ShortRow]:
    """Return the rows that lack carriers, in the order of the demand."""
    return [
        _short_row(row.behaviour, len(figures.carriers[row.behaviour]), row.carriers)
        for row in figures.team.rows
        if shortfall(row, figures.carriers)
    ]


# Of the many who may take a seat, most leave the same rows short.
@lru_cache(4096)
def _short_row(behaviour: str, carriers: int, required: int) -> ShortRow:
    return ShortRow(
        behaviour=behaviour,
        carriers=carriers,
        required=required,
        shortfall=required - carriers,
    )
