"""Both faces of a requirement asked about one composition: they must say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from planner.dossier.dossier import Dossier
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem
from tests.building import composition_of, fix, is_possible, names_of, solver_can_give

Assignment = Mapping[str, str | None]
Raised = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Told:
    """A breach as it is told: of which item, where, by whom, by how much, in both languages."""

    item: dict[str, Any]
    team: str | None
    people: tuple[str, ...]
    by: int | Fraction
    dutch: str
    english: str


def told(
    case: Dossier, assignment: Assignment, raised: Raised | None = None, *, cautious: bool = False
) -> list[Told]:
    """Return every breach of a composition; its people may all sit where they do."""
    problem = Problem.of(case, cautious)
    composition = composition_of(problem, assignment, raised)
    for place, somebody in composition.assignment.items():
        assert somebody is None or somebody in problem.open_to[place], f"{place}: {somebody}"
    figures = Figures(problem.situation, composition)
    found = []
    for requirement in problem.asked:
        dutch = requirement.check(figures, names_of(case, "nl"))
        english = requirement.check(figures, names_of(case, "en"))
        for one, other in zip(dutch, english, strict=True):
            assert (one.team, one.people, one.by) == (other.team, other.people, other.by)
            written = requirement.item.written()
            found.append(Told(written, one.team, one.people, one.by, one.text, other.text))
    return found


def assert_allowed(
    case: Dossier, assignment: Assignment, raised: Raised | None = None, *, cautious: bool = False
) -> None:
    """Ensure that the checks find nothing, and that the solver can give the composition."""
    assert told(case, assignment, raised, cautious=cautious) == []
    assert solver_can_give(case, assignment, raised, cautious=cautious)


def all_forbidden(
    case: Dossier,
    assignment: Assignment,
    raised: Raised | None = None,
    *,
    item: Mapping[str, Any] | None = None,
    cautious: bool = False,
) -> list[Told]:
    """Return what a composition breaks: one item (the first constraint), and nothing else.

    Ensures that the solver cannot give it, and could if that item were not asked.
    """
    breaches = told(case, assignment, raised, cautious=cautious)
    wanted = {"constraint": 0} if item is None else dict(item)
    assert breaches
    assert all(breach.item == wanted for breach in breaches), breaches
    assert not solver_can_give(case, assignment, raised, cautious=cautious)
    problem = Problem.of(case, cautious)
    others = tuple(one for one in problem.asked if one.item.written() != wanted)
    model = problem.asking(others).model()
    fix(model, assignment, raised)
    assert is_possible(model)
    return breaches


def forbidden(
    case: Dossier,
    assignment: Assignment,
    raised: Raised | None = None,
    *,
    item: Mapping[str, Any] | None = None,
    cautious: bool = False,
) -> Told:
    """Return the one breach of a composition (see `all_forbidden`)."""
    breaches = all_forbidden(case, assignment, raised, item=item, cautious=cautious)
    assert len(breaches) == 1, breaches
    return breaches[0]


def assert_says(text: str, *words: str, never: tuple[str, ...] = ()) -> None:
    """Ensure that a sentence holds words, ends as one, and does not hold other words."""
    missing = [word for word in words if word not in text]
    assert not missing, f"{missing} not in {text!r}"
    wrong = [word for word in never if word in text]
    assert not wrong, f"{wrong} in {text!r}"
    assert text.endswith("."), text
    assert text[0].isupper() or text[0] in "‘0123456789", text
