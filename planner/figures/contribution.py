"""Contribution: what each person adds to what the team covers."""

from fractions import Fraction

from planner.domain.composition import TeamComposition
from planner.figures.carriers import Carriers


def everybody(team: TeamComposition) -> tuple[str, ...]:
    """Return all who count for at least one row: members first, then the circle."""
    return tuple(dict.fromkeys(p for row in team.rows for p in team.counting(row)))


def contributions(team: TeamComposition, carriers: Carriers) -> dict[str, Fraction]:
    """Return each person's exact Shapley value of v(S) = sum of w * min(n, c(S)).

    Within a row all carriers are alike, so each gets an equal part of w * min(n, c).
    """
    result = dict.fromkeys(everybody(team), Fraction(0))
    for row in team.rows:
        carrying = carriers[row.behaviour]
        if carrying:
            part = Fraction(row.importance * min(row.carriers, len(carrying)), len(carrying))
            for person in carrying:
                result[person] += part
    return result


def contribution_of(person: str, team: TeamComposition, carriers: Carriers) -> Fraction:
    """Return what `contributions` has for one person; nothing else is worked out for it."""
    return sum(
        (
            Fraction(row.importance * min(row.carriers, len(carrying)), len(carrying))
            for row in team.rows
            if person in (carrying := carriers[row.behaviour])
        ),
        Fraction(0),
    )


def marginals(team: TeamComposition, carriers: Carriers) -> dict[str, int]:
    """Return, for each person, v(S) - v(S without them)."""
    result = dict.fromkeys(everybody(team), 0)
    for row in team.rows:
        carrying = carriers[row.behaviour]
        if len(carrying) <= row.carriers:
            for person in carrying:
                result[person] += row.importance
    return result
