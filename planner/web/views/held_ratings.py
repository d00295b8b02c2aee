"""What rounds of rating hold about somebody, as they may read it."""

from collections.abc import Mapping
from typing import Any

from planner.web.views.held_words import HeldWords, Line, Piece, Records, Table
from planner.web.views.rating_basis import said_group


def rating_pieces(records: Records, said: HeldWords) -> tuple[list[Piece], list[Piece]]:
    """Return each round in which somebody was rated or rated others; and what was taken over."""
    taken = [each for each in records if "taken over" in each]
    rounds = [_round(each, said) for each in records if "taken over" not in each]
    return rounds, [_taken(each, said) for each in taken]


def _round(record: Mapping[str, Any], said: HeldWords) -> Piece:
    say = said.words.say
    title = say(
        "{title}, begun {moment}", title=record["round"], moment=said.moment(record["since"])
    )
    if "given of others" in record:
        gave = say("What this person gave in “{title}”", title=record["round"])
        return Piece(gave, (), _given(record["given of others"], said))
    if "texts" in record:
        named = say("Named in “{title}”", title=record["round"])
        return Piece(named, said.texts(record["texts"]))
    lines: list[Line] = [(say("Ratings of this person"), str(record["ratings"]))]
    if "behaviours" not in record:
        lines.append((say("What was given"), say("Stays closed until the round is opened.")))
        return Piece(title, tuple(lines))
    lines += [(said.behaviour(note["behaviour"]), _written(note)) for note in record["notes"]]
    return Piece(title, tuple(lines), _seen(record["behaviours"], said))


def _seen(behaviours: Mapping[str, Any], said: HeldWords) -> Table:
    """Return what was given of somebody: as one level, in groups, and by themselves."""
    say = said.words.say
    rows = tuple(
        (
            said.behaviour(behaviour),
            said.level(told["level"]),
            "; ".join(
                said_group(group["of"], group["raters"], said.level(group["mean"]), said.of_round)
                for group in told["groups"]
            )
            or say("too few to show"),
            said.level(told["own"]),
        )
        for behaviour, told in behaviours.items()
    )
    heads = (say("Behaviour"), say("Seen by others"), say("In groups"), say("They themselves"))
    return Table(heads, rows)


def _given(given: Records, said: HeldWords) -> Table:
    say = said.words.say
    rows = tuple(
        (said.behaviour(each["behaviour"]), said.level(each["level"]), _written(each))
        for each in given
    )
    return Table((say("Gave of others"), say("Level"), say("Note")), rows)


def _written(note: Mapping[str, Any]) -> str:
    return " · ".join(str(note[part]) for part in ("situation", "seen", "effect") if note.get(part))


def _taken(record: Mapping[str, Any], said: HeldWords) -> Piece:
    title = said.words.say(
        "Levels taken over in the profile on {moment}", moment=said.moment(record["since"])
    )
    return Piece(title, (), said.levels(record["taken over"]))
