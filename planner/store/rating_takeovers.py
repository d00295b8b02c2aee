"""Which levels of a dossier were taken over from a round of rating, and in which version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.level import Level
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.rating_rounds import RatingRound, note
from planner.store.seal import sealed, unsealed

# By person and behaviour.
Levels = Mapping[str, Mapping[str, Level]]


@dataclass(frozen=True)
class Takeover:
    """Levels that were taken over from a round; the version of the dossier that got them."""

    round: str
    version: int
    at: str
    account: str | None
    levels: Levels


class Takeovers:
    """The levels that were taken over in the dossiers of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_dossier(self, dossier: str) -> list[Takeover]:
        """Return what was taken over in a dossier, the latest first."""
        rows = self._store.rows(
            "SELECT t.* FROM rating_takeovers t JOIN rating_rounds r ON r.id = t.round "
            "WHERE r.dossier = ? ORDER BY t.version DESC",
            dossier,
        )
        return [_takeover(row) for row in rows]

    def keep(self, round_: RatingRound, version: int, levels: Levels) -> Takeover:
        """Keep what was taken over, within the write that puts it in the dossier."""
        taken = Takeover(round_.id, version, now(), actor().account, levels)
        row = {**vars(taken), "levels": json.dumps(levels, ensure_ascii=False)}
        with self._store.writing() as tables:
            tables.table("rating_takeovers").upsert(sealed(row), pk=("round", "version"))
            note(self._store, "round.take_over", round_, f"versions/{version}")
        return taken


def _takeover(row: dict[str, Any]) -> Takeover:
    fields = unsealed(row)
    levels = {
        person: {behaviour: Level(*level) for behaviour, level in taken.items()}
        for person, taken in json.loads(row["levels"]).items()
    }
    return Takeover(**{**fields, "levels": levels})
