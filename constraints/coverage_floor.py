"""`coverage_floor`: a team covers at least a percentage of what its task asks."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from constraints.base import Breach, TeamConstraint, Weakening
from constraints.weakening import lower_percentage
from planner.domain.exact import NeverNull, Percentage
from planner.domain.identifiers import DirectionId
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Demand
from planner.figures.coverage import coverage, covered_share, demanded
from planner.figures.team_figures import TeamFigures
from planner.model.team_model import TeamModel


def most_shortfall(asked: int, percent: Decimal) -> int:
    """Return the largest U with 100 * (W - U) >= percent * W, exactly (model.md 3)."""
    return int(asked * (100 - Fraction(percent)) / 100)


class CoverageFloor(TeamConstraint):
    """Ensures a coverage percentage, over all rows or over those of one direction."""

    kind: Literal["coverage_floor"]
    percent: Percentage
    direction: Annotated[DirectionId | None, NeverNull()] = None

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        percent = names.number(self.percent)
        where = self.teams_phrase(names)
        if self.direction is None:
            return names.pick(
                nl=f"Het team{where} dekt minstens {percent} % van wat de opgave vraagt.",
                en=f"The team{where} covers at least {percent} % of what the task asks.",
            )
        direction = names.direction(self.direction)
        return names.pick(
            nl=f"Het team{where} dekt minstens {percent} % van wat de opgave in de richting "
            f"‘{direction}’ vraagt.",
            en=f"The team{where} covers at least {percent} % of what the task asks in the "
            f"direction ‘{direction}’.",
        )

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the constraint with a lower percentage."""
        return lower_percentage(self, "percent")

    def post_team(self, team: TeamModel) -> None:
        """Ensure that the weighted shortfall over the rows stays below what the floor leaves."""
        rows = team.rows_of(self.direction)
        asked = demanded(row.demand for row in rows)
        if rows:
            team.keep_shortfall(most_shortfall(asked, self.percent), self.direction)

    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return a breach where the percentage is below the floor; none without such rows."""
        rows = self._rows(team)
        short, asked = coverage(rows, team.carriers), demanded(rows)
        excess = short - most_shortfall(asked, self.percent)
        if rows and excess > 0:
            title = names.team(team.team.team.id)
            reached = names.percent_below(covered_share(short, asked), self.percent)
            floor = names.number(self.percent)
            what = (
                ""
                if self.direction is None
                else names.pick(nl=" in de richting ", en=" in the direction ")
                + f"‘{names.direction(self.direction)}’"
            )
            text = names.pick(
                nl=f"{title}{what} dekt {reached}, en er is {floor} % gevraagd.",
                en=f"{title}{what} covers {reached}, where {floor} % is asked.",
            )
            yield Breach(text, team.team.team.id, by=excess)

    def _rows(self, team: TeamFigures) -> list[Demand]:
        direction_of = team.team.situation.repertoire.direction_of
        return [
            row
            for row in team.team.rows
            if self.direction is None or direction_of(row.behaviour) == self.direction
        ]
