"""The moves of a round as chains: who takes which seat, after whom."""

from dataclasses import dataclass

from planner.domain.names import Names
from planner.domain.rounds import ChainAnswer, CoveredAnswer, PersonMove, RoundReport


@dataclass(frozen=True)
class Place:
    """A seat, and the team that it belongs to."""

    seat: str
    team: str


@dataclass(frozen=True)
class Step:
    """Somebody who moves: from where (nothing: from outside), and to where (nothing: they go)."""

    person: str
    origin: Place | None
    to: Place | None


@dataclass(frozen=True)
class ChainView:
    """Moves that hang together, and what they alone would do for their teams."""

    steps: tuple[Step, ...]
    teams: str
    team_ids: frozenset[str]
    is_closed: bool
    stays_empty: Place | None
    before: CoveredAnswer
    after: CoveredAnswer | None
    breaks: tuple[str, ...]


class RoundChains:
    """Reads the moves of a round in one language."""

    def __init__(self, names: Names) -> None:
        """Keep how things are called."""
        self._names = names

    def chains(self, report: RoundReport) -> list[ChainView]:
        """Return the chains, the longest first: in those a move waits for another."""
        ranked = sorted(report.chains, key=lambda chain: -len(chain.moves))
        return [self._chain(chain) for chain in ranked]

    def place(self, seat: str) -> Place:
        """Return a seat with its team."""
        team = self._names.situation.team_of_seat[seat].id
        return Place(self._names.seat(seat), self._names.team(team))

    def _chain(self, chain: ChainAnswer) -> ChainView:
        return ChainView(
            steps=tuple(self._step(move) for move in chain.moves),
            teams=self._names.listed(self._names.team(team) for team in chain.teams),
            team_ids=frozenset(chain.teams),
            is_closed=chain.closed,
            stays_empty=None if chain.stays_empty is None else self.place(chain.stays_empty),
            before=chain.before,
            after=chain.after,
            breaks=tuple(each.text.in_language(self._names.language) for each in chain.breaks),
        )

    def _step(self, move: PersonMove) -> Step:
        return Step(
            person=self._names.person(move.person),
            origin=None if move.origin is None else self.place(move.origin),
            to=None if move.to is None else self.place(move.to),
        )
