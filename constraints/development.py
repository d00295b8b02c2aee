"""`development`: not a limit but a permission to raise known levels of people on seats."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from constraints.base import Breach, Constraint
from planner.domain.exact import Count, NeverNull
from planner.domain.faults import fault, shown
from planner.domain.identifiers import BehaviourIds, PersonIds
from planner.domain.level import ONE_DECIMAL, from_tenths, tenths
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.figures.team_figures import Figures
from planner.model.permission import Permission
from planner.model.plan_model import PlanModel


def _step(value: Any) -> int:
    step = tenths(value)
    if step <= 0:
        raise fault("must be above 0, and is {value}", value=shown(value))
    return step


Step = Annotated[
    int,
    PlainValidator(_step),
    PlainSerializer(from_tenths),
    WithJsonSchema({**ONE_DECIMAL, "exclusiveMinimum": 0}),
]


class DevelopmentPermission(Constraint):
    """Allows at most `budget` steps in all, by people who sit in its teams.

    The model is made with the permission, and the steps are chosen together with the people.
    """

    kind: Literal["development"]
    budget: Count
    step: Annotated[Step, Field(json_schema_extra={"default": 1})] = 10
    people: Annotated[PersonIds | None, NeverNull()] = None
    behaviours: Annotated[BehaviourIds | None, NeverNull()] = None

    def permission(self, situation: Situation) -> Permission:
        """Return what is allowed, in the words of the model."""
        return Permission(
            budget=self.budget,
            step=self.step,
            teams=frozenset(team.id for team in self.teams_meant(situation)),
            people=None if self.people is None else frozenset(self.people),
            behaviours=None if self.behaviours is None else frozenset(self.behaviours),
        )

    def sentence(self, names: Names) -> str:
        """Return what the constraint allows."""
        step = names.number(Decimal(self.step) / 10)
        where = self.teams_phrase(names)
        steps = names.count(self.budget, nl=("stap", "stappen"), en=("step", "steps"))
        who = (
            names.pick(nl="Mensen op een stoel", en="People on a seat")
            if self.people is None
            else names.people(self.people)
        )
        what = (
            ""
            if self.behaviours is None
            else names.pick(nl=" in ", en=" in ") + names.behaviours(self.behaviours)
        )
        may = (
            "mag zich" if self.people is not None and len(self.people) == 1 else "mogen zich samen"
        )
        return names.pick(
            nl=f"{who}{where} {may} hoogstens {steps} van {step} ontwikkelen{what}.",
            en=f"{who}{where} may develop by at most {steps} of {step} in all{what}.",
        )

    def post(self, model: PlanModel) -> None:
        """Add nothing: the model is made with the permission."""

    def check(self, figures: Figures, names: Names) -> list[Breach]:
        """Return a breach where a composition develops more than is allowed."""
        if not self.permission(figures.situation).broken_by(figures.situation, figures.composition):
            return []
        text = names.pick(
            nl="De ontwikkeling gaat verder dan is toegestaan.",
            en="The development goes beyond what is allowed.",
        )
        return [Breach(text, people=tuple(s.person for s in figures.composition.development))]
