"""The figures of a composition, each as section 3 of the model defines it."""

from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from .case import OBJECTIVES, Composition, Team

SUMMED = ("coverage", "departure", "load", "balance", "nearness", "changes")


def round_half_up(exact: Fraction) -> Decimal:
    """Round a figure that is not negative to one decimal, halves upwards."""
    return Decimal((exact * 10 + Fraction(1, 2)).__floor__()) / 10


def percentage(demanded: int, short: int) -> Fraction:
    """Return the coverage percentage, 100 where nothing is demanded."""
    return Fraction(100) if demanded == 0 else Fraction(100 * (demanded - short), demanded)


def smallest_load(needs: list[int], carriers: list[frozenset[str]]) -> int:
    """Return the smallest possible maximum of leads, given the leads and the carriers of each row.

    By max-flow min-cut a limit is enough exactly when every set of rows needs no more leads than
    its carriers can give together, each of them at most the limit and one for each row.
    """
    rows = range(len(needs))
    people = set().union(*carriers)
    carried = {
        person: sum(1 << row for row in rows if person in carriers[row]) for person in people
    }
    limit = 0
    for chosen in range(1 << len(needs)):
        needed = sum(needs[row] for row in rows if chosen >> row & 1)
        able = [(mask & chosen).bit_count() for mask in carried.values()]
        while sum(min(limit, count) for count in able) < needed:
            limit += 1
    return limit


