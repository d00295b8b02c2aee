"""Rating by the anchors: a page at a time, saved as one goes, and nothing of what others give."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from planner.domain.faults import Fault, fault_at
from planner.ratings.rating import MOST_LETTERS_OF_EVIDENCE, Evidence
from planner.resources.catalogue import marked
from planner.store.kept_ratings import Given
from planner.store.raters import Rater, Raters
from planner.store.rating_rounds import NotNow, RatingRound
from planner.store.ratings import NeedsReason, RatingOvertaken, Ratings
from planner.web.answering import wants_fragment
from planner.web.editing import Refusal, Refused
from planner.web.language import level as level_text
from planner.web.language import words
from planner.web.returning import way_back
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
    NOT_OBSERVED,
    By,
    Entry,
    FormView,
    form_view,
    usual_by,
)

blueprint = Blueprint("rating_form", __name__)

_PARTS = {"situation": "situation", "observed": "behaviour", "effect": "effect"}


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
    return _page(_rating(dossier, round_))


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/form")
def save(dossier: str, round_: str) -> Response | str | tuple[str, int]:
    """Keep what was given on a page; with `item`, on one line of it."""
    rating = _rating(dossier, round_)
    only = request.form.get("item", "")
    numbers = [only] if only else _numbers()
    view = _view(rating)
    try:
        for number in numbers:
            _save(rating, number)
    except Refused as refused:
        return _answer(rating, only, refused.refusal), 422
    except RatingOvertaken as error:
        return _answer(rating, only, _overtaken(numbers, error)), 409
    except NotNow:
        tell(words().say("This round is over for you: what you gave before stands."))
        return _to_form(rating.found.id, rating.round.id)
    if only and wants_fragment():
        return _answer(rating, only)
    after = view.next if request.form.get("go") == "next" else None
    address = _address(rating, view.by, view.item.position if after is None else after.position)
    return redirect(way_back(address), 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/form/done")
def finish(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Say that all is given; until the round is opened it can still be changed."""
    rating = _rating(dossier, round_)
    view = _view(rating)
    if not view.is_complete:
        template = marked("waits for {number} ratings that are not given yet")
        fault = fault_at("done", template, number=view.asked - view.given)
        return _page(rating, Refusal({"done": (fault,)})), 422
    try:
        Raters(services().store).finish(rating.found.id, round_, rating.rater.account)
    except NotNow:
        tell(words().say("This round is over for you: what you gave before stands."))
        return _to_form(rating.found.id, round_)
    tell(words().say("Thank you: you are done. Until the round is opened you can change it."))
    return _to_form(rating.found.id, round_)


def _rating(dossier: str, round_: str) -> Rating:
    """Return the round, where whoever asks rates in it; 404 for anybody else."""
    found = opened(dossier)
    kept = round_in(found, round_)
    rater = Raters(services().store).find(kept.id, own_account())
    if rater is None or not rater.counts or not _people(kept, rater):
        abort(404)
    return Rating(found, kept, rater)


def _people(round_: RatingRound, rater: Rater) -> list[str]:
    return [person for person in round_.people if person in rater.people]


def _numbers() -> list[str]:
    """Return the lines of a form in which something was chosen or written."""
    numbers = [name.removeprefix("person-") for name in request.form if name[:7] == "person-"]
    return [
        number
        for number in numbers
        if any(request.form.get(f"{field}-{number}", "").strip() for field in ("level", *_PARTS))
    ]


def _save(rating: Rating, number: str) -> None:
    """Keep one line of the form.

    Raises:
        Refused: it cannot be taken; with the mistakes at their fields.
        RatingOvertaken: it was given otherwise in another window.
        NotNow: nothing can be given any more.
    """
    given, seen = _given(number)
    reason = typed_reason()
    try:
        Ratings(services().store).give(
            rating.found.id, rating.round.id, rating.rater.account, given, seen, reason
        )
    except NeedsReason:
        raise Refused(Refusal({"reason": (fault_at("reason", "must not be empty"),)})) from None


def _given(number: str) -> tuple[Given, int]:
    typed, seen = request.form.get(f"level-{number}", ""), request.form.get(f"seen-{number}", "")
    is_level = typed.isascii() and typed.removeprefix("-").isdecimal() and len(typed) < 6
    if not seen.isascii() or not seen.isdecimal() or len(seen) > 6:
        abort(400)
    if typed != NOT_OBSERVED and not is_level:
        template = marked("is not chosen yet: choose a level, or that you did not see it")
        raise Refused(Refusal({f"level-{number}": (fault_at("level", template),)}))
    evidence: dict[str, str] = {}
    faults: dict[str, tuple[Fault, ...]] = {}
    for field, part in _PARTS.items():
        text = request.form.get(f"{field}-{number}", "")
        try:
            evidence[part] = getattr(Evidence.model_validate({part: text}), part)
        except ValueError:
            template = "must be a text of at most {most} letters, without control characters"
            fault = fault_at(field, template, most=MOST_LETTERS_OF_EVIDENCE)
            faults[f"{field}-{number}"] = (fault,)
    if faults:
        raise Refused(Refusal(faults))
    given = Given(
        request.form.get(f"person-{number}", ""),
        request.form.get(f"behaviour-{number}", ""),
        None if typed == NOT_OBSERVED else int(typed),
        Evidence(**evidence),
    )
    return given, int(seen)


def _overtaken(numbers: list[str], error: RatingOvertaken) -> Refusal:
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
        for field in _PARTS:
            labels[f"{field}-{entry.number}"] = entry.title
    return render_template(
        "pages/ratings/form.html",
        dossier=rating.found,
        view=view if refusal is None else replace(view, entries=tuple(map(_typed, view.entries))),
        refusal=refusal,
        labels=labels,
    )


def _typed(entry: Entry) -> Entry:
    """Return a line as it was typed, where the form sent it; nothing that was typed is lost."""
    number = str(entry.number)
    if request.form.get(f"person-{number}") != entry.person:
        return entry
    parts = {part: request.form.get(f"{field}-{number}", "") for field, part in _PARTS.items()}
    return replace(
        entry,
        chosen=request.form.get(f"level-{number}", ""),
        evidence=Evidence.model_construct(None, **parts),
    )


def _address(rating: Rating, by: By, position: int) -> str:
    return url_for(
        "rating_form.show", dossier=rating.found.id, round_=rating.round.id, by=by, at=position
    )


def _to_form(dossier: str, round_: str) -> Response:
    return redirect(url_for("rating_form.show", dossier=dossier, round_=round_), 303)  # type: ignore[return-value]
