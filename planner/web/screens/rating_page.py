"""What the screens of rating share: a round of a dossier, who looks at it, and its own page."""

from flask import Response, abort, redirect, render_template, request, url_for

from planner.domain.faults import fault_at
from planner.ratings.showing import Reader
from planner.resources.catalogue import marked
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.store.rating_weights import Weighings
from planner.web.editing import Refusal, Refused
from planner.web.identity import current_account
from planner.web.language import words
from planner.web.new_links import new_link
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.screens.members import USUAL_DAYS
from planner.web.screens.opened import Opened
from planner.web.services import services
from planner.web.views.rating_names import RoundNames
from planner.web.views.rating_weights import weights_view
from planner.web.views.ratings import RoundView, round_view
from planner.web.views.round_raters import adding_view

MOST_REASON_LETTERS = 1000
_OVER = marked("This round stands in another way by now, so nothing was changed. Look at it again.")


def round_in(found: Opened, round_: str) -> RatingRound:
    """Return a round of a dossier; 404 where it has none by that id."""
    kept = RatingRounds(services().store).find(round_, found.id)
    if kept is None:
        abort(404)
    return kept


def seen_round(found: Opened, round_: str) -> RatingRound:
    """Return a round that was opened; 404 for one that was not: nothing of it is told."""
    kept = round_in(found, round_)
    if not kept.is_seen:
        abort(404)
    return kept


def own_account() -> str:
    """Return the account of whoever asks."""
    account = current_account()
    assert account is not None
    return account.id


def names_in(found: Opened) -> RoundNames:
    """Return the names of a dossier in the reader's language."""
    return RoundNames(found.dossier, words())


def reader_of(found: Opened) -> Reader:
    """Return as whom the ratings of a dossier are read by whoever may see its profiles."""
    return Reader("chair" if may(Right.OPEN_ROUND, found.id) else "member", own_account())


def seen_by_reader(found: Opened, round_: RatingRound) -> RoundView:
    """Return how a round stands, as whoever asks may know it."""
    return round_view(
        services().store,
        round_,
        names_in(found),
        own_account(),
        sees_invited=may(Right.MEMBERS, found.id),
    )


def round_page(
    found: Opened, round_: str, refusal: Refusal | None = None, form: str = "", notice: str = ""
) -> str:
    """Return the page of a round; `form` is the one that was refused."""
    kept, say, names = round_in(found, round_), words().say, names_in(found)
    weights = weights_view(kept, Weighings(services().store).of_round(kept.id), names)
    return render_template(
        "pages/ratings/round.html",
        dossier=found,
        round=seen_by_reader(found, kept),
        refused={form: refusal},
        notice=notice,
        adding=adding_view(services().store, found.id, kept, names, current_account()),
        new_link=new_link(found.id),
        days=USUAL_DAYS,
        weights=weights,
        labels={
            "reason": say("Why"),
            "account": say("Who rates"),
            "name": say("Name"),
            "source": say("What they are to these people"),
            "people": say("Whom they rate"),
            "days": say("Days that the link works"),
            "weights": say("Weights"),
            **{field.name: field.label for field in weights.fields},
        },
    )


def to_round(found: Opened, round_: str) -> Response:
    """Lead to the page of a round."""
    return redirect(url_for("ratings.look", dossier=found.id, round_=round_), 303)  # type: ignore[return-value]


def not_now(found: Opened, round_: str) -> tuple[str, int]:
    """Show how a round stands to whoever asked what cannot be done to it any more."""
    return round_page(found, round_, notice=words().say(_OVER)), 409


def typed_reason(field: str = "reason") -> str:
    """Return the reason that a form gives; nothing where it gives none.

    Raises:
        Refused: it is longer than anybody reads.
    """
    reason = request.form.get(field, "").replace("\r\n", "\n").strip()
    if len(reason) > MOST_REASON_LETTERS:
        raise Refused(wrong(field, "is longer than {most} letters", most=MOST_REASON_LETTERS))
    return reason


def wrong(field: str, template: str, **values: object) -> Refusal:
    """Return a form that is not taken because of one field."""
    return Refusal({field: (fault_at(field, template, **values),)})
