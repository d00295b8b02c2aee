"""What what-ifs and scenarios hold about somebody: the steps in which they stand."""

import json
from typing import Any

from planner.dossier.erasing import Erasure
from planner.dossier.exploring import Step
from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.personal.part import Held, Subject
from planner.store.seal import sealed


class ExplorationPart:
    """The steps of the what-ifs of a dossier."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return the steps in which somebody stands, by what-if; and what-ifs named after them."""
        records = []
        for row in _explorations(store, subject.dossier):
            steps = [step for step in json.loads(row["steps"]) if _names(step, subject.person)]
            is_called = row["name"] is not None and called.is_called_in(row["name"])
            if steps or is_called:
                records.append({"name": row["name"], "since": row["changed_at"], "steps": steps})
        return Held("what_ifs", marked("What-ifs and scenarios"), tuple(records))

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take out the steps in which somebody stands; the others still hold."""
        touched = 0
        with store.writing() as tables:
            for row in _explorations(store, subject.dossier):
                steps = json.loads(row["steps"])
                kept = [step for step in steps if not _names(step, subject.person)]
                name = None if row["name"] is None else erasure.text(row["name"])
                if len(kept) == len(steps) and name == row["name"]:
                    continue
                touched += 1
                done = sum(not _names(step, subject.person) for step in steps[: row["done"]])
                changed = {
                    **row,
                    "name": name,
                    "steps": json.dumps(kept, ensure_ascii=False),
                    "done": done,
                    "version": row["version"] + 1,
                }
                tables.table("explorations").upsert(sealed(changed), pk="id")
        return touched


def _explorations(store: Store, dossier: str) -> list[dict[str, Any]]:
    return store.rows("SELECT * FROM explorations WHERE dossier = ?", dossier)


def _names(written: dict[str, Any], person: str) -> bool:
    """Tell whether a step puts somebody somewhere, or changes a level of theirs."""
    step = Step.model_validate(written)
    return person in step.seats.values() or any(each.person == person for each in step.levels)
