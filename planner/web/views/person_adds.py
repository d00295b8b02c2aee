"""What somebody adds: on the seat that they have, and on each seat that they may take."""

from dataclasses import dataclass

from planner.domain.composition import Composition, TeamComposition
from planner.domain.team import Seat
from planner.figures.contribution import contributions, marginals
from planner.figures.coverage import coverage_percent, shortfall
from planner.figures.team_figures import TeamFigures
from planner.web.views.people_roles import Roles

_MOST_SEATS = 8


@dataclass(frozen=True)
class PartInTeam:
    """What somebody adds to a team that they count for today.

    `share` is the percentage of what is covered that they bring: so many `points` of importance,
    of all that are `covered`.
    """

    team: str
    team_id: str
    share: float
    points: float
    covered: int
    percent: float
    after_percent: float
    alone: tuple[str, ...]
    felt: tuple[str, ...]
    is_member: bool


@dataclass(frozen=True)
class GainOnSeat:
    """What would come of it if somebody took a seat."""

    seat: str
    seat_id: str
    team: str
    instead: str
    before: float
    after: float
    closes: tuple[str, ...]
    opens: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def difference(self) -> float:
        """Percentage points of coverage."""
        return round(self.after - self.before, 1)


@dataclass(frozen=True)
class Adds:
    """What somebody adds, and would add."""

    parts: tuple[PartInTeam, ...]
    seats: tuple[GainOnSeat, ...]
    more_seats: int


def adds_of(roles: Roles, person: str) -> Adds:
    """Return what somebody adds today, and would add on the seats that they may take."""
    today = Composition(roles.situation.incumbents)
    own = roles.seat_of.get(person)
    teams = list(roles.circles_of(person))
    if own is not None:
        teams.insert(0, roles.situation.team_of_seat[own.id].id)
    seats = roles.seats_open_to(person)
    parts = [_part(roles, today, person, team) for team in dict.fromkeys(teams)]
    return Adds(
        parts=tuple(part for part in parts if part is not None),
        seats=tuple(_gain(roles, today, person, seat) for seat in seats[:_MOST_SEATS]),
        more_seats=max(0, len(seats) - _MOST_SEATS),
    )


def _figures(roles: Roles, composition: Composition, team: str) -> TeamFigures:
    known = roles.situation.teams_by_id[team]
    return TeamFigures(TeamComposition(roles.situation, known, composition))


def _part(roles: Roles, today: Composition, person: str, team: str) -> PartInTeam | None:
    figures = _figures(roles, today, team)
    carriers, names = figures.carriers, roles.names
    points = contributions(figures.team, carriers)
    if person not in points:
        return None
    carried = [row for row in figures.team.rows if person in carriers[row.behaviour]]
    felt = [row for row in carried if len(carriers[row.behaviour]) <= row.carriers]
    loss = marginals(figures.team, carriers)[person]
    covered = figures.demanded - figures.coverage
    return PartInTeam(
        team=names.team(team),
        team_id=team,
        share=float(100 * points[person] / covered) if covered else 0.0,
        points=float(points[person]),
        covered=covered,
        percent=figures.coverage_percent,
        after_percent=coverage_percent(figures.coverage + loss, figures.demanded),
        alone=tuple(
            names.behaviour(row.behaviour)
            for row in carried
            if carriers[row.behaviour] == (person,)
        ),
        felt=tuple(names.behaviour(row.behaviour) for row in felt),
        is_member=person in figures.team.members,
    )


def _gain(roles: Roles, today: Composition, person: str, seat: Seat) -> GainOnSeat:
    situation, names = roles.situation, roles.names
    team = situation.team_of_seat[seat.id]
    before = _figures(roles, today, team.id)
    after = _figures(roles, today.with_occupant(seat.id, person), team.id)
    change = {
        row.behaviour: shortfall(row, after.carriers) - shortfall(row, before.carriers)
        for row in team.demand
    }
    below = [
        behaviour
        for behaviour, least in seat.minimum.items()
        if (level := situation.level(person, behaviour)) is None or level < least
    ]
    return GainOnSeat(
        seat=names.seat(seat.id),
        seat_id=seat.id,
        team=names.team(team.id),
        instead="" if seat.incumbent is None else names.person(seat.incumbent),
        before=before.coverage_percent,
        after=after.coverage_percent,
        closes=tuple(names.behaviour(each) for each, by in change.items() if by < 0),
        opens=tuple(names.behaviour(each) for each, by in change.items() if by > 0),
        below=tuple(map(names.behaviour, below)),
    )
