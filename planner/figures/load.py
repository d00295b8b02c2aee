"""Load: who leads what, divided so that nobody leads more than needed."""

from collections import deque

from planner.domain.composition import TeamComposition
from planner.figures.carriers import Carriers

# Behaviour -> the people who lead it, in the order of its carriers.
Roles = dict[str, tuple[str, ...]]


def roles(team: TeamComposition, carriers: Carriers) -> Roles:
    """Return a role division with the smallest maximum load.

    Every row gets min(n, c) leads among its carriers. The division starts with the least busy
    carrier each time and is then improved along chains of handovers from somebody with the
    maximum to somebody who leads at least two rows less (the cost-reducing paths of Harvey,
    Ladner, Lovasz and Tamir, 2006). Where a busiest person finds no chain, everybody within
    their reach leads at least the maximum less one, and the rows that these people lead have
    no other carriers left: the maximum is the smallest possible.
    """
    leads: dict[str, list[str]] = {}
    load: dict[str, int] = {}
    led: dict[str, set[str]] = {}
    for row in sorted(team.rows, key=lambda row: len(carriers[row.behaviour]) - row.carriers):
        candidates = carriers[row.behaviour]
        chosen = sorted(candidates, key=lambda person: load.get(person, 0))[: row.carriers]
        leads[row.behaviour] = chosen
        for person in chosen:
            load[person] = load.get(person, 0) + 1
            led.setdefault(person, set()).add(row.behaviour)
    open_rows = {row.behaviour for row in team.rows if row.carriers < len(carriers[row.behaviour])}
    while chain := _handovers(load, led, open_rows, carriers):
        for giver, behaviour, taker in chain:
            led[giver].remove(behaviour)
            led.setdefault(taker, set()).add(behaviour)
        load[chain[0][0]] -= 1
        load[chain[-1][2]] = load.get(chain[-1][2], 0) + 1
    return {
        row.behaviour: tuple(
            person for person in carriers[row.behaviour] if row.behaviour in led.get(person, ())
        )
        for row in team.rows
    }


def _handovers(
    load: dict[str, int],
    led: dict[str, set[str]],
    open_rows: set[str],
    carriers: Carriers,
) -> list[tuple[str, str, str]]:
    """Return a chain of handovers that relieves a busiest person; empty where there is none."""
    start = max(load, key=load.__getitem__, default=None)
    if start is None:
        return []
    came_from: dict[str, tuple[str, str] | None] = {start: None}
    queue = deque([start])
    while queue:
        giver = queue.popleft()
        if load.get(giver, 0) <= load[start] - 2:
            return _chain(came_from, giver)
        for behaviour in sorted(led.get(giver, set()) & open_rows):
            for taker in carriers[behaviour]:
                if taker not in came_from and behaviour not in led.get(taker, ()):
                    came_from[taker] = (giver, behaviour)
                    queue.append(taker)
    return []


def _chain(came_from: dict[str, tuple[str, str] | None], last: str) -> list[tuple[str, str, str]]:
    steps: list[tuple[str, str, str]] = []
    taker = last
    while (step := came_from[taker]) is not None:
        giver, behaviour = step
        steps.append((giver, behaviour, taker))
        taker = giver
    return steps[::-1]


def load(division: Roles) -> int:
    """Return the largest number of rows that one person leads; 0 where nothing is led."""
    counts: dict[str, int] = {}
    for people in division.values():
        for person in people:
            counts[person] = counts.get(person, 0) + 1
    return max(counts.values(), default=0)
