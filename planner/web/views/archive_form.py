"""What the archive asks of a decision, as people fill it in beside what the settings say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.decisions.archive import ArchiveFacts
from planner.domain.faults import Fault, fault_at
from planner.resources.catalogue import Translator, marked
from planner.web.editing import Refusal
from planner.web.organisation import DURATION, Organisation

_VALUATIONS = {
    "N": marked("still to be determined"),
    "B": marked("to be kept for good"),
    "V": marked("to be destroyed after a time"),
}
_MOST_LETTERS = 200
LABELS = {
    "organisation": marked("Your organisation"),
    "valuation": marked("What the selection list says"),
    "category": marked("Category of the selection list"),
    "keep": marked("How long it is kept"),
}


@dataclass(frozen=True)
class ArchiveFields:
    """The fields of the form: what stands in each, what each is called, what is wrong."""

    values: Mapping[str, str]
    labels: Mapping[str, str]
    valuations: tuple[tuple[str, str], ...]
    refusal: Refusal | None


def archive_fields(
    organisation: Organisation,
    words: Translator,
    typed: Mapping[str, str] | None,
    faults: Mapping[str, tuple[Fault, ...]] | None,
) -> ArchiveFields:
    """Return the fields as the settings fill them in, or as they were typed."""
    values = {
        "organisation": organisation.name,
        "valuation": organisation.valuation,
        "category": organisation.category,
        "keep": organisation.keep,
    }
    return ArchiveFields(
        values={**values, **(typed or {})},
        labels={name: words.say(label) for name, label in LABELS.items()},
        valuations=tuple((value, words.say(label)) for value, label in _VALUATIONS.items()),
        refusal=_Typed(faults, (), typed or {}) if faults else None,
    )


@dataclass(frozen=True)
class _Typed(Refusal):
    """Mistakes in what an address says; the fields show that."""

    values: Mapping[str, str] = field(default_factory=dict)

    def typed(self, name: str) -> str:
        """Return what was typed in a field."""
        return self.values.get(name, "")


def read_archive(
    typed: Mapping[str, str], organisation: Organisation
) -> ArchiveFacts | dict[str, tuple[Fault, ...]]:
    """Return what the archive is told of a decision, or what is wrong in each field."""
    faults: dict[str, tuple[Fault, ...]] = {}
    for name in ("organisation", "category"):
        if len(typed.get(name, "")) > _MOST_LETTERS:
            faults[name] = (fault_at(name, "is longer than {most} letters", most=_MOST_LETTERS),)
    if not typed.get("organisation", "").strip():
        faults["organisation"] = (fault_at("organisation", "must not be empty"),)
    valuation, keep = typed.get("valuation", "N"), typed.get("keep", "").strip()
    if valuation not in _VALUATIONS:
        faults["valuation"] = (fault_at("valuation", "must be one of the choices"),)
    if keep and not re.match(DURATION, keep):
        template = marked("must be a duration such as P20Y: twenty years")
        faults["keep"] = (fault_at("keep", template),)
    if faults:
        return faults
    settled = organisation.archive
    return ArchiveFacts(
        organisation=typed["organisation"].strip(),
        source=settled.source,
        valuation=valuation,  # type: ignore[arg-type]
        category=typed.get("category", "").strip(),
        selection_list=settled.selection_list,
        keep=keep,
    )
