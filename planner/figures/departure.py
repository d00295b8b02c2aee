"""Departure: what the team's coverage loses when the one member leaves who matters most."""

from planner.domain.composition import TeamComposition
from planner.figures.carriers import Carriers


def departure_losses(team: TeamComposition, carriers: Carriers) -> dict[str, int]:
    """Return, for each member, the sum of w over the rows that they carry with c <= n."""
    losses = dict.fromkeys(team.members, 0)
    for row in team.rows:
        carrying = carriers[row.behaviour]
        if len(carrying) <= row.carriers:
            for person in carrying:
                if person in losses:
                    losses[person] += row.importance
    return losses


def departure(team: TeamComposition, carriers: Carriers) -> int:
    """Return the largest loss by one departure; 0 for a team without members."""
    return max(departure_losses(team, carriers).values(), default=0)
