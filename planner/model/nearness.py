"""The linear face of nearness: how far below the demanded level the best of a row stays."""

from planner.model.program import Expression, total
from planner.model.row import Row


def distance(row: Row) -> Expression:
    """Return at least max(0, 10 L - 10 best) for a row, in tenths of a level.

    The best level is built up from the lowest: each higher level that somebody could bring
    takes its part of the distance away where somebody who has it, or more, counts.
    """
    lowest = row.situation.repertoire.scale.minimum
    levels = sorted({min(level, row.demand.level) for level in _possible(row)} - {lowest})
    terms: list[Expression] = [max(0, row.demand.level - lowest)]
    before = lowest
    for level in levels:
        present = row.occupancy.program.at_most_present(total(row.present(level)))
        terms.append((before - level) * present)
        before = level
    return total(terms)


def _possible(row: Row) -> set[int]:
    behaviour = row.demand.behaviour
    people = {p for seat in row.team.seats for p in row.occupancy.open_to[seat.id]}
    return {
        level
        for person in (*sorted(people), *row.circle)
        for level, _ in row.occupancy.rises(person, behaviour)
    }
