"""Scenarios: what a dossier gives in every combination of what-ifs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from planner.analysis.answers import versions
from planner.analysis.propose import propose
from planner.domain.priority import Objective
from planner.domain.result import Change, Result
from planner.domain.scenarios import FaultAnswer, Outcome, Scenario, ScenarioResults
from planner.dossier.reading import validated
from planner.dossier.scenarios import Edit, Grid, Planned, edited
from planner.dossier.strict_json import InvalidFile
from planner.resources.catalogue import Translator
from planner.solver.limits import Limits
from planner.solver.sweep import InTurn, Sweep


@dataclass(frozen=True)
class _Case:
    """What all scenarios share: the dossier's parsed JSON, and how it is to be solved."""

    raw: Any
    seed: int
    cautious: bool
    time_limit: float | None
    language: str


def scenarios(
    raw: Any,
    grid: Grid,
    *,
    seed: int = 0,
    cautious: bool = False,
    time_limit: float | None = None,
    language: str = "nl",
    limits: Limits | None = None,
    sweep: Sweep | None = None,
) -> ScenarioResults:
    """Return the best composition of a dossier as it is, and in every scenario of a grid.

    A scenario whose edits lead nowhere, or make no valid dossier, says so; it does not stop the
    others.

    Args:
        raw: the parsed JSON of a valid dossier.
        grid: the axes.
        seed: decides between compositions that are equal in every objective.
        cautious: whether levels are read at the low end of their interval.
        time_limit: seconds for each scenario.
        language: the language of the texts of mistakes.
        limits: for all together.
        sweep: who does the work.

    Raises:
        Stopped: the limits ended before all was done.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    limits, sweep = limits or Limits(), sweep or InTurn()
    planned = list(grid.scenarios())
    case = _Case(raw, seed, cautious, time_limit, language)
    tasks: list[Sequence[tuple[str, Edit]]] = [(), *(one.edits for one in planned)]
    base, *outcomes = sweep.run(partial(_solve, case), tasks, limits)
    order = [priority.objective for priority in validated(raw).objectives_in_order()]
    ranks = _ranks(outcomes, order)
    return ScenarioResults(
        base=base,
        scenarios=[
            _scenario(one, outcome, rank, base)
            for one, outcome, rank in zip(planned, outcomes, ranks, strict=True)
        ],
        seed=seed,
        seconds=round(limits.seconds(), 3),
        versions=versions(),
    )


def _solve(case: _Case, edits: Sequence[tuple[str, Edit]], limits: Limits) -> Outcome:
    try:
        dossier = edited(case.raw, edits)
    except InvalidFile as error:
        words = Translator(case.language)
        faults = [
            FaultAnswer(path=fault.path, text=words.say(fault.template, **fault.values))
            for fault in error.faults
        ]
        return _outcome("invalid", None, faults=faults)
    own = Limits(time_limit=case.time_limit, outer=limits)
    result = propose(dossier, seed=case.seed, cautious=case.cautious, limits=own)
    return _outcome(result.status, result)


def _outcome(status: str, result: Result | None, faults: Sequence[FaultAnswer] = ()) -> Outcome:
    best = None if result is None or not result.proposals else result.proposals[0]
    return Outcome.model_validate(
        {
            "status": status,
            "objectives": None if best is None else best.objectives,
            "coverage_percent": None if best is None else best.coverage_percent,
            "assignment": None if best is None else best.assignment,
            "changes": [] if best is None else best.changes,
            "development": [] if best is None else best.development,
            "conflict": [] if result is None else result.conflict,
            "conflict_minimal": True if result is None else result.conflict_minimal,
            "faults": list(faults),
        }
    )


def _ranks(outcomes: Sequence[Outcome], order: Sequence[Objective]) -> list[int | None]:
    """Return each outcome's rank by the objectives in their order; equal ones share a rank."""
    keys = [
        None if one.objectives is None else tuple(one.objectives[name] for name in order)
        for one in outcomes
    ]
    found = [key for key in keys if key is not None]
    return [None if key is None else 1 + sum(other < key for other in found) for key in keys]


def _scenario(planned: Planned, outcome: Outcome, rank: int | None, base: Outcome) -> Scenario:
    given = {name: getattr(outcome, name) for name in Outcome.model_fields}
    return Scenario(
        **given, choices=planned.choices, rank=rank, differs=_differences(base, outcome)
    )


def _differences(base: Outcome, outcome: Outcome) -> list[Change]:
    """Return the seats that get somebody else; a seat that is not there has nobody."""
    if base.assignment is None or outcome.assignment is None:
        return []
    seats = dict.fromkeys((*base.assignment, *outcome.assignment))
    return [
        Change(seat=seat, before=before, to=after)
        for seat in seats
        if (before := base.assignment.get(seat)) != (after := outcome.assignment.get(seat))
    ]
