"""Taking somebody out of a dossier, together with everything that refers to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from constraints.base import Constraint
from planner.dossier.dossier import Dossier
from planner.dossier.editing import ABSENT, Edit
from planner.dossier.joining import unlisted

Kind = Literal["seat", "candidate", "for", "circle", "wish", "dropped"]


@dataclass(frozen=True)
class Mention:
    """One thing in a dossier that refers to somebody, and the edit that takes them out of it.

    `where` is the id of the seat or team; of a wish it is its position.
    """

    kind: Kind
    where: str | int
    edit: Edit


@dataclass(frozen=True)
class Leaving:
    """What goes along with somebody; a seat that keeps them, where they cannot be taken out."""

    person: str
    mentions: tuple[Mention, ...]
    locked: str | None

    @property
    def edits(self) -> dict[str, Edit]:
        """Return the edits; positions in a list stay right, as the last goes first."""
        edits = [
            mention.edit for mention in self.mentions if mention.kind not in ("wish", "dropped")
        ]
        wishes = [m for m in self.mentions if m.kind in ("wish", "dropped")]
        edits += [wish.edit for wish in sorted(wishes, key=lambda m: -int(m.where))]
        edits.append(Edit(("people", self.person), ABSENT))
        return {str(position): edit for position, edit in enumerate(edits)}


def leaving(dossier: Dossier, raw: Any, person: str) -> Leaving:
    """Return what refers to somebody, and how each of it goes on without them."""
    locked = next(
        (
            seat.id
            for team in dossier.teams
            for seat in team.seats
            if seat.locked and seat.incumbent == person
        ),
        None,
    )
    mentions = (*_parts(dossier, raw, person), *_wishes(dossier, raw, person))
    return Leaving(person, mentions, locked)


def _parts(dossier: Dossier, raw: Any, person: str) -> Iterator[Mention]:
    if person in dossier.candidates:
        yield Mention("candidate", "", unlisted(raw, ("candidates",), person))
    for team in dossier.teams:
        if person in team.circle:
            edit = unlisted(raw, ("teams", team.id, "circle"), person)
            yield Mention("circle", team.id, edit)
        for seat in team.seats:
            place = ("teams", team.id, "seats", seat.id)
            if seat.incumbent == person:
                yield Mention("seat", seat.id, Edit((*place, "incumbent"), None))
            if person in (seat.candidates or ()):
                yield Mention("for", seat.id, unlisted(raw, (*place, "candidates"), person))


def _wishes(dossier: Dossier, raw: Any, person: str) -> Iterator[Mention]:
    for position, constraint in enumerate(dossier.constraints):
        rest = raw["constraints"][position]
        names_them = False
        for parameter in type(constraint).model_fields:
            if type(constraint).refers_to(parameter) != "person":
                continue
            value = getattr(constraint, parameter)
            if value == person:
                names_them, rest = True, None
                break
            if isinstance(value, tuple) and person in value:
                names_them = True
                rest = _without(type(constraint), rest, parameter, person)
                if rest is None:
                    break
        if names_them:
            place = ("constraints", position)
            if rest is None:
                yield Mention("dropped", position, Edit(place, ABSENT))
            else:
                yield Mention("wish", position, Edit(place, rest))


def _without(kind: type[Constraint], wish: Any, parameter: str, person: str) -> Any:
    """Return a wish about the others; nothing where it asks nothing of them alone."""
    others = [each for each in wish[parameter] if each != person]
    if not others and kind.model_fields[parameter].default != ():
        return None
    rest = {**wish, parameter: others}
    try:
        kind.model_validate(rest)
    except ValidationError:
        return None
    return rest
