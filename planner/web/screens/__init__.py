"""The screens, one blueprint each; and those of a dossier, in the order of its tabs."""

from dataclasses import dataclass

from flask import Blueprint

from planner.resources.catalogue import marked
from planner.web.language import words
from planner.web.screens import (
    beginning,
    choices,
    compare,
    compare_questions,
    demand,
    demand_adding,
    dossier_files,
    dossiers,
    explore,
    giving_way,
    history,
    jobs,
    level_tables,
    method,
    people,
    person,
    person_levels,
    priorities,
    proposals,
    reasons,
    rounds,
    scenarios,
    seats,
    sign_in,
    structure,
    suggestions,
    team,
    tour,
    weighing,
    wishes,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    sign_in.blueprint,
    dossiers.blueprint,
    beginning.blueprint,
    dossier_files.blueprint,
    tour.blueprint,
    history.blueprint,
    jobs.blueprint,
    demand.blueprint,
    demand_adding.blueprint,
    suggestions.blueprint,
    structure.blueprint,
    seats.blueprint,
    people.blueprint,
    person.blueprint,
    person_levels.blueprint,
    level_tables.blueprint,
    team.blueprint,
    compare.blueprint,
    compare_questions.blueprint,
    proposals.blueprint,
    wishes.blueprint,
    priorities.blueprint,
    giving_way.blueprint,
    reasons.blueprint,
    choices.blueprint,
    explore.blueprint,
    scenarios.blueprint,
    weighing.blueprint,
    rounds.blueprint,
    method.blueprint,
)


@dataclass(frozen=True)
class DossierScreen:
    """A screen of a dossier: its name, where it is, and what its tab says."""

    name: str
    endpoint: str
    label: str
    # A screen that says something only where there are several teams.
    of_several_teams: bool = False

    def said(self) -> str:
        """Return what the tab says in the reader's language."""
        return words().say(self.label)


_DOSSIER_SCREENS = (
    DossierScreen("demand", "demand.show", marked("Task")),
    DossierScreen("people", "people.show", marked("People")),
    DossierScreen("team", "team.show", marked("Team now")),
    DossierScreen("compare", "compare.choose", marked("Compare candidates")),
    DossierScreen("proposals", "proposals.show", marked("Proposals")),
    DossierScreen("explore", "explore.show", marked("Explore")),
    DossierScreen("rounds", "rounds.show", marked("Round"), of_several_teams=True),
)


def dossier_screens() -> tuple[DossierScreen, ...]:
    """Return the screens of a dossier, in the order of the work."""
    return _DOSSIER_SCREENS
