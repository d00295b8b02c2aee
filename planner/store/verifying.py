"""Whether a database is whole: its pages, its references, the seal of each row, each version.

SQLite sees a damaged page, and not a flipped byte within a row; the seals and fingerprints do.
"""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite3
from sqlite_utils import Database

from planner.resources.catalogue import marked
from planner.store.chain import Head, broken, changed_since
from planner.store.damage import Damage, damage
from planner.store.errors import StoreError
from planner.store.migrations import STEPS
from planner.store.seal import SEAL, is_whole

_OURS = {"dossiers", "dossier_versions"}


@dataclass(frozen=True)
class Verdict:
    """What was found in a database: how much it holds, and everything that is wrong with it."""

    dossiers: int
    versions: int
    damages: tuple[Damage, ...]


def opened(path: Path) -> Any:
    """Return a connection to a database that is there; nothing is made and nothing brought up.

    Raises:
        StoreError: there is no such file, or it may not be read.
    """
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise StoreError(
            marked("{file} cannot be opened: {reason}."), file=path, reason=error.strerror
        ) from error
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=15)
    connection.isolation_level = None
    connection.row_factory = sqlite3.Row
    # What is no text any more is read all the same: its seal tells that it was changed.
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    return connection


def verify(path: Path, head: Head | None = None) -> Verdict:
    """Look at everything in a database, and return what is wrong with it.

    Args:
        path: the file.
        head: what was the end of the trail at an earlier moment, and kept elsewhere.

    Raises:
        StoreError: there is no such file, or it may not be read.
    """
    damages: list[Damage] = []
    with closing(opened(path)) as connection:
        try:
            damages += _not_ours(connection)
            if damages:
                return Verdict(0, 0, tuple(damages))
            # All of it is read as it is at one moment, also while others write.
            connection.execute("BEGIN")
            damages += _pages(connection)
            damages += _schema(connection)
            damages += _references(connection)
            tables = Database(connection, execute_plugins=False)
            for name in sorted(tables.table_names()):
                damages += _rows(tables, name)
            damages += _contents(connection)
            damages += _versions(connection)
            if "trail" in tables.table_names():
                damages += broken(connection)
                damages += () if head is None else changed_since(connection, head)
            return Verdict(
                tables.table("dossiers").count,
                tables.table("dossier_versions").count,
                tuple(damages),
            )
        except sqlite3.DatabaseError as error:
            damages.append(damage(marked("The file is damaged: {reason}."), reason=str(error)))
            return Verdict(0, 0, tuple(damages))


def _not_ours(connection: Any) -> Iterator[Damage]:
    steps = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if steps > len(STEPS):
        yield damage(marked("The file was made by a later version of the planner."))
    elif steps == 0 or not _tables(connection) >= _OURS:
        yield damage(marked("The file is a database, and not one of the planner."))


def _tables(connection: Any) -> set[str]:
    return set(Database(connection, execute_plugins=False).table_names())


def _schema(connection: Any) -> Iterator[Damage]:
    """Yield whether the tables are others than those that the same steps make anew."""
    steps = int(connection.execute("PRAGMA user_version").fetchone()[0])
    with closing(sqlite3.connect(":memory:")) as anew:
        tables = Database(anew, execute_plugins=False)
        for step in STEPS[:steps]:
            step(tables)
        if _described(anew) != _described(connection):
            yield damage(marked("The tables of the file are not those that the planner made."))


def _described(connection: Any) -> list[tuple[str, ...]]:
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    # Statistics are SQLite's own tables, which it makes when it sees fit.
    return sorted(tuple(map(str, row)) for row in found if not row[1].startswith("sqlite_stat"))


def _pages(connection: Any) -> Iterator[Damage]:
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield damage(marked("The file is damaged: {reason}."), reason=found)


def _references(connection: Any) -> Iterator[Damage]:
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield damage(
            marked("{table}, row {row}: what it belongs to in {other} is not there."),
            table=row["table"],
            row=row["rowid"],
            other=row["parent"],
        )


def _rows(tables: Database, name: str) -> Iterator[Damage]:
    """Yield each row of a table with seals that is not as it was written, by its key."""
    table = tables.table(name)
    if SEAL not in table.columns_dict:
        return
    try:
        for row in table.rows:
            if not is_whole(row):
                yield damage(
                    marked("{table} {id}: the row is not as it was written."),
                    table=name,
                    id=_id(*(row[key] for key in table.pks)),
                )
    except sqlite3.DatabaseError as error:
        yield damage(
            marked("{table}: it cannot be read to its end: {reason}."),
            table=name,
            reason=str(error),
        )


def _contents(connection: Any) -> Iterator[Damage]:
    """Yield each version whose content is not what its fingerprint says."""
    for row in connection.execute(
        "SELECT dossier, version, content, fingerprint FROM dossier_versions"
    ):
        try:
            fingerprint = hashlib.sha256(zlib.decompress(row["content"])).hexdigest()
        except (zlib.error, TypeError):
            fingerprint = ""
        if fingerprint != row["fingerprint"]:
            yield damage(
                marked("{table} {id}: the content is not what its fingerprint says."),
                table="dossier_versions",
                id=_id(row["dossier"], row["version"]),
            )


def _versions(connection: Any) -> Iterator[Damage]:
    """Yield each dossier of which a version is gone: a row that is not there has no seal."""
    for row in connection.execute(
        "SELECT d.id, d.version, count(v.version) AS kept, max(v.version) AS latest "
        "FROM dossiers d LEFT JOIN dossier_versions v ON v.dossier = d.id GROUP BY d.id"
    ):
        if (row["kept"], row["latest"]) != (row["version"], row["version"]):
            yield damage(
                marked("{table} {id}: it stands at version {version}, and {kept} are there."),
                table="dossiers",
                id=_id(row["id"]),
                version=row["version"],
                kept=row["kept"],
            )


def _id(*parts: object) -> str:
    """Return a key as it can be printed, also where a byte of it is no text any more."""
    text = " ".join(map(str, parts)).encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
