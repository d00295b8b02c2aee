"""Checks what `front` answers: the smallest coverage with so many changes at most."""

from .case import Composition
from .checks import (
    Problems,
    Reference,
    check_frame,
    check_keys,
    mapping,
    read_assignment,
    read_development,
    sequence,
)
from .figures import round_half_up, whole_objective, whole_percentage
from .rules import violations_of


def front(reference: Reference, cautious: bool) -> list[Composition]:
    """Return a composition for each number of changes with which the coverage improves."""
    best: dict[int, Composition] = {}
    for composition in reference.compositions(cautious):
        changed = whole_objective(composition, "changes")
        if changed not in best or _coverage(composition) < _coverage(best[changed]):
            best[changed] = composition
    points: list[Composition] = []
    for _, composition in sorted(best.items()):
        if not points or _coverage(composition) < _coverage(points[-1]):
            points.append(composition)
    return points


def _coverage(composition: Composition) -> int:
    return whole_objective(composition, "coverage")


def exit_code(reference: Reference, cautious: bool) -> int:
    """Return the exit code of `front`."""
    return 0 if reference.compositions(cautious) else 3


def problems_of_front(reference: Reference, result: dict, cautious: bool) -> list[str]:
    """Return what is wrong with a result of `front`."""
    problems = Problems()
    check_frame(result, "front", problems)
    check_keys(result, {"format", "points", "seed", "seconds", "versions"}, "keys", problems)
    problems.expect(isinstance(result.get("points"), list), "points", "is no list")
    points = [mapping(point) for point in sequence(result.get("points"))]
    expected = [
        (whole_objective(composition, "changes"), _coverage(composition))
        for composition in front(reference, cautious)
    ]
    found = [(point.get("changes"), point.get("coverage")) for point in points]
    problems.equal(found, expected, "(changes, coverage) of the points")
    for index, point in enumerate(points):
        _check_point(point, reference, cautious, f"points[{index}]", problems)
    return problems


def _check_point(
    point: dict, reference: Reference, cautious: bool, place: str, problems: Problems
) -> None:
    case = reference.case
    keys = {"changes", "coverage", "coverage_percent", "assignment", "proven"}
    if case.development is not None:
        keys.add("development")
    check_keys(point, keys, place, problems)
    problems.equal(point.get("proven"), True, f"{place}.proven")
    assignment = read_assignment(point.get("assignment"), case, f"{place}.assignment", problems)
    if assignment is None:
        return
    raised = read_development(
        point.get("development"), case, assignment, f"{place}.development", problems
    )
    composition = Composition(case, assignment, cautious, raised)
    broken = violations_of(composition)
    problems.expect(not broken, place, f"breaks {sorted(broken, key=str)}")
    problems.number(
        point.get("changes"), whole_objective(composition, "changes"), f"{place}.changes"
    )
    problems.number(point.get("coverage"), _coverage(composition), f"{place}.coverage")
    percent = round_half_up(whole_percentage(composition))
    problems.number(point.get("coverage_percent"), percent, f"{place}.coverage_percent")
