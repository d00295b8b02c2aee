"""Taking what is known of somebody out of the content of a dossier, wherever it stands.

Other than a person who leaves, somebody who is erased goes out of every version that is kept. What
is left of them in an old version is a pseudonym without a profile, so that the version still
holds together and can still be gone back to.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import constraints
from planner.dossier.written_json import read_json, write_json

_KINDS = {kind.name(): kind for kind in constraints.KINDS}
# Shorter parts of a name, such as initials and "de", would be found in all sorts of words.
_LEAST_LETTERS = 4


@dataclass(frozen=True)
class Erasure:
    """Who goes out, and as whom they are spoken of from now on."""

    person: str
    pseudonym: str
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, person: str, names: tuple[str, ...], others: tuple[str, ...] = ()) -> "Erasure":
        """Return how somebody is erased.

        Args:
            person: their id in the dossier.
            names: what they are called, in any version.
            others: what the others in the dossier are called; a surname they share stays.
        """
        return cls(person, f"erased-{secrets.token_hex(4)}", names + _surnames(names, others))

    def text(self, text: str) -> str:
        """Return a text in which somebody is called by the pseudonym alone."""
        for name in sorted(self.names, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", self.pseudonym, text)
        return text

    def is_called_in(self, text: str) -> bool:
        """Tell whether a text that people wrote calls somebody by name."""
        return self.text(text) != text

    def names_them(self, text: str) -> bool:
        """Tell whether a text speaks of somebody, by name or by id."""
        return self.is_called_in(text) or bool(
            re.search(rf"(?<![\w-]){re.escape(self.person)}(?![\w-])", text)
        )


def without(content: bytes, erasure: Erasure) -> bytes:
    """Return a version without what is known of somebody; the very same bytes where nothing is."""
    raw = read_json(content)
    changed = _texts(_references(raw, erasure), erasure)
    return content if changed == raw else write_json(changed)


def _references(raw: Mapping[str, Any], erasure: Erasure) -> dict[str, Any]:
    """Return the content with the pseudonym wherever it refers to somebody."""
    changed = _renamed(raw, erasure, "candidates")
    if "people" in raw:
        changed["people"] = [_unknown(person, erasure) for person in raw["people"]]
    if "teams" in raw:
        changed["teams"] = [_team(team, erasure) for team in raw["teams"]]
    if "constraints" in raw:
        changed["constraints"] = [wish_without(wish, erasure) for wish in raw["constraints"]]
    return changed


def wish_without(wish: Mapping[str, Any], erasure: Erasure) -> dict[str, Any]:
    """Return a constraint with the pseudonym wherever it refers to somebody."""
    return _renamed(wish, erasure, *_persons_of(wish))


def _renamed(item: Mapping[str, Any], erasure: Erasure, *keys: str) -> dict[str, Any]:
    """Return an item with the pseudonym where somebody's id is the value of a key, or in it."""

    def other(value: Any) -> Any:
        if isinstance(value, list):
            return [other(each) for each in value]
        return erasure.pseudonym if value == erasure.person else value

    return {key: other(value) if key in keys else value for key, value in item.items()}


def _unknown(person: Mapping[str, Any], erasure: Erasure) -> Mapping[str, Any]:
    if person.get("id") != erasure.person:
        return person
    return {"id": erasure.pseudonym, "name": erasure.pseudonym}


def _team(team: Mapping[str, Any], erasure: Erasure) -> dict[str, Any]:
    changed = _renamed(team, erasure, "circle")
    if "seats" in team:
        changed["seats"] = [
            _renamed(seat, erasure, "incumbent", "candidates") for seat in team["seats"]
        ]
    return changed


def _persons_of(wish: Mapping[str, Any]) -> Iterator[str]:
    kind = _KINDS[wish["kind"]]
    return (name for name in kind.model_fields if kind.refers_to(name) == "person")


def _texts(value: Any, erasure: Erasure) -> Any:
    if isinstance(value, str):
        return erasure.text(value)
    if isinstance(value, list):
        return [_texts(each, erasure) for each in value]
    if isinstance(value, dict):
        return {key: _texts(each, erasure) for key, each in value.items()}
    return value


def _surnames(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the part of each name that people call somebody by, where nobody else has it."""
    shared = {word for name in others for word in name.split()}
    return tuple(
        dict.fromkeys(
            word
            for name in names
            for word in name.split()
            if len(word) >= _LEAST_LETTERS and word[0].isupper() and word not in shared
        )
    )
