"""What candidates are called in a meeting: by a letter until the names are shown.

While names are hidden the comparison is made of a dossier in which the candidates are called by
their letters. So no sentence can name them, whichever part of the program writes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from planner.dossier.dossier import Dossier
from planner.dossier.erasing import Erasure
from planner.resources.catalogue import Translator
from planner.store.notes import Meeting

# Each candidate has a letter; more than there are nobody can tell apart at a table.
MOST_PEOPLE = len(ascii_uppercase)


@dataclass(frozen=True)
class Called:
    """The candidates of a meeting, and what they are called there.

    Who may not take the seat any more keeps the letter, and is not talked about.
    """

    meeting: Meeting
    dossier: Dossier
    seat: str
    words: Translator

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letter of each candidate who is talked about, by their id, in order."""
        situation = self.dossier.situation()
        allowed = set(situation.may_sit(situation.seats[self.seat]))
        return {person: each for person, each in self._all_letters.items() if person in allowed}

    @cached_property
    def _all_letters(self) -> Mapping[str, str]:
        known = {person.id for person in self.dossier.people}
        return {
            person: each
            for person, each in zip(self.meeting.people, ascii_uppercase, strict=False)
            if person in known
        }

    def as_letter(self, person: str) -> str:
        """Return what a candidate is called while names are hidden."""
        return self.words.say("Candidate {letter}", letter=self._all_letters[person])

    def full_name(self, person: str) -> str:
        """Return what a candidate is called above what is said of them: the name as it may be.

        Whoever is no longer in the dossier has no name, and keeps no letter.
        """
        if person not in self._all_letters:
            return self.words.say("Somebody who is no longer in the dossier")
        if self.meeting.is_hidden:
            return self.as_letter(person)
        return f"{self._all_letters[person]} – {self._names[person]}"

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {each.id: each.name or each.id for each in self.dossier.people}

    @cached_property
    def shown(self) -> Dossier:
        """The dossier as the meeting speaks of it."""
        if not self.meeting.is_hidden:
            return self.dossier
        people = tuple(
            person.model_copy(update={"name": self.as_letter(person.id), "note": None})
            if person.id in self._all_letters
            else person
            for person in self.dossier.people
        )
        return self.dossier.model_copy(update={"people": people})

    def is_named_in(self, text: str) -> bool:
        """Tell whether a text names a candidate, by name, surname or id."""
        return any(each.names_them(text) for each in self._naming)

    def masked(self, text: str) -> str:
        """Return a text in which candidates who are named have their letters, while that is so."""
        if self.meeting.is_hidden:
            for each in self._naming:
                text = each.text(text)
        return text

    @cached_property
    def _naming(self) -> tuple[Erasure, ...]:
        names = self._names
        return tuple(
            Erasure(
                person,
                self.as_letter(person),
                Erasure.of(
                    person,
                    (names[person],),
                    tuple(name for each, name in names.items() if each != person),
                ).names,
            )
            for person in self._all_letters
        )
