"""The fillings of a team: as the program finds them, and each one enumerated by the oracle."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.model.fillings import Filling, TeamFillings
from planner.model.plan_model import PlanModel
from planner.solver.problem import Problem
from tests.oracle.case import Case
from tests.oracle.rules import all_items
from tests.oracle.search import compositions_of

# Who sits where, people on like seats of a team being interchangeable.
Seated = frozenset


def fillings_of(
    raw: dict, problem: Problem, plan: PlanModel, most: int = 10**6
) -> list[TeamFillings]:
    """Return the fillings of each team; who keeps a seat's minimums is told by the oracle."""
    case, made = Case(raw), []
    for team in problem.situation.teams:
        groups = [part for g in plan.occupancy.groups if g.team == team.id for part in g.parts]
        excluded = [
            (seat.id, person)
            for seat in case.team[team.id].seats
            if not seat.locked
            for person in case.people
            if not _keeps_minimum(case, seat, person, problem.situation.cautious)
        ]
        made.append(TeamFillings(problem.situation, team, groups, excluded, most))
    return made


def _keeps_minimum(case: Case, seat, person: str, cautious: bool) -> bool:
    for behaviour, least in seat.minimum:
        known = case.levels.get((person, behaviour))
        if known is None or (known.low if cautious else known.level) < least:
            return False
    return True


@dataclass
class Enumeration:
    """Every filling of one team that keeps what its seats ask, with its weighted shortfall."""

    raw: dict
    team: dict
    plan: PlanModel
    cautious: bool = False

    def __post_init__(self) -> None:
        case = Case(self.raw | {"teams": [self.team], "constraints": []})
        items = {item for item in all_items(case) if item[0] != "critical"}
        self.short: dict[Seated, int] = {}
        for composition in compositions_of(case, items, self.cautious):
            seats = [seat["id"] for seat in self.team["seats"]]
            seated = self.seated(tuple(composition.assignment[seat] for seat in seats))
            self.short[seated] = sum(
                row.importance
                * max(0, row.carriers - len(composition.carriers(case.teams[0], row)))
                for row in case.teams[0].rows
            )

    def seated(self, filling: Filling) -> Seated:
        """Return who sits on which group of like seats."""
        named = self.plan.occupancy.name_of_place
        seats = [seat["id"] for seat in self.team["seats"]]
        pairs = zip(seats, filling, strict=True)
        return Seated(named(seat, person) for seat, person in pairs if person is not None)

    def costs(self, prices: Mapping[str, float]) -> dict[Seated, Fraction]:
        """Return the shortfall and price together of every filling, exactly."""
        return {
            seated: short + sum(Fraction(prices.get(person, 0)) for _, person in seated)
            for seated, short in self.short.items()
        }
