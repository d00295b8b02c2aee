"""What a dossier asks of a composition, as separate items that can be kept, broken or clash."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from constraints.base import Breach, Constraint
from constraints.critical import Critical, rows_in_force
from constraints.development import DevelopmentPermission
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Demand, Seat, Team
from planner.dossier.dossier import Dossier
from planner.figures.team_figures import Figures
from planner.model.plan_model import PlanModel


class Requirement(ABC):
    """One item of model.md 5, with its two faces."""

    item: Item

    @abstractmethod
    def post(self, model: PlanModel) -> None:
        """Add the requirement to the model."""

    @abstractmethod
    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return how a composition breaks it."""

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return the teams that it judges, each by itself; `None` where it judges them together."""
        return None


@dataclass(frozen=True)
class ConstraintHolds(Requirement):
    """A constraint of the dossier."""

    index: int
    constraint: Constraint

    @property
    def item(self) -> Item:  # type: ignore[override]
        """The constraint's index."""
        return Item("constraint", self.index)

    def post(self, model: PlanModel) -> None:
        """Add the constraint."""
        self.constraint.post(model)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return the constraint's breaches."""
        return self.constraint.check(figures, names)

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return the teams that the constraint judges."""
        return self.constraint.judged_by_team(situation)


class _OfTeam(Requirement):
    """A requirement of one team."""

    team: Team

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return the team."""
        return (self.team.id,)


@dataclass(frozen=True)
class Filled(_OfTeam):
    """A seat that must be filled."""

    team: Team
    seat: Seat

    @property
    def item(self) -> Item:  # type: ignore[override]
        """The seat."""
        return Item("filled", self.seat.id)

    def post(self, model: PlanModel) -> None:
        """Ensure that somebody sits there."""
        model.fill(self.seat)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach where the seat is empty."""
        if figures.composition.assignment[self.seat.id] is not None:
            return []
        team, seat = names.team(self.team.id), names.seat(self.seat.id)
        text = names.pick(
            nl=f"{team}: de stoel {seat} is leeg.", en=f"{team}: the seat {seat} is empty."
        )
        return [Breach(text, self.team.id)]


@dataclass(frozen=True)
class MinimumMet(_OfTeam):
    """The minimums of a seat that is not locked."""

    team: Team
    seat: Seat

    @property
    def item(self) -> Item:  # type: ignore[override]
        """The seat."""
        return Item("minimum", self.seat.id)

    def post(self, model: PlanModel) -> None:
        """Ensure that whoever sits there meets them."""
        model.keep_minimum(self.seat)

    def is_met_by(self, situation: Situation, person: str) -> bool:
        """Tell whether a person meets the minimums with the levels that they have."""
        return all(
            (level := situation.level(person, behaviour)) is not None and level >= asked
            for behaviour, asked in self.seat.minimum.items()
        )

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach for each minimum that the occupant does not meet."""
        person = figures.composition.assignment[self.seat.id]
        if person is None:
            return []
        team = figures.teams[self.team.id].team
        breaches = []
        for behaviour, asked in self.seat.minimum.items():
            level = team.level(person, behaviour)
            if level is not None and level >= asked:
                continue
            who, label = names.person(person), names.behaviour(behaviour)
            title, where = names.seat(self.seat.id), names.team(self.team.id)
            least = names.number(asked / 10)
            has = (
                names.pick(nl="een niveau dat niet bekend is", en="a level that is not known")
                if level is None
                else names.pick(nl="niveau ", en="level ") + names.number(level / 10)
            )
            text = names.pick(
                nl=f"{where}: {who} heeft voor ‘{label}’ {has}, en de stoel {title} vraagt "
                f"minstens {least}.",
                en=f"{where}: {who} has {has} for ‘{label}’, where the seat {title} asks at least "
                f"{least}.",
            )
            breaches.append(Breach(text, self.team.id, (person,), asked - (level or 0)))
        return breaches


@dataclass(frozen=True)
class Locked(_OfTeam):
    """A locked seat: its incumbent keeps it. The model is made with or without the lock."""

    team: Team
    seat: Seat

    @property
    def item(self) -> Item:  # type: ignore[override]
        """The seat."""
        return Item("locked", self.seat.id)

    def post(self, model: PlanModel) -> None:
        """Ensure that the incumbent sits there."""
        assert self.seat.incumbent is not None
        model.program.at_least(model.occupancy.sits(self.seat.id, self.seat.incumbent), 1)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach where the incumbent does not sit there."""
        assert self.seat.incumbent is not None
        if figures.composition.assignment[self.seat.id] == self.seat.incumbent:
            return []
        who, title = names.person(self.seat.incumbent), names.seat(self.seat.id)
        team = names.team(self.team.id)
        text = names.pick(
            nl=f"{team}: de stoel {title} staat vast, en {who} zit er niet.",
            en=f"{team}: the seat {title} is locked, and {who} does not sit there.",
        )
        return [Breach(text, self.team.id, (self.seat.incumbent,))]


@dataclass(frozen=True)
class CriticalRow(_OfTeam):
    """A critical row that is in force."""

    team: Team
    row: Demand

    @property
    def item(self) -> Item:  # type: ignore[override]
        """The team and the behaviour."""
        return Item("critical", (self.team.id, self.row.behaviour))

    def post(self, model: PlanModel) -> None:
        """Ensure that the row has its carriers."""
        for row in model.teams[self.team.id].rows:
            if row.demand.behaviour == self.row.behaviour:
                model.program.at_least(row.carriers, self.row.carriers)

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach where the row is short of carriers."""
        people = figures.teams[self.team.id].carriers[self.row.behaviour]
        if len(people) >= self.row.carriers:
            return []
        team, label = names.team(self.team.id), names.behaviour(self.row.behaviour)
        have = names.count(len(people), nl=("drager", "dragers"), en=("carrier", "carriers"))
        text = names.pick(
            nl=f"{team}: ‘{label}’ is onmisbaar en heeft {have} van de {self.row.carriers}.",
            en=f"{team}: ‘{label}’ is critical and has {have} of the {self.row.carriers}.",
        )
        return [Breach(text, self.team.id, people, self.row.carriers - len(people))]


def requirements(dossier: Dossier) -> list[Requirement]:
    """Return every item that the dossier asks for, in a fixed order."""
    situation = dossier.situation()
    asked: list[Requirement] = [
        ConstraintHolds(index, constraint)
        for index, constraint in enumerate(dossier.constraints)
        if not isinstance(constraint, DevelopmentPermission | Critical)
    ]
    for team in dossier.teams:
        for seat in team.seats:
            if seat.locked:
                asked.append(Locked(team, seat))
            if not seat.optional:
                asked.append(Filled(team, seat))
            if seat.minimum and not seat.locked:
                asked.append(MinimumMet(team, seat))
    asked += [CriticalRow(*pair) for pair in rows_in_force(situation, dossier.constraints)]
    return asked


def open_seats(dossier: Dossier, asked: Collection[Requirement]) -> Mapping[str, tuple[str, ...]]:
    """Return for each seat who may sit there; a lock counts where it is among what is asked."""
    situation = dossier.situation()
    locked = {requirement.seat.id for requirement in asked if isinstance(requirement, Locked)}
    return {
        seat.id: situation.may_sit(seat) if seat.id in locked else situation.open_to(seat)
        for seat in situation.seats.values()
    }
