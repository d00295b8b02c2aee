"""The trail: who did and read what, when, on which record, and why; each entry chained to the last.

An entry is hash(previous hash, sequence, SHA-256(salt + payload)). Payload and salt lie in a table
of their own, so that what an entry says of a person can be erased while the chain stays whole.
The fields of a payload are those of the Dutch standard Logboek Dataverwerkingen
(https://logius-standaarden.github.io/logboek-dataverwerkingen/): an action on several people is
told by an entry for each of them below the entry of the action itself.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import planner
from planner.store.acting import actor
from planner.store.chain import ERASED, ERASURE, Head, digest_of, hash_of, head_of
from planner.store.clock import now
from planner.store.database import Store
from planner.store.seal import sealed
from planner.store.told import Done

# Where it is told what is done with people's data, and why: a register that can be read by anybody.
REGISTER = "/method/processing#"


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
        subjects: Iterable[str] = (),
        erased: Sequence[int] = (),
    ) -> int:
        """Add an entry, in the same write as what it tells about; return its sequence.

        Args:
            name: what was done, such as `dossier.edit` or `profile.read`.
            record: on which record, such as `dossiers/mt`; it names no person.
            dossier: the id of the dossier that it belongs to.
            person: the id, within the dossier, of the one whom it is about.
            before: the fingerprint of the record as it was.
            after: the fingerprint of the record as it is now.
            reason: why, where a reason is asked.
            told: what was done, as a sentence.
            subjects: the ids, within the dossier, of several people whom it is about; each of
                them gets an entry of their own, below this one.
            erased: the sequences of earlier entries that are erased with this one.
        """
        told_of = {
            "abd.record": record,
            "abd.before": before,
            "abd.after": after,
            "abd.reason": reason,
            "abd.told": None if told is None else told.written(),
            ERASED: list(erased) or None,
        }
        span, below, about = secrets.token_hex(8), {"abd.record": record}, tuple(subjects)
        with self._store.writing():
            payloads = [_payload(name, dossier, person, told_of, span, None)]
            payloads += [
                _payload(name, dossier, subject, below, secrets.token_hex(8), span)
                for subject in about
            ]
            return self._add(dossier, (person, *about), payloads)

    def erase(
        self,
        entries: Sequence[int],
        record: str,
        reason: str,
        *,
        dossier: str | None = None,
        with_account: bool = False,
    ) -> None:
        """Empty entries, told by an entry that names them; the chain stays whole.

        Args:
            entries: their sequences.
            record: which record that tells of, without a name.
            reason: why.
            dossier: the id of the dossier that it belongs to.
            with_account: whether it is forgotten too who acted.
        """
        with self._store.writing() as tables:
            sequence = self.note(ERASURE, record, dossier=dossier, reason=reason, erased=entries)
            gone = dict.fromkeys(("salt", "payload", "person"))
            if with_account:
                gone["account"] = None
            for entry in entries:
                row = self._store.row("SELECT * FROM trail_entries WHERE sequence = ?", entry)
                assert row is not None
                emptied = sealed({**row, **gone, "erased": sequence})
                tables.table("trail_entries").upsert(emptied, pk="sequence")

    def head(self) -> Head:
        """Return the last entry, and its hash."""
        return head_of(self._store.connection)

    def _add(
        self,
        dossier: str | None,
        people: Sequence[str | None],
        payloads: Sequence[Mapping[str, Any]],
    ) -> int:
        """Chain entries to the last one, in this order; return the sequence of the first."""
        links, entries = [], []
        with self._store.writing() as tables:
            first = head = self.head()
            for person, payload in zip(people, payloads, strict=True):
                written, salt = json.dumps(payload, ensure_ascii=False), secrets.token_bytes(16)
                sequence, digest = head.sequence + 1, digest_of(salt, written)
                previous, head = head, Head(sequence, hash_of(head.hash, sequence, digest))
                link = {
                    "sequence": sequence,
                    "previous": previous.hash,
                    "digest": digest,
                    "hash": head.hash,
                }
                entry = {
                    "sequence": sequence,
                    "salt": salt,
                    "payload": written,
                    "erased": None,
                    "name": payload["name"],
                    "dossier": dossier,
                    "person": person,
                    "account": actor().account,
                    "at": payload["start_time"],
                }
                links.append(sealed(link))
                entries.append(sealed(entry))
            tables.table("trail").insert_all(links)
            tables.table("trail_entries").insert_all(entries)
            head_row = {"id": 1, "sequence": head.sequence, "hash": head.hash}
            tables.table("trail_head").upsert(sealed(head_row), pk="id")
        return first.sequence + 1


def _payload(
    name: str,
    dossier: str | None,
    person: str | None,
    told_of: Mapping[str, Any],
    span: str,
    parent: str | None,
) -> dict[str, Any]:
    at, acts = now(), actor()
    attributes: dict[str, Any] = {
        "dpl.core.processing_activity_id": f"{REGISTER}{name}",
        "dpl.core.data_subject_id": person and f"{dossier}/{person}",
        "dpl.core.data_subject_id_type": person and "abd-planner person in a dossier",
        "abd.account": acts.account,
        "abd.dossier": dossier,
        **told_of,
    }
    return {
        "trace_id": acts.trace_id,
        "span_id": span,
        "parent_span_id": parent,
        "name": name,
        "start_time": at,
        "end_time": at,
        # The standard's word for what was done and did not go wrong on our side.
        "status_code": "STATUS_CODE_OK",
        "resource": {"service.name": "abd-planner", "service.version": planner.__version__},
        "attributes": {key: value for key, value in attributes.items() if value is not None},
    }
