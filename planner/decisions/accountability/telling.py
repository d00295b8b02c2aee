"""How a sheet about the program is put together from sections of the catalogue's texts."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.decisions.accountability.program import Deployment, ProgramFacts
from planner.decisions.blocks import Block, Document, Facts, Heading, Paragraph, Points
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Section:
    """A heading, paragraphs below it, and points; `lists` names facts that are told in full."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def told(
    sections: Iterable[Section], facts: ProgramFacts, values: Mapping[str, str], words: Translator
) -> tuple[Block, ...]:
    """Return sections in a language, their `{values}` filled in."""
    blocks: list[Block] = []
    for section in sections:
        blocks.append(Heading(words.say(section.heading)))
        blocks += [Paragraph(_said(text, values, words)) for text in section.paragraphs]
        if section.points:
            blocks.append(Points(tuple(_said(text, values, words) for text in section.points)))
        blocks += [_listed(name, facts) for name in section.lists]
    return tuple(blocks)


def _said(template: str, values: Mapping[str, str], words: Translator) -> str:
    return words.say(template, **values)


def _listed(name: str, facts: ProgramFacts) -> Block:
    match name:
        case "constraints":
            return Points(facts.constraints)
        case "objectives":
            return Facts(facts.objectives)
    return Points(facts.repertoires)


def values_of(facts: ProgramFacts, deployment: Deployment, words: Translator) -> dict[str, str]:
    """Return what fills in the texts; what the organisation did not give says so."""
    nothing = words.say("not filled in")
    return {
        "version": facts.version,
        "made_with": facts.made_with,
        "provider": deployment.provider or nothing,
        "organisation": deployment.organisation or nothing,
        "contact": deployment.contact or nothing,
        "kinds": str(len(facts.constraints)),
        "figures": str(len(facts.objectives)),
    }


def sheet(
    title: str, subtitle: str, blocks: tuple[Block, ...], words: Translator, date: datetime.date
) -> Document:
    """Return a sheet as a document."""
    return Document(title, subtitle, words.language, date, "abd-planner", blocks)
