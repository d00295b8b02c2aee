"""Uncertainty: how sure a proposal is, given the intervals behind the levels (model.md 8)."""

import math
import random
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from planner.analysis.answers import versions
from planner.analysis.sentences.uncertainty import with_sentences
from planner.domain.composition import Composition
from planner.domain.questions import (
    Percentiles,
    PersonShare,
    ProposalUncertainty,
    Uncertainty,
)
from planner.domain.situation import Situation
from planner.dossier.dossier import Dossier
from planner.figures.coverage import covered_share
from planner.figures.team_figures import Figures
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import Problem
from planner.solver.proposals import search
from planner.solver.sweep import InTurn, Sweep

PROPOSALS = 3
# The draws are dealt in as many parts, so that each is worth a worker's while.
_MOST_PARTS = 64
_FEWEST_DRAWS = 10


@dataclass(frozen=True, eq=False)
class _Drawn(Situation):
    """A situation whose levels are drawn; what is drawn has no interval any more."""

    levels: Mapping[tuple[str, str], int] | None = None

    def level(self, person: str, behaviour: str, rise: int = 0) -> int | None:
        """Return a level as it was drawn, after development by `rise` tenths."""
        assert self.levels is not None
        drawn = self.levels.get((person, behaviour))
        if drawn is None:
            return super().level(person, behaviour, rise)
        return min(self.repertoire.scale.maximum, drawn + rise)


def uncertainty(
    dossier: Dossier,
    *,
    draws: int = 1000,
    seed: int = 0,
    cautious: bool = False,
    limits: Limits | None = None,
    sweep: Sweep | None = None,
) -> Uncertainty:
    """Return how often proposals, and candidates for a seat, give the best coverage.

    In each draw every level with an interval comes from a triangular distribution and is
    rounded to one decimal. The same seed gives the same draws, whoever does them.

    Raises:
        Stopped: the limits ended before all was drawn.
        VerificationError: a solver's answer is not what the plain checks say.
    """
    limits, sweep = limits or Limits(), sweep or InTurn()
    situation = dossier.situation(cautious)
    found = search(
        Problem.of(dossier, cautious), alternatives=PROPOSALS, seed=seed, limits=limits
    ).proposals
    proposals = [one.composition for one in found]
    today = Composition(situation.incumbents)
    contests = {
        seat.id: [today.with_occupant(seat.id, person) for person in situation.may_sit(seat)]
        for seat in situation.seats.values()
        if any(person != seat.incumbent for person in situation.may_sit(seat))
    }
    contest = _Contest(situation, proposals, contests, seed)
    seen = contest.nothing_seen()
    for part in sweep.run(partial(_draw_all, contest), _parts(draws), limits):
        seen.add(part)
    answer = Uncertainty(
        draws=draws,
        proposals=seen.of_proposals(draws),
        seats=seen.of_seats(contests, draws),
        seed=seed,
        seconds=round(limits.seconds(), 3),
        versions=versions(),
    )
    return with_sentences(answer, situation)


def _parts(draws: int) -> list[range]:
    """Return the numbers of the draws, in parts."""
    size = max(_FEWEST_DRAWS, math.ceil(draws / _MOST_PARTS))
    return [range(start, min(draws, start + size)) for start in range(0, draws, size)]


