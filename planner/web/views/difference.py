"""Figures of two compositions side by side, in words that say which way is better."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from planner.domain.names import Names
from planner.domain.priority import OBJECTIVES, Objective
from planner.figures.team_figures import Figures
from planner.resources.catalogue import Translator, marked

Direction = Literal["better", "worse", "same"]

_LABELS: dict[Objective, str] = {
    "departure": marked("Lost by the costliest departure"),
    "load": marked("Leading roles of the busiest"),
    "balance": marked("Worst-covered direction"),
    "nearness": marked("Distance to the levels"),
    "changes": marked("People who leave their seat"),
    "development": marked("Development steps"),
}
_UNITS: dict[Objective, str] = {
    "departure": marked("points of importance"),
    "load": marked("rows that one person leads"),
    "balance": marked("per cent short"),
    "nearness": marked("level points, weighed by importance"),
}


@dataclass(frozen=True)
class Difference:
    """One figure today and in a proposal."""

    label: str
    unit: str
    before: str
    after: str
    change: str
    direction: Direction


def differences(today: Figures, then: Figures, words: Translator, names: Names) -> list[Difference]:
    """Return every figure side by side, the covered percentage first."""
    percents = [("", today.coverage_percent, then.coverage_percent)]
    if len(today.teams) > 1:
        percents += [
            (names.team(team), today.teams[team].coverage_percent, figures.coverage_percent)
            for team, figures in then.teams.items()
        ]
    shown = [_percent(title, before, after, words, names) for title, before, after in percents]
    for objective in OBJECTIVES:
        before, after = today.objectives[objective], then.objectives[objective]
        if objective == "coverage" or (objective == "development" and not after):
            continue
        if objective == "balance" and len(today.teams) == 1:
            shown.append(_weakest(before, after, words, names))
            continue
        scale = Decimal(10) if objective in ("balance", "nearness") else Decimal(1)
        shown.append(
            Difference(
                label=words.say(_LABELS[objective]),
                unit=words.say(_UNITS[objective]) if objective in _UNITS else "",
                before=names.number(before / scale),
                after=names.number(after / scale),
                change=_signed((after - before) / scale, names),
                direction=_direction(before - after),
            )
        )
    return shown


def _weakest(before: int, after: int, words: Translator, names: Names) -> Difference:
    """Return how much of the weakest direction of the one team is covered."""
    covered = [float(100 - Decimal(short) / 10) for short in (before, after)]
    shown = _percent("", covered[0], covered[1], words, names)
    label = _LABELS["balance"]
    return replace(shown, label=words.say(label), unit=words.say("per cent covered"))


def _percent(
    title: str, before: float, after: float, words: Translator, names: Names
) -> Difference:
    gain = Decimal(str(after)) - Decimal(str(before))
    return Difference(
        label=words.say("Covered: {team}", team=title) if title else words.say("Covered"),
        unit="",
        before=words.say("{value}%", value=names.number(before)),
        after=words.say("{value}%", value=names.number(after)),
        change=_signed(gain, names),
        direction=_direction(gain),
    )


def _direction(gain: int | Decimal) -> Direction:
    if gain == 0:
        return "same"
    return "better" if gain > 0 else "worse"


def _signed(value: Decimal, names: Names) -> str:
    if value == 0:
        return "="
    return ("+" if value > 0 else "−") + names.number(abs(value))
