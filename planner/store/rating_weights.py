"""How heavily the sources of a round count: each time that somebody said so, the last one holds.

They are set while the round is blind. Once levels can be seen, other weights would be chosen for
what comes of them; and two levels of the same ratings, weighed in two ways, tell what a small
anonymous source gave.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.ratings.profiles import EQUAL_WEIGHTS, SourceWeights
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.rating_rounds import NotNow, RatingRounds, note
from planner.store.seal import sealed, unsealed


@dataclass(frozen=True)
class Weighing:
    """The weights of a round, when they were set and by whom; number 0 is what nobody set."""

    round: str
    number: int = 0
    weights: SourceWeights = EQUAL_WEIGHTS
    at: str | None = None
    account: str | None = None


class WeighingOvertaken(Exception):
    """Somebody else set other weights meanwhile; nothing was saved."""

    def __init__(self, stands: Weighing) -> None:
        """Keep the weights that stand."""
        super().__init__()
        self.stands = stands


class Weighings:
    """The weights of the rounds of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_round(self, round_: str) -> Weighing:
        """Return the weights of a round; by default every source counts the same."""
        row = self._store.row(
            "SELECT * FROM rating_weights WHERE round = ? ORDER BY number DESC LIMIT 1", round_
        )
        return Weighing(round_) if row is None else _weighing(row)

    def weigh(self, dossier: str, round_: str, weights: SourceWeights, seen: int) -> Weighing:
        """Let the sources of a blind round count by other weights; the former stay in the history.

        Args:
            dossier: the id of the dossier.
            round_: the id of the round.
            weights: how heavily each source counts.
            seen: the number of the weights that whoever sets them had before them.

        Raises:
            Unknown: the dossier has no such round.
            NotNow: it is not blind any more.
            WeighingOvertaken: somebody else set others meanwhile.
        """
        with self._store.writing() as tables:
            found = RatingRounds(self._store).must_find(round_, dossier)
            if found.state != "blind":
                raise NotNow
            stands = self.of_round(round_)
            if weights == stands.weights:
                return stands
            if seen != stands.number:
                raise WeighingOvertaken(stands)
            kept = Weighing(round_, stands.number + 1, weights, now(), actor().account)
            row = {**vars(kept), "weights": json.dumps(weights.model_dump(mode="json"))}
            tables.table("rating_weights").insert(sealed(row))
            note(self._store, "round.weigh", found, f"weights/{kept.number}")
        return kept


def _weighing(row: dict[str, Any]) -> Weighing:
    fields = unsealed(row)
    weights = SourceWeights.model_validate(json.loads(row["weights"], parse_float=Decimal))
    return Weighing(**{**fields, "weights": weights})
