"""What a search for proposals is told, as people fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.faults import Fault, fault_at
from planner.domain.typed_numbers import typed_number
from planner.resources.catalogue import Translator, marked
from planner.web.views.wish_form import Form

# What each number is called, what it may be at most, and what it is usually.
MOST_SECONDS = 60
_MOST = {"alternatives": 10, "difference": 10, "seconds": MOST_SECONDS}
_LABELS = {
    "alternatives": marked("How many proposals"),
    "difference": marked("In how many people they differ, at least"),
    "seconds": marked("How many seconds it may take"),
}


@dataclass(frozen=True)
class Run:
    """How many proposals, how far apart, how long it may take, and how levels are read."""

    alternatives: int = 3
    difference: int = 1
    seconds: int = MOST_SECONDS
    cautious: bool = False

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> "Run":
        """Return what an earlier search was told."""
        return cls(
            parameters["alternatives"],
            parameters["difference"],
            parameters.get("seconds") or MOST_SECONDS,
            parameters["cautious"],
        )

    def parameters(self) -> dict[str, Any]:
        """Return what the search is told."""
        return {
            "alternatives": self.alternatives,
            "difference": self.difference,
            "seconds": self.seconds,
            "cautious": self.cautious,
        }


def labels(words: Translator) -> dict[str, str]:
    """Return what each field is called."""
    return {name: words.say(label) for name, label in _LABELS.items()}


def read_run(form: Form) -> Run | dict[str, tuple[Fault, ...]]:
    """Return what a form asks; or its mistakes, each at its field. What is left empty is usual."""
    usual, faults = Run(), dict[str, tuple[Fault, ...]]()
    numbers: dict[str, int] = {}
    for name, most in _MOST.items():
        typed = form.get(name, "").strip()
        number = typed_number(typed) if typed else getattr(usual, name)
        if isinstance(number, int) and 1 <= number <= most:
            numbers[name] = number
            continue
        fault = fault_at(
            name,
            "must lie between {minimum} and {maximum}, and is {value}",
            minimum=1,
            maximum=most,
            value=typed[:40],
        )
        faults[name] = (fault,)
    if faults:
        return faults
    return Run(**numbers, cautious=form.get("cautious", "") == "1")
