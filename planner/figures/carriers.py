"""Carriers: who counts for a row and has the demanded level or more."""

from planner.domain.composition import TeamComposition

# Behaviour -> its carriers: members in the order of the seats, then the circle.
Carriers = dict[str, tuple[str, ...]]


def carriers(team: TeamComposition) -> Carriers:
    """Return the carriers of each row: those who count, whose level is known and high enough."""
    return {
        row.behaviour: tuple(
            person
            for person in team.counting(row)
            if (level := team.level(person, row.behaviour)) is not None and level >= row.level
        )
        for row in team.rows
    }
