"""Nearness: how far below the demanded levels the best of those who count stay."""

from planner.domain.composition import TeamComposition
from planner.domain.team import Demand
from planner.figures.carriers import Carriers


def best_level(team: TeamComposition, row: Demand) -> int:
    """Return the highest known level of those who count, in tenths; else the scale's minimum."""
    known = (team.level(person, row.behaviour) for person in team.counting(row))
    return max(
        (level for level in known if level is not None),
        default=team.situation.repertoire.scale.minimum,
    )


def nearness(team: TeamComposition, carriers: Carriers) -> int:
    """Return the sum over rows of w * max(0, 10 L - 10 best).

    Where a row has a carrier, the best is there; the others are looked at.
    """
    return sum(
        row.importance * max(0, row.level - best_level(team, row))
        for row in team.rows
        if not carriers[row.behaviour]
    )
