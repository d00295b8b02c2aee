"""The people on the workbench: who sits where, and what the bench would add."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from planner.analysis.bench import Gain, gains
from planner.domain.composition import TeamComposition
from planner.domain.team import Seat
from planner.dossier.exploring import Explored
from planner.figures.coverage import demanded
from planner.figures.team_figures import TeamFigures
from planner.web.named_people import MOST_OPTIONS
from planner.web.views.explore_words import ExploreWords


@dataclass(frozen=True)
class SeatView:
    """A seat on the workbench, and who sits there after the steps."""

    id: str
    number: int
    title: str
    person: str
    name: str
    initials: str
    before: str
    carries: int
    is_changed: bool
    is_locked: bool
    is_chosen: bool


@dataclass(frozen=True)
class BenchView:
    """Somebody without a seat, and what they would add on the chosen one."""

    id: str
    number: int
    name: str
    initials: str
    # What they would add, in percentages of what the task asks.
    adds: float
    rows: str
    is_open: bool


@dataclass(frozen=True)
class Bench:
    """Who stands on the bench to be tried; of more than can be looked through, who add most."""

    people: tuple[BenchView, ...] = ()
    # How many more there are to whom the seat is open, and to whom it is not.
    more_open: int = 0
    more_others: int = 0


@dataclass(frozen=True)
class RaiseOption:
    """A behaviour on which the occupant of the chosen seat may grow."""

    behaviour: str
    label: str
    level: int
    asked: int


def seat_view(
    voice: ExploreWords, figures: TeamFigures, seat: Seat, chosen: Seat | None
) -> SeatView:
    """Return a seat and who sits there after the steps; `figures` are its team's."""
    explored, names = voice.explored, voice.names
    person = explored.composition.assignment[seat.id]
    before = explored.before.incumbents[seat.id]
    name = "" if person is None else names.person(person)
    return SeatView(
        id=seat.id,
        number=list(explored.situation.seats).index(seat.id) + 1,
        title=names.seat(seat.id),
        person=person or "",
        name=name,
        initials=initials(name),
        before="" if before is None else names.person(before),
        carries=sum(person in people for people in figures.carriers.values()),
        is_changed=person != before,
        is_locked=seat.locked,
        is_chosen=chosen is not None and chosen.id == seat.id,
    )


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def _emptied(explored: Explored, seat: Seat) -> TeamComposition:
    team = explored.situation.team_of_seat[seat.id]
    left = explored.composition.with_occupant(seat.id, None)
    return TeamComposition(explored.situation, team, left)


def bench_of(
    voice: ExploreWords, seat: Seat | None, bench: Sequence[str], open_to: Collection[str]
) -> Bench:
    """Return the bench: whom the seat is open to first, who adds most first."""
    if seat is None:
        return Bench()
    emptied = _emptied(voice.explored, seat)
    added = gains(emptied, bench)
    order = sorted(added, key=lambda person: -added[person].points)
    welcome = [person for person in order if person in open_to]
    others = [person for person in order if person not in open_to]

    def view(person: str, is_open: bool) -> BenchView:
        rows = [row.behaviour for row in added[person].rows]
        return BenchView(
            id=person,
            number=voice.explored.situation.order[person] + 1,
            name=_marked(voice, emptied, person),
            initials=initials(voice.names.person(person)),
            adds=_share(emptied, added[person]),
            rows=voice.names.behaviours(rows) if rows else "",
            is_open=is_open,
        )

    return Bench(
        people=(
            *(view(person, True) for person in welcome[:MOST_OPTIONS]),
            *(view(person, False) for person in others[:MOST_OPTIONS]),
        ),
        more_open=max(0, len(welcome) - MOST_OPTIONS),
        more_others=max(0, len(others) - MOST_OPTIONS),
    )


def _marked(voice: ExploreWords, team: TeamComposition, person: str) -> str:
    """Return somebody's name, and that they are in the circle of the team."""
    name = voice.names.person(person)
    if person not in team.team.circle:
        return name
    return voice.words.say("{person} (circle)", person=name)


def _share(team: TeamComposition, gain: Gain) -> float:
    """Return what a gain is of what the task asks, in per cent, as the pages round it."""
    asked = demanded(team.rows)
    return round(100 * gain.points / asked, 1) if asked else 0.0


def options_for(
    voice: ExploreWords, seat: Seat | None, bench: Sequence[BenchView]
) -> list[tuple[str, str]]:
    """Return whom to choose from: nobody, who sits there, the bench, and who sits elsewhere.

    Of the bench only those to whom the seat is open.
    """
    seated = {
        person: (other, voice.names.person(person))
        for other, person in voice.explored.composition.assignment.items()
        if person is not None
    }
    own = [(one, name) for one, (other, name) in seated.items() if seat and other == seat.id]
    others = [
        (one, f"{name} ({voice.names.seat(other)})")
        for one, (other, name) in seated.items()
        if seat is None or other != seat.id
    ]
    return [
        ("", voice.words.say("nobody")),
        *own,
        *((each.id, each.name) for each in bench if each.is_open),
        *others,
    ]


def occupant_adds(explored: Explored, seat: Seat | None, occupant: str | None) -> float | None:
    """Return what whoever sits on a seat adds there, as for somebody on the bench."""
    if seat is None or occupant is None:
        return None
    emptied = _emptied(explored, seat)
    return _share(emptied, gains(emptied, [occupant])[occupant])


def raises_of(voice: ExploreWords, figures: TeamFigures, person: str | None) -> list[RaiseOption]:
    """Return where somebody may grow: known levels below the maximum, what is asked first."""
    if person is None:
        return []
    situation = figures.team.situation
    highest, known = situation.repertoire.scale.maximum, situation.people[person].levels
    rises = figures.team.composition.rises
    options = [
        RaiseOption(row.behaviour, voice.names.behaviour(row.behaviour), level, row.level)
        for row in figures.team.rows
        # Who grows does so from the level itself, also where it is read cautiously.
        if (own := known.get(row.behaviour)) is not None
        and own.level + rises.get((person, row.behaviour), 0) < highest
        and (level := figures.team.level(person, row.behaviour)) is not None
    ]
    # First where the least is lacking to what is asked; then where enough is there already.
    return sorted(options, key=lambda each: (each.level >= each.asked, each.asked - each.level))
