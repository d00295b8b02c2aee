"""The workbench: seats and bench, the compass after the steps, and the differences to today."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.team import Seat
from planner.dossier.dossier import Dossier
from planner.dossier.exploring import Explored, Step
from planner.resources.catalogue import Translator
from planner.web.compass import Compass
from planner.web.views.difference import Difference, differences
from planner.web.views.explore_people import (
    Bench,
    RaiseOption,
    SeatView,
    bench_of,
    occupant_adds,
    options_for,
    raises_of,
    seat_view,
)
from planner.web.views.explore_reasons import Reason, Wishes, reasons, wishes
from planner.web.views.explore_task import TaskView, task_view
from planner.web.views.explore_words import ExploreWords
from planner.web.views.rows import DirectionView, compass_of, directions_of


@dataclass(frozen=True)
class TeamSeats:
    """The seats of a team, and its compass where it is not the team that is looked at."""

    id: str
    title: str
    seats: tuple[SeatView, ...]
    percent: float
    compass: Compass | None


@dataclass(frozen=True)
class StepView:
    """A step, and whether it is in force."""

    number: int
    sentence: str
    is_done: bool
    is_lost: bool
    # What it did, later steps did otherwise.
    is_past: bool


@dataclass(frozen=True)
class Workbench:
    """Everything that the workbench shows."""

    question: str
    answer: str
    is_today: bool
    teams: tuple[TeamSeats, ...]
    team: str
    team_title: str
    percent: float
    seat: SeatView | None
    # Who can be chosen for the seat: an id and a name each, nobody first.
    options: tuple[tuple[str, str], ...]
    occupant_adds: float | None
    # Whether anybody sits in this team, today or after the steps.
    is_manned: bool
    bench: Bench
    raises: tuple[RaiseOption, ...]
    task: TaskView
    directions: tuple[DirectionView, ...]
    before: dict[str, int]
    compass: Compass
    figures: tuple[Difference, ...]
    reasons: tuple[Reason, ...]
    wishes: Wishes
    steps: tuple[StepView, ...]


def chosen_seat(explored: Explored, asked: str | None) -> Seat | None:
    """Return the seat that is looked at: the one that is asked for, else where there is room."""
    seats = explored.situation.seats
    if asked in seats:
        return seats[asked]
    assignment = explored.composition.assignment
    empty = (seat for seat in seats.values() if assignment[seat.id] is None)
    moved = (seats[seat] for seat in explored.moved)
    free = (seat for seat in seats.values() if not seat.locked)
    return (
        next(moved, None)
        or next(empty, None)
        or next(free, None)
        or next(iter(seats.values()), None)
    )


def workbench(
    original: Dossier,
    explored: Explored,
    steps: Sequence[Step],
    done: int,
    seat: Seat | None,
    words: Translator,
) -> Workbench:
    """Return what the workbench shows of some steps, the chosen seat in the middle of it."""
    voice = ExploreWords(explored, words)
    situation, assignment = explored.situation, explored.composition.assignment
    team = situation.teams[0] if seat is None else situation.team_of_seat[seat.id]
    figures = explored.figures.teams[team.id]
    bench = [each for each in situation.people if each not in explored.composition.people]
    directions = directions_of(figures, voice.findings(team.id))
    seats = {
        each.id: seat_view(voice, explored.figures.teams[of.id], each, seat)
        for of in situation.teams
        for each in of.seats
    }
    occupant = None if seat is None else assignment[seat.id]
    open_to = frozenset(() if seat is None else situation.open_to(seat))
    shown = bench_of(voice, seat, bench, open_to)
    past = _past(steps[:done], explored)
    return Workbench(
        question=voice.question(),
        answer=voice.answer(team.id),
        is_today=explored.is_today,
        teams=tuple(
            TeamSeats(
                id=each.id,
                title=voice.names.team(each.id),
                seats=tuple(seats[one.id] for one in each.seats),
                percent=explored.figures.teams[each.id].coverage_percent,
                compass=None if each.id == team.id else _small(voice, each.id),
            )
            for each in situation.teams
        ),
        team=team.id,
        team_title=voice.names.team(team.id),
        percent=figures.coverage_percent,
        seat=None if seat is None else seats[seat.id],
        options=tuple(options_for(voice, seat, shown.people)),
        occupant_adds=occupant_adds(explored, seat, occupant),
        is_manned=any(assignment[each.id] or each.incumbent for each in team.seats),
        bench=shown,
        raises=tuple(raises_of(voice, figures, occupant)),
        task=task_view(voice, team),
        directions=tuple(directions),
        before={
            behaviour: len(people)
            for behaviour, people in explored.today.teams[team.id].carriers.items()
        },
        compass=compass_of(directions),
        figures=tuple(differences(explored.today, explored.figures, words, voice.names)),
        reasons=tuple(reasons(voice, bench)),
        wishes=wishes(explored, original, words),
        steps=tuple(
            StepView(
                position + 1,
                voice.step(step),
                position < done,
                position in explored.lost,
                position in past,
            )
            for position, step in enumerate(steps)
        ),
    )


def _past(taken: Sequence[Step], explored: Explored) -> set[int]:
    """Return the places of the steps of which nothing is left: later ones say something else."""
    said_later: set[tuple[str, ...]] = set()
    past = set()
    for position in reversed(range(len(taken))):
        if position in explored.lost:
            continue
        about = _about(taken[position])
        if about and about <= said_later:
            past.add(position)
        said_later |= about
    return past


def _about(step: Step) -> set[tuple[str, ...]]:
    """Return what a step speaks of: seats, somebody's levels, and rows of the task."""
    asked = {("row", each.team, each.behaviour) for each in (*step.rows, *step.added)}
    return (
        {("seat", seat) for seat in step.seats}
        | {("level", each.person, each.behaviour) for each in step.levels}
        | asked
        | {("row", each.team, each.behaviour) for each in step.dropped}
    )


def _small(voice: ExploreWords, team: str) -> Compass:
    figures = voice.explored.figures.teams[team]
    return compass_of(directions_of(figures, voice.findings(team)))
