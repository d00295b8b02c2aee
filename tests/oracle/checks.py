"""Checks what the program answers against the reference; each check returns problems in words.

The results are parsed with `json_value`, so that their decimals are exact. Where the model leaves
a choice (ties, orders of sets, role divisions) every choice that it allows is accepted.
"""

from fractions import Fraction

from .case import OBJECTIVES, Case, Composition, is_number
from .figures import (
    figures_of_team,
    round_half_up,
    team_figures,
    whole_figures,
    whole_objective,
)
from .rules import all_items, violations_of
from .search import Table, can_hold, compositions_of, difference_between, raisable

CONTRIBUTION_ERROR = Fraction(1, 10**9)


class Reference:
    """A dossier with what has been found out about it, to check several answers with."""

    def __init__(self, dossier: dict):
        self.dossier = dossier
        self.case = Case(dossier)
        self.tables: dict[bool, Table] = {}
        self.kept: dict[bool, list[Composition]] = {}

    def table(self, cautious: bool) -> Table:
        """Return everything that can be had, enumerated once."""
        if cautious not in self.tables:
            self.tables[cautious] = Table(self.case, cautious)
        return self.tables[cautious]

    def compositions(self, cautious: bool) -> list[Composition]:
        """Return every composition that keeps all items, enumerated once."""
        if cautious not in self.kept:
            self.kept[cautious] = list(compositions_of(self.case, all_items(self.case), cautious))
        return self.kept[cautious]

    def forget(self) -> None:
        """Let go of what was enumerated, for what takes much memory is not needed twice."""
        self.kept.clear()
        self.case.memory.clear()


def same_number(found, expected) -> bool:
    """Tell whether a JSON value is a number (not a boolean) equal to the expected one."""
    return is_number(found) and Fraction(found) == Fraction(expected)


def item_of(entry) -> tuple | None:
    """Return an item of a result as a tuple, None where it is no item."""
    if not isinstance(entry, dict) or len(entry) != 1:
        return None
    ((what, value),) = entry.items()
    if what == "constraint" and isinstance(value, int) and not isinstance(value, bool):
        return (what, value)
    if what in ("filled", "minimum", "locked") and isinstance(value, str):
        return (what, value)
    if what in ("critical", "eligible") and isinstance(value, list) and len(value) == 2:
        return (what, *value)
    return None


class Problems(list):
    """A list of problems, each with the place that it is about."""

    def expect(self, condition: bool, place: str, message: str) -> bool:
        """Note the message unless the condition holds; return the condition."""
        if not condition:
            self.append(f"{place}: {message}")
        return condition

    def equal(self, found, expected, place: str) -> bool:
        """Note a value that is not the expected one; a boolean is no number."""
        same = found == expected and isinstance(found, bool) == isinstance(expected, bool)
        return self.expect(same, place, f"is {found!r}, expected {expected!r}")

    def number(self, found, expected, place: str) -> bool:
        """Note a number that is not exactly the expected one."""
        return self.expect(
            same_number(found, expected), place, f"is {found!r}, expected {expected}"
        )


def mapping(value) -> dict:
    """Return the value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value) -> list:
    """Return the value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def check_frame(result, name: str, problems: Problems) -> None:
    """Check what every result says about itself."""
    problems.equal(result.get("format"), f"abd-planner/{name}/1", "format")
    for key in ("seed", "seconds", "versions"):
        problems.expect(key in result, key, "is missing")


def check_keys(
    found, keys: set[str], place: str, problems: Problems, may_have: frozenset | set = frozenset()
) -> None:
    """Check that an object has these keys, and no others than those and what it may have.

    `file`, which `solve` adds, may be anywhere.
    """
    found = set(mapping(found)) - {"file"}
    problems.expect(keys <= found, place, f"has no {sorted(keys - found)}")
    strange = found - keys - set(may_have)
    problems.expect(not strange, place, f"has {sorted(strange)} besides its keys")


