"""Figures of two compositions side by side, in words that say which way is better."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from planner.analysis.words import FIGURE_LABELS, OF_ONE_TEAM
from planner.domain.names import Names
from planner.domain.priority import OBJECTIVES, Objective
from planner.figures.balance import rows_by_direction
from planner.figures.coverage import coverage, coverage_percent, demanded
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator, marked

Direction = Literal["better", "worse", "same"]

_UNITS: dict[Objective, str] = {
    "departure": marked("per cent of what is asked"),
    "balance": marked("per cent covered"),
    "nearness": marked("in levels; a heavier behaviour counts for more"),
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
    # By how much it is better than today; below zero where it is worse.
    gain: Decimal


def differences(
    today: Figures, then: Figures, words: Translator, names: Names, *, whole: bool = False
) -> list[Difference]:
    """Return every figure side by side, the covered percentage first.

    Steps of development are told where there are any, and the worst direction where any is asked;
    both always where the `whole` list is asked for.
    """
    titles = {team: names.team(team) if len(today.teams) > 1 else "" for team in today.teams}
    percents = [("", today.coverage_percent, then.coverage_percent)]
    if len(today.teams) > 1:
        percents += [
            (titles[team], today.teams[team].coverage_percent, figures.coverage_percent)
            for team, figures in then.teams.items()
        ]
    shown = [_percent(title, before, after, words, names) for title, before, after in percents]
    for objective in OBJECTIVES:
        if objective == "coverage":
            continue
        if objective in OF_ONE_TEAM:
            for team, title in titles.items():
                pair = today.teams[team], then.teams[team]
                # About directions there is nothing to say where no direction is asked.
                if objective != "balance" or whole or any(each.team.rows for each in pair):
                    shown.append(_of_team(objective, *pair, title, words, names))
            continue
        before, after = today.objectives[objective], then.objectives[objective]
        if objective != "development" or after or whole:
            shown.append(_number(objective, before, after, "", words, names))
    return shown


def _of_team(
    objective: Objective,
    today: TeamFigures,
    then: TeamFigures,
    title: str,
    words: Translator,
    names: Names,
) -> Difference:
    """Return a figure of one team."""
    if objective == "load":
        before, after = today.objectives[objective], then.objectives[objective]
        return _number(objective, before, after, title, words, names)
    if objective == "departure":
        shown = _percent("", _lost_percent(today), _lost_percent(then), words, names)
        shown = replace(shown, direction=_direction(-shown.gain), gain=-shown.gain)
    else:
        # Not from the objective, which is rounded up to a whole per mille: from the exact shares.
        shown = _percent("", weakest_percent(today), weakest_percent(then), words, names)
    label, unit = _titled(objective, title, words), words.say(_UNITS[objective])
    return replace(shown, label=label, unit=unit)


def _lost_percent(figures: TeamFigures) -> float:
    """Return how much of what is asked is lost when the member leaves who costs most."""
    asked = figures.demanded
    return round(100 * figures.objectives["departure"] / asked, 1) if asked else 0.0


def weakest_percent(figures: TeamFigures) -> float:
    """Return how much of the direction is covered that is covered worst; all if none is asked."""
    return min(
        (
            coverage_percent(coverage(rows, figures.carriers), demanded(rows))
            for rows in rows_by_direction(figures.team).values()
        ),
        default=100.0,
    )


def _number(
    objective: Objective, before: int, after: int, title: str, words: Translator, names: Names
) -> Difference:
    scale = Decimal(10) if objective == "nearness" else Decimal(1)
    return Difference(
        label=_titled(objective, title, words),
        unit=words.say(_UNITS[objective]) if objective in _UNITS else "",
        before=names.number(before / scale),
        after=names.number(after / scale),
        change=_signed((after - before) / scale, names),
        direction=_direction(before - after),
        gain=(before - after) / scale,
    )


def _titled(objective: Objective, title: str, words: Translator) -> str:
    """Return what a figure is called, with the team where there are several."""
    label = words.say(FIGURE_LABELS[objective])
    return words.say("{figure}: {team}", figure=label, team=title) if title else label


def _percent(
    title: str, before: float, after: float, words: Translator, names: Names
) -> Difference:
    gain = Decimal(str(after)) - Decimal(str(before))
    return Difference(
        label=words.say("Covered: {team}", team=title) if title else words.say("Covered"),
        unit="",
        before=words.say("{value}\N{NO-BREAK SPACE}%", value=names.number(before)),
        after=words.say("{value}\N{NO-BREAK SPACE}%", value=names.number(after)),
        change=_signed(gain, names),
        direction=_direction(gain),
        gain=gain,
    )


def _direction(gain: int | Decimal) -> Direction:
    if gain == 0:
        return "same"
    return "better" if gain > 0 else "worse"


def _signed(value: Decimal, names: Names) -> str:
    if value == 0:
        return "="
    return ("+" if value > 0 else "−") + names.number(abs(value))
