"""What consents hold about somebody: that they agreed, when and how, and that they took it back."""

from typing import Any

from planner.dossier.erasing import Erasure
from planner.resources.catalogue import marked
from planner.store.consents import Consents
from planner.store.database import Store
from planner.store.personal.part import Held, Subject
from planner.store.seal import sealed


class ConsentPart:
    """The consents to keep ratings longer."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return what somebody agreed to, and where they are named in how another did."""
        records = tuple(
            {
                "since": each.given_on,
                "noted": each.noted_at,
                "how": each.ground,
                "withdrawn": each.withdrawn_at,
            }
            for each in Consents(store).of_person(subject.dossier, subject.person)
        )
        others = tuple(
            {"since": row["noted_at"], "text": row["ground"]}
            for row in _grounds(store, subject.dossier)
            if row["person"] != subject.person and called.is_called_in(row["ground"])
        )
        return Held("consents", marked("Consent to keep ratings longer"), records + others)

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take somebody's own consents out, and their name out of how others gave theirs."""
        touched = len(Consents(store).of_person(subject.dossier, subject.person))
        with store.writing() as tables:
            tables.table("consents").delete_where(
                "dossier = ? AND person = ?", [subject.dossier, subject.person]
            )
            for row in _grounds(store, subject.dossier):
                ground = erasure.text(row["ground"])
                if ground != row["ground"]:
                    touched += 1
                    changed = sealed({**row, "ground": ground})
                    tables.table("consents").upsert(changed, pk=("dossier", "person", "number"))
        return touched


def _grounds(store: Store, dossier: str) -> list[dict[str, Any]]:
    return store.rows(
        "SELECT * FROM consents WHERE dossier = ? AND ground IS NOT NULL ORDER BY noted_at", dossier
    )
