"""A letter for each candidate: the outcome, explained from the team's question.

It compares nobody. Nobody else's name is in it, and no rank, level or figure of anybody: it says
what the team was looking for and what this person themself brings to that.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from planner.decisions.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Points,
    Words,
    paragraphs_of,
    plain_text,
)
from planner.decisions.decision import Decision
from planner.decisions.document.voice import DecisionVoice
from planner.decisions.parts import SeatInQuestion
from planner.domain.team import Demand, Team
from planner.dossier.erasing import Erasure


class NotACandidate(LookupError):
    """Somebody who is not one of those whom the decision is about."""


class NamesOthers(ValueError):
    """A text for one person that names somebody else."""

    def __init__(self, names: list[str]) -> None:
        """Keep the names."""
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True)
class Letter:
    """A letter in one language, as a document and as plain text."""

    person: str
    is_chosen: bool
    document: Document

    @property
    def text(self) -> str:
        """The letter as plain text."""
        return plain_text(self.document)


def candidates(decision: Decision) -> list[str]:
    """Return who might have taken a seat that the decision is about, in the dossier's order."""
    situation = decision.case.situation()
    people = {
        person
        for seat in decision.question.seats
        for person in situation.may_sit(situation.seats[seat.id])
    }
    return sorted(people, key=situation.order.__getitem__)


def letter(
    decision: Decision,
    person: str,
    language: str,
    *,
    signed: str,
    contact: str,
    explanation: str = "",
) -> Letter:
    """Return the letter for one candidate.

    Args:
        decision: the decision.
        person: the candidate's id.
        language: `nl` or `en`.
        signed: who signs it.
        contact: where the candidate can ask more, such as an address for e-mail.
        explanation: what the committee wants to say to this person in its own words.

    Raises:
        NotACandidate: the person might not have taken any seat that the decision is about.
        NamesOthers: the explanation names somebody else of the dossier.
    """
    if person not in candidates(decision):
        raise NotACandidate(person)
    if named := others_named(decision, person, explanation):
        raise NamesOthers(named)
    writer = _Writer(decision, person, language)
    return Letter(person, writer.is_chosen, writer.written(signed, contact, explanation))


def others_named(decision: Decision, person: str, text: str) -> list[str]:
    """Return the names of other people of the dossier that stand in a text."""
    called = {one.id: (one.name or one.id).strip() for one in decision.case.people}
    # Whoever is called Jan Jansen is not somebody else called Jan.
    own = called.pop(person)
    spaced = " ".join(text.split())
    rest = spaced.replace(own, "") if own else spaced
    return [name for one, name in called.items() if name and _holds(rest, one, name, own)]


def _holds(text: str, person: str, name: str, own: str) -> bool:
    """Tell whether a text names somebody: in full in whatever case, or by the surname alone."""
    whole = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return whole is not None or Erasure.of(person, (name,), (own,)).names_them(text)


