"""Taking a seat or a team away, with every wish that speaks of it."""

from collections.abc import Collection
from dataclasses import dataclass

from constraints.base import Constraint
from planner.dossier.dossier import Dossier
from planner.dossier.editing import ABSENT, Edit, Place


@dataclass(frozen=True)
class Removal:
    """The edits that take something away; the wishes that go with it, and that lose a name.

    Wishes are named by their positions in the dossier.
    """

    edits: tuple[Edit, ...]
    gone: tuple[int, ...]
    narrowed: tuple[int, ...]


def without_seat(dossier: Dossier, team: str, seat: str) -> Removal:
    """Return how a seat is taken away."""
    return _removal(dossier, ("teams", team, "seats", seat), {"seat": {seat}})


def without_team(dossier: Dossier, team: str) -> Removal:
    """Return how a team is taken away, its seats and its task with it."""
    seats = {seat.id for one in dossier.teams if one.id == team for seat in one.seats}
    return _removal(dossier, ("teams", team), {"seat": seats, "team": {team}})


def _removal(dossier: Dossier, place: Place, leaving: dict[str, Collection[str]]) -> Removal:
    gone, narrowed = [], []
    edits = []
    for position, constraint in enumerate(dossier.constraints):
        left = _left(constraint, leaving)
        if left is None:
            gone.append(position)
        elif left:
            narrowed.append(position)
            edits += [
                Edit(("constraints", position, parameter), list(ids))
                for parameter, ids in left.items()
            ]
    # From the last to the first: each position is still that of the same wish.
    edits += [Edit(("constraints", position), ABSENT) for position in reversed(gone)]
    return Removal((*edits, Edit(place, ABSENT)), tuple(gone), tuple(narrowed))


def _left(
    constraint: Constraint, leaving: dict[str, Collection[str]]
) -> dict[str, tuple[str, ...]] | None:
    """Return the lists of ids that get shorter; `None` where the wish has nothing left to name."""
    shorter: dict[str, tuple[str, ...]] = {}
    for parameter in type(constraint).model_fields:
        away = leaving.get(constraint.refers_to(parameter) or "", ())
        value = getattr(constraint, parameter)
        if isinstance(value, str) and value in away:
            return None
        if isinstance(value, tuple) and any(each in away for each in value):
            shorter[parameter] = tuple(each for each in value if each not in away)
            if not shorter[parameter]:
                return None
    return shorter
