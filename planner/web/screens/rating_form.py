"""Rating by the anchors: a page at a time, saved as one goes, and nothing of what others give."""

from dataclasses import dataclass, replace

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from planner.domain.faults import fault_at
from planner.ratings.rating import Evidence
from planner.resources.catalogue import marked
from planner.store.raters import Rater, Raters
from planner.store.rating_rounds import NotNow, RatingRound
from planner.store.ratings import NeedsReason, RatingOvertaken, Ratings
from planner.web.answering import wants_fragment
from planner.web.editing import Refusal, Refused
from planner.web.language import level as level_text
from planner.web.language import words
from planner.web.rating_lines import PARTS, filled_lines, given_line
from planner.web.screens.opened import Opened, opened
from planner.web.screens.rating_page import (
    names_in,
    own_account,
    round_in,
    typed_reason,
)
from planner.web.services import services
from planner.web.telling import tell
from planner.web.views.rating_form import (
    By,
    Entry,
    FormView,
    form_view,
    usual_by,
)

blueprint = Blueprint("rating_form", __name__)

OVER_FOR_YOU = marked("This round is over for you: what you gave before stands.")
_OPENED_MEANWHILE = marked(
    "not saved yet, because the round was opened meanwhile. Say why you still give this"
)


@dataclass(frozen=True)
class Rating:
    """A round in which whoever asks rates, and what they are in it."""

    found: Opened
    round: RatingRound
    rater: Rater


@blueprint.get("/dossiers/<dossier>/ratings/mine")
def mine(dossier: str) -> Response | str:
    """Lead to what somebody is to rate; where there are several rounds, show which."""
    found = opened(dossier)
    rounds = Raters(services().store).of_rater(found.id, own_account())
    waiting = [each for each in rounds if each.closed_at is None]
    if len(waiting) == 1:
        return _to_form(found.id, waiting[0].id)
    return render_template("pages/ratings/mine.html", dossier=found, rounds=waiting)


