"""What somebody may do in dossiers that they do not see: rate, read a decision, see themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from planner.domain.text import say
from planner.resources.catalogue import marked
from planner.store.raters import Raters
from planner.web.identity import current_account
from planner.web.language import language, words
from planner.web.policy import dossiers_with
from planner.web.rights import Right
from planner.web.services import services

# For each right that can be all that somebody has: where it is done, and what it is called.
_PLACES: Mapping[Right, tuple[str, str]] = {
    Right.DECISION: ("decision.show", marked("Read the decision")),
    Right.RATE: ("rating_form.mine", marked("Rate people")),
    Right.OWN_PROFILE: ("mine.profile", marked("See your own profile")),
}


@dataclass(frozen=True)
class Errand:
    """One thing to do in one dossier."""

    title: str
    said: str
    address: str


def errands() -> list[Errand]:
    """Return what whoever asks may do in dossiers that are not in their list."""
    seen = dossiers_with(Right.SEE)
    if seen is None:
        return []
    found = []
    for right, (endpoint, said) in _PLACES.items():
        for dossier in sorted((dossiers_with(right) or frozenset()) - seen):
            kept = services().dossiers.find(dossier)
            if kept is not None and (right is not Right.RATE or _rates_in(dossier)):
                title = say(services().dossiers.open(kept).title, language(), dossier)
                address = url_for(endpoint, dossier=dossier)
                found.append(Errand(title, words().say(said), address))
    return found


def _rates_in(dossier: str) -> bool:
    """Tell whether something in a dossier waits for whoever asks to rate it."""
    account = current_account()
    rounds = [] if account is None else Raters(services().store).of_rater(dossier, account.id)
    return any(each.closed_at is None for each in rounds)
