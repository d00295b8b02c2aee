"""The task of a dossier that is fixed: from then on each change of it says why.

The demands and priorities are fixed before the profiles of candidates are opened. That keeps a task
from being written towards a person; a later change is possible, and stays visible.
"""

from dataclasses import dataclass
from typing import Any

from planner.dossier.dossier import Dossier
from planner.dossier.task import outsiders, task_fingerprint
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.seal import sealed, unsealed
from planner.store.sides import insiders_told, tell_of_insiders
from planner.store.trail import Trail


@dataclass(frozen=True)
class Freeze:
    """That the task was fixed, or a change of it since."""

    dossier: str
    # 1 fixes the task; each later number is a change of what was fixed.
    number: int
    fingerprint: str
    # The version of the dossier that has the task so.
    version: int
    at: str
    account: str | None
    # Why the task was changed; nothing where it was fixed, or in a worked example.
    reason: str | None
    # In a worked example the task stands, and may be played with.
    is_example: bool


class TaskIsFixed(Exception):
    """The task was fixed, and its change says not why; nothing was saved."""


class Freezes:
    """The fixed tasks of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_dossier(self, dossier: str) -> list[Freeze]:
        """Return when the task of a dossier was fixed, then its changes; nothing before that."""
        rows = self._store.rows("SELECT * FROM freezes WHERE dossier = ? ORDER BY number", dossier)
        return [_freeze(row) for row in rows]

    def is_fixed(self, dossier: str) -> bool:
        """Tell whether the task of a dossier was fixed."""
        row = self._store.row("SELECT 1 FROM freezes WHERE dossier = ? LIMIT 1", dossier)
        return row is not None

    def fix(self, dossier: str, version: int, read: Dossier, *, is_example: bool = False) -> Freeze:
        """Fix the task of a dossier as a version has it; one that was fixed stays as it was.

        Args:
            dossier: the id of the dossier.
            version: which version it is.
            read: what that version holds.
            is_example: whether it is a worked example, whose task is there to be changed.
        """
        with self._store.writing():
            found = self.of_dossier(dossier)
            if found:
                return found[0]
            fixed = self._begun(dossier, version, task_fingerprint(read), is_example=is_example)
            self._write(fixed)
            Trail(self._store).note(
                "task.freeze", _record(dossier), dossier=dossier, after=fixed.fingerprint
            )
        return fixed

    def follow(
        self, dossier: str, version: int, before: Dossier, after: Dossier, reason: str | None
    ) -> None:
        """Let an edit change a task, in the same write; where it is fixed, with the reason.

        Raises:
            TaskIsFixed: the task was fixed, the edit changes it, and no reason is given.
        """
        latest = self.of_dossier(dossier)[-1:]
        if not latest:
            return
        was, is_now = task_fingerprint(before), task_fingerprint(after)
        if was == is_now:
            return
        given = (reason or "").strip() or None
        if given is None and not latest[0].is_example:
            raise TaskIsFixed
        changed = Freeze(
            dossier=dossier,
            number=latest[0].number + 1,
            fingerprint=is_now,
            version=version,
            at=now(),
            account=actor().account,
            reason=given,
            is_example=latest[0].is_example,
        )
        with self._store.writing():
            self._write(changed)
            Trail(self._store).note(
                "task.change",
                _record(dossier),
                dossier=dossier,
                before=was,
                after=is_now,
                reason=given,
            )

    def carry_over(self, origin: str, copy: str, read: Dossier, reason: str) -> None:
        """Let the copy of a dossier begin with a fixed task where the task of the other is fixed.

        Whoever copies has seen the profiles: without this a copy would be a way around. The copy of
        a worked example is a dossier like any other, whose task is still to be fixed. Whose profile
        was open before the other task was fixed is told in the copy too.

        Args:
            origin: the id of the dossier that was copied.
            copy: the id of the copy, at its first version.
            read: what the copy holds.
            reason: why the copy asks something else, where it does.
        """
        latest = self.of_dossier(origin)[-1:]
        if latest and latest[0].is_example:
            return
        told = insiders_told(self._store, origin)
        tell_of_insiders(self._store, copy, told & outsiders(read))
        if not latest:
            return
        with self._store.writing():
            self._write(self._begun(copy, 1, latest[0].fingerprint, is_example=False))
            Trail(self._store).note(
                "task.freeze", _record(copy), dossier=copy, after=latest[0].fingerprint
            )
            fingerprint = task_fingerprint(read)
            if fingerprint != latest[0].fingerprint:
                self._write(Freeze(copy, 2, fingerprint, 1, now(), actor().account, reason, False))
                Trail(self._store).note(
                    "task.change",
                    _record(copy),
                    dossier=copy,
                    before=latest[0].fingerprint,
                    after=fingerprint,
                    reason=reason,
                )

    def _begun(self, dossier: str, version: int, fingerprint: str, *, is_example: bool) -> Freeze:
        return Freeze(dossier, 1, fingerprint, version, now(), actor().account, None, is_example)

    def _write(self, freeze: Freeze) -> None:
        with self._store.writing() as tables:
            row = {**vars(freeze), "is_example": int(freeze.is_example)}
            tables.table("freezes").insert(sealed(row))


def _record(dossier: str) -> str:
    return f"dossiers/{dossier}/task"


def _freeze(row: dict[str, Any]) -> Freeze:
    fields = unsealed(row)
    return Freeze(**{**fields, "is_example": bool(row["is_example"])})
