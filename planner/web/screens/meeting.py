"""The meeting: a screen for the committee's table, without names until somebody shows them."""

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
from werkzeug.wrappers import Response as AnyResponse

from planner.domain.faults import Fault, fault_at
from planner.domain.names import Names
from planner.resources.catalogue import marked
from planner.store.notes import About, Meeting, Meetings, NoteOvertaken
from planner.web.answering import wants_fragment
from planner.web.editing import Refusal, based_on
from planner.web.language import language, words
from planner.web.screens.compare import comparison_of
from planner.web.screens.meeting_page import (
    Step,
    Table,
    asked_note,
    current_table,
    open_seat,
    step_page,
    table_of,
)
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.views.compare_asked import MOST_SHOWN
from planner.web.views.compare_seats import seats_to_compare
from planner.web.views.meeting_names import MOST_PEOPLE, Called
from planner.web.views.meeting_noted import Noted, noted

blueprint = Blueprint("meeting", __name__)

MOST_LETTERS = 20_000
_NAMED = marked("names a candidate. As long as the names are hidden, write the letter: candidate A")


@blueprint.get("/dossiers/<dossier>/meeting")
def choose(dossier: str) -> str | AnyResponse:
    """Choose a seat to talk about; where one seat is open there is nothing to choose."""
    found = opened(dossier)
    seats = [seat for seat in seats_to_compare(found.dossier.situation(), words()) if seat.people]
    waiting = [seat for seat in seats if seat.is_open]
    if len(waiting) == 1:
        return redirect(url_for("meeting.show", dossier=dossier, seat=waiting[0].id), 303)
    return render_template("pages/meeting/choose.html", dossier=found, seats=waiting or seats)


@blueprint.get("/dossiers/<dossier>/seats/<seat>/meeting")
def show(dossier: str, seat: str) -> Response:
    """Show one step of the meeting, or how to begin where there is none."""
    found = open_seat(dossier, seat)
    latest = Meetings(services().store).latest(dossier, seat)
    table = None if latest is None else table_of(found, seat, latest)
    if table is None or "new" in request.args:
        return _beginning(found, seat)
    return step_page(table, table.step(request.args))


@blueprint.post("/dossiers/<dossier>/seats/<seat>/meeting")
def begin(dossier: str, seat: str) -> AnyResponse:
    """Begin a meeting about the people who are ticked, with or without their names."""
    found = open_seat(dossier, seat)
    situation = found.dossier.situation()
    allowed = situation.may_sit(situation.seats[seat])
    people = [each for each in request.form.getlist("people") if each in allowed]
    if not people:
        return _beginning(found, seat, fault_at("people", "tick at least one"))
    if len(people) > MOST_PEOPLE:
        told = fault_at("people", "tick at most {most}", most=MOST_PEOPLE)
        return _beginning(found, seat, told)
    hidden = request.form.get("names") != "shown"
    Meetings(services().store).begin(dossier, seat, people, hidden=hidden)
    return redirect(url_for("meeting.show", dossier=dossier, seat=seat), 303)


@blueprint.get("/dossiers/<dossier>/seats/<seat>/meeting/notes")
def notes(dossier: str, seat: str) -> str | AnyResponse:
    """Show all that is noted on one page, and at the end the way to the names."""
    table = current_table(dossier, seat)
    if table is None:
        return redirect(url_for("meeting.show", dossier=dossier, seat=seat), 303)
    return render_template(
        "pages/meeting/notes.html",
        dossier=table.found,
        table=table,
        meeting=table.meeting,
        head=table.head,
        noted=noted(table.called, table.topics, table.notes.values()),
        note=table.note(About()),
        step=None,
        refusal=None,
        swapped=False,
        earlier=_earlier(table),
    )


