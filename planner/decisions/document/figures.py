"""The figures of compositions beside each other, in a reader's units: per cent, people, levels."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planner.analysis.words import FIGURE_LABELS, OF_ONE_TEAM
from planner.decisions.blocks import Table
from planner.decisions.document.voice import DecisionVoice
from planner.decisions.parts import Composition, TeamFigures
from planner.domain.priority import OBJECTIVES, Objective
from planner.domain.team import Team
from planner.figures.coverage import coverage_percent, demanded

Columns = Sequence[tuple[str, Composition]]


def figures_table(voice: DecisionVoice, columns: Columns) -> Table:
    """Return the figures of compositions, each in a column under its title."""
    words = voice.words
    return Table(
        caption=words.say(
            "The figures beside each other; of what is covered more is better, of the rest less"
        ),
        columns=(words.say("Figure"), *(title for title, _ in columns)),
        rows=tuple(_rows(voice, columns)),
        widths=(9, *(4 for _ in columns)),
        numeric=frozenset(range(1, len(columns) + 1)),
    )


def _rows(voice: DecisionVoice, columns: Columns) -> Iterator[tuple[str, ...]]:
    case = voice.decision.case
    for objective in OBJECTIVES:
        label = voice.words.say(FIGURE_LABELS[objective])
        if objective in OF_ONE_TEAM:
            for team in case.teams:
                title = voice.names.team(team.id)
                named = voice.words.say("{figure}: {team}", figure=label, team=title)
                yield (
                    named if len(case.teams) > 1 else label,
                    *(_of_team(voice, objective, team, one.teams[team.id]) for _, one in columns),
                )
        elif objective != "development" or case.development is not None:
            yield label, *(_of_all(voice, objective, one) for _, one in columns)


def _of_team(voice: DecisionVoice, objective: Objective, team: Team, figures: TeamFigures) -> str:
    value = figures.objectives[objective]
    if objective == "load":
        return str(value)
    if objective == "departure":
        asked = demanded(team.demand)
        return voice.percent(Decimal(100 * value) / asked if asked else Decimal(0))
    return voice.percent(Decimal(str(_weakest_percent(voice, team, figures))))


def _weakest_percent(voice: DecisionVoice, team: Team, figures: TeamFigures) -> float:
    """Return how much of the direction is covered that is covered worst; all if none is asked.

    From the rows: the objective itself is rounded up to a whole per mille.
    """
    repertoire = voice.decision.case.whole_repertoire
    short, asked = dict[str, int](), dict[str, int]()
    for row in team.demand:
        direction = repertoire.direction_of(row.behaviour)
        missing = figures.coverage[row.behaviour].shortfall
        short[direction] = short.get(direction, 0) + row.importance * missing
        asked[direction] = asked.get(direction, 0) + row.importance * row.carriers
    return min((coverage_percent(short[each], asked[each]) for each in asked), default=100.0)


def _of_all(voice: DecisionVoice, objective: Objective, one: Composition) -> str:
    if objective == "coverage":
        return voice.percent(one.coverage_percent)
    value = one.objectives[objective]
    # Levels are counted in tenths.
    return voice.names.number(Decimal(value) / 10) if objective == "nearness" else str(value)