@blueprint.get("/dossiers/<dossier>/ratings/<round_>/form")
def show(dossier: str, round_: str) -> str:
    """Show a page of the form, with what was given."""
    return _page(rating_of(dossier, round_))


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/form")
def save(dossier: str, round_: str) -> Response | str | tuple[str, int]:
    """Keep what was given on a page; with `item`, on one line of it."""
    rating = rating_of(dossier, round_)
    only = request.form.get("item", "")
    numbers = [only] if only else filled_lines()
    view = _view(rating)
    try:
        for number in numbers:
            keep_line(rating, number)
    except Refused as refused:
        return _answer(rating, only, refused.refusal), 422
    except RatingOvertaken as error:
        return _answer(rating, only, overtaken_line(numbers, error)), 409
    except NotNow:
        return _over(rating)
    if only and wants_fragment():
        return _answer(rating, only)
    after = view.next if request.form.get("go") == "next" else None
    address = _address(rating, view.by, view.item.position if after is None else after.position)
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/form/done")
def finish(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Say that all is given; until the round is opened it can still be changed."""
    rating = rating_of(dossier, round_)
    view = _view(rating)
    if not view.is_complete:
        template = marked("waits for {number} ratings that are not given yet")
        fault = fault_at("done", template, number=view.asked - view.given)
        return _page(rating, Refusal({"done": (fault,)})), 422
    try:
        Raters(services().store).finish(rating.found.id, round_, rating.rater.account)
    except NotNow:
        return _over(rating)
    if rating.round.is_seen:
        tell(words().say("Thank you: you are done."))
    else:
        tell(words().say("Thank you: you are done. Until the round is opened you can change it."))
    return _to_form(rating.found.id, round_)


def rating_of(dossier: str, round_: str) -> Rating:
    """Return the round, where whoever asks rates in it; 404 for anybody else."""
    found = opened(dossier)
    kept = round_in(found, round_)
    rater = Raters(services().store).find(kept.id, own_account())
    if rater is None or not rater.counts or not _people(kept, rater):
        abort(404)
    return Rating(found, kept, rater)


def _people(round_: RatingRound, rater: Rater) -> list[str]:
    return [person for person in round_.people if person in rater.people]


def keep_line(rating: Rating, number: str) -> None:
    """Keep one line of the form.

    Raises:
        Refused: it cannot be taken; with the mistakes at their fields.
        RatingOvertaken: it was given otherwise in another window.
        NotNow: nothing can be given any more.
    """
    given, seen = given_line(number)
    reason = typed_reason()
    try:
        Ratings(services().store).give(
            rating.found.id, rating.round.id, rating.rater.account, given, seen, reason
        )
    except NeedsReason:
        # A page from before the opening asked for none: whoever was at it learns what happened.
        template = "must not be empty" if "reason" in request.form else _OPENED_MEANWHILE
        raise Refused(Refusal({"reason": (fault_at("reason", template),)})) from None


def overtaken_line(numbers: list[str], error: RatingOvertaken) -> Refusal:
    """Return what to say where another window gave something else: what stands, at its line."""
    kept = error.kept
    number = next(
        each
        for each in numbers
        if request.form.get(f"person-{each}") == kept.person
        and request.form.get(f"behaviour-{each}") == kept.behaviour
    )
    template = (
        marked("was given in another window as not observed. Choose once more what should stand")
        if kept.level is None
        else marked("was given in another window as {level}. Choose once more what should stand")
    )
    level = "" if kept.level is None else level_text(kept.level)
    return Refusal({f"level-{number}": (fault_at("level", template, level=level),)})


def _answer(rating: Rating, only: str, refusal: Refusal | None = None) -> str:
    """Return what became of one line, for htmx; of anything else the whole page."""
    if not only or not wants_fragment():
        return _page(rating, refusal)
    view = _view(rating)
    entry = next((each for each in view.entries if str(each.number) == only), None)
    if entry is None:
        abort(400)
    return render_template(
        "fragments/ratings/_saved.html",
        dossier=rating.found,
        view=view,
        entry=entry,
        refusal=refusal,
    )


def _view(rating: Rating) -> FormView:
    by: By = usual_by(rating.rater)
    asked = request.args.get("by")
    if asked in ("behaviour", "person"):
        by = "behaviour" if asked == "behaviour" else "person"
    item = request.args.get("at", "1")
    own = Ratings(services().store).own(rating.round.id, rating.rater.account)
    return form_view(
        rating.round,
        rating.rater,
        own,
        names_in(rating.found),
        by,
        int(item) if item.isascii() and item.isdecimal() and len(item) < 6 else 1,
    )


def _page(rating: Rating, refusal: Refusal | None = None) -> str:
    view, say = _view(rating), words().say
    labels = {"reason": say("Why"), "done": say("This round")}
    for entry in view.entries:
        labels[f"level-{entry.number}"] = entry.title
        for field in PARTS:
            labels[f"{field}-{entry.number}"] = entry.title
    return render_template(
        "pages/ratings/form.html",
        dossier=rating.found,
        view=view if refusal is None else replace(view, entries=tuple(map(as_typed, view.entries))),
        refusal=refusal,
        labels=labels,
    )


def as_typed(entry: Entry) -> Entry:
    """Return a line as it was typed, where the form sent it; nothing that was typed is lost."""
    number = str(entry.number)
    sent = (request.form.get(f"person-{number}"), request.form.get(f"behaviour-{number}"))
    if sent != (entry.person, entry.behaviour):
        return entry
    parts = {part: request.form.get(f"{field}-{number}", "") for field, part in PARTS.items()}
    return replace(
        entry,
        chosen=request.form.get(f"level-{number}", ""),
        evidence=Evidence.model_construct(None, **parts),
    )


def _address(rating: Rating, by: By, position: int) -> str:
    return url_for(
        "rating_form.show", dossier=rating.found.id, round_=rating.round.id, by=by, at=position
    )


def _over(rating: Rating) -> Response:
    """Lead to the form as it stands by now, with what was given before."""
    tell(words().say(OVER_FOR_YOU))
    if not wants_fragment():
        return _to_form(rating.found.id, rating.round.id)
    # Not in the place of one line: the whole page is another one.
    response = make_response("")
    response.headers["HX-Refresh"] = "true"
    return response


def _to_form(dossier: str, round_: str) -> Response:
    return redirect(url_for("rating_form.show", dossier=dossier, round_=round_), 303)  # type: ignore[return-value]
