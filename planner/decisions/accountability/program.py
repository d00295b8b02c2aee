"""What the program is: its versions, what can be asked of it, what it measures."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass

import constraints
from constraints.base import Constraint
from planner.analysis.answers import versions
from planner.analysis.words import FIGURE_LABELS, FIGURE_MEANINGS
from planner.domain.names import Names
from planner.domain.priority import OBJECTIVES
from planner.domain.repertoire import Repertoire
from planner.dossier.documentation import examples, worked_example
from planner.dossier.repertoires import shipped, shipped_ids
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Deployment:
    """What only the organisation knows that uses the program.

    `status` is a value of the register: In ontwikkeling, In gebruik or Buiten gebruik.
    `begin` is the month in which the use began, such as 2026-03.
    """

    organisation: str = ""
    contact: str = ""
    website: str = ""
    status: str = "In ontwikkeling"
    begin: str = ""
    provider: str = ""
    source_code: str = ""
    source_id: str = ""
    lawful_basis: str = ""
    processing_register: str = ""
    impact_assessments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ProgramFacts:
    """The program in one language: texts that follow from what it is."""

    version: str
    parts: Mapping[str, str]
    constraints: tuple[str, ...]
    objectives: tuple[tuple[str, str], ...]
    repertoires: tuple[str, ...]

    @property
    def made_with(self) -> str:
        """The versions in a row."""
        return ", ".join(f"{name} {number}" for name, number in self.parts.items())


class _Neutral(Names):
    """Names in which nobody is named: a letter stands for each person."""

    def person(self, person: str) -> str:
        """Return the letter that stands for somebody."""
        return chr(ord("A") + self.situation.order[person] % 26)


def program_facts(language: str) -> ProgramFacts:
    """Return what the program is, in a language."""
    words = Translator(language)
    parts = versions().written()
    names = _Neutral(worked_example(), language)
    return ProgramFacts(
        version=parts["abd-planner"],
        parts={**parts, "Python": platform.python_version()},
        constraints=tuple(_sentence(kind, names) for kind in constraints.KINDS),
        objectives=tuple(
            (words.say(FIGURE_LABELS[objective]), words.say(FIGURE_MEANINGS[objective]))
            for objective in OBJECTIVES
        ),
        repertoires=tuple(
            _repertoire(shipped(identifier), names, words) for identifier in shipped_ids()
        ),
    )


def _sentence(kind: type[Constraint], names: Names) -> str:
    """Return what a constraint of a kind says in an example."""
    example = examples(kind, names.situation)[0]
    return kind.model_validate(example).sentence(names)


def _repertoire(repertoire: Repertoire, names: Names, words: Translator) -> str:
    return words.say(
        "{title}, version {version}: {behaviours} behaviours in {directions} directions",
        title=names.called(repertoire.title, repertoire.id),
        version=repertoire.version or "–",
        behaviours=len(repertoire.behaviours),
        directions=len(repertoire.directions),
    )