def check_whole(found, expected: dict, place: str, problems: Problems) -> None:
    """Check `objectives` and `coverage_percent`."""
    found = mapping(found)
    objectives = mapping(found.get("objectives"))
    problems.equal(set(objectives), set(OBJECTIVES), f"{place}.objectives keys")
    for name, value in objectives.items():
        if name in expected["objectives"]:
            problems.number(value, expected["objectives"][name], f"{place}.objectives.{name}")
    problems.number(
        found.get("coverage_percent"), expected["coverage_percent"], f"{place}.coverage_percent"
    )


def _check_contributions(found, expected: dict, place: str, problems: Problems) -> None:
    found = mapping(found)
    problems.equal(set(found), set(expected), f"{place} people")
    for person, value in found.items():
        if person in expected:
            _check_contribution(value, expected[person], f"{place}.{person}", problems)


def _check_contribution(found, expected: Fraction, place: str, problems: Problems) -> None:
    near = is_number(found) and abs(Fraction(found) - expected) <= CONTRIBUTION_ERROR
    problems.expect(near, place, f"is {found!r}, expected {expected}")


def _check_roles(found, figures, load: int, place: str, problems: Problems) -> None:
    """Check that the role division is a possible one, with the smallest maximum."""
    found = mapping(found)
    problems.equal(set(found), set(figures.needs), f"{place} rows")
    leads: dict[str, int] = {}
    for behaviour, people in found.items():
        if behaviour not in figures.needs:
            continue
        here = f"{place}.{behaviour}"
        problems.expect(len(set(people)) == len(people), here, f"names somebody twice: {people}")
        problems.expect(
            set(people) <= figures.carriers[behaviour], here, f"somebody is no carrier: {people}"
        )
        problems.equal(len(people), figures.needs[behaviour], f"{here} number of leads")
        for person in people:
            leads[person] = leads.get(person, 0) + 1
    problems.equal(max(leads.values(), default=0), load, f"{place} largest load")


def _check_team(found, composition: Composition, team, place: str, problems: Problems) -> None:
    found = mapping(found)
    expected = figures_of_team(composition, team)
    figures = team_figures(composition, team)
    check_whole(found, expected, place, problems)
    rows = mapping(found.get("coverage"))
    problems.equal(set(rows), set(expected["coverage"]), f"{place}.coverage rows")
    for behaviour, row in rows.items():
        if behaviour in expected["coverage"]:
            asked = expected["coverage"][behaviour]
            here = f"{place}.coverage.{behaviour}"
            carriers = sequence(row.get("carriers"))
            problems.equal(sorted(carriers), sorted(asked["carriers"]), f"{here}.carriers")
            problems.number(row.get("required"), asked["required"], f"{here}.required")
            problems.number(row.get("shortfall"), asked["shortfall"], f"{here}.shortfall")
    _check_roles(found.get("roles"), figures, figures.load, f"{place}.roles", problems)
    _check_contributions(
        found.get("contributions"), expected["contributions"], f"{place}.contributions", problems
    )
    marginals = mapping(found.get("marginals"))
    problems.equal(set(marginals), set(expected["marginals"]), f"{place}.marginals people")
    for person, value in marginals.items():
        if person in expected["marginals"]:
            problems.number(value, expected["marginals"][person], f"{place}.marginals.{person}")


def _check_changes(found, composition: Composition, place: str, problems: Problems) -> None:
    expected = [
        {"seat": seat.id, "from": seat.incumbent, "to": composition.assignment[seat.id]}
        for seat in composition.case.seats
        if seat.incumbent != composition.assignment[seat.id]
    ]
    in_order = sorted(sequence(found), key=lambda change: str(mapping(change).get("seat")))
    problems.equal(in_order, sorted(expected, key=lambda change: change["seat"]), place)