@blueprint.post("/dossiers/<dossier>/seats/<seat>/meeting/notes")
def save(dossier: str, seat: str) -> AnyResponse:
    """Save a note; where two people wrote in the same one, both are shown."""
    table = current_table(dossier, seat)
    if table is None or request.form.get("meeting") != table.meeting.id:
        # Another meeting was begun since: its letters are others.
        abort(404)
    step, about = asked_note(table)
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    fault = _wrong_with(table, text)
    if fault is not None:
        return _refused(table, step, fault)
    try:
        note = Meetings(services().store).save(table.meeting, about, based_on(), text)
    except NoteOvertaken as error:
        return _overtaken(table, step, error, text)
    if wants_fragment():
        return make_response(
            render_template("fragments/meeting/_status.html", note=note, refusal=None, swapped=True)
        )
    return redirect(_back(table, step), 303)


@blueprint.post("/dossiers/<dossier>/seats/<seat>/meeting/names")
def reveal(dossier: str, seat: str) -> AnyResponse:
    """Show the names of the candidates from now on."""
    open_seat(dossier, seat)
    meetings = Meetings(services().store)
    latest = meetings.latest(dossier, seat)
    if latest is None or request.form.get("meeting") != latest.id:
        abort(404)
    meetings.reveal(latest)
    return redirect(url_for("meeting.notes", dossier=dossier, seat=seat), 303)


def _beginning(found: Opened, seat: str, fault: Fault | None = None) -> Response:
    situation = found.dossier.situation()
    listed = [one.person for one in comparison_of(found, seat, cautious=False).people]
    names = Names(situation, language())
    answer = render_template(
        "pages/meeting/begin.html",
        dossier=found,
        seat=next(each for each in seats_to_compare(situation, words()) if each.id == seat),
        # In the order of the dossier: whom the figures put first plays no part here.
        people=[(each, names.person(each)) for each in situation.may_sit(situation.seats[seat])],
        ticked=listed[:MOST_SHOWN],
        refusal=None if fault is None else Refusal({"people": (fault,)}),
    )
    return make_response(answer, 200 if fault is None else 422)


def _wrong_with(table: Table, text: str) -> Fault | None:
    if len(text) > MOST_LETTERS:
        return fault_at("text", "is longer than {most} letters", most=MOST_LETTERS)
    if table.meeting.is_hidden and table.called.is_named_in(text):
        return fault_at("text", _NAMED)
    return None


def _refused(table: Table, step: Step | None, fault: Fault) -> Response:
    refusal = Refusal({"text": (fault,)})
    if not wants_fragment():
        return step_page(table, step, refusal)
    answer = render_template(
        "fragments/meeting/_status.html", note=None, refusal=refusal, swapped=False
    )
    return make_response(answer, 422)


def _overtaken(table: Table, step: Step | None, error: NoteOvertaken, mine: str) -> Response:
    theirs = table.called.masked(error.stands.text)
    answer = render_template(
        "fragments/meeting/_overtaken.html" if wants_fragment() else "pages/meeting/overtaken.html",
        dossier=table.found,
        table=table,
        meeting=table.meeting,
        head=table.head,
        step=step,
        theirs=theirs,
        mine=mine,
        both="\n\n".join(part for part in (theirs, mine) if part),
        version=error.stands.version,
        back=_back(table, step),
    )
    return make_response(answer, 409)


def _back(table: Table, step: Step | None) -> str:
    if step is None and request.form.get("on") == "notes":
        return url_for("meeting.notes", dossier=table.found.id, seat=table.seat, _anchor="note")
    return table.address(step, _anchor="note")


def _earlier(table: Table) -> list[tuple[Meeting, list[Noted]]]:
    """Return what was noted in earlier meetings about the seat, once names may be seen."""
    if table.meeting.is_hidden:
        return []
    meetings, found = Meetings(services().store), []
    for meeting in meetings.of_seat(table.found.id, table.seat)[1:]:
        called = Called(meeting, table.found.dossier, table.seat, words())
        found.append((meeting, noted(called, table.topics, meetings.notes(meeting).values())))
    return [(meeting, texts) for meeting, texts in found if texts]
