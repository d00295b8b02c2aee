"""Ties are decided by lot, and the same lot for everybody: it follows from the seed alone.

Every seat and person, and every step of development, gets a number of its own from the seed and
the ids; among compositions that are equal in every objective the one with the smallest sum is
taken. So nobody gains by standing first in a file, and the answer depends neither on which
solver proved what first nor on the number of cores.

By the isolation lemma (Mulmuley, Vazirani and Vazirani, 1987) the smallest sum belongs to one
composition alone with a probability of at least 1 - n / N, for numbers drawn from 1 to N and n
free choices (on a seat that is filled, one person fewer than may sit there); a second draw among
those that are left is made where that is not small enough.
"""

import hashlib
import math
from collections.abc import Iterator

from planner.domain.situation import Situation
from planner.model.filling_model import FillingModel
from planner.model.permission import Permission
from planner.model.plan_model import PlanModel
from planner.model.program import Expression, total

# Sums up to this size are told apart with certainty by solvers that reckon in doubles.
_LARGEST_SUM = 2**27
_CHANCE_OF_EQUALS = 1e-2
_MOST_DRAWS = 4


class Draw:
    """The lots of one seed."""

    def __init__(
        self,
        situation: Situation,
        permission: Permission | None,
        model: PlanModel | FillingModel,
        seed: int,
    ) -> None:
        """Give every decision of the model a lot."""
        self._seed = seed
        self._decisions = list(model.decisions())
        self._number = model.number_of_decisions()
        most_taken = len(situation.seats)
        if permission is not None:
            most_taken += min(permission.budget, self._number)
        self._filled = sum(not seat.optional for seat in situation.seats.values())
        self._range = max(2, _LARGEST_SUM // max(1, most_taken))

    def expressions(self) -> Iterator[Expression]:
        """Return the sums to minimise, one after another."""
        if not self._decisions:
            return
        number = max(1, self._number - self._filled)
        chance = min(0.5, number / self._range)
        draws = min(_MOST_DRAWS, max(1, math.ceil(math.log(_CHANCE_OF_EQUALS) / math.log(chance))))
        for draw in range(draws):
            yield total(
                self._lot(draw, decision) * variable for decision, variable in self._decisions
            )

    def _lot(self, draw: int, decision: tuple[str, ...]) -> int:
        words = "\0".join((str(self._seed), str(draw), *decision))
        digest = hashlib.sha256(words.encode()).digest()
        return 1 + int.from_bytes(digest[:8], "big") % self._range
