"""All that is kept about one person, as they can read it: part by part, in plain words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from planner.dossier.dossier import Dossier
from planner.jobs.kinds import KINDS
from planner.resources.catalogue import Translator
from planner.store.personal.part import Held
from planner.web.language import number
from planner.web.views.held_profile import profile_pieces
from planner.web.views.held_ratings import rating_pieces
from planner.web.views.held_words import HeldWords, Line, Piece, Records, Table
from planner.web.views.trail import ACTIVITIES

# What stands of something now, and what stood there before.
_Pieces: TypeAlias = tuple[list[Piece], list[Piece]]


@dataclass(frozen=True)
class Section:
    """A sort of records: what matters of it now, and what stood there before."""

    title: str
    pieces: tuple[Piece, ...]
    earlier: tuple[Piece, ...]


def sections(held: list[Held], dossier: Dossier, person: str, words: Translator) -> list[Section]:
    """Return what is kept, in the reader's language; the file has each detail of it."""
    said = HeldWords(dossier, person, words)
    return [_section(each, said) for each in held]


def _section(held: Held, said: HeldWords) -> Section:
    pieces, earlier = _PARTS[held.kind](held.records, said) if held.records else ([], [])
    return Section(said.words.say(held.name), tuple(pieces), tuple(earlier))


def _what_ifs(records: Records, said: HeldWords) -> _Pieces:
    say = said.words.say
    return [
        Piece(
            each["name"] or say("A what-if without a name"),
            (
                (say("Last changed"), said.moment(each["since"])),
                *(line for step in each["steps"] for line in _step(step, said)),
            ),
        )
        for each in records
    ], []


def _step(step: Mapping[str, Any], said: HeldWords) -> Iterator[Line]:
    """Yield what a step does with somebody, and nothing of what it does with others."""
    for seat, who in step.get("seats", {}).items():
        if who == said.person:
            yield said.words.say("Tried on the seat"), said.seat(seat)
    for each in step.get("levels", ()):
        if each["person"] == said.person:
            level = said.level(each["level"] / 10)
            yield (
                said.words.say("Tried with another level"),
                f"{said.behaviour(each['behaviour'])}: {level}",
            )


def _counted(what: str, moments: Mapping[str, list[str]], said: HeldWords) -> list[Piece]:
    """Return a table of what was done: how often, and when for the first and the last time."""
    say = said.words.say
    rows = tuple(
        (done, number(len(at)), said.moment(min(at)), said.moment(max(at)))
        for done, at in moments.items()
    )
    return [Piece("", (), Table((what, say("Times"), say("First"), say("Last")), rows))]


def _calculations(records: Records, said: HeldWords) -> _Pieces:
    say = said.words.say
    moments: dict[str, list[str]] = {}
    for each in records:
        kind = KINDS.get(each["kind"])
        called = each["kind"] if kind is None else say(kind.title)
        moments.setdefault(called, []).append(each["asked"])
    return _counted(say("What was asked"), moments, said), []


def _log(records: Records, said: HeldWords) -> _Pieces:
    say = said.words.say
    moments: dict[str, list[str]] = {}
    for each in records:
        activity = ACTIVITIES.get(each["name"])
        done = each["name"] if activity is None else say(activity)
        moments.setdefault(done, []).append(each["start_time"])
    return _counted(say("What was done"), moments, said), []


def _access(records: Records, said: HeldWords) -> _Pieces:
    say = said.words.say
    lines = [
        (
            each["account"] if each["login"] is None else f"{each['account']}, {each['login']}",
            say("since {moment}", moment=said.moment(each["since"])),
        )
        for each in records
    ]
    return [Piece("", tuple(lines))], []


def _corrections(records: Records, said: HeldWords) -> _Pieces:
    say = said.words.say
    lines: list[Line] = []
    for each in records:
        if "text" in each:
            lines += said.texts([each["text"]])
            continue
        lines.append((said.moment(each["since"]), each["request"]))
        if each["answered"]:
            answered = say("Answer of {moment}", moment=said.moment(each["answered"]))
            lines.append((answered, each["answer"]))
    return [Piece("", tuple(lines))], []


def _consents(records: Records, said: HeldWords) -> _Pieces:
    say = said.words.say
    lines: list[Line] = []
    for each in records:
        if "text" in each:
            lines += said.texts([each["text"]])
            continue
        lines.append((say("Agreed on"), said.moment(each["since"])))
        if each["how"]:
            lines.append((say("How they agreed"), each["how"]))
        if each["withdrawn"]:
            lines.append((say("Taken back on"), said.moment(each["withdrawn"])))
    return [Piece("", tuple(lines))], []


def _decisions(records: Records, said: HeldWords) -> _Pieces:
    closed = [_decision(each, said) for each in records if "decision" in each]
    drafts = [_draft(each, said) for each in records if "draft" in each]
    return closed + drafts[-1:], drafts[:-1]


def _decision(record: Mapping[str, Any], said: HeldWords) -> Piece:
    say = said.words.say
    lines: list[Line] = []
    if "profile" in record:
        lines.append((say("Was a candidate"), said.names.value(record["was_candidate"])))
    if record.get("seats"):
        lines.append((say("Chosen for"), said.seats(record["seats"])))
    for each in record.get("compared", ()):
        lines.append((say("Compared for"), _compared(each, said)))
    for each in record.get("proposed", ()):
        called = say("In proposal {number}", number=each["proposal"])
        lines.append((called, said.seats(each["seats"])))
    title = say(
        "Decision {number}, closed on {moment}",
        number=record["decision"],
        moment=said.moment(record["since"]),
    )
    return Piece(title, (*lines, *said.texts(record["texts"])))


def _compared(compared: Mapping[str, Any], said: HeldWords) -> str:
    """Return where somebody stood among those who might have taken a seat."""
    seat, rank = said.seat(compared["seat"]), compared["rank"]
    if compared["job_fit"] is None:
        return said.words.say("{seat}: number {rank} for the team", seat=seat, rank=rank)
    return said.words.say(
        "{seat}: number {rank} for the team; fit with the job {fit} of 100, number {fit_rank}",
        seat=seat,
        rank=rank,
        fit=number(compared["job_fit"]),
        fit_rank=compared["job_fit_rank"],
    )


def _draft(record: Mapping[str, Any], said: HeldWords) -> Piece:
    say = said.words.say
    title = say("A decision that is being written, {moment}", moment=said.moment(record["since"]))
    seats = record["seats"]
    lines = ((say("Chosen for"), said.seats(seats)),) if seats else ()
    return Piece(title, lines + said.texts(record["texts"]))


def _meetings(records: Records, said: HeldWords) -> _Pieces:
    say = said.words.say
    lines: list[Line] = []
    for each in records:
        told = each.get("note")
        if told is None:
            told = say("A meeting about {seat}", seat=said.seat(each["seat"]))
        lines.append((said.moment(each["since"]), told))
    return [Piece("", tuple(lines))], []


# How each part of what is kept is told, by its sort.
_PARTS: Mapping[str, Callable[[Records, HeldWords], _Pieces]] = {
    "profile": profile_pieces,
    "what_ifs": _what_ifs,
    "calculations": _calculations,
    "ratings": rating_pieces,
    "access": _access,
    "corrections": _corrections,
    "consents": _consents,
    "decisions": _decisions,
    "meetings": _meetings,
    "log": _log,
}
