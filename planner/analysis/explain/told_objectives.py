"""How far each objective could go if it came first, and at what price, in words."""

from planner.analysis.explain.optimum import Optimum
from planner.analysis.explain.speaking import Both, Speaking, in_a_row
from planner.analysis.explain.told_requirements import reached, told_beside
from planner.analysis.findings import capitalised
from planner.domain.explanation import ObjectiveAnswer, Reached
from planner.domain.priority import Objective, Priority
from planner.figures.team_figures import Figures
from planner.solver.problem import VerificationError


def told_objective(
    proposed: Figures,
    objective: Objective,
    coming_first: Optimum | None,
    most_important: Priority,
    both: Both,
) -> ObjectiveAnswer:
    """Return the answer about one priority, of which one is the most important as it is.

    Raises:
        VerificationError: it comes first, and is worse than in the proposal.
    """
    value = proposed.objectives[objective]
    best = None if coming_first is None else coming_first.values[objective]
    then = None if coming_first is None else reached(proposed, coming_first)
    if best is not None and then is not None and not best == then.objectives[objective] <= value:
        raise VerificationError(f"{objective} comes first, and is not at its smallest")
    return ObjectiveAnswer(
        objective=objective,
        value=value,
        best=best,
        then=then,
        text=both.said(
            lambda speaking: _text(speaking, proposed, objective, best, then, most_important)
        ),
    )


def _text(
    speaking: Speaking,
    proposed: Figures,
    objective: Objective,
    best: int | None,
    then: Reached | None,
    most_important: Priority,
) -> str:
    words, figure = speaking.words, capitalised(speaking.phrase(objective))
    if best is None or then is None:
        (value,) = speaking.values(objective, proposed.objectives[objective])
        return words.say(
            "{figure} is {value}. How far it could go is not known: the time ran out.",
            figure=figure,
            value=value,
        )
    value, reachable = speaking.values(objective, proposed.objectives[objective], best)
    if best == proposed.objectives[objective]:
        return words.say(
            "{figure} is {value}, and could not be better even if it came first.",
            figure=figure,
            value=value,
        )
    if objective != most_important.objective:
        return in_a_row(
            words.say(
                "{figure} is {value}, and would be {best} if it came first.",
                figure=figure,
                value=value,
                best=reachable,
            ),
            told_beside(speaking, proposed, then),
            words.say("Do you want that? Then put this first in the priorities."),
        )
    # It comes first already: its slack was used, or this is not the best of the proposals.
    return in_a_row(
        words.say(
            "{figure} is {value}, and could be {best}.", figure=figure, value=value, best=reachable
        ),
        told_beside(speaking, proposed, then),
        words.say("Do you want that? Then give it no slack in the priorities.")
        if most_important.slack
        else "",
    )
