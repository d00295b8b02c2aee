"""The screens, one blueprint each; and those of a dossier, in the order of its tabs."""

from dataclasses import dataclass

from flask import Blueprint

from planner.resources.catalogue import marked
from planner.web.language import words
from planner.web.screens import dossiers, history, method, proposals, sign_in, team

BLUEPRINTS: tuple[Blueprint, ...] = (
    sign_in.blueprint,
    dossiers.blueprint,
    history.blueprint,
    team.blueprint,
    proposals.blueprint,
    method.blueprint,
)


@dataclass(frozen=True)
class DossierScreen:
    """A screen of a dossier: its name, where it is, and what its tab says."""

    name: str
    endpoint: str
    label: str

    def said(self) -> str:
        """Return what the tab says in the reader's language."""
        return words().say(self.label)


_DOSSIER_SCREENS = (
    DossierScreen("team", "team.show", marked("Team now")),
    DossierScreen("proposals", "proposals.show", marked("Proposals")),
)


def dossier_screens() -> tuple[DossierScreen, ...]:
    """Return the screens of a dossier, in the order of the work."""
    return _DOSSIER_SCREENS
