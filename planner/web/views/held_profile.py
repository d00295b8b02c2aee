"""Somebody's profile as it is kept: as it stands, and what was otherwise before."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.domain.person import TENURE
from planner.domain.text import say as say_text
from planner.dossier.editing import ABSENT
from planner.resources.catalogue import marked
from planner.web.views.held_words import HeldWords, Line, Piece, Records

_WHERE = {
    "seats": marked("Sits on"),
    "candidate": marked("May be chosen for"),
}


def profile_pieces(records: Records, said: HeldWords) -> tuple[list[Piece], list[Piece]]:
    """Return the profile as it stands, and of each earlier one what was otherwise in it."""
    *earlier, last = records
    title = said.words.say("As it is since {moment}", moment=said.moment(last["since"]))
    levels = last["profile"].get("levels", {})
    now = Piece(title, tuple(_lines(last, said)), said.levels(levels) if levels else None)
    pieces = []
    for record, after in zip(earlier, records[1:], strict=True):
        until = said.words.say(
            "From {start} to {end}",
            start=said.moment(record["since"]),
            end=said.moment(after["since"]),
        )
        pieces.append(Piece(until, tuple(_otherwise(record, after, said))))
    return [now], pieces


def _lines(record: Mapping[str, Any], said: HeldWords) -> Iterator[Line]:
    """Yield what is noted of somebody, and where they stand; their levels apart."""
    say, profile = said.words.say, record["profile"]
    if profile.get("name"):
        yield say("Name"), profile["name"]
    if profile.get("note"):
        yield say("Note"), say_text(profile["note"], said.words.language, "")
    for name, value in profile.get("attributes", {}).items():
        called = say("Years in the present seat") if name == TENURE else name
        yield called, _value(value, said)
    for key, called in _WHERE.items():
        if record[key]:
            yield say(called), said.seats(record[key])
    if record["circles"]:
        yield say("In the circle of"), said.names.listed(map(said.team, record["circles"]))
    for wish in record["wishes"]:
        yield say("A wish about this person"), _wish(wish, said)
    yield from said.texts(record["texts"])


def _otherwise(
    record: Mapping[str, Any], after: Mapping[str, Any], said: HeldWords
) -> Iterator[Line]:
    """Yield what is other in a record than in the one that came after it."""
    same = set(_lines(after, said))
    yield from (line for line in _lines(record, said) if line not in same)
    levels, later = (each["profile"].get("levels", {}) for each in (record, after))
    for behaviour in {**levels, **later}:
        before = levels.get(behaviour, ABSENT)
        if before != later.get(behaviour, ABSENT):
            level = "–" if before is ABSENT else said.level(before)
            yield said.behaviour(behaviour), level


def _value(value: Any, said: HeldWords) -> str:
    if value is None:
        return said.words.say("not known")
    values = value if isinstance(value, list) else [value]
    return "; ".join(map(said.names.value, values))


def _wish(wish: Mapping[str, Any], said: HeldWords) -> str:
    """Return a wish as the dossier says it; one of an earlier version by its sort."""
    for each in said.dossier.constraints:
        if each.model_dump(mode="json", by_alias=True, exclude_unset=True) == wish:
            return each.sentence(said.names)
    return str(wish["kind"])
