"""The linear face of load: leads divided over members and circle, so that nobody leads too much."""

from collections import defaultdict

from planner.model.program import Expression, Program, is_number, total
from planner.model.row import Row


def load(program: Program, rows: list[Row]) -> Expression:
    """Return at least the largest number of rows that one person leads.

    A leader is a seat (whoever sits there) or somebody of the circle; a member who is in the
    circle too leads as the latter only, whatever the row, so that their leads add up.
    """
    if not rows:
        return 0
    led: dict[tuple[str, str], list[Expression]] = defaultdict(list)
    needed: list[Expression] = []
    for row in rows:
        by_leader = _carried_by_leader(row)
        if not by_leader:
            continue
        if row.most_carriers <= row.demand.carriers:
            # Every carrier leads: no division to choose.
            for leader, carried in by_leader.items():
                led[leader].append(carried)
            needed.append(row.carriers)
            continue
        leads = {}
        for leader, carried in by_leader.items():
            lead = program.indicator()
            if not is_number(carried):
                program.at_most(lead - carried, 0)
            leads[leader] = lead
            led[leader].append(lead)
        program.at_least(total(leads.values()) + row.exact_shortfall, row.demand.carriers)
        needed.append(row.demand.carriers - row.exact_shortfall)
    if not led:
        return 0
    largest = program.count(len(rows))
    for terms in led.values():
        program.at_least(largest - total(terms), 0)
    # Implied by the rest, and what makes the bound strong (the leads that are needed in all
    # are shared by so many leaders at most).
    program.at_least(len(led) * largest - total(needed), 0)
    return largest


def _carried_by_leader(row: Row) -> dict[tuple[str, str], Expression]:
    circle = set(row.team.circle)
    behaviour, level = row.demand.behaviour, row.demand.level
    occupancy = row.occupancy
    result: dict[tuple[str, str], Expression] = {}
    for seat in row.team.seats:
        terms = [
            term
            for person in occupancy.open_to[seat.id]
            if person not in circle
            if not is_number(term := occupancy.reaches(seat.id, person, behaviour, level))
        ]
        if terms:
            result["seat", seat.id] = total(terms)
    for person in row.team.circle:
        if row.demand.spread:
            carried = occupancy.able(person, behaviour, level)
        else:
            carried = total(
                term
                for seat in row.team.seats
                if not is_number(
                    term := occupancy.reaches(seat.id, person, behaviour, level)
                )
            )
        if not is_number(carried, 0):
            result["circle", person] = carried
    return result
