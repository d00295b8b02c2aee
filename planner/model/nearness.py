"""The linear face of nearness: how far below the demanded level the best of a row stays."""

from collections import defaultdict

from planner.model.program import Expression, is_number, total
from planner.model.row import Row


def distance(row: Row) -> Expression:
    """Return at least max(0, 10 L - 10 best) for a row, in tenths of a level.

    For each level that somebody could bring: where nobody who counts has it or more, the best
    is at most the next level below it, and the distance at least what is left from there.
    """
    lowest, demanded = row.situation.repertoire.scale.minimum, row.demand.level
    if demanded <= lowest:
        return 0
    far = row.program.count(demanded - lowest)
    having = _having(row)
    present: list[Expression] = []
    levels = sorted(having, reverse=True)
    row.program.at_least(far, demanded - max(having, default=lowest))
    for level, below in zip(levels, [*levels, lowest][1:], strict=True):
        present += having[level]
        row.program.at_least(far + (demanded - below) * total(present), demanded - below)
    return far


def _having(row: Row) -> dict[int, list[Expression]]:
    """Return for each level, up to the one demanded, who counts and has just that level."""
    lowest, demanded = row.situation.repertoire.scale.minimum, row.demand.level
    having: dict[int, list[Expression]] = defaultdict(list)
    for person in row.people:
        higher: Expression = 0
        for level, _ in reversed(row.occupancy.development.reachable(person, row.demand.behaviour)):
            reached = row.counting(person, level)
            told = min(level, demanded)
            if told > lowest:
                # Who reaches a higher level reaches this one too, and is told of there.
                having[told].append(reached - higher if not is_number(higher, 0) else reached)
            higher = reached
    return having
