"""Jobs as they are kept: what was asked about which dossier, how far it is, what came of it."""

import json
import secrets
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from planner.store.clock import now
from planner.store.database import Store
from planner.store.kept import Kept
from planner.store.seal import sealed
from planner.store.told import Done
from planner.store.trail import Trail
from planner.store.unpacking import unpacked

# So many answers to one kind of question about one dossier are kept, the latest ones.
MOST_ANSWERS = 20

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
# Without the dossier and the answer, which may be large and are seldom needed.
_SHOWN = (
    "number, id, dossier, version, fingerprint, kind, parameters, owner, state, stop_asked, "
    "cut_short, tries, progress, reason, created_at, started_at, seconds"
)


@dataclass(frozen=True)
class KeptJob:
    """One job, without the dossier that it is about and without its answer."""

    id: str
    dossier: str
    version: int
    fingerprint: str
    kind: str
    parameters: Mapping[str, Any]
    owner: str
    state: str
    stop_asked: bool
    cut_short: bool
    tries: int
    progress: Any
    reason: Done | None
    created_at: str
    started_at: str | None
    seconds: float

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more comes of it."""
        return self.state in (DONE, FAILED)


@dataclass(frozen=True)
class Ending:
    """How a job ended: with an answer, or with the reason why there is none."""

    seconds: float
    answer: bytes | None = None
    reason: Done | None = None
    # Whether more time could have given more.
    cut_short: bool = False
    progress: Any = field(default=None)


class Jobs:
    """The jobs of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def add(self, kept: Kept, kind: str, parameters: Mapping[str, Any], owner: str) -> KeptJob:
        """Put a question at the end of the queue.

        Whoever asks what is being worked out already, or was worked out as a whole, gets that job.
        """
        asked = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
        with self._store.writing() as tables:
            equal = self._select(
                "WHERE dossier = ? AND kind = ? AND fingerprint = ? AND parameters = ? "
                "AND ((state IN (?, ?) AND NOT stop_asked) OR (state = ? AND NOT cut_short)) "
                "ORDER BY number DESC LIMIT 1",
                *(kept.id, kind, kept.fingerprint, asked, QUEUED, RUNNING, DONE),
            )
            if equal:
                return equal[0]
            last = self._store.row("SELECT max(number) AS number FROM jobs")
            row = {
                "number": 1 + ((last and last["number"]) or 0),
                "id": secrets.token_urlsafe(12),
                "dossier": kept.id,
                "version": kept.version,
                "fingerprint": kept.fingerprint,
                "kind": kind,
                "parameters": asked,
                "owner": owner,
                "content": kept.packed,
                "state": QUEUED,
                "stop_asked": 0,
                "cut_short": 0,
                "tries": 0,
                "progress": None,
                "reason": None,
                "answer": None,
                "created_at": now(),
                "started_at": None,
                "finished_at": None,
                "seconds": 0.0,
            }
            tables.table("jobs").insert(sealed(row))
            Trail(self._store).note(
                "job.start",
                f"dossiers/{kept.id}/versions/{kept.version}/{kind}",
                dossier=kept.id,
                before=kept.fingerprint,
            )
        return _job(row)

    def find(self, job: str) -> KeptJob | None:
        """Return a job; nothing where there is none by that id."""
        return next(iter(self._select("WHERE id = ?", job)), None)

    def latest(self, dossier: str, kind: str) -> KeptJob | None:
        """Return the job of a kind that was asked for last, about a version of the dossier.

        What was asked about an exploration of it has a fingerprint that no version has.
        """
        found = self._select(
            "WHERE dossier = ? AND kind = ? AND fingerprint IN (SELECT fingerprint "
            "FROM dossier_versions WHERE dossier = jobs.dossier) ORDER BY number DESC LIMIT 1",
            *(dossier, kind),
        )
        return next(iter(found), None)

    def of_dossier(self, dossier: str) -> list[KeptJob]:
        """Return the jobs of a dossier, the latest first."""
        return self._select("WHERE dossier = ? ORDER BY number DESC", dossier)

    def unfinished(self, dossier: str | None = None) -> int:
        """Return how many jobs wait or run, of a dossier or in all."""
        row = self._store.row(
            "SELECT count(*) AS number FROM jobs WHERE state IN (?, ?) "
            "AND dossier = coalesce(?, dossier)",
            *(QUEUED, RUNNING, dossier),
        )
        return 0 if row is None else int(row["number"])

    def unfinished_by_state(self) -> dict[str, int]:
        """Return how many jobs wait and how many run, in all."""
        rows = self._store.rows(
            "SELECT state, count(*) AS number FROM jobs WHERE state IN (?, ?) GROUP BY state",
            *(QUEUED, RUNNING),
        )
        return {QUEUED: 0, RUNNING: 0} | {row["state"]: row["number"] for row in rows}

    def answer(self, job: str) -> bytes | None:
        """Return what a job answered, as it is kept."""
        row = self._store.row("SELECT answer FROM jobs WHERE id = ?", job)
        return None if row is None or row["answer"] is None else unpacked(row["answer"])

    def content(self, job: str) -> bytes:
        """Return the dossier that a job is about, as long as it is not over."""
        row = self._store.row("SELECT content FROM jobs WHERE id = ?", job)
        return b"" if row is None or row["content"] is None else unpacked(row["content"])

    def claim(self) -> KeptJob | None:
        """Take the next job to be worked at; nothing where none waits.

        Whoever has the fewest jobs running comes first, and of those whoever waited longest since
        their last turn: nobody waits for all that somebody else has asked.
        """
        if not self._select("WHERE state = ? LIMIT 1", QUEUED):
            return None
        with self._store.writing() as tables:
            waiting = self._select("WHERE state = ? ORDER BY number", QUEUED)
            if not waiting:
                return None
            running = Counter(job.owner for job in self._select("WHERE state = ?", RUNNING))
            turns = self._store.rows("SELECT owner, max(started_at) AS at FROM jobs GROUP BY owner")
            last = {turn["owner"]: turn["at"] or "" for turn in turns}
            chosen = min(waiting, key=lambda job: (running[job.owner], last[job.owner]))
            row = self._found(chosen.id)
            assert row is not None
            row |= {"state": RUNNING, "tries": row["tries"] + 1, "started_at": now()}
            _put(tables, row)
        return _job(row)

    def ask_stop(self, job: str) -> None:
        """Note that somebody wants a job to stop."""
        with self._store.writing() as tables:
            row = self._found(job)
            if row is not None and row["state"] in (QUEUED, RUNNING):
                _put(tables, row | {"stop_asked": 1})

    def put_back(self, job: KeptJob, *, counts: bool) -> None:
        """Let a job that is worked at wait again; `counts` tells whether it was a try."""
        with self._store.writing() as tables:
            row = self._found(job.id)
            if row is not None and _is_tried(row, job):
                tries = row["tries"] - (0 if counts else 1)
                _put(tables, row | {"state": QUEUED, "tries": tries, "started_at": None})

    def end(self, job: KeptJob, ending: Ending) -> None:
        """Keep how a job ended, as one write; what another try has meanwhile is left alone."""
        with self._store.writing() as tables:
            row = self._found(job.id)
            if row is None or not _is_tried(row, job):
                return
            row |= {
                "state": FAILED if ending.answer is None else DONE,
                "content": None,
                "cut_short": int(ending.cut_short),
                "progress": json.dumps(ending.progress),
                "reason": None if ending.reason is None else ending.reason.written(),
                "answer": None if ending.answer is None else zlib.compress(ending.answer),
                "finished_at": now(),
                "seconds": ending.seconds,
            }
            _put(tables, row)
            tables.execute(
                "DELETE FROM jobs WHERE number IN (SELECT number FROM jobs WHERE dossier = ? "
                "AND kind = ? AND state IN (?, ?) ORDER BY number DESC LIMIT -1 OFFSET ?)",
                [row["dossier"], row["kind"], DONE, FAILED, MOST_ANSWERS],
            )

    def abandoned(self) -> list[KeptJob]:
        """Return what was being worked at when the program ended, to be called as it begins."""
        return self._select("WHERE state = ?", RUNNING)

    def _select(self, rest: str, *values: object) -> list[KeptJob]:
        # The columns and the rest of the statement are written in this file.
        rows = self._store.rows(f"SELECT {_SHOWN} FROM jobs {rest}", *values)  # noqa: S608
        return [_job(row) for row in rows]

    def _found(self, job: str) -> dict[str, Any] | None:
        return self._store.row("SELECT * FROM jobs WHERE id = ?", job)


def _is_tried(row: Mapping[str, Any], job: KeptJob) -> bool:
    """Tell whether a row still is at the try that somebody speaks for."""
    return bool(row["state"] == job.state and row["tries"] == job.tries)


def _put(tables: Database, row: dict[str, Any]) -> None:
    tables.table("jobs").upsert(sealed(row), pk="number")


def _job(row: Mapping[str, Any]) -> KeptJob:
    return KeptJob(
        id=row["id"],
        dossier=row["dossier"],
        version=row["version"],
        fingerprint=row["fingerprint"],
        kind=row["kind"],
        parameters=json.loads(row["parameters"]),
        owner=row["owner"],
        state=row["state"],
        stop_asked=bool(row["stop_asked"]),
        cut_short=bool(row["cut_short"]),
        tries=row["tries"],
        progress=None if row["progress"] is None else json.loads(row["progress"]),
        reason=None if row["reason"] is None else Done.read(row["reason"]),
        created_at=row["created_at"],
        started_at=row["started_at"],
        seconds=row["seconds"],
    )
