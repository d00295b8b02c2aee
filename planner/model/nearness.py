"""The linear face of nearness: how far below the demanded level the best of a row stays."""

from planner.model.program import Expression, total
from planner.model.row import Row


def distance(row: Row) -> Expression:
    """Return at least max(0, 10 L - 10 best) for a row, in tenths of a level.

    The best level is built up from the lowest: each higher level that somebody could bring
    takes its part of the distance away where somebody who has it, or more, counts.
    """
    lowest, behaviour = row.situation.repertoire.scale.minimum, row.demand.behaviour
    levels = {
        min(level, row.demand.level)
        for person in row.people
        for level, _ in row.occupancy.reachable(person, behaviour)
    }
    terms: list[Expression] = [max(0, row.demand.level - lowest)]
    before = lowest
    for level in sorted(levels - {lowest}):
        present = total(row.counting(person, level) for person in row.people)
        terms.append((before - level) * row.program.at_most_present(present))
        before = level
    return total(terms)
