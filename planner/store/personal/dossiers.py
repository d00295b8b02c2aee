"""What dossiers hold about somebody: their profile in each version, and where they stand."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from planner.dossier.erasing import Erasure, wish_without, without
from planner.dossier.reading import read_dossier
from planner.dossier.written_json import read_json
from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.personal.part import Held, Subject, texts_in
from planner.store.seal import sealed
from planner.store.searching import write_people
from planner.store.summary import searched_text, summary_of
from planner.store.told import Done
from planner.store.unpacking import unpacked


class DossierPart:
    """Every version of the dossier, its summary, and the names by which people are found."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return somebody's profile and where they stand, as each version that differs has it."""
        records: list[dict[str, Any]] = []
        known: dict[str, bool] = {}
        for row in versions_of(store, subject.dossier):
            raw = read_json(unpacked(row["content"]))
            profile = next((each for each in _people(raw) if each["id"] == subject.person), None)
            if profile is None:
                continue
            told = {"profile": profile, **_places(raw, called), "texts": _texts(raw, called, known)}
            if not records or told != {key: records[-1][key] for key in told}:
                records.append({"since": row["at"], "version": row["version"], **told})
        return Held("profile", marked("Profile in the dossier"), tuple(records))

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Put the pseudonym in every version, and in what is told of each."""
        touched = 0
        with store.writing() as tables:
            for row in versions_of(store, subject.dossier):
                content = unpacked(row["content"])
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
        for person in _people(read_json(unpacked(row["content"]))):
            if person["id"] == subject.person:
                yield row, person


def _people(raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = raw.get("people", [])
    return people


def _places(raw: Mapping[str, Any], called: Erasure) -> dict[str, Any]:
    """Return where somebody stands in a version, and which wishes are about them."""
    teams = raw.get("teams", [])
    seats = [seat for team in teams for seat in team.get("seats", [])]
    person = called.person
    return {
        "seats": [seat["id"] for seat in seats if seat.get("incumbent") == person],
        "circles": [team["id"] for team in teams if person in team.get("circle", [])],
        "candidate": [seat["id"] for seat in seats if person in (seat.get("candidates") or [])],
        "wishes": [
            wish for wish in raw.get("constraints", []) if wish_without(wish, called) != wish
        ],
    }


def _texts(raw: Mapping[str, Any], called: Erasure, known: dict[str, bool]) -> list[str]:
    """Return what else in a version calls somebody by name: not their profile, nor a name."""
    others = [
        {key: part for key, part in each.items() if key != "name"}
        for each in _people(raw)
        if each["id"] != called.person
    ]
    parts = [others, *(part for key, part in raw.items() if key != "people")]
    return list(dict.fromkeys(texts_in(parts, called, known)))


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
    read = read_dossier(unpacked(stands["content"]))
    row["summary"] = json.dumps(summary_of(read).written(), ensure_ascii=False)
    row["searched"] = searched_text(read)
    with store.writing() as tables:
        tables.table("dossiers").upsert(sealed(row), pk="id")
        write_people(tables, dossier, read)
