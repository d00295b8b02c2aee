"""The trail: who did and read what, when, on which record, and why; each entry chained to the last.

An entry is hash(previous hash, sequence, SHA-256(salt + payload)). Payload and salt lie in a table
of their own, so that what an entry says of a person can be erased while the chain stays whole.
The fields of a payload are named after the Dutch standard Logboek Dataverwerkingen
(https://logius-standaarden.github.io/logboek-dataverwerkingen/).
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

import planner
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.seal import sealed
from planner.store.told import Done

# What the first entry is chained to.
BEGINNING = "0" * 64


def digest_of(salt: bytes, payload: str) -> str:
    """Return the SHA-256 of a salt and a payload, as hexadecimal digits."""
    return hashlib.sha256(salt + payload.encode()).hexdigest()


def hash_of(previous: str, sequence: int, digest: str) -> str:
    """Return the hash of an entry, which the next one is chained to."""
    return hashlib.sha256(f"{previous}\n{sequence}\n{digest}".encode()).hexdigest()


class Trail:
    """The trail of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def note(
        self,
        name: str,
        record: str,
        *,
        dossier: str | None = None,
        person: str | None = None,
        before: str | None = None,
        after: str | None = None,
        reason: str | None = None,
        told: Done | None = None,
    ) -> int:
        """Add an entry, in the same write as what it tells about; return its sequence.

        Args:
            name: what was done, such as `dossier.edit` or `profile.read`.
            record: on which record, such as `dossiers/mt`.
            dossier: the id of the dossier that it belongs to.
            person: the id, within the dossier, of whom it is about.
            before: the fingerprint of the record as it was.
            after: the fingerprint of the record as it is now.
            reason: why, where a reason is asked.
            told: what was done, as a sentence.
        """
        at, acts = now(), actor()
        attributes: Mapping[str, Any] = {
            "dpl.core.processing_activity_id": name,
            "dpl.core.data_subject_id": f"{dossier}/{person}" if person else None,
            "abd.account": acts.account,
            "abd.record": record,
            "abd.before": before,
            "abd.after": after,
            "abd.reason": reason,
            "abd.told": None if told is None else told.written(),
        }
        payload = {
            "trace_id": acts.trace_id,
            "span_id": secrets.token_hex(8),
            "parent_span_id": None,
            "name": name,
            "start_time": at,
            "end_time": at,
            "status_code": "Ok",
            "resource": {"service.name": "abd-planner", "service.version": planner.__version__},
            "attributes": {key: value for key, value in attributes.items() if value is not None},
        }
        written, salt = json.dumps(payload, ensure_ascii=False), secrets.token_bytes(16)
        with self._store.writing() as tables:
            last = self._store.row(
                "SELECT sequence, hash FROM trail ORDER BY sequence DESC LIMIT 1"
            )
            sequence = 1 if last is None else last["sequence"] + 1
            previous = BEGINNING if last is None else last["hash"]
            digest = digest_of(salt, written)
            link = {
                "sequence": sequence,
                "previous": previous,
                "digest": digest,
                "hash": hash_of(previous, sequence, digest),
            }
            tables.table("trail").insert(sealed(link))
            entry = {
                "sequence": sequence,
                "salt": salt,
                "payload": written,
                "erased": None,
                "dossier": dossier,
                "person": person,
                "account": acts.account,
                "at": at,
            }
            tables.table("trail_entries").insert(sealed(entry))
        return int(sequence)
