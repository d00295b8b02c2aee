"""What decisions hold about somebody: where they stand in one that was closed, or is written.

What was decided stays, with its reasons; the person goes out of it. The file says so itself, and
its fingerprint is made anew with the former one beside it.
"""

import json
from typing import Any

from planner.decisions.decision import Decision
from planner.decisions.document.whole import decision_pdfs
from planner.decisions.erasing import decision_without
from planner.decisions.letters import candidates
from planner.decisions.parts import Compared
from planner.decisions.writing import read_decision
from planner.dossier.erasing import Erasure
from planner.resources.catalogue import marked
from planner.store.clock import moment, now
from planner.store.database import Store
from planner.store.decision_drafts import Attendee, Drafted
from planner.store.decisions import packed
from planner.store.personal.part import Held, Subject, texts_in
from planner.store.seal import sealed
from planner.store.unpacking import unpacked

# What of a decision's file is the dossier itself, which is told of apart, or nobody's words.
_NOT_WRITTEN = frozenset({"dossier", "fingerprints", "repertoire"})


class DecisionPart:
    """The decisions of a dossier, and every version of the one that is being written."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return in which decisions somebody stands, as what, and what is said of them there."""
        records: list[dict[str, Any]] = []
        for row in _decisions(store, subject.dossier):
            decision = read_decision(unpacked(row["content"]))
            texts = _texts(decision.written(), called)
            if subject.person in {each.id for each in decision.case.people}:
                records.append(_record(row, decision, subject.person) | {"texts": texts})
            elif texts:
                records.append({"since": row["at"], "decision": row["number"], "texts": texts})
        before = None
        for row in _drafts(store, subject.dossier):
            drafted = Drafted.model_validate_json(row["drafted"])
            seats = [seat for seat, person in drafted.seats.items() if person == subject.person]
            texts = _texts(drafted.model_dump(), called)
            # A version that says the same of them is told once.
            if (seats or texts) and before != (seats, texts):
                told = {"since": row["at"], "draft": row["version"], "seats": seats}
                records.append(told | {"texts": texts})
            before = (seats, texts)
        return Held("decisions", marked("Decisions"), tuple(records))

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Put the pseudonym in each, and make fingerprints and documents anew."""
        touched = 0
        with store.writing() as tables:
            for row in _decisions(store, subject.dossier):
                decision = read_decision(unpacked(row["content"]))
                left = decision_without(decision, erasure, moment(now()))
                if left is decision:
                    continue
                touched += 1
                changed = {
                    **row,
                    "fingerprint": left.fingerprints.whole,
                    **packed(left, decision_pdfs(left)),
                }
                tables.table("decisions").upsert(sealed(changed), pk=("dossier", "number"))
            for row in _drafts(store, subject.dossier):
                drafted = json.dumps(_without(row["drafted"], erasure), ensure_ascii=False)
                if drafted != row["drafted"]:
                    touched += 1
                    tables.table("decision_drafts").upsert(
                        sealed({**row, "drafted": drafted}), pk=("dossier", "number", "version")
                    )
        return touched


def _decisions(store: Store, dossier: str) -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM decisions WHERE dossier = ? ORDER BY number", dossier)


def _drafts(store: Store, dossier: str) -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM decision_drafts WHERE dossier = ? ORDER BY version", dossier)


def _texts(written: dict[str, Any], called: Erasure) -> list[str]:
    """Return what people wrote of somebody by name, besides what the dossier itself says."""
    parts = [part for name, part in written.items() if name not in _NOT_WRITTEN]
    return list(dict.fromkeys(texts_in(parts, called)))


def _record(row: dict[str, Any], decision: Decision, person: str) -> dict[str, Any]:
    chosen = [seat for seat, who in decision.choice.assignment.items() if who == person]
    return {
        "since": row["at"],
        "decision": row["number"],
        "fingerprint": row["fingerprint"],
        "was_candidate": person in candidates(decision),
        "seats": chosen,
        "compared": [
            {"seat": comparison.seat, **_compared(each)}
            for comparison in decision.comparisons
            for each in comparison.people
            if each.person == person
        ],
        "proposed": [
            {"proposal": proposal.rank, "seats": seats}
            for proposal in decision.answer.proposals
            if (seats := [seat for seat, who in proposal.assignment.items() if who == person])
        ],
        "profile": next(
            each.model_dump(mode="json", by_alias=True, exclude_unset=True)
            for each in decision.case.people
            if each.id == person
        ),
    }


def _compared(compared: Compared) -> dict[str, Any]:
    return compared.model_dump(mode="json", exclude={"person"}, exclude_unset=True)


def _without(written: str, erasure: Erasure) -> dict[str, Any]:
    """Return a draft without somebody: nobody sits where they were put."""
    drafted = Drafted.model_validate_json(written)
    seats = {
        seat: None if person == erasure.person else person for seat, person in drafted.seats.items()
    }
    texts = {
        name: erasure.text(getattr(drafted, name))
        for name in ("reasons", "departure", "withdrawal")
    }
    present = tuple(
        Attendee(name=erasure.text(each.name), role=erasure.text(each.role))
        for each in drafted.present
    )
    left = drafted.model_copy(update={**texts, "seats": seats, "present": present})
    return left.model_dump(mode="json")
