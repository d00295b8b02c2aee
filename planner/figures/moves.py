"""Moves: how many seats have another occupant than today's, filled vacancies included."""

from planner.domain.composition import TeamComposition


def moves(team: TeamComposition) -> int:
    """Return the number of seats whose occupant differs from today's, or that lose theirs.

    Unlike `changes`, which counts the people who lose their seat, it counts a vacancy that is
    filled too: that is an appointment to make as much as any other.
    """
    assignment = team.composition.assignment
    return sum(assignment[seat.id] != seat.incumbent for seat in team.team.seats)
