"""What each item of a dossier asks, in a sentence: the terminal and the pages say the same."""

from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.team import Demand, Seat
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import (
    ConstraintHolds,
    CriticalRow,
    MinimumMet,
    Requirement,
)
from planner.resources.catalogue import Translator


class AskedSentences:
    """Reads the items of one dossier back in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the dossier and the language."""
        self._dossier = dossier
        self._words = words
        self._names = Names(dossier.situation(), words.language)

    def of(self, item: Item) -> str:
        """Return what an item asks."""
        words, names, key = self._words, self._names, item.key
        match item.kind, key:
            case "constraint", int():
                return self._dossier.constraints[key].sentence(names)
            case "filled", str():
                return words.say("Somebody sits on the seat {seat}.", seat=names.seat(key))
            case "minimum", str():
                return self._minimum(names.situation.seats[key])
            case "locked", str():
                incumbent = names.situation.incumbents[key]
                return words.say(
                    "{person} keeps the seat {seat}.",
                    person="" if incumbent is None else names.person(incumbent),
                    seat=names.seat(key),
                )
            case "critical", (str() as team, str() as behaviour):
                demand = names.situation.teams_by_id[team].demand
                row = next(row for row in demand if row.behaviour == behaviour)
                return self._critical(team, row)
        return str(item.written())

    def asks(self, requirement: Requirement) -> str:
        """Return what a requirement asks, also where it is weaker than the dossier's own."""
        match requirement:
            case ConstraintHolds():
                return requirement.constraint.sentence(self._names)
            case MinimumMet():
                return self._minimum(requirement.seat)
            case CriticalRow():
                return self._critical(requirement.team.id, requirement.row)
        return self.of(requirement.item)

    def _minimum(self, seat: Seat) -> str:
        levels = self._names.listed(
            self._words.say(
                "{level} for {behaviour}",
                level=self._names.number(level / 10),
                behaviour=self._names.behaviour(behaviour),
            )
            for behaviour, level in seat.minimum.items()
        )
        return self._words.say(
            "Whoever takes the seat {seat} has at least {levels}.",
            seat=self._names.seat(seat.id),
            levels=levels,
        )

    def _critical(self, team: str, row: Demand) -> str:
        return self._words.say_count(
            "‘{behaviour}’ is critical: {team} has at least {number} carrier at level {level} "
            "or above.",
            "‘{behaviour}’ is critical: {team} has at least {number} carriers at level {level} "
            "or above.",
            row.carriers,
            team=self._names.team(team),
            behaviour=self._names.behaviour(row.behaviour),
            level=self._names.number(row.level / 10),
        )
