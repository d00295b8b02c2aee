"""Changes: how many seats lose the person who sits there today."""

from planner.domain.composition import TeamComposition


def changes(team: TeamComposition) -> int:
    """Return the number of seats with an incumbent and in the composition another, or none."""
    return sum(
        seat.incumbent is not None and team.composition.assignment[seat.id] != seat.incumbent
        for seat in team.team.seats
    )
