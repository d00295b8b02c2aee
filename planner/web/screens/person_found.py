"""What the screens about people share: somebody of a dossier, and what everybody is there."""

from flask import abort, request

from planner.domain.person import Person
from planner.dossier.dossier import Dossier
from planner.web.language import words
from planner.web.screens.cautious import is_cautious
from planner.web.telling import short
from planner.web.views.people_roles import Roles


def roles_in(dossier: Dossier) -> Roles:
    """Return what everybody is in a dossier, in the reader's language; read as the address asks."""
    return Roles(dossier.situation(is_cautious()), words())


def person_in(dossier: Dossier, person: str) -> Person:
    """Return somebody of a dossier; 404 where there is nobody by that id."""
    found = next((each for each in dossier.people if each.id == person), None)
    if found is None:
        abort(404)
    return found


def team_asked(roles: Roles, person: str) -> str:
    """Return the team beside whose task somebody is shown: as the address says, else their own."""
    asked = request.args.get("team")
    if asked is None:
        return roles.teams_of(person)[0]
    if asked not in roles.situation.teams_by_id:
        abort(404)
    return asked


def name_of(person: Person) -> str:
    """Return somebody's name, short enough to be told."""
    return short(person.name or person.id)
