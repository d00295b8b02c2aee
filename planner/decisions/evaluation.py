"""Over many decisions: how often a proposal was followed, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from planner.decisions.decision import Decision
from planner.decisions.measuring import measured
from planner.domain.result import Answer
from planner.dossier.dossier import Dossier


class TeamOverTime(Answer):
    """What one team covers: as it sat, as first proposed, as chosen, and as it sits later.

    A percentage is `null` where there was no proposal, or nothing is known of later. `later` is
    by the task as it was when it was decided, so that the same is compared.
    """

    team: str
    before: float
    proposed: float | None
    chosen: float
    later: float | None


class DecisionOverTime(Answer):
    """One decision: which proposal was taken (`null` for none), and how far from the first it is.

    `people_apart` counts who sits in one and not in the other; `points_given_up` is how much more
    is short in the choice than in the first proposal; both are `null` without a proposal.
    """

    decision: str
    date: str
    proposals: int
    proposal: int | None
    people_apart: int | None
    points_given_up: int | None
    broken: int
    chosen_still_there: int | None
    chosen: int
    teams: list[TeamOverTime]


class DecisionsEvaluation(Answer):
    """All decisions together. Shares are of the decisions in which there was a proposal."""

    format: str = "abd-planner/decisions-evaluation/1"
    decisions: int
    with_proposals: int
    first_followed: int
    other_followed: int
    own_choice: int
    first_followed_share: float | None
    most_people_apart: int
    median_points_given_up: float | None
    with_broken_wishes: int
    each: list[DecisionOverTime]


def evaluate_decisions(
    decisions: Iterable[Decision], later: Mapping[str, Dossier] | None = None
) -> DecisionsEvaluation:
    """Return how often the first proposal was followed, and what teams looked like around it.

    Args:
        decisions: closed decisions.
        later: dossiers from after a decision, such as a year later, by the decision's id.
    """
    return together([decision_over_time(each, (later or {}).get(each.id)) for each in decisions])


def together(each: Sequence[DecisionOverTime]) -> DecisionsEvaluation:
    """Return what decisions come to together, each looked at already."""
    proposed = [one for one in each if one.proposals]
    first = [one for one in proposed if one.proposal == 1]
    other = [one for one in proposed if one.proposal is not None and one.proposal > 1]
    given_up = [one.points_given_up for one in proposed if one.points_given_up is not None]
    return DecisionsEvaluation(
        decisions=len(each),
        with_proposals=len(proposed),
        first_followed=len(first),
        other_followed=len(other),
        own_choice=len(proposed) - len(first) - len(other),
        first_followed_share=len(first) / len(proposed) if proposed else None,
        most_people_apart=max((one.people_apart or 0 for one in proposed), default=0),
        median_points_given_up=float(median(given_up)) if given_up else None,
        with_broken_wishes=sum(one.broken > 0 for one in each),
        each=list(each),
    )


def decision_over_time(decision: Decision, later: Dossier | None) -> DecisionOverTime:
    """Return what was chosen in one decision, beside what was proposed, and what came of it."""
    choice, proposals = decision.choice, decision.answer.proposals
    first = proposals[0] if proposals else None
    newly = _newcomers(decision)
    now = None if later is None else later.situation().incumbents
    return DecisionOverTime(
        decision=decision.id,
        date=decision.date.isoformat(),
        proposals=len(proposals),
        proposal=choice.proposal,
        people_apart=None if first is None else _apart(first.assignment, choice.assignment),
        points_given_up=(
            None if first is None else choice.objectives["coverage"] - first.objectives["coverage"]
        ),
        broken=len(choice.violations),
        chosen_still_there=(
            None if now is None else sum(now.get(seat) == person for seat, person in newly.items())
        ),
        chosen=len(newly),
        teams=_teams(decision, later),
    )


def _newcomers(decision: Decision) -> dict[str, str]:
    """Return who takes a seat that they did not have."""
    today = decision.today.assignment
    return {
        seat: person
        for seat, person in decision.choice.assignment.items()
        if person is not None and today[seat] != person
    }


def _apart(one: Mapping[str, str | None], other: Mapping[str, str | None]) -> int:
    people, others = (set(part.values()) - {None} for part in (one, other))
    return max(len(people - others), len(others - people))


def _teams(decision: Decision, later: Dossier | None) -> list[TeamOverTime]:
    proposals: Sequence[object] = decision.answer.proposals
    first = decision.answer.proposals[0] if proposals else None
    after = {} if later is None else _later(decision, later)
    return [
        TeamOverTime(
            team=team,
            before=float(decision.today.teams[team].coverage_percent),
            proposed=None if first is None else float(first.teams[team].coverage_percent),
            chosen=float(chosen.coverage_percent),
            later=after.get(team),
        )
        for team, chosen in decision.choice.teams.items()
    ]


def _later(decision: Decision, later: Dossier) -> dict[str, float]:
    """Return what each team covers later, by the task that was asked at the decision."""
    asked = {team.id: team.demand for team in decision.case.teams}
    teams = tuple(
        team.model_copy(update={"demand": asked[team.id]})
        for team in later.teams
        if team.id in asked
    )
    known = set(later.whole_repertoire.by_id)
    if not teams or any(row.behaviour not in known for team in teams for row in team.demand):
        return {}
    case = later.model_copy(update={"teams": teams})
    figures = measured(case, case.situation().incumbents, (), cautious=decision.options.cautious)
    return {team: of_team.coverage_percent for team, of_team in figures.teams.items()}
