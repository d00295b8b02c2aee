"""What the list of dossiers says of each: how it stands, what waits, and what was done last."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from planner.analysis.findings import capitalised, number_word
from planner.domain.text import opening, say
from planner.resources.catalogue import marked
from planner.store.finding import FoundPerson
from planner.store.kept import Listed
from planner.store.summary import Summary
from planner.web.language import language, words
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.waiting import Waiting, waiting_in


@dataclass(frozen=True)
class Card:
    """One dossier in the list."""

    id: str
    title: str
    note: str
    summary: Summary
    changed_at: str
    last_change: str
    steps: tuple[Waiting, ...]
    archived_at: str | None


@dataclass(frozen=True)
class PersonFound:
    """Somebody whose name was looked for, and in which dossier they stand."""

    dossier: str
    dossier_title: str
    person: str
    name: str


@dataclass(frozen=True)
class DossiersView:
    """The list, or what was found in it."""

    search: str
    found: str
    cards: tuple[Card, ...]
    people: tuple[PersonFound, ...]


def dossiers_view(
    listed: list[Listed], people: list[FoundPerson], search: str, most_people: int
) -> DossiersView:
    """Return what the list shows; of the people at most so many."""
    cards = tuple(map(_card, listed))
    return DossiersView(
        search=search,
        found=_found(len(cards), len(people), most_people) if search.strip() else "",
        cards=cards,
        people=tuple(map(_person, people[:most_people])),
    )


def _card(listed: Listed) -> Card:
    return Card(
        id=listed.id,
        title=say(listed.summary.title, language(), listed.id),
        note=opening(say(listed.summary.note, language(), "")),
        summary=listed.summary,
        changed_at=listed.changed_at,
        last_change=listed.done.said(words()),
        steps=() if listed.archived_at else _steps(listed),
        archived_at=listed.archived_at,
    )


def _person(found: FoundPerson) -> PersonFound:
    title = say(found.title, language(), found.dossier)
    return PersonFound(found.dossier, title, found.person, found.name)


def _steps(listed: Listed) -> tuple[Waiting, ...]:
    """Return what whoever reads is to do in a dossier; where nothing is, what comes next there."""
    return waiting_in(listed) or (_next_step(listed),)


def _next_step(listed: Listed) -> Waiting:
    """Return what a dossier itself asks, in the order of the work; else where to look."""
    summary, say = listed.summary, words().say
    if summary.percent is None:
        said = say("Nothing is asked yet, so there is nothing to compare.")
        return _step(listed, said, say("Say what the task asks"), "demand.show", Right.EDIT)
    if summary.people == 0:
        said = say("The task is there, and nobody who could carry it yet.")
        return _step(listed, said, say("Add people"), "people.show", Right.EDIT)
    if summary.empty:
        said = words().say_count(
            "{count} seat is empty.",
            "{count} seats are empty.",
            summary.empty,
            count=number_word(summary.empty, words()),
        )
        label = say("See who adds most")
        return _step(listed, capitalised(said), label, "compare.choose", Right.PROFILES)
    if summary.percent < 100:
        said, label = (
            say("Every seat is taken; part of the task is not carried yet."),
            say("See the gap"),
        )
    else:
        said, label = (
            say("Every seat is taken, and all that the task asks is carried."),
            say("See who carries what"),
        )
    return _step(listed, said, label, "team.show", Right.PROFILES, waits=False)


def _step(
    listed: Listed, said: str, label: str, endpoint: str, right: Right, *, waits: bool = True
) -> Waiting:
    """Return a step for whoever has the right to it; for anybody else, to look at the task."""
    if may(right, listed.id):
        return Waiting(said, label, url_for(endpoint, dossier=listed.id), waits, is_own=False)
    address = url_for("demand.show", dossier=listed.id)
    return Waiting(said, words().say("Look at the task"), address, waits=False, is_own=False)


# For one, two and more dossiers, where something waits in all of them.
_ALL_WAIT = (
    marked("Something waits for you in this dossier"),
    marked("Something waits for you in both dossiers"),
    marked("Something waits for you in all {count} dossiers"),
)
# For one dossier and more, where nothing waits.
_NONE_WAITS = (
    marked("Nothing waits for you in this dossier"),
    marked("Nothing waits for you in these {count} dossiers"),
)


def own_work(dossiers: Sequence[Sequence[Waiting]]) -> list[Waiting]:
    """Return what waits for whoever reads alone, of all that there is in some dossiers."""
    return [step for steps in dossiers for step in steps if step.waits and step.is_own]


def heading(dossiers: Sequence[Sequence[Waiting]]) -> str:
    """Say what waits for whoever reads: the one thing, or in how many of the dossiers."""
    own = own_work(dossiers)
    if len(own) == 1:
        return own[0].said.removesuffix(".")
    waiting = [any(step.waits for step in steps) for steps in dossiers]
    number, waits = len(waiting), sum(waiting)
    count = number_word(number, words())
    if number == 0:
        return words().say("Begin with an example, or with a dossier of your own")
    if waits == 0:
        return words().say(_NONE_WAITS[min(number, 2) - 1], count=count)
    if waits == number:
        return words().say(_ALL_WAIT[min(number, 3) - 1], count=count)
    return words().say(
        "Something waits for you in {waiting} of the {count} dossiers",
        waiting=number_word(waits, words()),
        count=count,
    )


def _found(dossiers: int, people: int, most_people: int) -> str:
    """Say how much was found, for whoever sees it and for whoever hears it."""
    found = words().say_count("1 dossier", "{number} dossiers", dossiers)
    if people > most_people:
        persons = words().say(
            "more than {most} people; the first of them stand here", most=most_people
        )
    else:
        persons = words().say_count("1 person", "{number} people", people)
    return words().say("Found: {dossiers} and {people}.", dossiers=found, people=persons)
