"""The report of a round over many teams."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from planner.analysis.answers import developments, figures_answer, versions
from planner.analysis.compare import short_rows
from planner.analysis.round.alone import Alone, AsTheySit
from planner.analysis.round.chains import Move, chains_of, moves_between
from planner.analysis.round.gaps import gaps
from planner.analysis.round.sentences import RoundSentences
from planner.analysis.round.unfilled import empty_seats, why_empty
from planner.analysis.sentences.voice import Covered
from planner.domain.choices import Obstacle
from planner.domain.composition import Composition
from planner.domain.rounds import (
    ChainAnswer,
    CoveredAnswer,
    EmptySeat,
    LosesSeat,
    PersonMove,
    RoundReport,
    TeamInRound,
)
from planner.dossier.dossier import Dossier
from planner.figures.team_figures import Figures
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.proposals import Answers, search
from planner.solver.sweep import Sweep
from planner.solver.tiers import Found


def round_report(
    dossier: Dossier,
    *,
    seed: int = 0,
    cautious: bool = False,
    limits: Limits | None = None,
) -> RoundReport:
    """Return the best composition of all teams together, told as a round.

    Args:
        dossier: the case.
        seed: decides between compositions that are equal in every objective.
        cautious: whether levels are read at the low end of their interval.
        limits: time limit, a way to stop, a listener for progress.

    Raises:
        VerificationError: a solver's answer is not what the plain checks say.
    """
    limits = limits or Limits()
    problem = Problem.of(dossier, cautious)
    answers = search(problem, seed=seed, limits=limits)
    told = _Round(problem, RoundSentences(dossier))
    parts = told.proposal(answers.proposals[0]) if answers.proposals else told.nothing(answers)
    return RoundReport(
        status=answers.status(1),
        conflict_minimal=answers.conflict_minimal,
        seed=seed,
        seconds=round(limits.seconds(), 3),
        versions=versions(),
        **parts,
    )


def round_reports(
    dossiers: Sequence[Dossier],
    sweep: Sweep,
    limits: Limits,
    *,
    seed: int = 0,
    cautious: bool = False,
    time_limit: float | None = None,
) -> Iterator[RoundReport]:
    """Return the report of each dossier, in their order: regions that share nobody.

    Args:
        dossiers: the cases, each solved by itself.
        sweep: who does the work.
        limits: for all together; a listener is told of a case that is searched alone.
        seed: see `round_report`, like `cautious`.
        cautious: see there.
        time_limit: seconds for each dossier.

    Raises:
        Stopped: the limits ended before all was done.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    work = partial(_report, seed=seed, cautious=cautious, time_limit=time_limit)
    return sweep.run(work, dossiers, limits)


def _report(
    dossier: Dossier, limits: Limits, *, seed: int, cautious: bool, time_limit: float | None
) -> RoundReport:
    own = Limits(time_limit=time_limit, listener=limits.listener, outer=limits)
    return round_report(dossier, seed=seed, cautious=cautious, limits=own)


class _Round:
    """One round: the teams as they sit, and how a proposal for them is told."""

    def __init__(self, problem: Problem, sentences: RoundSentences) -> None:
        self._problem = problem
        self._situation = problem.situation
        self._sentences = sentences
        self._today = Figures(problem.situation, Composition(problem.situation.incumbents))

    def proposal(self, found: Found) -> dict[str, Any]:
        """Return all that depends on the proposal."""
        then = found.figures
        moves = moves_between(self._situation.incumbents, found.composition.assignment)
        return self._parts(
            proven=found.proven,
            text=self._sentences.finding(self._today, then, moves, proven=found.proven),
            after=figures_answer(then),
            bounds=found.bounds,
            gap=gaps(found, self._problem.priorities),
            assignment=dict(found.composition.assignment),
            teams={
                team: TeamInRound(
                    before=figures_answer(self._today.teams[team]),
                    after=figures_answer(figures),
                    short=short_rows(figures),
                )
                for team, figures in then.teams.items()
            },
            moves=[self._move(move) for move in moves],
            chains=self._chains(moves, then),
            unfilled=self._unfilled(then),
            without_seat=[
                LosesSeat(
                    person=move.person,
                    seat=move.origin,
                    team=self._situation.team_of_seat[move.origin].id,
                )
                for move in moves
                if move.origin is not None and move.to is None
            ],
            development=developments(found.composition),
        )

    def nothing(self, answers: Answers) -> dict[str, Any]:
        """Return the same where there is no proposal: only today, and what clashes."""
        return self._parts(
            text=self._sentences.nothing(self._today, possible=not answers.infeasible),
            conflict=[
                Obstacle(item=item, text=self._sentences.asked(item)) for item in answers.conflict
            ],
        )

    def _parts(self, **given: Any) -> dict[str, Any]:
        lists = ("moves", "chains", "unfilled", "without_seat", "development", "conflict")
        without: dict[str, Any] = {name: [] for name in lists} | {
            "proven": False,
            "before": figures_answer(self._today),
            "after": None,
            "bounds": {},
            "gap": {},
            "assignment": None,
            "teams": {
                team: TeamInRound(before=figures_answer(figures), after=None, short=[])
                for team, figures in self._today.teams.items()
            },
        }
        return without | given

    def _move(self, move: Move) -> PersonMove:
        seats = [seat for seat in (move.origin, move.to) if seat is not None]
        teams = dict.fromkeys(self._situation.team_of_seat[seat].id for seat in seats)
        return PersonMove(person=move.person, origin=move.origin, to=move.to, teams=list(teams))

    def _chains(self, moves: list[Move], then: Figures) -> list[ChainAnswer]:
        today = AsTheySit(self._problem, self._today)
        return [
            self._chain(Alone(chain, today, then))
            for chain in chains_of(moves, list(self._situation.seats))
        ]

    def _chain(self, alone: Alone) -> ChainAnswer:
        return ChainAnswer(
            moves=[self._move(move) for move in alone.chain.moves],
            closed=alone.chain.closed,
            stays_empty=alone.chain.stays_empty,
            teams=list(alone.teams),
            before=_covered(alone.before),
            after=None if alone.breaks else _covered(alone.after),
            breaks=[
                Obstacle(item=asked.item, text=self._sentences.broken(asked, alone.figures))
                for asked in alone.breaks
            ],
            text=self._sentences.chain(alone),
        )

    def _unfilled(self, then: Figures) -> list[EmptySeat]:
        empty = []
        for seat in empty_seats(then):
            why = why_empty(self._problem, then, seat)
            empty.append(
                EmptySeat(
                    seat=seat.id,
                    team=self._situation.team_of_seat[seat.id].id,
                    optional=seat.optional,
                    open_to=list(self._problem.open_to[seat.id]),
                    why=why,
                    text=self._sentences.empty(seat.id, why),
                )
            )
        return empty


def _covered(amount: Covered) -> CoveredAnswer:
    return CoveredAnswer(coverage=amount.short, coverage_percent=amount.percent)
