"""One language to tell a decision in: its texts, and what things of its dossier are called."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from babel.dates import format_date

from planner.decisions.decision import Decision
from planner.decisions.own_words import in_the_language
from planner.decisions.parts import Composition
from planner.domain.names import Names
from planner.resources.catalogue import Translator


class DecisionVoice:
    """Tells one decision in one language."""

    def __init__(self, decision: Decision, language: str) -> None:
        """Keep the decision and the language, `nl` or `en`."""
        self.decision = decision
        self.language = language
        self.words = Translator(language)
        self.names = Names(decision.case.situation(), language)

    @cached_property
    def title(self) -> str:
        """What the dossier is called."""
        return self.names.called(self.decision.question.title, self.decision.id)

    @property
    def teams(self) -> str:
        """The teams that the decision is about, in a row."""
        return self.names.listed(self.names.team(team.id) for team in self.decision.question.teams)

    @property
    def seats(self) -> str:
        """The seats that the decision is about, in a row."""
        return self.names.listed(self.names.seat(seat.id) for seat in self.decision.question.seats)

    def day(self, date: datetime.date) -> str:
        """Return a day as people write it: `2 maart 2026`."""
        return day_in_words(date, self.language)

    def moment(self, moment: datetime.datetime) -> str:
        """Return a moment as people write it, in its own time zone."""
        return f"{self.day(moment.date())}, {moment:%H:%M}"

    def percent(self, value: Decimal) -> str:
        """Return a percentage as people write it."""
        return self.names.percent(float(value)).replace(" ", "\N{NO-BREAK SPACE}")

    def share(self, value: Decimal) -> str:
        """Return a share as a percentage without decimals."""
        return self.words.say("{value}\N{NO-BREAK SPACE}%", value=round(value * 100))

    def person(self, person: str | None) -> str:
        """Return somebody's name, or that there is nobody."""
        return self.words.say("nobody") if person is None else self.names.person(person)

    def own(self, text: str) -> str:
        """Return what somebody or their role is called; the program's words in this language."""
        return in_the_language(text, self.words)

    def erased(self, pseudonym: str) -> str:
        """Return what somebody who was erased is called in a document."""
        pseudonyms = [each.pseudonym for each in self.decision.erased]
        return self.words.say("erased person {number}", number=pseudonyms.index(pseudonym) + 1)

    def calling(self, text: str) -> str:
        """Return a text in which whoever was erased is called as a reader can read it."""
        for each in self.decision.erased:
            text = text.replace(each.pseudonym, self.erased(each.pseudonym))
        return text

    def behaviours(self, behaviours: Iterable[str]) -> str:
        """Return behaviours in a row, each in quotation marks; a dash for none."""
        labels = [f"‘{self.names.behaviour(behaviour)}’" for behaviour in behaviours]
        return self.names.listed(labels) if labels else "–"

    def moves(self, composition: Composition) -> list[str]:
        """Return who sits elsewhere than today in a composition, seat by seat."""
        return self.moves_between(self.decision.today.assignment, composition.assignment)

    def moves_between(
        self, before: Mapping[str, str | None], after: Mapping[str, str | None]
    ) -> list[str]:
        """Return whose seat differs between two compositions: `Seat: A → B`."""
        return [
            f"{self.names.seat(seat)}: {self.person(before[seat])} → {self.person(after[seat])}"
            for seat in self.names.situation.seats
            if before[seat] != after[seat]
        ]

    def short(self, composition: Composition) -> list[str]:
        """Return the rows that are short in a composition, each with what it lacks."""
        several = len(self.decision.case.teams) > 1
        told = []
        for team, figures in composition.teams.items():
            for behaviour, row in figures.coverage.items():
                if not row.shortfall:
                    continue
                text = self.words.say(
                    "‘{behaviour}’ ({have} of {required})",
                    behaviour=self.names.behaviour(behaviour),
                    have=len(row.carriers),
                    required=row.required,
                )
                told.append(f"{self.names.team(team)}: {text}" if several else text)
        return told


def day_in_words(date: datetime.date, language: str) -> str:
    """Return a day as people write it: `2 maart 2026`, `2 March 2026`."""
    return format_date(date, "d MMMM y", locale="nl" if language == "nl" else "en_GB")
