"""How far a set of people on seats is from an earlier one (model.md 4)."""

from collections.abc import Collection, Mapping
from typing import Protocol

from planner.domain.situation import Situation
from planner.model.program import Expression, Program, total


class Seating(Protocol):
    """A model that says who sits somewhere."""

    @property
    def situation(self) -> Situation:
        """What the model is about."""

    @property
    def program(self) -> Program:
        """Where requirements are added."""

    @property
    def on_any_seat(self) -> Mapping[str, Expression]:
        """For everybody who may sit somewhere: 1 where they do."""


def differ(model: Seating, people: Collection[str], difference: int) -> None:
    """Ensure that the set of people on seats differs enough from an earlier one.

    A and B differ by max(|A minus B|, |B minus A|).
    """
    sits, seats = model.on_any_seat, model.situation.seats
    seated = total(sits.values())
    shared = total(sits[person] for person in sorted(people) if person in sits)
    new_ones = seated - shared
    gone = len(people) - shared
    if all(not seat.optional for seat in seats.values()):
        model.program.at_least(gone, difference)
        return
    by_gone = model.program.indicator()
    enough = min(difference, len(seats) + 1)
    model.program.at_least(gone - enough * by_gone, 0)
    model.program.at_least(new_ones - enough * (1 - by_gone), 0)
