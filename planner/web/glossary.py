"""The words of the planner, each with what it means, for the help beside a term."""

from dataclasses import dataclass

from flask import Flask

from planner.resources.catalogue import Translator, marked
from planner.web.language import words


@dataclass(frozen=True)
class Term:
    """A word of the planner, and what it means, in the language of a reader."""

    id: str
    label: str
    meaning: str


@dataclass(frozen=True)
class TermGroup:
    """Terms about the same thing."""

    id: str
    label: str
    terms: tuple[Term, ...]


# For each group: its name, and its terms with what they mean; in an order that can be read.
_GROUPS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "task": (
        marked("What the task asks"),
        {
            "opgave": (
                marked("task (opgave)"),
                marked(
                    "What a team has to achieve now, in its own setting. The task decides "
                    "which behaviours are needed; no layer or function has a fixed list."
                ),
            ),
            "repertoire": (
                marked("repertoire"),
                marked(
                    "The list of leadership behaviours that a dossier works with, in three "
                    "directions and across them. It has a version, and an organisation can "
                    "use its own."
                ),
            ),
            "direction": (
                marked("direction"),
                marked(
                    "Where leadership is aimed: inward to staff, upward to politics, outward "
                    "to society; or across, over all three of them."
                ),
            ),
            "behaviour": (
                marked("behaviour"),
                marked(
                    "One thing that people who lead do and that others can see them do. Many "
                    "people can show it; it is not a trait of one person."
                ),
            ),
            "anchor": (
                marked("anchor"),
                marked(
                    "An example of what a behaviour looks like at a level. Anchors make "
                    "raters mean the same by the same number."
                ),
            ),
            "importance": (
                marked("importance"),
                marked(
                    "How much a behaviour matters for the task, from 1 to 5. A missing "
                    "carrier of something important weighs more."
                ),
            ),
            "level_asked": (
                marked("level asked"),
                marked("The level from which somebody carries a behaviour for this task."),
            ),
            "carriers_asked": (
                marked("carriers asked"),
                marked(
                    "How many people should carry a behaviour. Two or more where the task "
                    "cannot do without it when one person leaves."
                ),
            ),
            "critical": (
                marked("critical"),
                marked(
                    "A behaviour that must have all the carriers that are asked. A proposal "
                    "that lacks one is not made, unless people switch this off."
                ),
            ),
            "spread": (
                marked("spread"),
                marked(
                    "A behaviour that may also be shown elsewhere than at the top: carriers "
                    "in the team’s circle count as well."
                ),
            ),
        },
    ),
    "people": (
        marked("People and levels"),
        {
            "level": (
                marked("level"),
                marked(
                    "How far somebody shows a behaviour, on a scale of usually 1 to 5 with "
                    "one decimal. It is a judgement by people. A dash means that nobody "
                    "knows, which is not the same as low."
                ),
            ),
            "interval": (
                marked("interval"),
                marked(
                    "The lowest and the highest level that the ratings allow. The wider it "
                    "is, the less is known about the level."
                ),
            ),
            "cautious": (
                marked("cautious"),
                marked(
                    "Reading every level at the low end of its interval. What is covered even "
                    "then, is covered with more certainty."
                ),
            ),
            "carrier": (
                marked("carrier"),
                marked(
                    "Somebody who counts for a behaviour, and whose level is known and at or "
                    "above the level that the task asks."
                ),
            ),
            "circle": (
                marked("circle"),
                marked(
                    "People around a team without a seat on it. Their leadership counts for "
                    "the behaviours that are marked as spread."
                ),
            ),
            "seat": (
                marked("seat"),
                marked(
                    "A place in a team, for one person at most. A seat must be filled unless "
                    "the dossier says that it may stay empty."
                ),
            ),
            "candidate": (
                marked("candidate"),
                marked("Somebody who may take an open seat."),
            ),
            "composition": (
                marked("composition"),
                marked("Who sits on which seat."),
            ),
            "job_fit": (
                marked("job fit"),
                marked(
                    "How close one person comes to all levels that the task asks, as a "
                    "classic ranking of a person beside a job would have it. It does not see "
                    "what the others in the team already bring."
                ),
            ),
            "development_step": (
                marked("development step"),
                marked(
                    "Somebody who grows in one behaviour, by one level as a rule. A plan with "
                    "people, not something that the program can promise."
                ),
            ),
        },
    ),
    "figures": (
        marked("The figures"),
        {
            "coverage": (
                marked("covered"),
                marked(
                    "The part of the carriers that are asked which the team has, each weighed "
                    "by importance. At 100 percent every behaviour has enough carriers."
                ),
            ),
            "shortfall": (
                marked("shortfall"),
                marked("How many of the carriers that are asked a behaviour lacks."),
            ),
            "contribution": (
                marked("contribution"),
                marked(
                    "What somebody adds to what the team covers. Where several people carry "
                    "the same behaviour they share it equally, so that all contributions add "
                    "up to what is covered."
                ),
            ),
            "departure": (
                marked("costliest departure"),
                marked(
                    "What the team no longer covers when the one member leaves who can least "
                    "be missed."
                ),
            ),
            "load": (
                marked("leading roles"),
                marked(
                    "Each behaviour is led by some of its carriers. The roles are divided so "
                    "that the busiest person has as few as possible."
                ),
            ),
            "balance": (
                marked("worst-covered direction"),
                marked(
                    "The direction that lacks the largest part of what is asked. The weakest "
                    "direction counts, so that strength in one does not hide a gap in "
                    "another."
                ),
            ),
            "nearness": (
                marked("distance to the levels"),
                marked(
                    "How far below the level that is asked the best person on each behaviour "
                    "stays. It tells compositions apart that cover the same."
                ),
            ),
            "changes": (
                marked("changes"),
                marked(
                    "How many people leave the seat that they have today. Rotation brings "
                    "width; it also costs knowledge and memory."
                ),
            ),
        },
    ),
    "search": (
        marked("Looking for proposals"),
        {
            "wish": (
                marked("wish"),
                marked(
                    "A rule that every proposal keeps, such as “at most one seat changes”. "
                    "Where wishes clash, the program says which ones."
                ),
            ),
            "priority": (
                marked("priority"),
                marked(
                    "What counts most, in an order. The first figure is brought to its best "
                    "value, then the second without harming the first, and so on."
                ),
            ),
            "slack": (
                marked("slack"),
                marked(
                    "How much of a figure may be given up for what comes after it in the order."
                ),
            ),
            "proposal": (
                marked("proposal"),
                marked(
                    "A composition that the program suggests, with its figures and its "
                    "reasons. People decide."
                ),
            ),
            "proven": (
                marked("proven"),
                marked(
                    "It is certain that nothing better exists within the wishes, because the "
                    "whole field has been searched or ruled out."
                ),
            ),
            "bound": (
                marked("bound"),
                marked(
                    "How good a composition could still be at most. When the best that was "
                    "found reaches the bound, it is proven."
                ),
            ),
            "scenario": (
                marked("scenario"),
                marked(
                    "A what-if with a name: changes to try, kept apart from the dossier until "
                    "you take them over."
                ),
            ),
            "front": (
                marked("what more changes buy"),
                marked(
                    "For each number of changes, the most that can be covered. It shows from "
                    "where more change brings nothing more."
                ),
            ),
            "round": (
                marked("round"),
                marked(
                    "One question about many teams together: they share candidates, and "
                    "people may move from one team to another."
                ),
            ),
            "chain": (
                marked("chain of moves"),
                marked(
                    "Moves that wait for each other: somebody leaves a seat, somebody else "
                    "takes it, and so on until a seat stays empty or somebody comes from "
                    "outside."
                ),
            ),
        },
    ),
    "certainty": (
        marked("How sure, and on what ground"),
        {
            "stress": (
                marked("departures"),
                marked(
                    "A try-out of each departure, alone and in pairs: what is then no longer "
                    "covered, and who could best take over."
                ),
            ),
            "uncertainty": (
                marked("certainty"),
                marked(
                    "A thousand try-outs in which every level lies somewhere within its "
                    "interval. In how many of them does a proposal stay the best?"
                ),
            ),
            "dossier": (
                marked("dossier"),
                marked(
                    "The file of one case: teams, people, what the task asks, wishes and "
                    "priorities. Every change is kept and can be undone."
                ),
            ),
            "rating": (
                marked("rating"),
                marked(
                    "One person’s judgement of another on one behaviour, with the reason. A "
                    "rating can be wrong; several ratings differ."
                ),
            ),
        },
    ),
}


_TERMS = {term: texts for _, terms in _GROUPS.values() for term, texts in terms.items()}


def help_beside_terms(app: Flask) -> None:
    """Let templates show what a term means: `term_of('carrier')`."""
    app.add_template_global(lambda term: term_of(term, words()), "term_of")


def term_of(term: str, said_in: Translator) -> Term:
    """Return a term; `KeyError` for one that the glossary does not have."""
    label, meaning = _TERMS[term]
    return Term(term, said_in.say(label), said_in.say(meaning))


def glossary(said_in: Translator) -> tuple[TermGroup, ...]:
    """Return all terms, by what they are about."""
    return tuple(
        TermGroup(group, said_in.say(label), tuple(term_of(term, said_in) for term in terms))
        for group, (label, terms) in _GROUPS.items()
    )
