"""The database: one file, one connection for each thread, and writes that are whole or not at all.

Write-ahead logging lets people read while somebody writes; `synchronous=FULL` means that what was
acknowledged is on the disk. A write begins with `BEGIN IMMEDIATE`: it waits for its turn before it
reads, so that nothing changes between what it read and what it writes.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite3
from sqlite_utils import Database

from planner.resources.catalogue import marked
from planner.store.errors import StoreError, UnsafeDatabase
from planner.store.migrations import migrate

FILE_NAME = "abd-planner.sqlite3"
# SQLite from 3.7.0 to 3.51.2 could corrupt a file when its write-ahead log was reset
# (https://sqlite.org/wal.html#walresetbug).
SAFE_SQLITE = (3, 51, 3)
# Seconds that a write waits for another one's end.
PATIENCE_SECONDS = 15.0


class Store:
    """The database of a data folder. Safe to share between threads; not between processes."""

    def __init__(self, folder: Path) -> None:
        """Open the database, make it where there is none, and bring it up to date.

        Raises:
            UnsafeDatabase: the SQLite underneath, or the file, cannot be trusted.
            StoreError: the file cannot be opened.
        """
        if sqlite3.sqlite_version_info < SAFE_SQLITE:
            raise UnsafeDatabase(
                marked("SQLite {version} can damage a database; {least} or later is needed."),
                version=sqlite3.sqlite_version,
                least=".".join(map(str, SAFE_SQLITE)),
            )
        self.folder = folder
        self.path = folder / FILE_NAME
        self._local = threading.local()
        self._opened: list[Any] = []
        self._lock = threading.Lock()
        self._make_private()
        try:
            migrate(self.connection, self.path)
        except sqlite3.DatabaseError as error:
            self.close()
            raise UnsafeDatabase(
                marked("{file} cannot be used as a database: {reason}."),
                file=self.path,
                reason=str(error),
            ) from error

    def _make_private(self) -> None:
        """Let nobody but the owner read the file; SQLite gives its log the same mode."""
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(
                marked("{file} cannot be opened: {reason}."), file=self.path, reason=error.strerror
            ) from error

    @property
    def connection(self) -> Any:
        """The connection of this thread; outside `writing` it reads what was last saved."""
        found = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(
                str(self.path),
                timeout=PATIENCE_SECONDS,
                # Transactions are begun by us, and by nobody else.
                isolation_level=None,
                # Only closing happens from another thread, once nobody works any more.
                check_same_thread=False,
            )
            found.row_factory = sqlite3.Row
            pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
            # What is deleted is overwritten: data of people do not stay behind in free pages.
            for pragma in (*pragmas, "secure_delete=ON"):
                found.execute(f"PRAGMA {pragma}")
            self._local.connection = found
            with self._lock:
                self._opened.append(found)
        return found

    @property
    def tables(self) -> Database:
        """The connection of this thread as sqlite-utils has it."""
        return Database(self.connection, use_counts_table=False, execute_plugins=False)

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Write as one: all of it is saved at the end, or nothing where an error comes out.

        A write within a write belongs to the outer one.

        Raises:
            StoreError: the disk is full, or another write takes longer than anybody waits.
        """
        connection = self.connection
        if connection.in_transaction:
            yield self.tables
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.tables
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
        except sqlite3.OperationalError as error:
            if connection.in_transaction:
                connection.rollback()
            raise StoreError(marked("Nothing was saved: {reason}."), reason=str(error)) from error

    def rows(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """Return the rows that a statement reads."""
        return [dict(row) for row in self.connection.execute(statement, values)]

    def row(self, statement: str, *values: object) -> dict[str, Any] | None:
        """Return the first row that a statement reads, where there is one."""
        found = self.connection.execute(statement, values).fetchone()
        return None if found is None else dict(found)

    def close(self) -> None:
        """Close every connection; nothing may be asked afterwards."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()
