"""The linear face of nearness: how far below the demanded level the best of a row stays."""

from planner.model.program import Expression, total
from planner.model.row import Row


def distance(row: Row) -> Expression:
    """Return at least max(0, 10 L - 10 best) for a row, in tenths of a level.

    For each level that somebody could bring: where nobody who counts has it or more, the best
    is at most the next level below it, and the distance at least what is left from there.
    """
    lowest, demanded = row.situation.repertoire.scale.minimum, row.demand.level
    levels = {
        min(level, demanded)
        for person in row.people
        for level, _ in row.occupancy.reachable(person, row.demand.behaviour)
    }
    if demanded <= lowest:
        return 0
    far = row.program.count(demanded - lowest)
    below = lowest
    for level in sorted(levels - {lowest}):
        present = total(row.counting(person, level) for person in row.people)
        row.program.at_least(far + (demanded - below) * present, demanded - below)
        below = level
    row.program.at_least(far, demanded - below)
    return far
