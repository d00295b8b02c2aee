"""What the handlers of the decision share: the draft, and the page on which it is written."""

from collections.abc import Mapping, Sequence

from flask import Response, make_response, request, url_for

from planner.decisions.document.grounds import LIMITS
from planner.domain.faults import Fault, fault_at
from planner.resources.catalogue import marked
from planner.store.decision_drafts import (
    DecisionDrafts,
    Draft,
    Drafted,
    DraftOvertaken,
)
from planner.store.decisions import Closed, Decisions
from planner.store.scenarios import Explorations
from planner.web.answering import answer, wants_fragment
from planner.web.deciding import proposals_of
from planner.web.decision_form import (
    ALTERNATIVES,
    MOST_PRESENT,
    TEXTS,
    AsSaved,
    fields_of,
    typed_of,
)
from planner.web.editing import Refusal
from planner.web.gate import candidates_closed
from planner.web.identity import current_account, works_as
from planner.web.language import words
from planner.web.screens.asked_job import asked_job
from planner.web.screens.opened import Opened
from planner.web.services import services
from planner.web.views.decision import DecisionReader, fitting
from planner.web.views.decision_clash import clash_views
from planner.web.views.decision_present import prefilled
from planner.web.views.scenarios import label_of

# So many empty lines stand below those who are filled in.
_EMPTY_LINES = 3
_NO_ALTERNATIVES = marked(
    "are missing: work out proposals first. People choose between three at least, or as many as "
    "there are"
)
_LABELS = {
    ALTERNATIVES: marked("The alternatives"),
    "reasons": marked("Why do you choose this?"),
    "departure": marked("Why not the first proposal?"),
    "withdraws": marked("Does an earlier decision no longer stand?"),
    "withdrawal": marked("Why does it no longer stand?"),
    "name": marked("Name of somebody who was there"),
    "role": marked("Their role"),
}


def closed_of(found: Opened) -> list[Closed]:
    """Return the decisions of a dossier, the latest first."""
    return Decisions(services().store).of_dossier(found.id)


def standing(found: Opened) -> list[Closed]:
    """Return the decisions of a dossier that a new one can withdraw."""
    return [each for each in closed_of(found) if each.withdrawn_by is None]


def begun(found: Opened) -> Draft:
    """Return the next decision as it is before anybody writes."""
    store = services().store
    present = prefilled(store, found.id, current_account(), words())
    drafted = Drafted(seats=found.dossier.situation().incumbents, present=present)
    return Draft(found.id, DecisionDrafts(store).number(found.id), 0, drafted)


def current_draft(found: Opened) -> Draft:
    """Return what is written of the next decision."""
    return DecisionDrafts(services().store).latest(found.id) or begun(found)


def page(
    found: Opened,
    draft: Draft,
    refusal: Refusal | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> Response:
    """Return the page on which the decision is written, or the piece of it that htmx asks for."""
    situation = found.dossier.situation()
    job = proposals_of(found)
    result = None if job is None else job.answer
    cautious = job is not None and bool(job.parameters["cautious"])
    reader = DecisionReader(found.dossier, cautious, words())
    chosen = fitting(draft.drafted.seats, situation)
    asked = reader.asked(chosen, result)
    fields = reader.seats(chosen, asked)
    others = reader.seats(chosen, reader.others(asked))
    lines = min(len(draft.drafted.present) + _EMPTY_LINES, MOST_PRESENT)
    return make_response(
        answer(
            "pages/decision/show.html",
            "fragments/decision/_status.html",
            dossier=found,
            draft=draft,
            values=typed_of(draft.drafted, situation),
            fields=fields,
            others=others,
            lines=lines,
            choice=reader.choice(chosen, result),
            alternatives=None if result is None else reader.alternatives(result, chosen),
            job=job,
            asked=asked_job(found, "propose"),
            scenarios=_scenarios(found),
            earlier=_earlier(found),
            limits=[words().say(each) for each in LIMITS],
            is_closed=bool(candidates_closed(found.id)),
            fell_out=chosen != draft.drafted.seats,
            refusal=refusal,
            is_saved=isinstance(refusal, AsSaved),
            labels=_labels({each.name: each.label for each in (*fields, *others)}, lines),
            notice=words().say(notice) if notice else "",
            swapped=wants_fragment(),
        ),
        status,
    )


def refused(found: Opened, draft: Draft, faults: Sequence[Fault]) -> Refusal:
    """Return why a decision cannot be closed; the fields show what is saved."""
    situation = found.dossier.situation()
    fields = fields_of(faults, situation)
    elsewhere = fields.pop("", ())
    return AsSaved(fields, elsewhere, typed_of(draft.drafted, situation))


def nothing_to_choose(found: Opened, draft: Draft) -> Refusal:
    """Return why a decision cannot be looked through yet: there is nothing to choose between."""
    return refused(found, draft, [fault_at("answer", _NO_ALTERNATIVES)])


def overtaken(found: Opened, error: DraftOvertaken) -> Response:
    """Show what somebody else wrote in the same places, with a choice."""
    sent = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "version")
    ]
    return make_response(
        answer(
            "pages/decision/overtaken.html",
            "fragments/decision/_overtaken.html",
            dossier=found,
            clashes=clash_views(error.clashes, found.dossier, words()),
            again=[*sent, ("version", str(error.draft.version))],
            back=url_for("decision.show", dossier=found.id, new=1),
        ),
        409,
    )


def closed_meanwhile(found: Opened) -> Response:
    """Tell that the decision was closed meanwhile; what was typed stands there to be kept."""
    typed = [
        (words().say(_LABELS[name]), request.form[name])
        for name in TEXTS
        if request.form.get(name, "").strip()
    ]
    return make_response(
        answer(
            "pages/decision/closed_meanwhile.html",
            "fragments/decision/_closed_meanwhile.html",
            dossier=found,
            typed=typed,
        ),
        409,
    )


def _scenarios(found: Opened) -> list[tuple[str, str]]:
    listed = Explorations(services().store).of_dossier(found.id, works_as())
    return [(each.id, label_of(each, words())) for each in listed]


def _earlier(found: Opened) -> list[tuple[str, str]]:
    """Return what can be said of earlier decisions: that all stand, or that one no longer does."""
    listed = [
        (str(each.number), words().say("Decision {number} no longer stands", number=each.number))
        for each in standing(found)
    ]
    return [("", words().say("Every earlier decision still stands")), *listed]


def _labels(seats: Mapping[str, str], lines: int) -> dict[str, str]:
    """Return what each field is called."""
    said = {name: words().say(label) for name, label in _LABELS.items()}
    present = {
        f"present-{part}-{line}": f"{said[part]} ({line + 1})"
        for line in range(lines)
        for part in ("name", "role")
    }
    return {**said, **seats, **present}
