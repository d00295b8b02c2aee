"""Balance: the worst-covered direction of the repertoire, in per mille short."""

from planner.domain.composition import TeamComposition
from planner.domain.team import Demand
from planner.figures.carriers import Carriers
from planner.figures.coverage import coverage, demanded


def rows_by_direction(team: TeamComposition) -> dict[str, tuple[Demand, ...]]:
    """Return the team's rows of each direction that has any, in the repertoire's order."""
    repertoire = team.situation.repertoire
    grouped: dict[str, list[Demand]] = {direction.id: [] for direction in repertoire.directions}
    for row in team.rows:
        grouped[repertoire.direction_of(row.behaviour)].append(row)
    return {direction: tuple(rows) for direction, rows in grouped.items() if rows}


def balance(team: TeamComposition, carriers: Carriers) -> int:
    """Return the largest, over the directions with rows, of ceil(1000 * U / W); 0 without rows."""
    return max(
        (
            -(-1000 * coverage(rows, carriers) // demanded(rows))
            for rows in rows_by_direction(team).values()
        ),
        default=0,
    )
