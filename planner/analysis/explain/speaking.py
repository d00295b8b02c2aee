"""The words of an explanation: how figures, people and conditions are spoken of."""

from collections.abc import Callable, Iterable, Sequence

from planner.analysis.asked import AskedSentences
from planner.analysis.sentences.figures import phrase, values
from planner.analysis.sentences.voice import Speech, Voice
from planner.domain.items import Item
from planner.domain.priority import Objective
from planner.domain.result import Change, DevelopmentAnswer, Objectives
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import Requirement
from planner.resources.catalogue import marked


class Speaking:
    """Speaks of one dossier in one language."""

    def __init__(self, dossier: Dossier, voice: Voice) -> None:
        """Keep the dossier and the voice of the language."""
        self.voice = voice
        self.words = voice.words
        self.names = voice.names
        self._asked = AskedSentences(dossier, self.words)
        self._priorities = [priority.objective for priority in dossier.objectives_in_order()]
        self.several_teams = len(dossier.teams) > 1

    def asks(self, requirement: Requirement) -> str:
        """Return what a requirement asks."""
        return self._asked.asks(requirement)

    def phrase(self, objective: Objective) -> str:
        """Return what an objective is called within a sentence."""
        return phrase(self.voice, objective)

    def values(self, objective: Objective, *found: int) -> list[str]:
        """Return values of an objective as people read them."""
        return values(self.voice, objective, found)

    def person(self, person: str | None) -> str:
        """Return a name, or that it is nobody."""
        return self.words.say("nobody") if person is None else self.names.person(person)

    def row(self, team: str, behaviour: str) -> str:
        """Return what a row is called: its behaviour, and its team where there are several."""
        label = f"‘{self.names.behaviour(behaviour)}’"
        return f"{self.names.team(team)}: {label}" if self.several_teams else label

    def better(self, before: Objectives, after: Objectives) -> str:
        """Return the priorities that are smaller after than before; "" for none (see `worse`)."""
        return self._moved(before, after, lambda old, new: new < old)

    def worse(self, before: Objectives, after: Objectives) -> str:
        """Return the priorities that are larger after than before, from what to what; or "".

        Coverage is not among them: people are told it as what is covered.
        """
        return self._moved(before, after, lambda old, new: new > old)

    def _moved(
        self, before: Objectives, after: Objectives, moved: Callable[[int, int], bool]
    ) -> str:
        told = []
        for objective in self._priorities:
            if objective != "coverage" and moved(before[objective], after[objective]):
                old, new = self.values(objective, before[objective], after[objective])
                told.append(
                    self.words.say(
                        "{figure} goes from {before} to {after}",
                        figure=self.phrase(objective),
                        before=old,
                        after=new,
                    )
                )
        return self.names.listed(told) if told else ""

    def instead(self, changes: Sequence[Change]) -> str:
        """Return who sits where instead of whom, each seat a sentence; and who has no seat."""
        seats = [
            self.words.say(
                marked("On the empty seat {seat} then sits {after}.")
                if change.before is None
                else marked("On the seat {seat} then sits {after} instead of {before}."),
                seat=self.names.seat(change.seat),
                after=self.person(change.to),
                before=self.person(change.before),
            )
            for change in changes
        ]
        return in_a_row(*seats, self.without_seat(changes))

    def without_seat(self, changes: Sequence[Change]) -> str:
        """Return who loses a seat and comes to no other; "" where nobody does.

        The changes hold every seat that these people leave or come to.
        """
        coming = {change.to for change in changes}
        leaving = [c.before for c in changes if c.before is not None and c.before not in coming]
        if not leaving:
            return ""
        return self.words.say_count(
            "{people} has no seat then.",
            "{people} have no seat then.",
            len(leaving),
            people=self.names.people(leaving),
        )

    def developing(self, steps: Iterable[DevelopmentAnswer]) -> str:
        """Return who develops what, each a sentence."""
        return " ".join(
            self.words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=self.names.person(step.person),
                behaviour=f"‘{self.names.behaviour(step.behaviour)}’",
                start=self.names.number(step.start / 10),
                end=self.names.number(step.end / 10),
            )
            for step in steps
        )

    def condition(self, item: Item, asked: str | None) -> str:
        """Return the beginning of a sentence: if this is asked instead, or left out (`None`)."""
        if asked is not None:
            less = asked.removesuffix(".")
            return self.words.say("If you ask “{asked}” instead", asked=less)
        match item.kind, item.key:
            case "locked", str() as seat:
                title = self.names.seat(seat)
                return self.words.say("If you unlock the seat {seat}", seat=title)
            case "filled", str() as seat:
                title = self.names.seat(seat)
                return self.words.say("If the seat {seat} may stay empty", seat=title)
            case "minimum", str() as seat:
                title = self.names.seat(seat)
                return self.words.say("If the seat {seat} asks no minimum", seat=title)
            case "critical", (_, str() as behaviour):
                label = self.names.behaviour(behaviour)
                return self.words.say("If ‘{behaviour}’ is not critical", behaviour=label)
        return self.words.say("If you leave this out")


class Both:
    """Says the same in both languages."""

    def __init__(self, dossier: Dossier) -> None:
        """Keep what is spoken of."""
        self._dossier = dossier
        self._speech = Speech(dossier.situation())

    def said(self, make: Callable[[Speaking], str]) -> Said:
        """Return what is made of each language's speaker."""
        return self._speech.said(lambda voice: make(Speaking(self._dossier, voice)))


def in_a_row(*sentences: str) -> str:
    """Return sentences behind each other; empty ones are left out."""
    return " ".join(sentence for sentence in sentences if sentence)
