"""Comparing candidates for a seat: which seat, and everybody as the team that would come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from planner.analysis.compare import compare
from planner.analysis.seat_certainty import SeatCertainty, seat_certainty
from planner.analysis.sentences.compare import told_about
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.questions import Compared, Comparison
from planner.jobs.queue import Job
from planner.web.answering import answer
from planner.web.language import language, words
from planner.web.paging import Paged
from planner.web.remembering import Remembered
from planner.web.screens.cautious import has_intervals, is_cautious, keep_reading
from planner.web.screens.compare_questions import certainty_asked, running, why_not_asked
from planner.web.screens.opened import Opened, opened
from planner.web.views.compare import Compares, compares
from planner.web.views.compare_asked import (
    MOST_LISTED,
    ORDERS,
    Asked,
    asked_of,
    in_order,
    listed,
    people_shown,
)
from planner.web.views.compare_case import Case
from planner.web.views.compare_certainty import certain
from planner.web.views.compare_close import close
from planner.web.views.compare_matrix import matrix
from planner.web.views.compare_orders import orders
from planner.web.views.compare_seats import seats_to_compare
from planner.web.views.compare_summary import briefly, summary
from planner.web.views.team import team_view

blueprint = Blueprint("compare", __name__)
keep_reading(blueprint)

# Each person takes some 4 kB: two seats of a dossier of ten thousand people take 85 MB.
_MOST_COMPARED = 21_000
_comparisons: Remembered[Comparison] = Remembered(
    _MOST_COMPARED, weigh=lambda comparison: 50 + len(comparison.people)
)
_certainties: Remembered[SeatCertainty] = Remembered()


@dataclass(frozen=True)
class Looked:
    """A seat as the address asks to see it."""

    found: Opened
    case: Case
    asked: Asked
    order: list[Compared]
    others: list[Compared]
    # The page of the others that is shown.
    listed: Paged[Compared]
    view: Compares


@blueprint.get("/dossiers/<dossier>/compare")
def choose(dossier: str) -> str | AnyResponse:
    """Choose a seat; where one seat is open there is nothing to choose, unless all are asked."""
    found = opened(dossier)
    seats = seats_to_compare(found.dossier.situation(), words())
    waiting = [seat for seat in seats if seat.is_open]
    if len(waiting) == 1 and request.args.get("all") != "1":
        return redirect(url_for("compare.show", dossier=dossier, seat=waiting[0].id), 303)
    return render_template("pages/compare/choose.html", dossier=found, seats=seats)


@blueprint.get("/dossiers/<dossier>/seats/<seat>/compare")
def show(dossier: str, seat: str) -> str:
    """Show everybody who may take a seat, next to each other."""
    looked = _look(dossier, seat)
    case, asked = looked.case, looked.asked
    shares = certainty_asked(looked.found, case, looked.others)
    why_not = why_not_asked(looked.found, case, asked)
    return answer(
        "pages/compare/show.html",
        "fragments/compare/_compare.html",
        dossier=looked.found,
        seat=seat,
        asked=asked,
        link=partial(_address, "compare.show", looked),
        text_address=_address("compare.in_short", looked),
        orders_to_choose=ORDERS,
        view=looked.view,
        others=looked.listed,
        others_in_all=len(looked.others),
        is_searched=len(looked.others) > MOST_LISTED,
        orders=orders(case),
        matrix=matrix(case, looked.order, only_differences=asked.only_differences),
        close=close(case, asked.close),
        certain=certain(case),
        certainty=case.certainty,
        shares=shares,
        why_not=why_not,
        look_again=_look_again(looked, running([shares.job, *(each.job for each in why_not)])),
        summary=briefly(case, looked.view),
        cautious=asked.cautious,
        has_intervals=has_intervals(looked.found.dossier),
    )


@blueprint.get("/dossiers/<dossier>/seats/<seat>/compare/summary")
def in_short(dossier: str, seat: str) -> Response:
    """Give the comparison in short as plain text, to be copied or kept."""
    looked = _look(dossier, seat)
    text = summary(looked.case, looked.view, looked.others, cautious=looked.asked.cautious)
    title = f"{looked.found.title} – {looked.view.seat}"
    return Response("\n\n".join((title, *text)) + "\n", mimetype="text/plain")


@blueprint.get("/dossiers/<dossier>/seats/<seat>/compare/team")
def team(dossier: str, seat: str) -> str | AnyResponse:
    """Show the whole team with somebody on a seat; without somebody, lead to who may sit there."""
    found, cautious, person = opened(dossier), is_cautious(), request.args.get("person", "")
    if not person:
        return redirect(url_for("compare.show", dossier=dossier, seat=seat), 303)
    situation = found.dossier.situation(cautious)
    if seat not in situation.seats or person not in situation.may_sit(situation.seats[seat]):
        abort(404)
    composition = Composition(situation.incumbents).with_occupant(seat, person)
    names = Names(situation, language())
    return render_template(
        "pages/compare/team.html",
        dossier=found,
        seat=seat,
        seat_title=names.seat(seat),
        person=names.person(person),
        cautious=cautious,
        team=team_view(situation, composition, situation.team_of_seat[seat].id, words()),
    )


def _address(endpoint: str, looked: Looked, **changed: str | None) -> str:
    """Return where the same is shown, but for what is changed."""
    seat, arguments = looked.case.seat, looked.asked.arguments(**changed)
    return url_for(endpoint, dossier=looked.found.id, seat=seat, **arguments)


def _look_again(looked: Looked, job: Job | None) -> str:
    """Return where to look again while a question is being answered; nothing where none is.

    Each time it is another address, because a browser that is sent to a place on the page that it
    shows goes to that place, and loads nothing.
    """
    if job is None:
        return ""
    looking = None if "look" in request.args else "1"
    place = "why-not" if job.kind == "why-not" else "shares"
    return f"{_address('compare.show', looked, look=looking)}#{place}"


def _look(dossier: str, seat: str) -> Looked:
    """Return a seat as the address asks to see it; 404 where the dossier has no such seat."""
    found = opened(dossier)
    cautious = is_cautious()
    situation = found.dossier.situation(cautious)
    if seat not in situation.seats:
        abort(404)
    comparison = comparison_of(found, seat, cautious)
    asked = asked_of(request.args, comparison)
    shown, others = people_shown(comparison, asked, situation.incumbents[seat])
    shown = told_about(shown, comparison, situation)
    people = tuple(one.person for one in shown)
    # What is drawn is the level itself, so it makes no difference how cautiously one reads it.
    certainty = _certainties.get(
        (found.kept.fingerprint, seat, people), lambda: seat_certainty(situation, seat, people)
    )
    case = Case(situation, comparison, shown, certainty, words())
    order = in_order(shown, asked.order, case.names)
    page = listed(others, asked, case.names)
    return Looked(found, case, asked, order, others, page, compares(case, order, page.items))


def comparison_of(found: Opened, seat: str, cautious: bool) -> Comparison:
    """Return everybody who may take a seat beside each other, worked out once for each version."""
    question = (found.kept.fingerprint, seat, cautious, language())
    return _comparisons.get(question, _comparing(found, seat, cautious))


def _comparing(found: Opened, seat: str, cautious: bool) -> Callable[[], Comparison]:
    said_in = language()
    return lambda: compare(found.dossier, seat, cautious=cautious, language=said_in, tells=False)
