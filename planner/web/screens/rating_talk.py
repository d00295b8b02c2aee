"""Talking about a round that is open: all voices side by side, the largest differences first."""

from flask import Blueprint, request

from planner.ratings.rating import ANONYMOUS
from planner.store.accounts import Accounts
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRound
from planner.store.ratings import Ratings
from planner.web.answering import answer
from planner.web.paging import Paged, paged
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.round_figures import RoundFigures, figures_of
from planner.web.screens.opened import Opened, opened
from planner.web.screens.rating_page import (
    names_in,
    own_account,
    reader_of,
    seen_by_reader,
    seen_round,
)
from planner.web.services import services
from planner.web.views.rating_form import Entry, entry_of
from planner.web.views.rating_names import RoundNames
from planner.web.views.rating_talk import Talk, TalkReader, TalkView, talk_of
from planner.web.views.trail import said_account

blueprint = Blueprint("rating_talk", __name__)

PAGE_SIZE = 10


@blueprint.get("/dossiers/<dossier>/ratings/<round_>/talk")
def show(dossier: str, round_: str) -> str:
    """Show where voices differ, then where they do not."""
    found = opened(dossier)
    kept, names = seen_round(found, round_), names_in(found)
    figures = figures_of(kept)
    person, behaviour = request.args.get("person", ""), request.args.get("behaviour", "")
    talk = talk_of(figures.showing, kept.people, reader_of(found), person, behaviour)
    return answer(
        "pages/ratings/talk.html",
        "fragments/ratings/_talk.html",
        dossier=found,
        round=seen_by_reader(found, kept),
        talk=talk,
        points=_points(found, kept, figures, talk, names),
        asked={"person": person, "behaviour": behaviour},
        people=[(each, names.person(each)) for each in kept.people],
        behaviours=[(each, names.behaviour(each)) for each in kept.behaviours],
    )


def _points(
    found: Opened, round_: RatingRound, figures: RoundFigures, talk: Talk, names: RoundNames
) -> Paged[TalkView]:
    page = paged(talk.shown, request.args.get("page", ""), PAGE_SIZE)
    reader = TalkReader(
        names=names,
        called=_called(found, figures, round_, names),
        changed=Ratings(services().store).changed(round_.id),
        reader=reader_of(found),
        own=_own(round_, names),
    )
    first = (page.number - 1) * PAGE_SIZE + 1
    views = [
        reader.view(first + position, each, talk.points.get((each.person, each.behaviour)))
        for position, each in enumerate(page.items)
    ]
    return Paged(views, page.number, page.pages, page.total)


def _called(
    found: Opened, figures: RoundFigures, round_: RatingRound, names: RoundNames
) -> dict[str, str]:
    """Return what each is called who may be seen by themselves: colleagues of the committee.

    Others are known by name to whoever invites alone; the rest sees what they are, and a number.
    """
    store, sees_invited = services().store, may(Right.MEMBERS, found.id)
    accounts = Accounts(store)
    called = {person: names.person(person) for person in round_.people}
    sources = {each.rater: each.source for each in figures.whole.ratings}
    for rater, rated in figures.numbers.items():
        account = accounts.find(rater)
        if sees_invited or sources[rater] == "committee":
            called[rater] = rater if account is None else said_account(account, names.words)
        else:
            called[rater] = f"{names.source(sources[rater])} {rated}"
    return called


def _own(round_: RatingRound, names: RoundNames) -> dict[tuple[str, str], Entry]:
    """Return the lines that whoever asks can still give or change."""
    store, account = services().store, own_account()
    rater = Raters(store).find(round_.id, account)
    if rater is None or not rater.counts or round_.state != "open":
        return {}
    given = Ratings(store).own(round_.id, account)
    return {
        (person, behaviour): entry_of(
            1, (person, behaviour), round_, rater, given, names, "behaviour"
        )
        for person, source in rater.people.items()
        for behaviour in round_.behaviours
        if source not in ANONYMOUS
    }
