"""Moves, and how they hang together: who goes where after whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Assignment = Mapping[str, str | None]


@dataclass(frozen=True)
class Move:
    """Somebody who sits elsewhere than today, or comes from outside, or goes (`None`)."""

    person: str
    origin: str | None
    to: str | None


@dataclass(frozen=True)
class Chain:
    """Moves that hang together through seats, in the order in which they happen."""

    moves: tuple[Move, ...]
    closed: bool

    @property
    def seats(self) -> tuple[str, ...]:
        """Every seat whose occupant changes in it, each once, in the order of the moves."""
        both = (seat for move in self.moves for seat in (move.to, move.origin))
        return tuple(dict.fromkeys(seat for seat in both if seat is not None))

    @property
    def stays_empty(self) -> str | None:
        """The seat that the last one leaves and nobody takes, where there is one."""
        return None if self.closed else self.moves[-1].origin


def moves_between(today: Assignment, then: Assignment) -> list[Move]:
    """Return everybody whose seat differs: first who sits today, then who comes, by their seats."""
    was, will = _seat_of(today), _seat_of(then)
    return [
        Move(person, was.get(person), will.get(person))
        for person in dict.fromkeys((*was, *will))
        if was.get(person) != will.get(person)
    ]


def chains_of(moves: list[Move], seats: list[str]) -> list[Chain]:
    """Return the chains that moves make, in the order of the seats at which they begin.

    A seat has one occupant, so at most one move leads to it and at most one away: every move is
    in exactly one chain. A circle begins with the move from its first seat.
    """
    order = {seat: position for position, seat in enumerate(seats)}
    leaving = {move.origin for move in moves}
    coming: dict[str | None, Move] = {move.to: move for move in moves if move.to is not None}
    chains = [
        Chain(tuple(_followed(move, coming)), closed=False)
        for move in moves
        if move.to is None or move.to not in leaving
    ]
    left = set(moves) - {move for chain in chains for move in chain.moves}
    # What has no beginning goes round; each circle is met first at its first seat.
    for move in sorted(left, key=lambda one: order[str(one.origin)]):
        if move in left:
            chains.append(Chain(tuple(_followed(move, coming)), closed=True))
            left -= set(chains[-1].moves)
    return sorted(chains, key=lambda chain: order[_beginning(chain)])


def _seat_of(assignment: Assignment) -> dict[str, str]:
    return {person: seat for seat, person in assignment.items() if person is not None}


def _followed(first: Move, coming: Mapping[str | None, Move]) -> Iterator[Move]:
    """Yield a move and those that follow it, each to the seat that the one before left."""
    yield first
    follower = coming.get(first.origin)
    while follower is not None and follower != first:
        yield follower
        follower = coming.get(follower.origin)


def _beginning(chain: Chain) -> str:
    """Return the seat at which a chain begins: which is filled, or which somebody leaves."""
    first = chain.moves[0]
    return str(first.origin if chain.closed or first.to is None else first.to)
