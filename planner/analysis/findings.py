"""Sentences that the program writes from a team's figures; each is true of those figures."""

from dataclasses import dataclass
from functools import cached_property

from planner.domain.names import Names
from planner.domain.team import Demand, Seat
from planner.figures.coverage import coverage_percent, shortfall
from planner.figures.departure import departure_losses
from planner.figures.team_figures import TeamFigures
from planner.resources.catalogue import Translator, marked

# Small numbers are words in a sentence, as people write them.
_NUMBER_WORDS = (
    marked("no"), marked("one"), marked("two"), marked("three"), marked("four"), marked("five"),
    marked("six"), marked("seven"), marked("eight"), marked("nine"), marked("ten"),
    marked("eleven"), marked("twelve"),
)  # fmt: skip
_MOST_NAMED = 4


@dataclass(frozen=True)
class Finding:
    """One figure with what it is, what it means here, and how it came about."""

    value: str
    label: str
    meaning: str
    reason: str
    is_concern: bool = False


class Findings:
    """What there is to say about one team."""

    def __init__(self, figures: TeamFigures, names: Names, words: Translator) -> None:
        """Keep the figures, and the language in which to speak of them."""
        self.figures = figures
        self.team = figures.team
        self.names = names
        self.words = words

    @cached_property
    def short_rows(self) -> list[Demand]:
        """The rows that lack carriers, the heaviest first."""
        lacking = [row for row in self.team.rows if shortfall(row, self.figures.carriers)]
        weight = self._lost_weight
        return sorted(lacking, key=lambda row: -weight(row))

    @cached_property
    def empty_seats(self) -> list[Seat]:
        """The seats without anybody."""
        occupant = self.team.composition.assignment
        return [seat for seat in self.team.team.seats if occupant[seat.id] is None]

    @cached_property
    def losses(self) -> dict[str, int]:
        """What the coverage loses when each member leaves."""
        return departure_losses(self.team, self.figures.carriers)

    def _lost_weight(self, row: Demand) -> int:
        return row.importance * shortfall(row, self.figures.carriers)

    def headline(self) -> str:
        """Return the finding of the page: how much of the task the team carries."""
        if not self.team.rows:
            return self.words.say("The task of this team does not ask anything yet")
        if self.figures.coverage == 0:
            return self.words.say("This team carries all that its task asks")
        percent = self.percent(self.figures.coverage_percent)
        return self.words.say(
            "This team carries {percent} of what its task asks", percent=percent
        )

    def lead(self) -> str:
        """Return what stands below the headline: the gaps, and where something can be done."""
        sentences = [self._gaps(), *self._empty(), *self._within_reach()]
        return " ".join(sentence for sentence in sentences if sentence)

    def _gaps(self) -> str:
        if not self.team.rows:
            return ""
        number = len(self.short_rows)
        if number == 0:
            return self.words.say("Every behaviour has enough carriers.")
        without = sum(not self.figures.carriers[row.behaviour] for row in self.short_rows)
        if without == number:
            sentence = self.words.say_count(
                "{count} behaviour has no carrier at all.",
                "{count} behaviours have no carrier at all.",
                number,
                count=self.number_word(number),
            )
        elif without:
            sentence = self.words.say(
                "{count} behaviours have too few carriers, {without} of them none at all.",
                count=self.number_word(number),
                without=self.number_word(without),
            )
        else:
            sentence = self.words.say_count(
                "{count} behaviour has too few carriers.",
                "{count} behaviours have too few carriers.",
                number,
                count=self.number_word(number),
            )
        return capitalised(sentence)

    def _empty(self) -> list[str]:
        if not self.empty_seats:
            return []
        seats = self.names.listed(self.names.seat(seat.id) for seat in self.empty_seats)
        return [
            self.words.say_count(
                "The seat {seats} is empty.",
                "The seats {seats} are empty.",
                len(self.empty_seats),
                seats=seats,
            )
        ]

    def _within_reach(self) -> list[str]:
        """Say for how many of the gaps somebody who may take an empty seat is a carrier."""
        situation = self.team.situation
        newcomers = {
            person for seat in self.empty_seats for person in situation.may_sit(seat)
        } - self.team.composition.people
        if not newcomers or not self.short_rows:
            return []
        closed = sum(
            any(
                (level := self.team.level(person, row.behaviour)) is not None
                and level >= row.level
                and person not in self.figures.carriers[row.behaviour]
                for person in newcomers
            )
            for row in self.short_rows
        )
        number = len(self.short_rows)
        if closed == 0:
            return [self.words.say("Nobody who may sit there carries what is short.")]
        if closed == number:
            return [
                self.words.say_count(
                    "Among the people who may sit there, somebody carries it.",
                    "Among the people who may sit there, each of these has a carrier.",
                    number,
                )
            ]
        return [
            self.words.say(
                "Among the people who may sit there, {closed} of these {count} have a carrier.",
                closed=self.number_word(closed),
                count=self.number_word(number),
            )
        ]

    def shortage(self) -> Finding:
        """Return how many behaviours are short, which, and how the percentage follows from it."""
        number = len(self.short_rows)
        labels = [self.names.behaviour(row.behaviour) for row in self.short_rows]
        return Finding(
            value=str(number),
            label=self.words.say_count("behaviour short", "behaviours short", number),
            meaning=self._some(labels)
            or self.words.say("Each behaviour has the carriers that are asked."),
            reason=self.words.say(
                "A behaviour is short when it has fewer carriers than the task asks. Every missing "
                "carrier weighs as much as the behaviour is important: together {lost} of the "
                "{asked} points. So {percent} is covered.",
                lost=self.figures.coverage,
                asked=self.figures.demanded,
                percent=self.percent(self.figures.coverage_percent),
            ),
            is_concern=number > 0,
        )

    def departure(self) -> Finding | None:
        """Return what stays covered when the member leaves who matters most."""
        if not self.losses:
            return None
        person = max(self.losses, key=self.losses.__getitem__)
        loss = self.losses[person]
        who = self.names.person(person)
        after = coverage_percent(self.figures.coverage + loss, self.figures.demanded)
        rows = self.felt(person)
        before = self.percent(self.figures.coverage_percent)
        meaning = (
            self.words.say("Whoever leaves, everything that is carried now stays carried.")
            if loss == 0
            else self.words.say_count(
                "The departure that costs most, from {before}: {count} behaviour then lacks a "
                "carrier more.",
                "The departure that costs most, from {before}: {count} behaviours then lack a "
                "carrier more.",
                len(rows),
                before=before,
                count=self.number_word(len(rows)),
            )
        )
        reason = (
            self.words.say("Every behaviour that somebody carries has a carrier to spare.")
            if loss == 0
            else self.words.say(
                "Nobody is to spare where {person} carries {rows}. Together these weigh {loss} of "
                "the {asked} points.",
                person=who,
                rows=self.names.behaviours(row.behaviour for row in rows),
                loss=loss,
                asked=self.figures.demanded,
            )
        )
        label = (
            self.words.say("stays covered, whoever leaves")
            if loss == 0
            else self.words.say("stays covered if {person} leaves", person=who)
        )
        return Finding(self.percent(after), label, meaning, reason)

    def busiest(self) -> Finding | None:
        """Return how many leading roles the busiest person has, and how they are spread."""
        counts = self.lead_counts
        if not counts:
            return None
        most = max(counts.values())
        busiest = [person for person, number in counts.items() if number == most]
        return Finding(
            value=str(most),
            label=self.words.say_count(
                "leading role for the busiest", "leading roles for the busiest", most
            ),
            meaning=self.words.say(
                "That is {people}. In all {leading} of the {counting} people lead something.",
                people=self._some([self.names.person(person) for person in busiest]),
                leading=len(counts),
                counting=len(self.counting),
            ),
            reason=self.words.say(
                "Each behaviour is led by as many of its carriers as the task asks. The roles are "
                "divided so that nobody leads more than is needed; that gives at most {most}.",
                most=most,
            ),
        )

    @cached_property
    def lead_counts(self) -> dict[str, int]:
        """How many rows each leader leads."""
        counts: dict[str, int] = {}
        for people in self.figures.roles.values():
            for person in people:
                counts[person] = counts.get(person, 0) + 1
        return counts

    @cached_property
    def counting(self) -> tuple[str, ...]:
        """Everybody who counts for at least one row."""
        return tuple(dict.fromkeys(p for row in self.team.rows for p in self.team.counting(row)))

    def felt(self, person: str) -> list[Demand]:
        """Return the rows that fall short, or further short, when somebody leaves."""
        carriers = self.figures.carriers
        return [
            row
            for row in self.team.rows
            if person in carriers[row.behaviour] and len(carriers[row.behaviour]) <= row.carriers
        ]

    def row_reason(self, row: Demand) -> str:
        """Return how a row's carriers came about."""
        people = self.figures.carriers[row.behaviour]
        level = self.names.number(row.level / 10)
        asked = self.words.say_count(
            "The task asks {number} carrier.", "The task asks {number} carriers.", row.carriers
        )
        if people:
            carried = self.words.say_count(
                "{people} carries this, at level {level} or above.",
                "{people} carry this, at level {level} or above.",
                len(people),
                people=self.names.people(people),
                level=level,
            )
            return f"{carried} {asked}"
        return f"{self.nearest(row)} {asked}"

    def nearest(self, row: Demand) -> str:
        """Return how near those come who count for a row and do not carry it."""
        short_of = [
            person
            for person in self.team.counting(row)
            if person not in self.figures.carriers[row.behaviour]
            and self.team.level(person, row.behaviour) is not None
        ]
        if not short_of:
            return self.words.say("No level of anybody else is known here.")
        best = max(self.team.level(person, row.behaviour) or 0 for person in short_of)
        nearest = [p for p in short_of if self.team.level(p, row.behaviour) == best]
        return self.words.say_count(
            "{people} comes nearest, at {best}; the task asks {level}.",
            "{people} come nearest, at {best}; the task asks {level}.",
            len(nearest),
            people=self._some([self.names.person(person) for person in nearest]),
            best=self.names.number(best / 10),
            level=self.names.number(row.level / 10),
        )

    def percent(self, value: float) -> str:
        """Return a percentage as people write it."""
        return self.words.say("{value}%", value=self.names.number(value))

    def number_word(self, number: int) -> str:
        """Return a small number as a word, a larger one in digits."""
        return self.words.say(_NUMBER_WORDS[number]) if number < len(_NUMBER_WORDS) else str(number)

    def _some(self, labels: list[str]) -> str:
        """Return a few labels in a row, and how many more there are; nothing for none."""
        if not labels:
            return ""
        if len(labels) <= _MOST_NAMED:
            return self.names.listed(labels)
        more = self.words.say("{number} more", number=len(labels) - _MOST_NAMED + 1)
        return self.names.listed([*labels[: _MOST_NAMED - 1], more])


def capitalised(sentence: str) -> str:
    """Return a sentence with a capital at its beginning, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
