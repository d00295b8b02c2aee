"""Whether the parts of a decision agree: with its dossier, with each other, and with the rules.

The rules are those of people who decide: a reason for every choice, at least three alternatives
on the table (fewer only where fewer exist), and a task that nobody changed in silence.
"""

from collections.abc import Iterable, Iterator

from planner.analysis.answers import changes_between
from planner.analysis.evaluate import assignment_faults
from planner.decisions.decision import Asked, Decision
from planner.decisions.fingerprint import sha256
from planner.decisions.parts import Answer, Composition
from planner.domain.faults import Fault, fault_at, shown
from planner.domain.result import Result
from planner.dossier.dossier import Dossier
from planner.dossier.strict_json import InvalidFile, join
from planner.dossier.task import task_fingerprint
from planner.resources.catalogue import marked

# How many alternatives people must have seen before they choose.
FEWEST_ALTERNATIVES = 3

_DIFFERS = marked("is not what the dossier in this file says")


def disagreements(decision: Decision) -> list[Fault]:
    """Return everything in which a decision does not agree with itself or with the rules."""
    found = list(_of_file(decision))
    try:
        case = decision.case
    except InvalidFile as error:
        return found + [_inside("dossier.content", fault) for fault in error.faults]
    found += _of_question(decision, case)
    found += _of_task(decision, case)
    found += _of_answer(decision.answer)
    found += _of_people(decision, case)
    # Who sits where has to be right before it can be compared.
    return found or list(_of_choice(decision))


def enough_shown(answer: Answer | Result) -> bool:
    """Tell whether people saw enough alternatives: three, or all that there are."""
    complete = answer.exhausted or answer.status == "infeasible"
    return complete or len(answer.proposals) >= FEWEST_ALTERNATIVES


def departs(decision: Decision) -> bool:
    """Tell whether people chose anything else than the first proposal, where there is one."""
    proposals = decision.answer.proposals
    return bool(proposals) and decision.choice.assignment != proposals[0].assignment


def _inside(place: str, fault: Fault) -> Fault:
    path = place if fault.path == "$" else f"{place}: {fault.path}"
    return Fault(path, fault.template, fault.values)


def _of_file(decision: Decision) -> Iterator[Fault]:
    if sha256(decision.dossier.content.encode()) != decision.dossier.sha256:
        yield fault_at("dossier.sha256", "is not the SHA-256 of the dossier's content")


def _of_question(decision: Decision, case: Dossier) -> Iterator[Fault]:
    question, teams = decision.question, {team.id: team for team in case.teams}
    if question.title != case.title:
        yield fault_at("question.title", _DIFFERS)
    for position, team in enumerate(question.teams):
        known = teams.get(team.id)
        if known is None or known.title != team.title:
            yield fault_at(f"question.teams[{position}]", _DIFFERS)
    of_team = {seat.id: (team, seat) for team in case.teams for seat in team.seats}
    for position, asked in enumerate(question.seats):
        found = of_team.get(asked.id)
        told = (asked.team, asked.title, asked.incumbent)
        if found is None or told != (found[0].id, found[1].title, found[1].incumbent):
            yield fault_at(f"question.seats[{position}]", _DIFFERS)


def _of_task(decision: Decision, case: Dossier) -> Iterator[Fault]:
    task = decision.task
    if task.teams != {team.id: team.demand for team in case.teams}:
        yield fault_at("task.teams", _DIFFERS)
    if task.fingerprint != task_fingerprint(case):
        yield fault_at("task.fingerprint", "is not the fingerprint of the task in this file")
    if task.frozen is not None:
        last = task.changes[-1] if task.changes else task.frozen
        if last.fingerprint != task.fingerprint:
            yield fault_at(
                "task.changes",
                "must tell each change of the task after it was fixed, with its reason: the task "
                "is not the one that was fixed",
            )
    elif task.changes:
        yield fault_at("task.frozen", "is missing: a change is one after the task was fixed")
    if decision.asked != Asked(constraints=case.constraints, priorities=case.priorities):
        yield fault_at("asked", _DIFFERS)


def _of_answer(answer: Answer) -> Iterator[Fault]:
    if not enough_shown(answer):
        yield fault_at(
            "answer.proposals",
            "must hold at least {least}, for people choose between alternatives. Fewer are enough "
            "only where it is proven that no more exist",
            least=FEWEST_ALTERNATIVES,
        )
    if answer.status == "infeasible" and answer.proposals:
        yield fault_at("answer.proposals", "must be empty: nothing is possible")
    for position, proposal in enumerate(answer.proposals):
        if proposal.rank != position + 1:
            yield fault_at(f"answer.proposals[{position}].rank", "must count from the best, 1")


def _of_people(decision: Decision, case: Dossier) -> Iterator[Fault]:
    situation = case.situation()
    compositions: list[tuple[str, Composition]] = [
        ("today", decision.today),
        *(
            (f"answer.proposals[{position}]", proposal)
            for position, proposal in enumerate(decision.answer.proposals)
        ),
        ("choice", decision.choice),
    ]
    for place, composition in compositions:
        assignment = dict(composition.assignment)
        for fault in assignment_faults(situation, assignment):
            yield Fault(join(f"{place}.assignment", fault.path), fault.template, fault.values)
        for seat in situation.seats.keys() - assignment.keys():
            yield fault_at(join(f"{place}.assignment", seat), "is missing")
    yield from _unknown_in_comparisons(decision, situation.seats, situation.people)


def _unknown_in_comparisons(
    decision: Decision, seats: Iterable[str], people: Iterable[str]
) -> Iterator[Fault]:
    known_seats, known_people = set(seats), set(people)
    for position, comparison in enumerate(decision.comparisons):
        place = f"comparisons[{position}]"
        if comparison.seat not in known_seats:
            template = marked("names a seat that is not in the dossier: {value}")
            yield fault_at(f"{place}.seat", template, value=shown(comparison.seat))
        for number, person in enumerate(comparison.people):
            if person.person not in known_people:
                template = marked("names a person who is not in the dossier: {value}")
                path = f"{place}.people[{number}].person"
                yield fault_at(path, template, value=shown(person.person))


def _of_choice(decision: Decision) -> Iterator[Fault]:
    choice, proposals = decision.choice, decision.answer.proposals
    same = [one.rank for one in proposals if one.assignment == choice.assignment]
    if choice.proposal != (same[0] if same else None):
        yield fault_at(
            "choice.proposal", "must be the rank of the proposal that was chosen, null for none"
        )
    departure = choice.departure
    if not departs(decision):
        if departure is not None:
            yield fault_at("choice.departure", "must be left out: the first proposal was chosen")
        return
    if departure is None:
        yield fault_at(
            "choice.departure",
            "is missing: a choice that is not the first proposal says why",
        )
        return
    changes = changes_between(proposals[0].assignment, choice.assignment)
    told = [(change.seat, change.before, change.to) for change in departure.changes]
    if told != [(change.seat, change.before, change.to) for change in changes]:
        yield fault_at("choice.departure.changes", "must be how it differs from the first proposal")
