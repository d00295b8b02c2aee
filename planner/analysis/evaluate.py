"""The figures of a composition that people give, and everything that it breaks."""

import time
from collections.abc import Mapping

from planner.analysis.answers import proposal, seconds_since, versions, violations_of
from planner.domain.composition import Composition
from planner.domain.faults import Fault, fault_at, shown
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.result import Result, ViolationAnswer
from planner.domain.situation import Situation
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import requirements
from planner.figures.team_figures import Figures
from planner.resources.catalogue import marked


def assignment_faults(situation: Situation, assignment: object) -> list[Fault]:
    """Return every mistake in an assignment: unknown seats and people, somebody on two seats."""
    if not isinstance(assignment, dict):
        return [fault_at("$", "must be an object from seat to person")]
    faults: list[Fault] = []
    first: dict[str, str] = {}
    for seat, person in assignment.items():
        if seat not in situation.seats:
            template = marked("names a seat that is not in the dossier: {value}")
            faults.append(fault_at(seat, template, value=shown(seat)))
        if person is None:
            continue
        if not isinstance(person, str) or person not in situation.people:
            template = marked("names a person who is not in the dossier: {value}")
            faults.append(fault_at(seat, template, value=shown(person)))
        elif person in first:
            template = marked("sits on another seat already ({first}): {value}")
            faults.append(fault_at(seat, template, first=first[person], value=shown(person)))
        else:
            first[person] = seat
    return faults


def evaluate(
    dossier: Dossier,
    assignment: Mapping[str, str | None] | None = None,
    *,
    cautious: bool = False,
    language: str = "nl",
) -> Result:
    """Return the figures of a composition, and every item that it breaks (model.md 7).

    Args:
        dossier: the case.
        assignment: seat to person, free of `assignment_faults`; a seat that is not named is
            empty. `None` stands for the incumbents as they sit.
        cautious: whether levels are read at the low end of their interval.
        language: the language of the texts.
    """
    started = time.monotonic()
    situation = dossier.situation(cautious)
    if assignment is None:
        assignment = situation.incumbents
    composition = Composition({seat: assignment.get(seat) for seat in situation.seats})
    figures = Figures(situation, composition)
    names = Names(situation, language)
    broken = violations_of(tuple(requirements(dossier)), figures, names)
    return Result(
        status="evaluated",
        proposals=[proposal(figures, 1, False, {})],
        exhausted=False,
        conflict=[],
        conflict_minimal=True,
        violations=broken + not_eligible(composition, names),
        seed=0,
        seconds=seconds_since(started),
        versions=versions(),
    )


def not_eligible(composition: Composition, names: Names) -> list[ViolationAnswer]:
    """Return who sits on a seat that is not open to them."""
    situation = names.situation
    found = []
    for seat, person in composition.assignment.items():
        if person is not None and person not in situation.open_to(situation.seats[seat]):
            who, title = names.person(person), names.seat(seat)
            team = names.team(situation.team_of_seat[seat].id)
            text = names.pick(
                nl=f"{team}: de stoel {title} staat niet open voor {who}.",
                en=f"{team}: the seat {title} is not open to {who}.",
            )
            found.append(ViolationAnswer(item=Item("eligible", (seat, person)), text=text))
    return found