class TeamFigures:
    """What depends only on who is in a team and on how far they have developed."""

    def __init__(self, composition: Composition, team: Team):
        self.composition = composition
        self.team = team
        self.members = composition.members(team)
        self.carriers = {row.behaviour: composition.carriers(team, row) for row in team.rows}
        self.shortfall = {
            row.behaviour: max(0, row.carriers - len(self.carriers[row.behaviour]))
            for row in team.rows
        }

    @cached_property
    def demanded(self) -> int:
        """The sum of importance times carriers over the rows."""
        return sum(row.importance * row.carriers for row in self.team.rows)

    @cached_property
    def coverage(self) -> int:
        """The weighted shortfall."""
        return sum(row.importance * self.shortfall[row.behaviour] for row in self.team.rows)

    def value(self, absent=frozenset()) -> int:
        """v(S): the weighted number of carriers that count, when those in `absent` have left."""
        return sum(
            row.importance
            * min(row.carriers, len(self.composition.carriers(self.team, row, absent)))
            for row in self.team.rows
        )

    @cached_property
    def departure(self) -> int:
        """What the team's coverage loses at most if one member leaves."""
        losses = [0]
        for person in self.members:
            losses.append(
                sum(
                    row.importance
                    for row in self.team.rows
                    if person in self.carriers[row.behaviour]
                    and len(self.carriers[row.behaviour]) <= row.carriers
                )
            )
        return max(losses)

    @cached_property
    def needs(self) -> dict[str, int]:
        """The number of leads of each row."""
        return {
            row.behaviour: min(row.carriers, len(self.carriers[row.behaviour]))
            for row in self.team.rows
        }

    @cached_property
    def load(self) -> int:
        """The smallest possible maximum of rows that one person leads."""
        behaviours = list(self.needs)
        return smallest_load(
            [self.needs[behaviour] for behaviour in behaviours],
            [self.carriers[behaviour] for behaviour in behaviours],
        )

    @cached_property
    def balance(self) -> int:
        """The worst-covered direction, in per mille short, rounded up."""
        worst = 0
        for direction in {row.direction for row in self.team.rows}:
            demanded, short = self.of_direction(direction)
            worst = max(worst, -((-1000 * short) // demanded))
        return worst

    def of_direction(self, direction: str | None) -> tuple[int, int]:
        """Return (demanded, short) over the rows of one direction, or of all with None."""
        rows = [row for row in self.team.rows if direction in (None, row.direction)]
        demanded = sum(row.importance * row.carriers for row in rows)
        short = sum(row.importance * self.shortfall[row.behaviour] for row in rows)
        return demanded, short

    @cached_property
    def nearness(self) -> int:
        """How far below the demanded levels the best of those who count stay."""
        total = 0
        for row in self.team.rows:
            readings = [
                self.composition.reading(person, row.behaviour)
                for person in self.composition.who_count(self.team, row)
            ]
            known = [reading for reading in readings if reading is not None]
            best = max(known, default=self.composition.case.scale_minimum)
            total += row.importance * max(0, row.level - best)
        return total

    @cached_property
    def counted(self) -> set[str]:
        """The people who count for at least one row."""
        return {
            person
            for row in self.team.rows
            for person in self.composition.who_count(self.team, row)
        }

    @cached_property
    def contributions(self) -> dict[str, Fraction]:
        """Each person's exact share of the coverage."""
        return {
            person: sum(
                (
                    Fraction(
                        row.importance * self.needs[row.behaviour],
                        len(self.carriers[row.behaviour]),
                    )
                    for row in self.team.rows
                    if person in self.carriers[row.behaviour]
                ),
                Fraction(0),
            )
            for person in self.counted
        }

    @cached_property
    def marginals(self) -> dict[str, int]:
        """What the coverage loses without each person."""
        whole = self.value()
        return {person: whole - self.value({person}) for person in self.counted}


def team_figures(composition: Composition, team: Team) -> TeamFigures:
    """Return a team's figures, made once for each set of members and of steps."""
    key = (
        team.id,
        composition.members(team),
        composition.cautious,
        frozenset(composition.raised.items()),
    )
    memory = composition.case.memory
    if key not in memory:
        memory[key] = TeamFigures(composition, team)
    return memory[key]


def changes(composition: Composition, seats) -> int:
    """Return how many of the seats have an incumbent who does not keep them."""
    return sum(
        seat.incumbent is not None and composition.assignment[seat.id] != seat.incumbent
        for seat in seats
    )


def team_objective(composition: Composition, team: Team, objective: str) -> int:
    """Return one objective of one team; of `development`, the steps of its members."""
    if objective == "changes":
        return changes(composition, team.seats)
    if objective == "development":
        members = composition.members(team)
        return sum(steps for (person, _), steps in composition.raised.items() if person in members)
    return getattr(team_figures(composition, team), objective)


def whole_objective(composition: Composition, objective: str) -> int:
    """Return one objective of the whole composition."""
    if objective == "development":
        return sum(composition.raised.values())
    return sum(team_objective(composition, team, objective) for team in composition.case.teams)


def whole_percentage(composition: Composition) -> Fraction:
    """Return the coverage percentage over all teams together, exact."""
    parts = [team_figures(composition, team) for team in composition.case.teams]
    return percentage(sum(part.demanded for part in parts), sum(part.coverage for part in parts))


def whole_figures(composition: Composition) -> dict:
    """Return the `objectives` and `coverage_percent` of the whole composition."""
    return {
        "objectives": {name: whole_objective(composition, name) for name in OBJECTIVES},
        "coverage_percent": round_half_up(whole_percentage(composition)),
    }


def figures_of_team(composition: Composition, team: Team) -> dict:
    """Return every figure of one team."""
    figures = team_figures(composition, team)
    return {
        "objectives": {name: team_objective(composition, team, name) for name in OBJECTIVES},
        "coverage_percent": round_half_up(percentage(figures.demanded, figures.coverage)),
        "coverage": {
            row.behaviour: {
                "carriers": set(figures.carriers[row.behaviour]),
                "required": row.carriers,
                "shortfall": figures.shortfall[row.behaviour],
            }
            for row in team.rows
        },
        "contributions": dict(figures.contributions),
        "marginals": dict(figures.marginals),
    }


def figures_of(composition: Composition) -> dict:
    """Return every figure of a composition, whole and by team."""
    result = whole_figures(composition)
    result["teams"] = {
        team.id: figures_of_team(composition, team) for team in composition.case.teams
    }
    return result
