"""How what a dossier asks can ask less: one step, or ever less by degrees."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from constraints.base import Constraint
from planner.domain.situation import Situation
from planner.domain.team import Seat
from planner.dossier.requirements import (
    ConstraintHolds,
    CriticalRow,
    MinimumMet,
    Requirement,
)

# Half a level: what a step of a seat's minimums is, in tenths.
MINIMUM_STEP = 5


@dataclass(frozen=True)
class Way:
    """One way in which a requirement can ask less.

    `step` is one step weaker; `weakened` gives degree 1 to `degrees`, each weaker than the one
    before it.
    """

    step: Requirement
    degrees: int
    weakened: Callable[[int], Requirement]


def ways(requirement: Requirement, situation: Situation) -> Iterator[Way]:
    """Return the ways in which a requirement can ask less, short of leaving it out.

    A constraint tells its own. A seat's minimums go down together: by half a level as a step, by
    a tenth as a degree, not below the scale. A critical row asks a carrier fewer. A seat that
    must be filled and a lock know no less.
    """
    match requirement:
        case ConstraintHolds():
            for weakening in requirement.constraint.weaker(situation):
                by_degree = partial(_constraint, requirement.index, weakening.weakened)
                weaker = ConstraintHolds(requirement.index, weakening.step)
                yield Way(weaker, weakening.degrees, by_degree)
        case MinimumMet():
            least = situation.repertoire.scale.minimum
            degrees = max(level - least for level in requirement.seat.minimum.values())
            if degrees > 0:
                lower = partial(_minimum, requirement, least)
                yield Way(lower(MINIMUM_STEP), degrees, lower)
        case CriticalRow() if requirement.row.carriers > 1:
            # No more can carry a row than there are people.
            within_reach = min(requirement.row.carriers, len(situation.people) + 1)
            fewer = partial(_critical, requirement, within_reach)
            step = _critical(requirement, requirement.row.carriers, 1)
            yield Way(step, within_reach - 1, fewer)


def instead(own: Requirement, weaker: Requirement) -> dict[str, Any]:
    """Return the parameters in which a weaker requirement differs, as a dossier has them."""
    now, then = _parameters(own), _parameters(weaker)
    return {name: value for name, value in then.items() if value != now[name]}


def _parameters(requirement: Requirement) -> dict[str, Any]:
    match requirement:
        case ConstraintHolds():
            return requirement.constraint.model_dump(mode="json")
        case MinimumMet():
            return requirement.seat.model_dump(mode="json", include={"minimum"})
        case CriticalRow():
            return requirement.row.model_dump(mode="json", include={"carriers"})
    return {}


def _constraint(index: int, weakened: Callable[[int], Constraint], degree: int) -> Requirement:
    return ConstraintHolds(index, weakened(degree))


def _minimum(requirement: MinimumMet, least: int, lower: int) -> Requirement:
    asked = {
        behaviour: max(least, level - lower)
        for behaviour, level in requirement.seat.minimum.items()
    }
    seat: Seat = requirement.seat.model_copy(update={"minimum": asked})
    return MinimumMet(requirement.team, seat)


def _critical(requirement: CriticalRow, carriers: int, fewer: int) -> Requirement:
    row = requirement.row.model_copy(update={"carriers": carriers - fewer})
    return CriticalRow(requirement.team, row)
