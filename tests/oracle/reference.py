"""The reference: figures, violations, compositions and checks of a dossier as a JSON object.

Every function takes a dossier that is valid, parsed with `json_value` (decimals are
`decimal.Decimal`) and with its repertoire written out in it.
"""

from collections.abc import Iterator

from . import checks
from .case import Case, Composition
from .checks import Reference
from .figures import figures_of
from .rules import all_items, violations_of
from .search import Table, compositions_of


def figures(dossier: dict, assignment: dict, cautious: bool = False, raised=None) -> dict:
    """Return every figure of a composition.

    `raised` goes from (person, behaviour) to a number of development steps. The result has
    `objectives` and `coverage_percent`, and under `teams` the same for each team with `coverage`
    by row, `contributions` and `marginals`.
    """
    return figures_of(Composition(Case(dossier), assignment, cautious, raised))


def violations(dossier: dict, assignment: dict, cautious: bool = False, raised=None) -> set[tuple]:
    """Return the items that a composition breaks."""
    return violations_of(Composition(Case(dossier), assignment, cautious, raised))


def items(dossier: dict) -> set[tuple]:
    """Return every item that a dossier asks."""
    return all_items(Case(dossier))


def compositions(dossier: dict, items=None, cautious: bool = False) -> Iterator[tuple[dict, dict]]:
    """Yield every (assignment, raised) that keeps all of the items; None stands for all items."""
    case = Case(dossier)
    asked = all_items(case) if items is None else set(items)
    for composition in compositions_of(case, asked, cautious):
        yield composition.assignment, composition.raised


def solve(dossier: dict, cautious: bool = False) -> dict[str, int] | None:
    """Return the best value o_i of each objective in turn; None where nothing keeps all."""
    table = Table(Case(dossier), cautious)
    best = table.best_values([], 1)
    return None if best is None else dict(zip(table.names, best, strict=True))


def check_result(
    dossier: dict | Reference,
    result: dict,
    alternatives: int = 1,
    difference: int = 1,
    cautious: bool = False,
) -> list[str]:
    """Return what is wrong with a result of `abd-planner solve --json`."""
    return checks.problems_of_result(
        _reference(dossier), result, alternatives, difference, cautious
    )


def check_evaluate(
    dossier: dict | Reference, assignment: dict | None, result: dict, cautious: bool = False
) -> list[str]:
    """Return what is wrong with a result of `abd-planner evaluate --json`.

    An assignment of None stands for the incumbents as they sit.
    """
    return checks.problems_of_evaluation(_reference(dossier), assignment, result, cautious)


def check_compare(
    dossier: dict | Reference, seat: str, result: dict, cautious: bool = False
) -> list[str]:
    """Return what is wrong with a result of `abd-planner compare --json`."""
    return checks.problems_of_comparison(_reference(dossier), seat, result, cautious)


def _reference(dossier: dict | Reference) -> Reference:
    return dossier if isinstance(dossier, Reference) else Reference(dossier)
