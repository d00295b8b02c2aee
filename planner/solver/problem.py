"""What is to be solved: a situation, what is asked of a composition, and what is wanted most."""

from dataclasses import dataclass, replace
from functools import cached_property

from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.priority import Priority
from planner.domain.situation import Situation
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import Requirement, open_seats, requirements
from planner.figures.team_figures import Figures
from planner.model.permission import Permission
from planner.model.plan_model import PlanModel


class VerificationError(RuntimeError):
    """An answer that the plain checks do not confirm; it is never given out."""


@dataclass(frozen=True)
class Problem:
    """A dossier as the solver sees it; `asked` are the requirements that are in force."""

    dossier: Dossier
    situation: Situation
    asked: tuple[Requirement, ...]
    permission: Permission | None
    priorities: tuple[Priority, ...]

    @classmethod
    def of(cls, dossier: Dossier, cautious: bool = False) -> "Problem":
        """Return the problem that a dossier poses."""
        situation = dossier.situation(cautious)
        development = dossier.development
        return cls(
            dossier=dossier,
            situation=situation,
            asked=tuple(requirements(dossier)),
            permission=None if development is None else development.permission(situation),
            priorities=dossier.objectives_in_order(),
        )

    def asking(self, asked: tuple[Requirement, ...]) -> "Problem":
        """Return the problem with other requirements in force."""
        return replace(self, asked=asked)

    @cached_property
    def open_to(self) -> dict[str, tuple[str, ...]]:
        """Who may sit on each seat, given the locks that are in force."""
        return dict(open_seats(self.dossier, self.asked))

    def model(self, coached: str | None = None) -> PlanModel:
        """Return a model of the situation in which every requirement is posted.

        `coached` may develop besides what is permitted (see `planner.model.occupancy`).
        """
        model = PlanModel(self.situation, self.open_to, self.permission, coached)
        for requirement in self.asked:
            requirement.post(model)
        return model

    def verified(self, composition: Composition) -> Figures:
        """Return the figures of a composition that keeps every requirement.

        Raises:
            VerificationError: the plain checks find that it does not.
        """
        figures = Figures(self.situation, composition)
        names = Names(self.situation, "en")
        seated = [person for person in composition.assignment.values() if person is not None]
        if len(seated) != len(set(seated)):
            raise VerificationError("somebody sits on two seats")
        for seat, person in composition.assignment.items():
            if person is not None and person not in self.open_to[seat]:
                raise VerificationError(f"{person} may not sit on {seat}")
        broken = [r for r in self.asked if r.check(figures, names)]
        if broken:
            raise VerificationError(f"broken: {[r.item.written() for r in broken]}")
        allowed = self.permission
        if composition.development and (
            allowed is None or allowed.broken_by(self.situation, composition)
        ):
            raise VerificationError("development beyond what is allowed")
        return figures
