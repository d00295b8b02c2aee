"""What is written of a decision: who sits where, what that comes to, beside the alternatives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.analysis.answers import changes_between, violations_of
from planner.analysis.answers import proposal as figures_of
from planner.analysis.evaluate import not_eligible
from planner.decisions.deciding import seats_in_question
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.domain.result import Proposal, Result
from planner.domain.situation import Situation
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import requirements
from planner.figures.team_figures import Figures
from planner.resources.catalogue import Translator
from planner.web.decision_form import name_of_seat
from planner.web.named_people import MOST_OPTIONS, told_apart
from planner.web.views.proposal import ProposalReader, composition_of

TODAY = "today"
# Of so many seats at most each has a field; the others stay as they are, or follow a proposal.
MOST_SEATS = 60


@dataclass(frozen=True)
class SeatField:
    """A seat, who may sit there, and who is to."""

    name: str
    seat: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    # More people may sit there than a list holds, so they are named.
    is_named: bool = False


@dataclass(frozen=True)
class Alternative:
    """A composition that can be chosen: what it is called, who sits where, what it comes to."""

    take: str
    label: str
    covers: str
    certainty: str
    # In the order of the seats of the table, each with whether it is another than today.
    occupants: tuple[tuple[str, bool], ...]
    short: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Alternatives:
    """Today and the proposals beside each other."""

    seats: tuple[str, ...]
    each: tuple[Alternative, ...]
    proposals: int
    exhausted: bool
    is_possible: bool


@dataclass(frozen=True)
class ChoiceView:
    """What is chosen so far: as a sentence, what it lacks and breaks, how it departs."""

    headline: str
    short: tuple[str, ...]
    broken: tuple[str, ...]
    # Which proposal it is; nothing where it is none.
    proposal: int | None
    departs: bool
    departures: tuple[str, ...]


class DecisionReader:
    """Reads what is written about one dossier, in one language."""

    def __init__(self, case: Dossier, cautious: bool, words: Translator) -> None:
        """Work out how things are today."""
        self.case = case
        self.situation: Situation = case.situation(cautious)
        self.words = words
        self.names = Names(self.situation, words.language)
        self._reader = ProposalReader(self.situation, words)

    def seats(
        self, chosen: Mapping[str, str | None], asked: Iterable[str]
    ) -> tuple[SeatField, ...]:
        """Return a field for each of some seats."""
        return tuple(self._field(seat, chosen) for seat in asked)

    def asked(self, chosen: Mapping[str, str | None], result: Result | None) -> list[str]:
        """Return the seats that the decision is about, or a proposal would fill otherwise."""
        proposed = () if result is None else result.proposals
        about = set(seats_in_question(self.case, chosen)).union(
            *(_moved(self.situation, each.assignment) for each in proposed)
        )
        open_seats = [seat for seat in self._open() if seat in about]
        return open_seats[:MOST_SEATS]

    def others(self, asked: Sequence[str]) -> list[str]:
        """Return the other seats that somebody may take, as far as there is room for them."""
        rest = [seat for seat in self._open() if seat not in asked]
        return rest if len(asked) + len(rest) <= MOST_SEATS else []

    def alternatives(self, result: Result, chosen: Mapping[str, str | None]) -> Alternatives:
        """Return today and the proposals beside each other."""
        today = figures_of(self._reader.today, 1, False, {})
        compared = [self.situation.incumbents, *(each.assignment for each in result.proposals)]
        seats = [
            seat for seat in self.situation.seats if len({one[seat] for one in compared}) > 1
        ] or list(self.situation.seats)[:MOST_SEATS]
        each = [self._alternative(TODAY, self.words.say("Today"), "", today, seats, chosen)]
        for proposal in result.proposals:
            label = self.words.say("Proposal {rank}", rank=proposal.rank)
            certainty = (
                self.words.say("proven") if proposal.proven else self.words.say("not proven")
            )
            take = f"proposal-{proposal.rank}"
            each.append(self._alternative(take, label, certainty, proposal, seats, chosen))
        return Alternatives(
            seats=tuple(self._seat(seat) for seat in seats),
            each=tuple(each),
            proposals=len(result.proposals),
            exhausted=result.exhausted,
            is_possible=result.status != "infeasible",
        )

    def choice(self, chosen: Mapping[str, str | None], result: Result | None) -> ChoiceView:
        """Return what is chosen so far."""
        proposals = [] if result is None else result.proposals
        taken = next((each for each in proposals if each.assignment == chosen), None)
        composition = Composition(dict(chosen)) if taken is None else composition_of(taken)
        figures = Figures(self.situation, composition)
        first = proposals[0].assignment if proposals else None
        departures = [] if first is None else changes_between(first, composition.assignment)
        return ChoiceView(
            headline=self._headline(figures, taken, chosen),
            short=self._short(figures_of(figures, 1, False, {})),
            broken=tuple(self._broken(figures)),
            proposal=None if taken is None else taken.rank,
            departs=bool(departures),
            departures=tuple(
                f"{self._seat(each.seat)}: {self._person(each.before)} → {self._person(each.to)}"
                for each in departures
            ),
        )

    def _headline(
        self, figures: Figures, taken: Proposal | None, chosen: Mapping[str, str | None]
    ) -> str:
        before, after = (
            self.words.say("{value}\N{NO-BREAK SPACE}%", value=self.names.number(percent))
            for percent in (self._reader.today.coverage_percent, figures.coverage_percent)
        )
        empty = [self._seat(seat) for seat, person in chosen.items() if person is None]
        if chosen == self.situation.incumbents and empty:
            return self.words.say_count(
                "{seats} stays empty: {after} covered",
                "{seats} stay empty: {after} covered",
                len(empty),
                seats=self.names.listed(empty),
                after=after,
            )
        if chosen == self.situation.incumbents:
            template = self.words.say("Everybody stays where they sit: {after} covered")
        elif taken is not None:
            template = self.words.say(
                "The choice is proposal {rank}: from {before} to {after} covered"
            )
        else:
            template = self.words.say("A choice of your own: from {before} to {after} covered")
        rank = 0 if taken is None else taken.rank
        return template.format(rank=rank, before=before, after=after)

    def _alternative(
        self,
        take: str,
        label: str,
        certainty: str,
        proposal: Proposal,
        seats: Sequence[str],
        chosen: Mapping[str, str | None],
    ) -> Alternative:
        today = self.situation.incumbents
        percent = self.names.number(proposal.coverage_percent)
        return Alternative(
            take=take,
            label=label,
            covers=self.words.say("{value}\N{NO-BREAK SPACE}%", value=percent),
            certainty=certainty,
            occupants=tuple(
                (self._person(proposal.assignment[seat]), proposal.assignment[seat] != today[seat])
                for seat in seats
            ),
            short=self._short(proposal),
            is_chosen=proposal.assignment == chosen,
        )

    def _short(self, proposal: Proposal) -> tuple[str, ...]:
        several = len(self.situation.teams) > 1
        return tuple(
            self.words.say(
                "{label}: {have} of {asked}",
                label=self.names.behaviour(behaviour)
                + (f" ({self.names.team(team)})" if several else ""),
                have=row.required - row.shortfall,
                asked=row.required,
            )
            for team, figures in proposal.teams.items()
            for behaviour, row in figures.coverage.items()
            if row.shortfall
        )

    def _broken(self, figures: Figures) -> Iterable[str]:
        asked = tuple(requirements(self.case))
        for violation in violations_of(asked, figures, self.names):
            yield violation.text
        for violation in not_eligible(figures.composition, self.names):
            yield violation.text

    def _field(self, seat: str, chosen: Mapping[str, str | None]) -> SeatField:
        people = self.situation.may_sit(self.situation.seats[seat])
        is_named = len(people) > MOST_OPTIONS
        called = told_apart(people, self.names) if is_named else None
        listed = [one for one in (chosen.get(seat),) if one in people] if is_named else people
        return SeatField(
            name=name_of_seat(self.situation, seat),
            seat=seat,
            label=self._seat(seat),
            options=(
                ("", self.words.say("nobody")),
                *((one, called[one] if called else self.names.person(one)) for one in listed),
            ),
            chosen=chosen.get(seat) or "",
            is_named=is_named,
        )

    def _open(self) -> list[str]:
        return [seat.id for seat in self.situation.seats.values() if not seat.locked]

    def _seat(self, seat: str) -> str:
        title = self.names.seat(seat)
        if len(self.situation.teams) == 1:
            return title
        return f"{title} ({self.names.team(self.situation.team_of_seat[seat].id)})"

    def _person(self, person: str | None) -> str:
        return self.words.say("nobody") if person is None else self.names.person(person)


def _moved(situation: Situation, assignment: Mapping[str, str | None]) -> set[str]:
    return {seat for seat, person in assignment.items() if person != situation.incumbents[seat]}


def fitting(drafted: Mapping[str, str | None], situation: Situation) -> dict[str, str | None]:
    """Return who sits where as it is written, as far as the dossier as it stands has them.

    A seat that came since, or is locked, has its own occupant; one whose person is gone is empty.
    """
    found = {}
    for seat in situation.seats.values():
        person = seat.incumbent if seat.locked else drafted.get(seat.id, seat.incumbent)
        found[seat.id] = person if person in situation.people else None
    return found
