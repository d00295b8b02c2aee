"""What a dossier asks of a composition, read back in sentences."""

from dataclasses import dataclass

from planner.analysis.findings import capitalised
from planner.analysis.words import OBJECTIVE_MEANINGS
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.priority import Objective
from planner.domain.team import Seat
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import requirements
from planner.resources.catalogue import Translator, marked

_KINDS = {
    "constraint": marked("wish"),
    "filled": marked("seat to fill"),
    "minimum": marked("minimum"),
    "locked": marked("fixed seat"),
    "critical": marked("critical behaviour"),
}

# What a search tries to reach for each objective.
GOALS: dict[Objective, str] = {
    "coverage": marked("as little as possible short"),
    "departure": marked("as little as possible lost when one leaves"),
    "load": marked("leading roles spread as far as possible"),
    "balance": marked("the weakest direction as strong as possible"),
    "nearness": marked("as near the levels as possible"),
    "changes": marked("as few people as possible leave their seat"),
    "development": marked("as few development steps as possible"),
}


@dataclass(frozen=True)
class Wish:
    """One thing that is asked, in a sentence; and what its author noted."""

    kind: str
    sentence: str
    note: str = ""


@dataclass(frozen=True)
class PriorityView:
    """One objective in the order of importance."""

    label: str
    meaning: str
    slack: int


@dataclass(frozen=True)
class Asked:
    """Everything that holds in a search: the wishes, the seats, and what counts most."""

    wishes: tuple[Wish, ...]
    given: tuple[Wish, ...]
    priorities: tuple[PriorityView, ...]


class Reader:
    """Reads a dossier back in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the dossier and the language."""
        self.dossier = dossier
        self.words = words
        self.names = Names(dossier.situation(), words.language)

    def asked(self) -> Asked:
        """Return everything that the dossier asks, in its order."""
        wishes = [
            self.wish(Item("constraint", index)) for index in range(len(self.dossier.constraints))
        ]
        given = [
            self.wish(requirement.item)
            for requirement in requirements(self.dossier)
            if requirement.item.kind != "constraint"
        ]
        return Asked(tuple(wishes), tuple(given), tuple(self._priorities()))

    def _priorities(self) -> list[PriorityView]:
        return [
            PriorityView(
                label=capitalised(self.words.say(GOALS[priority.objective])),
                meaning=self.words.say(OBJECTIVE_MEANINGS[priority.objective]),
                slack=priority.slack,
            )
            for priority in self.dossier.objectives_in_order()
        ]

    def wish(self, item: Item) -> Wish:
        """Return what an item of a conflict asks."""
        note = self.dossier.constraints[item.key].note if isinstance(item.key, int) else None
        return Wish(
            self.words.say(_KINDS[item.kind]),
            self._sentence(item),
            say(note, self.words.language, ""),
        )

    def _sentence(self, item: Item) -> str:
        words, names, key = self.words, self.names, item.key
        match item.kind, key:
            case "constraint", int():
                return self.dossier.constraints[key].sentence(names)
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
                row = next(
                    row
                    for row in names.situation.teams_by_id[team].demand
                    if row.behaviour == behaviour
                )
                return words.say_count(
                    "{behaviour} is critical: {team} has at least {number} carrier.",
                    "{behaviour} is critical: {team} has at least {number} carriers.",
                    row.carriers,
                    team=names.team(team),
                    behaviour=names.behaviour(behaviour),
                )
        return str(item.written())

    def _minimum(self, seat: Seat) -> str:
        levels = self.names.listed(
            self.words.say(
                "{level} for {behaviour}",
                level=self.names.number(level / 10),
                behaviour=self.names.behaviour(behaviour),
            )
            for behaviour, level in seat.minimum.items()
        )
        return self.words.say(
            "Whoever takes the seat {seat} has at least {levels}.",
            seat=self.names.seat(seat.id),
            levels=levels,
        )
