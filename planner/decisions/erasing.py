"""Taking somebody out of a closed decision: the reasons stay, with a pseudonym in their place.

What the decision rested on goes with their levels, so it can no longer be run again to the same
end. The file says so itself, with the fingerprint that it had before.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from planner.decisions.deciding import text_of
from planner.decisions.decision import Decision
from planner.decisions.fingerprint import FINGERPRINTS, sha256
from planner.decisions.writing import sealed
from planner.dossier.erasing import Erasure, wish_without, without

# By which keys the parts of a file name people; a key apart holds texts that people wrote.
_NAMING = frozenset({"assignment", "carriers", "from", "incumbent", "person", "to"})


def decision_without(decision: Decision, erasure: Erasure, at: datetime.datetime) -> Decision:
    """Return a decision without somebody; the very same one where they do not stand in it.

    Raises:
        InvalidFile: what is left does not hold together, which would be a fault of this program.
    """
    written = decision.written()
    parts = {name: part for name, part in written.items() if name != FINGERPRINTS}
    left: dict[str, Any] = {name: _left(part, erasure) for name, part in parts.items()}
    content = without(decision.dossier.content.encode(), erasure)
    left["dossier"] = {"content": text_of(content), "sha256": sha256(content)}
    left["asked"]["constraints"] = [
        wish_without(wish, erasure) for wish in left["asked"]["constraints"]
    ]
    if left == parts:
        return decision
    note = {
        "at": at.isoformat(),
        "pseudonym": erasure.pseudonym,
        "former": decision.fingerprints.whole,
    }
    left["erased"] = [*parts.get("erased", ()), note]
    return sealed({name: left[name] for name in Decision.model_fields if name in left})


def _left(value: Any, erasure: Erasure, key: str = "") -> Any:
    """Return a part of a file without somebody: neither their id where people stand, nor a name."""
    match value:
        case Mapping():
            # Who sits where: the keys are seats, and each value is a person.
            inside = key if key == "assignment" else None
            return {
                name: _left(part, erasure, name if inside is None else inside)
                for name, part in value.items()
            }
        # Whether somebody may take a seat: the seat, then the person.
        case [seat, person] if key == "eligible":
            return [seat, _left(person, erasure, "person")]
        case list() | tuple():
            return [_left(part, erasure, key) for part in value]
        case str() if key in _NAMING and value == erasure.person:
            return erasure.pseudonym
        case str():
            return erasure.text(value)
    return value
