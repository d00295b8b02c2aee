"""The tour of a worked example: each step a finding from its figures, and where to see it."""

from collections.abc import Callable
from functools import cache

from planner.resources.catalogue import Translator
from planner.web.views.beginning import read_example
from planner.web.views.tour_case import Case, Step
from planner.web.views.tour_choice import comparison, people_decide, proposals, what_if
from planner.web.views.tour_team import carriers, departure, gap, task

EXAMPLE = "mt-uitvoering"

_STEPS: tuple[Callable[[Case], Step], ...] = (
    task,
    carriers,
    gap,
    departure,
    comparison,
    proposals,
    what_if,
    people_decide,
)


@cache
def tour(language: str) -> tuple[Step, ...]:
    """Return the steps in a language; the example never changes, so they are made once."""
    case = Case(read_example(EXAMPLE), Translator(language))
    return tuple(step(case) for step in _STEPS)
