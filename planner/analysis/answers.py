"""From compositions and figures to the formats that are given out."""

import time
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from planner import __version__
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.questions import (
    FiguresAnswer,
)
from planner.domain.result import (
    Change,
    DevelopmentAnswer,
    Objectives,
    Proposal,
    RowAnswer,
    TeamAnswer,
    Versions,
    ViolationAnswer,
)
from planner.domain.situation import Situation
from planner.dossier.requirements import Requirement
from planner.figures.contribution import contributions, marginals
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures, TeamFigures


def versions() -> Versions:
    """Return which program and which solvers answer."""
    try:
        ortools = version("ortools")
    except PackageNotFoundError:
        ortools = "unknown"
    return Versions(abd_planner=__version__, ortools=ortools)


def seconds_since(started: float) -> float:
    """Return the seconds since a moment of `time.monotonic`, in milliseconds' precision."""
    return round(time.monotonic() - started, 3)


def figures_answer(figures: Figures | TeamFigures) -> FiguresAnswer:
    """Return the figures of a team or of a whole composition."""
    return FiguresAnswer(objectives=figures.objectives, coverage_percent=figures.coverage_percent)


def team_answer(figures: TeamFigures) -> TeamAnswer:
    """Return the figures of one team, row by row and person by person."""
    team, carriers = figures.team, figures.carriers
    parts = contributions(team, carriers)
    return TeamAnswer(
        objectives=figures.objectives,
        coverage_percent=figures.coverage_percent,
        coverage={
            row.behaviour: RowAnswer(
                carriers=list(carriers[row.behaviour]),
                required=row.carriers,
                shortfall=shortfall(row, carriers),
            )
            for row in team.rows
        },
        roles={behaviour: list(people) for behaviour, people in figures.roles.items()},
        contributions={person: float(part) for person, part in parts.items()},
        marginals=marginals(team, carriers),
    )


def changes_of(situation: Situation, composition: Composition) -> list[Change]:
    """Return every seat whose occupant differs from today's, filled vacancies too."""
    return changes_between(situation.incumbents, composition.assignment)


def changes_between(
    before: Mapping[str, str | None], after: Mapping[str, str | None]
) -> list[Change]:
    """Return every seat whose occupant differs between two assignments."""
    return [
        Change(seat=seat, before=person, to=after[seat])
        for seat, person in before.items()
        if after[seat] != person
    ]


def developments(composition: Composition) -> list[DevelopmentAnswer]:
    """Return who develops what."""
    return [
        DevelopmentAnswer(
            person=step.person,
            behaviour=step.behaviour,
            start=step.start,
            end=step.end,
            steps=step.steps,
        )
        for step in composition.development
    ]


def proposal(figures: Figures, rank: int, proven: bool, bounds: Objectives) -> Proposal:
    """Return a composition as a proposal."""
    composition = figures.composition
    return Proposal(
        rank=rank,
        proven=proven,
        assignment=dict(composition.assignment),
        objectives=figures.objectives,
        bounds=bounds,
        coverage_percent=figures.coverage_percent,
        teams={team: team_answer(of_team) for team, of_team in figures.teams.items()},
        changes=changes_of(figures.situation, composition),
        development=developments(composition),
    )


def violations_of(
    asked: tuple[Requirement, ...], figures: Figures, names: Names
) -> list[ViolationAnswer]:
    """Return every item that a composition breaks, each once; its text names the teams."""
    return [
        ViolationAnswer(item=requirement.item, text=" ".join(b.text for b in breaches))
        for requirement in asked
        if (breaches := requirement.check(figures, names))
    ]
