"""The screens, one blueprint each; and those of a dossier, in the order of its tabs."""

from dataclasses import dataclass

from flask import Blueprint

from planner.resources.catalogue import marked
from planner.web.language import words
from planner.web.rights import Right
from planner.web.screens import (
    account,
    accountability,
    accounts,
    beginning,
    choices,
    compare,
    compare_questions,
    corrections,
    decision,
    decision_files,
    decision_letters,
    decisions,
    demand,
    demand_adding,
    dossier_files,
    dossiers,
    enrolment,
    evaluation,
    explore,
    freeze,
    giving_way,
    history,
    invitations,
    jobs,
    meeting,
    meeting_history,
    members,
    method,
    mine,
    people,
    person,
    person_levels,
    priorities,
    privacy,
    proposals,
    provider,
    rating_beginning,
    rating_form,
    rating_raters,
    rating_results,
    rating_talk,
    rating_weights,
    ratings,
    reasons,
    rounds,
    scenarios,
    seats,
    sign_in,
    structure,
    suggestions,
    table_files,
    tables,
    team,
    tour,
    trail,
    weighing,
    wishes,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    sign_in.blueprint,
    provider.blueprint,
    enrolment.blueprint,
    account.blueprint,
    accounts.blueprint,
    dossiers.blueprint,
    beginning.blueprint,
    dossier_files.blueprint,
    tour.blueprint,
    history.blueprint,
    trail.blueprint,
    privacy.blueprint,
    jobs.blueprint,
    demand.blueprint,
    demand_adding.blueprint,
    suggestions.blueprint,
    structure.blueprint,
    seats.blueprint,
    people.blueprint,
    person.blueprint,
    person_levels.blueprint,
    ratings.blueprint,
    rating_beginning.blueprint,
    rating_raters.blueprint,
    rating_weights.blueprint,
    rating_form.blueprint,
    rating_talk.blueprint,
    rating_results.blueprint,
    tables.blueprint,
    table_files.blueprint,
    team.blueprint,
    compare.blueprint,
    compare_questions.blueprint,
    meeting.blueprint,
    meeting_history.blueprint,
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
    freeze.blueprint,
    members.blueprint,
    invitations.blueprint,
    mine.blueprint,
    corrections.blueprint,
    decision.blueprint,
    decisions.blueprint,
    decision_files.blueprint,
    decision_letters.blueprint,
    evaluation.blueprint,
    accountability.blueprint,
)


@dataclass(frozen=True)
class DossierScreen:
    """A screen of a dossier: its name, where it is, and what its tab says."""

    name: str
    endpoint: str
    label: str
    # Who has not got it does not see the tab.
    right: Right
    # A screen that says something only where there are several teams.
    of_several_teams: bool = False

    def said(self) -> str:
        """Return what the tab says in the reader's language."""
        return words().say(self.label)


_DOSSIER_SCREENS = (
    DossierScreen("demand", "demand.show", marked("Task"), Right.SEE),
    DossierScreen("people", "people.show", marked("People"), Right.SEE),
    DossierScreen("ratings", "ratings.show", marked("Rate"), Right.SEE),
    DossierScreen("team", "team.show", marked("Team now"), Right.PROFILES),
    DossierScreen("compare", "compare.choose", marked("Compare candidates"), Right.PROFILES),
    DossierScreen("proposals", "proposals.show", marked("Proposals"), Right.PROFILES),
    DossierScreen("explore", "explore.show", marked("Explore"), Right.EXPLORE),
    DossierScreen("rounds", "rounds.show", marked("Round"), Right.PROFILES, of_several_teams=True),
    DossierScreen("decision", "decision.show", marked("Decision"), Right.DECISION),
)


def dossier_screens() -> tuple[DossierScreen, ...]:
    """Return the screens of a dossier, in the order of the work."""
    return _DOSSIER_SCREENS
