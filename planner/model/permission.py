"""What development is allowed: how often whom may be raised on which behaviour, by what."""

from dataclasses import dataclass

from planner.domain.composition import Composition, Development
from planner.domain.situation import Situation


@dataclass(frozen=True)
class Permission:
    """At most `budget` steps of `step` tenths, by people on seats of `teams` (model.md 5)."""

    budget: int
    step: int
    teams: frozenset[str]
    people: frozenset[str] | None = None
    behaviours: frozenset[str] | None = None

    def covers(self, person: str, behaviour: str) -> bool:
        """Tell whether this person may be raised on this behaviour, while on a seat of `teams`."""
        return (self.people is None or person in self.people) and (
            self.behaviours is None or behaviour in self.behaviours
        )

    def most_steps(self, situation: Situation, person: str, behaviour: str) -> int:
        """Return how many steps fit below the scale's maximum; 0 for an unknown level."""
        level = situation.people[person].levels.get(behaviour)
        if level is None or not self.covers(person, behaviour):
            return 0
        room = situation.repertoire.scale.maximum - level.level
        return min(self.budget, -(-room // self.step))

    def rise(self, situation: Situation, person: str, behaviour: str, steps: int) -> int:
        """Return by how much a level rises in `steps` steps, in tenths."""
        level = situation.people[person].levels[behaviour]
        assert level is not None
        return min(situation.repertoire.scale.maximum - level.level, steps * self.step)

    def develop(self, situation: Situation, person: str, behaviour: str, steps: int) -> Development:
        """Return the development that so many steps are."""
        level = situation.people[person].levels[behaviour]
        assert level is not None
        end = level.level + self.rise(situation, person, behaviour, steps)
        return Development(person, behaviour, level.level, end, steps)

    def broken_by(self, situation: Situation, composition: Composition) -> bool:
        """Tell whether a composition's development goes beyond what is allowed."""
        seated = {
            person
            for seat, person in composition.assignment.items()
            if situation.team_of_seat[seat].id in self.teams
        }
        return sum(step.steps for step in composition.development) > self.budget or any(
            step.person not in seated
            or step.steps > self.most_steps(situation, step.person, step.behaviour)
            or step != self.develop(situation, step.person, step.behaviour, step.steps)
            for step in composition.development
        )
