"""The forms of the workbench: which step each of them asks for."""

from flask import abort, request

from planner.domain.names import Names
from planner.domain.team import Demand
from planner.dossier.editing import NoSuchPlace
from planner.dossier.exploring import (
    AskedRow,
    Explored,
    LevelChange,
    RowChange,
    RowDropped,
    Step,
    benched,
    placed,
)
from planner.web.language import language
from planner.web.named_people import MOST_OPTIONS, person_named, told_apart
from planner.web.views.demand_open import usual_demand

# How much somebody may be tried to grow at once, in tenths.
GROWTH = (5, 10, 15, 20)
# Nobody asks for more carriers than this.
MOST_CARRIERS = 99


def step_of_form(explored: Explored) -> Step:
    """Return the step that a form asks for; 400 where it asks for none that there is.

    Raises:
        NoSuchPlace: who or what it is about is not in the dossier (any more).
        NotNamed: a name was typed that nobody has, or several people have.
    """
    asked = _STEPS.get(request.form.get("kind", ""))
    if asked is None:
        abort(400)
    return asked(explored)


def changes_nothing(explored: Explored, taken: Step) -> bool:
    """Tell whether a step leaves everything as it is already."""
    assignment = explored.composition.assignment
    asked = {
        (row.team, row.behaviour): _change(row.team, row.after)
        for row in explored.asked_rows
        if row.after is not None
    }
    return (
        all(assignment[seat] == person for seat, person in taken.seats.items())
        and not taken.levels
        and all(
            asked.get((each.team, each.behaviour)) == each for each in (*taken.rows, *taken.added)
        )
        and all((each.team, each.behaviour) not in asked for each in taken.dropped)
    )


def _place(explored: Explored) -> Step:
    seat, person = request.form.get("seat", ""), request.form.get("person", "")
    if seat not in explored.situation.seats:
        raise NoSuchPlace((seat,))
    if person and person not in explored.situation.people:
        person = _named(explored, seat, person)
    return placed(explored.composition.assignment, seat, person or None)


def _named(explored: Explored, seat: str, typed: str) -> str:
    """Return who is named of those who may take a seat, and those who sit anywhere."""
    situation = explored.situation
    open_to = situation.open_to(situation.seats[seat])
    # Where all stand in a list nobody types: there it is somebody who is gone.
    if len(open_to) <= MOST_OPTIONS:
        raise NoSuchPlace((typed,))
    people = dict.fromkeys([*open_to, *explored.composition.people])
    return person_named("person", typed, told_apart(people, Names(situation, language())))


def _bench(explored: Explored) -> Step:
    person = request.form.get("person", "")
    if person not in explored.situation.people:
        raise NoSuchPlace((person,))
    return benched(explored.composition.assignment, person)


def _raise(explored: Explored) -> Step:
    person, behaviour = request.form.get("person", ""), request.form.get("behaviour", "")
    known = explored.situation.people.get(person)
    level = None if known is None else known.levels.get(behaviour)
    if level is None:
        raise NoSuchPlace((person, behaviour))
    rise = _whole("rise", 1, GROWTH[-1])
    now = level.level + explored.composition.rises.get((person, behaviour), 0)
    highest = explored.situation.repertoire.scale.maximum
    return Step(
        levels=(LevelChange(person=person, behaviour=behaviour, level=min(highest, now + rise)),)
    )


def _ask(explored: Explored) -> Step:
    row = _row_of_form(explored)
    if row.after is None:
        raise NoSuchPlace((row.team, row.behaviour))
    return Step(rows=(_change_of_form(explored, row.team, row.after),))


def _add(explored: Explored) -> Step:
    """Return the step that asks a behaviour: as the form says, else as today, else as is usual."""
    row = _row_of_form(explored)
    usual = row.after or row.before or usual_demand(explored.situation, row.team, row.behaviour)
    return Step(added=(_change_of_form(explored, row.team, usual),))


def _drop(explored: Explored) -> Step:
    row = _row_of_form(explored)
    if row.after is None:
        raise NoSuchPlace((row.team, row.behaviour))
    return Step(dropped=(RowDropped(team=row.team, behaviour=row.behaviour),))


def _row_of_form(explored: Explored) -> AskedRow:
    """Return the row that a form is about; its behaviour need not be asked, today or then."""
    team, behaviour = request.form.get("team", ""), request.form.get("behaviour", "")
    situation = explored.situation
    if team not in situation.teams_by_id or behaviour not in situation.repertoire.by_id:
        raise NoSuchPlace((team, behaviour))
    named = (row for row in explored.asked_rows if (row.team, row.behaviour) == (team, behaviour))
    return next(named, AskedRow(team, behaviour, None, None))


def _change_of_form(explored: Explored, team: str, row: Demand) -> RowChange:
    scale = explored.situation.repertoire.scale
    return RowChange(
        team=team,
        behaviour=row.behaviour,
        importance=_whole("importance", 1, 5, row.importance),
        level=_whole("level", scale.minimum, scale.maximum, row.level),
        carriers=_whole("carriers", 1, MOST_CARRIERS, row.carriers),
    )


def _change(team: str, row: Demand) -> RowChange:
    return RowChange(
        team=team,
        behaviour=row.behaviour,
        importance=row.importance,
        level=row.level,
        carriers=row.carriers,
    )


def _whole(field: str, least: int, most: int, otherwise: int | None = None) -> int:
    """Return the whole number that a select of the form gives; 400 for what it does not offer."""
    value = request.form.get(field, "")
    if value == "" and otherwise is not None:
        return otherwise
    if not value.isascii() or not value.lstrip("-").isdecimal() or len(value) > 6:
        abort(400)
    number = int(value)
    if not least <= number <= most:
        abort(400)
    return number


_STEPS = {
    "place": _place,
    "bench": _bench,
    "raise": _raise,
    "ask": _ask,
    "add": _add,
    "drop": _drop,
}
