"""What there is to say about a team: facts of its figures, and sentences about rows."""

from functools import cached_property

from planner.domain.names import Names
from planner.domain.team import Demand, Seat
from planner.figures.coverage import shortfall
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
        asked = self.words.say_count(
            "The task asks {number} carrier.", "The task asks {number} carriers.", row.carriers
        )
        return f"{self.carried_by(row) or self.nearest(row)} {asked}"

    def carried_by(self, row: Demand) -> str:
        """Return who carries a row, in a sentence; nothing where nobody does."""
        people = self.figures.carriers[row.behaviour]
        if not people:
            return ""
        return self.words.say_count(
            "{people} carries this, at level {level} or above.",
            "{people} carry this, at level {level} or above.",
            len(people),
            people=self.names.people(people),
            level=self.names.number(row.level / 10),
        )

    def nearest(self, row: Demand) -> str:
        """Return how near those come who count for a row and do not carry it."""
        short_of = [
            person
            for person in self.team.counting(row)
            if person not in self.figures.carriers[row.behaviour]
            and self.team.level(person, row.behaviour) is not None
        ]
        if not short_of and not self.figures.carriers[row.behaviour]:
            return self.words.say("Nobody's level is known here.")
        if not short_of:
            return self.words.say("No level of anybody else is known here.")
        best = max(self.team.level(person, row.behaviour) or 0 for person in short_of)
        nearest = [p for p in short_of if self.team.level(p, row.behaviour) == best]
        return self.words.say_count(
            "{people} comes nearest, at {best}; the task asks {level}.",
            "{people} come nearest, at {best}; the task asks {level}.",
            len(nearest),
            people=self.some([self.names.person(person) for person in nearest]),
            best=self.names.number(best / 10),
            level=self.names.number(row.level / 10),
        )

    def percent(self, value: float) -> str:
        """Return a percentage as people write it."""
        return self.words.say("{value}\N{NO-BREAK SPACE}%", value=self.names.number(value))

    def number_word(self, number: int) -> str:
        """Return a small number as a word, a larger one in digits."""
        return number_word(number, self.words)

    def may_take(self, seat: Seat) -> list[str]:
        """Return who may take a seat: it is open to them, and they have its minimum."""
        return [
            person
            for person in self.team.situation.may_sit(seat)
            if all(
                (own := self.team.level(person, behaviour)) is not None and own >= level
                for behaviour, level in seat.minimum.items()
            )
        ]

    def some(self, labels: list[str]) -> str:
        """Return a few labels in a row, and how many more there are; nothing for none."""
        return some(labels, self.names, self.words)


def some(
    labels: list[str], names: Names, words: Translator, *, last: tuple[str, str] = ("en", "and")
) -> str:
    """Return a few labels in a row, and how many more there are; nothing for none.

    `last` is the word before the last one, in Dutch and in English.
    """
    if not labels:
        return ""
    if len(labels) <= _MOST_NAMED:
        return names.listed(labels, last=last)
    more = words.say("{number} more", number=len(labels) - _MOST_NAMED + 1)
    return names.listed([*labels[: _MOST_NAMED - 1], more], last=last)


def number_word(number: int, words: Translator) -> str:
    """Return a small number as a word, a larger one in digits."""
    return words.say(_NUMBER_WORDS[number]) if number < len(_NUMBER_WORDS) else str(number)


def capitalised(sentence: str) -> str:
    """Return a sentence with a capital at its beginning, the rest as it is."""
    if sentence.startswith("één"):
        # A capital has no accent here: Dutch spelling has "Eén".
        return "E" + sentence[1:]
    return sentence[:1].upper() + sentence[1:]