def read_development(found, case: Case, assignment: dict, place: str, problems: Problems) -> dict:
    """Check the list of steps and return it as (person, behaviour) -> steps."""
    raised: dict = {}
    allowed = raisable(case, assignment)
    for entry in sequence(found):
        pair = (entry.get("person"), entry.get("behaviour"))
        steps = entry.get("steps")
        here = f"{place} {pair}"
        if not problems.expect(pair in allowed, here, "may not be raised"):
            continue
        if not problems.expect(pair not in raised, here, "is there twice"):
            continue
        whole = isinstance(steps, int) and not isinstance(steps, bool)
        possible = whole and 1 <= steps <= allowed[pair]
        if not problems.expect(possible, here, f"cannot take {steps!r} steps"):
            continue
        raised[pair] = steps
        start = case.levels[pair].level
        end = start + case.rise(*pair, steps)
        problems.number(entry.get("from"), Fraction(start, 10), f"{here} from")
        problems.number(entry.get("to"), Fraction(end, 10), f"{here} to")
    budget = case.development["budget"] if case.development else 0
    problems.expect(sum(raised.values()) <= budget, place, f"spends more than {budget} steps")
    return raised


def read_assignment(found, case: Case, place: str, problems: Problems) -> dict | None:
    """Return the assignment, None where it names other seats, unknown people or somebody twice."""
    found = found if isinstance(found, dict) else {}
    ids = {seat.id for seat in case.seats}
    people = [person for person in found.values() if person is not None]
    sound = problems.equal(set(found), ids, f"{place} seats")
    sound &= problems.expect(set(people) <= set(case.people), place, f"unknown people in {found}")
    sound &= problems.expect(
        len(set(people)) == len(people), place, f"somebody sits on two seats: {found}"
    )
    return found if sound else None


def _check_proposal(
    proposal, case: Case, cautious: bool, place: str, problems: Problems
) -> Composition | None:
    """Check everything that a proposal says about itself; return its composition."""
    assignment = read_assignment(proposal.get("assignment"), case, f"{place}.assignment", problems)
    if assignment is None:
        return None
    problems.expect(
        isinstance(proposal.get("development"), list), f"{place}.development", "is no list"
    )
    raised = read_development(
        proposal.get("development"), case, assignment, f"{place}.development", problems
    )
    composition = Composition(case, assignment, cautious, raised)
    check_whole(proposal, whole_figures(composition), place, problems)
    teams = mapping(proposal.get("teams"))
    problems.equal(set(teams), {team.id for team in case.teams}, f"{place}.teams")
    for team in case.teams:
        if team.id in teams:
            _check_team(teams[team.id], composition, team, f"{place}.teams.{team.id}", problems)
    _check_changes(proposal.get("changes"), composition, f"{place}.changes", problems)
    return composition


def _check_bounds(found, names: list[str], best: list[int], place: str, problems: Problems):
    """Check the proven bounds; one of 0 for `development` is accepted where it plays no part."""
    found = dict(mapping(found))
    if "development" not in names and same_number(found.get("development"), 0):
        del found["development"]
    problems.equal(set(found), set(names), f"{place} objectives")
    for name, least in zip(names, best, strict=True):
        if name in found:
            problems.number(found[name], least, f"{place}.{name}")


def _check_conflict(reference: Reference, result, cautious: bool, problems: Problems) -> None:
    case = reference.case
    entries = sequence(result.get("conflict"))
    items = {item_of(entry) for entry in entries}
    problems.equal(len(items), len(entries), "number of different items in the conflict")
    problems.equal(result.get("conflict_minimal"), True, "conflict_minimal")
    strange = items - all_items(case)
    if not problems.expect(not strange, "conflict", f"has what is no item: {strange}"):
        return
    problems.expect(
        not can_hold(case, items, cautious), "conflict", f"can hold together: {sorted(items)}"
    )
    for item in sorted(items, key=str):
        problems.expect(
            can_hold(case, items - {item}, cautious), "conflict", f"does not need {item}"
        )


