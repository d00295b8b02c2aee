"""A round over many teams as its page shows it: the finding, the teams, the chains, the rest."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from planner.analysis.words import objective_label
from planner.domain.names import Names
from planner.domain.rounds import RoundReport
from planner.domain.situation import Situation
from planner.resources.catalogue import Translator
from planner.web.views.round_chains import ChainView, Place, RoundChains
from planner.web.views.round_teams import RoundTeams

# More teams than this are counted, and not named.
_MOST_NAMED = 4


@dataclass(frozen=True)
class RoundFigure:
    """A figure at the top: its value, what it is, and what it means."""

    value: str
    label: str
    meaning: str
    is_concern: bool = False


@dataclass(frozen=True)
class Shared:
    """People who may take a seat in the same teams, of which there are several."""

    teams: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """One figure over all teams: now, then, the smallest that is possible, and what may be left."""

    label: str
    now: int
    then: int
    bound: int
    gap: float


class RoundReader:
    """Reads a dossier of several teams, and what a round made of it, in one language."""

    def __init__(self, situation: Situation, report: RoundReport | None, words: Translator) -> None:
        """Keep what is read; `report` is nothing as long as no round was worked out."""
        self._situation = situation
        self._words = words
        self._names = Names(situation, words.language)
        self._chains = RoundChains(self._names)
        self.report = report
        self.teams = RoundTeams(situation, report, words)

    @property
    def headline(self) -> str:
        """The finding: what the round brings, or before it, where it could make a difference."""
        if self.report is not None:
            return self.report.text.in_language(self._words.language).removesuffix(".")
        seats, teams = len(self._vacancies), len(set(self._vacancies.values()))
        if not seats:
            return self._words.say_count(
                "Every seat is taken in this team",
                "Every seat is taken in these {number} teams",
                len(self._situation.teams),
            )
        if teams == 1:
            return self._words.say_count(
                "{number} seat is empty, in one team",
                "{number} seats are empty, in one team",
                seats,
            )
        return self._words.say(
            "{seats} seats are empty, spread over {teams} teams", seats=seats, teams=teams
        )

    @property
    def lead(self) -> str:
        """What makes it one question: people who may be wanted in several places at once."""
        shared = sum(len(group.people) for group in self.shared)
        if not shared:
            return self._words.say("Nobody may take a seat in more than one team.")
        return self._words.say_count(
            "{number} person may take a seat in more than one team: "
            "what one team gains, another may miss.",
            "{number} people may take a seat in more than one team: "
            "what one team gains, another may miss.",
            shared,
        )

    @cached_property
    def _vacancies(self) -> dict[str, str]:
        """The team of each seat that is empty today."""
        taken = self._situation.incumbents
        return {
            seat: team.id
            for seat, team in self._situation.team_of_seat.items()
            if taken[seat] is None
        }

    @cached_property
    def shared(self) -> tuple[Shared, ...]:
        """Who may take a seat in more teams than one, those of the same teams together."""
        teams_of: dict[str, dict[str, None]] = {}
        for team in self._situation.teams:
            for seat in team.seats:
                for person in self._situation.may_sit(seat):
                    teams_of.setdefault(person, {})[team.id] = None
        groups: dict[tuple[str, ...], list[str]] = {}
        for person in sorted(teams_of, key=self._situation.order.__getitem__):
            if len(teams_of[person]) > 1:
                groups.setdefault(tuple(teams_of[person]), []).append(self._names.person(person))
        return tuple(
            Shared(self._teams_said(teams), tuple(people)) for teams, people in groups.items()
        )

    def _teams_said(self, teams: tuple[str, ...]) -> str:
        if len(teams) > _MOST_NAMED:
            return self._words.say("In {number} teams", number=len(teams))
        return self._names.listed(map(self._names.team, teams))

    @cached_property
    def chains(self) -> list[ChainView]:
        """Who takes which seat after whom."""
        return [] if self.report is None else self._chains.chains(self.report)

    @property
    def figures(self) -> list[RoundFigure]:
        """The four figures at the top; none without a proposal."""
        if self.report is None or self.report.after is None:
            return []
        return [self._covered(), self._gaining(), self._moving(), self._empty()]

    @property
    def unfilled(self) -> list[tuple[Place, str]]:
        """The seats that stay empty, each with why."""
        empty = [] if self.report is None else self.report.unfilled
        return [
            (self._chains.place(one.seat), one.text.in_language(self._words.language))
            for one in empty
        ]

    @property
    def without_seat(self) -> list[tuple[str, Place]]:
        """Who sits today and has no seat then, with the seat that they leave."""
        losing = [] if self.report is None else self.report.without_seat
        return [(self._names.person(one.person), self._chains.place(one.seat)) for one in losing]

    @property
    def steps(self) -> list[str]:
        """Who develops what."""
        steps = [] if self.report is None else self.report.development
        return [
            self._words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=self._names.person(step.person),
                behaviour=self._names.behaviour(step.behaviour),
                start=self._names.number(step.start / 10),
                end=self._names.number(step.end / 10),
            )
            for step in steps
        ]

    @property
    def conflict(self) -> list[str]:
        """What cannot hold together, where nothing is possible."""
        clash = [] if self.report is None else self.report.conflict
        return [item.text.in_language(self._words.language) for item in clash]

    @property
    def objectives(self) -> list[Measure]:
        """Every figure of all teams together, and how near to the best it is proven to be."""
        if self.report is None or self.report.after is None:
            return []
        return [
            Measure(
                label=objective_label(objective, self._words),
                now=self.report.before.objectives[objective],
                then=self.report.after.objectives[objective],
                bound=bound,
                gap=100 * self.report.gap[objective],
            )
            for objective, bound in self.report.bounds.items()
        ]

    def _percent(self, value: float) -> str:
        return self._words.say("{value}\N{NO-BREAK SPACE}%", value=self._names.number(value))

    def _covered(self) -> RoundFigure:
        then = self.teams.then or self.teams.now
        return RoundFigure(
            self._percent(then.coverage_percent),
            self._words.say("covered over all teams together"),
            self._words.say(
                "Today that is {before}.", before=self._percent(self.teams.now.coverage_percent)
            ),
        )

    def _gaining(self) -> RoundFigure:
        rows = self.teams.rows
        less = [row.title for row in rows if row.gain < 0]
        return RoundFigure(
            self._words.say(
                "{part} of {whole}", part=sum(row.gain > 0 for row in rows), whole=len(rows)
            ),
            self._words.say("teams cover more than today"),
            self._words.say_count(
                "{number} team covers less.", "{number} teams cover less.", len(less)
            )
            if less
            else self._words.say("No team covers less."),
            is_concern=bool(less),
        )

    def _moving(self) -> RoundFigure:
        moves = [] if self.report is None else self.report.moves
        kinds = Counter(
            "in" if move.origin is None else "out" if move.to is None else "on" for move in moves
        )
        return RoundFigure(
            str(len(moves)),
            self._words.say_count("person moves", "people move", len(moves)),
            self._words.say(
                "{on} to another seat, {coming} from outside, {leaving} without a seat then.",
                on=kinds["on"],
                coming=kinds["in"],
                leaving=kinds["out"],
            ),
        )

    def _empty(self) -> RoundFigure:
        empty = len(self.unfilled)
        return RoundFigure(
            str(empty),
            self._words.say_count("seat stays empty", "seats stay empty", empty),
            self._words.say("Today {number} are empty.", number=len(self._vacancies))
            if len(self._vacancies) != 1
            else self._words.say("Today one is empty."),
        )
