"""The repertoire that ships with the program, for whoever reads it from beginning to end."""

from dataclasses import dataclass

from planner.domain.repertoire import Behaviour, Repertoire
from planner.domain.text import say


@dataclass(frozen=True)
class BehaviourText:
    """A behaviour: what it is, and what it looks like at each level."""

    id: str
    label: str
    definition: str
    anchors: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DirectionText:
    """A direction with its behaviours."""

    id: str
    label: str
    behaviours: tuple[BehaviourText, ...]


@dataclass(frozen=True)
class RepertoireText:
    """A whole repertoire in one language."""

    title: str
    note: str
    version: str
    directions: tuple[DirectionText, ...]

    @property
    def size(self) -> int:
        """How many behaviours it has."""
        return sum(len(direction.behaviours) for direction in self.directions)


def repertoire_text(repertoire: Repertoire, language: str) -> RepertoireText:
    """Return a repertoire as it reads in a language."""
    return RepertoireText(
        title=say(repertoire.title, language, repertoire.id),
        note=say(repertoire.note, language, ""),
        version=repertoire.version or "",
        directions=tuple(
            DirectionText(
                direction.id,
                say(direction.label, language, direction.id),
                tuple(
                    _behaviour(behaviour, language)
                    for behaviour in repertoire.behaviours
                    if behaviour.direction == direction.id
                ),
            )
            for direction in repertoire.directions
        ),
    )


def _behaviour(behaviour: Behaviour, language: str) -> BehaviourText:
    anchors = sorted(behaviour.anchors.items(), key=lambda pair: int(pair[0]))
    return BehaviourText(
        behaviour.id,
        say(behaviour.label, language, behaviour.id),
        say(behaviour.definition, language, ""),
        tuple((level, say(text, language, "")) for level, text in anchors),
    )
