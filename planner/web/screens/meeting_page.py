"""What the handlers of the meeting share: the meeting of a seat, and the page of one step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from planner.analysis.compare import compare
from planner.analysis.seat_certainty import SeatCertainty, seat_certainty
from planner.domain.questions import Comparison
from planner.store.notes import About, Meeting, Meetings, Note
from planner.web.answering import wants_fragment
from planner.web.editing import Refusal
from planner.web.language import language, words
from planner.web.remembering import Remembered
from planner.web.screens.opened import Opened, opened
from planner.web.services import services
from planner.web.views.compare import compares
from planner.web.views.compare_case import Case
from planner.web.views.meeting import Topic, behaviour_talk, candidate_talk, topics
from planner.web.views.meeting_names import Called

# What names a step in the address, and a note in a form.
CANDIDATE, BEHAVIOUR = "candidate", "behaviour"
_cases: Remembered[tuple[Comparison, SeatCertainty]] = Remembered()


@dataclass(frozen=True)
class Step:
    """One page of the meeting: an address, what it is called, and what stands on it."""

    about: About
    label: str
    # What names it in the address: the candidate's letter, or the behaviour's id.
    key: str
    topic: Topic | None = None


@dataclass(frozen=True)
class Table:
    """A seat that a committee talks about, as the meeting speaks of it."""

    found: Opened
    seat: str
    meeting: Meeting
    called: Called

    @cached_property
    def case(self) -> Case:
        """The comparison of the candidates, in which they are called as the meeting calls them."""
        shown, people = self.called.shown, tuple(self.called.letters)
        situation = shown.situation()
        question = (self.found.kept.fingerprint, self.meeting, self.seat, language())
        said_in = language()

        def work_out() -> tuple[Comparison, SeatCertainty]:
            comparison = compare(shown, self.seat, language=said_in, tells=False)
            # The comparison speaks of whoever comes first too.
            first = [one.person for one in comparison.people if one.rank == 1]
            known = dict.fromkeys([*people, *first])
            return comparison, seat_certainty(situation, self.seat, tuple(known))

        comparison, certainty = _cases.get(question, work_out)
        listed = [one for one in comparison.people if one.person in certainty.shorts]
        return Case(situation, comparison, listed, certainty, words())

    @cached_property
    def topics(self) -> list[Topic]:
        """What the task asks, differences first."""
        return topics(self.case, tuple(self.called.letters))

    @cached_property
    def steps(self) -> list[Step]:
        """Every step in its order: the candidates, then the behaviours, differences first."""
        names = self.case.names
        return [
            *(
                Step(About("candidate", person), names.person(person), letter)
                for person, letter in self.called.letters.items()
            ),
            *(
                Step(About("behaviour", each.row.behaviour), each.label, each.row.behaviour, each)
                for each in self.topics
            ),
        ]

    def step(self, asked: Mapping[str, str]) -> Step | None:
        """Return the step that an address or a form names; nothing for the beginning.

        404 where there is no such step.
        """
        for kind in (CANDIDATE, BEHAVIOUR):
            if kind in asked:
                for each in self.steps:
                    if (each.about.kind, each.key) == (kind, asked[kind]):
                        return each
                abort(404)
        return None

    def address(self, step: Step | None, **more: Any) -> str:
        """Return where a step is shown."""
        return self._to("meeting.show", step, more)

    def history(self, step: Step | None, **more: Any) -> str:
        """Return where every text is shown that the note of a step had."""
        return self._to("meeting_history.show", step, more)

    def _to(self, endpoint: str, step: Step | None, more: Mapping[str, Any]) -> str:
        named: dict[str, Any] = {} if step is None else {step.about.kind: step.key}
        return url_for(endpoint, dossier=self.found.id, seat=self.seat, **{**named, **more})

    @property
    def notes(self) -> dict[About, Note]:
        """What is noted, by what it is about."""
        return Meetings(services().store).notes(self.meeting)

    def note(self, about: About) -> Note:
        """Return what is noted about something."""
        found = self.notes.get(about, Note(about))
        return replace(found, text=self.called.masked(found.text))

    @property
    def head(self) -> dict[str, str]:
        """What stands at the top of each page."""
        names = self.case.names
        return {
            "title": self.called.masked(self.found.title),
            "seat": self.called.masked(names.seat(self.seat)),
            "team": self.called.masked(names.team(self.case.comparison.team)),
        }


def open_seat(dossier: str, seat: str) -> Opened:
    """Return a dossier; 404 where it has no such seat."""
    found = opened(dossier)
    if seat not in found.dossier.situation().seats:
        abort(404)
    return found


def table_of(found: Opened, seat: str, meeting: Meeting) -> Table | None:
    """Return what a meeting talks about; nothing where none of its candidates may sit here now."""
    called = Called(meeting, found.dossier, seat, words())
    return Table(found, seat, meeting, called) if called.letters else None


def current_table(dossier: str, seat: str) -> Table | None:
    """Return what the meeting that goes on talks about; nothing where there is none."""
    found = open_seat(dossier, seat)
    latest = Meetings(services().store).latest(dossier, seat)
    return None if latest is None else table_of(found, seat, latest)


def step_page(table: Table, step: Step | None, refusal: Refusal | None = None) -> Response:
    """Return a step as a page, or as the piece of one that htmx asks for; 422 where refused."""
    steps, swapped = table.steps, wants_fragment()
    position = -1 if step is None else steps.index(step)
    about = About() if step is None else step.about
    values = {
        "dossier": table.found,
        "table": table,
        "meeting": table.meeting,
        "head": table.head,
        "step": step,
        "position": position + 1,
        "before": _before(table, position),
        "after": table.address(steps[position + 1]) if position + 1 < len(steps) else "",
        "note": table.note(about),
        "refusal": refusal,
        "swapped": swapped,
        "talk": _talk(table, step),
    }
    page = "fragments/meeting/_step.html" if swapped else "pages/meeting/show.html"
    answer = make_response(render_template(page, **values), 200 if refusal is None else 422)
    answer.vary.add("HX-Request")
    return answer


def _before(table: Table, position: int) -> str:
    if position < 0:
        return ""
    return table.address(table.steps[position - 1] if position else None)


def _talk(table: Table, step: Step | None) -> Any:
    """Return what a step shows."""
    if step is None:
        return None
    if step.topic is not None:
        return behaviour_talk(table.case, table.called, step.topic)
    order = [one for one in table.case.shown if one.person in table.called.letters]
    view = compares(table.case, order, ())
    return candidate_talk(table.case, table.called, view, step.about.subject)


def asked_note(table: Table) -> tuple[Step | None, About]:
    """Return what the note in a form is about; 404 where that is not talked about."""
    step = table.step(request.form)
    return step, About() if step is None else step.about
