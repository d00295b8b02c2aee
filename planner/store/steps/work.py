"""The tables of the work itself: dossiers, people to be found, what-ifs and jobs."""

import json
import zlib

from sqlite_utils import Database

from planner.store.searching import people_rows


def dossiers(tables: Database) -> None:
    """Keep dossiers, and every version of each."""
    tables.table("dossiers").create(
        {
            "id": str,
            "version": int,
            # What a list shows and a search looks through, so that it need not open the content.
            "summary": str,
            "searched": str,
            "created_at": str,
            "changed_at": str,
            "archived_at": str,
            "seal": str,
        },
        pk="id",
        not_null={"version", "summary", "searched", "created_at", "changed_at", "seal"},
    )
    tables.table("dossier_versions").create(
        {
            "dossier": str,
            "version": int,
            "content": bytes,
            "fingerprint": str,
            # What was done, as a sentence of the catalogue with its values.
            "done": str,
            "at": str,
            # Which versions "undo" and "redo" go to from here.
            "undo": int,
            "redo": int,
            "seal": str,
        },
        pk=("dossier", "version"),
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"content", "fingerprint", "done", "at", "seal"},
    )


def people(tables: Database) -> None:
    """Let people be found by their names; those of the dossiers that are there, too."""
    tables.table("dossier_people").create(
        {"dossier": str, "person": str, "name": str, "searched": str, "seal": str},
        pk=("dossier", "person"),
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"name", "searched", "seal"},
    )
    kept = tables.query(
        "SELECT v.dossier, v.content FROM dossier_versions v JOIN dossiers d "
        "ON d.id = v.dossier AND d.version = v.version"
    )
    for row in list(kept):
        people = json.loads(zlib.decompress(row["content"])).get("people", [])
        named = ((person["id"], person.get("name") or person["id"]) for person in people)
        tables.table("dossier_people").insert_all(people_rows(row["dossier"], named))


def explorations(tables: Database) -> None:
    """Keep what-ifs, and the scenarios that have a name."""
    tables.table("explorations").create(
        {
            "id": str,
            "dossier": str,
            "name": str,
            "number": int,
            # The session that explores without a name; a scenario is nobody's own.
            "owner": str,
            "steps": str,
            "done": int,
            "version": int,
            "based_on": int,
            "changed_at": str,
            "dropped_at": str,
            "seal": str,
        },
        pk="id",
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={"dossier", "number", "steps", "done", "version", "based_on", "seal"},
    )
    tables.table("explorations").create_index(["dossier", "owner"])


def jobs(tables: Database) -> None:
    """Keep long work: what was asked, how far it is, and what it answered."""
    tables.table("jobs").create(
        {
            # The order in which they were asked for.
            "number": int,
            "id": str,
            "dossier": str,
            "version": int,
            "fingerprint": str,
            "kind": str,
            "parameters": str,
            "owner": str,
            # What it is about, until it is over: the dossier as whoever asked had it before them.
            "content": bytes,
            "state": str,
            "stop_asked": int,
            "cut_short": int,
            "tries": int,
            # How far it was when it ended, and why it gave no answer.
            "progress": str,
            "reason": str,
            "answer": bytes,
            "created_at": str,
            "started_at": str,
            "finished_at": str,
            "seconds": float,
            "seal": str,
        },
        pk="number",
        foreign_keys=[("dossier", "dossiers", "id")],
        not_null={
            *("id", "dossier", "version", "fingerprint", "kind", "parameters", "owner", "state"),
            *("stop_asked", "cut_short", "tries", "created_at", "seconds", "seal"),
        },
    )
    tables.table("jobs").create_index(["id"], unique=True)
    tables.table("jobs").create_index(["dossier", "kind"])
    tables.table("jobs").create_index(["state"])
