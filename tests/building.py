"""Small dossiers in a few words, and what the program says of them.

A test says only what it is about: levels lie on a scale from 1 to 5, everybody is a candidate for
every seat that does not say otherwise, and all that can be left out of a dossier is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.dossier.reading import validated
from planner.figures.team_figures import Figures, TeamFigures
from planner.model.plan_model import PlanModel
from planner.solver.backends import Backend, Task, Verdict, solve
from planner.solver.problem import Problem
from planner.solver.proposals import Answers, search
from planner.solver.tiers import Found

# Behaviour -> direction, where a dossier does not bring behaviours of its own.
BEHAVIOURS = {"trust": "inward", "candour": "upward", "network": "outward", "crisis": "across"}


def person(
    identifier: str,
    levels: Mapping[str, Any] | None = None,
    *,
    name: str | None = None,
    **attributes: Any,
) -> dict[str, Any]:
    """Return somebody, called by their id with a capital; other keywords are attributes."""
    return {
        "id": identifier,
        "name": name or identifier.capitalize(),
        "levels": dict(levels or {}),
        "attributes": attributes,
    }


def row(
    behaviour: str, *, importance: int = 1, level: Any = 3, carriers: int = 1, **more: Any
) -> dict[str, Any]:
    """Return one demand: one carrier at level 3, of importance 1, unless told otherwise."""
    return {
        "behaviour": behaviour,
        "importance": importance,
        "level": level,
        "carriers": carriers,
        **more,
    }


def seat(identifier: str, incumbent: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a seat, vacant where no incumbent is given."""
    return {"id": identifier, "incumbent": incumbent, **more}


def team(
    identifier: str, seats: Sequence[Any], demand: Sequence[Any] = (), **more: Any
) -> dict[str, Any]:
    """Return a team, called by its id in capitals; a seat may be given by its id alone."""
    return {
        "id": identifier,
        "title": identifier.upper(),
        "seats": [seat(one) if isinstance(one, str) else one for one in seats],
        "demand": list(demand),
        **more,
    }


def dossier(
    people: Sequence[dict[str, Any]],
    teams: Sequence[dict[str, Any]],
    constraints: Sequence[dict[str, Any]] = (),
    *,
    candidates: Sequence[str] | None = None,
    priorities: Sequence[str] = ("coverage",),
    behaviours: Mapping[str, str] | None = None,
    scale: tuple[int, int] = (1, 5),
) -> Dossier:
    """Return a dossier, read and checked as a file would be."""
    known = BEHAVIOURS if behaviours is None else behaviours
    return validated(
        {
            "format": "abd-planner/dossier/1",
            "title": "Klein",
            "repertoire": {
                "id": "klein",
                "scale": {"minimum": scale[0], "maximum": scale[1]},
                "directions": [
                    {"id": direction, "label": direction.capitalize()}
                    for direction in dict.fromkeys(known.values())
                ],
                "behaviours": [
                    {"id": name, "direction": direction, "label": name.capitalize()}
                    for name, direction in known.items()
                ],
            },
            "people": list(people),
            "candidates": (
                [one["id"] for one in people] if candidates is None else list(candidates)
            ),
            "teams": list(teams),
            "constraints": list(constraints),
            "priorities": [{"objective": objective} for objective in priorities],
        }
    )


def composition_of(
    problem: Problem,
    assignment: Mapping[str, str | None],
    raised: Mapping[tuple[str, str], int] | None = None,
) -> Composition:
    """Return a composition; seats that are not named are empty, `raised` counts steps."""
    steps = []
    for (somebody, behaviour), number in (raised or {}).items():
        assert problem.permission is not None
        steps.append(problem.permission.develop(problem.situation, somebody, behaviour, number))
    everywhere = dict.fromkeys(problem.situation.seats) | dict(assignment)
    return Composition(everywhere, tuple(steps))


def figures_of(
    case: Dossier,
    assignment: Mapping[str, str | None],
    raised: Mapping[tuple[str, str], int] | None = None,
    *,
    cautious: bool = False,
) -> Figures:
    """Return the figures of a composition."""
    problem = Problem.of(case, cautious)
    return Figures(problem.situation, composition_of(problem, assignment, raised))


def team_figures(
    case: Dossier,
    assignment: Mapping[str, str | None],
    raised: Mapping[tuple[str, str], int] | None = None,
    *,
    cautious: bool = False,
) -> TeamFigures:
    """Return the figures of the first team."""
    return figures_of(case, assignment, raised, cautious=cautious).teams[case.teams[0].id]


def names_of(case: Dossier, language: str) -> Names:
    """Return how things in a dossier are called in a language."""
    return Names(case.situation(), language)


def sentences(case: Dossier, index: int = 0) -> tuple[str, str]:
    """Return what a constraint asks, in Dutch and in English."""
    constraint = case.constraints[index]
    return constraint.sentence(names_of(case, "nl")), constraint.sentence(names_of(case, "en"))


def fix(
    model: PlanModel,
    assignment: Mapping[str, str | None],
    raised: Mapping[tuple[str, str], int] | None = None,
) -> None:
    """Hold a model at one composition: everybody's seat, and every step of development."""
    occupancy = model.occupancy
    for place, open_to in occupancy.open_to.items():
        for somebody in open_to:
            sits = int(assignment.get(place) == somebody)
            model.program.exactly(occupancy.sits(place, somebody), sits)
    left = dict(raised or {})
    for pair, states in occupancy.development.all_states().items():
        taken = left.pop(pair, 0)
        for state in states:
            model.program.exactly(state.indicator, int(state.steps == taken))
        assert taken <= len(states), f"{pair} cannot be raised so often in the model"
    assert not left, f"{left} cannot be raised in the model"


def is_possible(model: PlanModel) -> bool:
    """Tell whether a model has a solution."""
    verdict = solve(Task(model.program.mathopt), Backend.CP_SAT, None).verdict
    assert verdict.decided
    return verdict is Verdict.OPTIMAL


def solver_can_give(
    case: Dossier,
    assignment: Mapping[str, str | None],
    raised: Mapping[tuple[str, str], int] | None = None,
    *,
    cautious: bool = False,
) -> bool:
    """Tell whether a composition is a solution of the model with all that the dossier asks."""
    model = Problem.of(case, cautious).model()
    fix(model, assignment, raised)
    return is_possible(model)


def proposal(case: Dossier, *, cautious: bool = False, **changed: Any) -> Found:
    """Return the optimal proposal; `changed` replaces parts of the problem before."""
    problem = replace(Problem.of(case, cautious), **changed)
    answers = search(problem)
    assert answers.status(1) == "optimal"
    return answers.proposals[0]


def proposed(case: Dossier, *, cautious: bool = False) -> dict[str, str | None]:
    """Return who sits where in the optimal proposal."""
    return dict(proposal(case, cautious=cautious).composition.assignment)


def conflict(case: Dossier, *, cautious: bool = False) -> list[dict[str, Any]]:
    """Return the items that a search for an infeasible dossier says to clash."""
    answers: Answers = search(Problem.of(case, cautious))
    assert answers.status(1) == "infeasible"
    assert answers.conflict_minimal
    return [item.written() for item in answers.conflict]
