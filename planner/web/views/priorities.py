"""The order of what counts most, as people change it: in the units that the pages show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.analysis.findings import capitalised
from planner.analysis.words import FIGURE_MEANINGS, GOALS
from planner.domain.exact import exact_number, written_number
from planner.domain.faults import Fault, fault_at
from planner.domain.priority import OBJECTIVES, Objective
from planner.dossier.dossier import Dossier
from planner.figures.coverage import demanded
from planner.resources.catalogue import Translator, marked
from planner.web.language import number

# What a figure means, said as the pages show it: percentages where the search has other units.
_MEANINGS: dict[Objective, str] = {
    **FIGURE_MEANINGS,
    "coverage": marked("How much of what is asked has no carrier, a heavier behaviour for more."),
    "balance": marked("How many per cent the weakest direction lacks."),
}
# What one of a figure is, where it may be given up.
_UNITS: dict[Objective, str] = {
    "coverage": marked("per cent of what is asked"),
    "departure": marked("per cent of what is asked"),
    "load": marked("leading roles"),
    "balance": marked("percentage points"),
    "nearness": marked("levels (a heavier behaviour counts for more)"),
    "changes": marked("people"),
    "development": marked("steps"),
}
# How many of the search's units are one of the pages'.
_SCALES: Mapping[Objective, int] = {"balance": 10, "nearness": 10}
# Of these the search counts carriers by importance, and the pages show parts of what is asked.
_OF_WHAT_IS_ASKED: tuple[Objective, ...] = ("coverage", "departure")
SLACK = "slack-"


@dataclass(frozen=True)
class PriorityView:
    """One objective in the order: its goal, what its figure means, and what may be given up."""

    objective: Objective
    label: str
    meaning: str
    slack: str
    unit: str

    @property
    def field(self) -> str:
        """The name of the field with what may be given up."""
        return f"{SLACK}{self.objective}"


@dataclass(frozen=True)
class PrioritiesView:
    """The order; what does not count; and whether it is the order that the planner starts with."""

    order: tuple[PriorityView, ...]
    left_out: tuple[PriorityView, ...]
    is_default: bool

    @property
    def labels(self) -> dict[str, str]:
        """What each field is about, for the summary of mistakes."""
        return {each.field: each.label for each in self.order}


def priorities_view(dossier: Dossier, words: Translator) -> PrioritiesView:
    """Return the priorities of a dossier in the reader's language."""
    order = dossier.objectives_in_order()
    counted = {priority.objective for priority in order}
    asked = _asked(dossier)
    # Without permission nobody develops, so that there is nothing to count.
    left_out = [
        each
        for each in OBJECTIVES
        if each not in counted and (each != "development" or dossier.development)
    ]
    return PrioritiesView(
        tuple(_view(each.objective, each.slack, asked, words) for each in order),
        tuple(_view(each, 0, asked, words) for each in left_out),
        "priorities" not in dossier.model_fields_set,
    )


def _asked(dossier: Dossier) -> int:
    """Return what all tasks of a dossier ask together, each carrier weighed by importance."""
    return sum(demanded(team.demand) for team in dossier.situation().teams)


def _view(objective: Objective, slack: int, asked: int, words: Translator) -> PriorityView:
    return PriorityView(
        objective=objective,
        label=capitalised(words.say(GOALS[objective])),
        meaning=words.say(_MEANINGS[objective]),
        slack=_shown(objective, slack, asked) if slack else "",
        unit=words.say(_UNITS[objective]),
    )


def _shown(objective: Objective, slack: int, asked: int) -> str:
    """Return what may be given up as the pages show it: typed back, it is the same again."""
    if objective not in _OF_WHAT_IS_ASKED or not asked:
        return number(Decimal(slack) / _SCALES.get(objective, 1), grouped=False)
    decimals = 1
    while 10 ** (decimals + 2) <= asked:
        decimals += 1
    # Rounded up, so that it still is enough for the last carrier that it allows to be missing.
    steps = -(-slack * 10 ** (decimals + 2) // asked)
    return number(Decimal(steps).scaleb(-decimals), decimals, grouped=False)


def written_slack(dossier: Dossier, objective: Objective, typed: Any) -> Any:
    """Return what may be given up as a dossier's file has it, of what was typed on a page.

    What is no number, or below 0, stays as it is, so that the mistake is told at its place.
    """
    if isinstance(typed, str) or typed < 0:
        return typed
    asked = _asked(dossier)
    if objective in _OF_WHAT_IS_ASKED and asked:
        return int(exact_number(typed) * asked / 100)
    return written_number(exact_number(typed) * _SCALES.get(objective, 1))


def too_little(dossier: Dossier, objective: Objective, typed: Any) -> Fault | None:
    """Return that so little cannot be given up: less than what the least carrier weighs."""
    if isinstance(typed, str) or typed <= 0 or written_slack(dossier, objective, typed) != 0:
        return None
    least = _shown(objective, 1, _asked(dossier))
    return fault_at("", "must be 0, or at least {least}: no carrier weighs less", least=least)


def reordered(order: Iterable[Objective], objective: Objective, step: str) -> list[Objective]:
    """Return the order after a step of one objective: `up`, `down`, `out` or `in`.

    What stands at the end already stays there; the last one that is left is not taken out.
    """
    listed = list(order)
    if step == "in":
        return listed if objective in listed else [*listed, objective]
    if objective not in listed:
        return listed
    if step == "out":
        return [each for each in listed if each != objective] or listed
    here = listed.index(objective)
    there = max(0, min(len(listed) - 1, here + (-1 if step == "up" else 1)))
    listed[here], listed[there] = listed[there], listed[here]
    return listed
