"""Figures of compositions that differ from another one in a few seats."""

from collections.abc import Mapping

from planner.domain.composition import Composition
from planner.figures.team_figures import Figures


def nearby(figures: Figures, changed: Mapping[str, str | None]) -> Figures:
    """Return the figures with other occupants on some seats; who develops stays the same.

    A team's figures depend on its own seats alone, so teams without a changed seat keep theirs: a
    round has many teams, and each chain touches few.
    """
    situation, composition = figures.situation, figures.composition
    then = Figures(
        situation, Composition({**composition.assignment, **changed}, composition.development)
    )
    touched = {situation.team_of_seat[seat].id for seat in changed}
    then.teams |= {team: own for team, own in figures.teams.items() if team not in touched}
    return then
