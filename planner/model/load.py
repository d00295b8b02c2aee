"""The linear face of load: leads divided over members and circle, so that nobody leads too much."""

from collections import defaultdict

from planner.model.program import Expression, Program, is_number, total
from planner.model.row import Row


def load(program: Program, rows: list[Row], seats: int) -> Expression:
    """Return at least the largest number of rows that one person leads; `seats` of the team."""
    led: dict[str, list[Expression]] = defaultdict(list)
    needed: list[Expression] = []
    circle: set[str] = set()
    for row in rows:
        if not row.carried_by:
            continue
        circle.update(person for person in row.carried_by if person in row.team.circle)
        if row.most_carriers <= row.needed:
            # Every carrier leads: no division to choose.
            for person, carried in row.carried_by.items():
                led[person].append(carried)
            needed.append(row.carriers)
            continue
        leads = {person: program.indicator() for person in row.carried_by}
        for person, carried in row.carried_by.items():
            if not is_number(carried):
                program.at_most(leads[person] - carried, 0)
            led[person].append(leads[person])
        program.at_least(total(leads.values()) + row.exact_shortfall, row.needed)
        needed.append(row.needed - row.exact_shortfall)
    if not led:
        return 0
    largest = program.count(len(rows))
    for terms in led.values():
        program.at_least(largest - total(terms), 0)
    # Implied by the rest, and what makes the bound strong: the leads that are needed in all are
    # shared by as many leaders as there are seats and carriers in the circle, at most.
    leaders = min(len(led), seats + len(circle))
    program.at_least(leaders * largest - total(needed), 0)
    return largest
