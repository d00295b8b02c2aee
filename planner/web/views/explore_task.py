"""The task on the workbench: what a row may be tried to ask, and which rows may come or go."""

from dataclasses import dataclass

from planner.domain.team import Team
from planner.web.views.demand_open import USUAL_IMPORTANCE, usual_level
from planner.web.views.explore_words import ExploreWords

# Levels to choose from are so many tenths apart.
_HALF_LEVEL = 5
_FEWEST_OFFERED = 3


@dataclass(frozen=True)
class TaskView:
    """What can be tried with the task of a team; behaviours by their id, each with its name."""

    # Levels in tenths, and how many carriers at most.
    levels: tuple[int, ...]
    most_carriers: int
    # How a behaviour that is added is asked at first.
    usual_level: int
    usual_importance: int
    # Asked neither today nor then; and asked today and not then.
    askable: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]


def task_view(voice: ExploreWords, team: Team) -> TaskView:
    """Return what can be tried with the task of a team."""
    situation = voice.explored.situation
    scale = situation.repertoire.scale
    rows = {row.behaviour: row for row in voice.explored.asked_rows if row.team == team.id}
    return TaskView(
        levels=tuple(range(scale.minimum, scale.maximum + 1, _HALF_LEVEL)),
        most_carriers=max(_FEWEST_OFFERED, len(team.seats) + len(team.circle)),
        usual_level=usual_level(situation, team.id),
        usual_importance=USUAL_IMPORTANCE,
        askable=tuple(
            (behaviour.id, voice.names.behaviour(behaviour.id))
            for behaviour in situation.repertoire.behaviours
            if behaviour.id not in rows
        ),
        dropped=tuple(
            (behaviour, voice.names.behaviour(behaviour))
            for behaviour, row in rows.items()
            if row.after is None
        ),
    )
