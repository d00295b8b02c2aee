"""A proposal beside today: who moves, what is gained and by whom, what it costs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.analysis.findings import Findings
from planner.domain.composition import Composition, Development
from planner.domain.names import Names
from planner.domain.result import Change, DevelopmentAnswer, Proposal
from planner.domain.situation import Situation
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator
from planner.web.compass import Compass
from planner.web.views.difference import Difference, differences
from planner.web.views.rows import compass_of, directions_of


@dataclass(frozen=True)
class Move:
    """A seat whose occupant differs from today's; an empty name is an empty seat."""

    seat: str
    team: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A behaviour that has more carriers than today, or fewer, and whose doing that is."""

    label: str
    before: int
    after: int
    asked: int
    people: str


@dataclass(frozen=True)
class Picture:
    """A team's compass, with its title where there are several teams."""

    team: str
    title: str
    compass: Compass
    percent: float


@dataclass(frozen=True)
class ProposalView:
    """One proposal as its card shows it."""

    rank: int
    headline: str
    headline_short: str
    certainty: str
    is_proven: bool
    moves: tuple[Move, ...]
    differences: tuple[Difference, ...]
    closed: tuple[RowChange, ...]
    lost: tuple[RowChange, ...]
    short: tuple[RowChange, ...]
    steps: tuple[str, ...]
    pictures: tuple[Picture, ...]


def _has_less_short(before: int, after: int) -> bool:
    return after < before


def _has_more_short(before: int, after: int) -> bool:
    return after > before


def _is_short(_: int, after: int) -> bool:
    return after > 0


def composition_of(proposal: Proposal) -> Composition:
    """Return the composition that a proposal proposes."""
    return Composition(proposal.assignment, developments_of(proposal.development))


def developments_of(answers: Iterable[DevelopmentAnswer]) -> tuple[Development, ...]:
    """Return who develops what, as compositions have it."""
    return tuple(
        Development(step.person, step.behaviour, step.start, step.end, step.steps)
        for step in answers
    )


def moves_of(changes: Iterable[Change], names: Names) -> tuple[Move, ...]:
    """Return who goes where, a seat each, with its team where there are several."""
    situation = names.situation
    several = len(situation.teams) > 1
    return tuple(
        Move(
            seat=names.seat(change.seat),
            team=names.team(situation.team_of_seat[change.seat].id) if several else "",
            before="" if change.before is None else names.person(change.before),
            after="" if change.to is None else names.person(change.to),
        )
        for change in changes
    )


class ProposalReader:
    """Reads proposals about one situation, in one language."""

    def __init__(self, situation: Situation, words: Translator) -> None:
        """Work out how things are today."""
        self.situation = situation
        self.words = words
        self.names = Names(situation, words.language)
        self.today = Figures(situation, Composition(situation.incumbents))
        self.asks_anything = any(team.demand for team in situation.teams)

    def view(self, proposal: Proposal) -> ProposalView:
        """Return a proposal as its card shows it."""
        figures = Figures(self.situation, composition_of(proposal))
        return ProposalView(
            rank=proposal.rank,
            headline=self._headline(figures),
            headline_short=self._headline_short(figures),
            certainty=self._certainty(proposal),
            is_proven=proposal.proven,
            moves=moves_of(proposal.changes, self.names),
            differences=tuple(differences(self.today, figures, self.words, self.names)),
            closed=tuple(self._rows(figures, _has_less_short)),
            lost=tuple(self._rows(figures, _has_more_short)),
            short=tuple(self._rows(figures, _is_short)),
            steps=tuple(self._steps(proposal)),
            pictures=tuple(self.pictures(figures)),
        )

    def pictures(self, figures: Figures) -> list[Picture]:
        """Return the compass of each team."""
        return [
            Picture(
                team,
                self.names.team(team),
                compass_of(directions_of(of_team, Findings(of_team, self.names, self.words))),
                of_team.coverage_percent,
            )
            for team, of_team in figures.teams.items()
        ]

    def _headline(self, figures: Figures) -> str:
        if not self.asks_anything:
            return self.words.say("Nothing is asked of these teams yet")
        before = self._percent(self.today.coverage_percent)
        after = self._percent(figures.coverage_percent)
        if figures.objectives["coverage"] == self.today.objectives["coverage"]:
            return self.words.say("Covers {after}, as today", after=after)
        return self.words.say("From {before} to {after} covered", before=before, after=after)

    def _headline_short(self, figures: Figures) -> str:
        if not self.asks_anything:
            return self.words.say("nothing is asked yet")
        after = self._percent(figures.coverage_percent)
        if figures.objectives["coverage"] == 0:
            return self.words.say("the best team covers all that is asked")
        return self.words.say("the best team covers {after} of what is asked", after=after)

    def _percent(self, value: float) -> str:
        return self.words.say("{value}\N{NO-BREAK SPACE}%", value=self.names.number(value))

    def _certainty(self, proposal: Proposal) -> str:
        if proposal.proven and proposal.rank == 1:
            return self.words.say("Nothing better exists within these wishes.")
        if proposal.proven:
            return self.words.say("The best, given the proposals before it.")
        return self.words.say("The best found in the time given; better may exist.")

    def _rows(self, figures: Figures, wanted: Callable[[int, int], bool]) -> list[RowChange]:
        """Return the rows whose shortfall before and after is as wanted, heaviest first."""
        found = []
        for team, then in figures.teams.items():
            now = self.today.teams[team]
            for row in then.team.rows:
                before, after = shortfall(row, now.carriers), shortfall(row, then.carriers)
                if wanted(before, after):
                    change = self._row_change(now, then, row.behaviour, row.carriers)
                    found.append((-row.importance, change))
        return [change for _, change in sorted(found, key=lambda pair: pair[0])]

    def _row_change(
        self, now: TeamFigures, then: TeamFigures, behaviour: str, asked: int
    ) -> RowChange:
        before, after = now.carriers[behaviour], then.carriers[behaviour]
        gone = [person for person in before if person not in after]
        came = [person for person in after if person not in before]
        label = self.names.behaviour(behaviour)
        if len(self.situation.teams) > 1:
            label = f"{label} ({self.names.team(then.team.team.id)})"
        causes = came if len(after) > len(before) else gone
        return RowChange(
            label=label,
            before=len(before),
            after=len(after),
            asked=asked,
            people=self.names.people(causes) if causes else "",
        )

    def _steps(self, proposal: Proposal) -> list[str]:
        return [
            self.words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=self.names.person(step.person),
                behaviour=self.names.behaviour(step.behaviour),
                start=self.names.number(step.start / 10),
                end=self.names.number(step.end / 10),
            )
            for step in proposal.development
        ]
