"""`critical`: every critical row of the demand has its carriers."""

from collections.abc import Iterable
from typing import Literal

from pydantic import StrictBool

from constraints.base import Breach, Constraint
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Demand, Team
from planner.figures.team_figures import Figures
from planner.model.plan_model import PlanModel


class Critical(Constraint):
    """Critical rows hold for every team by themselves; this constraint can switch them off.

    It adds nothing to the model: each critical row that is in force is a requirement of its
    own, so that a conflict can name the row.
    """

    kind: Literal["critical"]
    off: StrictBool = False

    def sentence(self, names: Names) -> str:
        """Return what the constraint asks."""
        where = self.teams_phrase(names)
        if self.off:
            return names.pick(
                nl=f"Gedrag dat onmisbaar is, mag toch dragers tekortkomen{where}.",
                en=f"Critical behaviours may be short of carriers all the same{where}.",
            )
        return names.pick(
            nl=f"Gedrag dat onmisbaar is, heeft genoeg dragers{where}.",
            en=f"Critical behaviours have enough carriers{where}.",
        )

    def post(self, model: PlanModel) -> None:
        """Add nothing: the rows in force are requirements of their own."""

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return nothing: the rows in force are requirements of their own."""
        return []


def rows_in_force(
    situation: Situation, constraints: Iterable[Constraint]
) -> list[tuple[Team, Demand]]:
    """Return the critical rows that must have their carriers, with their teams.

    A team is free of its critical rows as soon as one `critical` constraint that names it (or
    names no teams) is off.
    """
    switched_off = [c for c in constraints if isinstance(c, Critical) and c.off]
    free = {team.id for constraint in switched_off for team in constraint.teams_meant(situation)}
    return [
        (team, row)
        for team in situation.teams
        if team.id not in free
        for row in team.demand
        if row.critical
    ]
