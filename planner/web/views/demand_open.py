"""The behaviours that a team's task does not ask yet, and how one would be asked at first."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Demand
from planner.domain.text import say
from planner.figures.team_figures import Figures
from planner.resources.catalogue import Translator
from planner.web.views.demand import anchors_of, have_of

USUAL_IMPORTANCE = 3


@dataclass(frozen=True)
class OpenBehaviour:
    """A behaviour that is not asked: what it means, and who sits would carry it."""

    position: int
    label: str
    definition: str
    anchors: tuple[tuple[str, str], ...]
    have: int


@dataclass(frozen=True)
class OpenDirection:
    """A direction with the behaviours in it that are not asked."""

    label: str
    behaviours: tuple[OpenBehaviour, ...]


@dataclass(frozen=True)
class OpenView:
    """What the page shows: the choice, and how a behaviour is asked at first."""

    title: str
    headline: str
    directions: tuple[OpenDirection, ...]
    level: str
    importance: int

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is asked already."""
        return not any(direction.behaviours for direction in self.directions)


def open_behaviours(situation: Situation, team: str, words: Translator) -> OpenView:
    """Return the behaviours that a team's task does not ask yet, by direction."""
    names = Names(situation, words.language)
    figures = Figures(situation, Composition(situation.incumbents)).teams[team]
    asked = {row.behaviour for row in figures.team.rows}
    repertoire = situation.repertoire
    level = usual_level(situation, team)
    directions = []
    for direction in repertoire.directions:
        found = [
            OpenBehaviour(
                position=position,
                label=names.behaviour(behaviour.id),
                definition=say(behaviour.definition, words.language, ""),
                anchors=anchors_of(behaviour, words.language),
                have=have_of(figures, _usual(behaviour.id, level)),
            )
            for position, behaviour in enumerate(repertoire.behaviours)
            if behaviour.direction == direction.id and behaviour.id not in asked
        ]
        if found:
            directions.append(OpenDirection(names.direction(direction.id), tuple(found)))
    left = sum(len(direction.behaviours) for direction in directions)
    if left:
        headline = words.say_count(
            "{number} behaviour of the repertoire is not asked yet",
            "{number} behaviours of the repertoire are not asked yet",
            left,
        )
    else:
        headline = words.say("Every behaviour of the repertoire is asked already")
    return OpenView(
        title=names.team(team),
        headline=headline,
        directions=tuple(directions),
        level=names.number(level / 10),
        importance=USUAL_IMPORTANCE,
    )


def usual_level(situation: Situation, team: str) -> int:
    """Return the level that the task asks most often; the middle of the scale where it asks none.

    In tenths; the middle is taken upward to a half.
    """
    levels = Counter(row.level for row in situation.teams_by_id[team].demand)
    if levels:
        return max(levels, key=lambda level: (levels[level], level))
    scale = situation.repertoire.scale
    middle = -(-(scale.minimum + scale.maximum) // 2)
    return min(scale.maximum, -(-middle // 5) * 5)


def usual_row(situation: Situation, team: str, behaviour: str) -> dict[str, Any]:
    """Return a new row as a file has it: of middling importance, with one carrier."""
    row = usual_demand(situation, team, behaviour)
    return {
        "behaviour": behaviour,
        "importance": row.importance,
        "level": Decimal(row.level) / 10,
        "carriers": row.carriers,
    }


def usual_demand(situation: Situation, team: str, behaviour: str) -> Demand:
    """Return how a behaviour that a team's task does not ask would be asked at first."""
    return _usual(behaviour, usual_level(situation, team))


def _usual(behaviour: str, level: int) -> Demand:
    # Built, not validated: the model reads levels as files write them, and this one is in tenths.
    return Demand.model_construct(
        behaviour=behaviour, importance=USUAL_IMPORTANCE, level=level, carriers=1
    )