def problems_of_result(
    reference: Reference, result: dict, alternatives: int, difference: int, cautious: bool
) -> list[str]:
    """Return what is wrong with a result of `solve`, for a run that had time enough."""
    problems = Problems()
    check_frame(result, "result", problems)
    table = reference.table(cautious)
    proposals = sequence(result.get("proposals"))
    if not table.entries:
        problems.equal(result.get("status"), "infeasible", "status")
        problems.equal(result.get("proposals"), [], "proposals")
        problems.equal(result.get("exhausted"), False, "exhausted")
        if result.get("status") == "infeasible":
            _check_conflict(reference, result, cautious, problems)
        return problems
    problems.equal(result.get("status"), "optimal", "status")
    problems.equal(result.get("conflict"), [], "conflict")
    earlier: list[frozenset] = []
    for index, proposal in enumerate(proposals):
        place = f"proposals[{index}]"
        problems.equal(proposal.get("rank"), index + 1, f"{place}.rank")
        problems.equal(proposal.get("proven"), True, f"{place}.proven")
        composition = _check_proposal(proposal, reference.case, cautious, place, problems)
        if composition is None:
            return problems
        broken = violations_of(composition)
        problems.expect(not broken, place, f"breaks {sorted(broken, key=str)}")
        for rank, other in enumerate(earlier, start=1):
            problems.expect(
                difference_between(composition.people, other) >= difference,
                place,
                f"differs too little from proposal {rank}",
            )
        best = table.best_values(earlier, difference)
        if not problems.expect(best is not None, place, "nothing differs enough any more"):
            return problems
        values = tuple(whole_objective(composition, name) for name in table.names)
        problems.expect(
            table.is_optimal(values, best),
            place,
            f"is not optimal: {table.names} are {values}, the best {best}, slack {table.slacks}",
        )
        _check_bounds(proposal.get("bounds"), table.names, best, f"{place}.bounds", problems)
        earlier.append(composition.people)
    problems.expect(1 <= len(proposals) <= alternatives, "proposals", f"there are {len(proposals)}")
    fewer = len(proposals) < alternatives
    if fewer and table.best_values(earlier, difference) is not None:
        problems.append(f"proposals: only {len(proposals)}, and more exist")
    problems.equal(result.get("exhausted"), fewer, "exhausted")
    return problems


def _check_violations(found, composition: Composition, place: str, problems: Problems) -> None:
    entries = sequence(found)
    problems.expect(isinstance(found, list), place, "is no list")
    items = [item_of(mapping(entry).get("item")) for entry in entries]
    problems.equal(sorted(items, key=str), sorted(violations_of(composition), key=str), place)
    for entry in entries:
        text = mapping(entry).get("text")
        problems.expect(isinstance(text, str) and text.strip() != "", place, f"no text in {entry}")


def problems_of_evaluation(
    reference: Reference, assignment: dict | None, result: dict, cautious: bool
) -> list[str]:
    """Return what is wrong with a result of `evaluate`; None stands for the incumbents."""
    problems = Problems()
    case = reference.case
    check_frame(result, "result", problems)
    problems.equal(result.get("status"), "evaluated", "status")
    proposals = sequence(result.get("proposals"))
    if not problems.equal(len(proposals), 1, "number of proposals"):
        return problems
    asked = Composition(case, case.incumbents() if assignment is None else assignment, cautious)
    composition = _check_proposal(proposals[0], case, cautious, "proposals[0]", problems)
    if composition is not None:
        problems.equal(composition.assignment, asked.assignment, "proposals[0].assignment")
        problems.equal(composition.raised, {}, "proposals[0].development")
    _check_violations(result.get("violations"), asked, "violations", problems)
    return problems


def job_fit(composition: Composition, team, person: str) -> Fraction | None:
    """Return what a person-job ranking would give, None where nothing is asked of anybody."""
    total = sum(row.importance * row.level for row in team.rows)
    if total == 0:
        return None
    fit = 0
    for row in team.rows:
        reading = composition.reading(person, row.behaviour)
        if reading is None:
            reading = composition.case.scale_minimum
        fit += row.importance * min(reading, row.level)
    return Fraction(100 * fit, total)


def shared_ranks(keys: list) -> list[int]:
    """Return the rank of each key, smallest first; equal keys share one (1, 2, 2, 4)."""
    return [1 + sum(other < key for other in keys) for key in keys]


