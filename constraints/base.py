"""What every kind of constraint has: a sentence, a linear face and a plain one."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, get_args

from planner.domain.exact import NeverNull
from planner.domain.identifiers import Refers, TeamIds
from planner.domain.names import Names
from planner.domain.record import Record
from planner.domain.repertoire import OptionalText
from planner.domain.situation import Situation
from planner.domain.team import Team
from planner.figures.team_figures import Figures, TeamFigures
from planner.model.plan_model import PlanModel
from planner.model.team_model import TeamModel


@dataclass(frozen=True)
class Breach:
    """One way in which a composition breaks a requirement: where, who, how much, in words."""

    text: str
    team: str | None = None
    people: tuple[str, ...] = ()
    by: int | Fraction = 1


@dataclass(frozen=True)
class Weakening:
    """One way in which a constraint can ask less.

    `step` is one step weaker. `weakened` gives ever weaker ones, from degree 1 to the last of
    `degrees`: as finely as the parameter is told, so that the smallest that is enough can be
    searched for.
    """

    step: "Constraint"
    degrees: int
    weakened: Callable[[int], "Constraint"]


class Constraint(Record):
    """A wish that has to be met: a kind with its parameters (model.md 5)."""

    kind: str
    teams: Annotated[TeamIds | None, NeverNull()] = None
    note: OptionalText = None

    @classmethod
    def name(cls) -> str:
        """Return the kind's name: the one value that its field `kind` may have."""
        name: str = get_args(cls.model_fields["kind"].annotation)[0]
        return name

    @classmethod
    def refers_to(cls, parameter: str) -> str | None:
        """Return what a parameter's ids are of, such as `person`; `None` where it holds none."""
        field = cls.model_fields[parameter]
        waiting: list[Any] = [field.annotation, *field.metadata]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Refers):
                return part.to
            waiting.extend(get_args(part))
        return None

    def teams_meant(self, situation: Situation) -> tuple[Team, ...]:
        """Return the teams that the constraint is about: those it names, else all."""
        return tuple(
            team for team in situation.teams if self.teams is None or team.id in self.teams
        )

    def teams_phrase(self, names: Names) -> str:
        """Return the teams in words, to end a sentence with; nothing where all are meant."""
        if self.teams is None:
            return ""
        return names.pick(nl=" in ", en=" in ") + names.listed(map(names.team, self.teams))

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return the teams that it judges, each by itself; `None` where it judges them together."""
        return None

    def weaker(self, situation: Situation) -> Iterator[Weakening]:
        """Return the ways in which the constraint can ask less; none but leaving it out, here."""
        return iter(())

    def remark(self, names: Names) -> str:
        """Return what is easily misread in the sentence; nothing, here."""
        return ""

    @abstractmethod
    def sentence(self, names: Names) -> str:
        """Return what the constraint asks, in one sentence in the names' language."""

    @abstractmethod
    def post(self, model: PlanModel) -> None:
        """Add the constraint to the model: its linear face."""

    @abstractmethod
    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return every breach of the constraint by a composition: its plain face."""


class TeamConstraint(Constraint):
    """A constraint that holds for each of its teams separately."""

    def judged_by_team(self, situation: Situation) -> tuple[str, ...] | None:
        """Return its teams."""
        return tuple(team.id for team in self.teams_meant(situation))

    def post(self, model: PlanModel) -> None:
        """Add the constraint for each of its teams."""
        for team in self.teams_meant(model.situation):
            self.post_team(model.teams[team.id])

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return the breaches in each of its teams."""
        return [
            breach
            for team in self.teams_meant(figures.situation)
            for breach in self.check_team(figures.teams[team.id], names)
        ]

    @abstractmethod
    def post_team(self, team: TeamModel) -> None:
        """Add the constraint for one team."""

    @abstractmethod
    def check_team(self, team: TeamFigures, names: Names) -> Iterable[Breach]:
        """Return the breaches in one team."""
