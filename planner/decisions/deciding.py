"""Closing a decision: from what people chose, and what it rests on, to its file."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.analysis.answers import changes_between
from planner.analysis.asked import AskedSentences
from planner.decisions.decision import FORMAT, Decision
from planner.decisions.fingerprint import sha256
from planner.decisions.measuring import (
    broken_parts,
    comparison_part,
    composition_part,
    measured,
    proposal_part,
)
from planner.decisions.parts import Frozen, Options, Present, Ratings, TaskChange, Withdrawal
from planner.decisions.writing import sealed
from planner.domain.composition import Development
from planner.domain.faults import Fault, fault_at
from planner.domain.items import Item
from planner.domain.questions import Uncertainty
from planner.domain.repertoire import Repertoire
from planner.domain.result import DevelopmentAnswer, Proposal, Result
from planner.dossier.dossier import Dossier
from planner.dossier.reading import read_dossier
from planner.dossier.strict_json import InvalidFile, decode
from planner.dossier.task import task_fingerprint
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Basis:
    """What a decision rests on.

    `content` is the dossier's file, byte for byte, that gave `result` with `options`. `frozen`
    and `changes` tell how the task was fixed; `ratings` what the levels rest on; `uncertainty`
    how sure the proposals are. These are left out where there are none.
    """

    content: bytes
    options: Options
    result: Result
    frozen: Frozen | None = None
    changes: tuple[TaskChange, ...] = ()
    ratings: Ratings | None = None
    uncertainty: Uncertainty | None = None


@dataclass(frozen=True)
class Chosen:
    """What people chose, and why.

    `seats` are those that the decision is about: by default the vacant ones and those that get
    somebody else, or else all that are not locked. `departure` is the reason for not taking the
    first proposal; `withdraws` names an earlier decision that no longer stands.
    """

    assignment: Mapping[str, str | None]
    reasons: str
    departure: str = ""
    seats: Sequence[str] = ()
    withdraws: Withdrawal | None = None


def decide(
    identifier: str,
    date: datetime.date,
    basis: Basis,
    chosen: Chosen,
    present: Iterable[Present],
) -> Decision:
    """Return the decision, closed: its fingerprints are those of all that is in it.

    Raises:
        InvalidFile: with every mistake, each at its place in the decision's file: a reason that
            is missing, fewer alternatives than people must have seen, a task that changed in
            silence, somebody on two seats, proposals that are not those of this dossier.
    """
    case = read_dossier(basis.content)
    faults = [*_of_chosen(case, chosen), *_of_result(case, basis)]
    if faults:
        raise InvalidFile(faults)
    return sealed(_parts(identifier, date, case, basis, chosen, present))


def seats_in_question(case: Dossier, assignment: Mapping[str, str | None]) -> list[str]:
    """Return the seats that a decision is about unless told otherwise."""
    seats = case.situation().seats.values()
    open_or_changed = [
        seat.id
        for seat in seats
        if seat.incumbent is None or assignment.get(seat.id) != seat.incumbent
    ]
    not_locked = [seat.id for seat in seats if not seat.locked]
    return open_or_changed or not_locked or [seat.id for seat in seats]


def _of_chosen(case: Dossier, chosen: Chosen) -> list[Fault]:
    seats = case.situation().seats
    faults = [
        fault_at("question.seats", "names a seat that is not in the dossier: {value}", value=seat)
        for seat in chosen.seats
        if seat not in seats
    ]
    # The figures of a choice can only be told for people who are there; the rest is checked later.
    people = case.situation().people
    return faults + [
        fault_at(
            f"choice.assignment.{seat}",
            "names a person who is not in the dossier: {value}",
            value=person,
        )
        for seat, person in chosen.assignment.items()
        if person is not None and person not in people
    ]


def _of_result(case: Dossier, basis: Basis) -> list[Fault]:
    """Return whatever shows that the result is of another dossier, or of other options."""
    result, options = basis.result, basis.options
    if result.status not in ("optimal", "feasible", "infeasible"):
        template = "is missing: there are no proposals to choose between"
        return [fault_at("answer", template)]
    faults = []
    if result.seed != options.seed:
        faults.append(fault_at("options.seed", "is not the one that the proposals were made with"))
    seats, people = case.situation().seats, case.situation().people
    for position, proposal in enumerate(result.proposals):
        known = proposal.assignment.keys() == seats.keys() and all(
            person is None or person in people for person in proposal.assignment.values()
        )
        if not known or not _is_right(case, proposal, options):
            faults.append(
                fault_at(
                    f"answer.proposals[{position}]",
                    "does not belong to this dossier: it changed since, or it was read in another "
                    "way. Ask for proposals again",
                )
            )
    return faults


def _is_right(case: Dossier, proposal: Proposal, options: Options) -> bool:
    steps = _developments(proposal.development)
    figures = measured(case, proposal.assignment, steps, cautious=options.cautious)
    return figures.objectives == proposal.objectives


def _developments(steps: Iterable[DevelopmentAnswer]) -> tuple[Development, ...]:
    return tuple(
        Development(step.person, step.behaviour, step.start, step.end, step.steps) for step in steps
    )


def _parts(
    identifier: str,
    date: datetime.date,
    case: Dossier,
    basis: Basis,
    chosen: Chosen,
    present: Iterable[Present],
) -> dict[str, Any]:
    cautious, situation = basis.options.cautious, case.situation()
    today = measured(case, situation.incumbents, (), cautious=cautious)
    asked = list(chosen.seats) or seats_in_question(case, chosen.assignment)
    parts = {
        "format": FORMAT,
        "id": identifier,
        "date": date.isoformat(),
        "question": _question(case, asked),
        "task": _task(case, basis),
        "asked": {
            "constraints": [_dumped(constraint) for constraint in case.constraints],
            "priorities": [_dumped(priority) for priority in case.priorities],
        },
        "options": basis.options.model_dump(mode="json"),
        "today": composition_part(today),
        "answer": _answer(case, basis.result),
        "comparisons": [comparison_part(case, seat, cautious=cautious) for seat in asked],
        "choice": _choice(case, basis, chosen),
        "present": [_dumped(person) for person in present],
        "versions": basis.result.versions.written(),
        "dossier": {"content": text_of(basis.content), "sha256": sha256(basis.content)},
    }
    if basis.ratings is not None:
        parts["ratings"] = _dumped(basis.ratings)
    if basis.uncertainty is not None:
        parts["certainty"] = _certainty(basis.uncertainty)
    if chosen.withdraws is not None:
        parts["withdraws"] = _dumped(chosen.withdraws)
    if not isinstance(case.repertoire, Repertoire):
        parts["repertoire"] = _dumped(case.whole_repertoire)
    return _in_order(parts)


def _in_order(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: parts[name] for name in Decision.model_fields if name in parts}


def text_of(content: bytes) -> str:
    """Return the text of a dossier's file; encoded it is the file again, byte for byte."""
    # The mark that a file may begin with is kept, so that the text is the file byte for byte.
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    return mark + decode(content)


