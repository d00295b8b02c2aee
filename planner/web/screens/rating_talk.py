"""Talking about a round that is open: all voices side by side, the largest differences first."""

from dataclasses import replace

from flask import Blueprint, Response, redirect, request, url_for

from planner.ratings.rating import ANONYMOUS
from planner.store.accounts import Accounts
from planner.store.raters import Raters
from planner.store.rating_rounds import NotNow, RatingRound
from planner.store.ratings import RatingOvertaken, Ratings
from planner.web.answering import answer
from planner.web.editing import Refusal, Refused
from planner.web.language import words
from planner.web.paging import Paged, paged
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.round_figures import RoundFigures, figures_of
from planner.web.screens.opened import Opened, opened
from planner.web.screens.rating_form import (
    OVER_FOR_YOU,
    as_typed,
    keep_line,
    overtaken_line,
    rating_of,
)
from planner.web.screens.rating_page import (
    names_in,
    own_account,
    reader_of,
    seen_by_reader,
    seen_round,
)
from planner.web.services import services
from planner.web.telling import short, tell
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
    return _page(found, seen_round(found, round_))


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/talk")
def change(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Keep another level on one card, with the reason, and lead back to where that card is now."""
    rating, line = rating_of(dossier, round_), _line()
    found, kept = rating.found, seen_round(rating.found, round_)
    try:
        keep_line(rating, line)
    except Refused as refused:
        return _page(found, kept, refused.refusal), 422
    except RatingOvertaken as error:
        return _page(found, kept, overtaken_line([line], error)), 409
    except NotNow:
        tell(words().say(OVER_FOR_YOU))
        return redirect(url_for("ratings.look", dossier=found.id, round_=round_), 303)  # type: ignore[return-value]
    names = names_in(found)
    about = _about(line)
    tell(
        words().say(
            "Saved: {person}, {behaviour}.",
            person=short(names.person(about[0])),
            behaviour=short(names.behaviour(about[1])),
        )
    )
    return redirect(_address_of_card(found, kept, about), 303)  # type: ignore[return-value]


def _address_of_card(found: Opened, round_: RatingRound, about: tuple[str, str]) -> str:
    """Return where a card is by now: whoever agrees sinks below those who do not."""
    asked = _asked()
    talk = _talk(found, round_)
    place = next(
        (at for at, each in enumerate(talk.shown) if (each.person, each.behaviour) == about), None
    )
    return url_for(
        "rating_talk.show",
        dossier=found.id,
        round_=round_.id,
        person=asked["person"] or None,
        behaviour=asked["behaviour"] or None,
        page=None if place is None else place // PAGE_SIZE + 1,
        saved=None if place is None else place + 1,
        _anchor=None if place is None else f"point-{place + 1}",
    )


def _line() -> str:
    """Return the number of the one line that the form of a card has."""
    fields = (name.partition("-") for name in request.form)
    return next((number for field, _, number in fields if field == "person"), "")


def _about(line: str) -> tuple[str, str]:
    return request.form.get(f"person-{line}", ""), request.form.get(f"behaviour-{line}", "")


def _asked() -> dict[str, str]:
    return {name: request.args.get(name, "") for name in ("person", "behaviour")}


def _talk(found: Opened, round_: RatingRound) -> Talk:
    showing, asked = figures_of(round_).showing, _asked()
    return talk_of(showing, round_.people, reader_of(found), asked["person"], asked["behaviour"])


def _page(found: Opened, kept: RatingRound, refusal: Refusal | None = None) -> str:
    names, figures, talk = names_in(found), figures_of(kept), _talk(found, kept)
    points = _points(found, kept, figures, talk, names)
    return answer(
        "pages/ratings/talk.html",
        "fragments/ratings/_talk.html",
        dossier=found,
        round=seen_by_reader(found, kept),
        talk=talk,
        points=points if refusal is None else replace(points, items=_refused(points)),
        asked=_asked(),
        saved=request.args.get("saved", ""),
        refusal=refusal,
        labels={"reason": words().say("Why?"), f"level-{_line()}": words().say("Level")},
        people=[(each, names.person(each)) for each in kept.people],
        behaviours=[(each, names.behaviour(each)) for each in kept.behaviours],
    )


def _refused(points: Paged[TalkView]) -> list[TalkView]:
    """Return the cards, of which the one whose form was not taken shows what was typed."""
    return [
        replace(point, own=as_typed(point.own), is_refused=True)
        if point.own and _about(str(point.own.number)) == (point.person, point.behaviour)
        else point
        for point in points.items
    ]


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
        profiles=figures.showing.profiles,
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
    """Return the lines that whoever asks can still give or change, as their form numbers them."""
    store, account = services().store, own_account()
    rater = Raters(store).find(round_.id, account)
    if rater is None or not rater.counts or round_.state != "open":
        return {}
    given = Ratings(store).own(round_.id, account)
    people = [person for person in round_.people if person in rater.people]
    return {
        (person, behaviour): entry_of(
            number, (person, behaviour), round_, rater, given, names, "behaviour"
        )
        for number, person in enumerate(people, 1)
        for behaviour in round_.behaviours
        if rater.people[person] not in ANONYMOUS
    }
