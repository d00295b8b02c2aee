"""The people of a team: who sits where, who leads what, and what each of them adds."""

from collections.abc import Set
from dataclasses import dataclass

from planner.analysis.findings import Findings
from planner.domain.text import say
from planner.figures.contribution import contributions
from planner.figures.coverage import coverage_percent
from planner.figures.team_figures import TeamFigures


@dataclass(frozen=True)
class Column:
    """One person as a column of the matrix."""

    person: str
    name: str
    seat: str


@dataclass(frozen=True)
class PersonView:
    """One person, and what they add to the team."""

    name: str
    seat: str
    leads: tuple[str, ...]
    carries: tuple[str, ...]
    # What they add, as a percentage of what the team covers.
    part: float
    leaving: str
    alone: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True)
class EmptySeat:
    """A seat without anybody, and how many people may take it."""

    id: str
    title: str
    # Nothing where that would tell of people whose profile is closed.
    open_to: int | None
    optional: bool


def columns_of(figures: TeamFigures, findings: Findings) -> tuple[list[Column], list[Column]]:
    """Return the members by seat; and the circle, where a row counts its leadership."""
    team = figures.team
    members = [
        Column(person, findings.names.person(person), findings.names.seat(seat.id))
        for seat in team.team.seats
        if (person := team.composition.assignment[seat.id]) is not None
    ]
    if not any(row.spread for row in team.rows):
        return members, []
    circle = [
        Column(person, findings.names.person(person), "")
        for person in team.team.circle
        if person not in team.members
    ]
    return members, circle


def people_of(
    figures: TeamFigures, findings: Findings
) -> tuple[list[PersonView], list[PersonView]]:
    """Return what each member adds, by seat, and what each person of the circle does."""
    members, circle = columns_of(figures, findings)
    parts = contributions(figures.team, figures.carriers)
    covered = figures.demanded - figures.coverage

    def view(column: Column) -> PersonView:
        person, names = column.person, findings.names
        rows = figures.team.rows
        carried = [row for row in rows if person in figures.carriers[row.behaviour]]
        today = figures.team.situation.incumbents
        return PersonView(
            name=column.name,
            seat=column.seat,
            leads=tuple(
                names.behaviour(row.behaviour)
                for row in rows
                if person in figures.roles[row.behaviour]
            ),
            carries=tuple(names.behaviour(row.behaviour) for row in carried),
            part=float(100 * parts.get(person, 0) / covered) if covered else 0.0,
            leaving=_leaving(findings, person),
            alone=tuple(
                names.behaviour(row.behaviour)
                for row in carried
                if figures.carriers[row.behaviour] == (person,)
            ),
            is_new=bool(column.seat)
            and all(today[seat.id] != person for seat in figures.team.team.seats),
        )

    return [view(column) for column in members], [view(column) for column in circle]


def _leaving(findings: Findings, person: str) -> str:
    """Return what stays covered when a member leaves, and where carriers are then lacking."""
    figures, say, names = findings.figures, findings.words.say, findings.names
    felt = findings.felt(person)
    if not felt:
        return say("If they leave, everything that is carried stays carried.")
    loss = findings.losses.get(person, 0)
    left = coverage_percent(figures.coverage + loss, figures.demanded)
    told = [say("If they leave, {percent} stays covered.", percent=findings.percent(left))]
    already = {row.behaviour for row in findings.short_rows}
    newly = [row.behaviour for row in felt if row.behaviour not in already]
    further = [row.behaviour for row in felt if row.behaviour in already]
    if newly:
        told.append(say("Then a carrier is missing for {rows}.", rows=names.behaviours(newly)))
    if further:
        told.append(say("The shortfall of {rows} grows.", rows=names.behaviours(further)))
    return " ".join(told)


def empty_seats_of(findings: Findings, closed: Set[str]) -> list[EmptySeat]:
    """Return the seats without anybody; how many may take one tells what they are like."""
    return [
        EmptySeat(
            id=seat.id,
            title=say(seat.title, findings.names.language, seat.id),
            open_to=None if closed else len(findings.may_take(seat)),
            optional=seat.optional,
        )
        for seat in findings.empty_seats
    ]
