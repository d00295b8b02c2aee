"""Who read whose profile is told in the trail: here, for every page on which profiles stand.

A page about one person is told each time. A page that shows the levels of many is told once for
each session and version of the dossier: whoever weighs what-ifs sees the same people at every
click. A page about more people than anybody reads is told as one entry about all of them.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock

from flask import Flask, Response, g, request

from planner.dossier.dossier import Dossier
from planner.store.errors import StoreError
from planner.store.kept import Kept
from planner.store.rating_rounds import RatingRounds
from planner.store.trail import Trail
from planner.web.identity import session_id
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.services import services

MOST_SUBJECTS = 200
_MOST_REMEMBERED = 10_000


def _one(_: Dossier, person: str) -> Iterable[str]:
    return (person,)


def _everybody(dossier: Dossier, _: str) -> Iterable[str]:
    return (person.id for person in dossier.people)


def _in_teams(dossier: Dossier, _: str) -> Iterable[str]:
    """Return who sits or stands around a team; candidates are on no team's page."""
    sitting = {seat.incumbent for team in dossier.teams for seat in team.seats if seat.incumbent}
    return sorted(sitting.union(*(team.circle for team in dossier.teams)))


def _rated(dossier: Dossier, _: str) -> Iterable[str]:
    """Return who of the dossier is rated in the round that the page is about."""
    inside = request.view_args or {}
    found = RatingRounds(services().store).find(inside["round_"], inside["dossier"])
    people = set(() if found is None else found.people)
    return (person.id for person in dossier.people if person.id in people)


# What stands on the page of an endpoint: an activity, and whose levels.
_READ: Mapping[str, tuple[str, Callable[[Dossier, str], Iterable[str]]]] = {
    "people.profile": ("profile.read", _one),
    # A form that was not taken shows the profile again.
    "corrections.answer": ("profile.read", _one),
    "person.attribute": ("profile.read", _one),
    "person.describe": ("profile.read", _one),
    "person.part": ("profile.read", _one),
    "person_levels.change": ("profile.read", _one),
    # So does a form of this page.
    "privacy.agree": ("profile.read", _one),
    "privacy.erase_person": ("profile.read", _one),
    "privacy.show": ("profile.read", _one),
    "choices.show": ("profiles.read", _everybody),
    "decision.show": ("profiles.read", _everybody),
    "meeting.notes": ("profiles.read", _everybody),
    "meeting_history.show": ("profiles.read", _everybody),
    "reasons.why": ("profiles.read", _everybody),
    "reasons.why_not": ("profiles.read", _everybody),
    "rounds.show": ("profiles.read", _everybody),
    "rating_results.show": ("profiles.read", _rated),
    "rating_talk.show": ("profiles.read", _rated),
    # A form that was not taken shows the page again.
    "rating_talk.change": ("profiles.read", _rated),
    "table_files.levels": ("profiles.export", _everybody),
    "table_files.ratings": ("profiles.export", _rated),
    "tables.preview": ("profiles.read", _everybody),
    "dossier_files.download": ("profiles.export", _everybody),
    "demand.look": ("profiles.read", _in_teams),
    "demand.show": ("profiles.read", _in_teams),
    "team.show": ("profiles.read", _in_teams),
    "compare.show": ("profiles.read", _everybody),
    "compare.team": ("profiles.read", _everybody),
    "compare.in_short": ("profiles.read", _everybody),
    "explore.show": ("profiles.read", _everybody),
    "meeting.show": ("profiles.read", _everybody),
    "proposals.show": ("profiles.read", _everybody),
}
# A page, or a page again whose form was not taken.
_SHOWN = frozenset({200, 422})
_ALWAYS = frozenset({"profile.read", "profiles.export"})


class _Told:
    """What was told already, for as long as the program runs."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[object, ...], None] = OrderedDict()
        self._lock = Lock()

    def is_new(self, *key: object) -> bool:
        """Tell whether something has not been told yet; from now on it has."""
        with self._lock:
            if key in self._known:
                return False
            self._known[key] = None
            if len(self._known) > _MOST_REMEMBERED:
                self._known.popitem(last=False)
            return True

    def forget(self, *key: object) -> None:
        """Let something be told anew: it could not be written."""
        with self._lock:
            self._known.pop(key, None)


def tell_of_reads(app: Flask) -> None:
    """Note in the trail whose profiles a page shows, before it is shown."""
    told = _Told()

    def note(response: Response) -> Response:
        endpoint = request.endpoint or ""
        shown = response.status_code in _SHOWN and endpoint in _READ and not g.get("closed")
        # A page has a part without levels for whoever may not see them: a decision, a task.
        if shown and may(Right.PROFILES, (request.view_args or {})["dossier"]):
            _note(told, endpoint)
        return response

    app.after_request(note)


def _note(told: _Told, endpoint: str) -> None:
    activity, whose = _READ[endpoint]
    inside = request.view_args or {}
    kept: Kept | None = g.get("shown") or services().dossiers.find(inside["dossier"])
    if kept is None:
        return
    seat, round_ = inside.get("seat"), inside.get("round_")
    key = (session_id(), endpoint, seat, round_, kept.id, kept.version)
    if activity not in _ALWAYS and not told.is_new(*key):
        return
    try:
        _write(activity, whose, kept)
    except StoreError:
        told.forget(*key)
        raise


def _write(activity: str, whose: Callable[[Dossier, str], Iterable[str]], kept: Kept) -> None:
    inside = request.view_args or {}
    subjects = tuple(whose(services().dossiers.open(kept), inside.get("person", "")))
    record = f"dossiers/{kept.id}/versions/{kept.version}"
    trail = Trail(services().store)
    if activity == "profile.read":
        trail.note(activity, record, dossier=kept.id, person=subjects[0])
    else:
        few = subjects if len(subjects) <= MOST_SUBJECTS else ()
        trail.note(activity, f"{record}#{len(subjects)}", dossier=kept.id, subjects=few)
