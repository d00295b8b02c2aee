"""Checks what `round` answers: the optimum, who moves in which chain, and why seats stay empty.

The definitions. A move is a person whose seat in the proposal is another than today's; outside is
no seat. Two moves hang together where the one leads to the seat that the other leaves; a chain is
all that hangs together, each move behind the one whose seat it fills. By itself a chain is made
from today: its seats as proposed, all others as they are, without development; it breaks what that
composition breaks and today's does not.
"""

from fractions import Fraction
from itertools import pairwise

from .case import Case, Composition, Team
from .checks import (
    Problems,
    Reference,
    check_frame,
    check_keys,
    check_whole,
    item_of,
    mapping,
    read_assignment,
    read_development,
    sequence,
)
from .figures import (
    figures_of_team,
    percentage,
    round_half_up,
    team_figures,
    whole_figures,
    whole_objective,
)
from .rules import all_items, violations_of
from .search import can_hold

KEYS = {
    "format", "status", "proven", "text", "before", "after", "bounds", "gap", "assignment",
    "teams", "moves", "chains", "unfilled", "without_seat", "development", "conflict",
    "conflict_minimal", "seed", "seconds", "versions",
}  # fmt: skip
CHAIN_KEYS = {"moves", "closed", "stays_empty", "teams", "before", "after", "breaks", "text"}


def problems_of_round(reference: Reference, result: dict, cautious: bool) -> list[str]:
    """Return what is wrong with a result of `round`, for a run that had time enough."""
    problems = Problems()
    case = reference.case
    check_frame(result, "round", problems)
    check_keys(result, KEYS, "keys", problems)
    _check_text(result.get("text"), "text", problems)
    today = Composition(case, case.incumbents(), cautious)
    check_whole(result.get("before"), whole_figures(today), "before", problems)
    if not reference.table(cautious).entries:
        _check_nothing(case, today, result, problems)
        return problems
    problems.equal(result.get("status"), "optimal", "status")
    problems.equal(result.get("proven"), True, "proven")
    problems.equal(result.get("conflict"), [], "conflict")
    assignment = read_assignment(result.get("assignment"), case, "assignment", problems)
    if assignment is None:
        return problems
    raised = read_development(result.get("development"), case, assignment, "development", problems)
    then = Composition(case, assignment, cautious, raised)
    problems.equal(violations_of(then), set(), "broken")
    _check_optimum(reference, then, result, problems)
    _check_teams(case, today, then, result, problems)
    _check_moves(case, assignment, result, problems)
    for position, chain in enumerate(sequence(result.get("chains"))):
        _check_chain(case, today, then, chain, f"chains[{position}]", problems)
    _check_unfilled(case, then, result, problems)
    return problems


def _check_text(found, place: str, problems: Problems) -> None:
    said = mapping(found)
    problems.equal(set(said), {"nl", "en"}, f"{place} languages")
    problems.expect(all(said.values()), place, "says nothing")


def _check_nothing(case: Case, today: Composition, result: dict, problems: Problems) -> None:
    """Check an infeasible round: a minimal conflict, and only today's figures."""
    problems.equal(result.get("status"), "infeasible", "status")
    for key in ("after", "assignment"):
        problems.equal(result.get(key), None, key)
    for key in ("moves", "chains", "unfilled", "without_seat", "development"):
        problems.equal(result.get(key), [], key)
    for team in case.teams:
        found = mapping(mapping(result.get("teams")).get(team.id))
        check_whole(found.get("before"), figures_of_team(today, team), team.id, problems)
        problems.equal((found.get("after"), found.get("short")), (None, []), team.id)
    entries = sequence(result.get("conflict"))
    items = {item_of(mapping(entry).get("item")) for entry in entries}
    problems.expect(items <= all_items(case), "conflict", f"has what is no item: {items}")
    problems.expect(not can_hold(case, items, today.cautious), "conflict", "can hold together")
    for item in items:
        needed = can_hold(case, items - {item}, today.cautious)
        problems.expect(needed, "conflict", f"does not need {item}")
    for entry in entries:
        _check_text(mapping(entry).get("text"), "conflict text", problems)


def _check_optimum(
    reference: Reference, then: Composition, result: dict, problems: Problems
) -> None:
    table = reference.table(then.cautious)
    best = table.best_values([], 1)
    assert best is not None
    values = tuple(whole_objective(then, name) for name in table.names)
    problems.expect(table.is_optimal(values, best), "assignment", f"{values} is not optimal")
    bounds = mapping(result.get("bounds"))
    problems.equal({name: int(value) for name, value in bounds.items()},
                   dict(zip(table.names, best, strict=True)), "bounds")  # fmt: skip
    gap = mapping(result.get("gap"))
    problems.equal(set(gap), set(table.names), "gap keys")
    problems.equal([name for name, value in gap.items() if value != 0], [], "gaps")


def _check_teams(
    case: Case, today: Composition, then: Composition, result: dict, problems: Problems
) -> None:
    check_whole(result.get("after"), whole_figures(then), "after", problems)
    teams = mapping(result.get("teams"))
    problems.equal(list(teams), [team.id for team in case.teams], "teams")
    for team in case.teams:
        found = mapping(teams.get(team.id))
        before, after = figures_of_team(today, team), figures_of_team(then, team)
        check_whole(found.get("before"), before, f"teams.{team.id}.before", problems)
        check_whole(found.get("after"), after, f"teams.{team.id}.after", problems)
        short = [
            {
                "behaviour": behaviour,
                "carriers": len(row["carriers"]),
                "required": row["required"],
                "shortfall": row["shortfall"],
            }
            for behaviour, row in after["coverage"].items()
            if row["shortfall"]
        ]
        problems.equal(found.get("short"), short, f"teams.{team.id}.short")


