"""Job fit: what a classic ranking of a person against a job would say. Shown, never optimised."""

from fractions import Fraction

from planner.domain.composition import TeamComposition


def job_fit(team: TeamComposition, person: str) -> Fraction | None:
    """Return 100 * sum(w * min(level, L)) / sum(w * L); `None` where that has no meaning.

    An unknown level counts as the scale's minimum.
    """
    lowest = team.situation.repertoire.scale.minimum
    asked = sum(row.importance * row.level for row in team.rows)
    if asked == 0:
        return None
    met = 0
    for row in team.rows:
        level = team.level(person, row.behaviour)
        met += row.importance * min(lowest if level is None else level, row.level)
    return Fraction(100 * met, asked)


def rounded(value: Fraction) -> float:
    """Return a figure rounded half up to one decimal."""
    return (value * 10 + Fraction(1, 2)).__floor__() / 10
