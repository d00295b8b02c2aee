"""The answer to a question about a composition on a page of its own, whatever came after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template

from planner.domain.names import Names
from planner.dossier.exploring import explore
from planner.jobs.queue import Job
from planner.store.scenarios import Exploration
from planner.web.language import words
from planner.web.screens.exploring import explorations, owner
from planner.web.screens.opened import Opened
from planner.web.screens.weighed import QUESTIONS, fingerprint_of
from planner.web.services import services
from planner.web.views.scenarios import label_of
from planner.web.views.weighing import WeighingReader


@dataclass(frozen=True)
class AnswerPart:
    """An answer about one team or seat; where it is about the whole, its title is empty."""

    title: str
    view: Any


def has_page(job: Job) -> bool:
    """Tell whether the answer of a job is shown here: it is of a kind that the workbench asks."""
    return job.kind in QUESTIONS and job.answer is not None


def answer_page(found: Opened, job: Job) -> str:
    """Return the page of an answer; 404 where the version that it is about is not kept."""
    kept = services().dossiers.find(found.id, job.version)
    if kept is None:
        abort(404)
    cautious = job.parameters.get("cautious") is True
    situation = services().dossiers.open(kept).situation(cautious)
    reader = WeighingReader(Names(situation, words().language), words())
    explored = None if kept.fingerprint == job.fingerprint else _exploration(found, job)
    return render_template(
        "pages/jobs/answer.html",
        dossier=found,
        job=job,
        parts=_PARTS[job.kind](reader, job.answer),
        is_explored=kept.fingerprint != job.fingerprint,
        exploration=explored,
        label="" if explored is None else label_of(explored, words()),
        cautious=cautious,
    )


def _exploration(found: Opened, job: Job) -> Exploration | None:
    """Return the exploration that an answer is about; nothing where it has gone on since."""
    cautious = job.parameters.get("cautious") is True
    for kept in explorations().of_dossier(found.id, owner()):
        if fingerprint_of(found, explore(found.dossier, kept.taken, cautious)) == job.fingerprint:
            return kept
    return None


def _stress(reader: WeighingReader, answer: Any) -> list[AnswerPart]:
    alone = len(answer.teams) == 1
    return [
        AnswerPart("" if alone else reader.names.team(team), reader.stress(answer, team))
        for team in answer.teams
    ]


def _front(reader: WeighingReader, answer: Any) -> list[AnswerPart]:
    return [AnswerPart("", reader.front(answer))]


def _uncertainty(reader: WeighingReader, answer: Any) -> list[AnswerPart]:
    return [
        AnswerPart(reader.names.seat(seat), reader.uncertainty(answer, seat))
        for seat in answer.seats
    ]


_PARTS: dict[str, Callable[[WeighingReader, Any], list[AnswerPart]]] = {
    "stress": _stress,
    "front": _front,
    "uncertainty": _uncertainty,
}