def _expected_moves(case: Case, assignment: dict) -> dict[str, tuple]:
    """Return (from, to) of each person whose seat differs."""
    found = {}
    for person in case.people:
        origin = next((seat.id for seat in case.seats if seat.incumbent == person), None)
        to = next((seat for seat, who in assignment.items() if who == person), None)
        if origin != to:
            found[person] = (origin, to)
    return found


def _check_moves(case: Case, assignment: dict, result: dict, problems: Problems) -> None:
    expected = _expected_moves(case, assignment)
    moves = sequence(result.get("moves"))
    problems.equal(len(moves), len(expected), "number of moves")
    for move in moves:
        person = move.get("person")
        problems.equal((move.get("from"), move.get("to")), expected.get(person), f"move {person}")
        seats = [seat for seat in (move.get("from"), move.get("to")) if seat is not None]
        teams = list(dict.fromkeys(case.seat[seat].team for seat in seats))
        problems.equal(move.get("teams"), teams, f"teams of {person}")
    chained = [move for chain in sequence(result.get("chains")) for move in chain["moves"]]
    by_person = sorted(chained, key=lambda move: move["person"])
    problems.equal(by_person, sorted(moves, key=lambda m: m["person"]), "moves of the chains")
    leaving = [
        {"person": person, "seat": origin, "team": case.seat[origin].team}
        for person, (origin, to) in expected.items()
        if to is None
    ]
    found = sorted(sequence(result.get("without_seat")), key=lambda one: one["person"])
    problems.equal(found, sorted(leaving, key=lambda one: one["person"]), "without_seat")


def _check_chain(
    case: Case, today: Composition, then: Composition, chain: dict, place: str, problems: Problems
) -> None:
    check_keys(chain, CHAIN_KEYS, place, problems)
    _check_text(chain.get("text"), f"{place}.text", problems)
    moves = chain["moves"]
    for first, second in pairwise(moves):
        problems.equal(second["to"], first["from"], f"{place} order")
        problems.expect(second["to"] is not None, place, "goes on from outside")
    begin, end = moves[0]["to"], moves[-1]["from"]
    closed = begin is not None and begin == end
    problems.equal(chain.get("closed"), closed, f"{place}.closed")
    if not closed:
        vacant = begin is None or case.seat[begin].incumbent is None
        problems.expect(vacant, place, f"begins in the middle, at {begin}")
        stays = end is None or then.assignment[end] is None
        problems.expect(stays, place, f"ends in the middle, at {end}")
    problems.equal(chain.get("stays_empty"), None if closed else end, f"{place}.stays_empty")
    seats = {seat for move in moves for seat in (move["from"], move["to"]) if seat is not None}
    teams = [team for team in case.teams if any(seat.id in seats for seat in team.seats)]
    problems.equal(chain.get("teams"), [team.id for team in teams], f"{place}.teams")
    mixed = today.assignment | {seat: then.assignment[seat] for seat in seats}
    alone = Composition(case, mixed, today.cautious)
    broken = violations_of(alone) - violations_of(today)
    found = {item_of(one["item"]) for one in sequence(chain.get("breaks"))}
    problems.equal(found, broken, f"{place}.breaks")
    problems.equal(chain.get("before"), _covered(today, teams), f"{place}.before")
    after = None if broken else _covered(alone, teams)
    problems.equal(chain.get("after"), after, f"{place}.after")


def _covered(composition: Composition, teams: list[Team]) -> dict:
    figures = [team_figures(composition, team) for team in teams]
    short = sum(one.coverage for one in figures)
    exact: Fraction = percentage(sum(one.demanded for one in figures), short)
    return {"coverage": short, "coverage_percent": round_half_up(exact)}


def _check_unfilled(case: Case, then: Composition, result: dict, problems: Problems) -> None:
    expected = []
    for seat in case.seats:
        if then.assignment[seat.id] is None:
            people = [person for person in case.people if seat.may_sit(person)]
            why = _why(case, then, seat.id, people)
            expected.append((seat.id, seat.team, seat.optional, people, why))
    found = [
        (one["seat"], one["team"], one["optional"], one["open_to"], one["why"])
        for one in sequence(result.get("unfilled"))
    ]
    problems.equal(found, expected, "unfilled")
    for one in sequence(result.get("unfilled")):
        _check_text(one.get("text"), "unfilled text", problems)


def _why(case: Case, then: Composition, seat: str, people: list[str]) -> str | None:
    """Return why nobody of those to whom a seat is open takes it."""
    free = [person for person in people if person not in then.people]
    if not free:
        return "elsewhere" if people else "nobody"
    tried = [
        Composition(case, then.assignment | {seat: person}, then.cautious, then.raised)
        for person in free
    ]
    allowed = [one for one in tried if not violations_of(one)]
    if not allowed:
        return "not_allowed" if case.development is None else None
    names = [name for name, _ in case.priorities]
    worth = [[whole_objective(one, name) for name in names] for one in (then, *allowed)]
    return "no_gain" if min(worth) == worth[0] else None