class _Writer:
    """Writes one letter."""

    def __init__(self, decision: Decision, person: str, language: str) -> None:
        self._decision = decision
        self._person = person
        self._voice = DecisionVoice(decision, language)
        self._words = self._voice.words
        situation = decision.case.situation(decision.options.cautious)
        self._situation = situation
        self._seats = [
            seat
            for seat in decision.question.seats
            if person in situation.may_sit(situation.seats[seat.id])
        ]
        asked = {seat.team for seat in self._seats}
        self._teams = [team for team in decision.case.teams if team.id in asked]
        self._got = [seat for seat in self._seats if decision.choice.assignment[seat.id] == person]

    @property
    def is_chosen(self) -> bool:
        return bool(self._got)

    def written(self, signed: str, contact: str, explanation: str) -> Document:
        """Return the letter as a document."""
        words, voice = self._words, self._voice
        name = voice.person(self._person)
        blocks: list[Block] = [
            Paragraph(voice.day(self._decision.date)),
            Paragraph(words.say("Dear {person},", person=name)),
            Paragraph(self._outcome()),
            Heading(words.say("What this team was looking for")),
            Paragraph(self._question()),
            *self._looked_for(),
            Heading(words.say("What you bring to that")),
            *self._brings(),
        ]
        if explanation.strip():
            blocks += [Heading(words.say("From the committee")), Words(paragraphs_of(explanation))]
        blocks += [
            *self._after(contact),
            Paragraph(words.say("Yours sincerely,")),
            Paragraph(signed),
        ]
        return Document(
            title=words.say("About the outcome for {seats}", seats=self._seats_called(self._seats)),
            subtitle="",
            language=voice.language,
            date=self._decision.date,
            author=signed,
            blocks=tuple(blocks),
        )

    def _outcome(self) -> str:
        words = self._words
        if self._got:
            return words.say(
                "The choice has been made, and we are glad to tell you that it is you who takes "
                "the seat: {seats}.",
                seats=self._seats_called(self._got),
            )
        return words.say(
            "The choice for {seats} has been made, and it is not you. We know that this may be a "
            "disappointment. Below stands what the team was looking for, and what you bring to "
            "that.",
            seats=self._seats_called(self._seats),
        )

    def _question(self) -> str:
        return self._words.say(
            "We did not ask who is the best leader. We asked what {teams} needs for its task, and "
            "with whom it can carry that together. Nobody has to master everything; what counts is "
            "what somebody adds to those who sit there already.",
            teams=self._safe(
                self._voice.names.listed(self._voice.names.team(team.id) for team in self._teams),
                self._words.say("the team"),
            ),
        )

    def _looked_for(self) -> list[Block]:
        lacking = self._labels(self._lacking())
        if not lacking:
            return [
                Paragraph(
                    self._words.say(
                        "The team had what its task asks; we looked at how it can keep that."
                    )
                )
            ]
        return [Paragraph(self._words.say("The team was short of:")), Points(tuple(lacking))]

    def _brings(self) -> list[Block]:
        words = self._words
        carries = [row for row in self._rows() if self._carries(row)]
        lacking = {row.behaviour for row in self._lacking()}
        needed = self._labels(row for row in carries if row.behaviour in lacking)
        other = self._labels(row for row in carries if row.behaviour not in lacking)
        blocks: list[Block] = []
        if needed:
            blocks += [
                Paragraph(words.say("Of what the team was short of, you carry, as we see it:")),
                Points(tuple(needed)),
            ]
        if other:
            blocks += [
                Paragraph(words.say("You also carry this, of which the team has enough already:")),
                Points(tuple(other)),
            ]
        if not carries:
            blocks.append(
                Paragraph(
                    words.say(
                        "What this task asks, we did not see from you at the level that it asks; "
                        "or nobody could say. That is about this task at this moment, and about "
                        "what people had seen."
                    )
                )
            )
        return blocks

    def _after(self, contact: str) -> list[Block]:
        words = self._words
        return [
            Heading(words.say("What this does not say")),
            Paragraph(
                words.say(
                    "For another team, or another task, the answer may be a different one. A "
                    "choice for a team is no verdict on a person. A program worked out which "
                    "compositions cover the task; people made the choice and stand for it."
                )
            ),
            Heading(words.say("What you can do")),
            Paragraph(
                words.say(
                    "You may see what is recorded about you, have mistakes put right, and ask "
                    "those who decided to explain the part that the program played (articles 15 "
                    "and 16 of the GDPR, article 86 of the AI Act). Ask: {contact}.",
                    contact=contact,
                )
            ),
        ]

    def _rows(self) -> list[Demand]:
        return [row for team in self._teams for row in team.demand]

    def _lacking(self) -> list[Demand]:
        """Return the rows that the sitting team is short of, the most important first."""
        short = [row for team in self._teams for row in team.demand if self._is_short(team, row)]
        return sorted(short, key=lambda row: -row.importance)

    def _is_short(self, team: Team, row: Demand) -> bool:
        return bool(self._decision.today.teams[team.id].coverage[row.behaviour].shortfall)

    def _carries(self, row: Demand) -> bool:
        level = self._situation.level(self._person, row.behaviour)
        return level is not None and level >= row.level

    def _labels(self, rows: Iterable[Demand]) -> list[str]:
        labels = [self._voice.names.behaviour(row.behaviour) for row in rows]
        return list(dict.fromkeys(labels))

    def _seats_called(self, seats: Iterable[SeatInQuestion]) -> str:
        called = self._voice.names.listed(self._voice.names.seat(seat.id) for seat in seats)
        return self._safe(called, self._words.say("the seat on the team"))

    def _safe(self, label: str, otherwise: str) -> str:
        """Return a label, or other words where it names somebody else."""
        return otherwise if others_named(self._decision, self._person, label) else label
