"""A decision: what people chose, why, and all that it rests on. Version 1 of its format."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from planner.decisions.fields import Day, ToldText
from planner.decisions.parts import (
    Answer,
    Certainty,
    Choice,
    Comparison,
    Composition,
    DossierFile,
    Erased,
    Fingerprints,
    Options,
    Present,
    Question,
    Ratings,
    Task,
    Withdrawal,
)
from planner.domain.exact import NeverNull
from planner.domain.identifiers import Identifier
from planner.domain.priority import Priority
from planner.domain.record import Record
from planner.domain.repertoire import Repertoire
from planner.dossier.dossier import AnyConstraint, Dossier
from planner.dossier.reading import validated
from planner.dossier.strict_json import decode, parse

FORMAT = "abd-planner/decision/1"


class Asked(Record):
    """The constraints and the priorities that the proposals had to keep to."""

    constraints: tuple[AnyConstraint, ...]
    priorities: Annotated[tuple[Priority, ...], Field(min_length=1)]


class Decision(Record):
    """A decision as its file has it. The program proposed; the people in `present` decided.

    `repertoire` is there where the dossier names one that ships with the program: so the file
    can still be read when that repertoire has changed.
    """

    format: Literal["abd-planner/decision/1"]
    id: Identifier
    date: Day
    question: Question
    task: Task
    ratings: Annotated[Ratings | None, NeverNull()] = None
    asked: Asked
    options: Options
    today: Composition
    answer: Answer
    comparisons: tuple[Comparison, ...]
    certainty: Annotated[Certainty | None, NeverNull()] = None
    choice: Choice
    present: Annotated[tuple[Present, ...], Field(min_length=1)]
    withdraws: Annotated[Withdrawal | None, NeverNull()] = None
    erased: tuple[Erased, ...] = ()
    versions: Annotated[dict[Identifier, ToldText], Field(min_length=1)]
    repertoire: Annotated[Repertoire | None, NeverNull()] = None
    dossier: DossierFile
    fingerprints: Fingerprints

    @cached_property
    def case(self) -> Dossier:
        """The dossier that the decision rests on, with the repertoire that it had then."""
        return case_of(self.dossier.content, self.repertoire)

    def written(self) -> dict[str, Any]:
        """Return the decision as its file has it; what was left out stays out."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def case_of(content: str, repertoire: Repertoire | None) -> Dossier:
    """Return the dossier of a file's text, with a repertoire in the place of the one it names.

    Raises:
        InvalidFile: with every mistake in it.
    """
    raw, faults = parse(decode(content.encode()))
    if repertoire is not None and isinstance(raw, dict):
        raw["repertoire"] = repertoire.model_dump(mode="json", exclude_unset=True)
    return validated(raw, faults)