def _dumped(part: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = part.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return dumped


def _question(case: Dossier, asked: Sequence[str]) -> dict[str, Any]:
    situation = case.situation()
    teams = {situation.team_of_seat[seat].id for seat in asked}
    return {
        "title": case.title,
        "teams": [_titled(team) for team in case.teams if team.id in teams],
        "seats": [
            {
                **_titled(situation.seats[seat]),
                "team": situation.team_of_seat[seat].id,
                "incumbent": situation.incumbents[seat],
            }
            for seat in asked
        ],
    }


def _titled(part: Any) -> dict[str, Any]:
    return {"id": part.id, **({} if part.title is None else {"title": part.title})}


def _task(case: Dossier, basis: Basis) -> dict[str, Any]:
    task: dict[str, Any] = {
        "fingerprint": task_fingerprint(case),
        "teams": {team.id: [_dumped(row) for row in team.demand] for team in case.teams},
        "changes": [_dumped(change) for change in basis.changes],
    }
    if basis.frozen is not None:
        task["frozen"] = _dumped(basis.frozen)
    return task


def _answer(case: Dossier, result: Result) -> dict[str, Any]:
    dutch, english = (AskedSentences(case, Translator(language)) for language in ("nl", "en"))
    return {
        "status": result.status,
        "proposals": [proposal_part(proposal) for proposal in result.proposals],
        "exhausted": result.exhausted,
        "conflict": [_clash(item, dutch, english) for item in result.conflict],
        "conflict_minimal": result.conflict_minimal,
    }


def _clash(item: Item, dutch: AskedSentences, english: AskedSentences) -> dict[str, Any]:
    return {"item": item.written(), "text": {"nl": dutch.of(item), "en": english.of(item)}}


def _choice(case: Dossier, basis: Basis, chosen: Chosen) -> dict[str, Any]:
    proposals = basis.result.proposals
    seats = case.situation().seats
    assignment = {seat: chosen.assignment.get(seat) for seat in seats} | {
        # A seat that is not there is kept, to be told as a mistake.
        seat: person
        for seat, person in chosen.assignment.items()
        if seat not in seats
    }
    taken = next((one for one in proposals if one.assignment == assignment), None)
    steps = () if taken is None else _developments(taken.development)
    figures = measured(case, assignment, steps, cautious=basis.options.cautious)
    part = {
        **composition_part(figures),
        "assignment": assignment,
        "proposal": None if taken is None else taken.rank,
        "reasons": chosen.reasons,
        "violations": broken_parts(case, figures),
    }
    if proposals and assignment != proposals[0].assignment:
        changes = changes_between(proposals[0].assignment, figures.composition.assignment)
        part["departure"] = {
            "changes": [change.written() for change in changes],
            "reason": chosen.departure,
        }
    return part


def _certainty(uncertainty: Uncertainty) -> dict[str, Any]:
    written = uncertainty.written()
    return {
        "draws": uncertainty.draws,
        "seed": uncertainty.seed,
        "proposals": [
            {"rank": one["rank"], "best_share": one["best_share"], **one["coverage_percent"]}
            for one in written["proposals"]
        ],
        "seats": written["seats"],
    }
