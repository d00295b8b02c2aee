"""What a composition must keep: the items of section 5, each one plain question.

An item is a tuple: ("constraint", 3), ("filled", "bv"), ("minimum", "bv"), ("locked", "dg"),
("critical", "mt", "speaking_truth"); ("eligible", "bv", "p3") says who sits where they may not.
"""

from fractions import Fraction
from itertools import combinations

from .case import NOT_AN_ITEM, Case, Composition, Team, value_key
from .figures import changes, team_figures


def all_items(case: Case) -> set[tuple]:
    """Return every item that the dossier asks."""
    items = {
        ("constraint", index)
        for index, constraint in enumerate(case.constraints)
        if constraint["kind"] not in NOT_AN_ITEM
    }
    for seat in case.seats:
        if not seat.optional:
            items.add(("filled", seat.id))
        if seat.minimum and not seat.locked:
            items.add(("minimum", seat.id))
        if seat.locked:
            items.add(("locked", seat.id))
    for team in case.teams:
        if not critical_is_off(case, team):
            items |= {("critical", team.id, row.behaviour) for row in team.rows if row.critical}
    return items


def critical_is_off(case: Case, team: Team) -> bool:
    """Tell whether some `critical` constraint frees the team of its critical rows."""
    return any(
        constraint["kind"] == "critical"
        and constraint.get("off", False)
        and team in case.teams_of(constraint)
        for constraint in case.constraints
    )


def holds(composition: Composition, item: tuple) -> bool:
    """Tell whether a composition keeps one item."""
    case = composition.case
    what = item[0]
    if what == "constraint":
        constraint = case.constraints[item[1]]
        return RULES[constraint["kind"]](composition, constraint)
    if what == "critical":
        team = case.team[item[1]]
        row = next(row for row in team.rows if row.behaviour == item[2])
        return len(composition.carriers(team, row)) >= row.carriers
    seat = case.seat[item[1]]
    occupant = composition.assignment[seat.id]
    if what == "filled":
        return occupant is not None
    if what == "locked":
        return occupant == seat.incumbent
    if what == "minimum":
        return occupant is None or all(
            _at_least(composition.reading(occupant, behaviour), level)
            for behaviour, level in seat.minimum
        )
    raise ValueError(f"no such item: {item}")


def violations_of(composition: Composition) -> set[tuple]:
    """Return every item that a composition breaks, and who sits where they may not."""
    case = composition.case
    broken = {item for item in all_items(case) if not holds(composition, item)}
    for seat in case.seats:
        occupant = composition.assignment[seat.id]
        if occupant is not None and not seat.may_sit(occupant):
            broken.add(("eligible", seat.id, occupant))
    return broken


def _at_least(reading: int | None, level: int) -> bool:
    return reading is not None and reading >= level


def _in_each_team(question):
    """Make a rule of a question about one team: it holds when it holds in each of the teams."""

    def rule(composition: Composition, constraint: dict) -> bool:
        return all(
            question(composition, constraint, team)
            for team in composition.case.teams_of(constraint)
        )

    return rule


def _enough(demanded: int, short: int, percent) -> bool:
    return 100 * (demanded - short) >= Fraction(percent) * demanded


def _coverage_floor(composition: Composition, constraint: dict, team: Team) -> bool:
    demanded, short = team_figures(composition, team).of_direction(constraint.get("direction"))
    return _enough(demanded, short, constraint["percent"])


def _redundancy(composition: Composition, constraint: dict, team: Team) -> bool:
    carriers = team_figures(composition, team).carriers
    asked = constraint.get("behaviours", list(carriers))
    return all(
        len(carriers[behaviour]) >= constraint["carriers"]
        for behaviour in asked
        if behaviour in carriers
    )


def _departures(composition: Composition, constraint: dict, team: Team) -> bool:
    figures = team_figures(composition, team)
    leaving = min(constraint["count"], len(figures.members))
    return all(
        _enough(figures.demanded, figures.demanded - figures.value(leavers), constraint["percent"])
        for leavers in combinations(figures.members, leaving)
    )


def _max_load(composition: Composition, constraint: dict, team: Team) -> bool:
    return team_figures(composition, team).load <= constraint["limit"]


def _max_changes(composition: Composition, constraint: dict) -> bool:
    seats = [seat for team in composition.case.teams_of(constraint) for seat in team.seats]
    return changes(composition, seats) <= constraint["limit"]


def _sits(composition: Composition, constraint: dict) -> bool:
    """Tell whether the person sits on the seat, or without a seat in one of the teams."""
    person = constraint["person"]
    if "seat" in constraint:
        return composition.assignment[constraint["seat"]] == person
    return any(
        person in composition.members(team) for team in composition.case.teams_of(constraint)
    )


def _does_not_sit(composition: Composition, constraint: dict) -> bool:
    return not _sits(composition, constraint)


def _together(composition: Composition, constraint: dict, team: Team) -> bool:
    people = set(constraint["people"])
    return len(people & composition.members(team)) in (0, len(people))


def _apart(composition: Composition, constraint: dict, team: Team) -> bool:
    return len(set(constraint["people"]) & composition.members(team)) <= 1


def _tenure(composition: Composition, constraint: dict, team: Team) -> bool:
    for seat in team.seats:
        person = seat.incumbent
        if person is None or seat.locked or person in constraint.get("exempt", []):
            continue
        years = composition.case.tenure(person)
        if years is None:
            continue
        keeps = composition.assignment[seat.id] == person
        if years < constraint.get("minimum_years", 3) and not keeps:
            return False
        if years >= constraint.get("maximum_years", 7) and keeps:
            return False
    return True


def _continuity(composition: Composition, constraint: dict, team: Team) -> bool:
    kept = 0
    for seat in team.seats:
        if seat.incumbent is None or composition.assignment[seat.id] != seat.incumbent:
            continue
        years = composition.case.tenure(seat.incumbent)
        kept += years is not None and years >= constraint["years"]
    return kept >= constraint["members"]


def _attribute_count(composition: Composition, constraint: dict, team: Team) -> bool:
    wanted = value_key(constraint["value"])
    count = sum(
        wanted in composition.case.values(person, constraint["attribute"])
        for person in composition.members(team)
    )
    return constraint.get("minimum", 0) <= count <= constraint.get("maximum", count)


def _attribute_spread(composition: Composition, constraint: dict, team: Team) -> bool:
    shown = set()
    for person in composition.members(team):
        shown |= composition.case.values(person, constraint["attribute"])
    return len(shown) >= constraint["distinct"]


RULES = {
    "coverage_floor": _in_each_team(_coverage_floor),
    "redundancy": _in_each_team(_redundancy),
    "departures": _in_each_team(_departures),
    "max_load": _in_each_team(_max_load),
    "max_changes": _max_changes,
    "include": _sits,
    "exclude": _does_not_sit,
    "together": _in_each_team(_together),
    "apart": _in_each_team(_apart),
    "tenure": _in_each_team(_tenure),
    "continuity": _in_each_team(_continuity),
    "attribute_count": _in_each_team(_attribute_count),
    "attribute_spread": _in_each_team(_attribute_spread),
}
