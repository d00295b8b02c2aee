"""What the list of dossiers says of each: how it stands, what waits, and what was done last."""

from dataclasses import dataclass

from planner.analysis.findings import capitalised, number_word
from planner.domain.text import opening, say
from planner.resources.catalogue import marked
from planner.store.finding import FoundPerson
from planner.store.kept import Listed
from planner.store.summary import Summary
from planner.web.language import language, words


@dataclass(frozen=True)
class Step:
    """What to do next in a dossier: the screen where it is done, and what that means."""

    endpoint: str
    label: str
    said: str
    waits: bool


@dataclass(frozen=True)
class Card:
    """One dossier in the list."""

    id: str
    title: str
    note: str
    summary: Summary
    changed_at: str
    last_change: str
    step: Step
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
        step=_next_step(listed.summary),
        archived_at=listed.archived_at,
    )


def _person(found: FoundPerson) -> PersonFound:
    title = say(found.title, language(), found.dossier)
    return PersonFound(found.dossier, title, found.person, found.name)


def _next_step(summary: Summary) -> Step:
    """Return what a dossier waits for, in the order of the work; else where to look."""
    if summary.percent is None:
        return Step(
            "demand.show",
            words().say("Say what the task asks"),
            words().say("Nothing is asked yet, so there is nothing to compare."),
            waits=True,
        )
    if summary.people == 0:
        return Step(
            "people.show",
            words().say("Add people"),
            words().say("The task is there, and nobody who could carry it yet."),
            waits=True,
        )
    if summary.empty:
        return Step(
            "compare.choose",
            words().say("See who adds most"),
            capitalised(
                words().say_count(
                    "{count} seat is empty.",
                    "{count} seats are empty.",
                    summary.empty,
                    count=number_word(summary.empty, words()),
                )
            ),
            waits=True,
        )
    if summary.percent < 100:
        return Step(
            "team.show",
            words().say("See the gap"),
            words().say("Every seat is taken; part of the task is not carried yet."),
            waits=False,
        )
    return Step(
        "team.show",
        words().say("See who carries what"),
        words().say("Every seat is taken, and all that the task asks is carried."),
        waits=False,
    )


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


def heading(listed: list[Listed]) -> str:
    """Say in how many dossiers something waits."""
    number = len(listed)
    waiting = sum(_next_step(each.summary).waits for each in listed)
    if number == 0:
        return words().say("Begin with an example, or with a dossier of your own")
    if waiting == 0:
        return words().say(_NONE_WAITS[min(number, 2) - 1], count=number_word(number, words()))
    if waiting == number:
        return words().say(_ALL_WAIT[min(number, 3) - 1], count=number_word(number, words()))
    return words().say(
        "Something waits for you in {waiting} of the {count} dossiers",
        waiting=number_word(waiting, words()),
        count=number_word(number, words()),
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
