"""Where the figures alone do not tell why somebody was not chosen.

Whoever would bring a team as much as the one who was chosen, or more, cannot see from their letter
why it was not them. That is no mistake: people decide, and see what figures do not. But then people
have to say it.
"""

from planner.decisions.decision import Decision


def needs_words(decision: Decision, person: str) -> bool:
    """Tell whether only those who decided can say why somebody did not get a seat.

    So it is where, on a seat that the decision is about, they would contribute as much as the one
    who was chosen, or more; and where the seat stays empty while they would add to the team.
    """
    assignment = decision.choice.assignment
    if person in {assignment[seat.id] for seat in decision.question.seats}:
        return False
    for comparison in decision.comparisons:
        compared = {each.person: each for each in comparison.people}
        if person in compared:
            chosen = assignment[comparison.seat]
            if chosen is None and compared[person].gain > 0:
                return True
            if chosen in compared and (
                compared[person].contribution >= compared[chosen].contribution
            ):
                return True
    return False