def comparison(case: Case, seat_id: str, cautious: bool) -> tuple[Composition, list[dict]]:
    """Return the composition without an occupant, and what each person would make of it."""
    seat = case.seat[seat_id]
    team = case.team[seat.team]
    empty = Composition(case, case.incumbents() | {seat_id: None}, cautious)
    entries = []
    for person in case.people:
        if (seat.locked and person != seat.incumbent) or not seat.may_sit(person):
            continue
        others = {
            place: None if occupant == person else occupant
            for place, occupant in case.incumbents().items()
        }
        composition = Composition(case, others | {seat_id: person}, cautious)
        figures = team_figures(composition, team)
        entries.append(
            {
                "person": person,
                "composition": composition,
                "key": [whole_objective(composition, name) for name, _ in case.priorities],
                "job_fit": job_fit(composition, team, person),
                "gain": figures.value() - team_figures(empty, team).value(),
                "contribution": figures.contributions.get(person, Fraction(0)),
                "unique": {name for name, who in figures.carriers.items() if who == {person}},
                "short": {
                    row.behaviour: {
                        "carriers": len(figures.carriers[row.behaviour]),
                        "required": row.carriers,
                        "shortfall": figures.shortfall[row.behaviour],
                    }
                    for row in team.rows
                    if figures.shortfall[row.behaviour] > 0
                },
            }
        )
    for entry, rank in zip(entries, shared_ranks([e["key"] for e in entries]), strict=True):
        entry["rank"] = rank
    fits = [-(entry["job_fit"] or 0) for entry in entries]
    for entry, rank in zip(entries, shared_ranks(fits), strict=True):
        entry["job_fit_rank"] = None if entry["job_fit"] is None else rank
    entries.sort(key=lambda entry: entry["rank"])
    return empty, entries


def problems_of_comparison(
    reference: Reference, seat_id: str, result: dict, cautious: bool
) -> list[str]:
    """Return what is wrong with a result of `compare`."""
    problems = Problems()
    case = reference.case
    team = case.team[case.seat[seat_id].team]
    empty, expected = comparison(case, seat_id, cautious)
    check_frame(result, "compare", problems)
    problems.equal(result.get("seat"), seat_id, "seat")
    problems.equal(result.get("team"), team.id, "team")
    check_whole(result.get("empty"), figures_of_team(empty, team), "empty", problems)
    people = sequence(result.get("people"))
    names = [mapping(entry).get("person") for entry in people]
    if not problems.equal(names, [entry["person"] for entry in expected], "people in their order"):
        return problems
    for found, entry in zip(people, expected, strict=True):
        _check_compared(found, entry, team, f"people {entry['person']}", problems)
    return problems


def _check_compared(found, entry: dict, team, place: str, problems: Problems) -> None:
    composition = entry["composition"]
    problems.number(found.get("rank"), entry["rank"], f"{place}.rank")
    if entry["job_fit"] is None:
        problems.equal(found.get("job_fit", "missing"), None, f"{place}.job_fit")
        problems.equal(found.get("job_fit_rank", "missing"), None, f"{place}.job_fit_rank")
    else:
        problems.number(found.get("job_fit"), round_half_up(entry["job_fit"]), f"{place}.job_fit")
        problems.number(found.get("job_fit_rank"), entry["job_fit_rank"], f"{place}.job_fit_rank")
    problems.number(found.get("gain"), entry["gain"], f"{place}.gain")
    _check_contribution(
        found.get("contribution"), entry["contribution"], f"{place}.contribution", problems
    )
    problems.equal(
        sorted(sequence(found.get("unique"))), sorted(entry["unique"]), f"{place}.unique"
    )
    short = {}
    for row in sequence(found.get("short")):
        short[row.get("behaviour")] = {key: row[key] for key in row if key != "behaviour"}
    problems.equal(short, entry["short"], f"{place}.short")
    problems.equal(len(short), len(sequence(found.get("short"))), f"{place}.short length")
    check_whole(found.get("dossier"), whole_figures(composition), f"{place}.dossier", problems)
    check_whole(
        found.get("figures"), figures_of_team(composition, team), f"{place}.figures", problems
    )
    _check_violations(found.get("violations"), composition, f"{place}.violations", problems)
