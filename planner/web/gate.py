"""The profiles of candidates stay closed until the task is fixed (measurement.md).

A dossier in which nobody is but those who sit on the teams or stand around them has no candidates,
and nothing of it is closed.
"""

from collections.abc import Callable, Mapping

from flask import Flask, g, request

from planner.dossier.task import outsiders
from planner.store.freezes import Freezes
from planner.store.rating_rounds import RatingRounds
from planner.web.needs import NEEDS
from planner.web.rights import Right
from planner.web.services import services

Shown = tuple[str, int]

# What is asked by one of these opens profiles, unless it is said otherwise below.
_OPENING = frozenset({Right.PROFILES, Right.EXPLORE, Right.EXPORT})


def _never(_: frozenset[str]) -> bool:
    return False


def _with_an_answer(_: frozenset[str]) -> bool:
    """Tell whether the page shows what was worked out; without it, it is about who sits."""
    return "job" in request.args


def _of_a_candidate(candidates: frozenset[str]) -> bool:
    return (request.view_args or {}).get("person") in candidates


def _of_rated_candidates(candidates: frozenset[str]) -> bool:
    inside = request.view_args or {}
    found = RatingRounds(services().store).find(inside["round_"], inside["dossier"])
    return found is not None and bool(candidates & set(found.people))


_OTHERWISE: Mapping[str, Callable[[frozenset[str]], bool]] = {
    # What was decided, was decided with these profiles open.
    "decision_files.archive": _never,
    "decision_files.data": _never,
    # What the task does to the gap of who sits: it is what the task is fixed by.
    "demand.look": _never,
    "jobs.of_dossier": _never,
    "jobs.stop": _never,
    "proposals.show": _with_an_answer,
    "team.show": _with_an_answer,
    "corrections.answer": _of_a_candidate,
    "people.profile": _of_a_candidate,
    "rating_results.show": _of_rated_candidates,
    "rating_talk.show": _of_rated_candidates,
    "person.attribute": _of_a_candidate,
    "person.describe": _of_a_candidate,
    "person.part": _of_a_candidate,
    "person_levels.change": _of_a_candidate,
    "person_levels.change_row": _of_a_candidate,
    "privacy.download": _of_a_candidate,
}
# What opens profiles though it is asked for as a change.
_ALSO = frozenset(
    {
        "decision.propose",
        "giving_way.choose",
        "rating_results.take",
        "scenarios.make_dossier",
        "table_files.fill_in",
        "table_files.ratings",
        "tables.preview",
        "tables.show",
        "tables.take",
    }
)


def keep_closed(app: Flask, show: Callable[[str], Shown]) -> None:
    """Answer what would open the profile of a candidate with `show(dossier)` until it may."""

    def guard() -> Shown | None:
        dossier = (request.view_args or {}).get("dossier", "")
        if not _opens(request.endpoint or "", dossier):
            return None
        # What is shown instead is no profile, and is not told as one.
        g.closed = True
        return show(dossier)

    app.before_request(guard)


def candidates_closed(dossier: str) -> frozenset[str]:
    """Return whose profiles are closed in a dossier, because its task is not fixed yet."""
    if Freezes(services().store).is_fixed(dossier):
        return frozenset()
    kept = services().dossiers.find(dossier)
    return frozenset() if kept is None else outsiders(services().dossiers.open(kept))


def _opens(endpoint: str, dossier: str) -> bool:
    """Tell whether a request would open the profile of a candidate before that may be."""
    need = NEEDS.get(endpoint)
    if need not in _OPENING and endpoint not in _ALSO and endpoint not in _OTHERWISE:
        return False
    closed = candidates_closed(dossier)
    is_opening = _OTHERWISE.get(endpoint, bool)
    return bool(closed) and is_opening(closed)
