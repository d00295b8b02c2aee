"""What dossiers hold about somebody: their profile in each version, and where they stand."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from planner.dossier.erasing import Erasure, without
from planner.dossier.reading import read_dossier
from planner.dossier.written_json import read_json
from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.personal.part import Held, Subject
from planner.store.seal import sealed
from planner.store.searching import write_people
from planner.store.summary import searched_text, summary_of
from planner.store.told import Done


class DossierPart:
    """Every version of the dossier, its summary, and the names by which people are found."""

    def held(self, store: Store, subject: Subject) -> Held:
        """Return somebody's profile, as each version that differs has it."""
        records: list[dict[str, Any]] = []
        for row, profile in profiles_of(store, subject):
            if not records or records[-1]["profile"] != profile:
                records.append({"since": row["at"], "version": row["version"], "profile": profile})
        return Held(marked("Profile in the dossier"), tuple(records))

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Put the pseudonym in every version, and in what is told of each."""
        touched = 0
        with store.writing() as tables:
            for row in versions_of(store, subject.dossier):
                content = zlib.decompress(row["content"])
                left, done = without(content, erasure), _told(row["done"], erasure)
                if left == content and done == row["done"]:
                    continue
                touched += 1
                fingerprint = hashlib.sha256(left).hexdigest()
                changed = {
                    **row,
                    "content": zlib.compress(left),
                    "fingerprint": fingerprint,
                    "done": done,
                }
                tables.table("dossier_versions").upsert(sealed(changed), pk=("dossier", "version"))
            _summed_up(store, subject.dossier)
        return touched


def versions_of(store: Store, dossier: str) -> list[dict[str, Any]]:
    """Return the rows of all versions of a dossier, the first one first."""
    return store.rows("SELECT * FROM dossier_versions WHERE dossier = ? ORDER BY version", dossier)


def profiles_of(store: Store, subject: Subject) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each version in which somebody stands, as its row, and what it says of them."""
    for row in versions_of(store, subject.dossier):
        for person in read_json(zlib.decompress(row["content"])).get("people", []):
            if person["id"] == subject.person:
                yield row, person


def _told(done: str, erasure: Erasure) -> str:
    """Return what was told of a version, without somebody's name."""
    told = Done.read(done)
    values = {
        name: erasure.pseudonym if value == erasure.person else erasure.text(value)
        for name, value in told.values.items()
    }
    return replace(told, values=values).written() if values != told.values else done


def _summed_up(store: Store, dossier: str) -> None:
    """Let lists and searches go by what the dossier holds now."""
    row = store.row("SELECT * FROM dossiers WHERE id = ?", dossier)
    stands = store.row(
        "SELECT v.content FROM dossier_versions v JOIN dossiers d ON v.dossier = d.id "
        "AND v.version = d.version WHERE d.id = ?",
        dossier,
    )
    if row is None or stands is None:
        return
    read = read_dossier(zlib.decompress(stands["content"]))
    row["summary"] = json.dumps(summary_of(read).written(), ensure_ascii=False)
    row["searched"] = searched_text(read)
    with store.writing() as tables:
        tables.table("dossiers").upsert(sealed(row), pk="id")
        write_people(tables, dossier, read)
