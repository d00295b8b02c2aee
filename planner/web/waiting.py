"""What waits in a dossier for whoever asks: what they are to do there themselves.

How a dossier stands is the same for all; what somebody has to do is not. Nothing here leads to a
page that they may not see.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from flask import url_for

from planner.store.corrections import Corrections
from planner.store.decision_drafts import DecisionDrafts
from planner.store.decisions import Closed, Decisions
from planner.store.freezes import Freezes
from planner.store.kept import Listed
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.store.ratings import Ratings
from planner.web.identity import current_account
from planner.web.language import words
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.services import services


@dataclass(frozen=True)
class Waiting:
    """One thing in a dossier: what is the matter, where to go, and whether it waits for them."""

    said: str
    label: str
    address: str
    waits: bool = True
    # It is theirs to do, and not just what comes next in the dossier.
    is_own: bool = True


def waiting_in(listed: Listed) -> tuple[Waiting, ...]:
    """Return what whoever asks is to do in a dossier that they see, or to know before anything."""
    return (
        *ratings_to_give(listed.id),
        *_rounds(listed.id),
        *_corrections(listed.id),
        *_task(listed),
        *_decision(listed),
    )


def ratings_to_give(dossier: str) -> Iterator[Waiting]:
    """Yield the rounds in which whoever asks has something to rate still."""
    account = current_account()
    if account is None or not may(Right.RATE, dossier):
        return
    raters = Raters(services().store)
    for each in raters.of_rater(dossier, account.id):
        rater = raters.find(each.id, account.id) if each.state == "blind" else None
        if rater is None or not rater.is_missing:
            continue
        own = Ratings(services().store).own(each.id, account.id)
        given = {pair for pair, kept in own.items() if not kept.is_gone}
        asked = product(set(each.people) & set(rater.people), each.behaviours)
        left = len(set(asked) - given)
        yield Waiting(
            words().say_count(
                "You have 1 rating to give.", "You have {number} ratings to give.", left
            )
            if left
            else words().say("You gave all your ratings. Say that you are done."),
            words().say("Rate people"),
            url_for("rating_form.show", dossier=dossier, round_=each.id),
        )


def _rounds(dossier: str) -> Iterator[Waiting]:
    """Yield the rounds that are blind still: how far they are, and whether they can be opened."""
    account = current_account()
    rounds = RatingRounds(services().store).of_dossier(dossier)
    for each in (one for one in rounds if one.state == "blind"):
        raters = [r for r in Raters(services().store).of_round(each.id) if r.counts]
        # Whoever is to rate there themselves is told that already.
        is_told = any(r.is_missing and account and r.account == account.id for r in raters)
        if not raters or is_told:
            continue
        missing = sum(rater.is_missing for rater in raters)
        yield Waiting(
            words().say("All have rated in “{round}”: it can be opened.", round=each.title)
            if not missing
            else _how_far(each, len(raters) - missing, len(raters)),
            words().say("See the round"),
            url_for("ratings.look", dossier=dossier, round_=each.id),
            waits=not missing and may(Right.OPEN_ROUND, dossier),
        )


def _how_far(round_: RatingRound, done: int, number: int) -> str:
    return words().say(
        "“{round}” runs: {done} of {number} are done.",
        round=round_.title,
        done=done,
        number=number,
    )


def _corrections(dossier: str) -> Iterator[Waiting]:
    """Yield the requests for a correction, for whoever may answer."""
    asked = Corrections(services().store).open_in(dossier) if may(Right.EDIT, dossier) else []
    if asked:
        person = asked[0].person
        yield Waiting(
            words().say_count(
                "1 request of somebody whom it is about waits.",
                "{number} requests of people whom it is about wait.",
                len(asked),
            ),
            words().say("Give an answer"),
            url_for("people.profile", dossier=dossier, person=person, _anchor="corrections"),
        )


def _task(listed: Listed) -> Iterator[Waiting]:
    """Yield that the task is not fixed, where candidates' profiles are closed because of it."""
    summary = listed.summary
    if summary.percent is None or not summary.outsiders:
        return
    if not Freezes(services().store).is_fixed(listed.id):
        may_fix = may(Right.FIX_TASK, listed.id)
        yield Waiting(
            words().say("The task is not fixed yet. Until then candidates’ profiles stay closed."),
            words().say("Fix the task") if may_fix else words().say("Look at the task"),
            url_for("demand.show", dossier=listed.id, _anchor="task-fixed"),
            waits=may_fix,
        )


def _decision(listed: Listed) -> Iterator[Waiting]:
    """Yield the decision that is being written, or the one that stands while a seat is empty."""
    if not may(Right.DECISION, listed.id):
        return
    address = url_for("decision.show", dossier=listed.id)
    if may(Right.DECIDE, listed.id) and DecisionDrafts(services().store).latest(listed.id):
        said = words().say("A decision was begun, and is not closed yet.")
        yield Waiting(said, words().say("To the decision"), address)
    elif listed.summary.empty and _is_about(standing_decision(listed.id), listed):
        said = words().say("The decision is closed.")
        yield Waiting(said, words().say("Read the decision"), address, waits=False)


def standing_decision(dossier: str) -> Closed | None:
    """Return the latest decision of a dossier that was closed and not withdrawn."""
    found = Decisions(services().store).of_dossier(dossier)
    return next((each for each in found if each.withdrawn_by is None), None)


def _is_about(decision: Closed | None, listed: Listed) -> bool:
    """Tell whether a decision is about the dossier as it stands: a later vacancy is another one."""
    return decision is not None and decision.version == listed.version
