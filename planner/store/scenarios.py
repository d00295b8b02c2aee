"""Explorations of dossiers, as they are kept: steps, and how many of them are done.

One without a name belongs to the session that began it; with a name it is a scenario of the
dossier, for everybody, and keeps what it holds: whoever goes on from it does so in a copy. Undo and
redo move a mark along the steps, so neither loses any; a new step takes the place of those that
were undone. What is dropped can be taken back.
"""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.dossier.exploring import Step
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.seal import sealed, unsealed

# More steps than anybody takes by hand; the oldest stay, and no further one is taken.
MOST_STEPS = 500


@dataclass(frozen=True)
class Exploration:
    """A what-if of a dossier: all its steps, of which the first `done` are in force."""

    id: str
    dossier: str
    # What people call it; nothing where it has no name, and then its number tells it apart.
    name: str | None
    number: int
    owner: str | None
    steps: tuple[Step, ...]
    done: int
    version: int
    # The version of the dossier on which the last step was taken.
    based_on: int
    changed_at: str
    dropped_at: str | None = None

    @property
    def taken(self) -> tuple[Step, ...]:
        """The steps that are in force."""
        return self.steps[: self.done]

    @property
    def undone(self) -> tuple[Step, ...]:
        """The steps that can be done again."""
        return self.steps[self.done :]


class Outdated(Exception):
    """Somebody else changed the exploration meanwhile; nothing was saved."""

    def __init__(self, kept: Exploration) -> None:
        """Keep it as it stands now."""
        super().__init__()
        self.kept = kept


class TooManySteps(Exception):
    """The exploration has as many steps as one can have."""


class Explorations:
    """The explorations of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def find(self, exploration: str, dossier: str) -> Exploration | None:
        """Return an exploration of a dossier; one that was dropped too."""
        row = self._store.row(
            "SELECT * FROM explorations WHERE id = ? AND dossier = ?", exploration, dossier
        )
        return None if row is None else _kept(row)

    def of_dossier(self, dossier: str, owner: str) -> list[Exploration]:
        """Return the scenarios of a dossier by name, then what its owner explores without one."""
        rows = self._store.rows(
            "SELECT * FROM explorations WHERE dossier = ? AND dropped_at IS NULL "
            "AND (name IS NOT NULL OR owner = ?) ORDER BY name IS NULL, name, number",
            dossier,
            owner,
        )
        return [_kept(row) for row in rows]

    def current(self, dossier: str, owner: str) -> Exploration | None:
        """Return what somebody explored last without giving it a name."""
        row = self._store.row(
            "SELECT * FROM explorations WHERE dossier = ? AND owner = ? AND name IS NULL "
            "AND dropped_at IS NULL ORDER BY changed_at DESC, number DESC LIMIT 1",
            dossier,
            owner,
        )
        return None if row is None else _kept(row)

    def begin(
        self, dossier: str, owner: str, based_on: int, steps: Sequence[Step] = ()
    ) -> Exploration:
        """Begin an exploration without a name; no other of the dossier has its number.

        Raises:
            TooManySteps: those are more steps than one can have.
        """
        if len(steps) > MOST_STEPS:
            raise TooManySteps
        with self._store.writing():
            row = self._store.row(
                "SELECT max(number) AS last FROM explorations WHERE dossier = ?", dossier
            )
            begun = Exploration(
                id=secrets.token_hex(6),
                dossier=dossier,
                name=None,
                number=1 + ((row and row["last"]) or 0),
                owner=owner,
                steps=tuple(steps),
                done=len(steps),
                version=1,
                based_on=based_on,
                changed_at=now(),
            )
            return self._write(begun)

    def take(
        self, exploration: str, dossier: str, version: int, step: Step, based_on: int
    ) -> Exploration:
        """Take a further step; steps that were undone are no longer to be done again.

        Raises:
            Unknown: there is no such exploration.
            Outdated: it was changed meanwhile.
            TooManySteps: it has as many steps as one can have.
        """

        def taken(kept: Exploration) -> Exploration:
            if kept.done >= MOST_STEPS:
                raise TooManySteps
            return replace(kept, steps=(*kept.taken, step), done=kept.done + 1, based_on=based_on)

        return self._change(exploration, dossier, version, taken)

    def go_to(self, exploration: str, dossier: str, version: int, done: int) -> Exploration:
        """Undo or redo until so many steps are in force.

        Raises:
            Unknown: there is no such exploration.
            Outdated: it was changed meanwhile.
        """

        def moved(kept: Exploration) -> Exploration:
            return replace(kept, done=_within(kept, done))

        return self._change(exploration, dossier, version, moved)

    def name(self, exploration: str, dossier: str, version: int, name: str) -> Exploration:
        """Keep it as a scenario of the dossier, or call the scenario something else.

        Raises:
            Unknown: there is no such exploration.
            Outdated: it was changed meanwhile.
        """
        return self._change(
            exploration, dossier, version, lambda kept: replace(kept, name=name, owner=None)
        )

    def copy(
        self, exploration: str, dossier: str, owner: str, done: int | None = None
    ) -> Exploration:
        """Return a copy without a name, for whoever goes on with it.

        `done` is how many of its steps are in force; where it says nothing, as many as in the
        original.

        Raises:
            Unknown: there is no such exploration.
        """
        with self._store.writing():
            kept = self._must_find(exploration, dossier)
            begun = self.begin(dossier, owner, kept.based_on, kept.steps)
            now_done = kept.done if done is None else _within(kept, done)
            return self._write(replace(begun, done=now_done))

    def drop(
        self, exploration: str, dossier: str, version: int, *, dropped: bool = True
    ) -> Exploration:
        """Put it away, or take it back; nothing of it is lost.

        Raises:
            Unknown: there is no such exploration.
            Outdated: it was changed meanwhile.
        """
        return self._change(
            exploration,
            dossier,
            version,
            lambda kept: replace(kept, dropped_at=now() if dropped else None),
        )

    def _change(
        self,
        exploration: str,
        dossier: str,
        version: int,
        changed: Callable[[Exploration], Exploration],
    ) -> Exploration:
        with self._store.writing():
            kept = self._must_find(exploration, dossier)
            if kept.version != version:
                raise Outdated(kept)
            then = replace(changed(kept), version=version + 1, changed_at=now())
            return self._write(then)

    def _must_find(self, exploration: str, dossier: str) -> Exploration:
        kept = self.find(exploration, dossier)
        if kept is None:
            raise Unknown
        return kept

    def _write(self, exploration: Exploration) -> Exploration:
        row: dict[str, Any] = {
            **vars(exploration),
            "steps": json.dumps(
                [each.model_dump(mode="json", exclude_unset=True) for each in exploration.steps],
                ensure_ascii=False,
            ),
        }
        with self._store.writing() as tables:
            tables.table("explorations").upsert(sealed(row), pk="id")
        return exploration


def _within(kept: Exploration, done: int) -> int:
    return max(0, min(done, len(kept.steps)))


def _kept(row: dict[str, Any]) -> Exploration:
    fields = unsealed(row)
    steps = tuple(Step.model_validate(each) for each in json.loads(row["steps"]))
    return Exploration(**{**fields, "steps": steps})
