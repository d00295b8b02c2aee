"""The steps that bring a database up to date: in order, forward only, each of them once.

A step that has been released is never changed; what is to be different is a step of its own. The
number of steps that were taken stands in `PRAGMA user_version`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from planner.resources.catalogue import marked
from planner.store.errors import UnsafeDatabase
from planner.store.steps import (
    accounts,
    consents,
    decisions,
    memberships,
    notes,
    ratings,
    sessions,
    trail,
    work,
)

STEPS: tuple[Callable[[Database], None], ...] = (
    work.dossiers,
    work.people,
    work.explorations,
    work.jobs,
    accounts.accounts,
    trail.trail,
    memberships.memberships,
    memberships.invitations,
    memberships.freezes,
    memberships.corrections,
    accounts.credentials,
    sessions.sessions,
    sessions.throttle,
    decisions.decisions,
    ratings.rounds,
    ratings.raters,
    ratings.ratings,
    ratings.imports,
    ratings.takeovers,
    notes.meetings,
    notes.notes,
    ratings.weights,
    notes.versions,
    consents.consents,
    accounts.enrolments,
    memberships.invitation_counts,
    trail.lines,
)


def migrate(connection: Any, path: Path) -> None:
    """Take the steps that a database lacks; a copy is made before the first of them.

    Raises:
        UnsafeDatabase: the database was made by a later version of the program.
    """
    if _version(connection) == len(STEPS):
        return
    if 0 < _version(connection) < len(STEPS):
        _copy(connection, path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have taken them while this one waited for the lock.
        taken = _version(connection)
        if taken > len(STEPS):
            raise UnsafeDatabase(
                marked("{file} was made by a later version of the planner. Use that version."),
                file=path,
            )
        tables = Database(connection, execute_plugins=False)
        for step in STEPS[taken:]:
            step(tables)
        connection.execute(f"PRAGMA user_version={len(STEPS)}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _version(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(connection: Any, path: Path) -> None:
    """Keep the database as it was before the steps, beside it."""
    copy = path.with_name(f"{path.stem}-before-step-{_version(connection) + 1}{path.suffix}")
    copy.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)
