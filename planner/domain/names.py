"""The names of people, seats, teams and behaviours in a reader's language, and small grammar."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.domain.attribute import Scalar
from planner.domain.situation import Situation
from planner.domain.text import Text, say
from planner.resources.written_numbers import written


@dataclass(frozen=True)
class Names:
    """How things are called in one language (`nl` or `en`)."""

    situation: Situation
    language: str

    def pick(self, *, nl: str, en: str) -> str:
        """Return the one of two sentences that is in the language."""
        return nl if self.language == "nl" else en

    def called(self, text: Text | None, identifier: str) -> str:
        """Return a name on one line, or the id where there is none.

        Control characters belong in no name; a terminal would obey them.
        """
        words = say(text, self.language, identifier)
        return words if words.isprintable() else "".join(map(_printable, words))

    def person(self, person: str) -> str:
        """Return a person's name."""
        return self.called(self.situation.people[person].name, person)

    def seat(self, seat: str) -> str:
        """Return a seat's title."""
        return self.called(self.situation.seats[seat].title, seat)

    def team(self, team: str) -> str:
        """Return a team's title."""
        return self.called(self.situation.teams_by_id[team].title, team)

    def behaviour(self, behaviour: str) -> str:
        """Return a behaviour's label."""
        return self.called(self.situation.repertoire.by_id[behaviour].label, behaviour)

    def direction(self, direction: str) -> str:
        """Return a direction's label."""
        known = self.situation.repertoire.directions_by_id[direction]
        return self.called(known.label, direction)

    def people(self, people: Iterable[str]) -> str:
        """Return several people's names in a row: "A, B en C"."""
        return self.listed(self.person(person) for person in people)

    def behaviours(self, behaviours: Iterable[str]) -> str:
        """Return several behaviours' labels in a row."""
        return self.listed(self.behaviour(behaviour) for behaviour in behaviours)

    def listed(self, words: Iterable[str], *, last: tuple[str, str] = ("en", "and")) -> str:
        """Return words in a row with "en" (or another word) before the last."""
        *first, final = list(words) or [self.pick(nl="niemand", en="nobody")]
        if not first:
            return final
        return f"{', '.join(first)} {self.pick(nl=last[0], en=last[1])} {final}"

    def number(self, value: int | float | Decimal | Fraction) -> str:
        """Return a number as people write it; a fraction with one decimal."""
        exact = round(float(value), 1) if isinstance(value, Fraction) else value
        return written(exact, self.language)

    def value(self, value: Scalar) -> str:
        """Return the value of an attribute as people write it."""
        if isinstance(value, bool):
            return self.pick(nl="ja" if value else "nee", en="yes" if value else "no")
        return value if isinstance(value, str) else written(value, self.language, grouped=False)

    def percent(self, value: float | Decimal, decimals: int = 1) -> str:
        """Return a percentage with its sign, and so many decimals at most: `88 %`, `82,9 %`."""
        return written(value, self.language, decimals=decimals) + " %"

    def percent_below(self, share: Fraction, asked: Decimal) -> str:
        """Return a share that is below a percentage, with as many decimals as show that."""
        percent, decimals = share * 100, 1
        while percent and Fraction(int(percent * 10**decimals), 10**decimals) >= asked:
            decimals += 1
        told = Decimal(int(percent * 10**decimals)).scaleb(-decimals)
        if Fraction(told) != percent and decimals == 1:
            rounded = Decimal(int(percent * 10 + Fraction(1, 2))).scaleb(-1)
            told = rounded if rounded < asked else told
        return self.number(told) + " %"

    def count(self, number: int, *, nl: tuple[str, str], en: tuple[str, str]) -> str:
        """Return a number with its noun, singular or plural: `1 seat`, `2 seats`."""
        one, more = nl if self.language == "nl" else en
        return f"{number} {one if number == 1 else more}"


def _printable(character: str) -> str:
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"
