"""What no amount of recruitment and development reaches: rows that cannot have their carriers."""

from dataclasses import dataclass
from functools import partial

from planner.analysis.develop_or_recruit.front import Corner
from planner.analysis.develop_or_recruit.question import Question
from planner.domain.team import Demand, Team
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures
from planner.solver.backends import Task, Verdict
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import VerificationError
from planner.solver.race import Race
from planner.solver.sweep import Sweep

# A team and a behaviour that it demands.
RowName = tuple[str, str]


@dataclass(frozen=True)
class Reach:
    """A row that stays short: `most` carriers is all that it can have.

    `able` counts those who may count for the row and have its level, or can come there; it is a
    bound of people alone, which seats, steps and what must hold may keep out of reach.
    """

    team: Team
    row: Demand
    most: int
    able: int


def out_of_reach(question: Question, best: Corner, sweep: Sweep, limits: Limits) -> list[Reach]:
    """Return the rows that no composition fills, with any moves and all the steps there may be.

    `best` has the smallest coverage of all: a row that it fills is no question any more.

    Raises:
        Stopped: the time ran out.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    figures = Figures(question.problem.situation, best.composition)
    short = [
        (team.team.team, row)
        for team in figures.teams.values()
        for row in team.team.rows
        if shortfall(row, team.carriers)
    ]
    able = [_able(question, team, row) for team, row in short]
    asked = [
        (team.id, row.behaviour) for (team, row), people in zip(short, able, strict=True) if people
    ]
    answers = zip(asked, sweep.run(partial(most_carriers, question), asked, limits), strict=True)
    most = dict(answers)
    found = [
        Reach(team, row, most.get((team.id, row.behaviour), 0), people)
        for (team, row), people in zip(short, able, strict=True)
    ]
    return [reach for reach in found if reach.most < reach.row.carriers]


def most_carriers(question: Question, name: RowName, limits: Limits) -> int:
    """Return how many of a row's carriers there can be at most, up to as many as it asks.

    Raises:
        Stopped: the time ran out.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    problem, (team, behaviour) = question.problem, name
    model = problem.model()
    row = next(row for row in model.teams[team].rows if row.demand.behaviour == behaviour)
    model.program.mathopt.minimize(row.shortfall)
    answer = Race().run(Task(model.program.mathopt), limits)
    if answer.verdict is not Verdict.OPTIMAL or answer.values is None:
        raise Stopped
    figures = problem.verified(model.read(answer.values))
    most = row.needed - round(answer.value)
    have = len(figures.teams[team].carriers[behaviour])
    if min(have, row.demand.carriers) != most:
        raise VerificationError(f"{behaviour} has {have} carriers, where the most is {most}")
    return most


def _able(question: Question, team: Team, row: Demand) -> int:
    """Return how many people may count for a row and have its level, or can come there."""
    problem, situation = question.problem, question.problem.situation
    people = {person for seat in team.seats for person in problem.open_to[seat.id]}
    if row.spread:
        people |= set(team.circle)
    return sum(
        _highest(question, person, row.behaviour) >= row.level
        for person in people
        if situation.level(person, row.behaviour) is not None
    )


def _highest(question: Question, person: str, behaviour: str) -> int:
    """Return the highest level that somebody can come to, in tenths; the level must be known."""
    situation, permission = question.problem.situation, question.permission
    steps = permission.most_steps(situation, person, behaviour)
    rise = permission.rise(situation, person, behaviour, steps) if steps else 0
    level = situation.level(person, behaviour, rise)
    assert level is not None
    return level
