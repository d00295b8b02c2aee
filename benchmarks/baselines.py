"""How a team is filled without an optimiser: best gain first, or best job fit in each seat."""

from collections.abc import Callable
from fractions import Fraction

from planner.domain.composition import Composition, TeamComposition
from planner.domain.situation import Situation
from planner.figures.job_fit import job_fit
from planner.figures.team_figures import Figures


def _vacant(situation: Situation) -> list[str]:
    return [seat for seat, person in situation.incumbents.items() if person is None]


def best_gain_first(situation: Situation) -> Composition:
    """Return the composition where each step takes the seat and person that add most coverage."""
    return _step_by_step(
        situation, lambda composition: -Figures(situation, composition).objectives["coverage"]
    )


def _step_by_step(situation: Situation, worth: Callable[[Composition], int]) -> Composition:
    composition = Composition(situation.incumbents)
    vacant = _vacant(situation)
    while vacant:
        options = [
            (worth(filled), seat, filled)
            for seat in vacant
            for person in situation.open_to(situation.seats[seat])
            if person not in composition.people
            for filled in (composition.with_occupant(seat, person),)
        ]
        if not options:
            break
        best = max(options, key=lambda option: option[0])
        composition = best[2]
        vacant.remove(best[1])
    return composition


def best_job_fit(situation: Situation) -> Composition:
    """Return the composition where each vacant seat, in order, takes the best job fit."""
    composition = Composition(situation.incumbents)
    for seat in _vacant(situation):
        team = TeamComposition(situation, situation.team_of_seat[seat], composition)
        free = [
            person
            for person in situation.open_to(situation.seats[seat])
            if person not in composition.people
        ]
        if free:
            best = max(free, key=lambda person: job_fit(team, person) or Fraction(0))
            composition = composition.with_occupant(seat, best)
    return composition
