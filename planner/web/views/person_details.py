"""What is noted of somebody beside their levels: name, note and attributes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.faults import Fault, fault_at
from planner.domain.person import Person
from planner.dossier.editing import ABSENT, Edit, value_at
from planner.dossier.typed_attributes import faults_of_attribute, typed_attribute
from planner.web.language import number

LANGUAGES = ("nl", "en")
NEW_ATTRIBUTES = 2
MOST_NAME_LETTERS = 200


@dataclass(frozen=True)
class AttributeField:
    """An attribute in its form: the fields' number, and what they hold."""

    number: int
    name: str
    value: str


def attribute_fields(person: Person, words_yes: str, words_no: str) -> list[AttributeField]:
    """Return a field for each attribute, and some for new ones."""

    def said(value: Any) -> str:
        if isinstance(value, bool):
            return words_yes if value else words_no
        if isinstance(value, tuple):
            return "; ".join(map(said, value))
        return value if isinstance(value, str) else number(value, 6, grouped=False)

    held = [(name, said(value)) for name, value in person.attributes.items() if value is not None]
    held += [("", "")] * NEW_ATTRIBUTES
    return [AttributeField(position, *each) for position, each in enumerate(held)]


def note_edit(raw: Any, person: str, typed: Mapping[str, str]) -> Edit:
    """Return the edit that puts a note in Dutch and in English; other languages stay."""
    place = ("people", person, "note")
    before = value_at(raw, place)
    written = {code: text.strip() for code, text in typed.items()}
    if isinstance(before, dict):
        merged = {**before, **written}
        kept = {code: text for code, text in merged.items() if text}
        return Edit(place, kept or ABSENT)
    if written["nl"] and not written["en"]:
        return Edit(place, written["nl"])
    return Edit(place, {code: text for code, text in written.items() if text} or ABSENT)


def note_texts(person: Person) -> dict[str, str]:
    """Return a person's note in each language of the form."""
    note = person.note or ""
    if isinstance(note, str):
        return {"nl": note, "en": ""}
    return {code: note.get(code, "") for code in LANGUAGES}


def attribute_edits(
    raw: Any, person: str, typed: Iterable[tuple[int, str, str]], shown: Mapping[str, str]
) -> tuple[dict[str, Edit], dict[str, tuple[Fault, ...]]]:
    """Return the edits that a form of attributes asks for, and the mistakes at its fields.

    Args:
        raw: the dossier as its file has it.
        person: whose attributes they are.
        typed: number, name and value of each row of the form.
        shown: the values as the form showed them; what is still so is not touched.
    """
    edits: dict[str, Edit] = {}
    faults: dict[str, tuple[Fault, ...]] = {}
    seen: set[str] = set()
    for position, given, text in typed:
        name, is_new = given.strip(), given.strip() not in shown
        if not name:
            if text.strip():
                faults[f"name-{position}"] = (fault_at("", "is missing"),)
            continue
        if name in seen:
            faults[f"name-{position}"] = (fault_at("", "stands here already"),)
            continue
        seen.add(name)
        if not is_new and text.strip() == shown[name]:
            continue
        place = ("people", person, "attributes", name)
        value = typed_attribute(text, value_at(raw, place))
        if value is ABSENT and is_new:
            faults[f"value-{position}"] = (fault_at("", "is missing"),)
            continue
        # What is there already may always be taken away.
        found = [] if value is ABSENT else faults_of_attribute(name, value)
        for fault in found:
            faults[f"{fault.path}-{position}"] = (fault,)
        if not found:
            edits[f"value-{position}"] = Edit(place, value)
    return edits, faults
