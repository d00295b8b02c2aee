"""Places of a dossier and the values there, in words that people know."""

from decimal import Decimal
from typing import Any

from planner.domain.names import Names
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.dossier.editing import Place
from planner.resources.catalogue import Translator, marked
from planner.web.language import number

_WORDS = {
    "title": marked("title"),
    "note": marked("note"),
    "name": marked("name"),
    "importance": marked("importance"),
    "level": marked("level asked"),
    "carriers": marked("carriers"),
    "critical": marked("critical"),
    "spread": marked("circle counts"),
    "incumbent": marked("who sits there"),
    "locked": marked("fixed"),
    "optional": marked("may stay empty"),
    "candidates": marked("candidates"),
    "minimum": marked("minimum"),
    "circle": marked("circle"),
    "constraints": marked("wish"),
    "priorities": marked("priorities"),
    "attributes": marked("attribute"),
    "seats": marked("seat"),
    "teams": marked("team"),
    "people": marked("person"),
}


class PlaceReader:
    """Reads places and values of one dossier in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the dossier and the language."""
        self.words = words
        situation = dossier.situation()
        self._names = Names(situation, words.language)
        self._people = {person.id for person in dossier.people}
        self._teams = {team.id for team in situation.teams}
        self._seats = set(situation.seats)
        self._behaviours = {each.id for each in situation.repertoire.behaviours}

    def place(self, place: Place) -> str:
        """Return what a place is, from the outside in: "W. Feitsma, Tegenspraak"."""
        told = [self._key(place, position) for position in range(len(place))]
        return ", ".join(part for part in told if part)

    def _key(self, place: Place, position: int) -> str:
        key = place[position]
        around = place[position - 1] if position else ""
        if isinstance(key, int):
            return str(key + 1)
        if around == "people" and key in self._people:
            return self._names.person(key)
        if around == "teams" and key in self._teams:
            return self._names.team(key)
        if around == "seats" and key in self._seats:
            return self._names.seat(key)
        if around in ("demand", "levels", "minimum") and key in self._behaviours:
            return self._names.behaviour(key)
        follows = position + 1 < len(place)
        if key in ("people", "teams", "seats", "demand", "levels") and follows:
            return ""
        return self.words.say(_WORDS[key]) if key in _WORDS else key

    def value(self, value: Any) -> str:
        """Return a value as people write it."""
        if value is None:
            return self.words.say("not known")
        if isinstance(value, bool):
            return self.words.say("yes") if value else self.words.say("no")
        if isinstance(value, int | Decimal):
            return number(value, 2, grouped=False)
        if isinstance(value, str):
            return self._names.person(value) if value in self._people else value
        if isinstance(value, list):
            return ", ".join(map(self.value, value)) or self.words.say("nothing")
        if value and all(isinstance(key, str) and len(key) == 2 for key in value):
            return say(value, self.words.language, "")
        return ", ".join(f"{self._word(key)}: {self.value(kept)}" for key, kept in value.items())

    def _word(self, key: str) -> str:
        if key in self._behaviours:
            return self._names.behaviour(key)
        return self.words.say(_WORDS[key]) if key in _WORDS else key
