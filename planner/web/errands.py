"""What somebody may do in dossiers that they do not see: rate, read a decision, see themselves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from planner.domain.text import say
from planner.store.raters import Raters
from planner.web.identity import current_account
from planner.web.language import language, words
from planner.web.policy import dossiers_with
from planner.web.rights import Right
from planner.web.services import services
from planner.web.waiting import Waiting, ratings_to_give, standing_decision


@dataclass(frozen=True)
class Errand:
    """What there is for somebody in one dossier."""

    title: str
    steps: tuple[Waiting, ...]


def errands() -> list[Errand]:
    """Return what whoever asks may do in dossiers that are not in their list."""
    seen = dossiers_with(Right.SEE)
    if seen is None:
        return []
    found = []
    rights = {right: (dossiers_with(right) or frozenset()) - seen for right in _STEPS}
    for dossier in sorted(frozenset().union(*rights.values())):
        asked = [_STEPS[right] for right, dossiers in rights.items() if dossier in dossiers]
        steps = tuple(step for steps in asked for step in steps(dossier))
        kept = services().dossiers.find(dossier)
        if steps and kept is not None:
            title = say(services().dossiers.open(kept).title, language(), dossier)
            found.append(Errand(title, steps))
    return found


def _rate(dossier: str) -> Iterable[Waiting]:
    """Return what is to be rated; else the rounds to look back at what was given."""
    asked = list(ratings_to_give(dossier))
    account = current_account()
    rounds = [] if account is None else Raters(services().store).of_rater(dossier, account.id)
    if asked or all(each.closed_at for each in rounds):
        return asked
    said = words().say("You gave all that was asked of you.")
    address = url_for("rating_form.mine", dossier=dossier)
    return [Waiting(said, words().say("Look at it again"), address, waits=False)]


def _decision(dossier: str) -> Iterable[Waiting]:
    is_there = standing_decision(dossier) is not None
    said = (
        words().say("The decision is closed.")
        if is_there
        else words().say("You may read the decision here once it is closed.")
    )
    label = words().say("Read the decision") if is_there else words().say("To the decision")
    yield Waiting(said, label, url_for("decision.show", dossier=dossier), waits=is_there)


def _own_profile(dossier: str) -> Iterable[Waiting]:
    said = words().say("This dossier is about you too.")
    label = words().say("See your own profile")
    yield Waiting(said, label, url_for("mine.profile", dossier=dossier), waits=False)


# For each right that can be all that somebody has: what there is to do with it.
_STEPS: Mapping[Right, Callable[[str], Iterable[Waiting]]] = {
    Right.RATE: _rate,
    Right.DECISION: _decision,
    Right.OWN_PROFILE: _own_profile,
}