def draw(situation: Situation, seed: int, number: int) -> Situation:
    """Return the draw of a number: it depends on no other draw, so that anybody can make it."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - reproducible draws, no secret
    drawn = {}
    for person in situation.people.values():
        for behaviour, level in person.levels.items():
            if level is not None and level.low is not None and level.high is not None:
                value = chance.triangular(level.low, level.high, level.level)
                drawn[person.id, behaviour] = math.floor(value + 0.5)
    return _Drawn(
        situation.repertoire,
        situation.people,
        situation.candidates,
        situation.teams,
        situation.cautious,
        drawn,
    )


@dataclass(frozen=True)
class _Contest:
    """What is compared in every draw: proposals, and for each seat who may take it."""

    situation: Situation
    proposals: list[Composition]
    contests: Mapping[str, list[Composition]]
    seed: int

    def nothing_seen(self) -> "_Seen":
        return _Seen(
            best=[Fraction(0)] * len(self.proposals),
            percents=[[] for _ in self.proposals],
            best_on={seat: [Fraction(0)] * len(them) for seat, them in self.contests.items()},
        )


def _draw_all(contest: _Contest, numbers: range, limits: Limits) -> "_Seen":
    seen = contest.nothing_seen()
    for number in numbers:
        if limits.is_over():
            raise Stopped
        seen.take(contest, draw(contest.situation, contest.seed, number))
    return seen


@dataclass
class _Seen:
    """What draws showed: exact shares of being best, and each proposal's percentages."""

    best: list[Fraction]
    percents: list[list[float]]
    best_on: dict[str, list[Fraction]]

    def take(self, contest: _Contest, drawn: Situation) -> None:
        """Take one draw in."""
        shorts = []
        for position, composition in enumerate(contest.proposals):
            short, asked = short_of(drawn, composition)
            shorts.append(short)
            self.percents[position].append(float(100 * covered_share(short, asked)))
        _share(self.best, shorts)
        for seat, options in contest.contests.items():
            _share(self.best_on[seat], [short_of(drawn, option)[0] for option in options])

    def add(self, other: "_Seen") -> None:
        """Take in what other draws showed."""
        self.best = _sums(self.best, other.best)
        for mine, theirs in zip(self.percents, other.percents, strict=True):
            mine += theirs
        for seat, shares in other.best_on.items():
            self.best_on[seat] = _sums(self.best_on[seat], shares)

    def of_proposals(self, draws: int) -> list[ProposalUncertainty]:
        """Return each proposal's share of best draws, and its percentiles."""
        return [
            ProposalUncertainty(
                rank=position + 1,
                best_share=float(best / draws),
                coverage_percent=_percentiles(percents),
            )
            for position, (best, percents) in enumerate(zip(self.best, self.percents, strict=True))
        ]

    def of_seats(
        self, contests: Mapping[str, list[Composition]], draws: int
    ) -> dict[str, list[PersonShare]]:
        """Return for each seat who was best how often, the largest share first."""
        result = {}
        for seat, options in contests.items():
            shares = [
                PersonShare(person=person, best_share=float(best / draws))
                for option, best in zip(options, self.best_on[seat], strict=True)
                if (person := option.assignment[seat]) is not None
            ]
            result[seat] = sorted(shares, key=lambda share: -share.best_share)
        return result


def _sums(first: list[Fraction], second: list[Fraction]) -> list[Fraction]:
    return [one + other for one, other in zip(first, second, strict=True)]


def short_of(drawn: Situation, composition: Composition) -> tuple[int, int]:
    """Return what a composition lacks in a draw, over all teams, and what is asked."""
    teams = Figures(drawn, composition).teams.values()
    return sum(team.coverage for team in teams), sum(team.demanded for team in teams)


def _share(best: list[Fraction], shorts: list[int]) -> None:
    """Give the best of a draw its share; those that tie split it evenly."""
    if not shorts:
        return
    smallest = min(shorts)
    winners = [position for position, short in enumerate(shorts) if short == smallest]
    for position in winners:
        best[position] += Fraction(1, len(winners))


def _percentiles(values: list[float]) -> Percentiles:
    """Return the 5th, 50th and 95th percentile, rounded half up to one decimal."""
    # Two equal values stand for one draw: a percentile needs two to lie between.
    spread = values if len(values) > 1 else values * 2
    cuts = statistics.quantiles(spread, n=20, method="inclusive")
    p5, p50, p95 = (math.floor(cuts[cut] * 10 + 0.5) / 10 for cut in (0, 9, 18))
    return Percentiles(p5=p5, p50=p50, p95=p95)
