"""Why a seat stays empty in a proposal, where plain figures can tell."""

from planner.analysis.round.nearby import nearby
from planner.domain.names import Names
from planner.domain.rounds import WhyEmpty
from planner.domain.team import Seat
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem


def empty_seats(proposed: Figures) -> list[Seat]:
    """Return the seats without anybody, in the order of the dossier."""
    situation, assignment = proposed.situation, proposed.composition.assignment
    return [seat for seat in situation.seats.values() if assignment[seat.id] is None]


def why_empty(problem: Problem, proposed: Figures, seat: Seat) -> WhyEmpty | None:
    """Return why nobody takes a seat: see `planner.domain.rounds.EmptySeat`.

    Everybody who may sit there and has no seat is tried there, all else as proposed. `None` where
    somebody would do better there: with slack, or where the time ran out.
    """
    people = problem.open_to[seat.id]
    free = [person for person in people if person not in proposed.composition.people]
    if not people:
        return "nobody"
    if not free:
        return "elsewhere"
    names = Names(problem.situation, "en")
    tried = [nearby(proposed, {seat.id: person}) for person in free]
    allowed = [
        figures
        for figures in tried
        if not any(asked.check(figures, names) for asked in problem.asked)
    ]
    if not allowed:
        # Somebody who may develop could come to what is asked; only who may not is ruled out.
        return "not_allowed" if problem.permission is None else None
    worth = _worth(problem, proposed)
    return "no_gain" if all(_worth(problem, one) >= worth for one in allowed) else None


def _worth(problem: Problem, figures: Figures) -> tuple[int, ...]:
    """Return the objectives in the order of the priorities: smaller is better."""
    return tuple(figures.objectives[priority.objective] for priority in problem.priorities)
